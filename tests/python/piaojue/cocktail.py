"""COCKTAIL-DKG v0.2.1, suite COCKTAIL(Ristretto255, SHA-512) (c2sp.org/cocktail-dkg, PROTOCOL §4)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from .aead import xchacha20_poly1305_open, xchacha20_poly1305_seal
from .codec import Reader, sha512, u64
from .edwards import IDENTITY, Point, add, multiply, sum_of_products
from .field import ELL
from .memo import remembered
from .refusal import Refusal, require
from .ristretto import G, base_multiply, decode, encode, equal, is_identity, scalar, scalar_bytes, wide

SUITE = b"COCKTAIL(Ristretto255, SHA-512)"
_H6 = b"COCKTAIL-DKG-Ristretto255-SHA512-H6"
_H7 = b"COCKTAIL-DKG-Ristretto255-SHA512-H7"
_NONCE = b"COCKTAIL-DKG-Ristretto255-SHA512-NONCE"
FRAMED_SHARE = 8 + 32 + 16


def le32(value: int) -> bytes:
    return struct.pack("<L", value)


def le64(value: int) -> bytes:
    return struct.pack("<Q", value)


def make_context(session_id: bytes, static_keys: Sequence[bytes]) -> bytes:
    """The recommended form of COCKTAIL's Setup."""
    head = b"COCKTAIL-DKG-CONTEXT" + u64(len(session_id)) + session_id + u64(len(SUITE)) + SUITE
    return sha512(head, le32(len(static_keys)), *static_keys)


# --- Schnorr signatures -----------------------------------------------------------------------------------------------


@remembered
def schnorr_sign(secret: int, message: bytes) -> bytes:
    public = encode(base_multiply(secret))
    k = wide(sha512(_NONCE, scalar_bytes(secret), message))
    require(k != 0, "internal", "the nonce is zero")
    big_r = encode(base_multiply(k))
    c = wide(sha512(_H7, big_r, public, message))
    return big_r + scalar_bytes(k + c * secret)


