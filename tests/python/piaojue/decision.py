"""Counts, result entry and decision (PROTOCOL §11.5, §11.6, §11.7). Whole numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .codec import Reader, tagged_hash, u8, u16, u32
from .method import (
    BASE_ALL,
    BASE_PRESENT,
    BASE_RETURNED,
    BLANK_VOID,
    SHORT_FILL_BY_RANK,
    SHORT_FURTHER_ROUND,
    SHORT_PRESIDIUM,
    TIE_BALLOT_ORDER,
    TIE_INCLUDE_ALL,
    TIE_PRESIDIUM,
    TIE_RUNOFF,
    Method,
    Rule,
)
from .paper import SheetLine, read_sheet_line

NOT_OPENED, DECRYPTED, SHEETS_ALONE = 0, 1, 2
KIND_TIE, KIND_SHORTFALL, KIND_PRESIDIUM, KIND_SET_INVALID, KIND_TOO_FEW = 2, 3, 4, 5, 7


@dataclass(frozen=True)
class Row:
    approve: int
    oppose: int
    abstain: int
    passed: bool
    chosen: bool
    tied: bool
    rank: int

    def encode(self) -> bytes:
        flags = int(self.passed) | int(self.chosen) << 1 | int(self.tied) << 2
        return u32(self.approve) + u32(self.oppose) + u32(self.abstain) + u8(flags) + u16(self.rank)


@dataclass(frozen=True)
class Result:
    manifest_hash: bytes
    root: bytes
    opened: int  # 0 nothing, 1 decrypted, 2 sheets alone
    used: tuple[int, ...]
    due: int
    present: int
    issued: int
    cast: int
    handed_back: int
    returned: int
    outstanding: int
    blank: int
    void: int
    valid: int
    rows: tuple[Row, ...]
    places_left: int
    next_kind: int
    next_places: int
    next_projects: tuple[int, ...]
    sheets: SheetLine | None = None  # in a round with act 18

    def entry(self) -> bytes:
        numbers = (
            self.due, self.present, self.issued, self.cast, self.handed_back, self.returned, self.outstanding,
            self.blank, self.void, self.valid,
        )  # fmt: skip
        head = u8(0x11) + self.manifest_hash + self.root + u8(self.opened) + u8(len(self.used)) + bytes(self.used)
        rows = b"".join(row.encode() for row in self.rows)
        sheets = b"" if self.sheets is None else self.sheets.encode()
        tail = u8(self.places_left) + u8(self.next_kind) + u8(self.next_places) + u8(len(self.next_projects))
        return head + b"".join(map(u32, numbers)) + rows + tail + b"".join(map(u16, self.next_projects)) + sheets

    @cached_property
    def hash(self) -> bytes:
        return tagged_hash("piaojue/v1/result", self.entry())


def read_result(entry: bytes, projects: int, with_sheets: bool = False) -> Result:
    """The result entry of a round with this many projects; after act 18 with the sheets' line."""
    reader = Reader(entry, "result entry")
    reader.expect(u8(0x11), "type")
    manifest_hash, root = reader.take(32), reader.take(32)
    opened = reader.between(NOT_OPENED, SHEETS_ALONE, reader.u8(), "opened")
    used = tuple(reader.take(reader.u8()))
    if list(used) != sorted(set(used)) or 0 in used or (used and opened != DECRYPTED):
        raise reader.fail("the tellers used are not in ascending order")
    numbers = [reader.u32() for _ in range(10)]
    rows = []
    for _ in range(projects):
        approve, oppose, abstain = (reader.u32() for _ in range(3))
        flags = reader.between(0, 7, reader.u8(), "flags")
        rows.append(Row(approve, oppose, abstain, flags & 1 == 1, flags & 2 == 2, flags & 4 == 4, reader.u16()))
    places_left, next_kind = reader.u8(), reader.between(0, 7, reader.u8(), "next_kind")
    next_places, count = reader.u8(), reader.u8()
    next_projects = tuple(reader.u16() for _ in range(count))
    sheets = read_sheet_line(reader, projects) if with_sheets else None
    reader.end()
    return Result(
        manifest_hash, root, opened, used, *numbers, tuple(rows), places_left, next_kind, next_places, next_projects,
        sheets,
    )  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """What the counts of a round are, its decrypted totals and its sheets (§11.5)."""

    due: int
    present: int
    issued: int
    cast: int
    handed_back: int
    approve: tuple[int, ...]
    oppose: tuple[int, ...]
    blank: int
    blank_is_void: bool
    three_way: bool
    sheets: SheetLine | None = None
    too_many: bool = False  # papers (§11.8)

    @property
    def returned(self) -> int:
        return self.cast + self.handed_back + (self.sheets.returned if self.sheets else 0)

    @property
    def outstanding(self) -> int:
        return max(0, self.issued - self.returned)

    @property
    def void(self) -> int:
        sheets = sum(self.sheets.voids) if self.sheets else 0
        return self.handed_back + sheets + (self.blank if self.blank_is_void else 0)

    @property
    def valid(self) -> int:
        return max(0, self.returned - self.void)

    def abstain(self, i: int) -> int:
        return max(0, self.valid - self.approve[i] - (self.oppose[i] if self.three_way else 0))

    def base(self, rule: Rule) -> int:
        return {BASE_ALL: self.due, BASE_PRESENT: self.present, BASE_RETURNED: self.returned}.get(rule.base, self.valid)


