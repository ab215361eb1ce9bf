"""Faults in drawn slips: lists, drawings, tokens, voidings, sums (PROTOCOL §7.4); and odd records that are good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import ballot, closing, ed25519, statement, token
from ..ballot import Ballot
from ..codec import sha256
from ..manifest import SLIPS, Attachment, read_attachment, read_manifest
from ..slip import Slip, slip_list
from ..token import Issuance, read_issuance
from .congress import Maker, Tamper
from .faults import Fault, planned
from .plan import EXAMPLE, Voter
from .setup_faults import one

LISTED = 6
DRAWN = planned(
    voters=tuple(replace(voter, drawn=voter.deputy != 2) for voter in EXAMPLE.voters), slips=LISTED
)  # fmt: skip
SILENT = replace(DRAWN, voters=(*DRAWN.voters[:2], Voter(3, None, drawn=True), DRAWN.voters[3]))
DRAWN_AGAIN = planned(
    voters=(Voter(1, (1, 0, 0), drawn=True), Voter(2, (1, 0, 0), drawn=True), Voter(4, (0, 1, 0))), slips=4
)  # fmt: skip


# --- the list ---


def _content(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[], Tamper]:
    """Other hashes, in the order given."""

    def run(_: Maker, entry: bytes) -> bytes:
        old = read_attachment(entry)
        return replace(old, content=b"".join(change(list(old.slips)))).encode()

    return one("slips", run)


def _second_list(maker: Maker) -> Attachment:
    return Attachment(maker.congress.id, SLIPS, "text/plain", slip_list([maker.slip(9, 1).hash]))


def _two_lists() -> Tamper:
    def names_both(maker: Maker, entry: bytes) -> list[bytes]:
        old = read_manifest(entry)
        return [replace(old, attachments=(*old.attachments, _second_list(maker).hash)).encode()]

    return Tamper(entries={"slips": lambda m, e: [e, _second_list(m).encode()], "manifest": names_both})


def _named_twice(_: Maker, entry: bytes) -> bytes:
    old = read_manifest(entry)
    return replace(old, attachments=(*old.attachments, old.attachments[-1])).encode()


def _old_slip(maker: Maker, entry: bytes) -> bytes:
    """The second round's list with a slip of the first in the place of its own fifth, which is missing anyway."""
    old, last = read_attachment(entry), maker.slip(2, 5).hash
    kept = [each for each in old.slips if each != last]
    return replace(old, content=slip_list([*kept, maker.slip(1, 6).hash])).encode()


NO_LIST = ("log_order", "manifest", "issuance", "tokens", "slips", "statements")
LISTS = [
    Fault("slips_unsorted", "the list of slips is in descending order", NO_LIST, plan=DRAWN,
          tamper=_content(lambda s: s[::-1])),
    Fault("slips_same_twice", "a slip stands twice on the list", NO_LIST, plan=DRAWN,
          tamper=_content(lambda s: [s[0], *s])),
    Fault("slips_cut", "the list's last slip lacks a byte", NO_LIST, plan=DRAWN,
          tamper=_content(lambda s: [*s[:-1], s[-1][:-1]])),
    Fault("slips_empty", "a list without a slip", NO_LIST, plan=DRAWN, tamper=_content(lambda s: [])),
    Fault("slips_two_lists", "the manifest names two lists of slips", ("manifest",), plan=DRAWN, tamper=_two_lists),
    Fault("slips_list_named_twice", "the manifest names its list of slips twice", ("manifest",), plan=DRAWN,
          tamper=one("manifest", _named_twice)),
    Fault("slips_kind_5", "an attachment of kind 5 that nobody names", ("log_order", "manifest"), plan=DRAWN,
          tamper=one("slips", lambda m, e: [e, replace(read_attachment(e), kind=5).encode()])),
    Fault("slips_of_other_congress", "the list of slips is of another congress", ("manifest",), plan=DRAWN,
          tamper=one("slips", lambda m, e: replace(read_attachment(e), congress_id=bytes(32)).encode())),
    Fault("slips_of_earlier_round", "a slip of the first round stands on the list of the second", ("manifest",),
          plan=DRAWN, after=(replace(DRAWN_AGAIN, slips=5, missing=1),), tamper=one("slips/2", _old_slip)),
    Fault("slips_of_voided_round", "a slip of a voided round stands on the list of the next", ("manifest",),
          plan=replace(DRAWN, void_in="voting"), after=(replace(DRAWN, slips=5, missing=1),),
          tamper=one("slips/2", _old_slip)),
]  # fmt: skip


