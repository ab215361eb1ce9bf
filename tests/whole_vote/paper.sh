#!/usr/bin/env bash
# Sheets of paper beside the electronic ballot, counted by two people from two files: they agree,
# they differ, sheets that do not add up, more sheets than were handed out, sheets alone, so few that
# they are entered as ballots; a byte that is another in a batch is found. Both verifiers read the records.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

printf 'no,name\n1,小学扩建\n2,农村公路\n3,社区食堂\n' >"$work/projects.csv"
head=batch,issued,returned,void_over,void_unreadable,void_marked,void_blank,a1,o1,b1,a2,o2,b2,a3,o3,b3
# Ten deputies, seven of whom cast; the other three have sheets.
printf '1,2,3\n1,1,\n1,1,\n1,,1\n1,,\n,1,\n,1,\n,,\n' >"$work/ballots.csv"
sheets() { printf '%s\n' "$head" "$@" >"$work/a.csv" && cp "$work/a.csv" "$work/b.csv"; }
simulate() {
    "$bin/piaojue" simulate --projects "$work/projects.csv" --tellers 3 --threshold 2 --deputies 10 \
        --present 10 --places 2 --paper "$work/a.csv" --paper-second "$work/b.csv" --record "$work/record" "$@" --json
}
with_ballots() { simulate --ballots "$work/ballots.csv" "$@"; }

# nothing_written — no record after a misuse.
nothing_written() { [[ ! -e $work/record ]] || die "a record was written"; }

step "two people who agree"
sheets 1,2,2,0,0,0,0,2,0,0,1,0,1,0,0,2 2,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0
held with_ballots --exchanged 1 --uncancelled 1
same "the verdict" "$(json 'd["verify"]["valid"]')" true
both_verify "$work/record"
same "the paper part" "$(json '[d["rounds"][0]["paper"][k] for k in ("taken", "exchanged", "uncancelled", "returned", "void_over", "void_unreadable", "void_marked", "void_blank")]')" \
    "[1, 1, 1, 3, 1, 0, 0, 0]"
same "the sheets' votes" "$(json '[(p["no"], p["approve"], p["oppose"], p["abstain"]) for p in d["rounds"][0]["paper"]["projects"]]')" \
    "[[1, 2, null, 0], [2, 1, null, 1], [3, 0, null, 2]]"
same "the sums" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[6, 5, 1]"
same "the counts" "$(json '[d["rounds"][0][k] for k in ("issued", "cast", "handed_back", "returned", "outstanding", "blank", "void", "valid")]')" \
    "[10, 7, 0, 10, 0, 1, 1, 9]"
held "$bin/piaojue-verify" "$work/record"
grep -q '纸票 sheets: 发出 handed out 3' "$work/out" || die "the text says nothing of the sheets"
held "$bin/piaojue" report "$work/record" --form count --format csv --out "$work/count.csv"
grep -q '收回纸票,3' "$work/count.csv" || die "the count form says nothing of the sheets"

step "a byte that is another, in a batch"
python3 - "$work/record" "$work/forged" <<'END'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
# The first paper_batch entry: u8 0x12, M, u16 batch 1, u32 issued 2, u32 returned 2.
at = data.find(bytes([0, 1, 0, 0, 0, 2, 0, 0, 0, 2]))
assert data[at - 33] == 0x12
data[at + 9] ^= 1
open(sys.argv[2], "wb").write(data)
END
answers 1 "$bin/piaojue-verify" "$work/forged" --json
for check in log_root paper; do
    same "$check" "$(json "[c['passed'] for c in d['checks'] if c['name'] == '$check'][0]")" false
done

rm "$work/record"
step "two people who differ"
sheets 1,2,2,0,0,0,0,2,0,0,1,0,1,0,0,2
sed -i '2s/.*/1,2,2,0,0,0,0,1,0,1,1,0,1,0,0,2/' "$work/b.csv"
misused with_ballots
for cell in 'column a1: 2' 'column b1: 0'; do
    [[ $(json 'd["error"]["message"]') == *"batch 1, $cell"* ]] || die "the cell is not named: $cell"
