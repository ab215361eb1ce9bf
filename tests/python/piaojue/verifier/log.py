"""Walks through the entries of a record: phases, batches, order (PROTOCOL §9–§11), and sorts them by rounds.

A rule broken here is noted as a problem of `log_order`; the walk goes on as if the entry had been allowed, so that
the other checks still find what they can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .. import closing, decision, manifest, merkle, people, statement, token
from ..ballot import Ballot, HandBack, Opened, read_ballot, read_hand_back, read_opened
from ..closing import Closing, Cosigned, Counts, Share
from ..decision import Result
from ..manifest import Attachment, Manifest
from ..people import Ceremony, Congress, Enrolment, Roll
from ..record import leaf_hashes
from ..refusal import Refusal
from ..statement import Statement
from ..token import Issuance

TYPES = {
    1: "congress", 2: "enrolment", 3: "ceremony", 4: "roll", 5: "manifest", 6: "attachment", 7: "statement",
    8: "issuance", 9: "ballot", 10: "hand_back", 12: "opened", 13: "counts", 14: "closing", 15: "cosigned",
    16: "share", 17: "result",
}  # fmt: skip

START = "start"
SETUP_PHASES = {START, "drafted", "announced", "published"}

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
    statement.FURTHER_ROUND: ({"announced"}, None),
    statement.VOID: ({"issuing", "voting", "paused", "closed", "cosigned", "decided"}, "voided"),
    statement.PUBLISH: ({"announced", "voided"}, "published"),
}
CLOSING_BATCHES = ["ballot", "hand_back", "opened", "closing"]


@dataclass
class Round:
    """One round's entries, with their indices."""

    index: int
    manifest: Manifest
    statements: list[tuple[int, Statement]] = field(default_factory=list)
    issuances: list[tuple[int, Issuance]] = field(default_factory=list)
    counts: list[tuple[int, Counts, str]] = field(default_factory=list)
    ballots: list[tuple[int, Ballot]] = field(default_factory=list)
    hand_backs: list[tuple[int, HandBack]] = field(default_factory=list)
    opened: list[tuple[int, Opened]] = field(default_factory=list)
    closings: list[tuple[int, Closing]] = field(default_factory=list)
    cosigned: list[tuple[int, Cosigned]] = field(default_factory=list)
    shares: list[tuple[int, Share]] = field(default_factory=list)
    results: list[tuple[int, Result]] = field(default_factory=list)

    def of(self, act: int) -> list[tuple[int, Statement]]:
        return [(i, s) for i, s in self.statements if s.act == act]

    def first(self, act: int) -> int | None:
        return next((i for i, s in self.statements if s.act == act), None)

    @property
    def sealed(self) -> bool:
        return bool(self.of(statement.SEAL))

    @property
    def voided(self) -> bool:
        return bool(self.of(statement.VOID))


@dataclass
class Log:
    entries: Sequence[bytes]
    hashes: list[bytes]
    problems: list[str] = field(default_factory=list)
    malformed: dict[str, list[str]] = field(default_factory=dict)
    congress: Congress | None = None
    enrolments: list[tuple[int, Enrolment]] = field(default_factory=list)
    ceremonies: list[tuple[int, Ceremony]] = field(default_factory=list)
    rolls: list[tuple[int, Roll]] = field(default_factory=list)
    desks: list[int] = field(default_factory=list)  # enrolment and roll entries where they may stand
    attachments: list[tuple[int, Attachment]] = field(default_factory=list)
    statements: list[tuple[int, Statement]] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    phase: str = START

    def root_before(self, index: int) -> bytes:
        return merkle.root_of(self.hashes[:index])

    def enrolment_at(self, index: int) -> Enrolment | None:
        return next((e for i, e in reversed(self.enrolments) if i < index), None)

    @property
    def ends_published(self) -> bool:
        ends = [(i, s.act) for i, s in self.statements[-1:]]
        return self.phase == "published" and ends == [(len(self.entries) - 1, statement.PUBLISH)]

    def desk_since(self, index: int) -> int:
        """Sign-ins and replaced cards before the newest enrolment or roll entry count no more (§9)."""
        return max((i for i in self.desks if i < index), default=-1)

    def signed_in_before(self, index: int) -> set[int]:
        """Leaving never lowers it (§9)."""
        since = self.desk_since(index)
        return {d for i, s in self.statements if s.act == statement.SIGN_IN and since < i < index for d in s.deputies()}


