"""Counts, closing and cosigned entries, decryption shares (PROTOCOL §10.2, §11.1, §11.2, §11.4, §11.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import ed25519
from .codec import Reader, bytes32, u8, u16, u32
from .edwards import IDENTITY, Point, add, multiply, subtract, sum_of_products
from .encrypted import split
from .field import ELL
from .note import MAX_CHECKPOINT
from .refusal import require
from .ristretto import G, base_multiply, decode, encode, equal, is_identity, scalar, scalar_bytes, wide
from .sponge import Sponge, derive_session_id

SHARE_SESSION = b"PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-share"
SHARE_SESSION_ID = derive_session_id(SHARE_SESSION)
SHARE_TAG = "piaojue/v1/share"
ISSUING_COUNTS, VOTING_COUNTS = 1, 2
MAX_CIPHERTEXTS = 201  # 100 projects, two ciphertexts each, and the blank one


@dataclass(frozen=True)
class Counts:
    manifest_hash: bytes
    phase: int
    present: int
    issued: int
    cast: int
    handed_back: int

    def entry(self) -> bytes:
        numbers = (self.present, self.issued, self.cast, self.handed_back)
        return u8(0x0D) + self.manifest_hash + u8(self.phase) + b"".join(map(u32, numbers))

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return (self.present, self.issued, self.cast, self.handed_back)


def read_counts(entry: bytes) -> Counts:
    reader = Reader(entry, "counts entry")
    reader.expect(u8(0x0D), "type")
    manifest_hash, phase = reader.take(32), reader.between(1, 2, reader.u8(), "phase")
    result = Counts(manifest_hash, phase, *(reader.u32() for _ in range(4)))
    reader.end()
    return result


@dataclass(frozen=True)
class Closing:
    manifest_hash: bytes
    present: int
    issued: int
    cast: int
    handed_back: int
    voided: int
    opened: int

    def entry(self) -> bytes:
        numbers = (self.present, self.issued, self.cast, self.handed_back, self.voided, self.opened)
        return u8(0x0E) + self.manifest_hash + b"".join(map(u32, numbers))


def read_closing(entry: bytes) -> Closing:
    reader = Reader(entry, "closing entry")
    reader.expect(u8(0x0E), "type")
    manifest_hash = reader.take(32)
    result = Closing(manifest_hash, *(reader.u32() for _ in range(6)))
    reader.end()
    return result


@dataclass(frozen=True)
class Cosigned:
    manifest_hash: bytes
    checkpoint: bytes

    def entry(self) -> bytes:
        return u8(0x0F) + self.manifest_hash + bytes32(self.checkpoint)


def read_cosigned(entry: bytes) -> Cosigned:
    reader = Reader(entry, "cosigned entry")
    reader.expect(u8(0x0F), "type")
    result = Cosigned(reader.take(32), reader.bytes32(MAX_CHECKPOINT))
    reader.end()
    return result


def aggregate(ciphertexts: Sequence[bytes], size: int) -> list[tuple[Point, Point]]:
    """(A_j, B_j): the component-wise sums over all ballots (§11.3)."""
    sums = [(IDENTITY, IDENTITY)] * size
    for one in ciphertexts:
        parts = split(one)
        for j in range(size):
            a, b = sums[j]
            sums[j] = (add(a, decode(parts[2 * j])), add(b, decode(parts[2 * j + 1])))
    return sums


@dataclass(frozen=True)
class Share:
    manifest_hash: bytes
    root: bytes
    teller: int
    parts: tuple[bytes, ...]
    commitments: tuple[bytes, ...]
    response: bytes
    signature: bytes

    def unsigned(self) -> bytes:
        head = u8(0x10) + self.manifest_hash + self.root + u8(self.teller) + u16(len(self.parts))
        return head + b"".join(self.parts) + b"".join(self.commitments) + self.response

    def entry(self) -> bytes:
        return self.unsigned() + self.signature

    def check_form(self) -> None:
        """The rules of §11.4 that need no other entry, besides the signature and the proof."""
        require(self.teller >= 1 and 1 <= len(self.parts) <= MAX_CIPHERTEXTS, "malformed", "teller or E of a share")
        for point in (*self.parts, *self.commitments):
            decode(point)
        scalar(self.response)

    def signed_by(self, statement_key: bytes) -> bool:
        return ed25519.verify(statement_key, SHARE_TAG, self.unsigned(), self.signature)

    def holds(self, verification_share: bytes, bases: Sequence[Point]) -> bool:
        """The proof of one x with Y = x·G and all D_j = x·A_j (§11.4). Decoding may raise a Refusal."""
        d = [decode(part) for part in self.parts]
        w = [decode(part) for part in self.commitments]
        z = scalar(self.response)
        if len(d) != len(bases) or len(w) != len(bases) + 1 or any(is_identity(base) for base in bases):
            return False
        c = self._challenge(verification_share, bases)
        pairs = zip([G, *bases], [decode(verification_share), *d], w, strict=True)
        return all(equal(sum_of_products([(z, base), (ELL - c, image)]), each) for base, image, each in pairs)

    def _challenge(self, verification_share: bytes, bases: Sequence[Point]) -> int:
        sponge = Sponge(SHARE_SESSION_ID).absorb(
            self.manifest_hash, self.root, u8(self.teller), verification_share, *map(encode, bases), *self.parts
        )
        return wide(sponge.absorb(*self.commitments).squeeze(48))


def read_share(entry: bytes) -> Share:
    reader = Reader(entry, "share entry")
    reader.expect(u8(0x10), "type")
    manifest_hash, root, teller, size = reader.take(32), reader.take(32), reader.u8(), reader.u16()
    parts = tuple(reader.take(32) for _ in range(size))
    commitments = tuple(reader.take(32) for _ in range(size + 1))
    result = Share(manifest_hash, root, teller, parts, commitments, reader.take(32), reader.take(64))
    reader.end()
    return result


def make_share(
    manifest_hash: bytes, root: bytes, teller: int, secret: int, bases: Sequence[Point], nonce: int,
    statement_seed: bytes,
) -> Share:  # fmt: skip
    """A teller's share with its proof and signature."""
    parts = tuple(encode(multiply(secret, base)) for base in bases)
    commitments = (encode(base_multiply(nonce)), *(encode(multiply(nonce, base)) for base in bases))
    draft = Share(manifest_hash, root, teller, parts, commitments, bytes(32), b"")
    c = draft._challenge(encode(base_multiply(secret)), bases)
    return sign_share(draft, scalar_bytes(nonce + c * secret), statement_seed)


