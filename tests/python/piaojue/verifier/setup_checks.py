"""log_root … issuer_key, statements, quorum (PROTOCOL §12)."""

from __future__ import annotations

from .. import ed25519, merkle, note, rsa, statement
from ..decision import Result
from ..manifest import Manifest
from ..note import SignedCheckpoint
from ..people import Roll
from ..refusal import Refusal, require
from ..statement import Statement
from .checks import Case, each_round, malformed, refused
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
    faults += refused("log key", lambda: ed25519.decode_key(congress.log_key))
    if not faults and not checkpoint.log_signed(congress.log_key):
        faults.append("the log's signature does not verify")
    enrolment = case.views[-1].enrolment if case.views else None
    for cosignature in checkpoint.cosignatures:
        tellers = enrolment.tellers if enrolment is not None else ()
        known = cosignature.teller <= len(tellers)
        if not known or not checkpoint.cosigned(cosignature, tellers[cosignature.teller - 1].cosigner_key):
            faults.append(f"the cosignature of teller {cosignature.teller} does not verify")
    return faults


def log_order(case: Case) -> list[str]:
    return case.log.problems



def enrolment(case: Case) -> list[str]:
    faults = malformed(case.log, "enrolment")
    if not faults and not case.log.enrolments:
        raise CannotRun("there is no enrolment entry")
    for index, each in case.log.enrolments:
        faults += refused(f"entry {index}", each.check)
    return faults


def ceremony(case: Case) -> list[str]:
    faults = malformed(case.log, "ceremony")
    if not case.views and not case.log.ceremonies:
        raise CannotRun("there is no ceremony entry")
    for view in case.views:
        faults += refused("ceremony", lambda view=view: _check_ceremony(view))  # type: ignore[misc]
    return faults


def _check_ceremony(view: RoundView) -> None:
    found, m = view.ceremony, view.manifest
    joint, shares = found.check(view.enrolment)
    require((m.n, m.k) == (found.n, found.k), "malformed", "the manifest has another n or k than the certificate")
    require(m.joint_key == joint, "malformed", "the manifest has another joint key than the certificate")
    same = list(m.verification_shares) == shares
    require(same, "malformed", "the manifest has other verification shares than the certificate")


def roll(case: Case) -> list[str]:
    faults = malformed(case.log, "roll")
    if not case.views and not case.log.rolls:
        raise CannotRun("there is no roll entry")
    for view in case.views:
        found: Roll = view.roll
        faults += refused("roll", found.check)
        if len(found.keys) != view.manifest.due:
            faults.append(f"the roll has {len(found.keys)} deputies, the manifest {view.manifest.due} due")
    return faults


def manifest(case: Case) -> list[str]:
    faults = malformed(case.log, "manifest", "attachment")
    if not case.views:
        raise CannotRun("; ".join(faults) or "there is no sealed manifest")
    before: RoundView | None = None
    for view in case.views:
        try:
            _check_manifest(case, view, before)
        except Refusal as refusal:
            faults.append(f"round {view.manifest.round}: {refusal}")
        before = view
    return faults


def _check_manifest(case: Case, view: RoundView, before: RoundView | None) -> None:
    m: Manifest = view.manifest
    m.check_alone()
    congress = case.log.congress
    if congress is None:
        raise CannotRun("there is no congress entry")
    require(m.congress_id == congress.id, "malformed", "the manifest is of another congress")
    require(m.sample == congress.sample, "malformed", "the sample flag is not the congress's")
    require(m.due == len(view.roll.keys), "malformed", "due is not the roll's count")
    require(view.ceremony.enrolment_hash == view.enrolment.hash, "malformed", "the ceremony is of another enrolment")
    require(m.n == len(view.enrolment.tellers), "malformed", "n is not the number of tellers")
    earlier = {a.hash for i, a in case.log.attachments if i < view.round.index}
    require(set(m.attachments) <= earlier, "malformed", "an attachment names no earlier entry")
    if before is None:
        require(m.kind == 1, "malformed", "the first round of the log is not of kind first")
        return
    parent: Result = before.result[1]
    require(m.parent == parent.hash, "malformed", "the parent is not the result of the round before")
    stated = before.round.of(statement.FURTHER_ROUND)
    if stated:
        require(m.kind == stated[-1][1].body[32], "malformed", "the kind is not the one stated")
    require(m.round == before.manifest.round + 1, "malformed", "the rounds are not numbered one after the other")


def issuer_key(case: Case, view: RoundView) -> list[str]:
    m = view.manifest
    return refused("issuer", lambda: rsa.check_issuer_key(m.modulus, list(m.roots)))


def statements(case: Case) -> list[str]:
    faults = malformed(case.log, "statement")
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
    return faults


def _deputy_faults(case: Case, index: int, each: Statement) -> list[str]:
    """Numbers must be on the roll, a replaced card's deputy not yet issued in this round (§9)."""
    rolls = [found for i, found in case.log.rolls if i < index]
    if each.act not in statement.OF_CONGRESS or not rolls:
        return []
    size = len(rolls[-1].keys)
    if each.act != statement.REPLACE_CARD:
        return [f"there is no deputy {deputy}" for deputy in each.deputies() if not 1 <= deputy <= size]
    deputy, key = int.from_bytes(each.body[:4], "big"), each.body[4:36]
    faults = [] if 1 <= deputy <= size else [f"there is no deputy {deputy}"]
    for now in case.log.rounds:
        over = now.first(statement.ANNOUNCE)
        issued = [i for i, issuance in now.issuances if issuance.deputy == deputy]
        if issued and issued[0] < index and (over is None or index < over):
            faults.append(f"deputy {deputy} was issued a paper in this round")
    return faults + refused("new key", lambda: ed25519.decode_key(key))


def quorum(case: Case, view: RoundView) -> list[str]:
    opened = view.round.first(statement.OPEN)
    if opened is None:
        raise CannotRun("the round was not opened")
    present = len(case.log.signed_in_before(opened))
    if not view.manifest.method.quorum.holds(present, view.manifest.due):
        return [f"{present} of {view.manifest.due} were present when the round was opened"]
    return []


def expected_manifest(case: Case) -> list[str]:
    if not case.views:
        raise CannotRun("there is no sealed round")
    found = case.views[-1].manifest.hash
    return [] if found == case.expected_manifest else [f"the manifest hash of the last round is {found.hex()}"]


ROUND_ISSUER_KEY = each_round(issuer_key)
ROUND_QUORUM = each_round(quorum)
