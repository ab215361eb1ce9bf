"""The records with one rule broken, as a list. That both verifiers judge each as it says: agree.py."""

from __future__ import annotations

import unittest

import mutate
from piaojue.verifier import verdict


class Faults(unittest.TestCase):
    def test_names_are_distinct_and_checks_exist(self) -> None:
        names = [fault.name for fault in mutate.FAULTS]
        self.assertEqual(len(set(names)), len(names))
        for fault in mutate.FAULTS:
            self.assertLessEqual({*fault.must_fail, *fault.any_of}, set(verdict.checks(False)), fault.name)

    def test_every_check_is_broken_by_some_fault(self) -> None:
        """tracking_codes excepted: two ballots with the same 100 bits cannot be made."""
        broken = {name for fault in mutate.FAULTS for name in fault.must_fail}
        self.assertEqual(set(verdict.checks(False)) - broken, {"tracking_codes"})

    def test_a_false_share_s_teller_is_named(self) -> None:
        (fault,) = (f for f in mutate.FAULTS if f.name == "good_false_share_named")
        found = verdict.verify(mutate.structured(fault))
        (detail,) = (check["detail"] for check in found["checks"] if check["name"] == "shares")
        self.assertIn("share of teller 1: the proof does not hold", detail)


if __name__ == "__main__":
    unittest.main()
