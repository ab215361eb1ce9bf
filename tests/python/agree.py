#!/usr/bin/env python3
"""Compares another verifier with this one, record by record: the example, and many broken ones.

    agree.py VERIFIER [RECORD… [--refused]] [--seed N] [--count K]

VERIFIER is a program that is called as `VERIFIER RECORD --json`, as build/release/bin/piaojue-verify is. Without
RECORDs the example record, every structured fault and K randomly damaged records are compared; those are by turns of
the example, of a round with slips and of one with paper. They agree on a record if exit code and `valid` are the same
and what they must be, the same checks fail in both, among them every check that must (§12), and a valid record's
rounds are equal. With --refused no RECORD may be valid.
Exit 0: they agree; 1: they do not; 2: misused.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import mutate
from piaojue.refusal import Refusal
from piaojue.verifier import verdict

EXAMPLE = Path(__file__).resolve().parents[1] / "vectors" / "piaojue_example_record.bin"


def ours(data: bytes) -> tuple[int, dict[str, Any]]:
    try:
        found = verdict.verify(data)
    except Refusal as refusal:
        found = verdict.unreadable(refusal)
    return verdict.exit_code(found), found


def theirs(program: Path, record: Path) -> tuple[int, dict[str, Any]]:
    done = subprocess.run([str(program), str(record), "--json"], capture_output=True, text=True, check=False)
    try:
        return done.returncode, json.loads(done.stdout)
    except json.JSONDecodeError:
        return done.returncode, {"valid": None, "stdout": done.stdout[:200], "stderr": done.stderr[:200]}


def failed(found: dict[str, Any]) -> dict[str, str]:
    return {check["name"]: check["detail"] for check in found.get("checks", []) if not check["passed"]}


def differences(mine: tuple[int, dict[str, Any]], other: tuple[int, dict[str, Any]], row: dict[str, Any]) -> list[str]:
    found = []
    if mine[0] != other[0]:
        found.append(f"exit {other[0]}, here {mine[0]}")
    if mine[1]["valid"] != other[1].get("valid"):
        found.append(f"valid is {other[1].get('valid')}, here {mine[1]['valid']}; failed: {failed(other[1])}")
    if row["valid"] not in (None, other[1].get("valid")):
        found.append(f"valid is {other[1].get('valid')}, must be {row['valid']}")
    if "error" in mine[1] and "error" in other[1] and mine[1]["error"]["code"] != other[1]["error"]["code"]:
        found.append(f"refused as {other[1]['error']['code']}, here as {mine[1]['error']['code']}")
    missing = set(row["must_fail"]) - set(failed(other[1]))
    if missing:
        found.append(f"must fail but does not: {sorted(missing)}")
    if row["any_of"] and not set(row["any_of"]) & set(failed(other[1])):
        found.append(f"one of these must fail: {row['any_of']}")
    if failed(mine[1]).keys() != failed(other[1]).keys():
        found.append(f"fails {sorted(failed(other[1]))}, here {failed(mine[1])}")
    if mine[1]["valid"] and other[1].get("valid"):
        for name in ("rounds", "final", "manifest_sha256", "record_sha256"):
            if mine[1][name] != other[1].get(name):
                found.append(f"{name} is {other[1].get(name)}, here {mine[1][name]}")
        names = [check["name"] for check in mine[1]["checks"]]
        if names != [check["name"] for check in other[1].get("checks", [])]:
            found.append("the names of the checks are others")
    return found


def records(options: argparse.Namespace) -> list[tuple[dict[str, Any], bytes]]:
    nothing = {"must_fail": [], "any_of": []}
    if options.records:
        valid = False if options.refused else None
        named = [{"name": path.name, "what": "", "valid": valid, **nothing} for path in options.records]
        return [(row, path.read_bytes()) for row, path in zip(named, options.records, strict=True)]
    example, rng = EXAMPLE.read_bytes(), random.Random(options.seed)
    bases = [example, mutate.structured(mutate.WITH_SLIPS), mutate.structured(mutate.WITH_PAPER)]
    rows = [({"name": "example", "what": "the example record", "valid": True, **nothing}, example)]
    for i in range(options.count):
        what, data = mutate.randomly_broken(bases[i % 3], rng)
        rows.append(({"name": f"random_{i:04}", "what": what, "valid": False, **nothing}, data))
    return rows + [(mutate.row_of(fault), mutate.structured(fault)) for fault in mutate.FAULTS]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verifier", type=Path)
    parser.add_argument("records", type=Path, nargs="*")
    parser.add_argument("--refused", action="store_true", help="none of the RECORDs may be valid")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    if not options.verifier.is_file():
        parser.error(f"{options.verifier} is not there")
    print(f"seed: {options.seed}", file=sys.stderr)
    disagreed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.bin"
        for row, data in records(options):
            path.write_bytes(data)
            mine, other = ours(data), theirs(options.verifier, path)
            found = differences(mine, other, row)
            count += 1
            disagreed += bool(found)
            for difference in found:
                print(f"{row['name']} ({row['what']}): {difference}")
    print(f"{count - disagreed} of {count} records: agreed", file=sys.stderr)
    return 1 if disagreed else 0


if __name__ == "__main__":
    sys.exit(main())
