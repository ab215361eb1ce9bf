#!/usr/bin/env python3
"""A brute-force oracle for `piaojue decide --cases`, written from the wording of the rules alone.

    brute_decide.py PROGRAM [--cases N] [--seed S] [--verbose]

Draws N random cases from seed S, lets PROGRAM answer them and compares every field of every answer.
Of the reasons only the form is compared. --verbose counts how often each branch of the rules occurred.
Exit 0: all agree; 1: one does not, and the first such case is printed in full.

Nothing here sorts and cuts. A cut-off is what all admissible selections have in common (and, by a second
definition, what counting the better and the equal says); a position in a list is how many come before.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]

BATCH = 20_000
SUBSETS_AT_MOST = 300
PROJECT_KEYS = {"no", "approve", "passed", "chosen", "tied", "rank", "reason"}

BALLOTS = ("choose_up_to", "choose_exactly", "three_way", "three_way_capped")
BASES = ("all", "present", "returned", "valid", "none")
TIES = ("runoff", "presidium", "include_all", "ballot_order", "exclude")
SHORTFALLS = ("further_round", "presidium", "vacant", "fill_by_rank")
FAULTS = ("present", "issued", "valid", "approve", "sum", "due", "fraction")
BAD_FRACTIONS = ("3/2", "0/2", "1/0", "0/0", "-1/2", "1/-2", "1", "1/", "/2", "0.5", "a/b", "1/2/3", "")

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


# --- The rules -------------------------------------------------------------------------------------------


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


# --- Random cases ----------------------------------------------------------------------------------------


def draw_rule(rng: random.Random, bases: Sequence[str]) -> Json:
    b = rng.choice((1, 2, 2, 3, 3, 4, 5, rng.randint(1, 255)))
    rule: Json = {"fraction": f"{rng.randint(1, b)}/{b}", "base": rng.choice(bases), "strict": rng.random() < 0.5}
    for key in list(rule):
        if rng.random() < 0.04:
            del rule[key]
    return rule


def near(rng: random.Random, rule: Json | None, counts: Json, high: int, share: float) -> int:
    """A number up to high, that share of the time where the rule just holds or just does not."""
    if rule is not None and rule["base"] != "none" and rng.random() < share:
        base = counts["due" if rule["base"] == "all" else rule["base"]]
        parts = fraction(rule["fraction"])
        if parts is not None:
            return max(0, min(high, base * parts[0] // parts[1] + rng.choice((-1, 0, 0, 1, 1, 2))))
    return rng.randint(0, high) if rng.random() < 0.1 else high


def draw_method(rng: random.Random, projects: int) -> Json:
    ballot = rng.choice(BALLOTS)
    places = rng.choice((rng.randint(1, projects), rng.randint(1, projects), rng.randint(1, projects + 4), 100))
    if places == 100 and rng.random() < 0.8:
        places = rng.randint(1, 3)
    method: Json = {
        "places": places,
        "ballot": ballot,
        "blank": rng.choice(("abstain", "void")),
        "quorum": draw_rule(rng, ("all",)),
        "threshold": draw_rule(rng, BASES),
        "tie": rng.choice(TIES),
        "shortfall": rng.choice(SHORTFALLS),
        "order": rng.choice(("votes", "candidate")),
        "notice": rng.choice(("names", "names_and_votes")),
        "secrecy": "secret",
    }
    for key in list(method):
        if rng.random() < 0.03:
            del method[key]
    if method.get("ballot") != "three_way":
        method["max_approvals"] = rng.randint(1, projects)
    if method.get("ballot", BALLOTS[0]) == "choose_up_to" and rng.random() < 0.1:
        del method["max_approvals"]
    if rng.random() < 0.5:
        method["participation"] = draw_rule(rng, ("all",))
    return method


def draw_counts(rng: random.Random, method: Json, fault: str | None) -> Json:
    if fault == "due":
        return dict.fromkeys(("due", "present", "issued", "returned", "valid"), 0)
    rule = rules(method)
    over = rng.choice((1, 1, 2, 7))
    most = rng.choice((12, 12, 12, 12, 400, 400, 400, 65_535, 2_000_000_000))
    due = rng.randint(1, most)
    counts: Json = {"due": due}
    counts["present"] = due + over if fault == "present" else near(rng, rule["quorum"], counts, due, 0.3)
    present = counts["present"]
    counts["issued"] = present if rng.random() < 0.8 else rng.randint(0, present)
    if fault == "issued":
        counts["issued"] = present + over
    issued = counts["issued"]
    counts["returned"] = near(rng, rule["participation"], counts, issued, 0.3)
    if rng.random() < 0.08:
        counts["returned"] = issued + rng.choice((1, 1, 2, 5))
    returned = counts["returned"]
    counts["valid"] = returned if rng.random() < 0.7 else rng.randint(0, returned)
    if fault == "valid":
        counts["valid"] = returned + over
    return counts


def draw_totals(rng: random.Random, method: Json, counts: Json, projects: int) -> list[Json]:
    valid = counts["valid"]
    three_way = method.get("ballot", BALLOTS[0]) in ("three_way", "three_way_capped")
    threshold = rules(method)["threshold"]
    levels = [
        near(rng, threshold, counts, valid, 0.8) if rng.random() < 0.5 else rng.randint(0, valid)
        for _ in range(rng.randint(1, 5))
    ]
    levels += rng.choice(([], [], [0], [min(1, valid)], [0, min(1, valid)]))
    numbers = rng.sample(range(1, rng.choice((projects, projects + 3, 99, 65_535)) + 1), projects)
    if rng.random() < 0.3:
        numbers.sort()
    totals = []
    for no in numbers:
        approve = rng.choice(levels) if rng.random() < 0.85 else rng.randint(0, valid)
        row: Json = {"no": no, "approve": approve}
        if three_way:
            row["oppose"] = rng.randint(0, valid - approve)
            row["abstain"] = valid - approve - row["oppose"]
        totals.append(row)
    return totals


def spoil(rng: random.Random, case: Json, fault: str) -> None:
    """The faults that are not in the counts."""
    row = rng.choice(case["totals"])
    if fault == "approve":
        row["approve"] = case["counts"]["valid"] + rng.choice((1, 1, 2, 9))
    elif fault == "sum" and "oppose" in row:
        key = rng.choice(("approve", "oppose", "abstain"))
        row[key] = max(0, row[key] + rng.choice((-1, 1)))
    elif fault == "fraction":
        key = rng.choice(("quorum", "participation", "threshold"))
        case["method"].setdefault(key, {})["fraction"] = rng.choice(BAD_FRACTIONS)


def draw(rng: random.Random) -> Json:
    fault = rng.choice(FAULTS) if rng.random() < 0.035 else None
    projects = rng.choice((1, 2, 3, 4, 5, 6, 7, 8, rng.randint(9, 24)))
    method = draw_method(rng, projects)
    counts = draw_counts(rng, method, fault)
    case = {"method": method, "totals": draw_totals(rng, method, counts, projects), "counts": counts}
    if fault is not None:
        spoil(rng, case, fault)
    return case


def toml(method: Json) -> str:
    def value(v: object) -> str:
        if isinstance(v, dict):
            return "{ " + ", ".join(f"{k} = {value(w)}" for k, w in v.items()) + " }"
        return json.dumps(v)

    return "".join(f"{k} = {value(v)}\n" for k, v in method.items())


# --- The comparison --------------------------------------------------------------------------------------


def reason_is_told(reason: object) -> bool:
    return isinstance(reason, dict) and all(isinstance(reason.get(k), str) and reason[k] for k in ("zh", "en"))


def difference(expected: Json | None, line: str) -> str | None:
    """What is wrong with an answer; None if nothing is."""
    try:
        answer = json.loads(line)
    except ValueError as error:
        return f"not JSON: {error}"
    if not isinstance(answer, dict):
        return "not an object"
    if expected is None or "error" in answer:
        refused = answer.keys() == {"error"}
        return None if expected is None and refused else "refused" if refused else "not refused"
    if answer.keys() != expected.keys():
        return f"fields {sorted(answer)}"
    if not isinstance(answer["projects"], list):
        return "projects is no list"
    for project in answer["projects"]:
        if not isinstance(project, dict) or project.keys() != PROJECT_KEYS:
            return f"project {project}"
        if not reason_is_told(project.pop("reason")):
            return f"reason of {project}"
    for key, value in expected.items():
        if json.dumps(value, sort_keys=True) != json.dumps(answer[key], sort_keys=True):
            return key
    return None


def answers(program: str, lines: Sequence[str], folder: Path) -> tuple[int, list[str], str]:
    cases = folder / "cases.jsonl"
    cases.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    done = subprocess.run(
        [program, "decide", "--cases", str(cases)], capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def batches(count: int) -> Iterator[int]:
    for start in range(0, count, BATCH):
        yield min(BATCH, count - start)


def run(program: str, count: int, seed: int, seen: Counter[str]) -> str | None:
    """The first difference, told in full; None if there is none."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for size in batches(count):
            cases = [draw(rng) for _ in range(size)]
            lines = [
                json.dumps(case | {"method": toml(case["method"])} if rng.random() < 0.05 else case) for case in cases
            ]
            code, got, errors = answers(program, lines, Path(folder))
            expected = [decide(case, seen) for case in cases]
            for line, want, answer in zip(lines, expected, got, strict=False):
                wrong = difference(want, answer)
                if wrong is not None:
                    shown = "a refusal" if want is None else json.dumps(want)
                    return f"differs: {wrong}\ncase     {line}\nexpected {shown}\nanswer   {answer}"
            if len(got) != size:
                return f"{len(got)} answers to {size} cases, exit {code}\n{errors}"
            if code != (2 if None in expected else 0):
                return f"exit {code} for a batch with {expected.count(None)} cases to refuse\n{errors}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description="brute-force oracle for `piaojue decide --cases`")
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--verbose", action="store_true", help="count how often each branch occurred")
    given = parser.parse_args()
    seed = secrets.randbits(32) if given.seed is None else given.seed
    if given.seed is None:
        print(f"seed {seed}", file=sys.stderr)
    seen: Counter[str] = Counter()
    wrong = run(given.program, given.cases, seed, seen)
    if given.verbose:
        for branch, times in sorted(seen.items()):
            print(f"{times:9}  {branch}")
    if wrong is not None:
        print(f"{given.cases} cases, seed {seed}: {wrong}")
        return 1
    print(f"{given.cases} cases, seed {seed}: agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
