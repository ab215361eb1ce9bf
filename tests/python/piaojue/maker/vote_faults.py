"""Faults in papers, ballots, close, shares, result, publication; and some odd records that are good."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace

from .. import ballot, closing, decision, ed25519, note, statement, token
from ..ballot import Ballot
from ..codec import sha256
from ..decision import Result, Row
from ..ristretto import scalar_bytes
from ..token import Issuance, read_issuance
from .congress import Maker, Tamper, replace_card_body
from .faults import Fault, planned
from .plan import EXAMPLE, START_MINUTE, Voter
from .setup_faults import flip, flip_high, one

WITHOUT_HAND_BACK = (EXAMPLE.voters[0], EXAMPLE.voters[1], Voter(3, None), EXAMPLE.voters[3])


def _batch(label: str, change: Callable[[Maker, list[bytes]], list[bytes]], sort: bool = True) -> Callable[[], Tamper]:
    return lambda: Tamper(batches={label: change}, sort_batches=sort)


def _reversed(label: str) -> Callable[[], Tamper]:
    return _batch(label, lambda m, entries: sorted(entries, reverse=True), sort=False)


# --- papers ---


def _issue_signed(maker: Maker, deputy: int, seed: bytes, paper_of: int) -> bytes:
    digest = sha256(maker.papers[paper_of].blinded())
    message = token.issue_message(maker.manifest.hash, deputy, digest)
    return Issuance(maker.manifest.hash, deputy, digest, ed25519.sign(seed, "piaojue/v1/issue", message)).encode()


def _issued_twice(maker: Maker, entries: list[bytes]) -> list[bytes]:
    """The paper of deputy 4 is issued to deputy 1."""
    kept = [e for e in entries if read_issuance(e).deputy != 4]
    return [*kept, _issue_signed(maker, 1, maker.keys.identity(1), 4)]


def _issued_by_other_card(maker: Maker, entries: list[bytes]) -> list[bytes]:
    kept = [e for e in entries if read_issuance(e).deputy != 4]
    return [*kept, _issue_signed(maker, 4, maker.keys.identity(3), 4)]


def _replace_card(maker: Maker, entry: bytes) -> list[bytes]:
    """Deputy 4 gets the card that would be deputy 40's."""
    key = ed25519.public_key(maker.keys.identity(40))
    body = replace_card_body(4, key, "card lost")
    return [entry, maker.sign(statement.REPLACE_CARD, maker.congress.id, body, [3, 4])]


def _new_card(maker: Maker, entries: list[bytes]) -> list[bytes]:
    kept = [e for e in entries if read_issuance(e).deputy != 4]
    return [*kept, _issue_signed(maker, 4, maker.keys.identity(40), 4)]


def _replace_card_used() -> Tamper:
    return Tamper(entries=one("late_sign_in", _replace_card)().entries, batches={"issuance": _new_card})


PAPERS = [
    Fault("issued_without_sign_in", "deputy 4 was issued a paper without being signed in", ("issuance",),
          plan=planned(due=5, early=(1, 2, 3, 5), late=())),
    Fault("issued_twice", "deputy 1 was issued two papers", ("issuance",), tamper=_batch("issuance", _issued_twice)),
    Fault("issued_by_other_card", "an issue request is signed by another deputy's card", ("issuance",),
          tamper=_batch("issuance", _issued_by_other_card)),
    Fault("issued_by_replaced_card", "an issue request is signed by a card that was replaced", ("issuance",),
          tamper=one("late_sign_in", _replace_card)),
    Fault("issuances_unsorted", "issuances are not in deputy order", ("log_order",), tamper=_reversed("issuance")),
    Fault("issuance_late", "an issuance stands after the counts", ("log_order",),
          tamper=lambda: Tamper(
              batches={"issuance": lambda m, e: sorted(e)[:-1]},
              entries={"counts_voting": lambda m, e: [e, _issue_signed(m, 4, m.keys.identity(4), 4)]})),
]  # fmt: skip


# --- ballots ---


