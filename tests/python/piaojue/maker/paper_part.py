"""What a made congress does on paper, and what it says behind the close (PROTOCOL §7.5, §11.8, §11.9)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import ballot, encrypted, paper, statement, token
from ..ballot import CLAIM, EXCHANGE, Ballot
from ..claim import sign_declaration
from ..codec import u32
from ..ed25519 import public_key
from ..paper import Batch, SheetCount, SheetLine
from ..refusal import Refusal
from .plan import Plan, SheetBatch
from .stream import draw

if TYPE_CHECKING:
    from .congress import Maker

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


def outcome(maker: Maker) -> Outcome | None:
    """From what was written; None in a round without act 18."""
    m = maker.manifest
    of_round = [e for e in maker.entries if m.hash in (e[1:33], e[2:34], e[3:35])]
    stated = [e for e in of_round if e[:2] == b"\x07\x12"]
    if not stated:
        return None
    body = statement.read_statement(stated[0]).body
    uncancelled, batches = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:6], "big")
    count = paper.total(
        (b.count for number, b in newest_batches(maker).items() if number <= batches), len(m.projects)
    )  # fmt: skip
    kinds = [e[37] for e in of_round if e[0] == 8]
    exchanged = sum(e[0] == 0x0B for e in of_round)
    handed_back = sum(e[0] == 0x0A for e in of_round)
    on_paper = sum(data[-(token.TOKEN_BYTES + 64)] == token.PAPER for data in maker.ballots)
    given = kinds.count(token.PAPER) + exchanged + uncancelled
    left = len(kinds) - kinds.count(token.PAPER) - (len(maker.ballots) - on_paper) - handed_back
    line = SheetLine(kinds.count(token.PAPER), exchanged, uncancelled, count.returned, count.voids, count.rows)
    return Outcome(line, count.returned + on_paper > given or exchanged + uncancelled > left)
