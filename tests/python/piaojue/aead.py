"""ChaCha20-Poly1305 (RFC 8439) and XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha), as the key ceremony needs them."""

from __future__ import annotations

import hmac
import struct

_CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)
_MASK = 0xFFFFFFFF


def _quarter(s: list[int], a: int, b: int, c: int, d: int) -> None:
    for into, plus, other, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[into] = (s[into] + s[plus]) & _MASK
        x = s[other] ^ s[into]
        s[other] = (x << turn | x >> (32 - turn)) & _MASK


def _rounds(state: list[int]) -> list[int]:
    s = state[:]
    for _ in range(10):
        for i in range(4):
            _quarter(s, i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            _quarter(s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s


def chacha20(key: bytes, nonce: bytes, counter: int, data: bytes) -> bytes:
    """RFC 8439 §2.4."""
    out = b""
    for i in range(0, len(data), 64):
        state = [*_CONSTANTS, *struct.unpack("<8L", key), counter + i // 64, *struct.unpack("<3L", nonce)]
        block = struct.pack("<16L", *((a + b) & _MASK for a, b in zip(_rounds(state), state, strict=True)))
        out += bytes(x ^ y for x, y in zip(data[i : i + 64], block, strict=False))
    return out


def hchacha20(key: bytes, nonce: bytes) -> bytes:
    """draft-irtf-cfrg-xchacha §2.2."""
    s = _rounds([*_CONSTANTS, *struct.unpack("<8L", key), *struct.unpack("<4L", nonce)])
    return struct.pack("<8L", *s[:4], *s[12:])


def poly1305(key: bytes, message: bytes) -> bytes:
    """RFC 8439 §2.5."""
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    acc = 0
    for i in range(0, len(message), 16):
        acc = (acc + int.from_bytes(message[i : i + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((acc + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def _tag(key: bytes, nonce: bytes, ciphertext: bytes, ad: bytes) -> bytes:
    def padded(x: bytes) -> bytes:
        return x + bytes(-len(x) % 16)

    one_time = chacha20(key, nonce, 0, bytes(32))
    return poly1305(one_time, padded(ad) + padded(ciphertext) + struct.pack("<QQ", len(ad), len(ciphertext)))


def chacha20_poly1305_seal(key: bytes, nonce: bytes, plaintext: bytes, ad: bytes = b"") -> bytes:
    ciphertext = chacha20(key, nonce, 1, plaintext)
    return ciphertext + _tag(key, nonce, ciphertext, ad)


def chacha20_poly1305_open(key: bytes, nonce: bytes, sealed: bytes, ad: bytes = b"") -> bytes | None:
    if len(sealed) < 16 or not hmac.compare_digest(_tag(key, nonce, sealed[:-16], ad), sealed[-16:]):
        return None
    return chacha20(key, nonce, 1, sealed[:-16])


def xchacha20_poly1305_seal(key: bytes, nonce: bytes, plaintext: bytes, ad: bytes = b"") -> bytes:
    return chacha20_poly1305_seal(hchacha20(key, nonce[:16]), bytes(4) + nonce[16:], plaintext, ad)


def xchacha20_poly1305_open(key: bytes, nonce: bytes, sealed: bytes, ad: bytes = b"") -> bytes | None:
    return chacha20_poly1305_open(hchacha20(key, nonce[:16]), bytes(4) + nonce[16:], sealed, ad)
