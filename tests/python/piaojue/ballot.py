"""Ballot, hand-back, exchange, claim, promise, opened entry (PROTOCOL §7.5, §8.5–§8.7, §11.9)."""

from __future__ import annotations

from dataclasses import dataclass

from . import ed25519
from .codec import Reader, crockford, grouped, sha256, tagged_hash, u8, u16
from .encrypted import Made, Statement, ciphertext_bytes, proofs_bytes, read_proofs, split
from .manifest import Manifest
from .method import Shape
from .refusal import require
from .ristretto import decode
from .token import TOKEN_BYTES, read_token

CAST_TAG = "piaojue/v1/cast"
HAND_BACK, EXCHANGE, CLAIM = 0x0A, 0x0B, 0x14
GIVEN_UP_TAGS = {
    HAND_BACK: "piaojue/v1/hand-back",
    EXCHANGE: "piaojue/v1/exchange",
    CLAIM: "piaojue/v1/claim",
}
TRACKING_CHARACTERS = 20
TRACKING_GROUP = 5
SMALLEST = 2 + 32 + 32 + TOKEN_BYTES + 64  # a ballot without ciphertexts and proofs


def ballot_bytes(shape: Shape) -> int:
    return 2 + 32 + 32 + ciphertext_bytes(shape) + proofs_bytes(shape) + TOKEN_BYTES + 64


def tracking_code(ballot_id: bytes) -> str:
    """The first 100 bits of the ballot id, in four groups of five."""
    return grouped(crockford(ballot_id, TRACKING_CHARACTERS), TRACKING_GROUP)


@dataclass(frozen=True)
class Ballot:
    manifest_hash: bytes
    ballot_key: bytes
    ciphertexts: bytes
    proofs: bytes
    token: bytes
    signature: bytes

    def encode(self) -> bytes:
        head = u16(1) + self.manifest_hash + self.ballot_key
        return head + self.ciphertexts + self.proofs + self.token + self.signature

    @property
    def ballot_id(self) -> bytes:
        body = self.manifest_hash + self.ballot_key + self.ciphertexts + self.proofs
        return tagged_hash("piaojue/v1/ballot", body)

    def entry(self) -> bytes:
        return b"\x09" + self.encode()

    def leaf_data(self) -> bytes:
        """Not the entry but 65 bytes (§8.5)."""
        return b"\x09" + self.ballot_id + sha256(self.encode())

    def first_components(self) -> list[bytes]:
        return [pair[:32] for pair in split(self.ciphertexts, 64)]

    def statement(self, shape: Shape, joint_key: bytes) -> Statement:
        return Statement(shape, self.manifest_hash, joint_key, self.ballot_key, self.ciphertexts)

    def check_signature(self) -> None:
        """`not_canonical` for a bad key, `signature_rejected` for a bad signature."""
        good = ed25519.verify(self.ballot_key, CAST_TAG, self.ballot_id + sha256(self.token), self.signature)
        require(good, "signature_rejected", "the ballot's signature does not verify")


def read_ballot(shape: Shape, data: bytes) -> Ballot:
    """A ballot of this shape, split into its fields; points, scalars, token and signature are judged elsewhere."""
    require(len(data) <= ballot_bytes(shape), "too_large", "a ballot of this round is shorter")
    require(len(data) == ballot_bytes(shape), "malformed", "a ballot of this round is longer")
    reader = Reader(data, "ballot")
    reader.expect(u16(1), "version", "wrong_version")
    ballot = Ballot(
        reader.take(32), reader.take(32), reader.take(ciphertext_bytes(shape)), reader.take(proofs_bytes(shape)),
        reader.take(TOKEN_BYTES), reader.take(64),
    )  # fmt: skip
    reader.end()
    return ballot


def ballot_id_of(entry: bytes) -> tuple[bytes, bytes]:
    """(M, ballot id) of a ballot entry of any shape: the id covers all between the version and the token."""
    reader = Reader(entry, "ballot entry")
    require(len(entry) >= 1 + SMALLEST, "malformed", "a ballot entry is cut short")
    reader.expect(b"\x09", "type")
    reader.expect(u16(1), "version", "wrong_version")
    body = entry[3 : -(TOKEN_BYTES + 64)]
    return body[:32], tagged_hash("piaojue/v1/ballot", body)


