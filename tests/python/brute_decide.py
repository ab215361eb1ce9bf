#!/usr/bin/env python3
"""Holds `piaojue decide --cases` against brute_rules.py, on random cases.

    brute_decide.py PROGRAM [--cases N] [--seed S] [--verbose]

Draws N random cases from seed S, lets PROGRAM answer them and compares every field of every answer.
Of the reasons only the form is compared. --verbose counts how often each branch of the rules occurred.
Exit 0: all agree; 1: one does not, and the first such case is printed in full.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from brute_rules import BALLOTS, Json, decide, fraction, holds, rules

BATCH = 20_000
PROJECT_KEYS = {"no", "approve", "passed", "chosen", "tied", "rank", "reason"}

BASES = ("all", "present", "returned", "valid", "none")
TIES = ("runoff", "presidium", "include_all", "ballot_order", "exclude")
SHORTFALLS = ("further_round", "presidium", "vacant", "fill_by_rank")
FAULTS = ("present", "issued", "valid", "approve", "sum", "due", "fraction")
BAD_FRACTIONS = ("3/2", "0/2", "1/0", "0/0", "-1/2", "1/-2", "1", "1/", "/2", "0.5", "a/b", "1/2/3", "")


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
