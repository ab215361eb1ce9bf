"""The voting method and its rules as fractions (PROTOCOL §6)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .codec import Reader
from .refusal import Refusal

STYLES = {1: "choose_up_to", 2: "choose_exactly", 3: "three_way", 4: "three_way_capped"}
BLANK_ABSTAIN, BLANK_VOID = 1, 2
STYLE_EXACTLY, STYLE_THREE_WAY = 2, 3
ORDER_VOTES, ORDER_CANDIDATE = 1, 2
BASE_ALL, BASE_PRESENT, BASE_RETURNED, BASE_VALID = 1, 2, 3, 4
TIE_RUNOFF, TIE_PRESIDIUM, TIE_INCLUDE_ALL, TIE_BALLOT_ORDER, TIE_EXCLUDE = 1, 2, 3, 4, 5
SHORT_PRESIDIUM, SHORT_FURTHER_ROUND, SHORT_VACANT, SHORT_FILL_BY_RANK = 1, 2, 3, 4


@dataclass(frozen=True)
class Rule:
    """x holds against y iff x·b ≥ y·a, or > when strict."""

    a: int
    b: int
    base: int
    strict: bool

    def holds(self, x: int, y: int) -> bool:
        return x * self.b > y * self.a if self.strict else x * self.b >= y * self.a

    def encode(self) -> bytes:
        return bytes([self.a, self.b, self.base, int(self.strict)])


NO_RULE = bytes(4)


def encode_rule(rule: Rule | None) -> bytes:
    return NO_RULE if rule is None else rule.encode()


def read_rule(reader: Reader, what: str, bases: tuple[int, ...], optional: bool) -> Rule | None:
    raw = reader.take(4)
    if raw == NO_RULE:
        if optional:
            return None
        raise reader.fail(f"the {what} rule is missing")
    a, b, base, strict = raw
    if not 1 <= a <= b or base not in bases or strict > 1:
        raise reader.fail(f"the {what} rule {raw.hex()} is not one")
    return Rule(a, b, base, strict == 1)


@dataclass(frozen=True)
class Shape:
    """What the form of a ballot depends on (§8): number of projects, grades, fewest and most approvals."""

    projects: int
    grades: int
    lo: int
    hi: int

    @property
    def most(self) -> int:
        return min(self.hi, self.projects)

    @property
    def ciphertexts(self) -> int:
        """E of §8.2."""
        return self.projects * (self.grades - 1) + 1

    @property
    def ors(self) -> int:
        return self.projects + (2 if self.grades == 3 else 1)

    @property
    def branches(self) -> int:
        return self.projects * self.grades + (self.most - self.lo + 2) + (2 if self.grades == 3 else 0)


@dataclass(frozen=True)
class Method:
    style: int
    body: int
    places: int
    lo: int
    hi: int
    blank: int
    quorum: Rule
    participation: Rule | None
    threshold: Rule | None
    tie: int
    shortfall: int
    order: int
    notice: int

    @property
    def grades(self) -> int:
        return 2 if self.style <= 2 else 3

    def shape(self, projects: int) -> Shape:
        return Shape(projects, self.grades, self.lo, self.hi)

    def encode(self) -> bytes:
        return (
            bytes([1, self.style, self.body, self.places, self.lo, self.hi, self.blank])
            + self.quorum.encode()
            + encode_rule(self.participation)
            + encode_rule(self.threshold)
            + bytes([self.tie, self.shortfall, self.order, self.notice])
        )


def default_method(places: int = 10, hi: int = 10) -> Method:
    """The default method of §6; a round may have other numbers of places and approvals."""
    return Method(
        style=1, body=1, places=places, lo=1, hi=hi, blank=BLANK_ABSTAIN,
        quorum=Rule(2, 3, BASE_ALL, False), participation=None, threshold=Rule(1, 2, BASE_ALL, True),
        tie=TIE_RUNOFF, shortfall=SHORT_PRESIDIUM, order=1, notice=1,
    )  # fmt: skip


def further_method(before: Method, places: int, projects: int) -> Method:
    """The same rules; a ballot approves at most as many as there are places (§9)."""
    hi = min(before.hi, places)
    if before.style == STYLE_EXACTLY:
        hi = min(hi, projects)
    if before.style == STYLE_THREE_WAY:
        hi = projects
    return replace(before, places=places, hi=hi, lo=hi if before.style == STYLE_EXACTLY else before.lo)


def read_method(reader: Reader) -> Method:
    """The fields and their own ranges; what depends on the number of projects is check_against()."""
    if reader.u8() != 1:
        raise reader.fail("the method's version is not 1", "wrong_version")
    style = reader.between(1, 4, reader.u8(), "style")
    body = reader.between(1, 3, reader.u8(), "body")
    places = reader.between(1, 255, reader.u8(), "places")
    lo, hi = reader.u8(), reader.u8()
    blank = reader.between(1, 2, reader.u8(), "blank")
    quorum = read_rule(reader, "quorum", (BASE_ALL,), optional=False)
    assert quorum is not None
    participation = read_rule(reader, "participation", (BASE_ALL,), optional=True)
    threshold = read_rule(reader, "threshold", (BASE_ALL, BASE_PRESENT, BASE_RETURNED, BASE_VALID), optional=True)
    return Method(
        style, body, places, lo, hi, blank, quorum, participation, threshold,
        tie=reader.between(1, 5, reader.u8(), "tie"),
        shortfall=reader.between(1, 4, reader.u8(), "shortfall"),
        order=reader.between(1, 2, reader.u8(), "order"),
        notice=reader.between(1, 2, reader.u8(), "notice"),
    )  # fmt: skip


def check_against(method: Method, projects: int) -> None:
    """Styles and bounds: lo ≤ min(hi, m), hi ≤ 100, and what each style asks (§6)."""
    lo, hi = method.lo, method.hi
    fits = {
        1: lo == 1 <= hi,
        2: lo == hi >= 1,
        3: lo == 0 and hi == projects,
        4: lo == 0 and hi >= 1,
    }[method.style]
    if not fits or lo > min(hi, projects) or hi > 100:
        detail = f"style {STYLES[method.style]} with {lo}..{hi} approvals of {projects} projects"
        raise Refusal("malformed", detail)

