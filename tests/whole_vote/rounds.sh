#!/usr/bin/env bash
# Several rounds in one log: a tie, then a shortfall, played by `piaojue simulate`; and a round that
# was voided and is held again with fewer candidates, through the programs alone.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

# both_hold RECORD OPTION… — and say the same of its rounds and of all together.
both_hold() {
    held "$bin/piaojue-verify" "$@" --json
    cp "$work/out" "$work/verified"
    held python3 "$root/tests/python/verify.py" "$@" --json
    local part
    for part in 'd["rounds"]' 'd["final"]' '[(c["name"], c["passed"]) for c in d["checks"]]'; do
        same "$part of the second verifier" "$(json "$part")" "$(json "$part" "$work/verified")"
    done
}

# neither_holds CHECK RECORD OPTION… — this check alone fails, in both.
neither_holds() {
    local check=$1
    shift
    answers 1 "$bin/piaojue-verify" "$@" --json
    same "what fails" "$(json '[c["name"] for c in d["checks"] if not c["passed"]]')" "[\"$check\"]"
    answers 1 python3 "$root/tests/python/verify.py" "$@" --json
    same "what fails" "$(json '[c["name"] for c in d["checks"] if not c["passed"]]')" "[\"$check\"]"
}

step "a tie, a round without a majority, and a third one, as one chain"
cat >"$work/method.toml" <<'END'
title = "票决办法"
places = 2
tie = "runoff"
shortfall = "further_round"
END
# Of seven deputies: project 8 has five, 3 and 5 have four each, which is a majority.
printf '3,5,8\n1,,1\n1,,1\n1,,1\n,1,1\n,1,1\n1,1,\n,1,\n' >"$work/first.csv"
printf '5,3\n1,\n1,\n1,\n,1\n,1\n,1\n,\n' >"$work/second.csv"
printf '3,5\n1,\n1,\n1,\n1,\n,1\n,1\n,1\n' >"$work/third.csv"
simulate() {
    "$bin/piaojue" simulate --tellers 3 --threshold 2 --deputies 7 --present 7 --method "$work/method.toml" \
        --ballots "$work/first.csv" "$@" --json
}
held simulate --next-ballots "$work/second.csv" --next-ballots "$work/third.csv" --record "$work/chain"
same "it verifies" "$(json 'd["verify"]["valid"]')" true
same "kind, candidates, places" \
    "$(json '[(r["kind"], [p["no"] for p in r["projects"]], r["present"], r["issued"]) for r in d["rounds"]]')" \
    '[["first", [3, 5, 8], 7, 7], ["tie", [3, 5], 7, 7], ["shortfall", [3, 5], 7, 7]]'
same "what follows each" "$(json '[r["next_round"] for r in d["rounds"]]')" \
    '[{"kind": "tie", "candidates": [3, 5], "places": 1}, {"kind": "shortfall", "candidates": [3, 5], "places": 1}, null]'
same "the votes" "$(json '[[p["approve"] for p in r["projects"]] for r in d["rounds"]]')" '[[4, 4, 5], [3, 3], [4, 3]]'
same "all together" "$(json '[(p["no"], p["round"]) for p in d["final"]["chosen"]]')" '[[8, 1], [3, 3]]'
same "places left" "$(json '[d["final"][k] for k in ("places", "places_left", "next_round")]')" '[2, 0, null]'
last=$(json 'd["manifest_sha256"]')
both_hold "$work/chain"
both_hold "$work/chain" --previous "$work/chain.round2"
both_hold "$work/chain.round2" --previous "$work/chain.round1"
both_hold "$work/chain" --previous "$work/chain.round1" --expect-manifest "$last"
neither_holds previous "$work/chain.round1" --previous "$work/chain"
answers 2 "$bin/piaojue-verify" "$work/chain" --previous "$work/method.toml" --json

step "an election of another congress is no earlier record; marks that do not fit are misuse"
held simulate --next-ballots "$work/second.csv" --record "$work/other"
same "the rounds held" "$(json 'len(d["rounds"])')" 2
same "what is left to do" "$(json 'd["final"]["next_round"]["kind"]')" shortfall
neither_holds previous "$work/chain" --previous "$work/other.round1"
misused simulate --next-ballots "$work/first.csv" --record "$work/never"
misused simulate --next-ballots "$work/nowhere.csv" --record "$work/never"
misused simulate --places 2 --record "$work/never"
[[ ! -e $work/never ]] || die "a refused simulation left a record"

step "a round is voided, and held again without a project that was withdrawn"
prepare_vote
held both void --reason 候选项目二撤回
misused both further_round --kind tie
held both further_round --kind ordered --json
held both publish
held at_server "$bin/piaojue" record --out "$work/voided"
both_hold "$work/voided"
same "no round counts" "$(json 'd["rounds"]')" "[]"
again() {
    at_server "$bin/piaojue" manifest --after "$work/voided" --congress "$congress" --out "$work/manifest2" "$@"
}
misused again --places 3
misused again --candidates 1,9
held again --candidates 1,3-4 --json
manifest=$(json 'd["manifest_sha256"]')
same "round, kind, places, projects" "$(json '[d[k] for k in ("round", "kind", "places", "projects")]')" \
    '[2, "ordered", 2, 3]'
post "$work/manifest2"
held both seal --expect-manifest "$manifest"
# Ten are signed in, two thirds of twelve are eight: who has left counts no more.
held act leave --deputies 1-3
refused quorum_missed both open
held act sign_in --deputies 1
held both open
refused not_signed_in of_deputy 2 vote --paper-only
for i in 1 4 5 6 7 8 9; do held of_deputy "$i" vote --paper-only --json; done
held act end_issuing
for i in 1 4 5 6 7 8 9; do held of_deputy "$i" vote --marks 1,3 --json; done
held both close
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest" --json; done
for i in 1 2 3; do held of_teller "$i" share --expect-manifest "$manifest" --json; done
for i in 1 2 3; do held of_teller "$i" report --json; done
held both announce --result "$(json 'd["result_sha256"]')"
misused both further_round --kind presidium
held both publish
held at_server "$bin/piaojue" record --out "$work/record"
both_hold "$work/record" --previous "$work/voided" --expect-manifest "$manifest"
same "present, issued, cast" "$(json '[d["rounds"][0][k] for k in ("present", "issued", "cast")]')" '[8, 7, 7]'
same "the votes" "$(json '[(p["no"], p["approve"]) for p in d["rounds"][0]["projects"]]')" '[[1, 7], [3, 7], [4, 0]]'
step "held"
