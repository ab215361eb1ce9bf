"""log_root … issuer_key, statements, quorum (PROTOCOL §12)."""

from __future__ import annotations

from .. import merkle, note, rsa, statement
from ..note import SignedCheckpoint
from ..people import Ceremony, Enrolment
from ..refusal import Refusal, require
from ..statement import Statement
from .checks import NOT_PUBLISHED, Case, refused
from .state import Log, Round
from .slips import list_faults, voiding_faults
from .view import CannotRun, RoundView


def _checkpoint(case: Case) -> SignedCheckpoint:
    try:
        return note.read_checkpoint(case.checkpoint)
    except Refusal as refusal:
        raise CannotRun(f"the publishing checkpoint cannot be read: {refusal}") from refusal


def log_root(case: Case) -> list[str]:
    try:
        size, root = note.read_size_and_root(case.checkpoint)
    except Refusal as refusal:
        raise CannotRun(f"the publishing checkpoint cannot be read: {refusal}") from refusal
    if size != len(case.log.entries):
        return [f"the publishing checkpoint has size {size}, the record has {len(case.log.entries)} entries"]
    if root != merkle.root_of(case.log.hashes):
        return ["the root of the entries is not the publishing checkpoint's"]
    return []


def log_signature(case: Case) -> list[str]:
    checkpoint, congress = _checkpoint(case), case.log.congress
    if congress is None:
        raise CannotRun("there is no congress entry")
    faults = []
    if checkpoint.origin != congress.origin:
        faults.append(f"the publishing checkpoint is of {checkpoint.origin}")
    if not faults and not checkpoint.log_signed(congress.log_key):
        faults.append("the log's signature does not verify")
    if checkpoint.cosignatures:
        faults.append("the publishing checkpoint has more lines than the log's")
    return faults


def log_order(case: Case) -> list[str]:
    faults = list(case.log.problems)
    if case.log.congress is None:
        faults.append("cannot run: there is no congress entry")
    return faults if case.log.ends_published else [*faults, NOT_PUBLISHED]


def _of_congress(case: Case, index: int, congress_id: bytes) -> list[str]:
    same = case.log.congress is not None and case.log.congress.id == congress_id
    return [] if same else [f"entry {index} is of another congress"]


def enrolment(case: Case) -> list[str]:
    faults = []
    for index, each in case.log.enrolments:
        faults += _of_congress(case, index, each.congress_id) + refused(f"entry {index}", each.check)
    return faults if case.log.enrolments else ["cannot run: no enrolment that can be read"]


def _joint_keys(ceremony: Ceremony, enrolment: Enrolment | None) -> tuple[bytes, list[bytes]]:
    if enrolment is None:
        raise Refusal("malformed", "there is no enrolment")
    return ceremony.check(enrolment)


def ceremony(case: Case) -> list[str]:
    log, faults = case.log, []
    for index, each in log.ceremonies:
        people = log.enrolment_at(index)
        faults += refused(f"entry {index}", lambda e=each, p=people: _joint_keys(e, p))  # type: ignore[misc]
    for now in log.drafts:
        faults += refused(f"the manifest in entry {now.index}", lambda n=now: _same_keys(log, n))  # type: ignore[misc]
    if log.ceremony_at(len(log.entries)) is None:
        faults.append("cannot run: no ceremony that holds")
    return faults


def _same_keys(log: Log, now: Round) -> None:
    found, m = log.ceremony_at(now.index), now.manifest
    if found is None:
        raise Refusal("wrong_manifest", "there is no ceremony to compare it with")
    joint, shares = _joint_keys(found, log.enrolment_at(now.index))
    require((m.n, m.k) == (found.n, found.k), "wrong_manifest", "another n or k than the certificate's")
    require(m.joint_key == joint, "wrong_manifest", "another joint key than the certificate's")
    require(list(m.verification_shares) == shares, "wrong_manifest", "other verification shares than the certificate's")


def roll(case: Case) -> list[str]:
    faults = []
    for index, each in case.log.rolls:
        faults += _of_congress(case, index, each.congress_id)
    for now in case.log.drafts:
        found = case.log.roll_at(now.index)
        if found is None or found.hash != now.manifest.roll_hash:
            faults.append(f"the manifest in entry {now.index} names another roll")
        elif len(found.keys) != now.manifest.due:
            faults.append(f"the roll has {len(found.keys)} deputies, the manifest {now.manifest.due} due")
    return faults if case.log.rolls else [*faults, "cannot run: no roll that can be read"]


