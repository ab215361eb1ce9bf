#!/usr/bin/env bash
# Drawn slips by the programs alone: printed, listed in the manifest, drawn at the desk with a card,
# cast at a booth without one, the leftovers voided; both verifiers read the record.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

step "slips"
held teller slips --count 7 --slips "$work/slips.csv" --list "$work/slips.list" --json
same "the number of slips" "$(json 'd["count"]')" 7
same "the mode of the slips" "$(stat -c %a "$work/slips.csv")" 600
misused teller slips --count 7 --slips "$work/slips.csv" --list "$work/other.list"
misused teller slips --count 0 --slips "$work/none.csv" --list "$work/none.list"
same "the size of the list" "$(stat -c %s "$work/slips.list")" $((7 * 32))

rules=(--places 2 --slips "$work/slips.list")
prepare_vote

# slip NUMBER — its code in a file of its own, as a booth reads it.
slip() { awk -F, -v number="$1" '$1 == number {print $2}' "$work/slips.csv" >"$work/slip$1"; }
# at_booth NUMBER COMMAND [OPTION…] — vote or hand-back with a slip, no card anywhere.
at_booth() {
    local number=$1 command=$2
    shift 2
    at_server "$bin/piaojue" "$command" --slip-file "$work/slip$number" --seed-file "$work/booth$number" \
        --box "$box" --expect-manifest "$manifest" "$@"
}
# draws I — deputy I, at the desk.
draws() {
    card "$1" >"$work/card$1"
    at_server "$bin/piaojue" draw --deputy "$1" --card-file "$work/card$1" --roll-id "$roll_id" "${@:2}"
}
for i in 1 2 3 4 5 6 7; do slip "$i"; done

step "the desk: four draw, each once"
for i in 1 2 3 4; do held draws "$i"; done
held draws 4
refused already_issued of_deputy 4 vote --paper-only
held of_deputy 5 vote --paper-only
refused already_issued draws 5
refused not_signed_in draws 12
held act end_issuing
refused wrong_phase draws 6

step "the booth: a slip, no card"
misused at_booth 1 vote --marks 1 --deputy 1
held at_booth 1 vote --marks 1,2 --json
code=$(json 'd["tracking_code"]')
held at_booth 1 vote --marks 1,2 --json
same "the tracking code of the same ballot" "$(json 'd["tracking_code"]')" "$code"
rm "$work/booth1"
refused already_cast at_booth 1 vote --marks 3
held at_booth 2 vote --marks 1
held at_booth 3 hand-back
held of_deputy 5 vote --marks 2

step "the leftovers: none that was used"
printf 'no,code\n' >"$work/left.csv"
sed -n '6,8p' "$work/slips.csv" >>"$work/left.csv"
cp "$work/left.csv" "$work/more.csv"
cat "$work/slip1" >>"$work/more.csv"
misused both void_slips --slips "$work/more.csv"
grep -q 'some were drawn' "$work/out" || die "the refusal does not say that some were drawn"
sed '4d' "$work/more.csv" >"$work/wrong.csv"
refused already_cast both void_slips --slips "$work/wrong.csv"
misused both void_slips --slips "$work/roll"
misused both void_slips
refused second_person_required act void_slips --slips "$work/left.csv"
held both void_slips --slips "$work/left.csv"
refused already_handed_back both void_slips --slips "$work/left.csv"
refused already_handed_back at_booth 6 vote --marks 4

step "close, count, publish"
held both close
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest"; done
for i in 1 2 3; do held of_teller "$i" share --expect-manifest "$manifest"; done
for i in 1 2 3; do held of_teller "$i" report --json; done
result=$(json 'd["result_sha256"]')
held both announce --result "$result"
held both publish
held at_server "$bin/piaojue" record --out "$work/record"

step "both verifiers"
slips='[c["detail"] for c in d["checks"] if c["name"] == "slips"][0]'
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest" --json
same "the totals" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[2, 2, 0, 0]"
same "the slips" "$(json "$slips")" "7 slips, 4 drawn, 3 voided, 0 missing"
held python3 "$root/tests/python/verify.py" "$work/record" --expect-manifest "$manifest" --json
same "the second verifier's verdict" "$(json 'd["valid"]')" true
same "its totals" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[2, 2, 0, 0]"

step "a simulated congress of which a part draws slips"
held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --deputies 40 --present 36 --drawn 20 \
    --places 2 --record "$work/simulated" --json
same "the verdict" "$(json 'd["verify"]["valid"]')" true
held "$bin/piaojue-verify" "$work/simulated" --json
same "the slips" "$(json "$slips")" "23 slips, 20 drawn, 3 voided, 0 missing"
misused "$bin/piaojue" simulate --projects "$work/projects.csv" --random --deputies 40 --present 36 --drawn 37 \
    --record "$work/never"
step "held"