def _change_ballot(change: Callable[[Maker, Ballot], bytes]) -> Callable[[], Tamper]:
    """Changes the ballot of deputy 4."""

    def run(maker: Maker, entries: list[bytes]) -> list[bytes]:
        key = maker.papers[4].ballot_key
        kept = [e for e in entries if e[35:67] != key]
        mine = next(e for e in entries if e[35:67] == key)
        return [*kept, b"\x09" + change(maker, ballot.read_ballot(maker.manifest.shape, mine[1:]))]

    return _batch("ballot", run)


def _signed(maker: Maker, deputy: int, cast: Ballot) -> bytes:
    """The ballot as deputy's: under this ballot key and token, signed again."""
    paper = maker.papers[deputy]
    unsigned = replace(cast, ballot_key=paper.ballot_key, signature=b"")
    message = unsigned.ballot_id + sha256(unsigned.token)
    return replace(unsigned, signature=ed25519.sign(paper.ballot_key_seed, ballot.CAST_TAG, message)).encode()


def _false_token(maker: Maker, cast: Ballot) -> bytes:
    return _signed(maker, 4, replace(cast, token=flip(cast.token, -1)))


def _others_token(maker: Maker, cast: Ballot) -> bytes:
    return _signed(maker, 4, replace(cast, token=maker.tokens[3]))


def _bad_response(maker: Maker, cast: Ballot) -> bytes:
    last = int.from_bytes(cast.proofs[-32:], "little") + 1
    return _signed(maker, 4, replace(cast, proofs=cast.proofs[:-32] + scalar_bytes(last)))


def _identity_commitment(maker: Maker, cast: Ballot) -> bytes:
    return _signed(maker, 4, replace(cast, proofs=bytes(32) + cast.proofs[32:]))


def _copied(maker: Maker, cast: Ballot) -> bytes:
    other = maker.make_ballot(1, (1, 0, 1, 0))
    return _signed(maker, 4, replace(cast, ciphertexts=other.ciphertexts, proofs=other.proofs))


def _second_ballot(maker: Maker, entries: list[bytes]) -> list[bytes]:
    return [*entries, maker.make_ballot(1, (0, 1, 0, 0), "second").entry()]


def _also_cast(maker: Maker, entries: list[bytes]) -> list[bytes]:
    return [maker.hand_back(1).entry()]


def _cast_after_close(maker: Maker, entry: bytes) -> list[bytes]:
    return [maker.make_ballot(3, (0, 1, 0, 0)).entry(), entry]


def _opened_ballot(maker: Maker, entries: list[bytes]) -> list[bytes]:
    cast = ballot.read_ballot(maker.manifest.shape, maker.ballots[0])
    return [*entries, ballot.Opened(maker.manifest.hash, cast.ballot_id, 0, 1).entry()]


OVER_CAP = (*EXAMPLE.voters[:3], Voter(4, (1, 1, 1, 0), honest=False))
BLANK_AND_MARKED = (*EXAMPLE.voters[:3], Voter(4, (1, 0, 0, 1), honest=False))

