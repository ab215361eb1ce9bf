"""The ballot paper: token, token seed, issue request and issuance entry (PROTOCOL §7)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from . import ed25519, rsa
from .codec import Reader, sha256, tagged, tagged_hash, tagged_shake256, u8, u16, u32
from .refusal import require

TOKEN_BYTES = 419
RSA, DRAWN, PAPER = 0, 1, 2  # kinds of tokens and of issuances
DRAWN_PADDING = bytes(TOKEN_BYTES - 34)
PAPER_PADDING = bytes(285)
PAPER_TOKEN_TAG = "piaojue/v1/paper-token"
NOBODY: Mapping[int, bytes] = {}


def token_message(manifest_hash: bytes, ballot_key: bytes) -> bytes:
    return tagged("piaojue/v1/token") + manifest_hash + ballot_key


def encode_token(prefix: bytes, signature: bytes) -> bytes:
    return u8(RSA) + u8(1) + prefix + u8(1) + signature


def encode_drawn_token(prefix: bytes) -> bytes:
    return u8(DRAWN) + u8(0) + prefix + DRAWN_PADDING


def encode_paper_token(manifest_hash: bytes, ballot_key: bytes, seeds: Mapping[int, bytes]) -> bytes:
    """Of two persons, by the seeds of their statement keys: a sheet that they enter at a booth (§7.5)."""
    message = manifest_hash + ballot_key
    words = (u16(person) + ed25519.sign(seeds[person], PAPER_TOKEN_TAG, message) for person in sorted(seeds))
    return u8(PAPER) + u8(2) + b"".join(words) + PAPER_PADDING


def slip_hash(prefix: bytes, ballot_key: bytes) -> bytes:
    return tagged_hash("piaojue/v1/slip", prefix, ballot_key)


@dataclass(frozen=True)
class Token:
    """A token that can be read, of one of the three kinds."""

    kind: int
    prefix: bytes = b""
    signature: bytes = b""
    people: tuple[tuple[int, bytes], ...] = ()


def read_token(token: bytes, modulus: int) -> Token:
    """The token's parts (§7.1); `malformed` for another form."""
    reader = Reader(token, "token")
    kind = reader.between(RSA, PAPER, reader.u8(), "kind")
    reader.expect(u8({RSA: 1, DRAWN: 0, PAPER: 2}[kind]), "count")
    if kind == PAPER:
        people = tuple((reader.u16(), reader.take(64)) for _ in range(2))
        require(people[0][0] < people[1][0], "malformed", "the persons of a token are not in ascending order")
        reader.expect(PAPER_PADDING, "what follows the persons")
        reader.end()
        return Token(kind, people=people)
    prefix = reader.take(32)
    if kind == DRAWN:
        reader.expect(DRAWN_PADDING, "what follows the prefix")
        reader.end()
        return Token(kind, prefix)
    reader.expect(u8(1), "issuer")
    signature = reader.take(rsa.MODULUS_BYTES)
    reader.end()
    require(int.from_bytes(signature, "big") < modulus, "malformed", "the token's signature is not below N")
    return Token(kind, prefix, signature)


def slip_of(token: bytes, ballot_key: bytes) -> bytes | None:
    """The slip hash of a drawn token that can be read; None of another kind."""
    return slip_hash(token[2:34], ballot_key) if token[0] == DRAWN else None


def check_token(
    token: bytes, manifest_hash: bytes, ballot_key: bytes, modulus: int, slips: Container[bytes | None] = (),
    counters: Mapping[int, bytes] = NOBODY,
) -> None:  # fmt: skip
    """§7.1: `token_rejected` for a signature that does not verify, or a slip that is not of the round's list.

    `counters` are the keys of those who may enter a sheet; of nobody, where a token of kind 2 is not taken.
    """
    found = read_token(token, modulus)
    if found.kind == DRAWN:
        require(slip_hash(found.prefix, ballot_key) in slips, "token_rejected", "the slip is not on the round's list")
    elif found.kind == PAPER:
        for person, signature in found.people:
            key = counters.get(person)
            good = key is not None and ed25519.verify(key, PAPER_TOKEN_TAG, manifest_hash + ballot_key, signature)
            require(good, "token_rejected", f"the word of person {person} for a sheet does not verify")
    else:
        prepared = found.prefix + token_message(manifest_hash, ballot_key)
        require(rsa.verify(modulus, prepared, found.signature), "token_rejected", "the token does not verify")


