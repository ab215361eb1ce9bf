"""Duplex sponge of draft-irtf-cfrg-fiat-shamir with SHAKE128 (PROTOCOL §8.3)."""

from __future__ import annotations

import hashlib

_RATE = 168
_SESSION_LABEL = b"irtf-cfrg-fiat-shamir/session-id"


class Sponge:
    """Squeezing reads on in the SHAKE128 output over all absorbed input and leaves that input as it is."""

    def __init__(self, session_id: bytes) -> None:
        if len(session_id) != 32:
            raise ValueError("a session id has 32 bytes")
        self._state = hashlib.shake_128(session_id + bytes(_RATE - 32))
        self._read = 0

    def absorb(self, *parts: bytes) -> Sponge:
        for part in parts:
            if part:
                self._state.update(part)
                self._read = 0
        return self

    def squeeze(self, length: int) -> bytes:
        self._read += length
        return self._state.copy().digest(self._read)[self._read - length :]


def derive_session_id(tag: bytes) -> bytes:
    return Sponge(_SESSION_LABEL).absorb(tag).squeeze(32)
