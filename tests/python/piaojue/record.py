"""The record file: split, and put together (PROTOCOL §12, §15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import merkle
from .codec import Reader, bytes32, sha256, tagged_hash, u16, u32
from .note import MAX_CHECKPOINT
from .people import MAX_ENTRY
from .token import TOKEN_BYTES

MAGIC = b"PJRECORD"
MAX_ENTRIES = 1_000_000
BALLOT = 0x09


@dataclass(frozen=True)
class Record:
    entries: tuple[bytes, ...]
    checkpoint: bytes

    def encode(self) -> bytes:
        head = MAGIC + u16(1) + u32(len(self.entries))
        return head + b"".join(map(bytes32, self.entries)) + bytes32(self.checkpoint)


def read_record(data: bytes) -> Record:
    """A file that cannot be split is refused by name."""
    reader = Reader(data, "record")
    reader.expect(MAGIC, "magic")
    reader.expect(u16(1), "version", "wrong_version")
    count = reader.u32()
    if count > MAX_ENTRIES:
        raise reader.fail(f"{count} entries", "too_large")
    if 4 * count > reader.left:
        raise reader.fail("cut off")
    entries = tuple(reader.bytes32(MAX_ENTRY) for _ in range(count))
    checkpoint = reader.bytes32(MAX_CHECKPOINT)
    reader.end()
    return Record(entries, checkpoint)


def leaf_data(entry: bytes) -> bytes:
    """The entry itself; for ballots type ‖ ballot id ‖ SHA-256 of the ballot, 65 bytes (§8.5).

    The ballot id covers everything between the version and the token, so the round's method need not be known.
    """
    ballot = entry[1:]
    if entry[:1] != bytes([BALLOT]) or len(ballot) < 2 + TOKEN_BYTES + 64:
        return entry
    body = ballot[2 : -(TOKEN_BYTES + 64)]
    return entry[:1] + tagged_hash("piaojue/v1/ballot", body) + sha256(ballot)


def leaf_hashes(entries: Sequence[bytes]) -> list[bytes]:
    return [merkle.leaf_hash(leaf_data(entry)) for entry in entries]