# --- drawing ---


def _batch(label: str, change: Callable[[Maker, list[bytes]], list[bytes]]) -> Callable[[], Tamper]:
    return lambda: Tamper(batches={label: change})


def _without(entries: list[bytes], deputy: int) -> list[bytes]:
    return [entry for entry in entries if read_issuance(entry).deputy != deputy]


def _blind_too(maker: Maker, entries: list[bytes]) -> list[bytes]:
    """Deputy 1, who drew a slip, is issued a blind paper in the place of deputy 2."""
    (blind,) = (issued for issued in map(read_issuance, entries) if not issued.drawn)
    assert blind.blinded_hash is not None
    message = token.issue_message(maker.manifest.hash, 1, blind.blinded_hash)
    signature = ed25519.sign(maker.keys.identity(1), "piaojue/v1/issue", message)
    return [Issuance(maker.manifest.hash, 1, blind.blinded_hash, signature).encode(), *_without(entries, 2)]


def _signed_for_blind(maker: Maker, entries: list[bytes]) -> list[bytes]:
    """Deputy 1's drawing bears the signature over a blinded value."""
    message = token.issue_message(maker.manifest.hash, 1, bytes(32))
    signature = ed25519.sign(maker.keys.identity(1), "piaojue/v1/issue", message)
    return [*_without(entries, 1), Issuance(maker.manifest.hash, 1, None, signature).encode()]


def _nobody_issued() -> Tamper:
    """One drawing is left out of the log; the running counts, which would show it too, as well."""
    dropped = {label: lambda m, e: [] for label in ("counts", "counts_voting")}
    return Tamper(batches={"issuance": lambda m, entries: _without(entries, 4)}, entries=dropped)


def _a_slip_more() -> Tamper:
    """The silent deputy's drawing covers in the sum what balance sees; a blind paper was issued, a slip was used."""

    def cast(maker: Maker, entries: list[bytes]) -> list[bytes]:
        maker.drawn[40], maker.tokens[40] = maker.slip(1, 5), maker.slip(1, 5).token
        maker.drawn[41], maker.tokens[41] = maker.slip(1, 6), maker.slip(1, 6).token
        return [*entries, *(maker.make_ballot(each, (1, 0, 0, 0)).entry() for each in (40, 41))]

    return Tamper(batches={"ballot": cast})


TWO_SILENT = planned(
    voters=(Voter(1, (1, 0, 0, 0), drawn=True), Voter(2, None), Voter(3, None), Voter(4, None)), slips=LISTED, missing=5
)  # fmt: skip
DRAWINGS = [
    Fault("slip_in_round_without", "a slip is drawn and cast in a round without slips",
          ("issuance", "tokens", "slips"), plan=replace(DRAWN, slips=0)),
    Fault("slip_and_blind", "a deputy drew a slip and was issued a blind paper", ("issuance",), plan=DRAWN,
          tamper=_batch("issuance", _blind_too)),
    Fault("slip_by_other_card", "a drawing is signed by another deputy's card", ("issuance",), plan=DRAWN,
          tamper=_batch("issuance", lambda m, e: [*_without(e, 4), m.drawing(4, m.keys.identity(3))])),
    Fault("slip_signed_for_blind", "a drawing bears the signature over a blinded value", ("issuance",), plan=DRAWN,
          tamper=_batch("issuance", _signed_for_blind)),
    Fault("slip_without_sign_in", "a deputy drew a slip without being signed in", ("issuance",),
          plan=replace(DRAWN, due=5, early=(1, 2, 3, 5), late=())),
    Fault("slip_issuance_long", "a drawing with 32 bytes more", ("log_order", "issuance", "slips"), plan=DRAWN,
          tamper=_batch("issuance", lambda m, e: [
              x[:39] + bytes(32) + x[39:] if x[33:37] == b"\0\0\0\1" else x for x in e])),
    Fault("slip_used_undrawn", "more slips were used than drawn, more papers than issued", ("slips", "balance"),
          plan=DRAWN, tamper=_nobody_issued),
    Fault("slip_used_for_blind", "more slips were used than drawn, in the places of silent deputies", ("slips",),
          plan=TWO_SILENT, tamper=_a_slip_more),
    Fault("slips_drawn_and_voided", "more slips were drawn and voided than there are", ("slips",),
          plan=SILENT, tamper=one("void_slips", lambda m, e: m.sign(
              statement.VOID_SLIPS, m.manifest.hash, _body(m, 2, 3, 5, 6), [1, 2]))),
]  # fmt: skip