BALLOTS = [
    Fault("token_false", "a token does not verify", ("tokens",), tamper=_change_ballot(_false_token)),
    Fault("token_of_another", "a ballot bears another paper's token", ("tokens",),
          tamper=_change_ballot(_others_token)),
    Fault("second_ballot", "two ballots under one ballot key", ("ballot_keys",), plan=planned(voters=WITHOUT_HAND_BACK),
          tamper=_batch("ballot", _second_ballot)),
    Fault("cast_and_handed_back", "a paper was cast and handed back", ("ballot_keys",),
          plan=planned(voters=WITHOUT_HAND_BACK), tamper=_batch("hand_back", _also_cast)),
    Fault("ballot_signature", "a ballot's signature does not verify", ("ballot_signatures",),
          tamper=_change_ballot(lambda m, c: flip(c.encode(), -1))),
    Fault("hand_back_signature", "a hand-back's signature does not verify", ("ballot_signatures",),
          tamper=_batch("hand_back", lambda m, entries: [flip(e, -1) for e in entries])),
    Fault("bad_proof", "a response of a proof is another", ("ballot_proofs",), tamper=_change_ballot(_bad_response)),
    Fault("identity_commitment", "a commitment of a proof is the identity", ("ballot_proofs",),
          tamper=_change_ballot(_identity_commitment)),
    Fault("cap_exceeded", "three approvals of at most two", ("ballot_proofs",), plan=planned(voters=OVER_CAP)),
    Fault("blank_and_marked", "a ballot is blank and approves", ("ballot_proofs",),
          plan=planned(voters=BLANK_AND_MARKED)),
    Fault("copied_ballot", "a ballot's ciphertexts and proofs under another paper",
          ("ballot_proofs", "duplicate_ciphertexts"), tamper=_change_ballot(_copied)),
    Fault("opened_and_cast", "a ballot in the box was opened for checking", ("opened",),
          tamper=_batch("opened", _opened_ballot)),
    Fault("ballots_unsorted", "ballots in descending order", ("log_order",), tamper=_reversed("ballot")),
    Fault("cast_after_close", "a ballot stands after the closing entry", ("log_order",),
          plan=planned(voters=WITHOUT_HAND_BACK), tamper=one("cosigned", _cast_after_close)),
    Fault("hand_backs_first", "a hand-back stands before the ballots", ("log_order",),
          tamper=lambda: Tamper(
              entries={"close": lambda m, e: [e, m.hand_back(3).entry()]}, batches={"hand_back": lambda m, e: []})),
]  # fmt: skip


# --- counts, cosignatures, shares ---


def _closing(**changes: int) -> Callable[[], Tamper]:
    def change(_: Maker, entry: bytes) -> bytes:
        old = closing.read_closing(entry)
        return replace(old, **{name: getattr(old, name) + by for name, by in changes.items()}).entry()

    return one("closing", change)


def _counts(*numbers: int) -> Callable[[], Tamper]:
    def change(maker: Maker, entry: bytes) -> list[bytes]:
        return [entry, closing.Counts(maker.manifest.hash, closing.VOTING_COUNTS, *numbers).entry()]

    return one("counts_voting", change)


def _checkpoint(change: Callable[[Maker, str], str]) -> Callable[[], Tamper]:
    return lambda: Tamper(closing_checkpoint=change)


def _cosigned_other_root(maker: Maker, _: str) -> str:
    origin, size = maker.congress.origin, len(maker.entries)
    text = note.checkpoint_text(origin, size, bytes(32))
    lines = [maker.cosignature(text, i, 60 * START_MINUTE) for i in (1, 2, 3)]
    return note.sign_checkpoint(origin, size, bytes(32), maker.keys.log) + "".join(lines)


def _cosigned_by_other_key(maker: Maker, signed: str) -> str:
    text = signed.partition("\n\n")[0] + "\n"
    lines = signed.split("\n")
    false = note.cosignature_line(text, maker.congress.origin, 3, maker.keys.cosigner(2), 60 * START_MINUTE)
    return "\n".join(lines[:7]) + "\n" + false


def _cosigned_without_log(maker: Maker, signed: str) -> str:
    lines = signed.split("\n")
    origin, size = maker.congress.origin, len(maker.entries)
    lines[4] = note.sign_checkpoint(origin, size, maker.closing_root, maker.keys.box).split("\n")[4]
    return "\n".join(lines)


def _false_share(maker: Maker, entry: bytes) -> bytes:
    share = closing.read_share(entry)
    response = scalar_bytes(int.from_bytes(share.response, "little") + 1)
    return closing.sign_share(share, response, maker.keys.statement(maker.keys.teller_person(share.teller))).entry()


def _wrong_part(maker: Maker, entry: bytes) -> bytes:
    """A share with one D_j of another sum: the same proof, signed."""
    share = closing.read_share(entry)
    draft = dataclasses.replace(share, parts=(share.parts[1], *share.parts[1:]))
    seed = maker.keys.statement(maker.keys.teller_person(share.teller))
    return closing.sign_share(draft, share.response, seed).entry()


