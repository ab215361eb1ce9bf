#!/usr/bin/env bash
# From a folder that is not there to a congress that is served, by what a page asks: a rehearsal is founded, set up a
# little, ended; then the real congress is founded in its place, under the same authority.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

data=$work/congress
rooms=$work/rooms
mkdir "$rooms"
grep -o '"[a-z]*\.html"' "$root/server/http/pages.hpp" | tr -d '"' | sort -u | while read -r page; do
    printf '<p>%s' "$page" >"$rooms/$page"
done

# serve — the server in the background; what it says is in $work/said.
serve() {
    : >"$work/said" # here, not in the background: what an earlier one said is gone before anybody reads
    "$bin/piaojue" serve --data "$data" --rooms "$rooms" --json >>"$work/said" 2>>"$work/server.journal" &
    servers=("$!")
}

# said N — the N-th line that it says, once it is there, is in $work/line.
said() {
    until (($(wc -l <"$work/said") >= $1)); do
        kill -0 "${servers[0]}" 2>/dev/null || die "the server ended before line $1"
        sleep 0.05
    done
    sed -n "$1p" "$work/said" >"$work/line"
}

# the_link N — takes address and code from the N-th line.
the_link() {
    said "$1"
    local link
    link=$(json 'd["link"]' "$work/line")
    founding=${link%%/#*}
    link_code=${link#*#}
    same "the address of the founding page" "${founding%:*}" http://127.0.0.1
}

# status CODE CURL-ARGUMENT… — the answer, of this status, is in $work/out.
status() {
    local expected=$1 found
    shift
    found=$(curl --silent --output "$work/out" --write-out '%{http_code}' "$@") || true
    same "the status of: $*" "$found" "$expected"
}

# of_founding CODE [CURL-ARGUMENT…]
of_founding() {
    local expected=$1
    shift
    status "$expected" --header "Authorization: Bearer $link_code" "$@" "$founding/api/v1/founding"
}
found() { of_founding "$1" --header 'Content-Type: application/json' --data "$2"; }

# of_setup CODE PATH [CURL-ARGUMENT…] — under the name that the congress was founded with.
of_setup() {
    local expected=$1 path=$2
    shift 2
    status "$expected" --cacert "$authority" --resolve "hall.example:$port:127.0.0.1" \
        --header "Authorization: Bearer $setup_code" "$@" "https://hall.example:$port/api/v1/setup/$path"
}
json_body=(--header 'Content-Type: application/json' --data)

step "who founds has the whole link"
serve
the_link 1
[[ ! -e $data ]] || die "a folder was made before anybody asked"
status 200 "$founding/"
same "the page" "$(<"$work/out")" '<p>found.html'
status 404 "$founding/official"
status 403 "$founding/api/v1/founding"
status 403 --header "Authorization: Bearer ${link_code/[0-9a-f]/x}" "$founding/api/v1/founding"
status 403 --header 'Host: hall.example' "$founding/"
of_founding 403 --header 'Origin: https://elsewhere.example'
of_founding 200
same "a rehearsal before" "$(json 'd["rehearsal_of_before"]')" false
json 'd["tls_names"]' >/dev/null

step "what can not be founded is refused with its reason, and nothing is made"
found 400 '{"sample":true}'
same "the reason" "$(json 'd["detail"]')" "大会名称是空的，请填写全称
the name of the congress is empty: write it in full"
found 400 "{\"name\":\"$(printf '会%.0s' {1..67})\"}"
[[ $(json 'd["detail"]') == '大会名称“会会'*'”太长：有 201 字节'*$'\n'*"is too long: it has 201 bytes"* ]] ||
    die "a long name is refused in other words: $(json 'd["detail"]')"
found 400 '{"name":"x","tls_names":["a b"]}'
[[ $(json 'd["detail"]') == *'“a b”既不是域名也不是 IP 地址'*$'\n'*"'a b' is neither a DNS name nor an IP address"* ]] ||
    die "a name that is none is refused in other words: $(json 'd["detail"]')"
of_founding 415 --header 'Content-Type: text/plain' --data '{}'
[[ $(json 'd["detail"]') == *"Content-Type: application/json，请在请求头里写明"*"send the request again"* ]] ||
    die "a wrong type is refused in other words: $(json 'd["detail"]')"
found 400 '{"name":"x","sample":"no"}'
head -c 20000 /dev/zero | tr '\0' ' ' >"$work/large"
of_founding 413 --header 'Content-Type: application/json' --data-binary "@$work/large"
[[ ! -e $data ]] || die "a refused founding left a folder"

step "two found at once: one does"
wanted='{"name":"演练大会","name2":"Rehearsal","sample":true,"tls_names":["hall.example","192.168.77.5","localhost"]}'
for i in 1 2; do
    curl --silent --output "$work/founded$i" --write-out '%{http_code}' --header "Authorization: Bearer $link_code" \
        --header 'Content-Type: application/json' --data "$wanted" "$founding/api/v1/founding" >"$work/status$i" &
    founders[i]=$!
done
wait "${founders[1]}" || true
wait "${founders[2]}" || true
same "how many founded" "$(cat "$work"/status? | grep -o 200 | wc -l)" 1
cp "$work/founded$([[ $(<"$work/status1") == 200 ]] && echo 1 || echo 2)" "$work/founded"
congress=$(json 'd["congress_id"]' "$work/founded")
setup_code=$(json 'd["setup_code"]' "$work/founded")
same "a rehearsal" "$(json 'd["sample"]' "$work/founded")" true

step "the same process serves it, on the same port"
said 2
port=$(json 'd["issue_port"]' "$work/line")
box_port=$(json 'd["box_port"]' "$work/line")
same "the port" "$port" "${founding##*:}"
same "the congress" "$(json 'd["congress_id"]' "$work/line")" "$congress"
same "the links" "$(json 'd["links"]' "$work/founded")" \
    "[\"https://hall.example:$port/setup\", \"https://192.168.77.5:$port/setup\", \"https://localhost:$port/setup\"]"
authority=$data/ca.crt
of_setup 200 state
same "the state" "$(json '(d["name"], d["sample"], d["phase"], d["may"])')" "('演练大会', True, 'setup', True)"
printf '序号,姓名\n1,张三\n2,李四\n' >"$work/roll.csv"
of_setup 200 names --header 'Content-Type: application/octet-stream' --data-binary "@$work/roll.csv"
same "the names" "$(json 'd["count"]')" 2
of_setup 200 preflight "${json_body[@]}" '{}'
same "what is well" "$(json '(d["pages"], d["databases"])')" "(True, True)"
same "the certificate" "$(json 'd["certificate"]["sha256"]')" "$(json 'd["certificate_sha256"]' "$work/founded")"

step "the rehearsal ends, and is kept"
setup_code=${setup_code/?/x} of_setup 403 end-rehearsal "${json_body[@]}" '{"sure":true}'
of_setup 400 end-rehearsal "${json_body[@]}" '{}'
of_setup 200 end-rehearsal "${json_body[@]}" '{"sure":true}'
the_link 3
same "the port" "${founding##*:}" "$port"
[[ ! -e $data ]] || die "the rehearsal is still in its place"
kept=("$data".rehearsal-*)
same "how many rehearsals are kept" "${#kept[@]}" 1
[[ ${kept[0]} =~ \.rehearsal-[0-9]{8}T[0-9]{4}Z$ && -s ${kept[0]}/log.db ]] || die "the rehearsal is not kept whole"

step "the real congress is founded under the authority that devices trust already"
authority=${kept[0]}/ca.crt
of_founding 200
same "a rehearsal before" "$(json 'd["rehearsal_of_before"]')" true
found 403 '{"name":"某县人民代表大会","sample":false,"tls_names":["other.example"]}'
[[ $(json 'd["detail"]') == *vouches* ]] || die "the reason does not tell of the authority"
[[ ! -e $data ]] || die "a refused founding left a folder"
found 200 '{"name":"某县人民代表大会","name2":"","sample":false,"tls_names":["hall.example"]}'
cp "$work/out" "$work/founded-really"
setup_code=$(json 'd["setup_code"]')
same "the authority" "$(json 'd["authority_sha256"]')" "$(json 'd["authority_sha256"]' "$work/founded")"
said 4
same "the ports" "$(json '(d["issue_port"], d["box_port"])' "$work/line")" "($port, $box_port)"
[[ $(json 'd["congress_id"]' "$work/line") != "$congress" ]] || die "it is the congress of the rehearsal"
of_setup 200 state
same "the state" "$(json '(d["name"], d["sample"], d["log_size"], d["names"])')" "('某县人民代表大会', False, 1, 0)"

step "a real congress is ended by no page"
of_setup 403 end-rehearsal "${json_body[@]}" '{"sure":true}'
of_setup 200 state
kill "${servers[0]}"
wait "${servers[0]}" || die "the server did not stop in order"
serve
said 1
same "the congress" "$(json 'd["congress_id"]' "$work/line")" "$(json 'd["congress_id"]' "$work/founded-really")"
kill "${servers[0]}"
wait "${servers[0]}" || die "the server did not stop in order"

step "who waits to be asked ends when told to"
data=$work/never
serve
the_link 1
kill -INT "${servers[0]}"
wait "${servers[0]}" || die "founding did not end in order"
servers=()
[[ ! -e $data ]] || die "a folder was made though nobody founded"
step "held"
