#!/usr/bin/env python3
"""Makes tests/vectors/piaojue_key_files.json: key files as piaojue-teller writes them, with the enrolment lines.

    make_key_files.py [--compare] [PROGRAM]

PROGRAM is piaojue-teller (default: build/release/bin/piaojue-teller). Keys are random: another run gives other files.
Rows that are marked "kept" were made by programs of before, at costs that new files no longer have (docs/adr/0029);
they stay as they are.
--compare writes nothing: it asks the program to open each file that is committed, and compares the line that it signs
with the one committed; exit 0 if all are the same, 1 otherwise.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "vectors" / "piaojue_key_files.json"
CONGRESS = bytes(range(32)).hex()
RANDOM = "a passphrase that a machine could have made"
# Role, name, passphrase, whether it is stretched (3 passes over 64 MiB: one file is enough).
PEOPLE = [
    ("official", "工作人员 1", RANDOM, False),
    ("scrutineer", "监票人 1", RANDOM, False),
    ("teller", "监票人 2", RANDOM, False),
    ("official", "工作人员 2", "口令 with ünïcode", True),
]


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def line_of(program: Path, folder: Path, keys: bytes, passphrase: str) -> bytes:
    """What the program signs with these keys."""
    (folder / "keys").write_bytes(keys)
    (folder / "keys").chmod(0o600)
    (folder / "passphrase").write_text(passphrase, encoding="utf-8")
    line = folder / "line"
    line.unlink(missing_ok=True)
    run(program, "line", "--keys", folder / "keys", "--passphrase-file", folder / "passphrase",
        "--congress", CONGRESS, "--out", line)  # fmt: skip
    return line.read_bytes()


def make(program: Path, folder: Path) -> dict[str, object]:
    files = [row for row in json.loads(FILE.read_text(encoding="utf-8"))["files"] if row.get("kept")]
    for number, (role, name, passphrase, stretched) in enumerate(PEOPLE):
        (folder / "passphrase").write_text(passphrase, encoding="utf-8")
        out = folder / f"made-{number}"
        random = [] if stretched else ["--random-passphrase"]
        run(program, "keys", "--role", role, "--name", name, "--out", out,
            "--passphrase-file", folder / "passphrase", *random)  # fmt: skip
        keys = out.read_bytes()
        line = line_of(program, folder, keys, passphrase)
        files.append(
            {
                "role": role,
                "name": name,
                "passphrase": passphrase,
                "stretched": stretched,
                "file": base64.b64encode(keys).decode("ascii"),
                "line": line.hex(),
            }
        )
    return {
        "made_by": "tests/python/make_key_files.py",
        "form": "file in base64; congress and line, the person of PROTOCOL §3.2, in hex",
        "congress": CONGRESS,
        "files": files,
    }


def compare(program: Path, folder: Path) -> int:
    different = 0
    for row in json.loads(FILE.read_text(encoding="utf-8"))["files"]:
        found = line_of(program, folder, base64.b64decode(row["file"]), row["passphrase"])
        if found.hex() != row["line"]:
            different += 1
            print(f"the file of {row['name']} gives another line", file=sys.stderr)
    return 1 if different else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compare", action="store_true", help="open the committed files and compare, write nothing")
    parser.add_argument("program", nargs="?", type=Path, default=ROOT / "build/release/bin/piaojue-teller")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.compare:
            return compare(options.program, Path(folder))
        made = make(options.program, Path(folder))
    FILE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
