#!/usr/bin/env python3
"""Turns vitest's JSON report into the result lines that scripts/test counts.

    scripts/vitest_results.py REPORT FOLDER

On stdout one line a test: verdict (pass, fail or skip), name, command that runs it again,
tab-separated; a file that could not be run is one failed test. On stderr what failed, and the
totals. Exit 0: every test passed; 1: one did not, or there was none.
"""

import json
import pathlib
import sys

VERDICTS = {"passed": "pass", "failed": "fail"}


def results(report, folder):
    """(verdict, name, replay command, messages), a test each."""
    root = pathlib.Path(folder).resolve()
    for file in report["testResults"]:
        name = pathlib.Path(file["name"]).relative_to(root).as_posix()
        again = f"cd {folder} && npx vitest run {name}"
        for test in file["assertionResults"]:
            verdict = VERDICTS.get(test["status"], "skip")
            yield verdict, f"{folder}/{name}: {test['fullName']}", again, test["failureMessages"]
        if not file["assertionResults"]:
            yield "fail", f"{folder}/{name}", again, [file.get("message") or "holds no test"]


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    report = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    verdicts = []
    for verdict, name, again, messages in results(report, sys.argv[2]):
        verdicts.append(verdict)
        print("\t".join((verdict, " ".join(name.split()), again)))
        if verdict == "fail":
            print(f"FAIL  {name}", *messages, sep="\n", file=sys.stderr)
    totals = ", ".join(f"{verdicts.count(word)} {word}" for word in ("pass", "fail", "skip"))
    print(f"{sys.argv[2]}: {totals}", file=sys.stderr)
    return 0 if verdicts and "fail" not in verdicts else 1


if __name__ == "__main__":
    sys.exit(main())
