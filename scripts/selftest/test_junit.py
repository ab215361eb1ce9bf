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
PROGRAM = '<testcase name="p" status="run"/>'
PROGRAM_FAILED = '<testcase name="p" status="fail"><failure message=""/></testcase>'
OWN = """<testsuites><testsuite name="S">
<testcase name="good" classname="S" status="run" result="completed"/>
<testcase name="off" classname="S" status="notrun" result="suppressed"/>
<testcase name="none" classname="S" status="run" result="skipped"><skipped message=""/></testcase>
</testsuite></testsuites>"""
OWN_FAILED = OWN.replace('"completed"/>', '"completed"><failure message="x"/></testcase>')
SKIPPED = '<testcase name="e" status="notrun"><skipped message="SKIP"/></testcase>'


class Junit(unittest.TestCase):
    def verdicts(self, text, own=None):
        return [line[0] for line in junit.results(text, "build/x", own or {})]

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
        again = junit.results(report(PASSED), "build/x", {})[0][2]
        self.assertEqual(r"ctest --test-dir build/x --output-on-failure -R '^a\.b$'", again)

    def test_the_tests_of_a_program_stand_for_it(self):
        self.assertEqual(["pass", "skip", "skip"], self.verdicts(report(PROGRAM), {"p": OWN}))
        self.assertEqual(
            ["fail", "skip", "skip"], self.verdicts(report(PROGRAM_FAILED), {"p": OWN_FAILED})
        )
        line = junit.results(report(PROGRAM), "build/x", {"p": OWN})[0]
        self.assertEqual(("pass", "S.good", "build/x/bin/p --gtest_filter='S.good'"), line)

    def test_a_program_that_died_fails_with_and_without_its_report(self):
        own = {"p": OWN}
        self.assertEqual(["pass", "skip", "skip", "fail"], self.verdicts(report(PROGRAM_FAILED), own))
        self.assertEqual(["fail"], self.verdicts(report(PROGRAM_FAILED)))

    def test_a_program_without_a_test_is_itself_one(self):
        self.assertEqual(["fail"], self.verdicts(report(PROGRAM_FAILED), {"p": "<testsuites/>"}))


if __name__ == "__main__":
    unittest.main()
