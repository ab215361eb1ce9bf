"""Walks through the entries of a record: phases, batches, order (PROTOCOL §9–§11), and sorts them by rounds.

An entry that cannot be read, or may not stand where it stands, fails `log_order` and the check about its type, and
counts for nothing but the tree (§12). So everything that the other checks find here may stand where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import claim, closing, decision, manifest, paper, people, statement, token
from ..ballot import CLAIM, EXCHANGE, HAND_BACK, ballot_id_of, read_given_up, read_opened, read_whole_ballot
from ..record import leaf_hashes
from ..refusal import Refusal, require
from ..statement import Statement
from .sheets import Sheets, paper_stands
from .shares import foreign
from .state import START, Log, Round

TYPES = {
    1: "congress", 2: "enrolment", 3: "ceremony", 4: "roll", 5: "manifest", 6: "attachment", 7: "statement",
    8: "issuance", 9: "ballot", 10: "hand_back", 11: "exchange", 12: "opened", 13: "counts", 14: "closing",
    15: "cosigned", 16: "share", 17: "result", 18: "paper_batch", 19: "declaration", 20: "claim",
}  # fmt: skip

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
    statement.PAPER: ({"closed", "cosigned"}, None),
    statement.END_CLAIMS: ({"closed", "cosigned"}, None),
}
# Batches behind the statement that they belong to, in their order (§7.3, §11.1, §11.9).
ISSUING_BATCHES = ["issuance"]
CLOSING_BATCHES = ["ballot", "hand_back", "exchange", "opened"]
CLAIM_BATCHES = ["declaration", "claim"]
PHASE_OF_COUNTS = {closing.ISSUING_COUNTS: "issuing", closing.VOTING_COUNTS: "voting"}


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
        before = self._batch
        handler: Callable[[int, bytes], None] = getattr(self, f"_{name}")
        handler(index, entry)
        for batches in (ISSUING_BATCHES, CLAIM_BATCHES):
            if before in batches and self._batch in batches and name not in batches:
                self._batch = self._last = None

    # --- batches ---

    def _in_batch(self, index: int, name: str, manifest_hash: bytes, entry: bytes) -> Round:
        """Issuances directly after end_issuing, the box directly after the close, and so on."""
        batches = next(each for each in (ISSUING_BATCHES, CLOSING_BATCHES, CLAIM_BATCHES) if name in each)
        if self._batch not in batches or batches.index(self._batch) > batches.index(name):
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
        elif s.act in (statement.PAPER, statement.END_CLAIMS):
            self._once_before_a_share(s)
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

    def _once_before_a_share(self, s: Statement) -> None:
        now = self.log.rounds[-1]
        if now.of(s.act):
            raise _misplaced(f"a second {s.name} statement of the round")
        if now.shares:
            raise _misplaced(f"{s.name} behind a share")

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
        elif s.act == statement.END_CLAIMS:
            self._batch, self._last = "declaration", None
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

    def _given_up(self, index: int, name: str, entry: bytes, type_: int) -> None:
        require(len(entry) == 550, "malformed", f"a {name} entry has 550 bytes")
        now = self._in_batch(index, name, entry[3:35], entry)
        counted, found = {
            HAND_BACK: (now.handed_back, now.hand_backs), EXCHANGE: (now.exchanged, now.exchanges),
            CLAIM: (now.claimed, now.claims),
        }[type_]  # fmt: skip
        counted.append(index)

        def read() -> None:
            given_up = read_given_up(type_, entry)
            given_up.check_form(now.manifest.modulus)
            found.append((index, given_up))

        self._box(index, name, now, read)

    def _hand_back(self, index: int, entry: bytes) -> None:
        self._given_up(index, "hand_back", entry, HAND_BACK)

    def _exchange(self, index: int, entry: bytes) -> None:
        self._given_up(index, "exchange", entry, EXCHANGE)

    def _claim(self, index: int, entry: bytes) -> None:
        self._given_up(index, "claim", entry, CLAIM)

    def _box(self, index: int, name: str, now: Round, read: Callable[[], Any]) -> None:
        """What stands in the box is counted, even if it cannot be read; then `counts` fails too (§12)."""
        if not now.has_issuer:
            return
        try:
            read()
        except Refusal as refusal:
            self._refuse(index, name, refusal)
            if name != "claim":
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

    def _declaration(self, index: int, entry: bytes) -> None:
        declared = claim.read_declaration(entry)
        self._in_batch(index, "declaration", declared.manifest_hash, entry).declarations.append((index, declared))

    def _paper_batch(self, index: int, entry: bytes) -> None:
        batch = paper.read_batch(entry)
        now = self._round(batch.manifest_hash, {"closed", "cosigned"})
        if not now.closings:
            raise _misplaced("a batch of sheets before the closing entry")
        if now.of(statement.PAPER) or now.shares:
            raise _misplaced("a batch of sheets behind act 18 or a share")
        same = len(batch.count.rows) == len(now.manifest.projects)
        require(same, "malformed", "sheets of another number of projects")
        now.batches.append((index, batch))

    def _needs_paper(self, now: Round, what: str) -> None:
        """Where there is paper, nothing is decrypted or decided before two people said what it comes to (§11.8)."""
        if paper_stands(now) and not now.of(statement.PAPER):
            raise _misplaced(f"{what} without the statement about paper")

    def _share(self, index: int, entry: bytes) -> None:
        share = closing.read_share(entry)
        share.check_form()
        now = self._round(share.manifest_hash, {"cosigned", "decided"})
        self._needs_paper(now, "a share")
        fault = foreign(self.log, now, index, share)
        if fault is None:
            now.shares.append((index, share))
        else:
            now.foreign_shares.append(f"entry {index}, share of teller {share.teller}: {fault}")

    def _result(self, index: int, entry: bytes) -> None:
        if not self.log.rounds:
            raise _misplaced("there is no round yet")
        now = self.log.rounds[-1]
        with_sheets = Sheets.of(now) is not None
        result = decision.read_result(entry, len(now.manifest.projects), with_sheets)
        self._round(result.manifest_hash, {"cosigned"})
        self._needs_paper(now, "a result")
        now.results.append((index, result))
        self.log.phase = "decided"
