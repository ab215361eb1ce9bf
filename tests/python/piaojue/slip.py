"""Drawn slips: what a slip's seed becomes, its code on paper, the list of slips (PROTOCOL §7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from . import ed25519
from .codec import CROCKFORD, Reader, crockford, from_crockford, grouped, tagged_hash, tagged_shake256, u8
from .refusal import require
from .token import encode_drawn_token, slip_hash

SEED_BYTES = 32
CHECK_BYTES = 3
CODE_PREFIX = "PIAOJUE-SLIP:"
CODE_CHARACTERS = 56
MAX_SLIPS = 10_000


@dataclass(frozen=True)
class Slip:
    """A sealed paper. Its seed knows no round: slips survive a manifest that is replaced before the seal."""

    seed: bytes

    def _derive(self, label: str) -> bytes:
        return tagged_shake256("piaojue/v1/slip-seed", self.seed + u8(len(label)) + label.encode("ascii"), 32)

    @cached_property
    def ballot_key_seed(self) -> bytes:
        return self._derive("ballot-key")

    @cached_property
    def ballot_key(self) -> bytes:
        return ed25519.public_key(self.ballot_key_seed)

    @cached_property
    def prefix(self) -> bytes:
        return self._derive("prefix")

    @property
    def hash(self) -> bytes:
        return slip_hash(self.prefix, self.ballot_key)

    @property
    def token(self) -> bytes:
        return encode_drawn_token(self.prefix)

    def printed(self) -> str:
        """As on the paper, in the QR code too."""
        check = tagged_hash("piaojue/v1/slip-code", self.seed)[:CHECK_BYTES]
        return CODE_PREFIX + grouped(crockford(self.seed + check, CODE_CHARACTERS))


def read_code(typed: str) -> Slip:
    """A slip as scanned or typed, with or without what stands before the groups; else `malformed`."""
    characters = from_crockford(typed[len(CODE_PREFIX) :] if typed.upper().startswith(CODE_PREFIX) else typed)
    require(len(characters) == CODE_CHARACTERS, "malformed", f"a slip has {CODE_CHARACTERS} characters")
    value = 0
    for character in characters:
        value = value << 5 | CROCKFORD.index(character)
    data = value.to_bytes(SEED_BYTES + CHECK_BYTES, "big")
    check = tagged_hash("piaojue/v1/slip-code", data[:SEED_BYTES])[:CHECK_BYTES]
    require(data[SEED_BYTES:] == check, "malformed", "the slip's checksum does not fit")
    return Slip(data[:SEED_BYTES])


def slip_list(slips: Iterable[bytes]) -> bytes:
    """The content of an attachment of kind 4, from slip hashes."""
    return b"".join(sorted(slips))


def read_slip_list(content: bytes) -> tuple[bytes, ...]:
    reader = Reader(content, "list of slips")
    count = reader.between(1, MAX_SLIPS, len(content) // 32, "number of slips")
    hashes = tuple(reader.take(32) for _ in range(count))
    reader.end()
    require(all(a < b for a, b in zip(hashes, hashes[1:])), "malformed", "the slips are not in ascending order")
    return hashes
