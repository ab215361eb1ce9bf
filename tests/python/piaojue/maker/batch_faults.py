"""Faults in batches of sheets (PROTOCOL §11.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..paper import BLANK, OVER, VALID, Batch
from . import paper_part
from .congress import Tamper
from .faults import Fault
from .paper_plans import FIRST_BATCH, SECOND_BATCH, WITHOUT, before, behind, changed_batch, on_paper
from .setup_faults import flip, one


def _count(**changes: object) -> Callable[[Batch], Batch]:
    return lambda b: replace(b, count=replace(b.count, **changes))  # type: ignore[arg-type]


def _raw(number: int, change: Callable[[bytes], bytes]) -> Callable[[], Tamper]:
    return one(f"paper_batch/{number}", lambda m, e: change(e))


ISSUED = 1 + 32 + 2 + 3  # the last byte of this number
THIRD = -66  # the chief scrutineer's part of the second batch
UNREAD_BATCH = ("log_order", "paper")
BATCHES = [
    on_paper("batch_by_official", "an official keyed a batch", ("paper",),
             changed_batch(1, lambda b: b, (1, 2))),
    on_paper("batch_by_nobody", "a person that is not there keyed a batch", ("paper",),
             changed_batch(1, lambda b: b, (2, 6))),
    on_paper("batch_signature", "the second keyer's signature does not verify",
             ("paper",), _raw(1, lambda e: flip(e, -1))),
    on_paper("batch_changed", "a number of a batch was changed behind the two", ("paper",),
             _raw(1, lambda e: flip(e, ISSUED))),
    on_paper("batch_by_one_twice", "one person keyed a batch twice", UNREAD_BATCH,
             _raw(1, lambda e: e[:-132] + e[-132:-66] * 2)),
    on_paper("batch_descending", "the keyers of a batch descend", UNREAD_BATCH,
             _raw(1, lambda e: e[:-132] + e[-66:] + e[-132:-66])),
    on_paper("batch_doubtful_unsigned", "doubtful sheets without the chief scrutineer", UNREAD_BATCH,
             _raw(2, lambda e: e[:THIRD])),
    on_paper("batch_third_signature", "a third signature where nothing is in doubt", UNREAD_BATCH,
             _raw(1, lambda e: e + e[-66:])),
    on_paper("batch_chief_signature", "the chief scrutineer's signature does not verify", ("paper",),
             _raw(2, lambda e: flip(e, -1))),
    on_paper("batch_not_chief", "another than the chief scrutineer decided what is in doubt", ("paper",),
             one("paper_batch/2", lambda m, e: paper_part.keyed(m, SECOND_BATCH, chief=3).entry())),
    on_paper("batch_0", "a batch of number 0", UNREAD_BATCH, changed_batch(1, lambda b: replace(b, number=0))),
    on_paper("batch_201", "a batch of number 201", UNREAD_BATCH, changed_batch(1, lambda b: replace(b, number=201))),
    on_paper("batch_10001", "10,001 sheets of a batch were handed out", UNREAD_BATCH,
             changed_batch(1, _count(issued=10_001))),
    on_paper("batch_decision_5", "a doubtful sheet with decision 5", UNREAD_BATCH,
             changed_batch(2, lambda b: replace(b, doubtful=((5, "?"), *b.doubtful)))),
    on_paper("batch_no_reason", "a doubtful sheet without a reason", UNREAD_BATCH,
             changed_batch(2, lambda b: replace(b, doubtful=((VALID, ""),)))),
    on_paper("batch_projects", "a batch with a project less", UNREAD_BATCH,
             changed_batch(1, lambda b: _count(rows=b.count.rows[:2])(b))),
    on_paper("batch_of_other_round", "a batch of another round", UNREAD_BATCH,
             changed_batch(1, lambda b: replace(b, manifest_hash=bytes(32)))),
    on_paper("batch_marks", "marks of a candidate are not the valid sheets", ("paper",),
             changed_batch(1, _count(rows=((1, 0, 1), (1, 0, 0), (0, 0, 2))))),
    on_paper("batch_oppose", "a candidate is opposed where nobody can", ("paper",),
             changed_batch(1, _count(rows=((1, 1, 0), (1, 0, 1), (0, 0, 2))))),
    on_paper("batch_approvals", "more approvals than two sheets can have", ("paper", "balance"),
             changed_batch(1, _count(rows=((2, 0, 0), (2, 0, 0), (1, 0, 1))))),
    on_paper("batch_void", "more sheets void than came back", ("paper", "balance"),
             changed_batch(1, _count(voids=(1, 1, 1, 0), rows=((0, 0, 0),) * 3))),
    on_paper("batch_too_small", "a batch of one sheet", ("paper",),
             changed_batch(1, _count(returned=1, rows=((1, 0, 0), (1, 0, 0), (0, 0, 1))))),
    on_paper("batch_doubtful_valid", "more doubtful sheets found valid than are valid", ("paper",),
             changed_batch(2, lambda b: replace(b, doubtful=(*b.doubtful, (VALID, "再看"))))),
    on_paper("batch_doubtful_over", "a doubtful sheet is void for a reason that no sheet is void for", ("paper",),
             changed_batch(2, lambda b: replace(b, doubtful=((OVER, "三个"),)))),
    on_paper("batch_doubtful_blank", "a doubtful sheet is blank, and no sheet is", ("paper",),
             changed_batch(2, lambda b: replace(b, doubtful=((BLANK, "空"),)))),
    on_paper("batches_issued", "the batches say that more sheets were handed out", ("paper",),
             changed_batch(1, _count(issued=3))),
    on_paper("batch_before_closing", "a batch stands before the closing entry", UNREAD_BATCH,
             before("closing", lambda m: paper_part.keyed(m, FIRST_BATCH).entry())),
    on_paper("batch_before_close", "a batch stands before the close", UNREAD_BATCH,
             before("close", lambda m: paper_part.keyed(m, FIRST_BATCH).entry())),
    on_paper("batch_after_act_18", "a batch stands behind act 18", UNREAD_BATCH,
             behind("paper", lambda m: paper_part.keyed(m, SECOND_BATCH).entry())),
    on_paper("batch_after_share", "a batch stands behind a share", UNREAD_BATCH,
             behind("share/1", lambda m: paper_part.keyed(m, FIRST_BATCH).entry()), WITHOUT),
]  # fmt: skip

FAULTS: list[Fault] = BATCHES
