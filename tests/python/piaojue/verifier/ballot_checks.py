"""issuance … opened (PROTOCOL §12)."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from .. import batch, statement
from ..ballot import Ballot, GivenUp, tracking_code
from ..refusal import Refusal
from ..token import check_token, slip_of
from .checks import Case
from .state import Log
from .view import RoundView

OPENED_PER_DUE = 4


def identity_keys(log: Log, index: int) -> dict[int, bytes]:
    """The keys of the newest roll, or of replaced cards; both stand before the entry (§9)."""
    roll, since = log.roll_at(index), log.desk_since(index)
    keys = dict(enumerate(roll.keys, start=1)) if roll else {}
    for at, each in log.statements:
        deputy = int.from_bytes(each.body[:4], "big")
        if each.act == statement.REPLACE_CARD and since < at < index and deputy in keys:
            keys[deputy] = each.body[4:36]
    return keys


def issuance(case: Case, view: RoundView) -> list[str]:
    """Nothing else stands inside the batch: every issuance meets the hall that the first one met."""
    issuances = view.round.issuances
    first = issuances[0][0] if issuances else 0
    keys, signed_in = identity_keys(case.log, first), case.log.signed_in_before(first)
    deputies = Counter(issued.deputy for _, issued in issuances)
    faults = [f"deputy {deputy} was issued {count} papers" for deputy, count in deputies.items() if count > 1]
    for index, issued in issuances:
        if issued.deputy not in keys:
            faults.append(f"entry {index}: there is no deputy {issued.deputy}")
            continue
        if issued.deputy not in signed_in:
            faults.append(f"entry {index}: deputy {issued.deputy} was not signed in")
        if not issued.signed_by(keys[issued.deputy]):
            faults.append(f"entry {index}: the signature of deputy {issued.deputy} does not verify")
        if issued.drawn and not view.has_slips:
            faults.append(f"entry {index}: deputy {issued.deputy} drew a slip in a round without slips")
    if len(issuances) > view.present:
        faults.append(f"{len(issuances)} issued, {view.present} present")
    return faults


def _own_slip(view: RoundView, paper: Ballot | GivenUp) -> set[bytes | None]:
    """What a process is told of the list: the paper's slip, if it is on it."""
    return {slip_of(paper.token, paper.ballot_key)} & view.slips


def _paper_verdict(
    paper: tuple[Ballot | GivenUp, int, set[bytes | None], dict[int, bytes]],
) -> tuple[str | None, str | None]:
    """(refusal of the token, refusal of the signature) of one ballot, hand-back or exchange."""
    each, modulus, slips, counters = paper
    found: list[str | None] = []
    for action in (
        lambda: check_token(each.token, each.manifest_hash, each.ballot_key, modulus, slips, counters),
        each.check_signature,
    ):
        try:
            action()
            found.append(None)
        except Refusal as refusal:
            found.append(refusal.name)
    return found[0], found[1]


def _paper_verdicts(case: Case, view: RoundView) -> list[tuple[str | None, str | None]]:
    cached: list[tuple[str | None, str | None]] | None = view.__dict__.get("paper_verdicts")
    if cached is None:
        papers = [
            (each, view.manifest.modulus, _own_slip(view, each), view.counters if isinstance(each, Ballot) else {})
            for _, each in view.box
        ]
        if case.processes > 1 and len(papers) > 64:
            with ProcessPoolExecutor(case.processes) as pool:
                cached = list(pool.map(_paper_verdict, papers, chunksize=32))
        else:
            cached = [_paper_verdict(paper) for paper in papers]
        view.__dict__["paper_verdicts"] = cached
    return cached


def tokens(case: Case, view: RoundView) -> list[str]:
    pairs = zip(view.box, _paper_verdicts(case, view), strict=True)
    return [f"entry {index}: {verdict[0]}" for (index, _), verdict in pairs if verdict[0]]


def slips(case: Case, view: RoundView) -> list[str]:
    """§7.4: a slip is used or voided, never both; no more are used than were drawn, no more drawn and voided than N."""
    of_papers = [(index, slip_of(each.token, each.ballot_key)) for index, each in view.box]
    used = [(index, slip) for index, slip in of_papers if slip is not None]
    listed, drawn, voided = len(view.slips), view.drawn, len(view.voided_slips)
    faults = [f"entry {index}: the slip was voided and used" for index, slip in used if slip in view.voided_slips]
    if len(used) > drawn:
        faults.append(f"{len(used)} slips were used, {drawn} were drawn")
    if drawn + voided > listed:
        faults.append(f"{drawn} slips were drawn and {voided} voided, the list has {listed}")
    missing = listed - drawn - voided
    if missing > 0 and not view.round.voided:
        where = f"round {view.manifest.round}"
        case.note("slips", f"{where}: {missing} of {listed} slips are missing, not drawn nor voided")
    return faults


def ballot_keys(case: Case, view: RoundView) -> list[str]:
    keys = Counter(each.ballot_key for _, each in view.box)
    return [f"the ballot key {key.hex()} stands {count} times" for key, count in keys.items() if count > 1]


def ballot_signatures(case: Case, view: RoundView) -> list[str]:
    pairs = zip(view.box, _paper_verdicts(case, view), strict=True)
    return [f"entry {index}: {verdict[1]}" for (index, _), verdict in pairs if verdict[1]]


def ballot_proofs(case: Case, view: RoundView) -> list[str]:
    shape, joint_key = view.manifest.shape, view.manifest.joint_key
    items = [(ballot.statement(shape, joint_key), ballot.proofs) for _, ballot in view.round.ballots]
    verdicts = batch.refusals(items, case.processes)
    pairs = zip(view.round.ballots, verdicts, strict=True)
    return [f"entry {index}: {verdict}" for (index, _), verdict in pairs if verdict]


def duplicate_ciphertexts(case: Case, view: RoundView) -> list[str]:
    seen: dict[bytes, int] = {}
    faults = []
    for index, ballot in view.round.ballots:
        for component in ballot.first_components():
            if component in seen:
                faults.append(f"entries {seen[component]} and {index} share a ciphertext's first component")
            seen[component] = index
    return faults


def tracking_codes(case: Case, view: RoundView) -> list[str]:
    codes = Counter(tracking_code(ballot_id) for _, ballot_id in view.round.cast)
    return [f"the tracking code {code} stands {count} times" for code, count in codes.items() if count > 1]


def opened(case: Case, view: RoundView) -> list[str]:
    in_box = {ballot_id: index for index, ballot_id in view.round.cast}
    faults = []
    for count, (index, each) in enumerate(view.round.opened):
        if count >= OPENED_PER_DUE * view.manifest.due:
            faults.append(f"entry {index}: more opened entries than a round may have")
        if each.ballot_id in in_box:
            faults.append(f"the ballot of entry {in_box[each.ballot_id]} was opened for checking in entry {index}")
    return faults
