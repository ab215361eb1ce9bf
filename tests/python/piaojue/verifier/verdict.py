"""All checks by name, and what is printed (PROTOCOL §12)."""

from __future__ import annotations

from typing import Any

from .. import statement
from ..codec import sha256
from ..manifest import KINDS
from ..record import read_record
from ..refusal import Refusal
from . import ballot_checks, closing_checks, setup_checks
from .checks import SHOWN_FAULTS, Case, Check, each_round
from .log import Walker
from .view import CannotRun, RoundView


def checks(expects_manifest: bool) -> dict[str, Check]:
    """The list of §12 in its order. The second argument of each_round says when a voided round had come that far."""
    b, c, s = ballot_checks, closing_checks, setup_checks
    found: dict[str, Check] = {
        "log_root": s.log_root,
        "log_signature": s.log_signature,
        "log_order": s.log_order,
        "enrolment": s.enrolment,
        "ceremony": s.ceremony,
        "roll": s.roll,
        "manifest": s.manifest,
        "issuer_key": s.ROUND_ISSUER_KEY,
        "statements": s.statements,
        "quorum": s.ROUND_QUORUM,
        "issuance": each_round(b.issuance),
        "tokens": each_round(b.tokens),
        "ballot_keys": each_round(b.ballot_keys),
        "ballot_signatures": each_round(b.ballot_signatures),
        "ballot_proofs": each_round(b.ballot_proofs),
        "duplicate_ciphertexts": each_round(b.duplicate_ciphertexts),
        "tracking_codes": each_round(b.tracking_codes),
        "opened": each_round(b.opened),
        "counts": each_round(c.counts),
        "cosignatures": each_round(c.cosignatures, lambda now: now.cosigned),
        "shares": each_round(c.shares, lambda now: now.results),
        "tally": each_round(c.tally, lambda now: now.results),
        "balance": each_round(c.balance, lambda now: now.results),
        "decision": each_round(c.decision, lambda now: now.results),
        "report": each_round(c.report, lambda now: False),
        "publication": each_round(c.publication),
    }
    if expects_manifest:
        found["expected_manifest"] = s.expected_manifest
    return found


def _run(name: str, check: Check, case: Case) -> dict[str, Any]:
    try:
        faults = check(case)
    except CannotRun as reason:
        faults = [f"cannot run: {reason}"]
    shown = faults[:SHOWN_FAULTS]
    if len(faults) > SHOWN_FAULTS:
        shown.append(f"and {len(faults) - SHOWN_FAULTS} more")
    return {"name": name, "passed": not faults, "detail": "; ".join(shown + case.notes.get(name, []))}


def _next_round(view: RoundView) -> dict[str, Any] | None:
    if not view.round.results or view.round.results[0][1].next_kind == 0:
        return None
    result = view.round.results[0][1]
    return {
        "kind": KINDS.get(result.next_kind),
        "candidates": list(result.next_projects),
        "places": result.next_places,
    }


def _round(view: RoundView) -> dict[str, Any]:
    """A round with a result; oppose is null where there is none (g = 2)."""
    m, (_, result) = view.manifest, view.result
    three_way = m.method.grades == 3
    counts = ("due", "present", "issued", "cast", "handed_back", "returned", "outstanding", "blank", "void", "valid")
    return {
        "round": m.round,
        "kind": KINDS[m.kind],
        **{name: getattr(result, name) for name in counts},
        "paper": None,
        "projects": [
            {
                "no": project.number,
                "name": project.name,
                "approve": row.approve,
                "oppose": row.oppose if three_way else None,
                "abstain": row.abstain,
                "chosen": row.chosen,
            }
            for project, row in zip(m.projects, result.rows, strict=True)
        ],
        "next_round": _next_round(view),
    }


def verify(data: bytes, expected_manifest: bytes | None = None, processes: int = 1) -> dict[str, Any]:
    """The object that piaojue-verify prints with --json. Raises Refusal for a file that cannot be split."""
    record = read_record(data)
    log = Walker(record.entries).walk()
    views = [RoundView(log, now) for now in log.rounds if now.sealed or now.first(statement.OPEN) is not None]
    case = Case(log, record.checkpoint, views, expected_manifest, processes)
    rows = [_run(name, check, case) for name, check in checks(expected_manifest is not None).items()]
    passed = {row["name"]: row["passed"] for row in rows}
    return {
        "valid": all(passed.values()),
        "anchored": passed.get("expected_manifest", False),
        "sample": log.congress is not None and log.congress.sample,
        "record_sha256": sha256(data).hex(),
        "manifest_sha256": log.rounds[-1].manifest.hash.hex() if log.rounds else None,
        "checks": rows,
        "rounds": [_round(view) for view in views if view.round.results and not view.round.voided],
    }


def unreadable(refusal: Refusal) -> dict[str, Any]:
    return {"valid": False, "error": {"code": refusal.name, "message": refusal.detail}}


def exit_code(verdict: dict[str, Any]) -> int:
    if "error" in verdict:
        return 2
    return 0 if verdict["valid"] else 1


