#!/usr/bin/env bash
# Declarations and claims by the programs alone: cards handed in at the desk, a paper claimed with its
# kept seed behind the close, act 19 with the count of used slips; what the verifier says of E.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

# declares I [OPTION…] — the card of deputy I, at the desk.
declares() {
    card "$1" >"$work/card$1"
    at_server "$bin/piaojue" declare --deputy "$1" --card-file "$work/card$1" --roll-id "$roll_id" "${@:2}"
}

step "a method that says how long deputies may claim"
printf 'title = "票决办法"\nplaces = 2\nclaim_minutes = 1441\n' >"$work/wrong.toml"
misused "$bin/piaojue" simulate --method "$work/wrong.toml" --random --record "$work/never"
grep -q 'claim_minutes: write a whole number of minutes from 0 to 1440' "$work/out" || die "the misuse does not say what"
printf '%s\n' 'title = "票决办法"' 'places = 2' 'claim_minutes = 0' \
    'threshold = { fraction = "1/2", base = "returned" }' >"$work/method.toml"
# shellcheck disable=SC2034 # lib_congress.sh
rules=(--method "$work/method.toml")
prepare_vote

step "papers: six vote, one hands back, two keep theirs"
for i in 1 2 3 4 5 6 7 8 9; do held of_deputy "$i" vote --paper-only; done
held act end_issuing
# Four of seven returned are enough for project 2, three of six would not be.
for i in 1 2 3 4; do held of_deputy "$i" vote --marks 1,2; done
for i in 5 6; do held of_deputy "$i" vote --marks 1,3; done
held of_deputy 7 hand-back
refused not_permitted declares 10
refused not_on_roll at_server "$bin/piaojue" declare --deputy 2 --card-file "$work/card1" --roll-id "$roll_id"
for i in 1 2 3 4 7; do held declares "$i" --json; done
same "what is said" "$(json 'd["declared"]')" true
held declares 1
refused wrong_phase of_deputy 8 claim

step "behind the close: a late card, a claim with the kept seed"
held both close
held declares 5 --expect-manifest "$manifest"
held of_deputy 8 claim --json
promise=$(json 'd["promise"]')
held of_deputy 8 claim --json
same "the promise of the same claim" "$(json 'd["promise"]')" "$promise"
refused already_cast of_deputy 1 claim
refused already_handed_back of_deputy 7 claim
misused both end_claims
misused both end_claims --used-slips many
misused both close --used-slips 1
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest"; done
held both end_claims --used-slips 0
refused wrong_phase declares 6 --expect-manifest "$manifest"
refused wrong_phase of_deputy 9 claim

step "count, publish"
for i in 1 2 3; do held of_teller "$i" share --expect-manifest "$manifest"; done
for i in 1 2 3; do held of_teller "$i" report --json; done
result=$(json 'd["result_sha256"]')
held both announce --result "$result"
held both publish
held at_server "$bin/piaojue" record --out "$work/record"

step "the verifier: seven in the box, six declared, one of nobody's word"
bound='d["rounds"][0]["bound"]'
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest" --json
same "the bound" "$(json "[${bound}[k] for k in ('declarations', 'used_slips', 'claims', 'invented_at_most', 'could_change')]")" \
    '[6, 0, 1, 1, true]'
held "$bin/piaojue-verify" "$work/record"
grep -q 'at most 1, could change the decision' "$work/out" || die "the text does not tell the bound"
held "$bin/piaojue" report "$work/record" --form internal --format csv --lang en --out "$work/internal.csv"
grep -q 'in the box 7, declared by deputies 6, used slips 0' "$work/internal.csv" || die "the full report"
for form in result notice chair count; do
    held "$bin/piaojue" report "$work/record" --form "$form" --format csv --lang en --out "$work/$form.csv"
    ! grep -q 'invented' "$work/$form.csv" || die "the form $form tells the bound"
done

step "one byte of a declaration, of a claim"
flipped() { # flipped TYPE LENGTH AT — the first entry of this type and length has another byte there
    python3 - "$work/record" "$work/flipped" "$@" <<'PY'
import sys
source, target, kind, length, at = sys.argv[1], sys.argv[2], *(int(x, 0) for x in sys.argv[3:])
data = bytearray(open(source, "rb").read())
head = length.to_bytes(4, "big") + bytes([kind])
where = data.index(head) + 4 + at
data[where] ^= 1
open(target, "wb").write(data)
PY
}
failed='[c["name"] for c in d["checks"] if not c["passed"]]'
flipped 0x13 101 60
answers 1 "$bin/piaojue-verify" "$work/flipped" --json
same "what fails" "$(json "$failed")" '["log_root", "claims"]'
flipped 0x14 550 540
answers 1 "$bin/piaojue-verify" "$work/flipped" --json
same "what fails" "$(json "$failed")" '["log_root", "claims"]'

step "simulated congresses: with claims and without"
held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --deputies 40 --present 36 --drawn 12 --claims \
    --places 2 --record "$work/claimed" --json
same "the verdict" "$(json 'd["verify"]["valid"]')" true
same "what can be invented" "$(json "${bound}['invented_at_most']")" 0
same "the used slips" "$(json "${bound}['used_slips']")" 12
held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --deputies 12 --present 10 --places 2 \
    --record "$work/unclaimed" --json
same "a bound that nobody established" "$(json "$bound")" null
step "held"
