#!/usr/bin/env bash
# The browser's ballots and the programs' are the same bytes, and each side's checks judge the other's
# ballots, whole and damaged, alike.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/whole_vote/lib_congress.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_congress.sh"
# In a shell of its own: the names of both libraries meet.
# shellcheck source=scripts/lib.sh
node=$(source "$root/scripts/lib.sh" && use_node && command -v node) || die "no Node: scripts/setup rooms"
# shellcheck disable=SC2031 # the path is taken over just here
PATH=${node%/*}:$PATH

step "the browser's side, built for Node"
tool=$work/tools
npm --prefix "$root/kiosk" run --silent build:tools -- --outDir "$tool" >"$work/build" 2>&1 ||
    die "$(tail -n 5 "$work/build")"
hex_of() { od -An -v -tx1 "$1" | tr -d ' \n'; }
bytes_of() { python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' <"$1"; }
lines() { python3 "$root/tests/python/ballot_lines.py" "$@"; }

# cast FILE — to the box; its answer in $work/out, the status or the refusal's name on stdout.
cast() {
    local status
    status=$(curl --silent --cacert "$certificate" --output "$work/out" --write-out '%{http_code}' \
        --header 'Content-Type: application/octet-stream' --data-binary "@$1" "https://$box/api/v1/cast")
    if [[ $status == 200 ]]; then printf '200\n'; else json 'd["name"]'; fi
}

prepare_vote
for i in 1 2 3 4; do held of_deputy "$i" vote --paper-only --json; done
held act end_issuing

step "the same seeds give the same ballot in both languages"
marks=("1,2" 3 blank "2,4")
bytes=("1 1 0 0 0" "0 0 1 0 0" "0 0 0 0 1" "0 1 0 1 0")
for i in 1 2 3 4; do
    lines seal "$work/manifest" "$work/seed$i=${bytes[i - 1]}" | node "$tool/ballot.js" seal >"$work/hex$i"
    bytes_of "$work/hex$i" >"$work/ballot$i"
done
for i in 1 2 3; do
    same "the box's answer to a browser's ballot" "$(cast "$work/ballot$i")" 200
    promise=$(hex_of "$work/out")
    # Other bytes would be already_cast.
    held of_deputy "$i" vote --marks "${marks[i - 1]}" --json
    same "the promise for the program's ballot" "$(json 'd["promise"]')" "$promise"
done

step "damaged ballots are refused by the same name"
mkdir "$work/damaged"
lines damage "$work/manifest" "$(<"$work/hex4")" "$work/damaged" >"$work/damage"
node "$tool/ballot.js" admit <"$work/damage" >"$work/browser"
for copy in "$work/damaged"/*; do printf 'refused %s\n' "$(cast "$copy")"; done >"$work/box"
diff "$work/box" "$work/browser" || die "box (<) and browser (>) refuse differently"
names=$(sort -u "$work/box" | wc -l)
((names >= 6)) || die "only $names different refusals were met"
same "the ballot itself" "$(cast "$work/ballot4")" 200

step "every ballot of a record is admitted in the browser's language"
for style in "approve" "three-way" "three-way --max-approvals 3"; do
    # shellcheck disable=SC2086 # style and option
    held "$bin/piaojue" simulate --projects "$root/scripts/sample/nanchang-2020-projects.csv" --random \
        --deputies 16 --present 14 --places 5 --style $style --record "$work/record" --json
    lines record "$work/record" | node "$tool/ballot.js" admit >"$work/browser"
    lines leaves "$work/record" >"$work/leaves"
    same "ballots of the record" "$(wc -l <"$work/leaves")" 14
    diff "$work/leaves" "$work/browser" || die "the record (<) and the browser (>) differ"
done
step "held"
