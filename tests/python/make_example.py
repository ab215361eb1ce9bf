#!/usr/bin/env python3
"""Makes the frozen vectors, the example record and docs/PROTOCOL-EXAMPLE.md, from docs/PROTOCOL.md alone.

    make_example.py [--check] [--seed TEXT]

Everything follows from the seed; two runs give the same bytes. --check writes nothing and compares with the committed
files: exit 0 if all are the same, 1 otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from piaojue.maker import (
    ballot_vectors,
    device_vectors,
    document,
    paper_vectors,
    proof_vectors,
    slip_vectors,
    statement_vectors,
)
from piaojue.maker.congress import play
from piaojue.maker.paper_document import PaperPart
from piaojue.maker.plan import EXAMPLE
from piaojue.maker.stream import DEFAULT_SEED

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"


def as_json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def paper_records(seed: str) -> dict[Path, bytes]:
    found = {}
    for name in paper_vectors.RECORDS:
        data, said = paper_vectors.record(seed, name)
        found[VECTORS / f"{name}.bin"], found[VECTORS / f"{name}.json"] = data, as_json(said)
    return found


def outputs(seed: str) -> dict[Path, bytes]:
    record, maker = play(seed, EXAMPLE)
    page = document.Document(seed, record, maker, PaperPart(seed).build())
    return {
        VECTORS / "piaojue_or_proof.json": as_json(proof_vectors.build(seed)),
        VECTORS / "piaojue_ballot.json": as_json(ballot_vectors.build(seed)),
        VECTORS / "piaojue_slip.json": as_json(slip_vectors.build(seed)),
        VECTORS / "piaojue_device.json": as_json(device_vectors.build(seed)),
        VECTORS / "piaojue_paper.json": as_json(paper_vectors.build(seed)),
        **paper_records(seed),
        VECTORS / "piaojue_statement.json": as_json(statement_vectors.build(seed)),
        VECTORS / "piaojue_example_record.bin": record,
        VECTORS / "piaojue_example_record.json": as_json(document.example_json(seed, record, maker, EXAMPLE)),
        ROOT / "docs" / "PROTOCOL-EXAMPLE.md": page.build().encode("utf-8"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the committed files, write nothing")
    parser.add_argument("--seed", default=DEFAULT_SEED)
    options = parser.parse_args()
    print(f"seed: {options.seed!r}", file=sys.stderr)
    started = time.monotonic()
    different = 0
    for path, data in outputs(options.seed).items():
        name = path.relative_to(ROOT)
        if not options.check:
            path.write_bytes(data)
            print(f"wrote {name}, {len(data)} bytes", file=sys.stderr)
        elif not path.exists() or path.read_bytes() != data:
            different += 1
            print(f"{name} is not what this script makes", file=sys.stderr)
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
