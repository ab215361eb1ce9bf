#!/usr/bin/env python3
"""Turns ctest's JUnit report into the result lines that scripts/test counts.

    scripts/junit.py REPORT BUILD

A program that ran all its tests in one process wrote a report of its own, BUILD/results/NAME.xml: its tests stand
for it. On stdout one line a test: verdict (pass, fail or skip), name, command that runs it again, tab-separated.
On stderr what the failed ones printed, and the totals. A report without a test, or with fewer than it promises, is a
failure of its own; so is a program that failed although none of its tests did.
"""

import pathlib
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


def of_program(report, build, program):
    """The result lines of GoogleTest's own report."""
    lines = []
    for case in xml.etree.ElementTree.fromstring(report).iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        word = "skip" if case.get("status") == "notrun" else verdict(case)
        lines.append((word, name, f"{build}/bin/{program} --gtest_filter='{name}'"))
    return lines


def results(report, build, own_reports):
    """own_reports: what each program wrote that ran its tests in one process."""
    suite = xml.etree.ElementTree.fromstring(report)
    lines = []
    cases = list(suite.iter("testcase"))
    for case in cases:
        name = case.get("name", "?")
        itself = (verdict(case), name, replay(build, name))
        own = of_program(own_reports[name], build, name) if name in own_reports else []
        lines += own
        if not own or (itself[0] == "fail" and "fail" not in (line[0] for line in own)):
            lines.append(itself)
    if not cases or int(suite.get("tests", "-1")) != len(cases):
        lines.append(("fail", f"ctest report of {build} is empty or cut short", ""))
    return lines


def printed_by_failed(report, lines_max=40):
    suite = xml.etree.ElementTree.fromstring(report)
    for case in suite.iter("testcase"):
        if verdict(case) == "fail":
            lines = (case.findtext("system-out") or "").rstrip().splitlines()
            yield "\n".join([f"FAIL  {case.get('name')}", *lines[-lines_max:]])


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as file:
        report = file.read()
    own = {
        path.stem: path.read_text(encoding="utf-8")
        for path in pathlib.Path(sys.argv[2], "results").glob("*.xml")
    }
    lines = results(report, sys.argv[2], own)
    for line in lines:
        print("\t".join(line))
    for text in printed_by_failed(report):
        print(text, file=sys.stderr)
    verdicts = [line[0] for line in lines]
    totals = ", ".join(f"{verdicts.count(word)} {word}" for word in ("pass", "fail", "skip"))
    print(f"{sys.argv[2]}: {totals}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
