"""Bytes: integers, length prefixes, text, tagged hash, Crockford base32 (PROTOCOL §2)."""

from __future__ import annotations

import hashlib

from .refusal import Refusal, require

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def u8(value: int) -> bytes:
    return value.to_bytes(1, "big")


def u16(value: int) -> bytes:
    return value.to_bytes(2, "big")


def u32(value: int) -> bytes:
    return value.to_bytes(4, "big")


def u64(value: int) -> bytes:
    return value.to_bytes(8, "big")


def bytes16(data: bytes) -> bytes:
    return u16(len(data)) + data


def bytes32(data: bytes) -> bytes:
    return u32(len(data)) + data


def text(value: str) -> bytes:
    return bytes16(value.encode("utf-8"))


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def sha512(*parts: bytes) -> bytes:
    return hashlib.sha512(b"".join(parts)).digest()


def tagged(tag: str) -> bytes:
    """u8 len(tag) ‖ tag, the beginning of every hash and signature input of this protocol."""
    raw = tag.encode("ascii")
    return u8(len(raw)) + raw


def tagged_hash(tag: str, *parts: bytes) -> bytes:
    """H(tag, x…) of §2."""
    return sha256(tagged(tag), *parts)


def tagged_shake256(tag: str, data: bytes, length: int) -> bytes:
    return hashlib.shake_256(tagged(tag) + data).digest(length)


class Reader:
    """Reads a message to its last byte; anything missing or left over is `malformed` (§2)."""

    def __init__(self, data: bytes, what: str) -> None:
        self._data = data
        self._at = 0
        self._what = what

    @property
    def position(self) -> int:
        return self._at

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def fail(self, detail: str, name: str = "malformed") -> Refusal:
        return Refusal(name, f"{self._what}: {detail}")

    def take(self, length: int) -> bytes:
        if length > self.left:
            raise self.fail(f"ends at byte {len(self._data)}, {length - self.left} bytes are missing")
        self._at += length
        return self._data[self._at - length : self._at]

    def u8(self) -> int:
        return self.take(1)[0]

    def u16(self) -> int:
        return int.from_bytes(self.take(2), "big")

    def u32(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def u64(self) -> int:
        return int.from_bytes(self.take(8), "big")

    def bytes16(self) -> bytes:
        return self.take(self.u16())

    def bytes32(self, limit: int) -> bytes:
        length = self.u32()
        if length > limit:
            raise self.fail(f"{length} bytes where at most {limit} are allowed", "too_large")
        return self.take(length)

    def between(self, low: int, high: int, value: int, what: str) -> int:
        if not low <= value <= high:
            raise self.fail(f"{what} is {value}, allowed are {low}..{high}")
        return value

    def text(self, low: int, high: int, what: str) -> str:
        raw = self.bytes16()
        self.between(low, high, len(raw), f"length of {what}")
        try:
            value = raw.decode("utf-8")  # Python's decoder refuses surrogates and overlong forms.
        except UnicodeDecodeError as error:
            raise self.fail(f"{what} is not UTF-8") from error
        if any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in value):
            raise self.fail(f"{what} has a control character")
        return value

    def expect(self, data: bytes, what: str, name: str = "malformed") -> None:
        if self.take(len(data)) != data:
            raise self.fail(f"{what} is not {data.hex()}", name)

    def end(self) -> None:
        if self.left:
            raise self.fail(f"{self.left} bytes are left over")


def crockford(data: bytes, characters: int) -> str:
    """The first 5·characters bits of data, most significant bit first."""
    bits = int.from_bytes(data, "big") >> (8 * len(data) - 5 * characters)
    return "".join(CROCKFORD[(bits >> (5 * i)) & 31] for i in reversed(range(characters)))


def from_crockford(typed: str) -> str:
    """Typed input in canonical characters: lower case, O→0, I and L→1, '-' and space passed over (§2)."""
    require(typed.isascii(), "malformed", "a character that is not ASCII")  # upper() makes ASCII of some others
    canonical = []
    for character in typed.upper().translate(str.maketrans("OIL", "011")):
        if character in "- ":
            continue
        require(character in CROCKFORD, "malformed", f"{character!r} is not a Crockford character")
        canonical.append(character)
    return "".join(canonical)


def grouped(characters: str, size: int = 4) -> str:
    return "-".join(characters[i : i + size] for i in range(0, len(characters), size))
