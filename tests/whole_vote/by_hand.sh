#!/usr/bin/env bash
# A complete small vote through the programs alone, from keys to a record that both verifiers accept.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"

printf 'title = "票决办法"\nplaces = 2\n' >"$work/method.toml"
printf '各代表小组征集，人大常委会汇总。\n' >"$work/source.md"
# shellcheck disable=SC2034 # lib_congress.sh
rules=(--method "$work/method.toml" --source "$work/source.md")
prepare_vote
same "the mode of a key file" "$(stat -c %a "$people/official.keys")" 600
same "the mode of a share file" "$(stat -c %a "$people/teller1.share")" 600
same "the mode of the cards" "$(stat -c %a "$work/cards.csv")" 600
misused teller keys --role official --name x --out "$people/official.keys" --passphrase-file "$passphrase"
head -c 12 /dev/urandom | base64 >"$work/short"
misused teller keys --role official --name x --out "$work/never" --passphrase-file "$work/short" \
    --random-passphrase
grep -q 'at least 22 characters' "$work/out" || die "the misuse does not say how long"
misused teller line --keys "$people/official.keys" --passphrase-file "$work/roll" --congress "$congress" \
    --out "$work/never"
misused at_server teller ceremony --keys "$people/teller1.keys" --passphrase-file "$passphrase" \
    --enrolment "$people/enrolment" --fingerprint 0000-0000-0000-0000 --threshold 3 --out "$work/never"
[[ ! -e $work/never ]] || die "a refused command left a file"

step "the manifest names projects, source and method; pages can fetch them"
held "$bin/piaojue" import projects "$work/projects.csv" --out "$work/attached.projects"
cp "$work/source.md" "$work/attached.source"
cp "$work/method.toml" "$work/attached.method"
same "what is attached" "$(json '[a["kind"] for a in d["attachments"]]' "$work/drafted")" \
    '["projects", "source", "method"]'
for i in 0 1 2; do
    kind=$(json "d['attachments'][$i]['kind']" "$work/drafted")
    hash=$(json "d['attachments'][$i]['sha256']" "$work/drafted")
    held curl --silent --fail --cacert "$certificate" "https://$server/api/v1/attachments/$hash"
    cmp "$work/out" "$work/manifest.$kind"
    # The content stands at the end, behind its length.
    size=$(stat -c %s "$work/attached.$kind")
    tail -c "$size" "$work/out" | cmp - "$work/attached.$kind"
    same "the length of the $kind" "$(tail -c "$((size + 4))" "$work/out" | od -An -N4 -tx1 | tr -d ' ')" \
        "$(printf %08x "$size")"
done
post "$work/manifest"
same "posted again" "$(json '[a["kind"] for a in d["attachments"]]')" '["projects", "source", "method"]'
again() {
    at_server "$bin/piaojue" manifest --projects "$work/projects.csv" --title 民生实事项目票决 --json "$@"
}
misused again --out "$work/manifest"
misused again --out "$work/never" --source "$work/nowhere.md"
mkdir "$work/other"
printf '另一出处\n' >"$work/other.md"
held again --out "$work/other/manifest" --source "$work/other.md"
cp "$work/manifest.source" "$work/other/manifest.source"
misused at_server "$bin/piaojue" post "$work/other/manifest" --setup-code "$setup_code"
grep -q 'names another' "$work/out" || die "the misuse does not say which file does not fit"
rm "$work/other"/manifest.*
refused wrong_phase at_server "$bin/piaojue" post "$work/other/manifest" --setup-code "$setup_code"

step "a refusal says what to do in both languages, and what the server knows"
advised() { [[ $(json 'd["error"]["message"]') == *"$1"*"$2"*"$3"* ]] || die "not advised: $(<"$work/out")"; }
refused not_on_roll act sign_in --deputies 1-6,13
advised 请核对号数 'compare number' '[sign_in: there is no deputy 13, the roll has 12]'
refused wrong_phase both open
advised 大屏 'hall screen' '[open in phase issuing]'
refused not_permitted at_server "$bin/piaojue" post "$work/manifest" --setup-code AAAA-AAAA-AAAA-AAAA-AAAA
advised 请核对角色、筹备码 'the setup' code

step "ballot papers for deputies 1 to 7; 8 and 9 take none"
for i in 1 2 3 4 5 6 7; do
    held of_deputy "$i" vote --paper-only --json
    same "deputy $i's paper" "$(json 'd["issued"]')" true
done
refused not_signed_in of_deputy 11 vote --paper-only
refused wrong_phase of_deputy 1 vote --marks 1
held act end_issuing

step "five vote, one votes blank, one hands back"
# Project 1: 5, project 2: 3, project 3: 1, project 4: 0.
marks=("1,2" "1,2" "1,2" 1 "1,3" blank)
for i in 1 2 3 4 5 6; do
    held of_deputy "$i" vote --marks "${marks[i - 1]}" --json
    [[ $(json 'd["tracking_code"]') =~ ^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$ ]] ||
        die "no tracking code"
    cp "$work/out" "$work/vote$i"
