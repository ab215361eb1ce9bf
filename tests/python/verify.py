#!/usr/bin/env python3
"""Verifies the record of a congress, independently of the C++ programs (docs/PROTOCOL.md §12).

    verify.py RECORD [--expect-manifest HEX] [--json] [--jobs N]

Exit 0: the record is valid; 1: it is not; 2: the file cannot be read or the command line is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from piaojue.paper import VOID_NAMES
from piaojue.refusal import Refusal
from piaojue.verifier import verdict


def _manifest_hash(text: str) -> bytes:
    if re.fullmatch("[0-9a-f]{64}", text) is None:
        raise argparse.ArgumentTypeError("a manifest hash has 64 lower-case hex digits")
    return bytes.fromhex(text)


class _Parser(argparse.ArgumentParser):
    """A command line that is wrong is told as one object too (§12.4)."""

    def error(self, message: str) -> NoReturn:
        if "--json" in sys.argv:
            print(json.dumps(verdict.unreadable(Refusal("malformed", message))))
            sys.exit(2)
        super().error(message)


def _print(found: dict[str, Any]) -> None:
    for check in found["checks"]:
        detail = f"  {check['detail']}" if check["detail"] else ""
        print(f"{'ok  ' if check['passed'] else 'FAIL'}  {check['name']}{detail}")
    for row in found["rounds"]:
        names = ("due", "present", "issued", "cast", "handed_back", "outstanding", "blank", "void", "valid")
        print(f"round {row['round']} ({row['kind']}): " + ", ".join(f"{name} {row[name]}" for name in names))
        if row["paper"] is not None:
            sheets = ("taken", "exchanged", "uncancelled", "returned", *VOID_NAMES)
            print("  sheets: " + ", ".join(f"{name} {row['paper'][name]}" for name in sheets))
        if row["bound"] is None:
            print("  invented ballots: no bound is established")
        else:
            changes = "could" if row["bound"]["could_change"] else "could not"
            print(f"  invented ballots: at most {row['bound']['invented_at_most']}; they {changes} change the decision")
        for project in row["projects"]:
            chosen = "chosen" if project["chosen"] else ""
            votes = " ".join(str(project[k]) for k in ("approve", "oppose", "abstain") if project[k] is not None)
            print(f"  {project['no']:>5}  {votes:>14}  {chosen:6}  {project['name']}")
    anchored = "anchored" if found["anchored"] else "consistent; fingerprint not compared"
    if found["sample"]:
        print("This is a SAMPLE congress, not a real vote.")
    print(f"manifest {found['manifest_sha256']}")
    print(f"VALID, {anchored}" if found["valid"] else "NOT VALID")


def main() -> int:
    parser = _Parser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--expect-manifest", type=_manifest_hash, metavar="HEX")
    parser.add_argument("--previous", type=Path, metavar="RECORD")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    try:
        earlier = options.previous.read_bytes() if options.previous else None
        found = verdict.verify(options.record.read_bytes(), options.expect_manifest, options.jobs, earlier)
    except Refusal as refusal:
        found = verdict.unreadable(refusal)
    except OSError as error:
        found = {"valid": False, "error": {"code": "internal", "message": str(error)}}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    elif "error" in found:
        print(f"unreadable: {found['error']['code']}: {found['error']['message']}", file=sys.stderr)
    else:
        _print(found)
    return verdict.exit_code(found)


if __name__ == "__main__":
    sys.exit(main())