def read_whole_ballot(m: Manifest, data: bytes) -> Ballot:
    """A ballot of this round, every key, point, scalar and the token decoded; signature and proofs are not judged."""
    ballot = read_ballot(m.shape, data)
    ed25519.decode_key(ballot.ballot_key)
    for point in (*split(ballot.ciphertexts), *read_proofs(m.shape, ballot.proofs).commitments):
        decode(point)
    read_token(ballot.token, m.modulus)
    return ballot


def sign_ballot(made: Made, token: bytes, ballot_key_seed: bytes) -> Ballot:
    """Puts the parts together and signs with the ballot key."""
    statement = made.statement
    key, proofs = ed25519.public_key(ballot_key_seed), made.proofs.encode()
    unsigned = Ballot(statement.manifest_hash, key, statement.ciphertexts, proofs, token, b"")
    signature = ed25519.sign(ballot_key_seed, CAST_TAG, unsigned.ballot_id + sha256(token))
    return Ballot(statement.manifest_hash, key, statement.ciphertexts, proofs, token, signature)


@dataclass(frozen=True)
class GivenUp:
    """A hand-back, an exchange or a claim: three words about a token, of one form."""

    type: int
    manifest_hash: bytes
    ballot_key: bytes
    token: bytes
    signature: bytes

    def entry(self) -> bytes:
        return u8(self.type) + u16(1) + self.manifest_hash + self.ballot_key + self.token + self.signature

    def check_form(self, modulus: int) -> None:
        ed25519.decode_key(self.ballot_key)
        read_token(self.token, modulus)

    def check_signature(self) -> None:
        message = self.manifest_hash + sha256(self.token)
        good = ed25519.verify(self.ballot_key, GIVEN_UP_TAGS[self.type], message, self.signature)
        require(good, "signature_rejected", "the signature of the ballot key does not verify")


def sign_given_up(type_: int, manifest_hash: bytes, token: bytes, ballot_key_seed: bytes) -> GivenUp:
    signature = ed25519.sign(ballot_key_seed, GIVEN_UP_TAGS[type_], manifest_hash + sha256(token))
    return GivenUp(type_, manifest_hash, ed25519.public_key(ballot_key_seed), token, signature)


def sign_hand_back(manifest_hash: bytes, token: bytes, ballot_key_seed: bytes) -> GivenUp:
    return sign_given_up(HAND_BACK, manifest_hash, token, ballot_key_seed)


def read_given_up(type_: int, entry: bytes) -> GivenUp:
    reader = Reader(entry, "entry that gives a token up")
    reader.expect(u8(type_), "type")
    reader.expect(u16(1), "version", "wrong_version")
    result = GivenUp(type_, reader.take(32), reader.take(32), reader.take(TOKEN_BYTES), reader.take(64))
    reader.end()
    return result


def read_hand_back(entry: bytes) -> GivenUp:
    return read_given_up(HAND_BACK, entry)


def promise(manifest_hash: bytes, leaf: bytes, box_seed: bytes) -> bytes:
    """§8.6, 130 bytes; `leaf` is the leaf hash of the entry."""
    return u16(1) + manifest_hash + leaf + ed25519.sign(box_seed, "piaojue/v1/promise", manifest_hash + leaf)


@dataclass(frozen=True)
class Opened:
    manifest_hash: bytes
    ballot_id: bytes
    station: int
    verdict: int

    def entry(self) -> bytes:
        return b"\x0c" + self.manifest_hash + self.ballot_id + u16(self.station) + u8(self.verdict)


def read_opened(entry: bytes) -> Opened:
    reader = Reader(entry, "opened entry")
    reader.expect(b"\x0c", "type")
    result = Opened(reader.take(32), reader.take(32), reader.u16(), reader.between(1, 3, reader.u8(), "verdict"))
    reader.end()
    return result
