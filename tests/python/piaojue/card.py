"""Cards of deputies: a printed secret and the identity key made from it (PROTOCOL §5)."""

from __future__ import annotations

import hashlib
import hmac
import re

from .codec import CROCKFORD, crockford, from_crockford, grouped, tagged_hash
from .refusal import require

SECRET_BYTES = 20
WHOLE_GROUPS = re.compile("[- ]*(?:[^- ]{4}[- ]*)*")


def hkdf_sha512(ikm: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869."""
    prk = hmac.new(salt or bytes(64), ikm, hashlib.sha512).digest()
    out, block = b"", b""
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([len(out) // 64 + 1]), hashlib.sha512).digest()
        out += block
    return out[:length]


def identity_seed(secret: bytes, roll_id: bytes) -> bytes:
    return hkdf_sha512(secret, roll_id, b"piaojue/v1/identity", 32)


def printed(secret: bytes) -> str:
    """32 characters of the secret and 4 of the checksum, in nine groups of four."""
    return grouped(crockford(secret, 32) + crockford(tagged_hash("piaojue/v1/card-checksum", secret), 4))


def read(typed: str) -> bytes:
    require(WHOLE_GROUPS.fullmatch(typed) is not None, "malformed", "a group has too few characters")
    characters = from_crockford(typed)
    require(len(characters) == 36, "malformed", "a card has 36 characters")
    value = 0
    for character in characters[:32]:
        value = value << 5 | CROCKFORD.index(character)
    secret = value.to_bytes(SECRET_BYTES, "big")
    require(printed(secret).replace("-", "") == characters, "malformed", "the card's checksum does not fit")
    return secret
