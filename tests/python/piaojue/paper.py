"""Paper: the card's word for a sheet, batches of sheets that two people keyed (PROTOCOL §7.5, §11.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import ed25519
from .codec import Reader, tagged_hash, text, u8, u16, u32
from .people import OFFICIAL, Enrolment
from .refusal import require

PAPER_TAG = "piaojue/v1/paper"
BATCH_TAG = "piaojue/v1/paper-batch"
DOUBTFUL_TAG = "piaojue/v1/doubtful"
MAX_BATCHES = 200
MAX_NUMBER = 10_000
VALID, OVER, UNREADABLE, MARKED, BLANK = range(5)  # decisions about a doubtful sheet
VOID_NAMES = ("void_over", "void_unreadable", "void_marked", "void_blank")

SheetRow = tuple[int, int, int]  # approve, oppose, abstain


def counters(enrolment: Enrolment) -> dict[int, bytes]:
    """Statement keys of the people who may count sheets, scrutineers and tellers, by person."""
    return {i: each.statement_key for i, each in enumerate(enrolment.people, start=1) if each.role != OFFICIAL}


def paper_request(manifest_hash: bytes, deputy: int, identity_seed: bytes) -> bytes:
    """§7.5, 102 bytes: the card asks for a sheet."""
    signature = ed25519.sign(identity_seed, PAPER_TAG, manifest_hash + u32(deputy))
    return u16(1) + manifest_hash + u32(deputy) + signature


@dataclass(frozen=True)
class SheetCount:
    """What some sheets come to."""

    issued: int
    returned: int
    voids: tuple[int, int, int, int]  # over, unreadable, marked, blank
    rows: tuple[SheetRow, ...]

    @property
    def void(self) -> int:
        return sum(self.voids)

    @property
    def valid(self) -> int:
        return self.returned - self.void

    def encode_rows(self) -> bytes:
        return b"".join(u32(number) for row in self.rows for number in row)


def total(counts: Iterable[SheetCount], projects: int) -> SheetCount:
    issued, returned, voids, rows = 0, 0, (0, 0, 0, 0), [(0, 0, 0)] * projects
    for each in counts:
        issued, returned = issued + each.issued, returned + each.returned
        voids = tuple(a + b for a, b in zip(voids, each.voids, strict=True))  # type: ignore[assignment]
        rows = [(a + d, b + e, c + f) for (a, b, c), (d, e, f) in zip(rows, each.rows, strict=True)]
    return SheetCount(issued, returned, voids, tuple(rows))


@dataclass(frozen=True)
class Batch:
    """The paper_batch entry."""

    manifest_hash: bytes
    number: int
    count: SheetCount
    doubtful: tuple[tuple[int, str], ...]
    signers: tuple[tuple[int, bytes], ...]
    chief: tuple[int, bytes] | None

    def body(self) -> bytes:
        numbers = (self.count.issued, self.count.returned, *self.count.voids)
        head = self.manifest_hash + u16(self.number) + b"".join(map(u32, numbers))
        doubtful = b"".join(u8(decision) + text(reason) for decision, reason in self.doubtful)
        return head + u8(len(self.count.rows)) + self.count.encode_rows() + u8(len(self.doubtful)) + doubtful

    def entry(self) -> bytes:
        signers = (*self.signers, *([self.chief] if self.chief else []))
        return u8(0x12) + self.body() + b"".join(u16(person) + signature for person, signature in signers)

    def signer_faults(self, enrolment: Enrolment) -> list[str]:
        """Two who may count; and for what is in doubt the chief scrutineer, the first of them (§11.8)."""
        keys, body = counters(enrolment), self.body()
        faults = []
        for person, signature in self.signers:
            if person not in keys:
                faults.append(f"person {person} may not count sheets")
            elif not ed25519.verify(keys[person], BATCH_TAG, body, signature):
                faults.append(f"the signature of person {person} does not verify")
        if self.chief is not None:
            person, signature = self.chief
            if person != min(keys, default=None):
                faults.append(f"person {person} is not the chief scrutineer")
            elif not ed25519.verify(keys[person], DOUBTFUL_TAG, body, signature):
                faults.append(f"the chief scrutineer's signature, of person {person}, does not verify")
        return faults

    def sum_faults(self, min_group: int, three_way: bool, hi: int) -> list[str]:
        """Why the batch does not add up."""
        count, decided = self.count, [decision for decision, _ in self.doubtful]
        rules = [
            (count.returned == 0 or count.returned >= min_group, f"{count.returned} sheets, fewer than {min_group}"),
            (count.void <= count.returned, "more void than returned"),
            (sum(row[0] for row in count.rows) <= hi * max(0, count.valid), "more approvals than the sheets can have"),
            (decided.count(VALID) <= count.valid, "more doubtful sheets found valid than are valid"),
        ]
        for number, (approve, oppose, abstain) in enumerate(count.rows, start=1):
            rules.append((approve + oppose + abstain == count.valid, f"the marks of candidate {number} are not valid"))
            rules.append((three_way or oppose == 0, f"candidate {number} is opposed"))
        for decision, (name, number) in enumerate(zip(VOID_NAMES, count.voids, strict=True), start=OVER):
            rules.append((decided.count(decision) <= number, f"more doubtful sheets than {name} says"))
        return [fault for held, fault in rules if not held]


def read_batch(entry: bytes) -> Batch:
    reader = Reader(entry, "paper_batch entry")
    reader.expect(u8(0x12), "type")
    manifest_hash, number = reader.take(32), reader.between(1, MAX_BATCHES, reader.u16(), "batch")

    def numbers(count: int) -> list[int]:
        return [reader.between(0, MAX_NUMBER, reader.u32(), "number of sheets") for _ in range(count)]

    issued, returned, *voids = numbers(6)
    projects = reader.between(1, 100, reader.u8(), "number of projects")
    rows = tuple(tuple(numbers(3)) for _ in range(projects))
    doubtful = tuple(
        (reader.between(VALID, BLANK, reader.u8(), "decision"), reader.text(1, 200, "reason"))
        for _ in range(reader.u8())
    )
    first, second = ((reader.u16(), reader.take(64)) for _ in range(2))
    require(first[0] < second[0], "malformed", "the persons of a batch are not in ascending order")
    chief = (reader.u16(), reader.take(64)) if doubtful else None
    reader.end()
    count = SheetCount(issued, returned, tuple(voids), rows)  # type: ignore[arg-type]
    return Batch(manifest_hash, number, count, doubtful, (first, second), chief)


def sign_batch(
    manifest_hash: bytes, number: int, count: SheetCount, doubtful: Sequence[tuple[int, str]],
    keyers: Mapping[int, bytes], chief: tuple[int, bytes],
) -> Batch:  # fmt: skip
    """`keyers` and `chief` are persons with the seeds of their statement keys."""
    unsigned = Batch(manifest_hash, number, count, tuple(doubtful), (), None)
    body = unsigned.body()
    signers = tuple((person, ed25519.sign(keyers[person], BATCH_TAG, body)) for person in sorted(keyers))
    third = (chief[0], ed25519.sign(chief[1], DOUBTFUL_TAG, body)) if doubtful else None
    return Batch(manifest_hash, number, count, tuple(doubtful), signers, third)


def paper_hash(batches: Iterable[Batch]) -> bytes:
    """Over the batches that act 18 counts, in ascending number."""
    return tagged_hash("piaojue/v1/paper-count", *(each.entry() for each in batches))


def paper_body(uncancelled: int, batches: int, hash_: bytes) -> bytes:
    """The body of act 18."""
    return u32(uncancelled) + u16(batches) + hash_


@dataclass(frozen=True)
class SheetLine:
    """The sheets' line of a result entry (§11.6)."""

    taken: int
    exchanged: int
    uncancelled: int
    returned: int
    voids: tuple[int, int, int, int]
    rows: tuple[SheetRow, ...]

    @property
    def valid(self) -> int:
        return self.returned - sum(self.voids)

    def encode(self) -> bytes:
        numbers = (self.taken, self.exchanged, self.uncancelled, self.returned, *self.voids)
        return b"".join(map(u32, numbers)) + b"".join(u32(number) for row in self.rows for number in row)


def read_sheet_line(reader: Reader, projects: int) -> SheetLine:
    taken, exchanged, uncancelled, returned, *voids = (reader.u32() for _ in range(8))
    rows = tuple((reader.u32(), reader.u32(), reader.u32()) for _ in range(projects))
    return SheetLine(taken, exchanged, uncancelled, returned, tuple(voids), rows)  # type: ignore[arg-type]