@dataclass(frozen=True)
class Paper:
    """What a client derives from its token seed (§7.2)."""

    token_seed: bytes
    manifest_hash: bytes
    modulus: int

    def _derive(self, label: str, length: int) -> bytes:
        data = self.token_seed + self.manifest_hash + u8(len(label)) + label.encode("ascii")
        return tagged_shake256("piaojue/v1/token-seed", data, length)

    @property
    def ballot_key_seed(self) -> bytes:
        return self._derive("ballot-key", 32)

    @property
    def ballot_key(self) -> bytes:
        return ed25519.public_key(self.ballot_key_seed)

    @property
    def prefix(self) -> bytes:
        return self._derive("prefix", 32)

    @property
    def salt(self) -> bytes:
        return self._derive("salt", rsa.SALT_BYTES)

    @property
    def blinding_factor(self) -> int:
        return int.from_bytes(self._derive("blind", 400), "big") % self.modulus

    @property
    def prepared(self) -> bytes:
        return self.prefix + token_message(self.manifest_hash, self.ballot_key)

    def blinded(self) -> bytes:
        return rsa.blind(self.modulus, self.prepared, self.salt, self.blinding_factor)

    def token(self, blind_signature: bytes) -> bytes:
        signature = rsa.finalize(self.modulus, self.prepared, blind_signature, self.blinding_factor)
        return encode_token(self.prefix, signature)


def issue_message(manifest_hash: bytes, deputy: int, blinded_hash: bytes | None) -> bytes:
    """Without a blinded value: of a deputy who draws a slip (§7.4)."""
    return manifest_hash + u32(deputy) + (u8(0) if blinded_hash is None else u8(1) + blinded_hash)


def issue_request(manifest_hash: bytes, deputy: int, blinded: bytes, identity_seed: bytes) -> bytes:
    """§7.3, 487 bytes."""
    signature = ed25519.sign(identity_seed, "piaojue/v1/issue", issue_message(manifest_hash, deputy, sha256(blinded)))
    return u16(1) + manifest_hash + u32(deputy) + u8(1) + blinded + signature


def draw_request(manifest_hash: bytes, deputy: int, identity_seed: bytes) -> bytes:
    """§7.4, 103 bytes."""
    signature = ed25519.sign(identity_seed, "piaojue/v1/issue", issue_message(manifest_hash, deputy, None))
    return u16(1) + manifest_hash + u32(deputy) + u8(0) + signature


@dataclass(frozen=True)
class Issuance:
    """The issuance entry of §7.3; of a drawn slip or a sheet without a blinded value (§7.4, §7.5)."""

    manifest_hash: bytes
    deputy: int
    blinded_hash: bytes | None
    signature: bytes
    sheet: bool = False

    @property
    def kind(self) -> int:
        return RSA if self.blinded_hash is not None else PAPER if self.sheet else DRAWN

    @property
    def drawn(self) -> bool:
        return self.kind == DRAWN

    def encode(self) -> bytes:
        what = u8(0) if self.blinded_hash is None else u8(1) + self.blinded_hash
        return b"\x08" + self.manifest_hash + u32(self.deputy) + u8(self.kind) + what + self.signature

    def signed_by(self, identity_key: bytes) -> bool:
        if self.kind == PAPER:
            message = self.manifest_hash + u32(self.deputy)
            return ed25519.verify(identity_key, "piaojue/v1/paper", message, self.signature)
        message = issue_message(self.manifest_hash, self.deputy, self.blinded_hash)
        return ed25519.verify(identity_key, "piaojue/v1/issue", message, self.signature)


def read_issuance(entry: bytes) -> Issuance:
    reader = Reader(entry, "issuance entry")
    reader.expect(b"\x08", "type")
    manifest_hash, deputy = reader.take(32), reader.u32()
    kind = reader.between(RSA, PAPER, reader.u8(), "kind")
    reader.expect(u8(1 if kind == RSA else 0), "count")
    blinded_hash = reader.take(32) if kind == RSA else None
    result = Issuance(manifest_hash, deputy, blinded_hash, reader.take(64), kind == PAPER)
    reader.end()
    return result
