#!/usr/bin/env bash
# The server is lost in the middle of voting, and the vote goes on with paper: (a) so many sheets as
# tokens are outstanding, then one result of both; (b) more ask for a sheet than tokens are
# outstanding, so the round is voided and held again on paper alone. By the programs alone.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

head=batch,issued,returned,void_over,void_unreadable,void_marked,void_blank,a1,o1,b1,a2,o2,b2,a3,o3,b3,a4,o4,b4
sheets() { printf '%s\n' "$head" "$@" >"$work/sheets.csv"; }
# keys WHO [OPTION…] — somebody keys the sheets.
keys() {
    at_server teller sheets "$work/sheets.csv" --keys "$people/$1.keys" --passphrase-file "$passphrase" \
        --enrolment "$people/enrolment" --expect-manifest "$manifest" "${@:2}"
}
doubtful() {
    at_server teller doubtful --keys "$people/$1.keys" --passphrase-file "$passphrase" \
        --enrolment "$people/enrolment" "${@:2}"
}
kill_server() {
    kill -KILL "${servers[-1]}"
    wait "${servers[-1]}" 2>/dev/null || true
    unset 'servers[-1]'
}
rules=(--places 2 --min-group 2)
prepare_vote
for i in 1 2 3 4 5 6 7 8; do held of_deputy "$i" vote --paper-only; done
held takes_sheet 9
held takes_sheet 9
refused already_issued of_deputy 9 vote --paper-only
refused already_issued takes_sheet 8
refused not_signed_in takes_sheet 12
held takes_sheet 10
held act end_issuing
refused wrong_phase takes_sheet 11

step "(a) four have cast, one has exchanged; then the server is gone"
for i in 1 2 3 4; do held of_deputy "$i" vote --marks 1,2; done
held of_deputy 5 exchange
held of_deputy 5 exchange
refused already_handed_back of_deputy 5 vote --marks 1
kill_server
answers 2 of_deputy 6 vote --marks 3 --json
# Three tokens are outstanding: 6, 7, 8. Two of them get a sheet at the desk.

step "the server again: what was promised is there, and the tellers are told of the sheets"
start_server again "$work/server"
held of_deputy 1 vote --marks 1,2
held both close
# Before the closing checkpoint is cosigned: a share would shut the sheets out.
sheets 1,5,5,1,0,0,0,3,0,1,1,0,3,0,0,4,2,0,2
printf 'batch,decision,reason\n1,over,three marks\n1,valid,faint mark\n' >"$work/doubtful.csv"
refused not_permitted keys official
misused keys scrutineer --doubtful "$work/sheets.csv"
held keys scrutineer --doubtful "$work/doubtful.csv" --json
same "who is lacking" "$(json 'd["batches"]')" '[{"batch": 1, "entry": null}]'

step "the other person keys something else: the cell is named, both are dropped"
sed -i '2s/3,0,1,1,0,3/3,0,1,2,0,2/' "$work/sheets.csv"
answers 2 keys teller1 --doubtful "$work/doubtful.csv" --json
[[ $(json 'd["error"]["message"]') == *"batch 1: 2 approve, 2 abstain"* ]] || die "the cells are not named"
sed -i '2s/3,0,1,2,0,2/3,0,1,1,0,3/' "$work/sheets.csv"
held keys teller1 --doubtful "$work/doubtful.csv"

step "the server is killed once more: what was keyed is kept"
kill_server
start_server third "$work/server"
held keys scrutineer --doubtful "$work/doubtful.csv"
held doubtful official --json
same "what waits" "$(json 'd["waiting"]')" "[1]"
refused not_permitted doubtful teller2 --sign 1
held doubtful scrutineer --sign 1 --json
index=$(json 'd["entry"]')
held keys scrutineer --doubtful "$work/doubtful.csv" --json
same "the same again" "$(json 'd["batches"][0]["entry"]')" "$index"

step "no share before the sheets are counted; two people count them"
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest"; done
refused wrong_phase of_teller 1 share --expect-manifest "$manifest"
misused both paper
misused both paper --uncancelled 3
refused second_person_required act paper --uncancelled 2
held both paper --uncancelled 2
refused wrong_phase both paper --uncancelled 2
refused wrong_phase keys teller1
for i in 1 2 3; do held of_teller "$i" share --expect-manifest "$manifest"; done
publishes "$work/a"
same "both parts" "$(json '[(r["cast"], r["paper"]["taken"], r["paper"]["exchanged"], r["paper"]["uncancelled"], r["paper"]["returned"], r["returned"], r["outstanding"], r["void"]) for r in d["rounds"]]')" \
    "[[4, 2, 1, 2, 5, 9, 1, 1]]"
same "one result" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[7, 5, 0, 2]"
stop_server

step "(b) more ask for a sheet than tokens are outstanding: void, and held again on paper"
rm -rf "$work/server" "$people" "$work"/*.ready "$work"/card* "$work"/seed* "$work/cards.csv" "$work/roll" "$work/manifest"*
prepare_vote
for i in 1 2 3 4 5 6; do held of_deputy "$i" vote --paper-only; done
held act end_issuing
for i in 1 2 3 4; do held of_deputy "$i" vote --marks 1,2; done
kill_server
# Two tokens are outstanding and four ask: nobody may tell who has not cast, so the round is void.
start_server second "$work/server"
held both void --reason 投票中断，改用纸票
held both further_round --kind ordered
held both publish
held at_server "$bin/piaojue" record --out "$work/voided"
held at_server "$bin/piaojue" manifest --after "$work/voided" --congress "$congress" --out "$work/manifest2" --json
manifest=$(json 'd["manifest_sha256"]')
post "$work/manifest2"
held both seal --expect-manifest "$manifest"
held both open
for i in 1 2 3 4 5 6 7 8; do held takes_sheet "$i"; done
held act end_issuing
held both close
for i in 1 2 3 4; do held of_teller "$i" cosign --expect-manifest "$manifest"; done
sheets 1,5,4,0,0,0,0,4,0,0,3,0,1,0,0,4,1,0,3 2,3,3,0,0,0,1,2,0,0,1,0,1,0,0,2,0,0,2
held keys scrutineer
held keys teller2 --json
same "both batches are in the log" "$(json 'len([b for b in d["batches"] if b["entry"] is not None])')" 2
held both paper --uncancelled 0
refused wrong_phase of_teller 1 share --expect-manifest "$manifest"
publishes "$work/b"
same "the round on paper alone" "$(json '[(r["kind"], r["cast"], r["paper"]["taken"], r["returned"], r["outstanding"]) for r in d["rounds"]]')" \
    '[["ordered", 0, 8, 7, 1]]'
same "its result" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[6, 4, 0, 1]"
step "held"
