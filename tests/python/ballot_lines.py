#!/usr/bin/env python3
"""What tests between C++ and TypeScript hand to kiosk/tools/ballot.ts, and how its answers are compared.

    tests/python/ballot_lines.py seal MANIFEST-FILE SEED-FILE=MARKS…
        a line for `ballot.js seal` for each paper's file of `piaojue vote`; MARKS as bytes: 1 0 1 0 blank
    tests/python/ballot_lines.py record RECORD
        a line for `ballot.js admit` with every ballot of each manifest, in the order of the record
    tests/python/ballot_lines.py leaves RECORD
        what admit has to answer to that: "accepted LEAF-HASH" for each ballot
    tests/python/ballot_lines.py damage MANIFEST-FILE BALLOT-HEX FOLDER
        damaged copies, one bit at a time in every part, cut and appended: as files 000… in the folder, and as a
        line for `ballot.js admit` on stdout
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from piaojue import merkle
from piaojue.codec import Reader
from piaojue.record import BALLOT, leaf_data, read_record

MANIFEST = 0x05
TOKEN_BYTES = 419
SIGNATURE_BYTES = 64
STEPS = 61  # places of a ballot at which a bit is changed


def seal_line(manifest: bytes, argument: str) -> str:
    path, _, marks = argument.partition("=")
    reader = Reader(Path(path).read_bytes(), path)
    reader.expect(b"PJPAPER1", "magic")
    reader.bytes32(1 << 20)
    token_seed, ballot_seed = reader.take(32), reader.take(32)
    reader.expect(b"\x01", "a token")
    token = reader.take(TOKEN_BYTES)
    reader.end()
    fields = {
        "manifest": manifest.hex(),
        "token_seed": token_seed.hex(),
        "token": token.hex(),
        "ballot_seed": ballot_seed.hex(),
        "marks": bytes(map(int, marks.split())).hex(),
    }
    return json.dumps(fields)


def rounds_of(path: str) -> list[tuple[bytes, list[bytes]]]:
    """Each manifest with the ballots that stand behind it."""
    out: list[tuple[bytes, list[bytes]]] = []
    for entry in read_record(Path(path).read_bytes()).entries:
        if entry[0] == MANIFEST:
            out.append((entry, []))
        elif entry[0] == BALLOT:
            out[-1][1].append(entry)
    return out


def damaged(ballot: bytes) -> list[bytes]:
    places = sorted({*range(0, len(ballot), len(ballot) // STEPS), 1, 2, 34, len(ballot) - 1})
    flipped = [
        ballot[:at] + bytes([ballot[at] ^ (1 << (at % 8))]) + ballot[at + 1 :] for at in places
    ]
    signed_part = len(ballot) - SIGNATURE_BYTES
    return [*flipped, b"", ballot[:1], ballot[:signed_part], ballot[:-1], ballot + b"\x00"]


def main(command: str, arguments: list[str]) -> None:
    if command == "seal":
        manifest = Path(arguments[0]).read_bytes()
        for argument in arguments[1:]:
            print(seal_line(manifest, argument))
    elif command == "record":
        for manifest, ballots in rounds_of(arguments[0]):
            fields = {"manifest": manifest.hex(), "ballots": [one[1:].hex() for one in ballots]}
            print(json.dumps(fields))
    elif command == "leaves":
        for _, ballots in rounds_of(arguments[0]):
            for ballot in ballots:
                print("accepted", merkle.leaf_hash(leaf_data(ballot)).hex())
    elif command == "damage":
        manifest, ballot, folder = arguments
        copies = damaged(bytes.fromhex(ballot))
        for number, copy in enumerate(copies):
            Path(folder, f"{number:03}").write_bytes(copy)
        fields = {
            "manifest": Path(manifest).read_bytes().hex(),
            "ballots": [copy.hex() for copy in copies],
        }
        print(json.dumps(fields))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