def _share_bit_255(maker: Maker, entry: bytes) -> bytes:
    share = closing.read_share(entry)
    draft = dataclasses.replace(share, parts=(flip_high(share.parts[0]), *share.parts[1:]))
    seed = maker.keys.statement(maker.keys.teller_person(share.teller))
    return closing.sign_share(draft, share.response, seed).entry()


def _false_first(maker: Maker, entry: bytes) -> list[bytes]:
    return [_false_share(maker, maker.share(1).entry()), entry]


CLOSE = [
    Fault("closing_cast", "the closing entry says one more cast", ("counts",), tamper=_closing(cast=1)),
    Fault("closing_present", "the closing entry says one less present", ("counts",), tamper=_closing(present=-1)),
    Fault("closing_opened", "the closing entry says one more opened", ("counts",), tamper=_closing(opened=1)),
    Fault("counts_fall", "a later count is lower", ("counts",), tamper=_counts(4, 4, 1, 0)),
    Fault("counts_above_closing", "a count is above the closing entry's", ("counts",), tamper=_counts(4, 4, 9, 0)),
    Fault("counts_after_close", "counts after the closing entry", ("log_order",), tamper=one(
        "cosigned", lambda m, e: [closing.Counts(m.manifest.hash, closing.VOTING_COUNTS, 4, 4, 3, 1).entry(), e])),
    Fault("cosignature_missing", "two cosignatures of three", ("cosignatures",), plan=planned(cosigning=(1, 2))),
    Fault("cosignature_of_other_key", "a cosignature made with another teller's key", ("cosignatures",),
          tamper=_checkpoint(_cosigned_by_other_key)),
    Fault("cosigned_without_log", "the closing checkpoint is signed by another key", ("cosignatures",),
          tamper=_checkpoint(_cosigned_without_log)),
    Fault("cosigned_other_root", "the cosigned checkpoint has another root", ("cosignatures",),
          tamper=_checkpoint(_cosigned_other_root)),
    Fault("absent_below_threshold", "two absent, one cosignature, threshold two", ("cosignatures",),
          plan=planned(cosigning=(1,), absent=(2, 3))),
    Fault("share_before_cosigned", "a share stands before the cosigned entry", ("log_order",),
          tamper=one("cosigned", lambda m, e: [m.share(1).entry(), e])),
    Fault("one_share", "one share, threshold two", ("shares", "tally", "decision"), plan=planned(sharing=(1,))),
    Fault("false_share", "one of two shares is false", ("shares", "tally", "decision"),
          tamper=one("share/1", _false_share)),
    Fault("share_of_other_sum", "one of two shares has a part that does not belong", ("shares", "tally", "decision"),
          tamper=one("share/3", _wrong_part)),
    Fault("share_bit_255", "a share has a point with bit 255 set, besides two that are good", ("log_order", "shares"),
          tamper=one("share/1", lambda m, e: [e, _share_bit_255(m, e)])),
    Fault("result_before_shares", "only one valid share stands before the result", ("tally", "decision"),
          tamper=lambda: Tamper(entries={
              "share/3": lambda m, e: [], "result": lambda m, e: [e, m.share(3).entry()]})),
]  # fmt: skip


# --- result and publication ---


def _result(change: Callable[[Result], Result]) -> Callable[[], Tamper]:
    def run(maker: Maker, entry: bytes) -> bytes:
        return change(decision.read_result(entry, len(maker.manifest.projects))).entry()

    return one("result", run)


def _row(result: Result, i: int, **changes: object) -> Result:
    row: Row = replace(result.rows[i], **changes)  # type: ignore[arg-type]
    return replace(result, rows=(*result.rows[:i], row, *result.rows[i + 1 :]))


def _statement(label: str, act: int, body: bytes, people: list[int]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: m.sign(act, m.manifest.hash, body, people))


