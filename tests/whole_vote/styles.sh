#!/usr/bin/env bash
# `piaojue simulate` on votes whose totals are known: both styles, both kinds of files, and misuse.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

records=0

# simulated OPTION… — a whole vote that must run and verify; the answer is in $work/out.
simulated() {
    records=$((records + 1))
    held "$bin/piaojue" simulate --tellers 3 --threshold 2 "$@" --record "$work/record$records" --json
    cp "$work/out" "$work/simulated"
    same "verify.valid" "$(json 'd["verify"]["valid"]')" true
    held "$bin/piaojue-verify" "$work/record$records" --json
    same "the rounds of the record" "$(json 'd["rounds"]')" "$(json 'd["rounds"]' "$work/simulated")"
    cp "$work/simulated" "$work/out"
}

# counted FILE STYLE CAP DUE PRESENT — compares the last answer with a count of the CSV made here.
counted() {
    python3 - "$@" "$work/out" <<'END' || die "the count of $1 is another"
import csv
import json
import sys

file, style, cap, due, present, answer = sys.argv[1:]
with open(file, encoding="utf-8") as lines:
    header, *rows = csv.reader(lines)
found = json.load(open(answer, encoding="utf-8"))
good, over = [], 0
for row in rows:
    approvals = row.count("1")
    if approvals > int(cap):
        over += 1
        continue
    blank = approvals == 0 if style == "approve" else not any(row)
    good.append((row, blank))
valid = len(good)
expected = {
    "due": int(due), "present": int(present), "issued": int(present), "cast": len(good), "handed_back": 0,
    "returned": len(good), "outstanding": int(present) - len(good), "blank": sum(b for _, b in good), "void": 0,
    "valid": valid,
}
(rounds,) = found["rounds"]
for name, value in expected.items():
    assert rounds[name] == value, f"{name} is {rounds[name]}, expected {value}"
assert found["refused"] == {"over_cap": over}, found["refused"]
approved = {}
for position, number in enumerate(header):
    marks = [row[position] for row, _ in good]
    project = rounds["projects"][position]
    approved[number] = marks.count("1")
    oppose = marks.count("-1") if style == "three-way" else None
    expected = (int(number), marks.count("1"), oppose, valid - marks.count("1") - (oppose or 0))
    is_ = (project["no"], project["approve"], project["oppose"], project["abstain"])
    assert is_ == expected, f"project {number}: {is_}, expected {expected}"
    if marks.count("1") * 2 <= int(due):
        assert not project["chosen"], f"project {number} is chosen without a majority of all"
END
}

chosen() { json 'sorted(p["no"] for p in d["rounds"][0]["projects"] if p["chosen"])'; }

step "approve: blank rows, rows over the cap, deputies without rows"
cat >"$work/approve.csv" <<'END'
5,2,9
1,,
1,1,
1,1,1
,,
1,0,
1,1,
0,0,0
,1,
1,,
1,1,
END
simulated --ballots "$work/approve.csv" --places 2 --deputies 11 --present 11 --seed 3
counted "$work/approve.csv" approve 2 11 11
same "the chosen" "$(chosen)" "[5]"

step "three-way: oppose, abstain, wholly empty rows, a cap below the number of projects"
cat >"$work/three.csv" <<'END'
1,2,3,4
1,-1,0,
1,1,-1,-1
,,,
0,0,0,0
1,1,1,
1,-1,1,0
-1,-1,-1,-1
1,1,0,-1
END
simulated --ballots "$work/three.csv" --style three-way --places 2 --deputies 9 --present 9
counted "$work/three.csv" three-way 2 9 9
same "the blank ones" "$(json 'd["rounds"][0]["blank"]')" 1
simulated --ballots "$work/three.csv" --style three-way --places 2 --max-approvals 4 --deputies 9 --present 8
counted "$work/three.csv" three-way 4 9 8
same "refused" "$(json 'd["refused"]["over_cap"]')" 0

