"""What a verifier works out about one round, each thing once: presence, valid shares, tally, expected result."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from .. import closing, decision, statement
from ..closing import Share
from ..decision import Result, Tally
from ..edwards import Point
from ..people import Ceremony, Enrolment, Roll
from ..refusal import Refusal
from .log import Log, Round


T = TypeVar("T")


class CannotRun(Exception):
    """A check cannot run because something before it failed."""


class RoundView:
    def __init__(self, log: Log, now: Round) -> None:
        self.log, self.round, self.manifest = log, now, now.manifest

    # --- entries that the manifest names ---

    @cached_property
    def enrolment(self) -> Enrolment:
        return self._named([(i, e.hash, e) for i, e in self.log.enrolments], self.manifest.enrolment_hash, "enrolment")

    @cached_property
    def ceremony(self) -> Ceremony:
        return self._named([(i, c.hash, c) for i, c in self.log.ceremonies], self.manifest.ceremony_hash, "ceremony")

    @cached_property
    def roll(self) -> Roll:
        return self._named([(i, r.hash, r) for i, r in self.log.rolls], self.manifest.roll_hash, "roll")

    def _named(self, found: list[tuple[int, bytes, T]], wanted: bytes, what: str) -> T:
        for index, digest, entry in found:
            if digest == wanted and index < self.round.index:
                return entry
        raise CannotRun(f"the manifest names no earlier {what} entry")

    # --- the hall ---

    @cached_property
    def present(self) -> int:
        return len(self.signed_in)

    @cached_property
    def signed_in(self) -> set[int]:
        end = self.round.first(statement.END_ISSUING)
        return self.log.signed_in_before(len(self.log.entries) if end is None else end)

    # --- the close ---

    @cached_property
    def closing_root(self) -> bytes:
        """R of §11.1."""
        if not self.round.closings:
            raise CannotRun("there is no closing entry")
        return self.log.root_before(self.round.closings[0][0] + 1)

    @cached_property
    def decrypts(self) -> bool:
        return len(self.round.ballots) >= self.manifest.min_group

    @cached_property
    def aggregate(self) -> list[tuple[Point, Point]]:
        try:
            return closing.aggregate([b.ciphertexts for _, b in self.round.ballots], self.manifest.shape.ciphertexts)
        except Refusal as refusal:
            raise CannotRun(f"a ballot's ciphertext is not one: {refusal}") from refusal

    @cached_property
    def judged_shares(self) -> list[tuple[int, Share, str | None]]:
        """Each share entry with its fault, or None if it verifies (§11.4)."""
        bases = [a for a, _ in self.aggregate]
        return [(index, share, self.foreign(share) or self._false(share, bases)) for index, share in self.round.shares]

    def foreign(self, share: Share) -> str | None:
        """Why this share may not stand in the log at all; a false proof alone may, under its name (§11.4)."""
        tellers = self.enrolment.tellers
        if not 1 <= share.teller <= min(len(tellers), self.manifest.n):
            return "there is no such teller"
        try:
            if not share.signed_by(tellers[share.teller - 1].statement_key):
                return "the signature does not verify"
        except Refusal as refusal:
            return str(refusal)
        return None if share.root == self.closing_root else "made for another closing root"

    def _false(self, share: Share, bases: list[Point]) -> str | None:
        try:
            holds = share.holds(self.manifest.verification_shares[share.teller - 1], bases)
        except Refusal as refusal:
            return str(refusal)
        return None if holds else "the proof does not hold"

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
        """The E decrypted numbers; None if too few ballots were cast."""
        if not self.decrypts:
            return None
        values = closing.combine(self.aggregate, self.used_shares, len(self.round.ballots))
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(values):
            raise CannotRun(f"{len(values) - len(numbers)} sums decrypt to no number from 0 to the ballots cast")
        return numbers

    @cached_property
    def tally(self) -> Tally:
        r, m = self.round, self.manifest
        return decision.make_tally(
            len(self.roll.keys), self.present, len(r.issuances), len(r.ballots), len(r.hand_backs), m.method,
            self.totals, len(m.projects),
        )  # fmt: skip

    @cached_property
    def expected_result(self) -> Result:
        m = self.manifest
        numbers = [project.number for project in m.projects]
        if not self.decrypts:
            return decision.make_unopened_result(m.hash, self.closing_root, m.method, numbers, self.tally)
        used = [share.teller for share in self.used_shares]
        return decision.make_result(m.hash, self.closing_root, used, m.method, numbers, self.tally)
