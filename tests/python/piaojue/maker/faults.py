"""Records with exactly one rule broken: everything above the broken place is made anew with the example's keys.

Each fault says which checks of PROTOCOL §12 must fail because of it. Where the specification does not say which check
is the one, `any_of` lists those that may. Some records are odd but good (`must_fail` and `any_of` empty).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .congress import Tamper
from .plan import EXAMPLE, Plan


@dataclass(frozen=True)
class Fault:
    name: str
    what: str
    must_fail: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    plan: Plan = EXAMPLE
    tamper: Callable[[], Tamper] = Tamper
    after: tuple[Plan, ...] = field(default=())

    @property
    def valid(self) -> bool:
        return not self.must_fail and not self.any_of


def planned(**changes: object) -> Plan:
    return replace(EXAMPLE, **changes)  # type: ignore[arg-type]
