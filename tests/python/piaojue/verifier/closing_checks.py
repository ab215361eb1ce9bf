"""counts … publication (PROTOCOL §12)."""

from __future__ import annotations

from .. import note, statement
from ..closing import VOTING_COUNTS
from ..decision import Result
from ..people import TELLER
from ..refusal import Refusal
from .checks import NOT_PUBLISHED, Case, each_round
from .sheets import on_tokens, papers_issued
from .view import CannotRun, RoundView


def counts(case: Case, view: RoundView) -> list[str]:
    r = view.round
    faults = [*r.unread]
    before = (0, 0, 0, 0)
    for index, each in r.counts:
        issued = sum(at < index for at, _ in r.issuances)
        signed_in = len(case.log.signed_in_before(index))
        if any(new < old for new, old in zip(each.numbers, before, strict=True)):
            faults.append(f"entry {index}: a count falls")
        voting = each.phase == VOTING_COUNTS
        issued_fits = each.issued == issued if voting else each.issued <= signed_in
        if each.present > (view.present if voting else signed_in) or not issued_fits:
            faults.append(f"entry {index}: the entries before it say otherwise")
        before = each.numbers
    for index, close in r.closings:
        last = (close.present, close.issued, close.cast, close.handed_back)
        said = (*last, close.voided, close.opened)
        box = (len(r.cast), len(r.handed_back), len(view.voided_slips), len(r.opened))
        found = (view.present, len(r.issuances), *box)
        if said != found:
            faults.append(f"entry {index}: the closing entry says {said}, not {found}")
        if any(old > new for old, new in zip(before, last, strict=True)):
            faults.append(f"entry {index}: counts before the close were higher")
    if not r.closings and not r.voided:
        faults.append("cannot run: there is no closing entry")
    return faults


def _absent(view: RoundView, before: int) -> set[int]:
    named = [each.body[1:] for index, each in view.round.of(statement.ABSENT) if index < before]
    return {teller for body in named for teller in body if teller <= view.manifest.n}


def cosignatures(case: Case, view: RoundView) -> list[str]:
    if not view.round.cosigned:
        return [] if view.round.voided else ["cannot run: there is no cosigned entry"]
    index, entry = view.round.cosigned[0]
    m, congress, enrolment = view.manifest, case.log.congress, case.log.enrolment_at(index)
    if congress is None:
        raise CannotRun("there is no congress entry")
    tellers = enrolment.tellers if enrolment else ()
    try:
        checkpoint = note.read_checkpoint(entry.checkpoint)
    except Refusal as refusal:
        return [f"entry {index}: {refusal}"]
    faults = []
    size = view.round.closings[0][0] + 1
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
    absent = _absent(view, index)
    needed = max(m.k, m.n - len(absent)) if absent else m.cosigner_quorum
    if good < needed:
        faults.append(f"entry {index}: {good} cosignatures, {needed} are needed")
    return faults


def _has_result(view: RoundView) -> bool:
    """False for a voided round that did not come to its result; CannotRun for any other without one (§12)."""
    if not view.round.results and not view.round.voided:
        raise CannotRun("there is no result entry")
    return bool(view.round.results)


def shares(case: Case, view: RoundView) -> list[str]:
    faults = list(view.round.foreign_shares)
    if not _has_result(view) or not view.decrypts:
        return faults
    for index, share, fault in view.judged_shares:
        if fault is not None:
            case.note("shares", f"entry {index}, share of teller {share.teller}: {fault}")
    valid = view.valid_shares(view.result[0])
    if len(valid) < view.manifest.k:
        faults.append(f"{len(valid)} valid shares, {view.manifest.k} are needed")
    return faults


def tally(_: Case, view: RoundView) -> list[str]:
    if not _has_result(view):
        return []
    index, result = view.result
    expected = view.expected_result
    faults = []
    if result.opened != expected.opened:
        faults.append(f"entry {index}: opened is {result.opened}, not {expected.opened}")
    if result.used != expected.used:
        faults.append(f"entry {index}: used {result.used}, the lowest valid ones are {expected.used}")
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
    m, r, line = view.manifest, view.round, result.sheets
    returned, on_sheets = (line.returned, line.valid) if line else (0, 0)
    used = on_tokens(r) + len(r.handed_back) + len(r.exchanged)
    rules = [
        (result.returned == result.cast + result.handed_back + returned, "returned is not what came back"),
        (result.valid + result.void == result.returned, "valid and void are not returned"),
        (result.issued <= result.present <= result.due, "issued ≤ present ≤ due"),
        (used <= papers_issued(r), f"{used} papers were used, {papers_issued(r)} issued"),
    ]
    if not view.too_many_papers:
        rules.append((result.outstanding == result.issued - result.returned, "outstanding is not issued less returned"))
        rules.append((result.returned <= result.issued, "returned ≤ issued"))
    if result.opened:
        rules.append((result.blank <= result.cast, "blank ≤ cast"))
        for number, row in enumerate(result.rows, start=1):
            sums = row.approve + row.oppose + row.abstain == result.valid
            rules.append((sums, f"candidate {number}: approve, oppose and abstain are not valid"))
        approvals = sum(row.approve for row in result.rows)
        most = m.method.hi * (result.cast - result.blank + on_sheets)
        rules.append((approvals <= most, f"{approvals} approvals of at most {most}"))
    return rules


def balance(_: Case, view: RoundView) -> list[str]:
    if not _has_result(view):
        return []
    _, result = view.result
    return [text for held, text in _balance_faults(result, view) if not held]


def decision(_: Case, view: RoundView) -> list[str]:
    if not _has_result(view):
        return []
    index, result = view.result
    faults = [] if result.root == view.closing_root else [f"entry {index}: a result of another closing root"]
    if result.entry() != view.expected_result.entry():
        faults.append(f"entry {index}: the result is not the one that follows from the totals")
    return faults


def report(case: Case, view: RoundView) -> list[str]:
    if not view.has_issuer and not view.round.results:
        return []
    if not _has_result(view):
        return []
    _, result = view.result
    announced = view.round.first(statement.ANNOUNCE)
    faults, reporters = [], set()
    for at, each in view.round.of(statement.REPORT):
        enrolment, number = case.log.enrolment_at(at), each.signers[0][0]
        person = enrolment.person(number) if enrolment else None
        if each.body != result.hash:
            faults.append(f"entry {at}: a report of another result")
        elif person is not None and person.role == TELLER:
            reporters.add(number)
    if len(reporters) < view.manifest.k and (announced is not None or not view.round.voided):
        faults.append(f"{len(reporters)} tellers reported the result, {view.manifest.k} are needed")
    return faults


def _published(view: RoundView) -> list[str]:
    r = view.round
    announced = r.of(statement.ANNOUNCE)
    faults = [] if announced or r.voided else ["not announced"]
    right = r.results[0][1].hash if r.results else b""
    return faults + [f"entry {at}: another result was announced" for at, s in announced if s.body != right]


def publication(case: Case) -> list[str]:
    faults = each_round(lambda _, view: _published(view))(case)
    return faults if case.log.ends_published else [*faults, NOT_PUBLISHED]
