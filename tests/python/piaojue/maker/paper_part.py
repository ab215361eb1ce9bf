"""What a made congress does on paper, and what it says behind the close (PROTOCOL §7.5, §11.8, §11.9)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from .. import ballot, encrypted, paper, statement, token
from ..ballot import CLAIM, EXCHANGE, HAND_BACK, Ballot
from ..claim import sign_declaration
from ..codec import u32
from ..ed25519 import public_key
from ..paper import Batch, SheetCount, SheetLine
from ..refusal import Refusal
from .plan import Plan, SheetBatch
from .stream import draw

if TYPE_CHECKING:
    from .congress import Maker

T = TypeVar("T")
KEYERS = (2, 3)
CHIEF = 2


def keyed(maker: Maker, batch: SheetBatch, keyers: tuple[int, int] = KEYERS, chief: int = CHIEF) -> Batch:
    """A batch as two persons key it, and the chief scrutineer signs what is in doubt."""
    count = SheetCount(batch.issued, batch.returned, batch.voids, batch.rows)
    seeds = {person: maker.keys.statement(person) for person in keyers}
    third = (chief, maker.keys.statement(chief))
    return paper.sign_batch(maker.manifest.hash, batch.number, count, batch.doubtful, seeds, third)


def taken(maker: Maker, deputy: int) -> bytes:
    """The issuance entry of a deputy who takes a sheet."""
    request = paper.paper_request(maker.manifest.hash, deputy, maker.keys.identity(deputy))
    return token.Issuance(maker.manifest.hash, deputy, None, request[-64:], sheet=True).encode()


def entered(maker: Maker, place: int, marks: tuple[int, ...], people: tuple[int, ...] = KEYERS) -> Ballot:
    """A sheet that two people enter at a booth."""
    m = maker.manifest
    key_seed = draw(maker.keys.seed, f"entered/{m.round}/{place}")
    seed = draw(maker.keys.seed, f"entered-seed/{m.round}/{place}")
    key = public_key(key_seed)
    made = encrypted.make(m.shape, m.hash, m.joint_key, key, bytes(marks), seed)
    seeds = {person: maker.keys.statement(person) for person in people}
    return ballot.sign_ballot(made, token.encode_paper_token(m.hash, key, seeds), key_seed)


def exchange(maker: Maker, deputy: int) -> bytes:
    paper_ = maker.voting_paper(deputy)
    m = maker.manifest.hash
    return ballot.sign_given_up(EXCHANGE, m, maker.tokens[deputy], paper_.ballot_key_seed).entry()


def claim(maker: Maker, deputy: int) -> bytes:
    paper_ = maker.voting_paper(deputy)
    return ballot.sign_given_up(CLAIM, maker.manifest.hash, maker.tokens[deputy], paper_.ballot_key_seed).entry()


def declaration(maker: Maker, deputy: int, card: int | None = None) -> bytes:
    seed = maker.keys.identity(card or deputy)
    return sign_declaration(maker.manifest.hash, deputy, seed).entry()


def key_batches(maker: Maker, plan: Plan) -> None:
    for batch in plan.batches:
        maker.emit(f"paper_batch/{batch.number}", keyed(maker, batch).entry())


def newest_batches(maker: Maker) -> dict[int, Batch]:
    """Of the round, as they were written."""
    found = {}
    for entry in maker.entries:
        with contextlib.suppress(Refusal):
            if entry[:1] == b"\x12" and entry[1:33] == maker.manifest.hash:
                batch = paper.read_batch(entry)
                if len(batch.count.rows) == len(maker.manifest.projects):
                    found[batch.number] = batch
    return dict(sorted(found.items()))


def state_paper(maker: Maker, plan: Plan) -> None:
    """Act 18."""
    if plan.uncancelled is not None:
        batches = newest_batches(maker)
        body = paper.paper_body(plan.uncancelled, len(batches), paper.paper_hash(batches.values()))
        maker.state("paper", statement.PAPER, body)


def end_claims(maker: Maker, plan: Plan) -> None:
    """Act 19 with its batches."""
    if plan.used_slips is not None:
        maker.state("end_claims", statement.END_CLAIMS, u32(plan.used_slips))
        maker.emit_batch("declaration", [declaration(maker, v.deputy) for v in plan.voters if v.declares])
        maker.emit_batch("claim", [claim(maker, v.deputy) for v in plan.voters if v.claims])


@dataclass(frozen=True)
class Outcome:
    """The sheets' line of the result, and whether papers are too many."""

    line: SheetLine
    too_many: bool


def _read(read: Callable[[bytes], T], entries: Iterable[bytes]) -> list[T]:
    """Those of them that can be read."""
    found = []
    for entry in entries:
        with contextlib.suppress(Refusal):
            found.append(read(entry))
    return found


def outcome(maker: Maker) -> Outcome | None:
    """From what was written; None in a round without act 18."""
    m, entries = maker.manifest, maker.entries
    behind = (e for e in entries[maker.closing_size :] if e[:2] == b"\x07\x12" and e[2:34] == m.hash)
    stated = _read(statement.read_statement, behind)
    if not stated:
        return None
    uncancelled, batches = int.from_bytes(stated[0].body[:4], "big"), int.from_bytes(stated[0].body[4:6], "big")
    counted = (b.count for number, b in newest_batches(maker).items() if number <= batches)
    count = paper.total(counted, len(m.projects))
    issued = _read(token.read_issuance, (e for e in entries if e[:1] == b"\x08" and e[1:33] == m.hash))
    sheets = sum(each.sheet for each in issued)
    of_closed = [e for e in entries[: maker.closing_size] if len(e) == 550 and e[3:35] == m.hash]
    exchanged, handed_back = (sum(e[0] == type_ for e in of_closed) for type_ in (EXCHANGE, HAND_BACK))
    cast = _read(lambda data: ballot.read_whole_ballot(m, data), maker.ballots)
    on_paper = sum(each.token[0] == token.PAPER for each in cast)
    too_many = count.returned + on_paper > sheets + exchanged + uncancelled
    left = len(issued) - sheets - (len(maker.ballots) - on_paper) - handed_back
    line = SheetLine(sheets, exchanged, uncancelled, count.returned, count.voids, count.rows)
    return Outcome(line, too_many or exchanged + uncancelled > left)
