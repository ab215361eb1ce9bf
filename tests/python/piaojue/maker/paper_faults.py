"""Faults in paper: sheets, exchanges, tokens of kind 2, act 18, the result (PROTOCOL §7.5, §11.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import ballot, ed25519, statement, token
from ..ballot import Ballot
from ..codec import sha256, u32
from ..decision import Result, Row
from ..paper import BLANK, SheetLine
from ..token import Issuance
from . import paper_part
from .congress import Maker, Tamper
from .faults import Fault
from .paper_plans import (
    ALONE,
    ENTERED,
    FIRST_BATCH,
    SECOND_BATCH,
    SLIPS_AND_PAPER,
    TOO_MANY,
    WITH_PAPER,
    WITHOUT,
    batch,
    before,
    behind,
    changed_result,
    instead,
    on_paper,
    paper_statement,
)
from .plan import Voter
from .setup_faults import flip, one


# --- sheets that are taken ---


def _sheet_of(deputy: int, change: Callable[[Maker], bytes | list[bytes]]) -> Callable[[], Tamper]:
    """Another issuance in the place of a deputy's sheet."""

    def run(maker: Maker, entries: list[bytes]) -> list[bytes]:
        made = change(maker)
        rest = [e for e in entries if e[33:37] != u32(deputy)]
        return [*rest, *(made if isinstance(made, list) else [made])]

    return batch("issuance", run)


def _signed_as_drawing(maker: Maker) -> bytes:
    drawing = token.read_issuance(maker.drawing(5, maker.keys.identity(5)))
    return replace(drawing, sheet=True).encode()


def _by_card(maker: Maker, card: int) -> bytes:
    message = maker.manifest.hash + u32(5)
    signature = ed25519.sign(maker.keys.identity(card), "piaojue/v1/paper", message)
    return Issuance(maker.manifest.hash, 5, None, signature, sheet=True).encode()


def _counted_one(maker: Maker) -> bytes:
    good = paper_part.taken(maker, 5)
    return good[:38] + b"\1" + good[39:]


def _blind_too(maker: Maker, entries: list[bytes]) -> list[bytes]:
    """Deputy 5, who took a sheet, is issued the blind paper of deputy 7."""
    (blind,) = (each for each in map(token.read_issuance, entries) if each.deputy == 7)
    message = token.issue_message(maker.manifest.hash, 5, blind.blinded_hash)
    signature = ed25519.sign(maker.keys.identity(5), "piaojue/v1/issue", message)
    issued = replace(blind, deputy=5, signature=signature).encode()
    return [issued, *(e for e in entries if e[33:37] != u32(7))]


SHEETS = [
    on_paper("sheet_by_other_card", "a sheet is taken with another deputy's card", ("issuance",),
             _sheet_of(5, lambda m: _by_card(m, 6))),
    on_paper("sheet_signed_as_drawing", "a sheet bears the card's signature over a drawing", ("issuance",),
             _sheet_of(5, _signed_as_drawing)),
    on_paper("sheet_count_1", "the issuance of a sheet has count 1",
             ("log_order", "issuance", "counts", "paper", "decision"),
             _sheet_of(5, _counted_one)),
    on_paper("sheet_and_blind", "a deputy took a sheet and was issued a blind paper", ("issuance",),
             batch("issuance", _blind_too)),
    on_paper("sheet_without_sign_in", "a deputy took a sheet without being signed in", ("issuance",),
             plan=replace(WITH_PAPER, due=9, early=(1, 2, 3, 4, 6, 7, 9))),
]  # fmt: skip


# --- exchanges ---


def _resigned(maker: Maker, deputy: int, type_: int, token_: bytes) -> bytes:
    return ballot.sign_given_up(type_, maker.manifest.hash, token_, maker.papers[deputy].ballot_key_seed).entry()


def _under_hand_back(maker: Maker, _: list[bytes]) -> list[bytes]:
    return [b"\x0b" + maker.hand_back(4).entry()[1:]]


def _version_2(_: Maker, entries: list[bytes]) -> list[bytes]:
    return [e[:2] + b"\2" + e[3:] for e in entries]


def _of_people(maker: Maker, deputy: int) -> bytes:
    """A token of kind 2 for a deputy's ballot key: good, but for a ballot alone."""
    seeds = {person: maker.keys.statement(person) for person in paper_part.KEYERS}
    return token.encode_paper_token(maker.manifest.hash, maker.papers[deputy].ballot_key, seeds)


