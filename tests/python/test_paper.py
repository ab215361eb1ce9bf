"""Paper beside the electronic ballot: every record with a fault in it, and what the good ones come to, by hand."""

from __future__ import annotations

import unittest
from typing import Any

import mutate
from piaojue.maker import paper_faults
from piaojue.maker.congress import play
from piaojue.maker.faults import Fault
from piaojue.maker.stream import DEFAULT_SEED
from piaojue.record import read_record
from piaojue.verifier import verdict

FAULTS = {fault.name: fault for fault in paper_faults.FAULTS}


def failed(found: dict[str, Any]) -> set[str]:
    return {check["name"] for check in found["checks"] if not check["passed"]}


def round_of(fault: Fault) -> dict[str, Any]:
    found = verdict.verify(mutate.structured(fault))
    assert found["valid"], found["checks"]
    return dict(found["rounds"][-1])


class Records(unittest.TestCase):
    def test_each_fault_fails_its_checks_and_no_other(self) -> None:
        for fault in paper_faults.FAULTS:
            with self.subTest(fault.name):
                found = verdict.verify(mutate.structured(fault))
                self.assertEqual((found["valid"], failed(found)), (fault.valid, set(fault.must_fail)))

    def test_a_changed_byte_of_any_entry_about_paper_is_found(self) -> None:
        """Also by somebody who has the log's key and makes root and checkpoints anew."""
        plan = paper_faults.WITH_PAPER
        entries = read_record(play(DEFAULT_SEED, plan)[0]).entries
        _, maker = play(DEFAULT_SEED, plan)
        labels = {"exchange": 1, "paper_batch/1": 7, "paper_batch/2": 7, "paper": 3, "end_claims": 3}
        for label, step in labels.items():
            length = len(entries[maker.labels.index(label)])
            for at in range(0, length, max(1, length // step)):
                fault = Fault("", "", ("?",), plan=plan, tamper=paper_faults.one(label, lambda m, e, i=at: _flipped(e, i)))
                self.assertFalse(verdict.verify(mutate.structured(fault))["valid"], f"{label}, byte {at}")


def _flipped(entry: bytes, at: int) -> bytes:
    return entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]


class Counts(unittest.TestCase):
    """Worked out by hand from the plans."""

    def check(self, row: dict[str, Any], **wanted: object) -> None:
        self.assertEqual({name: row[name] for name in wanted}, wanted)

    def test_box_and_sheets_together(self) -> None:
        """Two ballots, one of them blank, one handed back; four sheets, one void."""
        row = round_of(FAULTS["good_paper"])
        self.check(row, issued=8, cast=2, handed_back=1, returned=7, outstanding=1, blank=1, void=2, valid=5)
        self.check(row["paper"], taken=2, exchanged=1, uncancelled=1, returned=4, void_marked=1, void_blank=0)
        self.assertEqual([p["approve"] for p in row["paper"]["projects"]], [2, 1, 1])
        self.assertEqual([(p["approve"], p["abstain"]) for p in row["projects"]], [(3, 2), (1, 4), (2, 3)])
        self.assertEqual([p["chosen"] for p in row["projects"]], [True, False, False])

    def test_opposed_in_the_box_and_on_sheets(self) -> None:
        """Of two ballots one is blank and void; of four sheets one."""
        row = round_of(FAULTS["good_paper_three_way"])
        self.check(row, returned=7, blank=1, void=3, valid=4)
        marks = [(p["approve"], p["oppose"], p["abstain"]) for p in row["projects"]]
        self.assertEqual(marks, [(3, 1, 0), (0, 4, 0), (1, 0, 3)])
        self.assertEqual([p["oppose"] for p in row["paper"]["projects"]], [1, 3, 0])

    def test_an_entered_sheet_is_a_ballot_of_the_box(self) -> None:
        row = round_of(FAULTS["good_paper_entered"])
        self.check(row, issued=5, cast=4, handed_back=1, returned=5, outstanding=0, valid=4)
        self.check(row["paper"], taken=1, returned=0)
        self.assertEqual([p["approve"] for p in row["projects"]], [2, 1, 1])

    def test_sheets_alone(self) -> None:
        row = round_of(FAULTS["good_paper_alone"])
        self.check(row, issued=4, cast=0, returned=3, outstanding=1, blank=0, void=0, valid=3)
        self.assertEqual([(p["approve"], p["chosen"]) for p in row["projects"]], [(2, True), (1, False), (0, False)])

    def test_too_many_papers_choose_nothing(self) -> None:
        """One sheet was handed out, three came back."""
        row = round_of(FAULTS["good_paper_too_many"])
        self.check(row, issued=4, cast=2, returned=5, outstanding=0, void=0, valid=5)
        self.assertEqual([(p["approve"], p["abstain"], p["chosen"]) for p in row["projects"]], [(0, 0, False)] * 3)
        self.assertEqual(row["next_round"], {"kind": "set_invalid", "candidates": [1, 2, 5], "places": 2})

    def test_a_second_vote_with_the_token_is_seen_when_no_paper_is_left_for_it(self) -> None:
        self.assertEqual(round_of(FAULTS["good_paper_outage"])["valid"], 6)
        self.assertEqual(round_of(FAULTS["good_paper_two_votes"])["next_round"]["kind"], "set_invalid")

    def test_nothing_opened_beside_sheets(self) -> None:
        row = round_of(FAULTS["good_paper_too_few"])
        self.check(row, cast=1, handed_back=2, returned=7, void=3, valid=4)
        self.assertEqual(row["next_round"]["kind"], "too_few")

    def test_a_batch_keyed_again_counts_once_and_is_named(self) -> None:
        found = verdict.verify(mutate.structured(FAULTS["good_paper_replaced"]))
        (detail,) = (check["detail"] for check in found["checks"] if check["name"] == "paper")
        self.assertIn("replaces batch 1 of round 1", detail)
        self.assertEqual(found["rounds"], verdict.verify(mutate.structured(FAULTS["good_paper"]))["rounds"])


if __name__ == "__main__":
    unittest.main()
