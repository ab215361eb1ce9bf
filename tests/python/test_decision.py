"""The decision of PROTOCOL §11.7, each rule by an example worked by hand, and what must hold always."""

from __future__ import annotations

import itertools
import unittest
from dataclasses import replace

from piaojue import decision
from piaojue.decision import Outcome, Tally, decide
from piaojue.method import (
    BASE_ALL,
    BASE_RETURNED,
    BASE_VALID,
    SHORT_FILL_BY_RANK,
    SHORT_FURTHER_ROUND,
    SHORT_PRESIDIUM,
    SHORT_VACANT,
    TIE_BALLOT_ORDER,
    TIE_EXCLUDE,
    TIE_INCLUDE_ALL,
    TIE_PRESIDIUM,
    Method,
    Rule,
    default_method,
)

NUMBERS = [30, 10, 20, 40]  # candidate order is not number order


def tally(approve: list[int], due: int = 9, present: int = 9, issued: int = 9, handed_back: int = 0) -> Tally:
    cast = 9 - handed_back
    return Tally(due, present, issued, cast, handed_back, tuple(approve), (0,) * len(approve), 0, False, False)


def outcome(approve: list[int], method: Method, **counts: int) -> Outcome:
    return decide(method, NUMBERS[: len(approve)], tally(approve, **counts))


class Examples(unittest.TestCase):
    def setUp(self) -> None:
        self.two = default_method(places=2, hi=4)

    def check(self, found: Outcome, chosen: set[int], tied: set[int], left: int, kind: int, numbers: list[int]) -> None:
        self.assertEqual((found.chosen, found.tied, found.places_left), (chosen, tied, left))
        self.assertEqual((found.next_kind, list(found.next_projects)), (kind, numbers))
        self.assertEqual(found.next_places, left if kind else 0)

    def test_enough_pass_and_the_cut_is_clear(self) -> None:
        self.check(outcome([9, 5, 8, 1], self.two), {0, 2}, set(), 0, 0, [])

    def test_half_is_not_a_majority(self) -> None:
        method = replace(self.two, shortfall=SHORT_VACANT)
        self.check(outcome([5, 5], method, due=10), set(), set(), 2, 0, [])

    def test_tie_runoff_lists_the_tied_by_number(self) -> None:
        self.check(outcome([7, 6, 6, 1], self.two), {0}, {1, 2}, 1, 2, [10, 20])

    def test_tie_at_the_top_leaves_all_places(self) -> None:
        self.check(outcome([6, 6, 6, 1], self.two), set(), {0, 1, 2}, 2, 2, [10, 20, 30])

    def test_other_tie_rules(self) -> None:
        rules = {
            TIE_PRESIDIUM: ({0}, 1, 4, [10, 20]),
            TIE_INCLUDE_ALL: ({0, 1, 2}, 0, 0, []),
            TIE_BALLOT_ORDER: ({0, 1}, 0, 0, []),
            TIE_EXCLUDE: ({0}, 1, 0, []),
        }
        for tie, (chosen, left, kind, numbers) in rules.items():
            self.check(outcome([7, 6, 6, 1], replace(self.two, tie=tie)), chosen, {1, 2}, left, kind, numbers)

    def test_shortfall_rules(self) -> None:
        rules = {
            SHORT_PRESIDIUM: ({0}, 1, 4, [20, 10, 40]),
            SHORT_FURTHER_ROUND: ({0}, 1, 3, [20, 10, 40]),
            SHORT_VACANT: ({0}, 1, 0, []),
            SHORT_FILL_BY_RANK: ({0, 2}, 0, 0, []),
        }
        for shortfall, (chosen, left, kind, numbers) in rules.items():
            method = replace(self.two, shortfall=shortfall)
            self.check(outcome([7, 2, 3, 2], method), chosen, set(), left, kind, numbers)

    def test_fill_by_rank_with_a_tie_at_its_cut(self) -> None:
        method = replace(self.two, shortfall=SHORT_FILL_BY_RANK)
        self.check(outcome([7, 2, 2, 1], method), {0}, {1, 2}, 1, 2, [10, 20])
        excluded = replace(method, tie=TIE_EXCLUDE)
        self.check(outcome([7, 2, 2, 1], excluded), {0}, {1, 2}, 1, 0, [])

    def test_fill_by_rank_never_takes_a_project_without_approvals(self) -> None:
        method = replace(self.two, places=4, shortfall=SHORT_FILL_BY_RANK)
        self.check(outcome([7, 2, 0, 0], method), {0, 1}, set(), 2, 0, [])

    def test_no_candidates_for_a_next_round(self) -> None:
        method = replace(self.two, places=3)
        self.check(outcome([9, 9], method), {0, 1}, set(), 1, 0, [])

    def test_without_threshold_one_approval_passes_and_none_does_not(self) -> None:
        method = replace(self.two, places=4, threshold=None, shortfall=SHORT_VACANT)
        self.check(outcome([1, 0, 3, 0], method), {0, 2}, set(), 2, 0, [])

    def test_quorum_or_participation_missed(self) -> None:
        self.check(outcome([9, 9], self.two, present=5), set(), set(), 2, 0, [])
        method = replace(self.two, participation=Rule(1, 2, BASE_ALL, True))
        self.check(outcome([9, 9], method, due=18, present=18, issued=18), set(), set(), 2, 0, [])

    def test_more_returned_than_issued(self) -> None:
        self.check(outcome([9, 9, 0, 0], self.two, issued=8), set(), set(), 2, 5, NUMBERS)

    def test_bases_of_the_threshold(self) -> None:
        returned = replace(self.two, threshold=Rule(2, 3, BASE_RETURNED, False), shortfall=SHORT_VACANT)
        self.check(outcome([6, 5], returned, due=12, present=12, issued=12), {0}, set(), 1, 0, [])
        valid = replace(returned, threshold=Rule(2, 3, BASE_VALID, True))
        self.check(outcome([5, 4], valid, handed_back=2), {0}, set(), 1, 0, [])


