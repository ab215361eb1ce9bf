#!/usr/bin/env python3
"""piaojue-verify as people and scripts use it.

    verify_program.py PIAOJUE_VERIFY

The good example, files cut short or too long, exit codes, and --json: one object, nothing else; and of the frozen
records with sheets, claims and the bound every word that PROTOCOL §12.4 has. Records with one rule broken are
tests/python/agree.py's.
Exit 0: all held; 1: the differences, one a line.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"
EXAMPLE = VECTORS / "piaojue_example_record.bin"
MANIFEST = json.loads(EXAMPLE.with_suffix(".json").read_text(encoding="utf-8"))["hashes"]["manifest_hash"]


class Program:
    def __init__(self, path: str) -> None:
        self.path = path
        self.differences: list[str] = []

    def run(self, *arguments: str) -> tuple[int, str, str]:
        done = subprocess.run([self.path, *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def json(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        code, out, error = self.run("--json", *arguments)
        try:
            return code, json.loads(out)
        except ValueError:
            self.expect(False, f"{arguments}: not one JSON object; exit {code}, {error!r}")
            return code, {"valid": None, "error": {"code": None}}

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            self.differences.append(what)


def check_command_line(program: Program, folder: Path) -> None:
    code, found = program.json(str(EXAMPLE), "--expect-manifest", MANIFEST)
    program.expect((code, found["valid"], found["anchored"]) == (0, True, True), f"the example: {code}")
    code, found = program.json(str(EXAMPLE))
    program.expect((code, found["valid"], found["anchored"]) == (0, True, False), f"without a hash: {code}")
    code, found = program.json(str(EXAMPLE), "--expect-manifest", "00" * 32)
    program.expect((code, found["valid"]) == (1, False), f"with another hash: {code}")
    data = EXAMPLE.read_bytes()
    for name, broken, error in (
        ("empty", b"", "malformed"),
        ("cut", data[:-1], "malformed"),
        ("longer", data + b"\0", "malformed"),
        ("magic", b"X" + data[1:], "malformed"),
        ("version", data[:9] + b"\2" + data[10:], "wrong_version"),
        ("entries", data[:10] + b"\xff" + data[11:], "too_large"),
    ):
        (folder / name).write_bytes(broken)
        code, found = program.json(str(folder / name))
        program.expect((code, found["valid"], found["error"]["code"]) == (2, False, error), f"{name}: {code} {found}")
    code, found = program.json(str(folder / "not-there"))
    program.expect((code, found["valid"]) == (2, False), f"no file: {code}")
    for arguments in ([], ["--no-such-option"], [str(EXAMPLE), "--expect-manifest", "12"], [str(EXAMPLE), "more"]):
        code, out, error = program.run(*arguments)
        program.expect(code == 2 and not out and bool(error), f"{arguments}: exit {code}")
    for arguments in (["--help"], ["--version"]):
        code, out, _ = program.run(*arguments)
        program.expect(code == 0 and "piaojue-verify" in out, f"{arguments}: exit {code}")
    code, out, error = program.run(str(EXAMPLE))
    program.expect(code == 0 and not error, f"for people: exit {code}, {error!r}")
    program.expect("consistent; fingerprint not compared" in out and "SAMPLE" in out, "for people: the verdict")


def without_details(found: dict[str, Any]) -> dict[str, Any]:
    """What stands beside a check is for people to read, and each verifier's own."""
    return {**found, "checks": [{**check, "detail": ""} for check in found.get("checks", [])]}


def check_frozen_records(program: Program) -> None:
    records = sorted(VECTORS.glob("piaojue_paper_*.bin"))
    program.expect(len(records) >= 4, f"{len(records)} frozen records with paper")
    for record in records:
        expected = without_details(json.loads(record.with_suffix(".json").read_text(encoding="utf-8"))["verify"])
        code, found = program.json(str(record))
        found = without_details(found)
        program.expect(code == 0, f"{record.name}: exit {code}")
        for name in sorted(expected.keys() | found.keys()):
            here, there = found.get(name), expected.get(name)
            program.expect(here == there, f"{record.name}, {name}: {here}, must be {there}")
        flipped = bytearray(record.read_bytes())
        flipped[len(flipped) // 2] ^= 1
        with tempfile.NamedTemporaryFile() as file:
            file.write(flipped)
            file.flush()
            code, _ = program.json(file.name)
            program.expect(code in (1, 2), f"{record.name} with one bit flipped: exit {code}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    options = parser.parse_args()
    program = Program(options.program)
    with tempfile.TemporaryDirectory() as name:
        check_command_line(program, Path(name))
    check_frozen_records(program)
    for difference in program.differences:
        print(difference)
    print(f"{len(program.differences)} differences", file=sys.stderr)
    return 1 if program.differences else 0


if __name__ == "__main__":
    sys.exit(main())
