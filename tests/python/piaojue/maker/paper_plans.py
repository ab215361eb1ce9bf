"""Rounds with paper, declarations and claims; and the tampers that faults in them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import statement
from ..decision import Result, read_result
from ..paper import MARKED, VALID, Batch, paper_hash, read_batch, sign_batch
from .congress import Maker, Tamper
from .faults import Fault, planned
from .paper_part import KEYERS, newest_batches
from .plan import EXAMPLE, Plan, SheetBatch, Voter
from .setup_faults import one

FIRST_BATCH = SheetBatch(1, 2, 2, ((1, 0, 1), (1, 0, 1), (0, 0, 2)))
SECOND_BATCH = SheetBatch(
    2, 2, 2, ((1, 0, 0), (0, 0, 1), (1, 0, 0)), (0, 0, 1, 0), ((VALID, "叉不完整"), (MARKED, "写了名字"))
)
# Two cast, one hands back, one exchanges, two take a sheet, one gets an uncancelled sheet, one claims an unused paper.
WITH_PAPER = planned(
    due=8, early=(1, 2, 3, 4, 5, 6, 7), late=(8,), min_group=2, paused=False,
    voters=(
        Voter(1, (1, 0, 1, 0), declares=True), Voter(2, (0, 0, 0, 1)), Voter(3, None, hand_back=True, declares=True),
        Voter(4, None, exchange=True, declares=True), Voter(5, None, sheet=True), Voter(6, None, sheet=True),
        Voter(7, None), Voter(8, None, claims=True),
    ),
    batches=(FIRST_BATCH, SECOND_BATCH), uncancelled=1, used_slips=0,
)  # fmt: skip
# One sheet alone would be seen through: it is entered as an encrypted ballot, and no batch stands.
ENTERED = replace(
    WITH_PAPER, voters=(*WITH_PAPER.voters[:3], Voter(4, (1, 0, 0, 0)), Voter(5, None, sheet=True)), due=5,
    early=(1, 2, 3, 4), late=(5,), entered=((0, 1, 0, 0),), batches=(), uncancelled=0, used_slips=None,
)  # fmt: skip
# Everybody votes on paper.
ALONE = replace(
    WITH_PAPER, due=4, early=(1, 2, 3), late=(4,), voters=tuple(Voter(i, None, sheet=True) for i in range(1, 5)),
    batches=(replace(FIRST_BATCH, issued=4, returned=3, rows=((2, 0, 1), (1, 0, 2), (0, 0, 3))),), uncancelled=0,
    used_slips=None,
)  # fmt: skip
# More sheets came back than were handed out.
TOO_MANY = replace(
    ALONE, voters=(Voter(1, (1, 0, 0, 0)), Voter(2, (1, 0, 0, 0)), Voter(3, None, sheet=True), Voter(4, None)),
    batches=(replace(FIRST_BATCH, issued=1, returned=3, rows=((2, 0, 1), (1, 0, 2), (0, 0, 3))),),
)  # fmt: skip
# Slips, one of them exchanged and one claimed by nobody.
SLIPS_AND_PAPER = replace(
    WITH_PAPER, due=4, early=(1, 2, 3), late=(4,), slips=4,
    voters=(
        Voter(1, (1, 0, 0, 0), drawn=True), Voter(2, (1, 0, 1, 0), declares=True),
        Voter(3, None, exchange=True, drawn=True), Voter(4, (0, 0, 0, 1), drawn=True),
    ),
    batches=(replace(FIRST_BATCH, issued=1, returned=0, rows=((0, 0, 0),) * 3),), uncancelled=0, used_slips=3,
)  # fmt: skip
WITHOUT = replace(EXAMPLE, paused=False)


def on_paper(
    name: str, what: str, must_fail: tuple[str, ...] = (), tamper: Callable[[], Tamper] = Tamper,
    plan: Plan = WITH_PAPER, after: tuple[Plan, ...] = (),
) -> Fault:  # fmt: skip
    return Fault(name, what, must_fail, plan=plan, tamper=tamper, after=after)


def batch(label: str, change: Callable[[Maker, list[bytes]], list[bytes]], sort: bool = True) -> Callable[[], Tamper]:
    return lambda: Tamper(batches={label: change}, sort_batches=sort)


def behind(label: str, *makers: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: [e, *(make(m) for make in makers)])


def before(label: str, *makers: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: [*(make(m) for make in makers), e])


def changed_batch(
    number: int, change: Callable[[Batch], Batch], keyers: tuple[int, ...] = KEYERS
) -> Callable[[], Tamper]:
    """The batch as it would be, keyed and signed, if the two had counted otherwise."""

    def run(maker: Maker, entry: bytes) -> bytes:
        new = change(read_batch(entry))
        seeds = {person: maker.keys.statement(person) for person in keyers}
        chief = (2, maker.keys.statement(2))
        return sign_batch(new.manifest_hash, new.number, new.count, new.doubtful, seeds, chief).entry()

    return one(f"paper_batch/{number}", run)


def stated(act: int, body: Callable[[Maker], bytes], people: tuple[int, ...] = (1, 2)) -> Callable[[Maker], bytes]:
    return lambda maker: maker.sign(act, maker.manifest.hash, body(maker), list(people))


def paper_statement(
    uncancelled: int = 1, batches: int | None = None, hash_: bytes | None = None, people: tuple[int, ...] = (1, 2)
) -> Callable[[Maker], bytes]:
    """Act 18 with something else in it than in the plan."""

    def body(maker: Maker) -> bytes:
        found = newest_batches(maker)
        count = len(found) if batches is None else batches
        counted = [each for number, each in found.items() if number <= count]
        return uncancelled.to_bytes(4, "big") + count.to_bytes(2, "big") + (hash_ or paper_hash(counted))

    return stated(statement.PAPER, body, people)


def instead(label: str, make: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: make(m))


def changed_result(change: Callable[[Result], Result], with_sheets: bool = True) -> Callable[[], Tamper]:
    def run(maker: Maker, entry: bytes) -> bytes:
        return change(read_result(entry, len(maker.manifest.projects), with_sheets)).entry()

    return one("result", run)
