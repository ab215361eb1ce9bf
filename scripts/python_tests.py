#!/usr/bin/env python3
"""Runs the unittest cases below a folder and prints one result line a test, as scripts/test counts.

    scripts/python_tests.py FOLDER

stdout: verdict (pass, fail or skip), name, command that runs it again, tab-separated.
stderr: what failed and why. Exit 0: every test passed; 1: a test failed, or there was none.
"""

import sys
import unittest


class Counting(unittest.TextTestResult):
    """Hands every test to stdout the moment its verdict is known."""

    folder = "."

    def tell(self, verdict, test):
        name = test.id()
        again = f"cd {self.folder} && python3 -m unittest {name}"
        print(f"{verdict}\t{self.folder}/{name}\t{again}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell("pass", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell("fail", test)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell("fail", test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.tell("fail", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell("skip", test)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.tell("fail", test)  # a test that is expected to fail proves nothing here

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.tell("fail", test)


def run(folder, stream=sys.stderr):
    Counting.folder = folder
    suite = unittest.TestLoader().discover(folder)
    runner = unittest.TextTestRunner(stream=stream, resultclass=Counting)
    outcome = runner.run(suite)
    bad = outcome.failures or outcome.errors or outcome.expectedFailures
    return bool(outcome.testsRun and not bad and not outcome.unexpectedSuccesses)


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    return 0 if run(sys.argv[1]) else 1


if __name__ == "__main__":
    sys.exit(main())
