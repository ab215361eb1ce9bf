"""Statements of officials, scrutineers and tellers (PROTOCOL §9)."""

from __future__ import annotations

from dataclasses import dataclass

from . import ed25519
from .codec import Reader, bytes16, text, u8, u16, u32
from .paper import MAX_BATCHES, MAX_NUMBER
from .people import OFFICIAL, SCRUTINEER, TELLER, Enrolment
from .refusal import Refusal, require

SIGN_IN, LEAVE, REPLACE_CARD, SEAL, UNSEAL, OPEN, END_ISSUING, PAUSE, RESUME, CLOSE = range(1, 11)
ABSENT, REPORT, ANNOUNCE, FURTHER_ROUND, VOID, PUBLISH, VOID_SLIPS, PAPER, END_CLAIMS = range(11, 20)
NAMES = {
    1: "sign_in", 2: "leave", 3: "replace_card", 4: "seal", 5: "unseal", 6: "open", 7: "end_issuing", 8: "pause",
    9: "resume", 10: "close", 11: "absent", 12: "report", 13: "announce", 14: "further_round", 15: "void",
    16: "publish", 17: "void_slips", 18: "paper", 19: "end_claims",
}  # fmt: skip
OF_ONE = {SIGN_IN, LEAVE, END_ISSUING, REPORT}
OF_CONGRESS = {SIGN_IN, LEAVE, REPLACE_CARD}
STATEMENT_TAG = "piaojue/v1/statement"
MAX_DEPUTIES = 10_000
MAX_SLIPS = 1_000


@dataclass(frozen=True)
class Statement:
    act: int
    scope: bytes
    serial: int
    minute: int
    body: bytes
    signers: tuple[tuple[int, bytes], ...]

    @property
    def name(self) -> str:
        return NAMES[self.act]

    def message(self) -> bytes:
        return u8(self.act) + self.scope + u32(self.serial) + u32(self.minute) + bytes16(self.body)

    def encode(self) -> bytes:
        signers = b"".join(u16(person) + signature for person, signature in self.signers)
        return u8(7) + self.message() + u8(len(self.signers)) + signers

    def deputies(self) -> tuple[int, ...]:
        """Of sign_in and leave."""
        reader = Reader(self.body, self.name)
        reader.u16()
        return tuple(reader.u32() for _ in range(reader.left // 4))

    def slips(self) -> tuple[bytes, ...]:
        """Slip hashes of void_slips."""
        reader = Reader(self.body, self.name)
        reader.u16()
        return tuple(reader.take(32) for _ in range(reader.left // 32))

    def check_signers(self, enrolment: Enrolment) -> None:
        """Number and roles of the signers, and their signatures."""
        wanted = 1 if self.act in OF_ONE else 2
        if len(self.signers) < wanted:
            raise Refusal("second_person_required", f"{self.name} has one signer")
        people = []
        for number, _ in self.signers:
            person = enrolment.person(number)
            if person is None:
                raise Refusal("not_permitted", f"{self.name}: there is no person {number}")
            people.append(person)
        roles = tuple(person.role for person in people)
        if self.act == REPLACE_CARD:
            allowed = roles == (TELLER, TELLER) and self.signers[0][0] != self.signers[1][0]
        elif self.act == REPORT:
            allowed = roles == (TELLER,)
        else:
            allowed = roles[0] == OFFICIAL and all(role in (SCRUTINEER, TELLER) for role in roles[1:])
        require(allowed, "not_permitted", f"{self.name}: the signers' roles are {roles}")
        for person, (number, signature) in zip(people, self.signers, strict=True):
            if not ed25519.verify(person.statement_key, STATEMENT_TAG, self.message(), signature):
                raise Refusal("signature_rejected", f"{self.name}: the signature of person {number} does not verify")


def _read_reason(reader: Reader, low: int) -> None:
    reader.text(low, 200, "reason")


def _read_ascending(reader: Reader, values: list[int]) -> None:
    if values != sorted(set(values)) or 0 in values:
        raise reader.fail("a list is not in ascending order")


def check_body(act: int, body: bytes) -> None:
    """The body's format, act by act."""
    reader = Reader(body, f"body of {NAMES[act]}")
    if act in (SIGN_IN, LEAVE):
        count = reader.between(0, MAX_DEPUTIES, reader.u16(), "number of deputies")
        _read_ascending(reader, [reader.u32() for _ in range(count)])
    elif act == REPLACE_CARD:
        reader.u32()
        ed25519.decode_key(reader.take(32))
        _read_reason(reader, 0)
    elif act in (UNSEAL, VOID):
        _read_reason(reader, 1)
    elif act == PAUSE:
        _read_reason(reader, 0)
    elif act == RESUME:
        reader.u64()
        reader.take(32)
    elif act == ABSENT:
        _read_ascending(reader, [reader.u8() for _ in range(reader.u8())])
    elif act in (REPORT, ANNOUNCE):
        reader.take(32)
    elif act == FURTHER_ROUND:
        reader.take(32)
        reader.between(2, 7, reader.u8(), "kind")
    elif act == VOID_SLIPS:
        slips = [reader.take(32) for _ in range(reader.between(1, MAX_SLIPS, reader.u16(), "number of slips"))]
        require(slips == sorted(set(slips)), "malformed", "the slips are not in ascending order")
    elif act == PAPER:
        reader.between(0, MAX_NUMBER, reader.u32(), "number of uncancelled sheets")
        reader.between(0, MAX_BATCHES, reader.u16(), "number of batches")
        reader.take(32)
    elif act == END_CLAIMS:
        reader.between(0, MAX_NUMBER, reader.u32(), "number of used slips")
    reader.end()


def read_statement(entry: bytes) -> Statement:
    reader = Reader(entry, "statement entry")
    reader.expect(u8(7), "type")
    act = reader.between(1, 19, reader.u8(), "act")
    scope, serial, minute, body = reader.take(32), reader.u32(), reader.u32(), reader.bytes16()
    count = reader.between(1, 1 if act in OF_ONE else 2, reader.u8(), "number of signers")
    signers = tuple((reader.u16(), reader.take(64)) for _ in range(count))
    reader.end()
    check_body(act, body)
    return Statement(act, scope, serial, minute, body, signers)


def sign_statement(
    act: int, scope: bytes, serial: int, minute: int, body: bytes, signers: list[tuple[int, bytes]]
) -> Statement:
    """`signers` are pairs of person number and seed of the statement key."""
    unsigned = Statement(act, scope, serial, minute, body, ())
    signed = tuple((person, ed25519.sign(seed, STATEMENT_TAG, unsigned.message())) for person, seed in signers)
    return Statement(act, scope, serial, minute, body, signed)


def deputies_body(deputies: list[int]) -> bytes:
    return u16(len(deputies)) + b"".join(u32(deputy) for deputy in deputies)


def reason_body(reason: str) -> bytes:
    return text(reason)


def slips_body(slips: list[bytes]) -> bytes:
    return u16(len(slips)) + b"".join(slips)


def tellers_body(tellers: list[int]) -> bytes:
    return u8(len(tellers)) + bytes(tellers)
