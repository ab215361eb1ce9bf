"""What the deputies of a made congress do."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..manifest import Project
from ..method import BASE_VALID, SHORT_FURTHER_ROUND, Method, Rule, default_method

START_MINUTE = 29_013_660  # 2025-03-01T09:00Z


@dataclass(frozen=True)
class Voter:
    """A deputy who is present: casts marks, hands back, or (marks None) keeps the paper."""

    deputy: int
    marks: tuple[int, ...] | None
    hand_back: bool = False
    checked_first: tuple[int, ...] | None = None
    honest: bool = True
    drawn: bool = False  # votes with a slip; its place on the list is the deputy's number
    sheet: bool = False  # takes a sheet instead of a token
    exchange: bool = False  # gives the token up for a sheet
    declares: bool = False
    claims: bool = False


@dataclass(frozen=True)
class SheetBatch:
    """Sheets as two people key them."""

    number: int
    issued: int
    returned: int
    rows: tuple[tuple[int, int, int], ...]
    voids: tuple[int, int, int, int] = (0, 0, 0, 0)
    doubtful: tuple[tuple[int, str], ...] = ()


def _example_method() -> Method:
    method = default_method(places=2, hi=2)
    values = {**method.__dict__, "threshold": Rule(1, 2, BASE_VALID, True), "shortfall": SHORT_FURTHER_ROUND}
    return Method(**values)


@dataclass(frozen=True)
class Plan:
    """One round. `early` deputies are signed in before the seal, `late` ones after the opening."""

    due: int = 4
    early: tuple[int, ...] = (1, 2, 3)
    late: tuple[int, ...] = (4,)
    voters: tuple[Voter, ...] = (
        Voter(1, (1, 0, 1, 0), checked_first=(0, 1, 0, 0)),
        Voter(2, (0, 0, 0, 1)),
        Voter(3, None, hand_back=True),
        Voter(4, (1, 0, 0, 0)),
    )
    method: Method = field(default_factory=_example_method)
    projects: tuple[Project, ...] = (
        Project(1, "项目一", "Project one", ""),
        Project(2, "项目二", "Project two", ""),
        Project(5, "项目五", "Project five", "a-5"),
    )
    min_group: int = 1
    phases: int = 0
    sharing: tuple[int, ...] = (1, 3)
    cosigning: tuple[int, ...] = (1, 2, 3)
    absent: tuple[int, ...] = ()
    reporting: tuple[int, ...] = (1, 3)
    paused: bool = True
    void_in: str | None = None  # "voting": voided before the close
    slips: int = 0  # on the round's list; 0: a round without slips
    missing: int = 0  # of the leftovers, those that nobody voids
    entered: tuple[tuple[int, ...], ...] = ()  # marks of sheets that are entered as encrypted ballots
    batches: tuple[SheetBatch, ...] = ()
    uncancelled: int | None = None  # said by act 18; None: a round without it
    used_slips: int | None = None  # said by act 19; None: a round without it


EXAMPLE = Plan()
