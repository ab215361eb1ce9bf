#!/usr/bin/env bash
# The package on a bare Debian 12: installed by apt, the main job run, removed and purged.
#
#   tests/package/in_clean_root.sh PACKAGE      as root, on a machine that is for this alone
#
# scripts/test --full does it in a root of its own.
set -euo pipefail

package=$1
work=$(mktemp -d)
sample=/usr/share/piaojue/sample/nanchang-2020-projects.csv
fail() {
    printf 'in_clean_root: %s\n' "$*" >&2
    exit 1
}
step() { printf -- '--  %s\n' "$*"; }
quietly() {
    "$@" >"$work/log" 2>&1 || {
        tail -n 20 "$work/log" >&2
        fail "$* failed (above)"
    }
}
# All but the lists and logs of apt and dpkg themselves and the users' data bases.
paths() {
    find / -xdev \( -path /proc -o -path /dev -o -path /run -o -path /tmp -o -path /srv \
        -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/cache -o -path /var/log \) -prune -o -print | LC_ALL=C sort
}
export DEBIAN_FRONTEND=noninteractive

step "apt knows what it needs"
quietly apt-get -y -q update
depends=$(dpkg-deb -f "$package" Depends | sed -E 's/ \([^)]*\)//g; s/,//g')
# shellcheck disable=SC2086 # a list of names
quietly apt-get -y -q install --no-install-recommends $depends python3
paths >"$work/before"

step "installed"
quietly apt-get -y -q install --no-install-recommends "$package"
id piaojue >/dev/null || fail "no user for the service"
[[ ! -e /var/lib/piaojue ]] || fail "/var/lib/piaojue is made before the service needs it"

step "a user's main job"
useradd --no-create-home somebody
install -d -o somebody "$work/somebody"
chmod 755 "$work"
(
    cd "$work/somebody"
    quietly setpriv --reuid somebody --regid somebody --clear-groups env HOME="$PWD" \
        piaojue simulate --random --projects "$sample" --min-group 10 --record vote.record
    tail -n 40 "$work/log"
    quietly piaojue-verify vote.record
)
# As root, who leaves compiled files behind.
quietly python3 /usr/share/piaojue/verify/verify.py "$work/somebody/vote.record"
grep -ohE '\]\([A-Za-z][^):#]*' /usr/share/doc/piaojue/{README,CONTRIBUTING}.md | sed 's/^](//' >"$work/links"
[[ -s $work/links ]] || fail "the documents have no links"
while read -r link; do
    [[ -e /usr/share/doc/piaojue/$link ]] || fail "the documents link to $link, which is not there"
done <"$work/links"

step "the server as its unit starts it, up to the founding page"
unit=/usr/lib/systemd/system/piaojue.service
command=$(sed -n 's/^ExecStart=//p' "$unit")
install -d -o piaojue -g piaojue -m 0700 /var/lib/piaojue
# shellcheck disable=SC2086 # a command line
setpriv --reuid piaojue --regid piaojue --clear-groups $command >"$work/serve" 2>&1 &
server=$!
for ((tries = 0; tries < 300; tries++)); do
    if grep -q 'http://127.0.0.1:8443/#' "$work/serve"; then break; fi
    sleep 0.1
done
link=$(grep -o 'http://127.0.0.1:8443/#[^ ]*' "$work/serve" | head -n 1) || {
    cat "$work/serve" >&2
    fail "no link to found a congress"
}
printf '%s\n' "${link%%#*}"
kill "$server"
wait "$server" || fail "the server ended with $? after SIGTERM"

step "removed, with what was voted left alone"
touch /var/lib/piaojue/kept
quietly apt-get -y -q remove piaojue
quietly apt-get -y -q purge piaojue
[[ -e /var/lib/piaojue/kept ]] || fail "purge took /var/lib/piaojue"
rm -r /var/lib/piaojue
paths >"$work/after"
# What stays: the two users.
if LC_ALL=C comm -13 "$work/before" "$work/after" | grep -vE '^/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$'; then
    fail "left behind (above)"
fi
echo "in_clean_root: held"
