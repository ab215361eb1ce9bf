"""The rules of a decision as they are told, found by brute force; shares no code with the other implementations.

Nothing here sorts and cuts. A cut-off is what all admissible selections have in common (and, by a second
definition, what counting the better and the equal says); a position in a list is how many come before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb
from typing import Any, NamedTuple

Json = dict[str, Any]

SUBSETS_AT_MOST = 300

BALLOTS = ("choose_up_to", "choose_exactly", "three_way", "three_way_capped")
QUORUM: Json = {"fraction": "2/3", "base": "all", "strict": False}
MORE_THAN_HALF: Json = {"fraction": "1/2", "base": "all", "strict": True}


class Project(NamedTuple):
    no: int
    approve: int


class Outcome(NamedTuple):
    chosen: frozenset[int]
    tied: frozenset[int]
    places_left: int
    next_round: Json | None



def fraction(text: str) -> tuple[int, int] | None:
    """a and b of "a/b" with 1 <= a <= b, otherwise None."""
    match = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if match is None:
        return None
    a, b = int(match[1]), int(match[2])
    return (a, b) if 1 <= a <= b else None


def rules(method: Json) -> dict[str, Json | None]:
    """The rules in force, with what the method leaves out."""
    return {
        "quorum": QUORUM | method.get("quorum", {}),
        "participation": MORE_THAN_HALF | method["participation"] if "participation" in method else None,
        "threshold": MORE_THAN_HALF | method.get("threshold", {}),
    }


def holds(rule: Json, x: int, counts: Json) -> bool:
    if rule["base"] == "none":
        return True
    base = counts["due" if rule["base"] == "all" else rule["base"]]
    parts = fraction(rule["fraction"])
    if parts is None:
        raise ValueError(rule)
    a, b = parts
    return bool(x * b > base * a if rule["strict"] else x * b >= base * a)


def impossible(case: Json) -> list[str]:
    """Why the figures cannot be, or which fraction is none; empty where nothing is to be refused."""
    counts, totals = case["counts"], case["totals"]
    three_way = case["method"].get("ballot", BALLOTS[0]) in ("three_way", "three_way_capped")
    sums = [t["approve"] + t["oppose"] + t["abstain"] for t in totals] if three_way else []
    grounds = {
        "due = 0": counts["due"] == 0,
        "present > due": counts["present"] > counts["due"],
        "issued > present": counts["issued"] > counts["present"],
        "valid > returned": counts["valid"] > counts["returned"],
        "a project over valid": any(t["approve"] > counts["valid"] for t in totals),
        "three-way sum": any(total != counts["valid"] for total in sums),
    }
    for name, rule in rules(case["method"]).items():
        grounds[f"fraction of {name}"] = rule is not None and fraction(rule["fraction"]) is None
    return [name for name, stands in grounds.items() if stands]


def arranged(projects: Sequence[Project], before: Callable[[Project, Project], bool]) -> list[int]:
    """The numbers, each at the place that the count of those before it gives."""
    places = {sum(before(q, p) for q in projects): p.no for p in projects}
    return [places[i] for i in range(len(projects))]


def lower(p: Project, q: Project) -> bool:
    return p.no < q.no


def better(p: Project, q: Project) -> bool:
    return p.approve > q.approve or (p.approve == q.approve and p.no < q.no)


def cut_by_subsets(pool: Sequence[Project], places: int) -> tuple[set[int], set[int]]:
    """Sure and tied: in every selection of so many that leaves out nobody better, and in some but not in every."""
    selections = []
    for inside in combinations(pool, places):
        outside = [p for p in pool if p not in inside]
        if not any(q.approve > p.approve for p in inside for q in outside):
            selections.append({p.no for p in inside})
    sure = set.intersection(*selections)
    return sure, set.union(*selections) - sure


def cut_by_counting(pool: Sequence[Project], places: int) -> tuple[set[int], set[int]]:
    """Sure: it and all at least as good fit in; tied: the better leave a place, but the equals do not fit."""
    more = {p.no: sum(q.approve > p.approve for q in pool) for p in pool}
    fitting = {p.no: sum(q.approve >= p.approve for q in pool) <= places for p in pool}
    return {no for no in more if fitting[no]}, {no for no in more if not fitting[no] and more[no] < places}


def cut(pool: Sequence[Project], places: int) -> tuple[set[int], set[int]]:
    sure, tied = cut_by_counting(pool, places)
    if comb(len(pool), places) <= SUBSETS_AT_MOST and (sure, tied) != cut_by_subsets(pool, places):
        raise AssertionError((pool, places))
    return sure, tied


def select(pool: Sequence[Project], places: int, rule: str, where: str, seen: Counter[str]) -> Outcome:
    """So many of more than so many, a tie across the cut-off by the rule for ties."""
    sure, equals = cut(pool, places)
    tied = [p for p in pool if p.no in equals]
    left = places - len(sure)
    if not tied:
        seen[f"  {where}: no tie at the cut-off"] += 1
        return Outcome(frozenset(sure), frozenset(), 0, None)
    seen[f"  {where}: tie, {rule}"] += 1
    again: Json | None = None
    if rule == "include_all":
        sure, left = sure | equals, 0
    elif rule == "ballot_order":
        sure, left = sure | {p.no for p in tied if sum(lower(q, p) for q in tied) < left}, 0
    elif rule in ("runoff", "presidium"):
        kind = "tie" if rule == "runoff" else "presidium"
        again = {"kind": kind, "candidates": arranged(tied, lower), "places": left}
    return Outcome(frozenset(sure), frozenset(equals), left, again)


def outcome(case: Json, projects: Sequence[Project], passed: set[int], seen: Counter[str]) -> Outcome:
    method = case["method"]
    places = method.get("places", 10)
    tie, shortfall = method.get("tie", "runoff"), method.get("shortfall", "presidium")
    if len(passed) > places:
        seen["more pass than places"] += 1
        return select([p for p in projects if p.no in passed], places, tie, "passed", seen)
    left = places - len(passed)
    if left == 0:
        seen["as many pass as places"] += 1
        return Outcome(frozenset(passed), frozenset(), 0, None)
    seen[f"fewer pass than places: {shortfall}"] += 1
    others = [p for p in projects if p.no not in passed]
    if shortfall == "fill_by_rank":
        eligible = [p for p in others if p.approve > 0]
        if len(eligible) > left:
            seen["  fill_by_rank: more candidates than places left"] += 1
            filled = select(eligible, left, tie, "filling", seen)
            return filled._replace(chosen=filled.chosen | passed)
        seen["  fill_by_rank: " + ("too few candidates" if len(eligible) < left else "just enough candidates")] += 1
        return Outcome(frozenset(passed) | {p.no for p in eligible}, frozenset(), left - len(eligible), None)
    again: Json | None = None
    if shortfall != "vacant":
        if others:
            kind = "shortfall" if shortfall == "further_round" else "presidium"
            again = {"kind": kind, "candidates": arranged(others, better), "places": left}
            seen["  next round: " + ("too few" if len(others) < left else "enough") + " candidates for it"] += 1
        else:
            seen["  next round: nobody left, none"] += 1
    return Outcome(frozenset(passed), frozenset(), left, again)


def decide(case: Json, seen: Counter[str]) -> Json | None:
    """The answer without its reasons; None where the case is to be refused."""
    grounds = impossible(case)
    if grounds:
        seen["refused"] += 1
        seen[f"  refused: {grounds[0] if len(grounds) == 1 else 'on several grounds'}"] += 1
        return None
    method, counts = case["method"], case["counts"]
    places = method.get("places", 10)
    rule = rules(method)
    projects = [Project(t["no"], t["approve"]) for t in case["totals"]]
    listed = [p.no for p in projects]
    valid_set = counts["returned"] <= counts["issued"]
    quorum_met = rule["quorum"] is not None and holds(rule["quorum"], counts["present"], counts)
    took_part = None if rule["participation"] is None else holds(rule["participation"], counts["returned"], counts)
    passed: set[int] = set()
    if not valid_set:
        alone = quorum_met and took_part is not False
        seen["set invalid" if alone else "set invalid, quorum or participation missed"] += 1
        result = Outcome(
            frozenset(), frozenset(), places, {"kind": "set_invalid", "candidates": listed, "places": places}
        )
    elif not quorum_met or took_part is False:
        both = not quorum_met and took_part is False
        seen["both missed" if both else "participation missed" if quorum_met else "quorum missed"] += 1
        result = Outcome(frozenset(), frozenset(), places, None)
    else:
        threshold = rule["threshold"]
        if threshold is None:
            raise ValueError(method)
        seen[f"threshold of {threshold['base']}, strict {threshold['strict']}"] += 1
        passed = {p.no for p in projects if p.approve >= 1 and holds(threshold, p.approve, counts)}
        result = outcome(case, projects, passed, seen)
    approve = dict(projects)
    order = listed if method.get("order", "votes") == "candidate" else arranged(projects, better)
    return {
        "set_valid": valid_set,
        "quorum_met": quorum_met,
        "participation_met": took_part,
        "projects": [
            {
                "no": no,
                "approve": approve[no],
                "passed": no in passed,
                "chosen": no in result.chosen,
                "tied": no in result.tied,
                "rank": 1 + sum(p.approve > approve[no] for p in projects),
            }
            for no in order
        ],
        "places_left": result.places_left,
        "next_round": result.next_round,
    }
