"""Declarations, claims and the bound: every record with a fault in it; the bound; what it could change."""

from __future__ import annotations

import itertools
import random
import unittest
from collections.abc import Iterator
from dataclasses import replace

import mutate
from piaojue.claim import could_change
from piaojue.decision import Result, Tally, make_result, make_tally, make_unopened_result
from piaojue.maker import claim_faults
from piaojue.method import BASE_ALL, BASE_PRESENT, BASE_RETURNED, BASE_VALID, Method, Rule, default_method
from piaojue.paper import SheetLine
from piaojue.verifier import verdict

from test_paper import failed

FAULTS = {fault.name: fault for fault in claim_faults.FAULTS}


class Records(unittest.TestCase):
    def test_each_fault_fails_its_checks_and_no_other(self) -> None:
        for fault in claim_faults.FAULTS:
            with self.subTest(fault.name):
                found = verdict.verify(mutate.structured(fault))
                self.assertEqual((found["valid"], failed(found)), (fault.valid, set(fault.must_fail)))


class Bounds(unittest.TestCase):
    """Worked out by hand from the plans."""

    def check(self, name: str, *wanted: object) -> None:
        (row,) = verdict.verify(mutate.structured(FAULTS[name]))["rounds"]
        names = ("declarations", "used_slips", "claims", "invented_at_most")
        bound = row["bound"]
        self.assertEqual(None if bound is None else tuple(bound[each] for each in names), wanted or None, name)

    def test_bounds(self) -> None:
        self.check("good_claims_nothing_open", 4, 0, 0, 0)
        self.check("good_claims_nobody", 0, 0, 0, 4)
        self.check("good_claims_used_slips", 1, 3, 0, 0)
        self.check("good_claims_early", 1, 0, 1, 3)
        self.check("good_claims_invented", 3, 0, 1, 2)

    def test_no_bound_is_not_a_bound_of_nothing(self) -> None:
        self.check("good_claims_too_many_slips")
        self.check("good_claims_more_than_box")


Ballot = tuple[tuple[int, ...], bool]  # approvals, or blank


class Round:
    """A round of few ballots, that anybody can count."""

    def __init__(self, rng: random.Random) -> None:
        def rule(bases: tuple[int, ...]) -> Rule:
            return Rule(rng.randint(1, 2), rng.choice((2, 3)), rng.choice(bases), rng.random() < 0.5)

        self.projects = rng.randint(1, 4)
        self.method: Method = replace(
            default_method(places=rng.randint(1, 3), hi=self.projects),
            quorum=Rule(1, 3, BASE_ALL, False),
            threshold=rng.choice((None, rule((BASE_ALL, BASE_PRESENT, BASE_RETURNED, BASE_VALID)))),
            participation=rng.choice((None, rule((BASE_ALL,)))),
            tie=rng.randint(1, 5), shortfall=rng.randint(1, 4), blank=rng.randint(1, 2),
        )  # fmt: skip
        self.min_group = rng.choice((1, 1, 2, 3))
        self.ballots: list[Ballot] = [self._ballot(rng) for _ in range(rng.randint(0, 6))]
        self.handed_back = rng.randint(0, 2)
        self.sheets = [self._ballot(rng) for _ in range(rng.choice((0, 0, 3, 5)))]
        self.issued = len(self.ballots) + self.handed_back + len(self.sheets) + rng.randint(0, 3)

    def _ballot(self, rng: random.Random) -> Ballot:
        marks = tuple(rng.randint(0, 1) for _ in range(self.projects))
        return marks, not any(marks)

    def result(self, ballots: list[Ballot], handed_back: int) -> tuple[Tally, Result]:
        rows = tuple(
            (approve := sum(marks[i] for marks, _ in self.sheets), 0, len(self.sheets) - approve)
            for i in range(self.projects)
        )
        line = SheetLine(len(self.sheets), 0, 0, len(self.sheets), (0, 0, 0, 0), rows)
        opened = len(ballots) >= self.min_group or (not ballots and self.sheets)
        totals = [sum(marks[i] for marks, _ in ballots) for i in range(self.projects)]
        values = [*totals, sum(blank for _, blank in ballots)] if opened else None
        due = self.issued + 2
        tally = make_tally(
            due, due - 1, self.issued, len(ballots), handed_back, self.method, values, self.projects, line
        )  # fmt: skip
        numbers = list(range(1, self.projects + 1))
        if values is None:
            return tally, make_unopened_result(bytes(32), bytes(32), self.method, numbers, tally)
        return tally, make_result(bytes(32), bytes(32), [], self.method, numbers, tally)

    def without(self, most: int) -> Iterator[tuple[list[Ballot], int]]:
        """Every box with at most so many ballots and hand-backs fewer."""
        for back in range(min(most, self.handed_back) + 1):
            for fewer in range(min(most - back, len(self.ballots)) + 1):
                for gone in itertools.combinations(range(len(self.ballots)), fewer):
                    kept = [each for i, each in enumerate(self.ballots) if i not in gone]
                    yield kept, self.handed_back - back


def chosen(result: Result) -> list[bool]:
    return [row.chosen for row in result.rows]


class CouldChange(unittest.TestCase):
    def test_whenever_fewer_ballots_would_choose_otherwise_it_is_said(self) -> None:
        seed = 20260
        rng, said = random.Random(seed), {True: 0, False: 0}
        for i in range(1_500):
            each = Round(rng)
            e = rng.randint(0, 3)
            tally, result = each.result(each.ballots, each.handed_back)
            could = could_change(each.method, tally, result, each.min_group, e)
            said[could] += 1
            if could:
                continue
            for ballots, handed_back in each.without(e):
                other = each.result(ballots, handed_back)[1]
                self.assertEqual(chosen(other), chosen(result), f"seed {seed}, round {i}: {vars(each)}, E = {e}")
        self.assertGreater(min(said.values()), 300, said)

    def test_a_clear_majority_is_not_changed_by_few(self) -> None:
        method = default_method(places=1, hi=2)
        tally = make_tally(10, 10, 10, 10, 0, method, [9, 2, 0], 2)
        result = make_result(bytes(32), bytes(32), [1, 2], method, [1, 2], tally)
        self.assertEqual([could_change(method, tally, result, 1, e) for e in (0, 1, 3, 4)], [False, False, False, True])



if __name__ == "__main__":
    unittest.main()
