"""Manifest and attachments (PROTOCOL §6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from . import ed25519, rsa
from .codec import Reader, bytes32, tagged_hash, text, u8, u16, u32
from .method import Method, Shape, check_against, read_method
from .refusal import require
from .slip import read_slip_list
from .ristretto import decode

KINDS = {1: "first", 2: "tie", 3: "shortfall", 4: "presidium", 5: "set_invalid", 6: "ordered", 7: "too_few"}
SPLIT, JOINT = 0, 1
MAX_ATTACHMENT = 1024 * 1024
SLIPS = 4  # the kind of an attachment that lists slips


@dataclass(frozen=True)
class Attachment:
    congress_id: bytes
    kind: int
    media_type: str
    content: bytes

    def encode(self) -> bytes:
        return u8(6) + self.congress_id + u8(self.kind) + text(self.media_type) + bytes32(self.content)

    @cached_property
    def hash(self) -> bytes:
        return tagged_hash("piaojue/v1/attachment", self.encode())

    @cached_property
    def slips(self) -> tuple[bytes, ...]:
        """The slip hashes of an attachment of kind 4; `malformed` for a content that is no such list (§7.4)."""
        return read_slip_list(self.content)


def read_attachment(entry: bytes) -> Attachment:
    reader = Reader(entry, "attachment entry")
    reader.expect(u8(6), "type")
    congress_id, kind = reader.take(32), reader.between(1, SLIPS, reader.u8(), "kind")
    result = Attachment(congress_id, kind, reader.text(1, 100, "media type"), reader.bytes32(MAX_ATTACHMENT))
    reader.end()
    if kind == SLIPS:
        read_slip_list(result.content)
    return result


@dataclass(frozen=True)
class Project:
    number: int
    name: str
    name2: str
    ref: str

    def encode(self) -> bytes:
        return u16(self.number) + text(self.name) + text(self.name2) + text(self.ref)


@dataclass(frozen=True)
class Manifest:
    congress_id: bytes
    enrolment_hash: bytes
    ceremony_hash: bytes
    roll_hash: bytes
    due: int
    round: int
    kind: int
    parent: bytes
    sample: bool
    title: str
    title2: str
    phases: int
    min_group: int
    box_key: bytes
    modulus: int
    roots: tuple[int, ...]
    k: int
    joint_key: bytes
    verification_shares: tuple[bytes, ...]
    cosigner_quorum: int
    method: Method
    projects: tuple[Project, ...]
    attachments: tuple[bytes, ...]

    @property
    def n(self) -> int:
        return len(self.verification_shares)

    @cached_property
    def shape(self) -> Shape:
        return self.method.shape(len(self.projects))

    def encode(self) -> bytes:
        rsa_numbers = [self.modulus, *self.roots]
        return b"".join(
            (
                u8(5), u16(1), self.congress_id, self.enrolment_hash, self.ceremony_hash, self.roll_hash, u32(self.due),
                u8(self.round), u8(self.kind), self.parent, u8(int(self.sample)), text(self.title), text(self.title2),
                u8(self.phases), u16(self.min_group), self.box_key,
                u8(1), *(number.to_bytes(rsa.MODULUS_BYTES, "big") for number in rsa_numbers),
                u8(self.n), u8(self.k), self.joint_key, *self.verification_shares, u8(self.cosigner_quorum),
                self.method.encode(),
                u8(len(self.projects)), *(project.encode() for project in self.projects),
                u8(len(self.attachments)), *self.attachments,
            )
        )  # fmt: skip

    @cached_property
    def hash(self) -> bytes:
        """M, the round's id."""
        return tagged_hash("piaojue/v1/manifest", self.encode())

    def check_alone(self) -> None:
        """The rules of §6 that need no other entry."""
        wanted = cosigner_quorum(self.n, self.k)
        require(self.cosigner_quorum == wanted, "malformed", f"the cosigner quorum is not {wanted}")
        check_against(self.method, len(self.projects))
        numbers = {project.number for project in self.projects}
        require(len(numbers) == len(self.projects), "malformed", "two projects have the same number")
        first = self.kind == 1
        fits = first == (self.parent == bytes(32)) and (not first or self.round == 1)
        require(fits, "malformed", "kind, parent and round do not fit together")
        ed25519.decode_key(self.box_key)
        for point in (self.joint_key, *self.verification_shares):
            decode(point)


def cosigner_quorum(n: int, k: int) -> int:
    return (n + k - 1) // 2 + 1


def _read_project(reader: Reader) -> Project:
    number = reader.between(1, 65535, reader.u16(), "project number")
    return Project(number, reader.text(1, 300, "name"), reader.text(0, 300, "name2"), reader.text(0, 100, "ref"))


def read_manifest(entry: bytes) -> Manifest:
    """The format; check_alone() and the verifier judge what the fields say."""
    reader = Reader(entry, "manifest entry")
    reader.expect(u8(5), "type")
    reader.expect(u16(1), "version", "wrong_version")
    congress_id, enrolment_hash, ceremony_hash, roll_hash = (reader.take(32) for _ in range(4))
    due = reader.between(1, 10_000, reader.u32(), "due")
    number = reader.between(1, 255, reader.u8(), "round")
    kind = reader.between(1, 7, reader.u8(), "kind")
    parent = reader.take(32)
    sample = reader.between(0, 1, reader.u8(), "flags") == 1
    title, title2 = reader.text(1, 200, "title"), reader.text(0, 200, "title2")
    phases = reader.between(0, 1, reader.u8(), "phases")
    min_group = reader.between(1, 65535, reader.u16(), "min_group")
    box_key = reader.take(32)
    reader.expect(u8(1), "issuers")
    modulus, *roots = (int.from_bytes(reader.take(rsa.MODULUS_BYTES), "big") for _ in range(1 + rsa.ROOTS))
    n = reader.between(2, 32, reader.u8(), "n")
    k = reader.between(2, n, reader.u8(), "k")
    joint_key = reader.take(32)
    shares = tuple(reader.take(32) for _ in range(n))
    quorum = reader.u8()
    method = read_method(reader)
    count = reader.between(1, 100, reader.u8(), "number of projects")
    projects = tuple(_read_project(reader) for _ in range(count))
    attachment_count = reader.between(0, 16, reader.u8(), "number of attachments")
    attachments = tuple(reader.take(32) for _ in range(attachment_count))
    reader.end()
    return Manifest(
        congress_id, enrolment_hash, ceremony_hash, roll_hash, due, number, kind, parent, sample, title, title2, phases,
        min_group, box_key, modulus, tuple(roots), k, joint_key, shares, quorum, method, projects, attachments,
    )  # fmt: skip