def sign_share(draft: Share, response: bytes, statement_seed: bytes) -> Share:
    parts = (draft.manifest_hash, draft.root, draft.teller, draft.parts, draft.commitments, response)
    signature = ed25519.sign(statement_seed, SHARE_TAG, Share(*parts, b"").unsigned())
    return Share(*parts, signature)


def lagrange_at_zero(i: int, members: Sequence[int]) -> int:
    """λ_i = Π j/(j − i) (§11.5)."""
    numerator = denominator = 1
    for j in members:
        if j != i:
            numerator, denominator = numerator * j % ELL, denominator * (j - i) % ELL
    return numerator * pow(denominator, -1, ELL) % ELL


def combine(sums: Sequence[tuple[Point, Point]], shares: Sequence[Share], most: int) -> list[int | None]:
    """v_j with v_j·G = B_j − Σ λ_i·D_ij; None where no v in 0..most fits."""
    members = [share.teller for share in shares]
    weights = [lagrange_at_zero(i, members) for i in members]
    values: dict[bytes, int] = {}
    running = IDENTITY
    for v in range(most + 1):
        values[encode(running)] = v
        running = add(running, G)
    result = []
    for j, (_, b) in enumerate(sums):
        mask = sum_of_products([(w, decode(share.parts[j])) for w, share in zip(weights, shares, strict=True)])
        result.append(values.get(encode(subtract(b, mask))))
    return result