# --- tokens ---


def _change_ballot(change: Callable[[Slip, Ballot], Ballot]) -> Callable[[], Tamper]:
    """Changes the ballot of deputy 4 and signs it again with the slip's key."""

    def run(maker: Maker, entries: list[bytes]) -> list[bytes]:
        slip = maker.drawn[4]
        (mine,) = (e for e in entries if e[35:67] == slip.ballot_key)
        changed = change(slip, ballot.read_ballot(maker.manifest.shape, mine[1:]))
        signature = ed25519.sign(slip.ballot_key_seed, ballot.CAST_TAG, changed.ballot_id + sha256(changed.token))
        return [*(e for e in entries if e != mine), replace(changed, signature=signature).entry()]

    return _batch("ballot", run)


def _patched(at: int, part: bytes) -> Callable[[], Tamper]:
    return _change_ballot(
        lambda slip, cast: replace(cast, token=cast.token[:at] + part + cast.token[at + len(part) :])
    )  # fmt: skip


def _cast_too(maker: Maker, entries: list[bytes]) -> list[bytes]:
    return [*entries, maker.hand_back(1).entry()]


TOKENS = [
    Fault("slip_prefix", "another prefix than the slip's, signed", ("tokens",), plan=DRAWN,
          tamper=_patched(2, bytes(32))),
    Fault("slip_padding", "the last byte of a drawn token is not zero", ("log_order", "ballot_proofs", "counts"),
          plan=DRAWN, tamper=_patched(418, b"\1")),
    Fault("slip_count", "a drawn token has count 1", ("log_order", "ballot_proofs", "counts"), plan=DRAWN,
          tamper=_patched(1, b"\1")),
    Fault("slip_kind_2", "a token of kind 2", ("log_order", "ballot_proofs", "counts"), plan=DRAWN,
          tamper=_patched(0, b"\2")),
    Fault("slip_twice", "a slip was cast and handed back", ("ballot_keys",), plan=SILENT,
          tamper=_batch("hand_back", _cast_too)),
]  # fmt: skip


# --- voiding ---


def _body(maker: Maker, *places: int) -> bytes:
    number = maker.manifest.round
    return statement.slips_body(sorted(maker.slip(number, place).hash for place in places))


def _voiding(*places: int) -> Callable[[Maker], bytes]:
    return lambda maker: maker.sign(statement.VOID_SLIPS, maker.manifest.hash, _body(maker, *places), [1, 2])


def _instead(make: Callable[[Maker], bytes | list[bytes]]) -> Callable[[], Tamper]:
    """Another statement in the place of the one that voids the leftovers, 2, 5 and 6."""
    return one("void_slips", lambda m, e: make(m))


def _behind(label: str, *makers: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: [e, *(make(m) for make in makers)])


def _with_body(change: Callable[[bytes], bytes]) -> Callable[[], Tamper]:
    """A body of another form, signed."""
    return _instead(lambda m: m.sign(statement.VOID_SLIPS, m.manifest.hash, change(_body(m, 2, 5, 6)), [1, 2]))


def _closing(**changes: int) -> Callable[[], Tamper]:
    def change(_: Maker, entry: bytes) -> bytes:
        old = closing.read_closing(entry)
        return replace(old, **{name: getattr(old, name) + by for name, by in changes.items()}).entry()

    return one("closing", change)


