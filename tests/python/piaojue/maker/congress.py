"""Plays a whole congress and writes its record (PROTOCOL §1, in the order of §9–§12).

Every entry passes through emit(), under a label; a Tamper may change, drop or multiply it there. Whatever comes later
(roots, cosignatures, shares, result, checkpoint) is made from what was really written, so that a change stays the
only thing that is wrong.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .. import ballot, closing, decision, encrypted, merkle, note, statement, token
from ..ballot import Ballot, GivenUp, Opened
from ..codec import sha256, tagged_hash, u8, u32, u64
from ..manifest import SLIPS, Attachment, Manifest, cosigner_quorum, read_attachment, read_manifest
from ..method import further_method
from ..people import Ceremony, Congress, Enrolment, Roll, read_ceremony, read_congress, read_enrolment, read_roll
from ..record import Record, leaf_data
from ..refusal import Refusal
from ..slip import Slip, slip_list
from . import paper_part
from .keys import Keys, blind_signature, issuer_roots
from .plan import START_MINUTE, Plan, Voter
from .stream import draw

Change = Callable[["Maker", bytes], list[bytes]]
BatchChange = Callable[["Maker", list[bytes]], list[bytes]]


_make = lru_cache(maxsize=1024)(encrypted.make)


@dataclass
class Tamper:
    """Changes by label. `entries` sees one entry, `batches` a whole batch before it is sorted."""

    entries: dict[str, Change] = field(default_factory=dict)
    batches: dict[str, BatchChange] = field(default_factory=dict)
    sort_batches: bool = True
    checkpoint: Callable[[Maker, str], str] | None = None
    closing_checkpoint: Callable[[Maker, str], str] | None = None


class Maker:
    def __init__(self, keys: Keys, tamper: Tamper | None = None) -> None:
        self.keys, self.tamper = keys, tamper or Tamper()
        self.entries: list[bytes] = []
        self.labels: list[str] = []
        self.minute = START_MINUTE
        self._serials: dict[int, int] = {}
        self.papers: dict[int, token.Paper] = {}
        self.drawn: dict[int, Slip] = {}
        self.tokens: dict[int, bytes] = {}

    # --- the log ---

    def emit(self, label: str, entry: bytes) -> bytes:
        """Writes the entry, or what the tamper makes of it; gives the first entry written."""
        change = self.tamper.entries.get(label)
        written = change(self, entry) if change else [entry]
        for each in written:
            self.entries.append(each)
            self.labels.append(label)
        return written[0] if written else entry

    def emit_batch(self, label: str, entries: list[bytes], key: Callable[[bytes], bytes] = lambda e: e) -> None:
        change = self.tamper.batches.get(label)
        entries = change(self, entries) if change else entries
        for each in sorted(entries, key=key) if self.tamper.sort_batches else entries:
            self.emit(label, each)

    def root(self) -> bytes:
        return merkle.root_of([merkle.leaf_hash(leaf_data(entry)) for entry in self.entries])

    def sign(self, act: int, scope: bytes, body: bytes, people: Sequence[int]) -> bytes:
        serial = self._serials.get(people[0], 0) + 1
        self._serials[people[0]] = serial
        signers = [(person, self.keys.statement(person)) for person in people]
        return statement.sign_statement(act, scope, serial, self.minute, body, signers).encode()

    def state(self, label: str, act: int, body: bytes = b"", people: Sequence[int] = (1, 2)) -> None:
        self.minute += 1
        scope = self.congress.id if act in statement.OF_CONGRESS else self.manifest.hash
        self.emit(label, self.sign(act, scope, body, people))

    # --- setting up ---

    def set_up(self, plan: Plan) -> None:
        self.congress: Congress = read_congress(self.emit("congress", self.keys.congress().encode()))
        enrolment = self.keys.enrolment(self.congress.id)
        self.enrolment: Enrolment = read_enrolment(self.emit("enrolment", enrolment.encode()))
        ceremony = self.keys.ceremony(self.enrolment)
        self.ceremony: Ceremony = read_ceremony(self.emit("ceremony", ceremony.encode()))
        self.joint_key, self.verification_shares = ceremony.check(self.enrolment)
        roll = self.keys.roll(self.congress.id, plan.due)
        self.roll: Roll = read_roll(self.emit("roll", roll.encode()))
        text = "Approve at most two of three projects.\n".encode()
        self.attachment = Attachment(self.congress.id, 1, "text/plain", text)
        self.emit("attachment", self.attachment.encode())
        if plan.early:
            self.state("sign_in", statement.SIGN_IN, statement.deputies_body(list(plan.early)), [1])

    def slip(self, number: int, place: int) -> Slip:
        """A slip of a round. The first ones are drawn by the deputies of that number."""
        return Slip(draw(self.keys.seed, f"slip/{number}/{place}"))

    def _attachments(self, plan: Plan, number: int) -> tuple[bytes, ...]:
        self.listed = set[bytes]()
        if not plan.slips:
            return (self.attachment.hash,)
        hashes = [self.slip(number, place).hash for place in range(1, plan.slips + 1)]
        listed = Attachment(self.congress.id, SLIPS, "application/octet-stream", slip_list(hashes))
        written = self.emit(_numbered("slips", number), listed.encode())
        with contextlib.suppress(Refusal):
            self.listed.update(read_attachment(written).slips)
        return (self.attachment.hash, tagged_hash("piaojue/v1/attachment", written))

    def draft(self, plan: Plan, parent: bytes = bytes(32), number: int = 1, kind: int = 1) -> None:
        attachments = self._attachments(plan, number)
        draft = Manifest(
            self.congress.id, self.enrolment.hash, self.ceremony.hash, self.roll.hash, plan.due, number, kind,
            parent, self.congress.sample, "样例表决", "Sample vote", plan.phases,
            plan.min_group, note.ed25519.public_key(self.keys.box), self.keys.issuer.n,
            issuer_roots(self.keys.seed), self.ceremony.k, self.joint_key,
            tuple(self.verification_shares), cosigner_quorum(self.ceremony.n, self.ceremony.k), plan.method,
            plan.projects, attachments,
        )  # fmt: skip
        self.manifest: Manifest = read_manifest(self.emit(_numbered("manifest", number), draft.encode()))
        self.state("seal", statement.SEAL)
        self.state("open", statement.OPEN)
        if plan.late:
            self.state("late_sign_in", statement.SIGN_IN, statement.deputies_body(list(plan.late)), [1])

    # --- the vote ---

    def paper(self, deputy: int) -> token.Paper:
        seed = draw(self.keys.seed, f"token/{self.manifest.round}/{deputy}")
        return token.Paper(seed, self.manifest.hash, self.keys.issuer.n)

    def _issue(self, plan: Plan) -> None:
        issuances = []
        self.drawn = {v.deputy: self.slip(self.manifest.round, v.deputy) for v in plan.voters if v.drawn}
        for deputy, slip in self.drawn.items():
            self.tokens[deputy] = slip.token
            issuances.append(self.drawing(deputy, self.keys.identity(deputy)))
        for voter in plan.voters:
            if voter.drawn:
                continue
            if voter.sheet:
                issuances.append(paper_part.taken(self, voter.deputy))
                continue
            paper = self.paper(voter.deputy)
            blinded = paper.blinded()
            request = token.issue_request(self.manifest.hash, voter.deputy, blinded, self.keys.identity(voter.deputy))
            self.papers[voter.deputy] = paper
            self.tokens[voter.deputy] = paper.token(blind_signature(self.keys.seed, blinded))
            issuances.append(token.Issuance(self.manifest.hash, voter.deputy, sha256(blinded), request[-64:]).encode())
        self.state("end_issuing", statement.END_ISSUING, people=[1])
        self.emit_batch("issuance", issuances, lambda e: e[33:37])

    def drawing(self, deputy: int, identity_seed: bytes) -> bytes:
        """The issuance entry of a deputy who draws a slip."""
        request = token.draw_request(self.manifest.hash, deputy, identity_seed)
        return token.Issuance(self.manifest.hash, deputy, None, request[-64:]).encode()

    def voting_paper(self, deputy: int) -> token.Paper | Slip:
        return self.drawn[deputy] if deputy in self.drawn else self.papers[deputy]

    def ballot_seed(self, deputy: int, use: str = "cast") -> bytes:
        return draw(self.keys.seed, f"ballot-seed/{self.manifest.round}/{deputy}/{use}")

    def make_ballot(self, deputy: int, marks: Sequence[int], use: str = "cast", honest: bool = True) -> Ballot:
        paper, m = self.voting_paper(deputy), self.manifest
        seed = self.ballot_seed(deputy, use)
        made = _make(m.shape, m.hash, m.joint_key, paper.ballot_key, bytes(marks), seed, honest)
        return ballot.sign_ballot(made, self.tokens[deputy], paper.ballot_key_seed)

    def hand_back(self, deputy: int) -> GivenUp:
        return ballot.sign_hand_back(self.manifest.hash, self.tokens[deputy], self.voting_paper(deputy).ballot_key_seed)

    def _counts(self, label: str, phase: int, present: int, plan: Plan) -> None:
        cast = sum(v.marks is not None for v in plan.voters) if phase == closing.VOTING_COUNTS else 0
        issued = len(plan.voters)
        self.emit(label, closing.Counts(self.manifest.hash, phase, present, issued, max(0, cast - 1), 0).entry())

    def vote(self, plan: Plan) -> None:
        self.present = len({*plan.early, *plan.late})
        self._counts("counts", closing.ISSUING_COUNTS, self.present, plan)
        self._issue(plan)
        self._counts("counts_voting", closing.VOTING_COUNTS, self.present, plan)
        if plan.paused:
            self.state("pause", statement.PAUSE, statement.reason_body("break"))
            self.minute += 10
            self.state("resume", statement.RESUME, u64(len(self.entries)) + self.root())

    def _void_slips(self, plan: Plan) -> None:
        places = set(range(1, plan.slips + 1 - plan.missing)) - self.drawn.keys()
        hashes = sorted(self.slip(self.manifest.round, place).hash for place in places)
        if hashes:
            self.state("void_slips", statement.VOID_SLIPS, statement.slips_body(hashes))

    def _voided_slips(self) -> int:
        """Slips of a list that can be read, by statements that can be read."""
        voided = set[bytes]()
        for entry in self.entries:
            with contextlib.suppress(Refusal):
                if entry[:2] == b"\x07\x11" and entry[2:34] == self.manifest.hash:
                    voided.update(statement.read_statement(entry).slips())
        return len(voided & self.listed)

    def close(self, plan: Plan) -> None:
        self._void_slips(plan)
        self.state("close", statement.CLOSE)
        cast = [self._cast(v) for v in plan.voters if v.marks is not None]
        cast += [paper_part.entered(self, place, marks) for place, marks in enumerate(plan.entered, start=1)]
        before = len(self.entries)
        self.emit_batch("ballot", [each.entry() for each in cast])
        self.ballots = [entry[1:] for entry in self.entries[before:]]
        self.emit_batch("hand_back", [self.hand_back(v.deputy).entry() for v in plan.voters if v.hand_back])
        self.handed_back = len(self.entries) - before - len(self.ballots)
        self.emit_batch("exchange", [paper_part.exchange(self, v.deputy) for v in plan.voters if v.exchange])
        before_opened = len(self.entries)
        checked = [v for v in plan.voters if v.checked_first is not None]
        self.emit_batch("opened", [self._opened(v).entry() for v in checked])
        opened = len(self.entries) - before_opened
        self.issued = sum(entry[0] == 8 and entry[1:33] == self.manifest.hash for entry in self.entries)
        numbers = (self.present, self.issued, len(self.ballots), self.handed_back, self._voided_slips(), opened)
        self.emit("closing", closing.Closing(self.manifest.hash, *numbers).entry())
        self.closing_root, self.closing_size = self.root(), len(self.entries)
        paper_part.key_batches(self, plan)
        self._cosign(plan)
        paper_part.state_paper(self, plan)
        paper_part.end_claims(self, plan)

    def _cast(self, voter: Voter) -> Ballot:
        return self.make_ballot(voter.deputy, voter.marks or (), honest=voter.honest)

    def _opened(self, voter: Voter) -> Opened:
        checked = self.make_ballot(voter.deputy, voter.checked_first or (), "checked")
        return Opened(self.manifest.hash, checked.ballot_id, 0, 1)

    def _cosign(self, plan: Plan) -> None:
        size = self.closing_size
        text = note.checkpoint_text(self.congress.origin, size, self.closing_root)
        if plan.absent:
            self.state("absent", statement.ABSENT, statement.tellers_body(list(plan.absent)))
        signed = note.sign_checkpoint(self.congress.origin, size, self.closing_root, self.keys.log)
        time = 60 * self.minute
        lines = [self.cosignature(text, teller, time) for teller in plan.cosigning]
        checkpoint = signed + "".join(lines)
        if self.tamper.closing_checkpoint:
            checkpoint = self.tamper.closing_checkpoint(self, checkpoint)
        self.emit("cosigned", closing.Cosigned(self.manifest.hash, checkpoint.encode()).entry())
        self.closing_checkpoint = checkpoint

    def cosignature(self, text: str, teller: int, time: int) -> str:
        return note.cosignature_line(text, self.congress.origin, teller, self.keys.cosigner(teller), time)

    # --- the tally ---

    def sums(self) -> list[tuple[closing.Point, closing.Point]]:
        shape = self.manifest.shape
        parts = [data[66 : 66 + encrypted.ciphertext_bytes(shape)] for data in self.ballots]
        return closing.aggregate(parts, shape.ciphertexts)

    def share(self, teller: int) -> closing.Share:
        bases = [a for a, _ in self.sums()]
        nonce = self.keys.nonce(f"share/{teller}", self.manifest.hash, self.closing_root)
        seed = self.keys.statement(self.keys.teller_person(teller))
        secret = self.keys.teller_secret(self.enrolment, teller)
        return closing.make_share(self.manifest.hash, self.closing_root, teller, secret, bases, nonce, seed)

    def tally(self, plan: Plan) -> None:
        m = self.manifest
        numbers = [project.number for project in m.projects]
        values: list[int] | None = None
        used: list[int] = []
        sheets = paper_part.outcome(self)
        too_many = sheets is not None and sheets.too_many
        if sheets and not too_many and sheets.line.returned and not self.ballots:
            values = [0] * m.shape.ciphertexts
        elif len(self.ballots) >= m.min_group and not too_many:
            shares = [self.share(teller) for teller in plan.sharing]
            for share in shares:
                self.emit(f"share/{share.teller}", share.entry())
            shares = sorted(shares, key=lambda s: s.teller)[: m.k]
            used = [share.teller for share in shares]
            combined = closing.combine(self.sums(), shares, len(self.ballots) * 3)
            values = [value or 0 for value in combined]
        tally = decision.make_tally(
            len(self.roll.keys), self.present, self.issued, len(self.ballots), self.handed_back, m.method, values,
            len(numbers), sheets.line if sheets else None, too_many,
        )  # fmt: skip
        if values is None:
            result = decision.make_unopened_result(m.hash, self.closing_root, m.method, numbers, tally)
        else:
            result = decision.make_result(m.hash, self.closing_root, used, m.method, numbers, tally)
        written = self.emit("result", result.entry())
        self.result = result
        with contextlib.suppress(Refusal):
            self.result = decision.read_result(written, len(numbers), sheets is not None)

    def announce(self, plan: Plan) -> None:
        for teller in plan.reporting:
            self.state(f"report/{teller}", statement.REPORT, self.result.hash, [self.keys.teller_person(teller)])
        self.state("announce", statement.ANNOUNCE, self.result.hash)

    def further_round(self, parent: bytes, kind: int) -> None:
        self.state("further_round", statement.FURTHER_ROUND, parent + u8(kind))

    def publish(self) -> bytes:
        self.state("publish", statement.PUBLISH)
        size, root = len(self.entries), self.root()
        checkpoint = note.sign_checkpoint(self.congress.origin, size, root, self.keys.log)
        if self.tamper.checkpoint:
            checkpoint = self.tamper.checkpoint(self, checkpoint)
        self.publishing_checkpoint = checkpoint
        return Record(tuple(self.entries), checkpoint.encode()).encode()

    def receipt(self, index: int) -> str:
        """tlog-proof of a ballot entry in the closing checkpoint's tree (§10.3)."""
        size = note.read_checkpoint(self.closing_checkpoint.encode()).size
        leaves = [merkle.leaf_hash(leaf_data(entry)) for entry in self.entries[:size]]
        extra = sha256(self.entries[index][1:])
        return note.tlog_proof(extra, index, merkle.inclusion_proof(leaves, index), self.closing_checkpoint)


