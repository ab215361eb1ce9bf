#!/usr/bin/env python3
"""Random cases for `piaojue decide --cases`, and the answers that PROTOCOL §11.7 gives for them.

    decide_cases.py make COUNT SEED > cases.jsonl
    decide_cases.py compare cases.jsonl answers.jsonl

compare recomputes every answer with the second implementation and names the first difference.
Exit 0: all agree; 1: one does not.
"""

from __future__ import annotations

import json
import random
import sys

from piaojue.decision import Outcome, Tally, decide
from piaojue.method import Method, Rule

STYLES = ["choose_up_to", "choose_exactly", "three_way", "three_way_capped"]
BASES = ["all", "present", "returned", "valid"]
TIES = ["runoff", "presidium", "include_all", "ballot_order", "exclude"]
SHORTFALLS = ["presidium", "further_round", "vacant", "fill_by_rank"]
ORDERS = ["votes", "candidate"]
KINDS = {2: "tie", 3: "shortfall", 4: "presidium", 5: "set_invalid"}


def drawn_rule(rng: random.Random, bases: list[str]) -> dict[str, object]:
    b = rng.randint(1, 9)
    return {"fraction": f"{rng.randint(1, b)}/{b}", "base": rng.choice(bases), "strict": rng.random() < 0.5}


def drawn_total(rng: random.Random, three_way: bool, valid: int) -> dict[str, int]:
    # Few different counts, so that ties are common.
    approve = rng.randint(0, valid) if rng.random() < 0.4 else min(valid, rng.randint(0, 3))
    if not three_way:
        return {"approve": approve}
    oppose = rng.randint(0, valid - approve)
    return {"approve": approve, "oppose": oppose, "abstain": valid - approve - oppose}


def drawn_case(rng: random.Random) -> dict[str, object]:
    projects = rng.randint(1, 9)
    numbers = rng.sample(range(1, 60), projects)
    style = rng.choice(STYLES)
    method: dict[str, object] = {
        "places": rng.randint(1, 10),
        "ballot": style,
        "tie": rng.choice(TIES),
        "shortfall": rng.choice(SHORTFALLS),
        "order": rng.choice(ORDERS),
        "quorum": drawn_rule(rng, ["all"]),
        "threshold": drawn_rule(rng, [*BASES, "none"]),
        "participation": drawn_rule(rng, ["all"]) if rng.random() < 0.3 else None,
    }
    if style != "three_way":
        method["max_approvals"] = rng.randint(1, projects)
    due = rng.randint(1, 40)
    present = rng.randint(0 if rng.random() < 0.1 else due * 2 // 3, due)
    issued = rng.randint(present // 2, present)
    returned = rng.randint(0, issued) if rng.random() < 0.9 else issued + rng.randint(0, 3)
    valid = rng.randint(returned // 2, returned)
    return {
        "method": method,
        "totals": [{"no": no, **drawn_total(rng, style.startswith("three"), valid)} for no in numbers],
        "counts": {"due": due, "present": present, "issued": issued, "returned": returned, "valid": valid},
    }


def rule_of(raw: dict[str, object] | None) -> Rule | None:
    if raw is None or raw["base"] == "none":
        return None
    a, b = (int(part) for part in str(raw["fraction"]).split("/"))
    return Rule(a, b, BASES.index(str(raw["base"])) + 1, bool(raw["strict"]))


def method_of(raw: dict) -> Method:
    quorum = rule_of(raw["quorum"])
    assert quorum is not None
    return Method(
        style=STYLES.index(raw["ballot"]) + 1, body=1, places=raw["places"], lo=0, hi=1, blank=1,
        quorum=quorum, participation=rule_of(raw["participation"]), threshold=rule_of(raw["threshold"]),
        tie=TIES.index(raw["tie"]) + 1, shortfall=SHORTFALLS.index(raw["shortfall"]) + 1,
        order=ORDERS.index(raw["order"]) + 1, notice=1,
    )


def expected_answer(case: dict) -> dict[str, object]:
    method, counts = method_of(case["method"]), case["counts"]
    totals = case["totals"]
    numbers = [row["no"] for row in totals]
    approve = tuple(row["approve"] for row in totals)
    tally = Tally(
        due=counts["due"], present=counts["present"], issued=counts["issued"], cast=counts["valid"],
        handed_back=counts["returned"] - counts["valid"], approve=approve,
        oppose=tuple(row.get("oppose", 0) for row in totals), blank=0, blank_is_void=False,
        three_way=method.grades == 3,
    )
    outcome: Outcome = decide(method, numbers, tally)
    order = range(len(numbers))
    if case["method"]["order"] == "votes":
        order = sorted(order, key=lambda i: (-approve[i], numbers[i]))
    participation = method.participation
    next_round = None
    if outcome.next_kind:
        next_round = {
            "kind": KINDS[outcome.next_kind],
            "candidates": list(outcome.next_projects),
            "places": outcome.next_places,
        }
    return {
        "set_valid": counts["returned"] <= counts["issued"],
        "quorum_met": method.quorum.holds(counts["present"], counts["due"]),
        "participation_met": None if participation is None else participation.holds(counts["returned"], counts["due"]),
        "projects": [
            {
                "no": numbers[i],
                "approve": approve[i],
                "passed": i in outcome.passed,
                "chosen": i in outcome.chosen,
                "tied": i in outcome.tied,
                "rank": 1 + sum(other > approve[i] for other in approve),
            }
            for i in order
        ],
        "places_left": outcome.places_left,
        "next_round": next_round,
    }


def compare(cases: str, answers: str) -> int:
    with open(cases, encoding="utf-8") as file:
        asked = [json.loads(line) for line in file]
    with open(answers, encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    if len(asked) != len(told):
        print(f"{len(asked)} cases, {len(told)} answers")
        return 1
    seen: set[str] = set()
    for i, (case, answer) in enumerate(zip(asked, told)):
        for project in answer.get("projects", []):
            reason = project.pop("reason")
            assert reason["zh"] and reason["en"], f"line {i + 1}: a project without a reason"
        expected = expected_answer(case)
        if answer != expected:
            print(f"line {i + 1}: {json.dumps(case)}\n  told      {answer}\n  expected  {expected}")
            return 1
        seen.add(answer["next_round"]["kind"] if answer["next_round"] else "none")
    print(f"{len(asked)} cases agree; next rounds: {', '.join(sorted(seen))}")
    return 0 if seen == {*KINDS.values(), "none"} else 1


def main(arguments: list[str]) -> int:
    if len(arguments) == 3 and arguments[0] == "make":
        rng = random.Random(int(arguments[2]))
        for _ in range(int(arguments[1])):
            print(json.dumps(drawn_case(rng)))
        return 0
    if len(arguments) == 3 and arguments[0] == "compare":
        return compare(arguments[1], arguments[2])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
