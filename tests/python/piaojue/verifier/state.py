"""What the walk found: the rounds and everything that stands beside them, each with its index (PROTOCOL §12.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from .. import merkle, rsa, statement
from ..ballot import Ballot, GivenUp, Opened
from ..claim import Declaration
from ..closing import Closing, Cosigned, Counts, Share
from ..decision import Result
from ..manifest import Attachment, Manifest
from ..paper import Batch
from ..people import Ceremony, Congress, Enrolment, Roll
from ..refusal import Refusal
from ..statement import Statement
from ..token import Issuance

START = "start"
T = TypeVar("T")


def newest(found: Sequence[tuple[int, T]], before: int) -> tuple[int, T] | None:
    """The last of them that stands before an index."""
    return next((each for each in reversed(found) if each[0] < before), None)


@dataclass
class Round:
    """One round's entries, with their indices."""

    index: int
    manifest: Manifest
    before: Round | None
    statements: list[tuple[int, Statement]] = field(default_factory=list)
    issuances: list[tuple[int, Issuance]] = field(default_factory=list)
    counts: list[tuple[int, Counts]] = field(default_factory=list)
    cast: list[tuple[int, bytes]] = field(default_factory=list)  # ballot ids, also of ballots that cannot be read
    ballots: list[tuple[int, Ballot]] = field(default_factory=list)
    handed_back: list[int] = field(default_factory=list)
    hand_backs: list[tuple[int, GivenUp]] = field(default_factory=list)
    exchanged: list[int] = field(default_factory=list)
    exchanges: list[tuple[int, GivenUp]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # of the three above
    opened: list[tuple[int, Opened]] = field(default_factory=list)
    closings: list[tuple[int, Closing]] = field(default_factory=list)
    cosigned: list[tuple[int, Cosigned]] = field(default_factory=list)
    batches: list[tuple[int, Batch]] = field(default_factory=list)  # of sheets; also those that were replaced
    declarations: list[tuple[int, Declaration]] = field(default_factory=list)
    claimed: list[int] = field(default_factory=list)
    claims: list[tuple[int, GivenUp]] = field(default_factory=list)
    shares: list[tuple[int, Share]] = field(default_factory=list)
    foreign_shares: list[str] = field(default_factory=list)  # why others may not stand, and count for nothing (§11.4)
    results: list[tuple[int, Result]] = field(default_factory=list)

    def of(self, act: int) -> list[tuple[int, Statement]]:
        return [(i, s) for i, s in self.statements if s.act == act]

    def first(self, act: int) -> int | None:
        return next((i for i, s in self.statements if s.act == act), None)

    @cached_property
    def has_issuer(self) -> bool:
        return rsa.is_modulus(self.manifest.modulus)

    @property
    def voided(self) -> bool:
        return bool(self.of(statement.VOID))


@dataclass
class Log:
    entries: Sequence[bytes]
    hashes: list[bytes]
    problems: list[str] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)  # by type
    congress: Congress | None = None
    enrolments: list[tuple[int, Enrolment]] = field(default_factory=list)
    ceremonies: list[tuple[int, Ceremony]] = field(default_factory=list)
    rolls: list[tuple[int, Roll]] = field(default_factory=list)
    attachments: list[tuple[int, Attachment]] = field(default_factory=list)
    statements: list[tuple[int, Statement]] = field(default_factory=list)
    drafts: list[Round] = field(default_factory=list)  # a round for each manifest, also those that were replaced
    rounds: list[Round] = field(default_factory=list)
    phase: str = START

    def root_before(self, index: int) -> bytes:
        return merkle.root_of(self.hashes[:index])

    def enrolment_at(self, index: int) -> Enrolment | None:
        found = newest(self.enrolments, index)
        return found[1] if found else None

    def ceremony_at(self, index: int) -> Ceremony | None:
        """A ceremony is one of the newest enrolment: a new enrolment ends it (§9)."""
        found, people_since = newest(self.ceremonies, index), newest(self.enrolments, index)
        return found[1] if found and people_since and people_since[0] < found[0] else None

    def roll_at(self, index: int) -> Roll | None:
        found = newest(self.rolls, index)
        return found[1] if found else None

    def names_newest(self, m: Manifest, index: int) -> dict[str, bool]:
        """Whether the manifest names the newest enrolment, ceremony and roll before an index (§9)."""
        enrolment, ceremony, roll = self.enrolment_at(index), self.ceremony_at(index), self.roll_at(index)
        return {
            "enrolment": enrolment is not None and enrolment.hash == m.enrolment_hash,
            "ceremony": ceremony is not None and ceremony.hash == m.ceremony_hash,
            "roll": roll is not None and roll.hash == m.roll_hash,
        }

    @property
    def ends_published(self) -> bool:
        try:
            last = statement.read_statement(self.entries[-1] if self.entries else b"")
        except Refusal:
            return False
        return self.phase == "published" and last.act == statement.PUBLISH

    def desk_since(self, index: int) -> int:
        """Sign-ins and replaced cards before the newest enrolment or roll entry count no more (§9)."""
        return max((i for i, _ in [*self.enrolments, *self.rolls] if i < index), default=-1)

    def signed_in_before(self, index: int) -> set[int]:
        """A leave counts at the next open, and lowers nothing before it (§9)."""
        since, roll = self.desk_since(index), self.roll_at(index)
        deputies = range(1, 1 + (len(roll.keys) if roll else 0))
        opened = max((i for i, s in self.statements if s.act == statement.OPEN and i <= index), default=-1)
        here: set[int] = set()
        for at, stated in self.statements:
            if since < at < index and stated.act == statement.SIGN_IN:
                here.update(stated.deputies())
            elif since < at < min(index, opened) and stated.act == statement.LEAVE:
                here.difference_update(stated.deputies())
        return here.intersection(deputies)