class Walker:
    """Goes through the entries once."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.log = Log(entries, leaf_hashes(entries))
        self._before_pause = "voting"
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
                log.problems.append(f"entry {index} ({name}): {refusal}")
                log.malformed.setdefault(name, []).append(f"entry {index}: {refusal}")
        return log

    def _one(self, index: int, name: str, entry: bytes) -> None:
        if (index == 0) != (name == "congress"):
            self.log.problems.append(f"entry {index} ({name}): the congress entry stands first, and only there")
        self._check_batch(index, name)
        handler: Callable[[int, bytes], None] = getattr(self, f"_{name}")
        handler(index, entry)

    # --- batches ---

    def _check_batch(self, index: int, name: str) -> None:
        """After the close only ballots, hand-backs, opened entries and the closing entry, in this order (§11.1)."""
        if self._batch in CLOSING_BATCHES:
            if name not in CLOSING_BATCHES or CLOSING_BATCHES.index(name) < CLOSING_BATCHES.index(self._batch):
                self.log.problems.append(f"entry {index} ({name}) stands where a {self._batch} or closing entry should")
                self._last = None
                return
        elif name in CLOSING_BATCHES:
            self.log.problems.append(f"entry {index} ({name}) does not follow the close")
        elif name == "issuance" and self._batch != "issuance":
            self.log.problems.append(f"entry {index} (issuance) does not follow the end of issuing")
        if name != self._batch:
            self._last = None
        if self._batch == "issuance" and name != "issuance":
            self._batch = None
        elif self._batch in CLOSING_BATCHES:
            self._batch = None if name == "closing" else name

    def _ascending(self, index: int, key: bytes) -> None:
        if self._last is not None and not self._last < key:
            self.log.problems.append(f"entry {index} is not in ascending order of its batch")
        self._last = key

    # --- the entries ---

    def _round(self, index: int, manifest_hash: bytes, phases: set[str] | None = None) -> Round:
        if not self.log.rounds:
            raise Refusal("wrong_phase", "there is no round yet")
        now = self.log.rounds[-1]
        if manifest_hash != now.manifest.hash:
            raise Refusal("wrong_manifest", "the entry names another round")
        if phases is not None and self.log.phase not in phases:
            self.log.problems.append(f"entry {index} is not allowed in phase {self.log.phase}")
        return now

    def _setup(self, index: int, congress_id: bytes | None = None) -> None:
        if self.log.phase not in SETUP_PHASES:
            self.log.problems.append(f"entry {index} is not allowed in phase {self.log.phase}")
        if congress_id is not None and (self.log.congress is None or congress_id != self.log.congress.id):
            self.log.problems.append(f"entry {index} is of another congress")

    def _congress(self, index: int, entry: bytes) -> None:
        congress = people.read_congress(entry)
        if self.log.congress is None:
            self.log.congress = congress

    def _enrolment(self, index: int, entry: bytes) -> None:
        enrolment = people.read_enrolment(entry)
        self._setup(index, enrolment.congress_id)
        self.log.enrolments.append((index, enrolment))
        self._desk(index)

    def _ceremony(self, index: int, entry: bytes) -> None:
        ceremony = people.read_ceremony(entry)
        self._setup(index)
        if ceremony.enrolment_hash not in {e.hash for _, e in self.log.enrolments}:
            self.log.problems.append(f"entry {index} (ceremony) names no earlier enrolment")
        self.log.ceremonies.append((index, ceremony))

    def _roll(self, index: int, entry: bytes) -> None:
        roll = people.read_roll(entry)
        self._setup(index, roll.congress_id)
        self.log.rolls.append((index, roll))
        self._desk(index)

    def _desk(self, index: int) -> None:
        if self.log.phase in SETUP_PHASES:
            self.log.desks.append(index)

    def _attachment(self, index: int, entry: bytes) -> None:
        attachment = manifest.read_attachment(entry)
        self._setup(index, attachment.congress_id)
        self.log.attachments.append((index, attachment))

    def _manifest(self, index: int, entry: bytes) -> None:
        new = manifest.read_manifest(entry)
        phase = self.log.phase
        if phase == "drafted":
            self.log.rounds.pop()
        elif phase != START and not (phase in ("announced", "published") and self._further_round):
            self.log.problems.append(f"entry {index} (manifest) is not allowed in phase {phase}")
        self.log.rounds.append(Round(index, new))
        self.log.phase, self._further_round = "drafted", False

    def _statement(self, index: int, entry: bytes) -> None:
        s = statement.read_statement(entry)
        log = self.log
        log.statements.append((index, s))
        if s.act in statement.OF_CONGRESS:
            if not log.rolls:
                log.problems.append(f"entry {index} ({s.name}) stands before the roll")
            if log.congress is None or s.scope != log.congress.id:
                log.problems.append(f"entry {index} ({s.name}) is of another congress")
            return
        now = self._round(index, s.scope)
        now.statements.append((index, s))
        phases, leads_to = PHASES[s.act]
        if log.phase not in phases:
            log.problems.append(f"entry {index} ({s.name}) is not allowed in phase {log.phase}")
        if s.act == statement.PAUSE:
            self._before_pause = log.phase
        elif s.act == statement.RESUME:
            leads_to = self._before_pause
            expected = index.to_bytes(8, "big") + log.root_before(index)
            if s.body != expected:
                log.problems.append(f"entry {index} (resume) names another log than stands before it")
        elif s.act == statement.END_ISSUING:
            self._batch, self._last = "issuance", None
        elif s.act == statement.CLOSE:
            self._batch, self._last = "ballot", None
        elif s.act == statement.FURTHER_ROUND:
            self._further_round = True
        if leads_to is not None:
            log.phase = leads_to

    def _issuance(self, index: int, entry: bytes) -> None:
        issuance = token.read_issuance(entry)
        self._round(index, issuance.manifest_hash, {"voting"}).issuances.append((index, issuance))
        self._ascending(index, issuance.deputy.to_bytes(4, "big"))

    def _ballot(self, index: int, entry: bytes) -> None:
        self._ascending(index, entry)
        if not self.log.rounds:
            raise Refusal("wrong_phase", "there is no round yet")
        ballot = read_ballot(self.log.rounds[-1].manifest.shape, entry[1:])
        self._round(index, ballot.manifest_hash, {"closed"}).ballots.append((index, ballot))

    def _hand_back(self, index: int, entry: bytes) -> None:
        self._ascending(index, entry)
        hand_back = read_hand_back(entry)
        self._round(index, hand_back.manifest_hash, {"closed"}).hand_backs.append((index, hand_back))

    def _opened(self, index: int, entry: bytes) -> None:
        self._ascending(index, entry)
        opened = read_opened(entry)
        self._round(index, opened.manifest_hash, {"closed"}).opened.append((index, opened))

    def _counts(self, index: int, entry: bytes) -> None:
        counts = closing.read_counts(entry)
        now = self._round(index, counts.manifest_hash, {"issuing", "voting", "paused"})
        phase = self._before_pause if self.log.phase == "paused" else self.log.phase
        now.counts.append((index, counts, phase))

    def _closing(self, index: int, entry: bytes) -> None:
        close = closing.read_closing(entry)
        self._round(index, close.manifest_hash, {"closed"}).closings.append((index, close))

    def _cosigned(self, index: int, entry: bytes) -> None:
        cosigned = closing.read_cosigned(entry)
        now = self._round(index, cosigned.manifest_hash, {"closed"})
        now.cosigned.append((index, cosigned))
        self.log.phase = "cosigned"

    def _share(self, index: int, entry: bytes) -> None:
        share = closing.read_share(entry)
        self._round(index, share.manifest_hash, {"cosigned", "decided"}).shares.append((index, share))

    def _result(self, index: int, entry: bytes) -> None:
        if not self.log.rounds:
            raise Refusal("wrong_phase", "there is no round yet")
        result = decision.read_result(entry, len(self.log.rounds[-1].manifest.projects))
        self._round(index, result.manifest_hash, {"cosigned"}).results.append((index, result))
        self.log.phase = "decided"
