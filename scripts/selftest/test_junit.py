"""junit.py counts what ran: a failed, missing or skipped test never turns into a passed one."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import junit  # noqa: E402


def report(*cases, tests=None):
    total = len(cases) if tests is None else tests
    return f'<testsuite name="x" tests="{total}">{"".join(cases)}</testsuite>'


PASSED = '<testcase name="a.b" status="run"/>'
FAILED = (
    '<testcase name="c" status="fail"><failure message=""/>'
    "<system-out>expected 1, got 2</system-out></testcase>"
)
NOT_BUILT = '<testcase name="d_NOT_BUILT" status="notrun"><failure/></testcase>'
SKIPPED = '<testcase name="e" status="notrun"><skipped message="SKIP"/></testcase>'


class Junit(unittest.TestCase):
    def verdicts(self, text):
        return [line[0] for line in junit.results(text, "build/x")]

    def test_each_verdict(self):
        text = report(PASSED, FAILED, NOT_BUILT, SKIPPED)
        self.assertEqual(["pass", "fail", "fail", "skip"], self.verdicts(text))

    def test_an_empty_report_fails(self):
        self.assertEqual(["fail"], self.verdicts(report()))

    def test_a_report_cut_short_fails(self):
        self.assertEqual(["pass", "fail"], self.verdicts(report(PASSED, tests=2)))

    def test_what_a_failed_test_printed_is_shown(self):
        shown = list(junit.printed_by_failed(report(PASSED, FAILED)))
        self.assertEqual(["FAIL  c\nexpected 1, got 2"], shown)

    def test_the_replay_command_names_exactly_this_test(self):
        again = junit.results(report(PASSED), "build/x")[0][2]
        self.assertEqual(r"ctest --test-dir build/x --output-on-failure -R '^a\.b$'", again)


if __name__ == "__main__":
    unittest.main()