def play(seed: str, plan: Plan, tamper: Tamper | None = None, after: Sequence[Plan] = ()) -> tuple[bytes, Maker]:
    """The record of one round, or of several if further plans are given; and who made it."""
    maker = Maker(Keys(seed), tamper)
    maker.set_up(plan)
    maker.draft(plan)
    maker.vote(plan)
    _finish(maker, plan)
    before = plan
    for number, further in enumerate(after, start=2):
        m = maker.manifest
        if before.void_in is None:
            parent, kind, places = maker.result.hash, maker.result.next_kind, maker.result.next_places
            listed = [next(p for p in m.projects if p.number == no) for no in maker.result.next_projects]
        else:
            parent, kind, places = tagged_hash("piaojue/v1/void", maker.entries[-1]), 6, m.method.places
            listed = [p for p in m.projects if p in further.projects]
        maker.further_round(parent, kind)
        present = statement.deputies_body([*plan.early, *plan.late])
        maker.state(f"sign_in/{number}", statement.SIGN_IN, present, [1])
        method = further_method(m.method, places, len(listed))
        following = replace(further, projects=tuple(listed), method=method, early=(), late=())
        maker.draft(following, parent, number, kind)
        maker.vote(replace(following, early=plan.early, late=plan.late))
        _finish(maker, following)
        before = following
    return maker.publish(), maker


def _numbered(label: str, number: int) -> str:
    return label if number == 1 else f"{label}/{number}"


def _finish(maker: Maker, plan: Plan) -> None:
    if plan.void_in == "voting":
        maker.state("void", statement.VOID, statement.reason_body("power cut"))
        return
    maker.close(plan)
    maker.tally(plan)
    maker.announce(plan)


def replace_card_body(deputy: int, key: bytes, reason: str) -> bytes:
    return u32(deputy) + key + statement.reason_body(reason)