class Always(unittest.TestCase):
    def test_every_small_outcome_keeps_the_rules(self) -> None:
        """All methods' tie and shortfall rules × all approvals 0..3 of three projects × 1..3 places."""
        for tie, short, places in itertools.product(range(1, 6), range(1, 5), range(1, 4)):
            method = replace(
                default_method(places=places, hi=3), tie=tie, shortfall=short, threshold=Rule(1, 2, BASE_ALL, False)
            )
            for approve in itertools.product(range(4), repeat=3):
                found = outcome(list(approve), method, due=3, present=3, issued=9)
                with self.subTest(tie=tie, shortfall=short, places=places, approve=approve):
                    self.keeps_the_rules(found, method, approve)

    def keeps_the_rules(self, found: Outcome, method: Method, approve: tuple[int, ...]) -> None:
        if method.tie != TIE_INCLUDE_ALL:
            self.assertLessEqual(len(found.chosen), method.places)
        self.assertEqual(found.places_left, max(0, method.places - len(found.chosen)))
        self.assertTrue(all(approve[i] >= 1 for i in found.chosen))
        self.assertLessEqual(len({approve[i] for i in found.tied}), 1)
        if method.shortfall != SHORT_FILL_BY_RANK:
            self.assertLessEqual(found.chosen, found.passed)
        for i, j in itertools.permutations(range(3), 2):
            if i in found.chosen and approve[j] > approve[i]:
                self.assertIn(j, found.chosen)
        if found.next_kind:
            self.assertGreater(found.places_left, 0)
            self.assertTrue(found.next_projects)
            self.assertFalse({NUMBERS[i] for i in found.chosen} & set(found.next_projects))
        else:
            self.assertEqual(found.next_places, 0)


class Entries(unittest.TestCase):
    def test_a_result_entry_is_read_back(self) -> None:
        method, numbers = default_method(places=2, hi=4), NUMBERS
        made = decision.make_result(bytes(32), bytes(32), [1, 3], method, numbers, tally([7, 6, 6, 1]))
        self.assertEqual(decision.read_result(made.entry(), 4), made)
        unopened = decision.make_unopened_result(bytes(32), bytes(32), method, numbers, tally([0, 0, 0, 0]))
        self.assertEqual((unopened.next_kind, unopened.next_projects), (7, tuple(numbers)))
        self.assertEqual(decision.read_result(unopened.entry(), 4), unopened)


if __name__ == "__main__":
    unittest.main()