@remembered
def schnorr_verify(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        big_r, z, key = decode(signature[:32]), scalar(signature[32:]), decode(public)
    except Refusal:
        return False
    c = wide(sha512(_H7, signature[:32], public, message))
    return equal(sum_of_products([(z, G), (ELL - c, key)]), big_r)


# --- round 1 and 2 ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FirstMessage:
    """msg1: commitments, proof of possession, ephemeral key, one ciphertext per participant."""

    commitments: tuple[bytes, ...]
    pop: bytes
    ephemeral: bytes
    ciphertexts: tuple[bytes, ...]

    def encode(self) -> bytes:
        framed = b"".join(u64(len(c)) + c for c in self.ciphertexts)
        return b"".join(self.commitments) + self.pop + self.ephemeral + framed


def read_first_message(data: bytes, n: int, k: int) -> FirstMessage:
    """Exactly k commitments and n ciphertexts without payload (§4)."""
    reader = Reader(data, "first message")
    commitments = tuple(reader.take(32) for _ in range(k))
    pop, ephemeral = reader.take(64), reader.take(32)
    ciphertexts = []
    for _ in range(n):
        if reader.u64() != FRAMED_SHARE - 8:
            raise reader.fail("a share has another length")
        ciphertexts.append(reader.take(FRAMED_SHARE - 8))
    reader.end()
    return FirstMessage(commitments, pop, ephemeral, tuple(ciphertexts))


def _key_and_nonce(
    shared: bytes, ephemeral: bytes, sender: bytes, recipient: bytes, context: bytes
) -> tuple[bytes, bytes]:
    derived = sha512(_H6, shared, ephemeral, sender, recipient, le64(len(context)), context)
    return derived[:32], derived[32:56]


def _evaluate(coefficients: Sequence[int], x: int) -> int:
    value = 0
    for a in reversed(coefficients):
        value = (value * x + a) % ELL
    return value


def make_first_message(
    static_secret: int, static_keys: Sequence[bytes], context: bytes, coefficients: Sequence[int], ephemeral_secret: int
) -> FirstMessage:
    """Round 1 with given secrets, none of them zero."""
    own = encode(base_multiply(static_secret))
    commitments = tuple(encode(base_multiply(a)) for a in coefficients)
    ephemeral = encode(base_multiply(ephemeral_secret))
    pop = schnorr_sign(coefficients[0], context + b"".join(commitments) + ephemeral)
    ciphertexts = []
    for j, recipient in enumerate(static_keys, start=1):
        point = decode(recipient)
        shared = encode(multiply(ephemeral_secret, point)) + encode(multiply(static_secret, point))
        key, nonce = _key_and_nonce(shared, ephemeral, own, recipient, context)
        ciphertexts.append(xchacha20_poly1305_seal(key, nonce, scalar_bytes(_evaluate(coefficients, j))))
    return FirstMessage(commitments, pop, ephemeral, tuple(ciphertexts))


def pop_holds(context: bytes, commitments: Sequence[bytes], pop: bytes, ephemeral: bytes) -> bool:
    return schnorr_verify(commitments[0], context + b"".join(commitments) + ephemeral, pop)


def _at(commitments: Sequence[Point], i: int) -> Point:
    """Σ i^t·C_t."""
    value = IDENTITY
    for point in reversed(commitments):
        value = add(multiply(i, value), point)
    return value


def open_share(
    static_secret: int, i: int, static_keys: Sequence[bytes], sender: int, message: FirstMessage, context: bytes
) -> tuple[int, bytes]:
    """Teller i's share from this sender's first message, verified against its commitments; and the payload."""
    own, sender_key = static_keys[i - 1], static_keys[sender - 1]
    shared = encode(multiply(static_secret, decode(message.ephemeral)))
    shared += encode(multiply(static_secret, decode(sender_key)))
    key, nonce = _key_and_nonce(shared, message.ephemeral, sender_key, own, context)
    plaintext = xchacha20_poly1305_open(key, nonce, message.ciphertexts[i - 1])
    if plaintext is None or len(plaintext) < 32:
        raise Refusal("share_rejected", f"the share of teller {sender} does not open")
    share = scalar(plaintext[:32])
    expected = _at([decode(c) for c in message.commitments], i)
    require(equal(base_multiply(share), expected), "share_rejected", f"the share of teller {sender} does not fit")
    return share, plaintext[32:]


def final_share(
    static_secret: int, i: int, keys: Sequence[bytes], messages: Sequence[FirstMessage], context: bytes
) -> int:
    """Round 2: x_i."""
    opened = (open_share(static_secret, i, keys, j, message, context) for j, message in enumerate(messages, start=1))
    return sum(share for share, _ in opened) % ELL


# --- round 3: the transcript ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Transcript:
    context: bytes
    static_keys: tuple[bytes, ...]
    commitments: tuple[tuple[bytes, ...], ...]
    pops: tuple[bytes, ...]
    ephemerals: tuple[bytes, ...]
    extension: bytes

    @property
    def n(self) -> int:
        return len(self.static_keys)

    @property
    def k(self) -> int:
        return len(self.commitments[0])

    def encode(self) -> bytes:
        return b"".join(
            (
                le64(len(SUITE)), SUITE, le64(len(self.context)), self.context, le32(self.n), le32(self.k),
                *self.static_keys, *(c for row in self.commitments for c in row), *self.pops, *self.ephemerals,
                le64(len(self.extension)), self.extension,
            )
        )  # fmt: skip

    def outputs(self) -> tuple[Point, list[Point]]:
        """(K, [Y_1 … Y_n])."""
        decoded = [[decode(c) for c in row] for row in self.commitments]
        sums = [IDENTITY] * self.k
        for row in decoded:
            sums = [add(s, c) for s, c in zip(sums, row, strict=True)]
        return sums[0], [_at(sums, i) for i in range(1, self.n + 1)]


def read_transcript(data: bytes, n: int, k: int) -> Transcript:
    """T for this n and k; context and extension have the 64 bytes that §4 gives them."""
    reader = Reader(data, "ceremony transcript")
    reader.expect(le64(len(SUITE)) + SUITE, "suite")
    reader.expect(le64(64), "length of the context")
    context = reader.take(64)
    reader.expect(le32(n) + le32(k), "n and threshold")
    keys = tuple(reader.take(32) for _ in range(n))
    commitments = tuple(tuple(reader.take(32) for _ in range(k)) for _ in range(n))
    pops, ephemerals = tuple(reader.take(64) for _ in range(n)), tuple(reader.take(32) for _ in range(n))
    reader.expect(le64(64), "length of the extension")
    extension = reader.take(64)
    reader.end()
    return Transcript(context, keys, commitments, pops, ephemerals, extension)


def check_transcript(transcript: Transcript) -> tuple[bytes, list[bytes]]:
    """Points are canonical and no identity, proofs of possession hold; gives K and Y_i encoded."""
    for ephemeral in transcript.ephemerals:
        decode(ephemeral)
    joint, verification = transcript.outputs()
    for j, (row, pop, e) in enumerate(
        zip(transcript.commitments, transcript.pops, transcript.ephemerals, strict=True), start=1
    ):
        if not pop_holds(transcript.context, row, pop, e):
            raise Refusal("proof_rejected", f"the proof of possession of teller {j} does not hold")
    for point in (joint, *verification):
        require(not is_identity(point), "identity_point", "the joint key or a verification share is the identity")
    return encode(joint), [encode(point) for point in verification]
