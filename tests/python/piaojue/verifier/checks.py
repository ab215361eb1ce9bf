"""How a check is written: a function that raises CannotRun, or returns its faults; none means it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..record import Record
from ..refusal import Refusal
from .state import Log
from .view import CannotRun, RoundView

SHOWN_FAULTS = 5
NOT_PUBLISHED = "the log does not end with a publish statement"


@dataclass
class Case:
    """Everything a check may look at."""

    log: Log
    checkpoint: bytes
    views: list[RoundView]
    expected_manifest: bytes | None
    processes: int
    previous: Record | None = None
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, check: str, text: str) -> None:
        self.notes.setdefault(check, []).append(text)


# The check about a type of entry, where it is not log_order (§12).
CHECK_OF_TYPE = {
    "enrolment": "enrolment", "ceremony": "ceremony", "roll": "roll", "manifest": "manifest", "attachment": "manifest",
    "statement": "statements", "issuance": "issuance", "ballot": "ballot_proofs", "hand_back": "ballot_signatures",
    "exchange": "ballot_signatures", "opened": "opened", "paper_batch": "paper", "declaration": "claims",
    "claim": "claims", "counts": "counts", "closing": "counts", "cosigned": "cosignatures", "share": "shares",
    "result": "decision",
}  # fmt: skip

Check = Callable[[Case], list[str]]
RoundCheck = Callable[[Case, RoundView], list[str]]


def each_round(check: RoundCheck, needs_issuer: bool = False) -> Check:
    """A check of every round. Without an issuer's modulus no paper of a round can be read (§12)."""

    def run(case: Case) -> list[str]:
        if not case.views:
            raise CannotRun("no manifest that can be read")
        faults = []
        for view in case.views:
            prefix = f"round {view.manifest.round}: " if len(case.views) > 1 else ""
            try:
                if needs_issuer and not view.has_issuer:
                    raise CannotRun("the issuer's modulus is none")
                faults += [prefix + fault for fault in check(case, view)]
            except CannotRun as reason:
                faults.append(f"cannot run: {prefix}{reason}")
        return faults

    return run


def refused(what: str, action: Callable[[], object]) -> list[str]:
    """The fault of an action that may raise a Refusal."""
    try:
        action()
    except Refusal as refusal:
        return [f"{what}: {refusal}"]
    return []