def _moved(to: str, after_it: bool) -> Callable[[], Tamper]:
    """The exchange stands elsewhere."""

    def run(maker: Maker, entry: bytes) -> list[bytes]:
        moved = paper_part.exchange(maker, 4)
        return [entry, moved] if after_it else [moved, entry]

    return lambda: Tamper(batches={"exchange": lambda m, e: []}, entries={to: run})


EXCHANGES = [
    on_paper("exchange_signature", "an exchange's signature does not verify", ("ballot_signatures",),
             batch("exchange", lambda m, e: [flip(x, -1) for x in e])),
    on_paper("exchange_signed_as_hand_back", "an exchange bears the signature of a hand-back", ("ballot_signatures",),
             batch("exchange", _under_hand_back)),
    on_paper("exchange_version", "an exchange of version 2", ("log_order", "ballot_signatures", "counts"),
             batch("exchange", _version_2)),
    on_paper("exchange_short", "an exchange of 549 bytes may not stand", ("log_order", "ballot_signatures", "paper"),
             batch("exchange", lambda m, e: [x[:-1] for x in e])),
    on_paper("exchange_token", "an exchange with another paper's token", ("tokens",),
             batch("exchange", lambda m, e: [_resigned(m, 4, ballot.EXCHANGE, m.tokens[3])])),
    on_paper("exchange_of_paper_token", "an exchange with a token of kind 2", ("tokens",),
             batch("exchange", lambda m, e: [_resigned(m, 4, ballot.EXCHANGE, _of_people(m, 4))])),
    on_paper("hand_back_of_paper_token", "a hand-back with a token of kind 2", ("tokens",),
             batch("hand_back", lambda m, e: [_resigned(m, 3, ballot.HAND_BACK, _of_people(m, 3))])),
    on_paper("exchanged_and_cast", "a paper was cast and exchanged", ("ballot_keys",),
             batch("exchange", lambda m, e: [paper_part.exchange(m, 1)])),
    on_paper("exchange_before_hand_back", "an exchange stands before the hand-backs",
             ("log_order", "ballot_signatures", "counts", "decision"),
             _moved("hand_back", False)),
    on_paper("exchange_after_cosigned", "an exchange stands behind the cosigned entry",
             ("log_order", "ballot_signatures", "paper"),
             _moved("cosigned", True)),
    on_paper("slip_voided_and_exchanged", "a slip that was exchanged is voided", ("slips",), instead(
        "void_slips", lambda m: m.sign(statement.VOID_SLIPS, m.manifest.hash, statement.slips_body(
            sorted(m.slip(1, place).hash for place in (2, 3))), [1, 2])), plan=SLIPS_AND_PAPER),
]  # fmt: skip


# --- sheets that are entered ---


def _entered(change: Callable[[Maker, Ballot], Ballot]) -> Callable[[], Tamper]:
    """Another ballot in the place of the entered one, signed by its key."""

    def run(maker: Maker, entries: list[bytes]) -> list[bytes]:
        (old,) = (e for e in entries if e[-483] == token.PAPER)
        cast = change(maker, ballot.read_ballot(maker.manifest.shape, old[1:]))
        return [*(e for e in entries if e != old), cast.entry()]

    return batch("ballot", run)


def _patched(at: int, part: bytes) -> Callable[[], Tamper]:
    def run(maker: Maker, cast: Ballot) -> Ballot:
        new = replace(cast, token=cast.token[:at] + part + cast.token[at + len(part) :])
        seed = paper_part.draw(maker.keys.seed, "entered/1/1")
        signature = ed25519.sign(seed, ballot.CAST_TAG, new.ballot_id + sha256(new.token))
        return replace(new, signature=signature)

    return _entered(run)


def _swapped_people(maker: Maker, cast: Ballot) -> Ballot:
    return replace(cast, token=cast.token[:2] + cast.token[68:134] + cast.token[2:68] + cast.token[134:])


UNREAD = ("log_order", "ballot_proofs", "counts", "balance")  # one ballot more than papers of kinds 0 and 1
ENTRIES = [
    on_paper("entered_by_official", "an official is one of the two who entered a sheet", ("tokens",),
             _entered(lambda m, c: paper_part.entered(m, 1, (0, 1, 0, 0), (1, 2))), ENTERED),
    on_paper("entered_by_nobody", "a person that is not there entered a sheet", ("tokens",),
             _entered(lambda m, c: paper_part.entered(m, 1, (0, 1, 0, 0), (2, 6))), ENTERED),
    on_paper("entered_signature", "one of two signatures of a token of kind 2 does not verify", ("tokens",),
             _patched(70, bytes(1)), ENTERED),
    on_paper("entered_for_other_key", "a token of kind 2 of another ballot key", ("tokens",),
             _entered(lambda m, c: _other_key(m)), ENTERED),
    on_paper("entered_padding", "the last byte of a token of kind 2 is not zero",
             UNREAD, _patched(418, b"\1"), ENTERED),
    on_paper("entered_count", "a token of kind 2 has count 1", UNREAD, _patched(1, b"\1"), ENTERED),
    on_paper("entered_descending", "the persons of a token of kind 2 descend",
             UNREAD, _entered(_swapped_people), ENTERED),
]  # fmt: skip


