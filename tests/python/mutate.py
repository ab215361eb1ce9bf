#!/usr/bin/env python3
"""Makes broken records, for verifiers to refuse.

    mutate.py RECORD OUTDIR [--seed N] [--count K] [--only NAME]

Random ones (--count of them): a changed byte, a cut, appended bytes, anywhere in RECORD. Structured ones: if RECORD is
the example record (tests/vectors/piaojue_example_record.bin), one record for each fault that is known by name; the
Merkle root, checkpoints and everything above are made anew with the example's keys, so that only one rule is broken.

OUTDIR/mutations.json lists for each file: name, what was done, whether it must be valid (some odd records are good),
the checks of docs/PROTOCOL.md §12 that must fail, and the checks of which at least one must fail.
Exit 0: written; 2: misused.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

from piaojue.maker import (
    batch_faults,
    claim_faults,
    paper_faults,
    place_faults,
    setup_faults,
    slip_faults,
    vote_faults,
)
from piaojue.maker.congress import play
from piaojue.maker.faults import Fault
from piaojue.maker.plan import EXAMPLE
from piaojue.maker.stream import DEFAULT_SEED

FAULTS: list[Fault] = [
    *setup_faults.FAULTS, *place_faults.FAULTS, *vote_faults.FAULTS, *slip_faults.FAULTS, *paper_faults.FAULTS,
    *batch_faults.FAULTS, *claim_faults.FAULTS,
]  # fmt: skip

WITH_SLIPS = next(fault for fault in FAULTS if fault.name == "good_slips_missing")
WITH_PAPER = next(fault for fault in FAULTS if fault.name == "good_paper")


def randomly_broken(record: bytes, rng: random.Random) -> tuple[str, bytes]:
    """One change that makes other bytes of the record."""
    at = rng.randrange(len(record))
    kind = rng.choice(["flip", "flip", "flip", "flip", "cut_end", "cut_middle", "append", "insert"])
    if kind == "flip":
        changed = record[at] ^ rng.randrange(1, 256)
        return f"byte {at} is {changed:02x}", record[:at] + bytes([changed]) + record[at + 1 :]
    if kind == "cut_end":
        return f"cut after byte {at}", record[:at]
    if kind == "cut_middle":
        end = min(len(record), at + rng.randrange(1, 2000))
        return f"bytes {at} to {end - 1} are cut out", record[:at] + record[end:]
    extra = rng.randbytes(rng.randrange(1, 200))
    if kind == "append":
        return f"{len(extra)} bytes appended", record + extra
    return f"{len(extra)} bytes inserted at {at}", record[:at] + extra + record[at:]


def structured(fault: Fault) -> bytes:
    return play(DEFAULT_SEED, fault.plan, fault.tamper(), fault.after)[0]


def row_of(fault: Fault) -> dict[str, Any]:
    return {
        "name": fault.name,
        "what": fault.what,
        "valid": fault.valid,
        "must_fail": list(fault.must_fail),
        "any_of": list(fault.any_of),
    }


def is_example(record: bytes) -> bool:
    return record == play(DEFAULT_SEED, EXAMPLE)[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--only", metavar="NAME", help="only the structured record of this name")
    options = parser.parse_args()
    print(f"seed: {options.seed}", file=sys.stderr)
    record = options.record.read_bytes()
    options.outdir.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []

    def write(name: str, data: bytes, row: dict[str, Any]) -> None:
        (options.outdir / f"{name}.bin").write_bytes(data)
        rows.append({"file": f"{name}.bin", **row})

    rng = random.Random(options.seed)
    for i in range(0 if options.only else options.count):
        what, data = randomly_broken(record, rng)
        row = {"name": f"random_{i:04}", "what": what, "valid": False, "must_fail": [], "any_of": []}
        write(f"random_{i:04}", data, row)
    if is_example(record):
        for fault in FAULTS:
            if options.only in (None, fault.name):
                write(fault.name, structured(fault), row_of(fault))
    else:
        print("not the example record: random ones only", file=sys.stderr)
    text = json.dumps({"seed": options.seed, "mutations": rows}, indent=1, ensure_ascii=False)
    (options.outdir / "mutations.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(rows)} records in {options.outdir}", file=sys.stderr)
    return 0 if rows else 2


if __name__ == "__main__":
    sys.exit(main())