done
held of_deputy 1 vote --marks 1,2 --json
same "the promise of the same ballot" "$(json 'd["promise"]')" "$(json 'd["promise"]' "$work/vote1")"
refused already_cast of_deputy 1 vote --marks 3,4
refused already_cast of_deputy 1 hand-back
misused of_deputy 2 vote --marks 1,2,3
misused of_deputy 2 vote --marks 9
misused of_deputy 2 vote --marks -1
held of_deputy 7 hand-back --json
refused already_handed_back of_deputy 7 vote --marks 1

step "the close asks the booths first, as the page does"
booth() {
    held python3 "$root/tests/whole_vote/booth.py" "$1" "$server" "$certificate" "$congress" '填票终端 3' \
        "$(printf '07%.0s' {1..32})" "${@:2}"
}
booth enrol "$passphrase" 1="$people/official.keys" 2="$people/scrutineer.keys"
refused not_permitted both close
advised '没有收到这些终端：填票终端 3。' 'not heard from since issuing ended: 填票终端 3;' --unheard
booth say "$manifest" 1 2
refused not_permitted both close
advised '填票终端 3还存着 2 张票。' '填票终端 3 still holds 2 ballots;' --unheard
same "the phase" "$(phase)" voting
misused act end_issuing --unheard
grep -q -- '--unheard does not belong to end_issuing' "$work/err" || die "the misuse does not say of what"

step "close, four cosign, three give shares"
held both close --unheard
same "the phase" "$(phase)" closed
misused of_teller 1 cosign
grep -q -- '--expect-manifest HEX' "$work/out" || die "the misuse does not say what to give"
for i in 1 2 3 4; do
    held of_teller "$i" cosign --expect-manifest "$manifest" --json
    same "complete after teller $i" "$(json 'd["complete"]')" "$([[ $i == 4 ]] && echo true || echo false)"
    same "the ballots that teller $i verified" "$(json '(d["cast"], d["handed_back"])')" "(6, 1)"
done
misused of_teller 2 share
refused wrong_manifest of_teller 2 share --expect-manifest "$congress"
for i in 2 3 5; do
    held of_teller "$i" share --expect-manifest "$manifest" --json
    same "that claims end, said to teller $i" "$(grep -c 'claims are not ended' "$work/err")" "$([[ $i == 2 ]] && echo 1 || echo 0)"
done

step "report, announce, publish"
for i in 2 3 5; do
    held of_teller "$i" report --json
    result=$(json 'd["result_sha256"]')
done
refused wrong_manifest both announce --result "$manifest"
held both announce --result "$result"
same "the phase" "$(phase)" announced
held curl --silent --fail --cacert "$certificate" \
    "https://$server/api/v1/receipts/$(json 'd["ballot_id"]' "$work/vote3")"
grep -q '^c2sp.org/tlog-proof@v1$' "$work/out" || die "the receipt is no tlog-proof"
held both publish
held curl --silent --fail --cacert "$certificate" --output "$work/record" "https://$server/api/v1/record"
held at_server "$bin/piaojue" record --out "$work/record2"
cmp "$work/record" "$work/record2"
python3 - "$work/record" "$work"/manifest.{projects,source,method} <<'END' || die "the record lacks an attachment"
import sys

record, *entries = (open(path, "rb").read() for path in sys.argv[1:])
assert all(len(entry).to_bytes(4, "big") + entry in record for entry in entries)
END

step "two verifiers and the tellers' own recount"
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest" --json
cp "$work/out" "$work/verified"
same "valid, anchored" "$(json '[d["valid"], d["anchored"]]')" "[true, true]"
same "the counts" \
    "$(json '[d["rounds"][0][k] for k in ("due", "present", "issued", "cast", "handed_back", "outstanding", "blank")]')" \
    "[12, 10, 7, 6, 1, 0, 1]"
same "the totals" "$(json '[p["approve"] for p in d["rounds"][0]["projects"]]')" "[5, 3, 1, 0]"
held teller recount "$work/record" --expect-manifest "$manifest" --json
cmp "$work/out" "$work/verified"
held python3 "$root/tests/python/verify.py" "$work/record" --expect-manifest "$manifest" --json
for part in 'd["rounds"]' 'd["manifest_sha256"]' 'd["record_sha256"]' '[d["valid"], d["anchored"]]'; do
    same "$part of the second verifier" "$(json "$part")" "$(json "$part" "$work/verified")"
done
answers 1 "$bin/piaojue-verify" "$work/record" --expect-manifest "$result" --json
same "valid with another manifest expected" "$(json 'd["valid"]')" false
step "held"
