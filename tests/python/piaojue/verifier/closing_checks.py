"""counts … publication (PROTOCOL §12)."""

from __future__ import annotations

from collections import Counter

from .. import note, statement
from ..closing import ISSUING_COUNTS, VOTING_COUNTS
from ..decision import Result
from ..refusal import Refusal
from .checks import Case, malformed
from .view import CannotRun, RoundView

PHASE_OF_COUNTS = {ISSUING_COUNTS: "issuing", VOTING_COUNTS: "voting"}
SHARES_PER_TELLER = 3


def counts(case: Case, view: RoundView) -> list[str]:
    faults = malformed(case.log, "counts", "closing")
    r = view.round
    before = (0, 0, 0, 0)
    last = None
    if r.closings:
        index, close = r.closings[0]
        last = (close.present, close.issued, close.cast, close.handed_back)
        said = (*last, close.opened)
        found = (view.present, len(r.issuances), len(r.ballots), len(r.hand_backs), len(r.opened))
        if said != found:
            faults.append(f"entry {index}: the closing entry says {said}, not {found}")
    elif not r.voided:
        raise CannotRun("there is no closing entry")
    for index, each, phase in r.counts:
        if PHASE_OF_COUNTS[each.phase] != phase:
            faults.append(f"entry {index}: counts of another phase than {phase}")
        if any(new < old for new, old in zip(each.numbers, before, strict=True)):
            faults.append(f"entry {index}: a count falls")
        if last is not None and any(a > b for a, b in zip(each.numbers, last, strict=True)):
            faults.append(f"entry {index}: a count is above the closing entry's")
        if each.present > len(case.log.signed_in_before(index)):
            faults.append(f"entry {index}: more present than were signed in")
        before = each.numbers
    return faults


def _absent(view: RoundView, before: int) -> set[int]:
    named = [each.body[1:] for index, each in view.round.of(statement.ABSENT) if index < before]
    return {teller for body in named for teller in body}


def cosignatures(case: Case, view: RoundView) -> list[str]:
    faults = malformed(case.log, "cosigned")
    if not view.round.cosigned:
        raise CannotRun("there is no cosigned entry")
    index, entry = view.round.cosigned[0]
    tellers, m, congress = view.enrolment.tellers, view.manifest, case.log.congress
    if congress is None:
        raise CannotRun("there is no congress entry")
    try:
        checkpoint = note.read_checkpoint(entry.checkpoint)
        size = view.round.closings[0][0] + 1 if view.round.closings else 0
        if (checkpoint.origin, checkpoint.size, checkpoint.root) != (congress.origin, size, view.closing_root):
            faults.append(f"entry {index}: not the closing checkpoint")
        if not checkpoint.log_signed(congress.log_key):
            faults.append(f"entry {index}: the log's signature does not verify")
        good = 0
        for each in checkpoint.cosignatures:
            known = each.teller <= len(tellers)
            if known and checkpoint.cosigned(each, tellers[each.teller - 1].cosigner_key):
                good += 1
            else:
                faults.append(f"entry {index}: the cosignature of teller {each.teller} does not verify")
    except Refusal as refusal:
        return [*faults, f"entry {index}: {refusal}"]
    absent = _absent(view, index)
    needed = max(m.k, m.n - len(absent)) if absent else m.cosigner_quorum
    if good < needed:
        faults.append(f"entry {index}: {good} cosignatures, {needed} are needed")
    return faults


def shares(case: Case, view: RoundView) -> list[str]:
    faults = malformed(case.log, "share")
    if not view.decrypts:
        return faults
    for index, share, fault in view.judged_shares:
        if fault is not None:
            case.note("shares", f"entry {index}, share of teller {share.teller}: {fault}")
        if view.foreign(share) is not None:
            faults.append(f"entry {index}, share of teller {share.teller}: {fault}")
    per_teller = Counter(share.teller for _, share in view.round.shares)
    faults += [f"{count} share entries of teller {i}" for i, count in per_teller.items() if count > SHARES_PER_TELLER]
    valid = view.valid_shares(len(case.log.entries))
    if len(valid) < view.manifest.k:
        faults.append(f"{len(valid)} valid shares, {view.manifest.k} are needed")
    return faults


def tally(case: Case, view: RoundView) -> list[str]:
    faults = malformed(case.log, "result")
    index, result = view.result
    expected = view.expected_result
    if result.opened != expected.opened:
        faults.append(f"entry {index}: the ballots should {'not ' if result.opened else ''}have been decrypted")
    for number, (row, right) in enumerate(zip(result.rows, expected.rows, strict=True), start=1):
        if (row.approve, row.oppose) != (right.approve, right.oppose):
            faults.append(
                f"candidate {number}: approve {row.approve}, oppose {row.oppose}; "
                f"the shares give {right.approve} and {right.oppose}"
            )
    if result.blank != expected.blank:
        faults.append(f"blank {result.blank}; the shares give {expected.blank}")
    return faults


def _balance_faults(result: Result, view: RoundView) -> list[tuple[bool, str]]:
    m = view.manifest
    blank_void = result.blank if m.method.blank == 2 else 0
    rules = [
        (result.returned == result.cast + result.handed_back, "returned is not cast and handed back"),
        (result.outstanding == result.issued - result.returned, "outstanding is not issued less returned"),
        (result.void == result.handed_back + blank_void, "void is not handed back (and blank, where blank is void)"),
        (result.valid + result.void == result.returned, "valid and void are not returned"),
        (result.returned <= result.issued <= result.present <= result.due, "returned ≤ issued ≤ present ≤ due"),
    ]
    if result.opened:
        for number, row in enumerate(result.rows, start=1):
            sums = row.approve + row.oppose + row.abstain == result.valid
            rules.append((sums, f"candidate {number}: approve, oppose and abstain are not valid"))
        approvals = sum(row.approve for row in result.rows)
        most = m.method.hi * (result.cast - result.blank)
        rules.append((approvals <= most, f"{approvals} approvals of at most {most}"))
    return rules


def balance(case: Case, view: RoundView) -> list[str]:
    _, result = view.result
    return [text for held, text in _balance_faults(result, view) if not held]


def decision(case: Case, view: RoundView) -> list[str]:
    index, result = view.result
    if result.entry() != view.expected_result.entry():
        return [f"entry {index}: the result is not the one that follows from the totals"]
    return []


def report(case: Case, view: RoundView) -> list[str]:
    index, result = view.result
    faults, tellers = [], set()
    for at, each in view.round.of(statement.REPORT):
        if each.body != result.hash:
            faults.append(f"entry {at}: a report of another result")
        elif at > index:
            tellers.add(each.signers[0][0])
    announced = view.round.first(statement.ANNOUNCE)
    early = {s.signers[0][0] for at, s in view.round.of(statement.REPORT) if announced is None or at < announced}
    if len(tellers & early) < view.manifest.k:
        faults.append(f"{len(tellers & early)} tellers reported the result, {view.manifest.k} are needed")
    return faults


def publication(case: Case, view: RoundView) -> list[str]:
    faults = []
    if not view.round.voided:
        _, result = view.result
        announced = view.round.of(statement.ANNOUNCE)
        if not announced:
            faults.append("there is no announce statement")
        faults += [f"entry {at}: another result was announced" for at, s in announced if s.body != result.hash]
        further = view.round.of(statement.FURTHER_ROUND)
        wrong = [at for at, s in further if s.body[:32] != result.hash]
        faults += [f"entry {at}: a further round after another result" for at in wrong]
    if view is case.views[-1] and not case.log.ends_published:
        faults.append("the log does not end with a publish statement")
    return faults
