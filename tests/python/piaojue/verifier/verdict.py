"""All checks by name, and what is printed (PROTOCOL §12)."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from typing import Any

from ..claim import Bound
from ..codec import sha256
from ..decision import Result
from ..manifest import KINDS, Manifest
from ..method import ORDER_VOTES
from ..paper import VOID_NAMES
from ..record import read_record
from ..refusal import Refusal
from . import ballot_checks, closing_checks, paper_checks, round_checks, setup_checks
from .checks import CHECK_OF_TYPE, SHOWN_FAULTS, Case, Check, each_round
from .log import Walker
from .view import CannotRun, RoundView


def checks(expects_manifest: bool, has_previous: bool = False) -> dict[str, Check]:
    """The list of §12 in its order."""
    b, c, p, s = ballot_checks, closing_checks, paper_checks, setup_checks
    found: dict[str, Check] = {
        "log_root": s.log_root,
        "log_signature": s.log_signature,
        "log_order": s.log_order,
        "enrolment": s.enrolment,
        "ceremony": s.ceremony,
        "roll": s.roll,
        "manifest": s.manifest,
        "issuer_key": s.issuer_key,
        "rounds": round_checks.rounds,
        "statements": s.statements,
        "quorum": each_round(s.quorum),
        "issuance": each_round(b.issuance),
        "tokens": each_round(b.tokens, needs_issuer=True),
        "slips": each_round(b.slips, needs_issuer=True),
        "ballot_keys": each_round(b.ballot_keys, needs_issuer=True),
        "ballot_signatures": each_round(b.ballot_signatures, needs_issuer=True),
        "ballot_proofs": each_round(b.ballot_proofs, needs_issuer=True),
        "duplicate_ciphertexts": each_round(b.duplicate_ciphertexts, needs_issuer=True),
        "tracking_codes": each_round(b.tracking_codes),
        "opened": each_round(b.opened),
        "counts": each_round(c.counts),
        "paper": each_round(p.paper, needs_issuer=True),
        "claims": each_round(p.claims, needs_issuer=True),
        "cosignatures": each_round(c.cosignatures),
        "shares": each_round(c.shares, needs_issuer=True),
        "tally": each_round(c.tally, needs_issuer=True),
        "balance": each_round(c.balance, needs_issuer=True),
        "decision": each_round(c.decision, needs_issuer=True),
        "report": each_round(c.report),
        "publication": c.publication,
    }
    if expects_manifest:
        found["expected_manifest"] = s.expected_manifest
    if has_previous:
        found["previous"] = s.previous
    return found


def _run(name: str, check: Check, case: Case) -> dict[str, Any]:
    of_types = [type_ for type_, about in CHECK_OF_TYPE.items() if about == name]
    unread = [fault for type_ in of_types for fault in case.log.refused.get(type_, [])]
    try:
        faults = unread + check(case)
    except CannotRun as reason:
        faults = [*unread, f"cannot run: {reason}"]
    shown = faults[:SHOWN_FAULTS]
    if len(faults) > SHOWN_FAULTS:
        shown.append(f"and {len(faults) - SHOWN_FAULTS} more")
    return {"name": name, "passed": not faults, "detail": "; ".join(shown + case.notes.get(name, []))}


def _next_round(result: Result) -> dict[str, Any] | None:
    if result.next_kind == 0:
        return None
    return {
        "kind": KINDS[result.next_kind],
        "candidates": list(result.next_projects),
        "places": result.next_places,
    }


def _paper(m: Manifest, result: Result) -> dict[str, Any] | None:
    """The sheets of a round with act 18."""
    line = result.sheets
    if line is None:
        return None
    three_way = m.method.grades == 3
    return {
        "taken": line.taken,
        "exchanged": line.exchanged,
        "uncancelled": line.uncancelled,
        "returned": line.returned,
        **dict(zip(VOID_NAMES, line.voids, strict=True)),
        "projects": [
            {"no": project.number, "approve": approve, "oppose": oppose if three_way else None, "abstain": abstain}
            for project, (approve, oppose, abstain) in zip(m.projects, line.rows, strict=True)
        ],
    }


def _round(m: Manifest, result: Result, bound: Bound | None) -> dict[str, Any]:
    """A round as it was recomputed; oppose is null where there is none (g = 2)."""
    three_way = m.method.grades == 3
    counts = ("due", "present", "issued", "cast", "handed_back", "returned", "outstanding", "blank", "void", "valid")
    return {
        "round": m.round,
        "kind": KINDS[m.kind],
        **{name: getattr(result, name) for name in counts},
        "paper": _paper(m, result),
        "bound": None if bound is None else asdict(bound),
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
        "next_round": _next_round(result),
    }


def _counted(views: list[RoundView]) -> list[tuple[Manifest, Result, Bound | None]]:
    """Every round that has a result, is not voided and could be recomputed."""
    found = []
    for view in views:
        if view.round.results and not view.round.voided and view.has_issuer:
            with contextlib.suppress(CannotRun):
                found.append((view.manifest, view.expected_result, view.bound))
    return found


def _final(counted: list[tuple[Manifest, Result, Bound | None]]) -> dict[str, Any] | None:
    """What the rounds come to together; in a round by votes or by number, as the method says (§12.4)."""
    if not counted:
        return None
    chosen = []
    for m, result, _ in counted:
        here = [(p, row) for p, row in zip(m.projects, result.rows, strict=True) if row.chosen]
        by_votes = m.method.order == ORDER_VOTES
        here.sort(key=lambda each: (-each[1].approve if by_votes else 0, each[0].number))
        chosen += [{"no": project.number, "name": project.name, "round": m.round} for project, _ in here]
    last = counted[-1][1]
    return {
        "places": counted[0][0].method.places,
        "chosen": chosen,
        "places_left": last.places_left,
        "next_round": _next_round(last),
    }


def verify(
    data: bytes,
    expected_manifest: bytes | None = None,
    processes: int = 1,
    previous: bytes | None = None,
) -> dict[str, Any]:
    """The object that piaojue-verify prints with --json. Raises Refusal for a file that cannot be split."""
    record = read_record(data)
    earlier = None if previous is None else read_record(previous)
    log = Walker(record.entries).walk()
    views = [RoundView(log, now) for now in log.rounds]
    case = Case(log, record.checkpoint, views, expected_manifest, processes, earlier)
    named = checks(expected_manifest is not None, earlier is not None)
    rows = [_run(name, check, case) for name, check in named.items()]
    passed = {row["name"]: row["passed"] for row in rows}
    valid = all(passed.values())
    counted = _counted(views)
    return {
        "valid": valid,
        "anchored": valid and expected_manifest is not None,
        "sample": log.congress is not None and log.congress.sample,
        "record_sha256": sha256(data).hex(),
        "manifest_sha256": log.rounds[-1].manifest.hash.hex() if log.rounds else None,
        "checks": rows,
        "rounds": [_round(*each) for each in counted],
        "final": _final(counted),
    }


def unreadable(refusal: Refusal) -> dict[str, Any]:
    return {"valid": False, "error": {"code": refusal.name, "message": refusal.detail}}


def exit_code(verdict: dict[str, Any]) -> int:
    if "error" in verdict:
        return 2
    return 0 if verdict["valid"] else 1
