#!/usr/bin/env bash
# The package's unit under a systemd of its own: started, killed, refused, stopped, as the manual tells it.
#
#   tests/package/under_systemd.sh PACKAGE      as root, on a machine that is for this alone
#
# Boots the machine's own systemd as the first process of namespaces of its own, without a network; the trial is a unit
# there, and its end is that of the boot. scripts/test --full does it in the root of in_clean_root.sh.
set -euo pipefail

script=$(readlink -f "$0")
unit=/usr/lib/systemd/system/piaojue.service
data=/var/lib/piaojue/congress
fail() {
    printf 'under_systemd: %s\n' "$*" >&2
    if [[ -n ${since:-} ]]; then said | tail -n 20 >&2; fi
    exit 1
}
step() { printf -- '--  %s\n' "$*"; }

# ── outside ──

install_all() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -y -q install --no-install-recommends systemd systemd-sysv dbus "$1" >/tmp/log 2>&1 || {
        tail -n 20 /tmp/log >&2
        fail "apt-get failed (above)"
    }
    cat >/etc/systemd/system/trial.service <<END
[Unit]
SuccessAction=exit
FailureAction=exit
[Service]
Type=oneshot
ExecStart=$script --inside
StandardOutput=file:/var/log/trial
StandardError=file:/var/log/trial
[Install]
WantedBy=multi-user.target
END
    systemctl enable trial 2>/dev/null
}

# What systemd wants to find, all of it gone with the namespaces; a root that is a mount of its own above all.
# shellcheck disable=SC2016 # the inner shell expands it
booted='
    set -e
    mount --make-private --rbind / /mnt
    mount -t proc proc /mnt/proc
    mount -t sysfs sysfs /mnt/sys
    mount -t cgroup2 cgroup2 /mnt/sys/fs/cgroup
    mount -t tmpfs tmpfs /mnt/run
    exec chroot /mnt env -i container=trial PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=null'

boot() {
    local groups=/tmp/cgroup code=0
    mkdir -p "$groups"
    mount -t cgroup2 cgroup2 "$groups"
    mkdir -p "$groups/trial"
    rm -f /var/log/trial
    # In a group of its own, which its namespace then takes for the whole tree.
    # shellcheck disable=SC2016 # the inner shell expands it
    timeout --kill-after=5 240 bash -c '
        echo $$ >"$1/cgroup.procs"
        exec unshare --mount --propagation unchanged --pid --uts --ipc --net --cgroup --fork --kill-child bash -c "$2"' \
        boot "$groups/trial" "$booted" || code=$?
    umount "$groups"
    [[ -f /var/log/trial ]] || fail "systemd did not come to the trial ($code)"
    cat /var/log/trial
    return "$code"
}

# ── inside ──

property() { systemctl show --property "$1" --value piaojue; }
said() { journalctl --unit piaojue --no-pager --output cat --since "@$since"; }

# wait_for WHAT COMMAND… — at most half a minute.
wait_for() {
    local what=$1 tries
    shift
    for ((tries = 0; tries < 300; tries++)); do
        if "$@"; then return 0; fi
        sleep 0.1
    done
    fail "$what"
}
ready() { said | grep -q '"event":"ready"'; }
# shellcheck disable=SC2317 # called through wait_for
said_chown() { said | grep -q "names.csv.* chown -R piaojue: $data"; }
has_failed() { [[ $(property ActiveState) == failed ]]; }
lives_anew() { [[ $(property ActiveState) == failed || ($(property MainPID) != 0 && $(property MainPID) != "$1") ]]; }
start() {
    since=$(date +%s)
    systemctl start piaojue
    wait_for "the server is not ready" ready
}

trial() {
    step "the unit is one that systemd holds for well-made"
    systemd-analyze verify --man=no piaojue.service || fail "systemd-analyze does not take it"

    step "where there is no congress yet its link is in the journal"
    since=0
    systemctl enable --now piaojue 2>/dev/null
    # shellcheck disable=SC2317 # called through wait_for
    linked() { said | grep -q 'http://127.0.0.1:8443/#'; }
    wait_for "no link to found a congress" linked
    systemctl stop piaojue

    step "a congress founded as its user is served"
    runuser -u piaojue -- piaojue init --data "$data" --name 试点 --sample >/dev/null
    start
    [[ $(stat -c '%U %a' "$data" "$data/log.key") == $'piaojue 700\npiaojue 600' ]] || fail "whose is the folder?"

    step "killed again and again it comes back"
    local pid
    for _ in {1..8}; do
        pid=$(property MainPID)
        kill -KILL "$pid"
        wait_for "it does not come back" lives_anew "$pid"
        [[ $(property ActiveState) != failed ]] || fail "systemd gave it up: $(property Result)"
    done

    step "stopped in order, nothing is left to write"
    since=$(date +%s)
    systemctl restart piaojue
    wait_for "the server is not ready" ready
    systemctl stop piaojue
    [[ $(property Result) == success && ! -s $data/box.db-wal ]] || fail "it did not stop in order"

    step "what it refuses it says, and is not started again"
    mv "$data/log.key" "$data/elsewhere"
    since=$(date +%s)
    systemctl start piaojue
    wait_for "it began without its key" has_failed
    [[ $(property NRestarts) == 0 && $(property ExecMainStatus) == 2 ]] || fail "started again"
    said | grep -q 'log.key' || fail "it does not say what is missing"
    mv "$data/elsewhere" "$data/log.key"

    step "put right it starts"
    start

    step "names that root imported are told at the start, with the chown that mends it"
    systemctl stop piaojue
    printf 'no,name\n1,某某\n' >"${data%/*}/roll.csv"
    (umask 077 && piaojue import roll "${data%/*}/roll.csv" --to "$data" >/dev/null)
    start
    wait_for "it does not say whose the names are" said_chown
    chown -R piaojue: "$data"

    step "a port below 1024 takes the right that the manual names"
    local edit=/etc/systemd/system/piaojue.service.d/override.conf
    mkdir -p "${edit%/*}"
    printf '%s\n' '[Service]' ExecStart= "$(sed -n 's/--issue-port 8443/--issue-port 443/p' "$unit")" >"$edit"
    systemctl daemon-reload
    systemctl stop piaojue
    since=$(date +%s)
    systemctl start piaojue
    wait_for "it took port 443 without the right" has_failed
    said | grep -q CAP_NET_BIND_SERVICE || fail "it does not say what is missing"
    printf '%s\n' {AmbientCapabilities,CapabilityBoundingSet}=CAP_NET_BIND_SERVICE >>"$edit"
    systemctl daemon-reload
    start
    said | grep -q '"issue_port":443,' || fail "it is not at port 443"
    echo "under_systemd: held"
}

if [[ ${1:-} == --inside ]]; then
    trial
else
    install_all "$1"
    boot
fi
