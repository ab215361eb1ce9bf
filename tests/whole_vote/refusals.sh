#!/usr/bin/env bash
# What must not go through does not, and each time the refusal has its own name.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

step "keys, enrolment, ceremony, manifest"
make_congress
enrol
hold_ceremony
make_roll
draft

step "a manifest does not go without what it names"
printf '出处\n' >"$work/source.md"
mkdir "$work/alone"
held at_server "$bin/piaojue" manifest --projects "$work/projects.csv" --title 票决 --source "$work/source.md" \
    --out "$work/alone/manifest" --json
mv "$work/alone/manifest.source" "$work/alone/kept"
refused wrong_manifest at_server "$bin/piaojue" post "$work/alone/manifest" --setup-code "$setup_code"
[[ $(json 'd["error"]["message"]') == *"attachments that do not lie beside it"* ]] || die "what to do is not said"

step "acts of two need two different persons of the right roles"
refused second_person_required act seal --expect-manifest "$manifest"
refused not_permitted act seal --expect-manifest "$manifest" --second "$people/official.keys"
refused wrong_manifest both seal --expect-manifest "$congress"
refused not_permitted act seal
misused act seal --reason because
misused act sign_in --deputies 9-1
same "the phase" "$(phase)" drafted
held both seal --expect-manifest "$manifest"
held act sign_in --deputies 1-7
refused quorum_missed both open
held act sign_in --deputies 8
misused both pause --deputies 1
refused wrong_phase both pause
refused wrong_phase both close
held both open

step "a serial that the same keys used elsewhere is passed over"
serial=$people/official.keys.serial
echo $(($(<"$serial") + 1000)) >"$serial"
held act sign_in --deputies 9
rm "$serial"
held act sign_in --deputies 10

step "a lost card is replaced by two tellers; the old one is worth nothing"
card 3 >"$work/lost"
# replace FIRST SECOND FILE
replace() {
    local first=$1 second=$2 file=$3
    shift 3
    at_server teller act replace_card --deputies 3 --reason 遗失 --cards "$file" --keys "$people/$first.keys" \
        --second "$people/$second.keys" --passphrase-file "$passphrase" --enrolment "$people/enrolment" "$@"
}
refused second_person_required replace teller1 teller1 "$work/new.csv"
refused not_permitted replace teller1 scrutineer "$work/new.csv"
held replace teller1 teller2 "$work/new.csv"
refused not_on_roll of_deputy 3 vote --paper-only
sed -i '/^3,/d' "$work/cards.csv"
grep '^3,' "$work/new.csv" >>"$work/cards.csv"
for i in 1 2 3; do held of_deputy "$i" vote --paper-only; done
refused already_issued replace teller1 teller2 "$work/newer.csv"
cp "$work/seed1" "$work/kept"
rm "$work/seed1"
refused already_issued of_deputy 1 vote --paper-only
mv "$work/kept" "$work/seed1"

step "while the vote is paused nothing is cast"
held act end_issuing
held both pause --reason 停电
refused wrong_phase of_deputy 1 vote --marks 1
held both resume
held of_deputy 1 vote --marks 1
held of_deputy 2 vote --marks 2

step "a copy of the server is put aside, and a copy of the tellers' share files"
stop_server
cp -a "$work/server" "$work/copy"
mkdir "$work/forgetful"
cp "$people"/teller?.share "$people"/teller?.share.enrolment "$work/forgetful"
start_server again "$work/server"
held both close
held of_teller 5 cosign --expect-manifest "$manifest"

step "after the close nothing is cast; before the quorum no share is given"
refused wrong_phase of_deputy 3 vote --marks 3
grep -q 'the box signed this refusal' "$work/out" || die "the refusal of the box is not signed"
refused wrong_phase of_deputy 3 hand-back
refused too_few_cosignatures of_teller 1 share --expect-manifest "$manifest"
for i in 1 2 3; do held of_teller "$i" cosign --expect-manifest "$manifest"; done

step "two shares give no result"
held of_teller 1 share --expect-manifest "$manifest"
held of_teller 2 share --expect-manifest "$manifest"
refused too_few_shares of_teller 1 report
same "the phase" "$(phase)" closed
refused wrong_phase both announce --result "$manifest"
refused wrong_phase at_server "$bin/piaojue" record --out "$work/never"

step "the copy is closed with another ballot and cosigned by tellers who forgot"
first_server=$server
start_server copy "$work/copy"
held of_deputy 3 vote --marks 4
held both close
refused log_rollback of_teller 3 cosign --expect-manifest "$manifest"
for i in 1 2 3 4; do shares=$work/forgetful held of_teller "$i" cosign --expect-manifest "$manifest"; done
step "whoever remembers gives no share for another closing root"
refused not_permitted of_teller 1 share --expect-manifest "$manifest"
refused not_permitted of_teller 2 share --expect-manifest "$manifest"
refused log_rollback of_teller 3 share --expect-manifest "$manifest"
stop_server

step "nothing was lost: the third share is there and the vote ends"
server=$first_server certificate=$work/server/tls.crt
misused teller share --expect-manifest "$manifest" --keys "$people/teller3.keys" --share "$people/teller4.share" \
    --passphrase-file "$passphrase" --server "$server" --certificate "$work/roll"
held of_teller 3 share --expect-manifest "$manifest"
for i in 1 2 3; do held of_teller "$i" report --json; done
result=$(json 'd["result_sha256"]')
held both announce --result "$result"
held both publish
held at_server "$bin/piaojue" record --out "$work/record"
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest" --json
same "the totals" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[1, 1, 0, 0]"
step "held"
