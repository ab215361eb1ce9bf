"""The sheets of a round: how many were handed out, came back, and whether they are too many (PROTOCOL §7.5, §11.8)."""

from __future__ import annotations

from dataclasses import dataclass

from .. import statement
from ..paper import Batch, SheetCount, SheetLine, total
from ..token import DRAWN, PAPER, RSA
from .state import Round


def taken(now: Round) -> int:
    """P."""
    return sum(issued.kind == PAPER for _, issued in now.issuances)


def entered(now: Round) -> int:
    """Ballots of token kind 2: sheets that two people entered at a booth."""
    return sum(each.token[0] == PAPER for _, each in now.ballots)


def on_tokens(now: Round) -> int:
    """Ballots for which a deputy gave a token; also those that cannot be read."""
    return len(now.cast) - entered(now)


def papers_issued(now: Round) -> int:
    """Issuances of kinds 0 and 1."""
    return sum(issued.kind in (RSA, DRAWN) for _, issued in now.issuances)


def paper_stands(now: Round) -> bool:
    """P + X > 0, a batch or a ballot of token kind 2: nothing is decrypted or decided without act 18."""
    return bool(taken(now) or now.exchanged or now.batches or entered(now))


@dataclass(frozen=True)
class Sheets:
    """What act 18 says, with what stands before it."""

    now: Round
    uncancelled: int
    said: int  # batches
    said_hash: bytes

    @staticmethod
    def of(now: Round) -> Sheets | None:
        """None in a round without act 18."""
        found = now.of(statement.PAPER)
        if not found:
            return None
        body = found[0][1].body
        return Sheets(now, int.from_bytes(body[:4], "big"), int.from_bytes(body[4:6], "big"), body[6:])

    @property
    def newest(self) -> dict[int, Batch]:
        return {batch.number: batch for _, batch in self.now.batches}

    @property
    def counted(self) -> list[Batch]:
        newest = self.newest
        return [newest[number] for number in range(1, self.said + 1) if number in newest]

    @property
    def sums(self) -> SheetCount:
        return total((batch.count for batch in self.counted), len(self.now.manifest.projects))

    @property
    def handed_out(self) -> int:
        """P + X + U."""
        return taken(self.now) + len(self.now.exchanged) + self.uncancelled

    @property
    def too_many(self) -> bool:
        instead = len(self.now.exchanged) + self.uncancelled
        outstanding = papers_issued(self.now) - on_tokens(self.now) - len(self.now.handed_back)
        return self.sums.returned + entered(self.now) > self.handed_out or instead > outstanding

    @property
    def line(self) -> SheetLine:
        sums = self.sums
        return SheetLine(
            taken(self.now), len(self.now.exchanged), self.uncancelled, sums.returned, sums.voids, sums.rows
        )  # fmt: skip


def too_many(now: Round) -> bool:
    sheets = Sheets.of(now)
    return sheets is not None and sheets.too_many


def decrypts(now: Round) -> bool:
    return len(now.cast) >= now.manifest.min_group and not too_many(now)
