#!/usr/bin/env bash
# Fewer sheets of paper than a batch may show: two people enter each as an encrypted ballot before
# the close; the box is opened with them in it, and nothing but the sums is told. By the programs
# alone.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

kept=$work/kept
# enters FIRST SECOND [OPTION…] — the two key $work/one and $work/other.
enters() {
    at_server teller enter "$work/one" --second-file "$work/other" --keys "$people/$1.keys" \
        --second "$people/$2.keys" --passphrase-file "$passphrase" --enrolment "$people/enrolment" \
        --expect-manifest "$manifest" --box "$box" --kept "$kept" "${@:3}"
}
keyed() { printf '%s\n' "$@" | tee "$work/one" >"$work/other"; }
nothing_kept() { [[ ! -e $kept ]] || die "ballots were sealed"; }

rules=(--places 2 --min-group 3)
prepare_vote
for i in 1 2 3 4 5 6; do held of_deputy "$i" vote --paper-only; done
held takes_sheet 9
held act end_issuing
for i in 1 2 3 4; do held of_deputy "$i" vote --marks 1,2; done
held of_deputy 5 exchange

step "what is not entered"
keyed 1,4 blank
refused not_permitted enters official scrutineer
refused not_permitted enters teller1 official
refused second_person_required enters teller1 teller1
printf '1,4\n3\n' >"$work/other"
misused enters scrutineer teller1
[[ $(json 'd["error"]["message"]') == *"lines: 2" ]] || die "the line that differs is not named"
printf '1,4\n' >"$work/other"
misused enters scrutineer teller1
keyed 1,4 1,2,3
misused enters scrutineer teller1
[[ $(json 'd["error"]["message"]') == *"one line 2: "* ]] || die "the line that is no sheet is not named"
keyed 1,4 '' 3
misused enters scrutineer teller1
keyed 1 2 3
misused enters scrutineer teller1
[[ $(json 'd["error"]["message"]') == *"from 1 to 2"* ]] || die "that these are a batch is not said"
nothing_kept

step "the box is out of reach: what was sealed is kept"
keyed 1,4 blank
box=127.0.0.1:1 answers 2 enters teller1 scrutineer --json
[[ -s $work/kept ]] || die "nothing was kept"
cp "$work/kept" "$work/kept_before"
keyed 1,4
misused enters teller1 scrutineer
keyed 1,4 blank

step "they are sent, and sent again: two ballots, whatever happens"
held enters teller1 scrutineer --json
same "two sheets" "$(json 'len(d["sheets"])')" 2
promises=$(json '[s["promise"] for s in d["sheets"]]')
held enters teller1 scrutineer --json
same "the same promises" "$(json '[s["promise"] for s in d["sheets"]]')" "$promises"
cmp "$work/kept" "$work/kept_before"

step "close; no batch is keyed, and no share is given before two people state it"
held both close
kept=$work/late refused wrong_phase enters teller2 scrutineer
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest"; done
refused wrong_phase of_teller 1 share --expect-manifest "$manifest"
held both paper --uncancelled 0
for i in 1 2 3; do held of_teller "$i" share --expect-manifest "$manifest"; done
publishes "$work/record"
same "the counts" "$(json '[d["rounds"][0][k] for k in ("issued", "cast", "returned", "outstanding", "blank")]')" \
    "[7, 6, 6, 1, 1]"
same "the sums" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[5, 4, 0, 1]"
same "nothing of their own" "$(json '[d["rounds"][0]["paper"][k] for k in ("taken", "exchanged", "uncancelled", "returned")] + [p["approve"] for p in d["rounds"][0]["paper"]["projects"]]')" \
    "[1, 1, 0, 0, 0, 0, 0, 0]"
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest"
grep -q '在票箱录入的纸票 sheets entered at a booth: 2' "$work/out" || die "the text does not say how many were entered"
held "$bin/piaojue" report "$work/record" --form count --format csv --out "$work/count.csv"
grep -q '在票箱录入的纸票,2' "$work/count.csv" || die "the count form does not say how many were entered"
step "held"