@dataclass
class Outcome:
    passed: set[int]
    chosen: set[int]
    tied: set[int]
    places_left: int
    next_kind: int = 0
    next_projects: tuple[int, ...] = ()

    @property
    def next_places(self) -> int:
        return self.places_left if self.next_kind else 0


def decide(method: Method, numbers: Sequence[int], tally: Tally) -> Outcome:
    """§11.7. Projects are indices in candidate order; next_projects are project numbers."""
    everybody = range(len(numbers))
    nothing = Outcome(set(), set(), set(), method.places)
    if tally.returned > tally.issued:
        nothing.next_kind, nothing.next_projects = KIND_SET_INVALID, tuple(numbers)
        return nothing
    rules = [(method.quorum, tally.present), (method.participation, tally.returned)]
    if any(rule is not None and not rule.holds(x, tally.base(rule)) for rule, x in rules):
        return nothing
    threshold = method.threshold
    passed = {
        i
        for i in everybody
        if tally.approve[i] >= 1 and (threshold is None or threshold.holds(tally.approve[i], tally.base(threshold)))
    }
    outcome = Outcome(passed, set(), set(), method.places)
    if len(passed) > method.places:
        _choose(outcome, method, numbers, tally, passed)
        return outcome
    outcome.chosen = set(passed)
    outcome.places_left = method.places - len(passed)
    if outcome.places_left:
        _fill_shortfall(outcome, method, numbers, tally)
    return outcome


def _by_rank(candidates: set[int], numbers: Sequence[int], tally: Tally) -> list[int]:
    """Approvals descending, then project number ascending."""
    return sorted(candidates, key=lambda i: (-tally.approve[i], numbers[i]))


def _next_round(outcome: Outcome, kind: int, candidates: Sequence[int], numbers: Sequence[int]) -> None:
    if candidates:
        outcome.next_kind, outcome.next_projects = kind, tuple(numbers[i] for i in candidates)


def _choose(outcome: Outcome, method: Method, numbers: Sequence[int], tally: Tally, candidates: set[int]) -> None:
    """Step 4: as many of the candidates as there are places left, ties at the cut by the tie rule."""
    places = outcome.places_left
    order = _by_rank(candidates, numbers, tally)
    if len(order) <= places or tally.approve[order[places]] < tally.approve[order[places - 1]]:
        outcome.chosen |= set(order[:places])
        outcome.places_left = places - min(places, len(order))
        return
    at_cut = tally.approve[order[places - 1]]
    above = {i for i in order if tally.approve[i] > at_cut}
    tied = sorted((i for i in order if tally.approve[i] == at_cut), key=lambda i: numbers[i])
    outcome.chosen |= above
    outcome.tied = set(tied)
    outcome.places_left = places - len(above)
    if method.tie == TIE_RUNOFF:
        _next_round(outcome, KIND_TIE, tied, numbers)
    elif method.tie == TIE_PRESIDIUM:
        _next_round(outcome, KIND_PRESIDIUM, tied, numbers)
    elif method.tie == TIE_INCLUDE_ALL:
        outcome.chosen |= outcome.tied
        outcome.places_left = 0
    elif method.tie == TIE_BALLOT_ORDER:
        outcome.chosen |= set(tied[: outcome.places_left])
        outcome.places_left = 0