done
nothing_written
answers 2 "$bin/piaojue" simulate --projects "$work/projects.csv" --ballots "$work/ballots.csv" --deputies 10 \
    --present 10 --places 2 --paper "$work/a.csv" --record "$work/record"
nothing_written

step "sheets that do not add up"
sheets 1,2,2,0,0,0,0,2,0,1,1,0,1,0,0,2
misused with_ballots
[[ $(json 'd["error"]["message"]') == *"batch 1"*"a1 + o1 + b1"* ]] || die "batch and column are not named"
sheets 1,2,2,1,1,1,0,0,0,0,0,0,0,0,0,0
misused with_ballots
sheets 1,2,2,0,0,0,0,2,0,0,2,0,0,2,0,0
misused with_ballots
sheets 1,2,x,0,0,0,0,2,0,0,1,0,1,0,0,2
misused with_ballots
[[ $(json 'd["error"]["message"]') == *"column returned"* ]] || die "the column is not named"
sheets 2,2,2,0,0,0,0,2,0,0,1,0,1,0,0,2
misused with_ballots
sheets 1,4,4,0,0,0,0,2,0,2,1,0,3,0,0,4
misused with_ballots
nothing_written

step "more sheets than were handed out: a valid record of a void vote"
sheets 1,2,3,0,0,0,0,3,0,0,1,0,2,0,0,3
held with_ballots
both_verify "$work/record"
same "what follows" "$(json '[(r["paper"]["returned"], r["next_round"]["kind"], sum(p["approve"] for p in r["projects"])) for r in d["rounds"]]')" \
    '[[3, "set_invalid", 0]]'
held "$bin/piaojue-verify" "$work/record"
grep -q '收回的票多于发出的票' "$work/out" || die "the text does not say that papers are too many"

step "sheets alone"
sheets 1,6,5,0,0,1,0,4,0,0,2,0,2,1,0,3 2,4,4,0,0,0,0,1,0,3,4,0,0,0,0,4
held simulate
both_verify "$work/record"
same "the counts" "$(json '[d["rounds"][0][k] for k in ("issued", "cast", "returned", "outstanding", "void", "valid")]')" \
    "[10, 0, 9, 1, 1, 8]"
same "the votes" "$(json '[(p["approve"], p["abstain"], p["chosen"]) for p in d["rounds"][0]["projects"]]')" \
    "[[5, 3, false], [6, 2, true], [1, 7, false]]"

step "fewer sheets than are told: each is entered as a ballot, before the close"
rm "$work/record"
sheets 1,3,3,1,0,0,0,2,0,0,1,0,1,0,0,2
held with_ballots --min-group 4 --exchanged 1
both_verify "$work/record"
same "nothing of the sheets is told but where they came from" "$(json 'd["rounds"][0]["paper"]')" \
    '{"taken": 2, "exchanged": 1, "uncancelled": 0, "returned": 0, "void_over": 0, "void_unreadable": 0, "void_marked": 0, "void_blank": 0, "projects": [{"no": 1, "approve": 0, "oppose": null, "abstain": 0}, {"no": 2, "approve": 0, "oppose": null, "abstain": 0}, {"no": 3, "approve": 0, "oppose": null, "abstain": 0}]}'
same "the sums hold them" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[6, 5, 1]"
same "the void one was not entered" "$(json '[d["rounds"][0][k] for k in ("issued", "cast", "returned", "outstanding")]')" \
    "[10, 9, 9, 1]"
rm "$work/record"
step "one batch of several that is too small to be told"
sheets 1,1,1,0,0,0,0,1,0,0,1,0,0,0,0,1 2,2,2,0,0,0,0,2,0,0,1,0,1,0,0,2
misused with_ballots --min-group 2
nothing_written
step "as many as may be told"
sheets 1,2,2,0,0,0,0,2,0,0,1,0,1,0,0,2
held with_ballots --min-group 2
both_verify "$work/record"
same "a batch" "$(json '[d["rounds"][0]["paper"]["returned"], d["rounds"][0]["cast"]]')" "[2, 7]"
step "held"
