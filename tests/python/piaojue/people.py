"""Congress, enrolment, ceremony and roll entries (PROTOCOL §3, §4, §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from . import cocktail, ed25519
from .codec import Reader, bytes32, crockford, grouped, sha512, tagged, tagged_hash, text, u8, u16, u32
from .refusal import Refusal, require
from .ristretto import decode

OFFICIAL, SCRUTINEER, TELLER = 1, 2, 3
MAX_ENTRY = 2 * 1024 * 1024


@dataclass(frozen=True)
class Congress:
    sample: bool
    nonce: bytes
    log_key: bytes
    name: str
    name2: str

    def encode(self) -> bytes:
        head = u8(1) + u16(1) + u8(int(self.sample))
        return head + self.nonce + self.log_key + text(self.name) + text(self.name2)

    @cached_property
    def id(self) -> bytes:
        return tagged_hash("piaojue/v1/congress", self.encode())

    def check_keys(self) -> None:
        ed25519.decode_key(self.log_key)

    @property
    def origin(self) -> str:
        return "piaojue/" + self.id[:16].hex()


def read_congress(entry: bytes) -> Congress:
    reader = Reader(entry, "congress entry")
    reader.expect(u8(1), "type")
    reader.expect(u16(1), "version", "wrong_version")
    flags = reader.between(0, 1, reader.u8(), "flags")
    nonce, log_key = reader.take(32), reader.take(32)
    result = Congress(flags == 1, nonce, log_key, reader.text(1, 200, "name"), reader.text(0, 200, "name2"))
    reader.end()
    return result


@dataclass(frozen=True)
class Person:
    role: int
    name: str
    statement_key: bytes
    dkg_key: bytes
    cosigner_key: bytes
    nonce: bytes
    signature: bytes
    cosigner_signature: bytes

    def core(self) -> bytes:
        teller_keys = self.dkg_key + self.cosigner_key if self.role == TELLER else b""
        return u8(self.role) + text(self.name) + self.statement_key + teller_keys + self.nonce

    def encode(self) -> bytes:
        return self.core() + self.signature + self.cosigner_signature


@dataclass(frozen=True)
class Enrolment:
    congress_id: bytes
    people: tuple[Person, ...]

    def encode(self) -> bytes:
        return u8(2) + self.congress_id + u16(len(self.people)) + b"".join(p.encode() for p in self.people)

    @cached_property
    def hash(self) -> bytes:
        return tagged_hash("piaojue/v1/enrolment", self.encode())

    @property
    def fingerprint(self) -> str:
        return grouped(crockford(self.hash, 16))

    @cached_property
    def tellers(self) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.role == TELLER)

    def person(self, number: int) -> Person | None:
        return self.people[number - 1] if 1 <= number <= len(self.people) else None

    def check_keys(self) -> None:
        """Every key is one (§2)."""
        for person in self.people:
            ed25519.decode_key(person.statement_key)
            if person.role == TELLER:
                decode(person.dkg_key)
                ed25519.decode_key(person.cosigner_key)

    def check(self) -> None:
        """Keys are distinct, everybody signed for himself (§3.2)."""
        signing = [p.statement_key for p in self.people] + [t.cosigner_key for t in self.tellers]
        require(len(set(signing)) == len(signing), "malformed", "two signing keys of the enrolment are the same")
        dkg = [t.dkg_key for t in self.tellers]
        require(len(set(dkg)) == len(dkg), "malformed", "two ceremony keys of the enrolment are the same")
        for number, person in enumerate(self.people, start=1):
            message = self.congress_id + person.core()
            good = ed25519.verify(person.statement_key, "piaojue/v1/enrol", message, person.signature)
            if good and person.role == TELLER:
                tag = "piaojue/v1/enrol-cosigner"
                good = ed25519.verify(person.cosigner_key, tag, message, person.cosigner_signature)
            require(good, "signature_rejected", f"person {number} of the enrolment did not sign")


def _read_person(reader: Reader) -> Person:
    role = reader.between(1, 3, reader.u8(), "role")
    name = reader.text(1, 100, "name of a person")
    statement_key = reader.take(32)
    dkg_key, cosigner_key = (reader.take(32), reader.take(32)) if role == TELLER else (b"", b"")
    nonce, signature = reader.take(32), reader.take(64)
    second = reader.take(64) if role == TELLER else b""
    return Person(role, name, statement_key, dkg_key, cosigner_key, nonce, signature, second)


def read_enrolment(entry: bytes) -> Enrolment:
    reader = Reader(entry, "enrolment entry")
    reader.expect(u8(2), "type")
    congress_id = reader.take(32)
    count = reader.between(1, 1000, reader.u16(), "number of persons")
    people = tuple(_read_person(reader) for _ in range(count))
    reader.end()
    result = Enrolment(congress_id, people)
    reader.between(0, 32, len(result.tellers), "number of tellers")
    return result


@dataclass(frozen=True)
class Ceremony:
    enrolment_hash: bytes
    k: int
    commitment_hashes: tuple[bytes, ...]
    commitment_signatures: tuple[bytes, ...]
    transcript: bytes
    certificate: tuple[bytes, ...]

    @property
    def n(self) -> int:
        return len(self.commitment_hashes)

    def encode(self) -> bytes:
        pairs = zip(self.commitment_hashes, self.commitment_signatures, strict=True)
        head = u8(3) + self.enrolment_hash + u8(self.n) + u8(self.k) + b"".join(h + s for h, s in pairs)
        return head + bytes32(self.transcript) + b"".join(self.certificate)

    @cached_property
    def hash(self) -> bytes:
        return tagged_hash("piaojue/v1/ceremony", self.encode())

    def check(self, enrolment: Enrolment) -> tuple[bytes, list[bytes]]:
        """Everything §4 lists; gives the joint key and the verification shares."""
        tellers = enrolment.tellers
        require(self.enrolment_hash == enrolment.hash, "malformed", "the ceremony is of another enrolment")
        require(self.n == len(tellers), "malformed", "the ceremony has not as many tellers as the enrolment")
        keys = tuple(t.dkg_key for t in tellers)
        transcript = cocktail.read_transcript(self.transcript, self.n, self.k)
        require(transcript.static_keys == keys, "malformed", "the transcript has other ceremony keys")
        context = cocktail.make_context(self.enrolment_hash, keys)
        require(transcript.context == context, "malformed", "the transcript has another context")
        expected = extension(self.commitment_hashes)
        require(transcript.extension == expected, "malformed", "the transcript has another extension")
        for i, teller in enumerate(tellers, start=1):
            message = commit_message(self.enrolment_hash, self.k, i, self.commitment_hashes[i - 1])
            signature = self.commitment_signatures[i - 1]
            if not ed25519.verify(teller.statement_key, "piaojue/v1/dkg-commit", message, signature):
                raise Refusal("signature_rejected", f"teller {i} did not sign the hash of round 0")
            if not cocktail.schnorr_verify(teller.dkg_key, self.transcript, self.certificate[i - 1]):
                raise Refusal("signature_rejected", f"teller {i} did not sign the certificate")
        return cocktail.check_transcript(transcript)


def commit_message(enrolment_hash: bytes, k: int, i: int, h: bytes) -> bytes:
    return enrolment_hash + u8(k) + u8(i) + h


def extension(hashes: Sequence[bytes]) -> bytes:
    return sha512(tagged("piaojue/v1/dkg-extension"), *hashes)


def read_ceremony(entry: bytes) -> Ceremony:
    reader = Reader(entry, "ceremony entry")
    reader.expect(u8(3), "type")
    enrolment_hash = reader.take(32)
    n = reader.between(2, 32, reader.u8(), "number of tellers")
    k = reader.between(2, n, reader.u8(), "threshold")
    rows = [(reader.take(32), reader.take(64)) for _ in range(n)]
    transcript = reader.bytes32(MAX_ENTRY)
    certificate = tuple(reader.take(64) for _ in range(n))
    reader.end()
    return Ceremony(enrolment_hash, k, tuple(h for h, _ in rows), tuple(s for _, s in rows), transcript, certificate)


@dataclass(frozen=True)
class Roll:
    congress_id: bytes
    roll_id: bytes
    keys: tuple[bytes, ...]

    def encode(self) -> bytes:
        return u8(4) + self.congress_id + self.roll_id + u32(len(self.keys)) + b"".join(self.keys)

    @cached_property
    def hash(self) -> bytes:
        return tagged_hash("piaojue/v1/roll", self.encode())

    def check(self) -> None:
        require(len(set(self.keys)) == len(self.keys), "malformed", "two deputies have the same key")
        for key in self.keys:
            ed25519.decode_key(key)


def read_roll(entry: bytes) -> Roll:
    reader = Reader(entry, "roll entry")
    reader.expect(u8(4), "type")
    congress_id, roll_id = reader.take(32), reader.take(32)
    count = reader.between(1, 10_000, reader.u32(), "number of deputies")
    result = Roll(congress_id, roll_id, tuple(reader.take(32) for _ in range(count)))
    reader.end()
    return result
