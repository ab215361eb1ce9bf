"""Records with one rule broken: exactly the check that is about it fails; odd but good records are valid."""

from __future__ import annotations

import unittest
from collections.abc import Callable

import mutate
from piaojue.maker.faults import Fault
from piaojue.verifier import verdict


def _test(fault: Fault) -> Callable[[unittest.TestCase], None]:
    def run(self: unittest.TestCase) -> None:
        found = verdict.verify(mutate.structured(fault))
        failed = {check["name"]: check["detail"] for check in found["checks"] if not check["passed"]}
        self.assertEqual(found["valid"], fault.valid, failed)
        self.assertLessEqual(set(fault.must_fail), set(failed), failed)
        if fault.any_of:
            self.assertTrue(set(fault.any_of) & set(failed), failed)

    run.__doc__ = fault.what
    return run


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


for _fault in mutate.FAULTS:
    setattr(Faults, f"test_{_fault.name}", _test(_fault))


if __name__ == "__main__":
    unittest.main()
