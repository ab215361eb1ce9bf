"""Deterministic bytes for examples: SHAKE256 over the seed and a label. Never for a real key."""

from __future__ import annotations

import hashlib

from ..ristretto import wide

DEFAULT_SEED = "piaojue example 1"


class Stream:
    """A stream of bytes of its own for each label."""

    def __init__(self, seed: str, label: str) -> None:
        self._xof = hashlib.shake_256(f"{seed}/{label}".encode())
        self._read = 0
        self._block = b""

    def draw(self, length: int) -> bytes:
        end = self._read + length
        if end > len(self._block):
            self._block = self._xof.digest(2 * end + 4096)
        self._read = end
        return self._block[end - length : end]


def draw(seed: str, label: str, length: int = 32) -> bytes:
    return Stream(seed, label).draw(length)


def draw_scalar(seed: str, label: str) -> int:
    """Not zero, as keys and coefficients must be."""
    return wide(draw(seed, label, 64)) or 1
