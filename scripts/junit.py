#!/usr/bin/env python3
"""Turns ctest's JUnit report into the result lines that scripts/test counts.

    scripts/junit.py REPORT BUILD

One line a test: verdict (pass, fail or skip), name, command that runs it again, tab-separated.
A report without a test, or one that says less than its own totals, is a failure of its own.
"""

import re
import sys
import xml.etree.ElementTree


def verdict(case):
    if case.find("skipped") is not None or case.get("status") == "disabled":
        return "skip"
    if case.get("status") != "run" or case.find("failure") is not None:
        return "fail"
    return "pass"


def replay(build, name):
    return f"ctest --test-dir {build} --output-on-failure -R '^{re.escape(name)}$'"


def results(report, build):
    suite = xml.etree.ElementTree.fromstring(report)
    lines = []
    for case in suite.iter("testcase"):
        name = case.get("name", "?")
        lines.append((verdict(case), name, replay(build, name)))
    if not lines or int(suite.get("tests", "-1")) != len(lines):
        lines.append(("fail", f"ctest report of {build} is empty or cut short", ""))
    return lines


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in results(file.read(), sys.argv[2]):
            print("\t".join(line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
