"""Faults in where an entry stands and which earlier one it names (PROTOCOL §9); and odd records that are good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from .. import ed25519, statement
from ..manifest import Manifest, Project, read_manifest
from ..people import SCRUTINEER, Enrolment, Person, Roll, read_roll
from .congress import Maker, Tamper, replace_card_body
from .faults import Fault, planned
from .plan import Voter
from .setup_faults import one
from .vote_faults import SECOND_ROUND


def _behind(label: str, *makers: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    """More entries directly behind one."""
    return one(label, lambda m, e: [e, *(make(m) for make in makers)])


# --- other entries that are good in themselves ---


def _other_roll(maker: Maker) -> bytes:
    return replace(maker.roll, roll_id=bytes(32)).encode()


def _other_enrolment(maker: Maker) -> bytes:
    """A second scrutineer, behind all others."""
    seed, old = maker.keys.statement(99), maker.enrolment
    draft = Person(SCRUTINEER, "Scrutineer 2", ed25519.public_key(seed), b"", b"", bytes(32), b"", b"")
    signature = ed25519.sign(seed, "piaojue/v1/enrol", old.congress_id + draft.core())
    return Enrolment(old.congress_id, (*old.people, replace(draft, signature=signature))).encode()


def _other_ceremony(maker: Maker) -> bytes:
    return maker.keys.ceremony(maker.enrolment, "second-dkg").encode()


def _sign_in(*deputies: int) -> Callable[[Maker], bytes]:
    body = statement.deputies_body(list(deputies))
    return lambda maker: maker.sign(statement.SIGN_IN, maker.congress.id, body, [1])


def _of_round(act: int, body: bytes = b"") -> Callable[[Maker], bytes]:
    return lambda maker: maker.sign(act, maker.manifest.hash, body, [1, 2])


def _further_round(kind: int) -> Callable[[Maker], bytes]:
    return lambda maker: _of_round(statement.FURTHER_ROUND, maker.result.hash + bytes([kind]))(maker)


def _leave(*deputies: int) -> Callable[[Maker], bytes]:
    body = statement.deputies_body(list(deputies))
    return lambda maker: maker.sign(statement.LEAVE, maker.congress.id, body, [1])


def _new_roll(maker: Maker) -> bytes:
    """The roll from here on: a manifest made later names it."""
    maker.roll = Roll(maker.congress.id, bytes(32), maker.roll.keys)
    return maker.roll.encode()


# --- which earlier entry is named ---


def _naming(roll: bytes, manifest: bytes) -> bytes:
    return replace(read_manifest(manifest), roll_hash=read_roll(roll).hash).encode()


NAMED = [
    Fault("older_roll", "the manifest names a roll that was replaced", ("manifest", "roll", "log_order"),
          tamper=_behind("attachment", _other_roll)),
    Fault("older_enrolment", "the manifest names an enrolment that was replaced",
          ("manifest", "ceremony", "log_order"), tamper=_behind("attachment", _other_enrolment)),
    Fault("older_ceremony", "the manifest names a ceremony that was replaced", ("manifest", "ceremony", "log_order"),
          tamper=_behind("attachment", _other_ceremony)),
    Fault("ceremony_of_older_enrolment", "the ceremony is one of the enrolment before",
          ("ceremony", "manifest", "log_order"),
          tamper=_behind("attachment", _other_enrolment, lambda m: m.ceremony.encode())),
    Fault("later_roll", "the manifest names a roll that stands behind it", ("manifest", "roll"),
          tamper=one("manifest", lambda m, e: [_naming(_other_roll(m), e), _other_roll(m), _sign_in(1, 2, 3)(m)])),
    Fault("roll_replaced_before_seal", "the roll is replaced between manifest and seal", ("log_order",),
          tamper=one("seal", lambda m, e: [_other_roll(m), _sign_in(1, 2, 3)(m), _of_round(statement.SEAL)(m)])),
    Fault("roll_resets_sign_in", "nobody is signed in again after a new roll", ("quorum", "issuance"),
          tamper=one("sign_in", lambda m, e: [e, m.roll.encode()])),
]  # fmt: skip


# --- setup entries where no further round was stated ---


def _after(label: str, name: str, make: Callable[[Maker], bytes], check: str, *more: str) -> Fault:
    what = f"{name} after {label} without a further round"
    return Fault(f"{name}_after_{label}", what, ("log_order", check, *more), tamper=_behind(label, make))


SETUP = [
    _after("announce", "enrolment", lambda m: m.enrolment.encode(), "enrolment"),
    _after("announce", "ceremony", lambda m: m.ceremony.encode(), "ceremony"),
    _after("announce", "roll", lambda m: m.roll.encode(), "roll"),
    _after("announce", "attachment", lambda m: m.attachment.encode(), "manifest"),
    _after("announce", "manifest", lambda m: m.manifest.encode(), "manifest"),
    _after("publish", "roll", lambda m: m.roll.encode(), "roll", "publication"),
    _after("publish", "attachment", lambda m: m.attachment.encode(), "manifest", "publication"),
    Fault("roll_after_void", "a roll stands behind a voided round", ("log_order", "roll"),
          plan=planned(void_in="voting"), tamper=_behind("void", _other_roll)),
    Fault("further_round_first", "a further round of kind first is stated", ("log_order", "statements"),
          tamper=_behind("announce", _further_round(1))),
    Fault("further_round_other_kind", "a further round is stated of another kind than follows", ("rounds",),
          after=(SECOND_ROUND,), tamper=_behind("further_round", _further_round(4))),
    Fault("card_replaced_after_issue", "a card is replaced that was used in this round", ("log_order", "statements"),
          tamper=_behind("counts_voting", lambda m: m.sign(
              statement.REPLACE_CARD, m.congress.id, replace_card_body(4, m.roll.keys[3], "lost"), [3, 4]))),
    Fault("two_signers_of_one", "issuing ended by two", ("log_order", "statements"),
          tamper=one("end_issuing", lambda m, e: _of_round(statement.END_ISSUING)(m))),
    Fault("sign_in_beyond_roll", "a deputy is signed in who is not on the roll", ("statements",),
          tamper=_behind("sign_in", _sign_in(5))),
    Fault("absent_beyond_n", "a teller is stated absent who is not there", ("statements",),
          tamper=one("cosigned", lambda m, e: [_of_round(statement.ABSENT, statement.tellers_body([4]))(m), e])),
]  # fmt: skip


# --- a round that does not follow from the one before ---


def _second(change: Callable[[Manifest], Manifest]) -> Callable[[], Tamper]:
    return one("manifest/2", lambda m, e: change(read_manifest(e)).encode())


def _with_method(**rules: Any) -> Callable[[], Tamper]:
    return _second(lambda m: replace(m, method=replace(m.method, **rules)))


def _with_projects(change: Callable[[tuple[Project, ...]], Sequence[Project]]) -> Callable[[], Tamper]:
    return _second(lambda m: replace(m, projects=tuple(change(m.projects))))


def _follows_not(name: str, what: str, tamper: Callable[[], Tamper], **more: Any) -> Fault:
    return Fault(f"further_{name}", what, ("rounds",), tamper=tamper, **{"after": (SECOND_ROUND,), **more})


VOIDED = planned(void_in="voting")
ROUNDS = [
    _follows_not("parent", "the second round has another parent", _second(lambda m: replace(m, parent=m.roll_hash))),
    _follows_not("number", "the second round is numbered 3", _second(lambda m: replace(m, round=3))),
    _follows_not("kind", "the second round is of another kind", _second(lambda m: replace(m, kind=2))),
    _follows_not("places", "more places than are left", _with_method(places=2)),
    _follows_not("cap", "more approvals than places are left", _with_method(hi=2)),
    _follows_not("threshold", "another threshold", _with_method(threshold=None)),
    _follows_not("candidates", "a candidate is missing", _with_projects(lambda p: p[:1]),
                 after=(planned(voters=(Voter(1, (1, 0)), Voter(2, (1, 0)), Voter(4, (0, 1)))),)),
    _follows_not("order", "the candidates in another order", _with_projects(lambda p: p[::-1])),
    _follows_not("chosen", "a project that was chosen stands again",
                 _with_projects(lambda p: (p[0], replace(p[1], number=1, name="项目一", name2="Project one")))),
    _follows_not("name", "a candidate with another name", _with_projects(lambda p: (replace(p[0], name="项目"), p[1]))),
    _follows_not("void_parent", "a voided round is not named as parent",
                 _second(lambda m: replace(m, parent=m.roll_hash)), plan=VOIDED, after=(planned(),)),
    _follows_not("void_kind", "behind a voided round another kind than ordered",
                 _second(lambda m: replace(m, kind=3)), plan=VOIDED, after=(planned(),)),
    Fault("left_before_open", "papers for deputies who left before the second opening", ("quorum", "issuance"),
          after=(SECOND_ROUND,), tamper=one("sign_in/2", lambda m, e: [_leave(1, 2)(m)])),
]  # fmt: skip


# --- good ---


ALL_BLANK = tuple(Voter(deputy, (0, 0, 0, 1)) for deputy in range(1, 5))
ALL_HANDED_BACK = tuple(Voter(deputy, None, hand_back=True) for deputy in range(1, 5))


def _void(maker: Maker) -> bytes:
    return _of_round(statement.VOID, statement.reason_body("power cut"))(maker)


def _ends_voided(at: str, *dropped: str) -> Callable[[], Tamper]:
    """The round is voided in place of one entry; what would follow is left out."""
    nothing = {label: lambda m, e: [] for label in dropped}
    return lambda: Tamper(entries={at: lambda m, e: [_void(m)], **nothing})


GOOD = [
    Fault("good_void_again", "a voided round is held again", plan=VOIDED, after=(planned(),)),
    Fault("good_void_fewer", "a voided round is held again without its second project", plan=VOIDED,
          after=(planned(voters=SECOND_ROUND.voters, projects=(planned().projects[0], planned().projects[2])),)),
    Fault("good_void_twice", "two rounds are voided, the third is counted", plan=VOIDED,
          after=(VOIDED, planned())),
    Fault("good_leave", "a deputy leaves behind the opening and votes", tamper=_behind("open", _leave(1))),
    Fault("good_leave_and_back", "a deputy leaves between the rounds and comes back", after=(SECOND_ROUND,),
          tamper=one("sign_in/2", lambda m, e: [_leave(1)(m), _sign_in(1)(m)])),
    Fault("good_new_roll", "a new roll between two rounds", after=(SECOND_ROUND,),
          tamper=_behind("further_round", _new_roll, _sign_in(1, 2, 3, 4))),
    Fault("good_new_roll_after_publish", "the first round is published before the second one is set up",
          after=(SECOND_ROUND,),
          tamper=_behind("further_round", _of_round(statement.PUBLISH), _new_roll, _sign_in(1, 2, 3, 4))),
    Fault("good_sign_in_announced", "a deputy is signed in once more after the announcement",
          tamper=_behind("announce", _sign_in(1))),
    Fault("good_all_blank", "every ballot is blank", plan=planned(voters=ALL_BLANK)),
    Fault("good_empty_box", "every paper is handed back", plan=planned(voters=ALL_HANDED_BACK)),
    Fault("good_joint", "cast while papers are issued", plan=planned(phases=1)),
    Fault("good_void_closed", "voided behind the closing entry", tamper=_ends_voided(
        "cosigned", "share/1", "share/3", "result", "report/1", "report/3", "announce")),
    Fault("good_void_decided", "voided with a result, before two tellers reported it",
          tamper=_ends_voided("announce", "report/3")),
]  # fmt: skip

FAULTS = [*NAMED, *SETUP, *ROUNDS, *GOOD]
