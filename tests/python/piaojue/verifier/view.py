"""What a verifier works out about one round, each thing once: presence, valid shares, tally, expected result."""

from __future__ import annotations

from functools import cached_property

from .. import closing, decision, paper, statement
from ..ballot import Ballot, GivenUp
from ..claim import Bound, could_change
from ..closing import Share
from ..decision import Result, Tally
from ..edwards import Point
from .sheets import Sheets, decrypts, on_tokens
from .slips import lists_of
from .state import Log, Round


class CannotRun(Exception):
    """A check cannot run because something before it failed."""


class RoundView:
    def __init__(self, log: Log, now: Round) -> None:
        self.log, self.round, self.manifest = log, now, now.manifest

    @property
    def has_issuer(self) -> bool:
        return self.round.has_issuer

    # --- the hall ---

    @cached_property
    def present(self) -> int:
        """§9; 0 as long as issuing did not end."""
        end = self.round.first(statement.END_ISSUING)
        return 0 if end is None else len(self.log.signed_in_before(end))

    # --- drawn slips ---

    @property
    def has_slips(self) -> bool:
        return bool(lists_of(self.log, self.round))

    @cached_property
    def slips(self) -> frozenset[bytes]:
        """The round's list; nothing in a round without slips."""
        lists = lists_of(self.log, self.round)
        return frozenset(lists[0] if lists else ())

    @property
    def drawn(self) -> int:
        return sum(issued.drawn for _, issued in self.round.issuances)

    @cached_property
    def voided_slips(self) -> frozenset[bytes]:
        """Each slip of the list once, however often and by whomever it was voided: a statement has its effect (§12)."""
        return self.slips.intersection(slip for _, each in self.round.of(statement.VOID_SLIPS) for slip in each.slips())

    # --- the close ---

    @cached_property
    def closing_root(self) -> bytes:
        """R of §11.1."""
        if not self.round.closings:
            raise CannotRun("there is no closing entry")
        return self.log.root_before(self.round.closings[0][0] + 1)

    @cached_property
    def decrypts(self) -> bool:
        return decrypts(self.round)

    @property
    def box(self) -> list[tuple[int, Ballot | GivenUp]]:
        """Ballots, hand-backs and exchanges that can be read."""
        return [*self.round.ballots, *self.round.hand_backs, *self.round.exchanges]

    # --- sheets and claims ---

    @cached_property
    def sheets(self) -> Sheets | None:
        return Sheets.of(self.round)

    @property
    def too_many_papers(self) -> bool:
        return self.sheets is not None and self.sheets.too_many

    @cached_property
    def counters(self) -> dict[int, bytes]:
        """Who may enter a sheet, of the manifest's enrolment."""
        enrolment = self.log.enrolment_at(self.round.index)
        return paper.counters(enrolment) if enrolment else {}

    @cached_property
    def bound(self) -> Bound | None:
        """§11.9; None where it is not established."""
        r, ended = self.round, self.round.of(statement.END_CLAIMS)
        if not ended:
            return None
        used_slips, declared = int.from_bytes(ended[0][1].body, "big"), len(r.declarations)
        e = on_tokens(r) + len(r.handed_back) + len(r.exchanged) - declared - used_slips
        if e < 0 or used_slips > self.drawn:
            return None
        m = self.manifest
        changes = could_change(m.method, self.tally, self.expected_result, m.min_group, e)
        return Bound(declared, used_slips, len(r.claimed), e, changes)

    # --- shares ---

    @cached_property
    def aggregate(self) -> list[tuple[Point, Point]]:
        return closing.aggregate([b.ciphertexts for _, b in self.round.ballots], self.manifest.shape.ciphertexts)

    @cached_property
    def judged_shares(self) -> list[tuple[int, Share, str | None]]:
        """Each share that may stand in the log with why its proof is false, or None if it verifies."""
        bases = [a for a, _ in self.aggregate]
        return [(index, share, self._false(share, bases)) for index, share in self.round.shares]

    def _false(self, share: Share, bases: list[Point]) -> str | None:
        keys = self.manifest.verification_shares[share.teller - 1 : share.teller]
        return None if keys and share.holds(keys[0], bases) else "the proof does not hold"

    def valid_shares(self, before: int) -> dict[int, Share]:
        """A teller's first share that verifies, of those that stand before an index."""
        found: dict[int, Share] = {}
        for index, share, fault in self.judged_shares:
            if fault is None and index < before:
                found.setdefault(share.teller, share)
        return found

    # --- the result ---

    @property
    def result(self) -> tuple[int, Result]:
        if not self.round.results:
            raise CannotRun("there is no result entry")
        return self.round.results[0]

    @cached_property
    def used_shares(self) -> list[Share]:
        """The k lowest teller numbers among the valid shares before the result (§11.5)."""
        valid = self.valid_shares(self.result[0])
        if len(valid) < self.manifest.k:
            raise CannotRun(f"{len(valid)} valid shares before the result, {self.manifest.k} are needed")
        return [valid[teller] for teller in sorted(valid)[: self.manifest.k]]

    @cached_property
    def totals(self) -> list[int] | None:
        """The E decrypted numbers, zeros beside sheets alone; None if nothing is opened (§11.3)."""
        if not self.decrypts:
            alone = not self.round.cast and self.sheets is not None and self.sheets.sums.returned > 0
            return [0] * self.manifest.shape.ciphertexts if alone and not self.too_many_papers else None
        values = closing.combine(self.aggregate, self.used_shares, len(self.round.ballots))
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(values):
            raise CannotRun(f"{len(values) - len(numbers)} sums decrypt to no number from 0 to the ballots cast")
        return numbers

    @cached_property
    def tally(self) -> Tally:
        r, m = self.round, self.manifest
        line = self.sheets.line if self.sheets else None
        return decision.make_tally(
            m.due, self.present, len(r.issuances), len(r.cast), len(r.handed_back), m.method, self.totals,
            len(m.projects), line, self.too_many_papers,
        )  # fmt: skip

    @cached_property
    def expected_result(self) -> Result:
        m = self.manifest
        numbers = [project.number for project in m.projects]
        if self.totals is None:
            return decision.make_unopened_result(m.hash, self.closing_root, m.method, numbers, self.tally)
        used = [share.teller for share in self.used_shares] if self.decrypts else []
        return decision.make_result(m.hash, self.closing_root, used, m.method, numbers, self.tally)
