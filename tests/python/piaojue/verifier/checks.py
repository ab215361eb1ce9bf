"""How a check is written: a function that raises CannotRun, or returns its faults; none means it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..refusal import Refusal
from .log import Log, Round
from .view import CannotRun, RoundView

SHOWN_FAULTS = 5


@dataclass
class Case:
    """Everything a check may look at."""

    log: Log
    checkpoint: bytes
    views: list[RoundView]
    expected_manifest: bytes | None
    processes: int
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, check: str, text: str) -> None:
        self.notes.setdefault(check, []).append(text)


Check = Callable[[Case], list[str]]
RoundCheck = Callable[[Case, RoundView], list[str]]


def each_round(check: RoundCheck, stage: Callable[[Round], object] | None = None) -> Check:
    """A check of every round. `stage` says whether a voided round had come to what is checked (§12)."""

    def run(case: Case) -> list[str]:
        if not case.views:
            raise CannotRun("there is no sealed round")
        faults = []
        for view in case.views:
            if view.round.voided and stage is not None and not stage(view.round):
                continue
            prefix = f"round {view.manifest.round}: " if len(case.views) > 1 else ""
            try:
                faults += [prefix + fault for fault in check(case, view)]
            except CannotRun as reason:
                raise CannotRun(prefix + str(reason)) from reason
        return faults

    return run


def refused(what: str, action: Callable[[], object]) -> list[str]:
    """The fault of an action that may raise a Refusal."""
    try:
        action()
    except Refusal as refusal:
        return [f"{what}: {refusal}"]
    return []


def malformed(log: Log, *types: str) -> list[str]:
    """Entries of these types that could not be read are faults of the check that is about them."""
    return [fault for name in types for fault in log.malformed.get(name, [])]