def _other_key(maker: Maker) -> Ballot:
    """The second sheet's ballot with the first one's token."""
    second = paper_part.entered(maker, 2, (0, 1, 0, 0))
    first = paper_part.entered(maker, 1, (0, 1, 0, 0))
    seed = paper_part.draw(maker.keys.seed, "entered/1/2")
    signature = ed25519.sign(seed, ballot.CAST_TAG, second.ballot_id + sha256(first.token))
    return replace(second, token=first.token, signature=signature)


# --- act 18 ---

WITHOUT_RESULT = ("log_order", "statements", "shares", "tally", "balance", "decision", "report", "publication")
NO_RESULT = (*WITHOUT_RESULT, "paper")
STATED = [
    on_paper("paper_unstated", "there is paper and no act 18", NO_RESULT, one("paper", lambda m, e: [])),
    on_paper("paper_unstated_entered", "a sheet was entered and there is no act 18", NO_RESULT,
             one("paper", lambda m, e: []),
             replace(ENTERED, voters=ENTERED.voters[:4], due=4, early=(1, 2, 3), late=(4,))),
    on_paper("paper_by_one", "act 18 by one person", ("statements",),
             instead("paper", paper_statement(people=(1,)))),
    on_paper("paper_by_tellers", "act 18 by two tellers", ("statements",),
             instead("paper", paper_statement(people=(3, 4)))),
    on_paper("paper_twice", "act 18 stands twice", ("log_order", "statements"), behind("paper", paper_statement())),
    on_paper("paper_before_close", "act 18 stands before the close", ("log_order", "statements"),
             before("close", paper_statement())),
    on_paper("paper_before_closing", "act 18 stands before the closing entry", ("log_order", "statements"),
             before("closing", paper_statement())),
    on_paper("paper_behind_share", "act 18 stands behind a share", ("log_order", "statements"),
             behind("share/1", paper_statement(0)), WITHOUT),
    on_paper("paper_body_cut", "act 18 lacks a byte", NO_RESULT, instead(
        "paper", lambda m: m.sign(statement.PAPER, m.manifest.hash, bytes(37), [1, 2]))),
    on_paper("paper_10001", "act 18 says 10,001 uncancelled sheets", NO_RESULT,
             instead("paper", paper_statement(10_001))),
    on_paper("paper_fewer_batches", "act 18 leaves a batch out", ("paper",),
             instead("paper", paper_statement(batches=1))),
    on_paper("paper_more_batches", "act 18 says three batches", ("paper",),
             instead("paper", paper_statement(batches=3))),
    on_paper("paper_hash", "act 18 says another hash", ("paper",), instead("paper", paper_statement(hash_=bytes(32)))),
    on_paper("paper_uncancelled", "act 18 says one sheet more than the batches", ("paper",),
             instead("paper", paper_statement(2))),
]  # fmt: skip


# --- result ---


def _row(result: Result, i: int, **changes: object) -> Result:
    row: Row = replace(result.rows[i], **changes)  # type: ignore[arg-type]
    return replace(result, rows=(*result.rows[:i], row, *result.rows[i + 1 :]))


def _line(**changes: object) -> Callable[[], Tamper]:
    def run(result: Result) -> Result:
        assert result.sheets is not None
        line: SheetLine = replace(result.sheets, **changes)  # type: ignore[arg-type]
        return replace(result, sheets=line)

    return changed_result(run)


RESULTS = [
    on_paper("result_without_sheets", "the result lacks the sheets' line", WITHOUT_RESULT,
             changed_result(lambda r: replace(r, sheets=None))),
    on_paper("result_taken", "the sheets' line says one more taken", ("decision",), _line(taken=3)),
    on_paper("result_returned", "the sheets' line says one more returned", ("balance", "decision"), _line(returned=5)),
    on_paper("result_rows", "the sheets' line gives a project one approval less", ("decision",),
             _line(rows=((1, 0, 2), (1, 0, 2), (1, 0, 2)))),
    on_paper("result_box_alone", "the result counts a project's approvals in the box alone",
             ("tally", "balance", "decision"),
             changed_result(lambda r: _row(r, 0, approve=1))),
    on_paper("result_alone_decrypted", "sheets alone are said to be decrypted", ("tally", "decision"),
             changed_result(lambda r: replace(r, opened=1)), ALONE),
    on_paper("result_too_many_opened", "papers are too many and the round is said to be held again for another reason",
             ("decision",), changed_result(lambda r: replace(r, next_kind=7)), TOO_MANY),
    on_paper("share_too_many", "a share in a round in which papers are too many", ("shares",),
             behind("paper", lambda m: m.share(1).entry()), TOO_MANY),
]  # fmt: skip


