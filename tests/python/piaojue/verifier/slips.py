"""The lists of slips that manifests name, and the statements that void slips (PROTOCOL §6, §7.4, §9)."""

from __future__ import annotations

from .. import manifest, statement
from .state import Log, Round


def lists_of(log: Log, now: Round) -> list[tuple[bytes, ...]]:
    """The lists that a manifest names, in its order. There is at most one (§6); the first is the round's."""
    found = {a.hash: a for index, a in log.attachments if index < now.index and a.kind == manifest.SLIPS}
    return [found[each].slips for each in now.manifest.attachments if each in found]


def list_faults(log: Log, now: Round) -> list[str]:
    """At most one list, and no slip of an earlier round; a manifest that was replaced was never a round."""
    lists = lists_of(log, now)
    faults = ["more than one list of slips"] if len(lists) > 1 else []
    named = {slip for each in lists for slip in each}
    earlier, before = set[bytes](), now.before
    while before is not None:
        earlier.update(*lists_of(log, before))
        before = before.before
    old = len(named & earlier)
    return [*faults, f"{old} slips of an earlier round"] if old else faults


def voiding_faults(now: Round, slips: frozenset[bytes]) -> list[str]:
    """Each slip that is voided is on the round's list, and is voided once."""
    faults, voided = [], set[bytes]()
    for index, each in now.of(statement.VOID_SLIPS):
        named = set(each.slips())
        if not named <= slips:
            faults.append(f"entry {index} voids {len(named - slips)} slips that are not on the round's list")
        if named & voided:
            faults.append(f"entry {index} voids {len(named & voided)} slips a second time")
        voided |= named
    return faults