def manifest(case: Case) -> list[str]:
    faults = []
    for index, each in case.log.attachments:
        faults += _of_congress(case, index, each.congress_id)
    for now in case.log.drafts:
        faults += [f"entry {now.index}: {fault}" for fault in _manifest_faults(case, now)]
    return faults if case.views else [*faults, "cannot run: no manifest that can be read"]


def _manifest_faults(case: Case, now: Round) -> list[str]:
    """What §6 and §9 ask beyond the manifest's own bytes and the round before."""
    m, log = now.manifest, case.log
    same_sample = log.congress is not None and m.sample == log.congress.sample
    earlier = {a.hash for i, a in log.attachments if i < now.index}
    faults = _of_congress(case, now.index, m.congress_id)
    rules = [(same_sample, "the sample flag is not the congress's")]
    rules += [(same, f"not the newest {what}") for what, same in log.names_newest(m, now.index).items()]
    rules += [(set(m.attachments) <= earlier, "an attachment names no earlier entry")]
    return faults + [fault for held, fault in rules if not held] + list_faults(log, now)


def issuer_key(case: Case) -> list[str]:
    faults = []
    for now in case.log.drafts:
        m = now.manifest
        faults += refused("issuer", lambda m=m: rsa.check_issuer_key(m.modulus, list(m.roots)))  # type: ignore[misc]
    return faults if case.views else ["cannot run: no manifest that can be read"]


def statements(case: Case) -> list[str]:
    faults = [] if case.views else ["cannot run: no manifest that can be read"]
    last_serial: dict[bytes, int] = {}
    for index, each in case.log.statements:
        enrolment = case.log.enrolment_at(index)
        if enrolment is None:
            faults.append(f"entry {index} ({each.name}) stands before any enrolment")
            continue
        faults += refused(f"entry {index}", lambda s=each, e=enrolment: s.check_signers(e))  # type: ignore[misc]
        first = enrolment.person(each.signers[0][0])
        if first is not None:
            if each.serial <= last_serial.get(first.statement_key, -1):
                faults.append(f"entry {index} ({each.name}) uses the serial {each.serial} again or goes back")
            last_serial[first.statement_key] = max(each.serial, last_serial.get(first.statement_key, -1))
        faults += [f"entry {index} ({each.name}): {fault}" for fault in _deputy_faults(case, index, each)]
    for now in case.log.rounds:
        absent = {teller for _, each in now.of(statement.ABSENT) for teller in each.body[1:]}
        faults += [f"absent names teller {teller}, who is not there" for teller in absent if teller > now.manifest.n]
    return faults + [fault for view in case.views for fault in voiding_faults(view.round, view.slips)]


def _deputy_faults(case: Case, index: int, each: Statement) -> list[str]:
    """Numbers must be on the roll (§9)."""
    roll = case.log.roll_at(index)
    if each.act not in statement.OF_CONGRESS or roll is None:
        return []
    deputies = each.deputies() if each.act != statement.REPLACE_CARD else (int.from_bytes(each.body[:4], "big"),)
    return [f"there is no deputy {deputy}" for deputy in deputies if not 1 <= deputy <= len(roll.keys)]


def quorum(case: Case, view: RoundView) -> list[str]:
    rule, due = view.manifest.method.quorum, view.manifest.due
    present = [len(case.log.signed_in_before(at)) for at, _ in view.round.of(statement.OPEN)]
    return [f"{each} of {due} were present when the round was opened" for each in present if not rule.holds(each, due)]


def previous(case: Case) -> list[str]:
    """The log goes on where the earlier record ended."""
    earlier, congress = case.previous, case.log.congress
    assert earlier is not None
    if congress is None:
        raise CannotRun("there is no congress entry")
    size = len(earlier.entries)
    if list(earlier.entries) != list(case.log.entries[:size]):
        return ["the entries of the earlier record are not the first of this one"]
    try:
        checkpoint = note.read_checkpoint(earlier.checkpoint)
    except Refusal as refusal:
        return [f"its checkpoint cannot be read: {refusal}"]
    rules = [
        (checkpoint.origin == congress.origin, "its checkpoint is of another log"),
        (checkpoint.log_signed(congress.log_key), "the log's signature on its checkpoint does not verify"),
        (not checkpoint.cosignatures, "its checkpoint has more lines than the log's"),
        (checkpoint.size == size and checkpoint.root == case.log.root_before(size), "its checkpoint is not over it"),
    ]
    return [fault for held, fault in rules if not held]


def expected_manifest(case: Case) -> list[str]:
    if not case.views:
        raise CannotRun("no manifest that can be read")
    found = case.views[-1].manifest.hash
    return [] if found == case.expected_manifest else [f"the manifest hash of the last round is {found.hex()}"]