# --- good ---


def _replaced(maker: Maker, entry: bytes) -> list[bytes]:
    other = replace(FIRST_BATCH, rows=((0, 0, 2), (1, 0, 1), (0, 0, 2)))
    return [paper_part.keyed(maker, other).entry(), entry]


OUTAGE = replace(
    WITH_PAPER,
    voters=(*(replace(v, declares=False) for v in WITH_PAPER.voters[:3]), *(Voter(i, None) for i in range(4, 9))),
    batches=(replace(FIRST_BATCH, issued=5, returned=4, rows=((3, 0, 1), (1, 0, 3), (0, 0, 4))),), uncancelled=5,
    used_slips=None,
)  # fmt: skip
THREE_WAY = replace(
    WITH_PAPER, method=replace(WITH_PAPER.method, style=3, lo=0, hi=3, blank=2),
    voters=(Voter(1, (1, 2, 0, 0), declares=True), Voter(2, (0, 0, 0, 1)), *WITH_PAPER.voters[2:]),
    batches=(
        replace(FIRST_BATCH, rows=((1, 1, 0), (0, 2, 0), (1, 0, 1))),
        replace(SECOND_BATCH, rows=((1, 0, 0), (0, 1, 0), (0, 0, 1)), voids=(0, 0, 0, 1), doubtful=((BLANK, "空白"),)),
    ),
)  # fmt: skip
TWO_VOTES = replace(OUTAGE, voters=(*OUTAGE.voters[:3], Voter(4, (1, 0, 0, 0)), *OUTAGE.voters[4:]))
GOOD = [
    on_paper("good_paper", "sheets taken, exchanged and uncancelled, in two batches, beside the box"),
    on_paper("good_paper_entered", "the only sheet is entered as an encrypted ballot", plan=ENTERED),
    on_paper("good_paper_alone", "nobody votes electronically", plan=ALONE),
    on_paper("good_paper_too_many", "more sheets came back than were handed out: the round is held again",
             plan=TOO_MANY),
    on_paper("good_paper_entered_too_many", "two sheets are entered and one was handed out",
             plan=replace(ENTERED, entered=((0, 1, 0, 0), (1, 0, 0, 0)))),
    on_paper("good_paper_outage", "all sheets are uncancelled", plan=OUTAGE),
    on_paper("good_paper_two_votes", "one who has an uncancelled sheet casts too, and no paper is left for it",
             plan=TWO_VOTES),
    on_paper("good_paper_none_returned", "sheets were handed out and none came back",
             plan=replace(ENTERED, entered=())),
    on_paper("good_paper_too_few", "too few ballots beside sheets: nothing is opened",
             plan=replace(WITH_PAPER, min_group=2, voters=(
                 WITH_PAPER.voters[0], Voter(2, None, hand_back=True), *WITH_PAPER.voters[2:]))),
    on_paper("good_paper_three_way", "candidates are opposed, a blank sheet and a blank ballot are void",
             plan=THREE_WAY),
    on_paper("good_paper_replaced", "a batch was keyed again", tamper=one("paper_batch/1", _replaced)),
    on_paper("good_paper_stated_without", "act 18 in a round without paper",
             plan=replace(WITHOUT, uncancelled=0)),
    on_paper("good_paper_slips", "a slip was exchanged", plan=SLIPS_AND_PAPER),
    on_paper("good_paper_again", "papers are too many, and the round is held again without paper", plan=TOO_MANY,
             after=(replace(TOO_MANY, voters=TOO_MANY.voters[:2], batches=(), uncancelled=None),)),
    on_paper("good_paper_void", "a round with paper is voided and held again on paper alone",
             plan=replace(WITH_PAPER, void_in="voting"), after=(replace(
                 WITH_PAPER, voters=tuple(Voter(i, None, sheet=True) for i in range(1, 5)),
                 batches=(FIRST_BATCH, replace(FIRST_BATCH, number=2)), uncancelled=0, used_slips=None),)),
]  # fmt: skip

FAULTS: list[Fault] = [*SHEETS, *EXCHANGES, *ENTRIES, *STATED, *RESULTS, *GOOD]