RESULT = [
    Fault("totals_changed", "a project gets one approval more", ("tally", "decision"),
          tamper=_result(lambda r: _row(r, 2, approve=2, abstain=1))),
    Fault("totals_swapped", "the approvals of two projects are swapped", ("tally", "decision"),
          tamper=_result(lambda r: _row(_row(r, 1, approve=1, abstain=2), 2, approve=0, abstain=3))),
    Fault("blank_changed", "no blank ballots", ("tally", "decision"), tamper=_result(lambda r: replace(r, blank=0))),
    Fault("valid_changed", "one valid more", ("balance", "decision"), tamper=_result(lambda r: replace(r, valid=4))),
    Fault("chosen_changed", "another project is chosen", ("decision",),
          tamper=_result(lambda r: _row(_row(r, 0, chosen=False), 2, chosen=True))),
    Fault("rank_changed", "another rank", ("decision",), tamper=_result(lambda r: _row(r, 2, rank=3))),
    Fault("next_round_changed", "no next round", ("decision",),
          tamper=_result(lambda r: replace(r, next_kind=0, next_places=0, next_projects=()))),
    Fault("used_changed", "the result names other tellers", ("decision",),
          tamper=_result(lambda r: replace(r, used=(1, 2)))),
    Fault("unopened", "the result says that nothing was decrypted", ("decision",),
          tamper=_result(lambda r: replace(r, opened=False, used=()))),
    Fault("more_returned_than_issued", "a paper was cast that nobody was issued", ("balance",),
          tamper=lambda: Tamper(
              batches={"issuance": lambda m, e: sorted(e)[:-1]},
              entries={"counts": lambda m, e: [], "counts_voting": lambda m, e: []})),
    Fault("reported_by_one", "one report, threshold two", ("report",), plan=planned(reporting=(3,))),
    Fault("reported_twice_by_one", "one teller reported twice", ("report",), plan=planned(reporting=(3, 3))),
    Fault("report_of_another", "a report of another result", ("report",),
          tamper=_statement("report/3", statement.REPORT, bytes(32), [5])),
    Fault("report_by_scrutineer", "a scrutineer reports in place of a teller", ("statements",),
          plan=planned(reporting=(1, 2, 3)),
          tamper=one("report/2", lambda m, e: m.sign(statement.REPORT, m.manifest.hash, m.result.hash, [2]))),
    Fault("announced_another", "another result was announced", ("publication",),
          tamper=_statement("announce", statement.ANNOUNCE, bytes(32), [1, 2])),
    Fault("not_announced", "published without being announced", ("log_order", "publication"),
          tamper=one("announce", lambda m, e: [])),
    Fault("not_published", "the record ends with the announcement", ("publication",),
          tamper=one("publish", lambda m, e: [])),
]  # fmt: skip

SECOND_ROUND = planned(voters=(Voter(1, (1, 0, 0)), Voter(2, (1, 0, 0)), Voter(4, (0, 1, 0))))
GOOD = [
    Fault("good_false_share_named", "a false share is named, two others suffice", plan=planned(sharing=(2, 3)),
          tamper=one("share/2", _false_first)),
    Fault("good_absent", "teller 3 is absent, two cosignatures suffice", plan=planned(cosigning=(1, 2), absent=(3,))),
    Fault("good_replaced_card", "deputy 4 votes with a replaced card", tamper=_replace_card_used),
    Fault("good_too_few", "too few ballots to decrypt", plan=planned(min_group=9)),
    Fault("good_void", "voided while voting, and published", plan=planned(void_in="voting")),
    Fault("good_two_rounds", "a further round for the place left", after=(SECOND_ROUND,)),
    Fault("good_carried_sign_ins", "nobody left, nobody is signed in again for the further round",
          after=(SECOND_ROUND,), tamper=one("sign_in/2", lambda m, e: [])),
    Fault("good_outstanding", "a paper was neither cast nor handed back", plan=planned(voters=WITHOUT_HAND_BACK)),
]  # fmt: skip

FAULTS = [*PAPERS, *BALLOTS, *CLOSE, *RESULT, *GOOD]