step "a projects file gives names and order"
printf 'no,name\n9,丙\n5,甲\n2,乙\n' >"$work/projects.csv"
simulated --projects "$work/projects.csv" --ballots "$work/approve.csv" --places 2 --deputies 12 --present 12
same "the order" "$(json '[(p["no"], p["name"], p["approve"]) for p in d["rounds"][0]["projects"]]')" \
    '[[9, "\u4e19", 0], [5, "\u7532", 6], [2, "\u4e59", 4]]'

step "Pabulib: the declared totals, also of the real elections in PIAOJUE_PB_DIR"
# pabulib FILE — its projects in order: name, declared votes.
pabulib() {
    python3 - "$1" <<'END'
import csv
import io
import json
import sys

text = open(sys.argv[1], encoding="utf-8-sig", newline="").read()
rows = list(csv.reader(io.StringIO(text), delimiter=";"))
start, end = rows.index(["PROJECTS"]), rows.index(["VOTES"])
header = rows[start + 1]
number, name = header.index("votes"), header.index("name")
print(json.dumps([[row[name], int(row[number])] for row in rows[start + 2 : end]]))
END
}
for file in plain odd; do
    simulated --ballots "$root/tests/data/$file.pb" --places 4
    same "the totals of $file.pb" "$(json '[[p["name"], p["approve"]] for p in d["rounds"][0]["projects"]]')" \
        "$(pabulib "$root/tests/data/$file.pb")"
    same "the numbers" "$(json '[p["no"] for p in d["rounds"][0]["projects"]][:3]')" "[1, 2, 3]"
    same "due, present, cast" \
        "$(json '[d["rounds"][0][k] == d["rounds"][0]["cast"] for k in ("due", "present")]')" "[true, true]"
done
same "the blank vote of odd.pb" "$(json 'd["rounds"][0]["blank"]')" 1
if [[ -n ${PIAOJUE_PB_DIR:-} ]]; then
    for file in "$PIAOJUE_PB_DIR"/*.pb; do
        declared=$(pabulib "$file" | python3 -c 'import json, sys; print([votes for _, votes in json.load(sys.stdin)])')
        # As many places as projects: no ballot is over the cap.
        simulated --ballots "$file" --places "$(python3 -c 'import json, sys; print(len(json.loads(sys.argv[1])))' "$declared")"
        same "the totals of ${file##*/}" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "$declared"
    done
fi

step "the same seed makes the same marks, never the same record"
simulated --projects "$work/projects.csv" --random --seed 7 --places 2 --deputies 9 --present 8
cp "$work/out" "$work/first"
simulated --projects "$work/projects.csv" --random --seed 7 --places 2 --deputies 9 --present 8
same "the rounds" "$(json 'd["rounds"]')" "$(json 'd["rounds"]' "$work/first")"
[[ $(json 'd["record_sha256"]') != $(json 'd["record_sha256"]' "$work/first") ]] || die "the same record twice"

step "refusals and misuse"
simulate() { "$bin/piaojue" simulate --tellers 2 --threshold 2 --record "$work/never" "$@"; }
refused quorum_missed simulate --ballots "$work/approve.csv" --places 2 --deputies 30 --present 19
misused simulate --ballots "$work/approve.csv" --places 2 --deputies 12 --present 9
misused simulate --ballots "$work/three.csv" --places 2 --deputies 12 --present 9
misused simulate --ballots "$work/approve.csv" --deputies 5 --present 9
misused simulate --ballots "$work/nowhere.csv"
misused simulate --ballots "$work/approve.csv" --random
misused simulate --ballots "$root/tests/data/plain.pb" --style three-way
misused simulate --ballots "$work/approve.csv" --style fourfold
misused simulate --ballots "$work/approve.csv" --no-such-option
[[ ! -e $work/never ]] || die "a refused simulation left a record"
step "held"
