"""paper and claims (PROTOCOL §11.8, §11.9, §12)."""

from __future__ import annotations

from collections import Counter

from ..ballot import CLAIM, GivenUp
from ..paper import paper_hash
from ..refusal import Refusal
from ..token import RSA, check_token
from .ballot_checks import identity_keys
from .checks import Case
from .sheets import Sheets, paper_stands
from .view import RoundView


def paper(case: Case, view: RoundView) -> list[str]:
    now, sheets = view.round, view.sheets
    faults, seen = [], set[int]()
    for index, batch in now.batches:
        enrolment = case.log.enrolment_at(index)
        if enrolment is None:
            faults.append(f"entry {index}: signed by people of no enrolment")
        else:
            faults += [f"entry {index}: {fault}" for fault in batch.signer_faults(enrolment)]
        if batch.number in seen:
            case.note("paper", f"entry {index} replaces batch {batch.number} of round {view.manifest.round}")
        seen.add(batch.number)
    if sheets is not None:
        return faults + _count_faults(view, sheets)
    if paper_stands(now) and not now.voided:
        faults.append("there is paper, and no statement about it")
    return faults


def _count_faults(view: RoundView, sheets: Sheets) -> list[str]:
    method, sums = view.manifest.method, sheets.sums
    faults = []
    if sheets.newest.keys() != set(range(1, sheets.said + 1)):
        faults.append(f"batches {sorted(sheets.newest)} stand, 1 to {sheets.said} are stated")
    if sheets.said_hash != paper_hash(sheets.counted):
        faults.append("the batches are others than were stated")
    for batch in sheets.counted:
        found = batch.sum_faults(view.manifest.min_group, method.grades == 3, method.hi)
        faults += [f"batch {batch.number}: {fault}" for fault in found]
    if sheets.counted and sums.issued != sheets.handed_out:
        faults.append(f"the batches say {sums.issued} sheets were issued, {sheets.handed_out} were handed out")
    return faults


def claims(case: Case, view: RoundView) -> list[str]:
    now = view.round
    faults = _declaration_faults(case, view)
    keys = Counter(claim.ballot_key for _, claim in now.claims)
    in_box = {each.ballot_key for _, each in view.box}
    for index, claim in now.claims:
        faults += [f"entry {index}: {fault}" for fault in _claim_faults(view, claim)]
        if keys[claim.ballot_key] > 1:
            faults.append(f"entry {index}: another claim is under the same ballot key")
        if claim.ballot_key in in_box:
            faults.append(f"entry {index}: the paper is in the box")
    of_tokens = sum(each.token[0] == RSA for _, each in [*view.box, *now.claims])
    issued = sum(each.kind == RSA for _, each in now.issuances)
    if of_tokens > issued:
        faults.append(f"{of_tokens} papers are in the box or claimed, {issued} were issued")
    return faults


def _declaration_faults(case: Case, view: RoundView) -> list[str]:
    now, faults = view.round, []
    issued = {each.deputy for _, each in now.issuances if each.kind == RSA}
    deputies = Counter(each.deputy for _, each in now.declarations)
    first = now.declarations[0][0] if now.declarations else 0
    keys = identity_keys(case.log, first)
    for index, each in now.declarations:
        if each.deputy not in issued:
            faults.append(f"entry {index}: deputy {each.deputy} was issued no paper of kind 0")
        if deputies[each.deputy] > 1:
            faults.append(f"entry {index}: deputy {each.deputy} declared more than once")
        if each.deputy not in keys or not each.signed_by(keys[each.deputy]):
            faults.append(f"entry {index}: the signature of deputy {each.deputy} does not verify")
    return faults


def _claim_faults(view: RoundView, claim: GivenUp) -> list[str]:
    """A claim is of token kind 0 alone: of a slip nobody knows here whether it was drawn."""
    assert claim.type == CLAIM
    faults = []
    if claim.token[0] != RSA:
        faults.append("token_rejected: a claim of another kind of token")
    else:
        try:
            check_token(claim.token, claim.manifest_hash, claim.ballot_key, view.manifest.modulus)
        except Refusal as refusal:
            faults.append(str(refusal))
    try:
        claim.check_signature()
    except Refusal as refusal:
        faults.append(str(refusal))
    return faults