def _fill_shortfall(outcome: Outcome, method: Method, numbers: Sequence[int], tally: Tally) -> None:
    """Step 5 with places left."""
    rest = set(range(len(numbers))) - outcome.chosen
    if method.shortfall == SHORT_FILL_BY_RANK:
        candidates = {i for i in rest if i not in outcome.passed and tally.approve[i] >= 1}
        if candidates:
            _choose(outcome, method, numbers, tally, candidates)
    elif method.shortfall in (SHORT_FURTHER_ROUND, SHORT_PRESIDIUM):
        kind = KIND_SHORTFALL if method.shortfall == SHORT_FURTHER_ROUND else KIND_PRESIDIUM
        _next_round(outcome, kind, _by_rank(rest, numbers, tally), numbers)


def make_result(
    manifest_hash: bytes, root: bytes, used: Sequence[int], method: Method, numbers: Sequence[int], tally: Tally
) -> Result:
    """The result entry of a round that was decrypted, or of sheets alone: then no teller is used."""
    outcome = decide(method, numbers, tally)
    rows = tuple(
        Row(
            approve, tally.oppose[i], tally.abstain(i), i in outcome.passed, i in outcome.chosen, i in outcome.tied,
            1 + sum(other > approve for other in tally.approve),
        )
        for i, approve in enumerate(tally.approve)
    )  # fmt: skip
    return _result(manifest_hash, root, DECRYPTED if tally.cast else SHEETS_ALONE, used, tally, rows, outcome)


def make_unopened_result(
    manifest_hash: bytes, root: bytes, method: Method, numbers: Sequence[int], tally: Tally
) -> Result:
    """Too few ballots or too many papers: nothing was decrypted (§11.6); the tally's totals must be zero."""
    kind = KIND_SET_INVALID if tally.too_many else KIND_TOO_FEW
    outcome = Outcome(set(), set(), set(), method.places, kind, tuple(numbers))
    rows = tuple(Row(0, 0, 0, False, False, False, 0) for _ in numbers)
    return _result(manifest_hash, root, NOT_OPENED, (), tally, rows, outcome)


def _result(
    manifest_hash: bytes, root: bytes, opened: int, used: Sequence[int], tally: Tally, rows: tuple[Row, ...],
    outcome: Outcome,
) -> Result:  # fmt: skip
    return Result(
        manifest_hash, root, opened, tuple(used), tally.due, tally.present, tally.issued, tally.cast, tally.handed_back,
        tally.returned, tally.outstanding, tally.blank, tally.void, tally.valid, rows, outcome.places_left,
        outcome.next_kind, outcome.next_places, outcome.next_projects, tally.sheets,
    )  # fmt: skip


def make_tally(
    due: int, present: int, issued: int, cast: int, handed_back: int, method: Method, values: Sequence[int] | None,
    projects: int, sheets: SheetLine | None = None, too_many: bool = False,
) -> Tally:  # fmt: skip
    """`values` are the E decrypted numbers in the order of §8.2, zeros for an empty box, or None: nothing is opened."""
    three_way = method.grades == 3
    step = method.grades - 1
    totals = list(values) if values is not None else [0] * (projects * step + 1)
    on_sheets = sheets.rows if sheets is not None and values is not None else ((0, 0, 0),) * projects
    of_box = totals[0 : projects * step : step]
    approve = tuple(number + row[0] for number, row in zip(of_box, on_sheets, strict=True))
    opposed = totals[1 : projects * step : step] if three_way else [0] * projects
    oppose = tuple(number + row[1] if three_way else 0 for number, row in zip(opposed, on_sheets, strict=True))
    blank_is_void = method.blank == BLANK_VOID and values is not None
    return Tally(
        due, present, issued, cast, handed_back, approve, oppose, totals[-1], blank_is_void, three_way, sheets, too_many
    )  # fmt: skip
