"""rounds: every round follows from the one before it (PROTOCOL §9, §12)."""

from __future__ import annotations

from dataclasses import dataclass

from .. import statement
from ..codec import tagged_hash
from ..decision import Result
from ..manifest import Manifest, Project
from ..method import further_method
from .checks import Case
from .state import Log, Round

FIRST, ORDERED = 1, 6


@dataclass(frozen=True)
class Following:
    """What §9 says of the round behind one that was announced or voided."""

    parent: bytes
    kind: int | None  # nothing follows
    places: int
    projects: tuple[Project, ...]  # of an ordered round: some of them

    def fits(self, projects: tuple[Project, ...]) -> bool:
        if self.kind != ORDERED:
            return projects == self.projects
        order = [self.projects.index(each) for each in projects if each in self.projects]
        return len(order) == len(projects) > 0 and order == sorted(set(order))


def following(log: Log, before: Round, until: int) -> Following:
    """`until`: the index of the entry that follows; the round may be voided or published later."""
    m = before.manifest
    voided = [index for index, _ in before.of(statement.VOID) if index < until]
    if voided:
        return Following(tagged_hash("piaojue/v1/void", log.entries[voided[-1]]), ORDERED, m.method.places, m.projects)
    if not before.results:
        return Following(bytes(32), None, 0, ())
    result = before.results[-1][1]
    if result.next_kind:
        known = {project.number: project for project in m.projects}
        listed = tuple(known[no] for no in result.next_projects if no in known)
        return Following(result.hash, result.next_kind, result.next_places, listed)
    left = _not_chosen(m, result)
    return Following(result.hash, ORDERED if left and result.places_left else None, result.places_left, left)


def _not_chosen(m: Manifest, result: Result) -> tuple[Project, ...]:
    return tuple(p for p, row in zip(m.projects, result.rows, strict=True) if not row.chosen)


def rounds(case: Case) -> list[str]:
    faults = [] if case.views else ["cannot run: no manifest that can be read"]
    for now in case.log.drafts:
        faults += [f"entry {now.index}: {fault}" for fault in _manifest_faults(case.log, now)]
    for now in case.log.rounds:
        for index, each in now.of(statement.FURTHER_ROUND):
            expected = following(case.log, now, index)
            if each.body[:32] != expected.parent or each.body[32] != expected.kind:
                faults.append(f"entry {index}: no such round follows")
    return faults


def _manifest_faults(log: Log, now: Round) -> list[str]:
    m, before = now.manifest, now.before
    if before is None:
        return [] if m.kind == FIRST else ["the first round of the log is not of kind first"]
    expected = following(log, before, now.index)
    rules = [
        (m.round == before.manifest.round + 1 and m.kind == expected.kind, "number or kind of a further round"),
        (m.parent == expected.parent, "the parent is not the round before"),
        (expected.fits(m.projects), "the candidates are not those that are left"),
        (
            m.method == further_method(before.manifest.method, expected.places, len(m.projects)),
            "places, cap or another rule",
        ),
    ]
    return [fault for held, fault in rules if not held]
