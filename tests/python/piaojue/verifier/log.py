"""Walks through the entries of a record: phases, batches, order (PROTOCOL §9–§11), and sorts them by rounds.

An entry that cannot be read, or may not stand where it stands, fails `log_order` and the check about its type, and
counts for nothing but the tree (§12). So everything that the other checks find here may stand where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from .. import closing, decision, manifest, merkle, people, rsa, statement, token
from ..ballot import Ballot, HandBack, Opened, ballot_id_of, read_hand_back, read_opened, read_whole_ballot
from ..closing import Closing, Cosigned, Counts, Share
from ..decision import Result
from ..manifest import Attachment, Manifest
from ..people import Ceremony, Congress, Enrolment, Roll
from ..record import leaf_hashes
from ..refusal import Refusal, require
from ..statement import Statement
from ..token import Issuance

T = TypeVar("T")

TYPES = {
    1: "congress", 2: "enrolment", 3: "ceremony", 4: "roll", 5: "manifest", 6: "attachment", 7: "statement",
    8: "issuance", 9: "ballot", 10: "hand_back", 12: "opened", 13: "counts", 14: "closing", 15: "cosigned",
    16: "share", 17: "result",
}  # fmt: skip

START = "start"

# act: phases in which it is allowed, phase it leads to (None: the phase stays)
PHASES: dict[int, tuple[set[str], str | None]] = {
    statement.SEAL: ({"drafted"}, "sealed"),
    statement.UNSEAL: ({"sealed"}, "drafted"),
    statement.OPEN: ({"sealed"}, "issuing"),
    statement.END_ISSUING: ({"issuing"}, "voting"),
    statement.PAUSE: ({"issuing", "voting"}, "paused"),
    statement.RESUME: ({"paused"}, None),
    statement.CLOSE: ({"voting"}, "closed"),
    statement.ABSENT: ({"closed"}, None),
    statement.REPORT: ({"decided"}, None),
    statement.ANNOUNCE: ({"decided"}, "announced"),
    statement.FURTHER_ROUND: ({"announced", "voided"}, None),
    statement.VOID: ({"issuing", "voting", "paused", "closed", "cosigned", "decided"}, "voided"),
    statement.PUBLISH: ({"announced", "voided"}, "published"),
    statement.VOID_SLIPS: ({"voting"}, None),
}
CLOSING_BATCHES = ["ballot", "hand_back", "opened"]
PHASE_OF_COUNTS = {closing.ISSUING_COUNTS: "issuing", closing.VOTING_COUNTS: "voting"}


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
    hand_backs: list[tuple[int, HandBack]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # of the two above
    opened: list[tuple[int, Opened]] = field(default_factory=list)
    closings: list[tuple[int, Closing]] = field(default_factory=list)
    cosigned: list[tuple[int, Cosigned]] = field(default_factory=list)
    shares: list[tuple[int, Share]] = field(default_factory=list)
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


def _misplaced(detail: str) -> Refusal:
    return Refusal("wrong_phase", detail)


class Walker:
    """Goes through the entries once."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.log = Log(entries, leaf_hashes(entries))
        self._before_pause = "issuing"
        self._further_round = False
        self._batch: str | None = None
        self._last: bytes | None = None

    def walk(self) -> Log:
        log = self.log
        for index, entry in enumerate(log.entries):
            name = TYPES.get(entry[0]) if entry else None
            if name is None:
                log.problems.append(f"entry {index} is of no known type")
                continue
            try:
                self._one(index, name, entry)
            except Refusal as refusal:
                self._refuse(index, name, refusal)
        return log

    def _refuse(self, index: int, name: str, refusal: Refusal) -> None:
        self.log.problems.append(f"entry {index} ({name}): {refusal}")
        self.log.refused.setdefault(name, []).append(f"entry {index}: {refusal}")

    def _one(self, index: int, name: str, entry: bytes) -> None:
        """Every handler refuses before it changes anything."""
        if name == "congress" and index != 0:
            raise _misplaced("a congress entry that is not the first")
        if name != "congress" and self.log.congress is None:
            raise _misplaced("the log does not begin with its congress")
        was_issuing = self._batch == "issuance"
        handler: Callable[[int, bytes], None] = getattr(self, f"_{name}")
        handler(index, entry)
        if was_issuing and name != "issuance" and self._batch == "issuance":
            self._batch = self._last = None

    # --- batches ---

    def _in_batch(self, index: int, name: str, manifest_hash: bytes, entry: bytes) -> Round:
        """Issuances directly after end_issuing; after the close ballots, hand-backs, opened entries (§7.3, §11.1)."""
        if name == "issuance" or self._batch == "issuance":
            fits = name == self._batch
        else:
            fits = self._batch is not None and CLOSING_BATCHES.index(self._batch) <= CLOSING_BATCHES.index(name)
        if not fits:
            raise _misplaced("not behind the statement that it belongs to")
        now = self._round(manifest_hash)
        if name == self._batch and self._last is not None and not self._last < entry:
            self.log.problems.append(f"entry {index} is not in ascending order of its batch")
        self._batch, self._last = name, entry
        return now

    # --- the entries ---

    def _round(self, manifest_hash: bytes, phases: set[str] | None = None) -> Round:
        if not self.log.rounds:
            raise _misplaced("there is no round yet")
        now = self.log.rounds[-1]
        require(manifest_hash == now.manifest.hash, "wrong_manifest", "of another round")
        if phases is not None and self.log.phase not in phases:
            raise _misplaced(f"in phase {self.log.phase}")
        return now

    def _setup(self) -> None:
        """Before a seal, or once a further round was stated (§9)."""
        stated = self.log.phase in ("announced", "voided", "published") and self._further_round
        if self.log.phase not in (START, "drafted") and not stated:
            raise _misplaced(f"in phase {self.log.phase}, without a further round that was stated")

    def _congress(self, _: int, entry: bytes) -> None:
        congress = people.read_congress(entry)
        congress.check_keys()
        self.log.congress = congress

    def _enrolment(self, index: int, entry: bytes) -> None:
        enrolment = people.read_enrolment(entry)
        enrolment.check_keys()
        self._setup()
        self.log.enrolments.append((index, enrolment))

    def _ceremony(self, index: int, entry: bytes) -> None:
        ceremony = people.read_ceremony(entry)
        self._setup()
        if not self.log.enrolments:
            raise _misplaced("a ceremony before an enrolment")
        self.log.ceremonies.append((index, ceremony))

    def _roll(self, index: int, entry: bytes) -> None:
        roll = people.read_roll(entry)
        roll.check()
        self._setup()
        self.log.rolls.append((index, roll))

    def _attachment(self, index: int, entry: bytes) -> None:
        attachment = manifest.read_attachment(entry)
        self._setup()
        self.log.attachments.append((index, attachment))

    def _manifest(self, index: int, entry: bytes) -> None:
        new = manifest.read_manifest(entry)
        new.check_alone()
        self._setup()
        log = self.log
        if log.phase == "drafted":
            log.rounds.pop()
        log.rounds.append(Round(index, new, log.rounds[-1] if log.rounds else None))
        log.drafts.append(log.rounds[-1])
        log.phase, self._further_round = "drafted", False

    def _statement(self, index: int, entry: bytes) -> None:
        s = statement.read_statement(entry)
        log = self.log
        if s.act in statement.OF_CONGRESS:
            require(log.congress is not None and s.scope == log.congress.id, "wrong_manifest", "of another congress")
        else:
            self._round(s.scope)
        if self._batch in CLOSING_BATCHES:
            raise _misplaced(f"{s.name} between the close and the closing entry")
        if not log.rolls:
            raise _misplaced(f"{s.name} before the roll")
        if s.act in statement.OF_CONGRESS:
            self._replace_card(s)
        elif log.phase not in PHASES[s.act][0]:
            raise _misplaced(f"{s.name} in phase {log.phase}")
        log.statements.append((index, s))
        if s.act not in statement.OF_CONGRESS:
            log.rounds[-1].statements.append((index, s))
            self._act(index, s)

    def _replace_card(self, s: Statement) -> None:
        if s.act != statement.REPLACE_CARD or not self.log.rounds:
            return
        deputy = int.from_bytes(s.body[:4], "big")
        if any(issued.deputy == deputy for _, issued in self.log.rounds[-1].issuances):
            raise Refusal("already_issued", f"deputy {deputy} was issued a paper in this round")

    def _act(self, index: int, s: Statement) -> None:
        log, leads_to = self.log, PHASES[s.act][1]
        if s.act == statement.SEAL:
            replaced = [what for what, same in log.names_newest(log.rounds[-1].manifest, index).items() if not same]
            if replaced:
                log.problems.append(f"entry {index} (seal): the {', '.join(replaced)} was replaced")
        elif s.act == statement.PAUSE:
            self._before_pause = log.phase
        elif s.act == statement.RESUME:
            leads_to = self._before_pause
            if s.body != index.to_bytes(8, "big") + log.root_before(index):
                log.problems.append(f"entry {index} (resume) names another log than stands before it")
        elif s.act == statement.END_ISSUING:
            self._batch, self._last = "issuance", None
        elif s.act == statement.CLOSE:
            self._batch, self._last = "ballot", None
        elif s.act == statement.FURTHER_ROUND:
            self._further_round = True
        log.phase = leads_to or log.phase

    def _issuance(self, index: int, entry: bytes) -> None:
        issuance = token.read_issuance(entry)
        self._in_batch(index, "issuance", issuance.manifest_hash, entry).issuances.append((index, issuance))

    def _ballot(self, index: int, entry: bytes) -> None:
        manifest_hash, ballot_id = ballot_id_of(entry)
        now = self._in_batch(index, "ballot", manifest_hash, entry)
        now.cast.append((index, ballot_id))
        self._box(index, "ballot", now, lambda: now.ballots.append((index, read_whole_ballot(now.manifest, entry[1:]))))

    def _hand_back(self, index: int, entry: bytes) -> None:
        require(len(entry) == 550, "malformed", "a hand-back has 550 bytes")
        now = self._in_batch(index, "hand_back", entry[3:35], entry)
        now.handed_back.append(index)

        def read() -> None:
            hand_back = read_hand_back(entry)
            hand_back.check_form(now.manifest.modulus)
            now.hand_backs.append((index, hand_back))

        self._box(index, "hand_back", now, read)

    def _box(self, index: int, name: str, now: Round, read: Callable[[], Any]) -> None:
        """What stands in the box is counted, even if it cannot be read; then `counts` fails too (§12)."""
        if not now.has_issuer:
            return
        try:
            read()
        except Refusal as refusal:
            self._refuse(index, name, refusal)
            now.unread.append(f"entry {index} cannot be read: {refusal}")

    def _opened(self, index: int, entry: bytes) -> None:
        opened = read_opened(entry)
        self._in_batch(index, "opened", opened.manifest_hash, entry).opened.append((index, opened))

    def _counts(self, index: int, entry: bytes) -> None:
        counts = closing.read_counts(entry)
        self._round(counts.manifest_hash, {PHASE_OF_COUNTS[counts.phase]}).counts.append((index, counts))

    def _closing(self, index: int, entry: bytes) -> None:
        close = closing.read_closing(entry)
        now = self._round(close.manifest_hash, {"closed"})
        if self._batch not in CLOSING_BATCHES:
            raise _misplaced("a closing entry that closes nothing")
        now.closings.append((index, close))
        self._batch = self._last = None

    def _cosigned(self, index: int, entry: bytes) -> None:
        cosigned = closing.read_cosigned(entry)
        now = self._round(cosigned.manifest_hash, {"closed"})
        if not now.closings:
            raise _misplaced("cosignatures without a closing checkpoint")
        now.cosigned.append((index, cosigned))
        self.log.phase = "cosigned"

    def _share(self, index: int, entry: bytes) -> None:
        share = closing.read_share(entry)
        share.check_form()
        self._round(share.manifest_hash, {"cosigned", "decided"}).shares.append((index, share))

    def _result(self, index: int, entry: bytes) -> None:
        if not self.log.rounds:
            raise _misplaced("there is no round yet")
        result = decision.read_result(entry, len(self.log.rounds[-1].manifest.projects))
        self._round(result.manifest_hash, {"cosigned"}).results.append((index, result))
        self.log.phase = "decided"