VOIDINGS = [
    Fault("slip_voided_and_cast", "a slip that was cast is voided", ("slips",), plan=DRAWN,
          tamper=_instead(_voiding(2, 4, 5))),
    Fault("slip_voided_and_handed_back", "a slip that was handed back is voided", ("slips",), plan=DRAWN,
          tamper=_instead(_voiding(3, 5, 6))),
    Fault("slip_voided_not_listed", "a slip is voided that is not on the list", ("statements",), plan=DRAWN,
          tamper=_instead(_voiding(2, 5, 7))),
    Fault("slip_voided_twice", "a slip is voided by two statements", ("statements",), plan=DRAWN,
          tamper=_behind("void_slips", _voiding(5))),
    Fault("slip_void_by_one", "slips are voided by one person", ("statements",), plan=DRAWN,
          tamper=_instead(lambda m: m.sign(statement.VOID_SLIPS, m.manifest.hash, _body(m, 2, 5, 6), [1]))),
    Fault("slip_void_by_tellers", "slips are voided by two tellers", ("statements",), plan=DRAWN,
          tamper=_instead(lambda m: m.sign(statement.VOID_SLIPS, m.manifest.hash, _body(m, 2, 5, 6), [3, 4]))),
    Fault("slip_void_without_list", "a slip is voided in a round without slips", ("statements",),
          tamper=_behind("counts_voting", _voiding(1))),
    Fault("slip_void_issuing", "slips are voided while slips are drawn", ("log_order", "statements"), plan=DRAWN,
          tamper=_behind("counts", _voiding(5))),
    Fault("slip_void_paused", "slips are voided in the pause", ("log_order", "statements"), plan=DRAWN,
          tamper=_behind("pause", _voiding(5))),
    Fault("slip_void_closed", "slips are voided behind the closing entry", ("log_order", "statements"), plan=DRAWN,
          tamper=_behind("closing", _voiding(5))),
    Fault("slip_void_none", "a statement that voids no slip", ("log_order", "statements"), plan=DRAWN,
          tamper=_with_body(lambda b: bytes(2))),
    Fault("slip_void_descending", "voided slips in descending order", ("log_order", "statements"), plan=DRAWN,
          tamper=_with_body(lambda b: b[:2] + b[66:98] + b[34:66] + b[2:34])),
    Fault("slip_void_cut", "a statement voids fewer slips than it says", ("log_order", "statements"), plan=DRAWN,
          tamper=_with_body(lambda b: b[:-32])),
    Fault("act_20", "a statement of act 20", ("log_order", "statements"), plan=DRAWN,
          tamper=_behind("counts_voting", lambda m: m.sign(statement.END_CLAIMS + 1, m.manifest.hash, b"", [1, 2]))),
    Fault("closing_voided", "the closing entry says one more voided", ("counts",), plan=DRAWN,
          tamper=_closing(voided=1)),
    Fault("closing_voided_without_list", "one voided in a round without slips", ("counts",), tamper=_closing(voided=1)),
]  # fmt: skip


# --- good ---


def _replaced(maker: Maker, entry: bytes) -> list[bytes]:
    """Before the seal the manifest is replaced by one that names the same list, and that one by the first."""
    return [entry, replace(read_manifest(entry), title="初稿").encode(), entry]


def _named_by_none(maker: Maker, entry: bytes) -> list[bytes]:
    return [entry, _second_list(maker).encode()]


def _one_by_one(maker: Maker) -> list[bytes]:
    return [_voiding(place)(maker) for place in (2, 5, 6)]


ALL_DRAWN = tuple(Voter(deputy, (1, 0, 0, 0), drawn=True) for deputy in range(1, 5))
GOOD = [
    Fault("good_slips", "three slips were drawn, one of them handed back; the others are voided", plan=DRAWN),
    Fault("good_slips_missing", "a slip was neither drawn nor voided, and one was not used",
          plan=replace(SILENT, missing=1)),
    Fault("good_slips_all_drawn", "every slip was drawn and cast", plan=planned(voters=ALL_DRAWN, slips=4)),
    Fault("good_slips_none_drawn", "nobody draws a slip", plan=planned(slips=2)),
    Fault("good_slips_one_by_one", "each leftover is voided by a statement of its own", plan=DRAWN,
          tamper=_instead(_one_by_one)),
    Fault("good_slips_manifest_replaced", "the manifest is replaced and names the same list", plan=DRAWN,
          tamper=one("manifest", _replaced)),
    Fault("good_slips_list_beside", "a second list that no manifest names", plan=DRAWN,
          tamper=one("slips", _named_by_none)),
    Fault("good_slips_two_rounds", "a list for each of two rounds", plan=DRAWN, after=(DRAWN_AGAIN,)),
    Fault("good_slips_second_round_only", "the further round has slips, the first has not", after=(DRAWN_AGAIN,)),
    Fault("good_slips_void", "a round with slips is voided and held again with other slips",
          plan=replace(DRAWN, void_in="voting"), after=(replace(DRAWN, slips=4),)),
    Fault("good_slips_joint", "slips are cast while slips are drawn", plan=replace(DRAWN, phases=1)),
    Fault("good_slips_too_few", "too few ballots to decrypt in a round with slips", plan=replace(DRAWN, min_group=9)),
]  # fmt: skip

FAULTS: list[Fault] = [*LISTS, *DRAWINGS, *TOKENS, *VOIDINGS, *GOOD]
