# shellcheck shell=bash
# tests/whole_vote/lib_congress.sh — a small congress played through the programs alone.
# Sourced, never run; comes after lib.sh.
#
# People: one official, one scrutineer, five tellers of whom three open the box. Everybody has a key
# file under $people and the same passphrase file, as nobody here types.

# shellcheck disable=SC2154 # work, bin: lib.sh
people=$work/people
passphrase=$work/passphrase
deputies=12

# Without a terminal to ask on, whoever runs this.
# shellcheck disable=SC2154,SC2317 # bin: lib.sh; called through at_server
teller() { setsid --wait "$bin/piaojue-teller" "$@"; }

# start_server NAME DATA — sets server, box and certificate.
start_server() {
    local name=$1 data=$2 ready=$work/$1.ready
    : >"$ready" # here, not in the background: nobody reads what an earlier server said
    "$bin/piaojue" serve --data "$data" --json >>"$ready" 2>"$work/$name.journal" &
    servers+=("$!")
    until [[ -s $ready ]]; do
        kill -0 "${servers[-1]}" 2>/dev/null || die "the server ended before it was ready"
        sleep 0.05
    done
    server=127.0.0.1:$(json 'd["issue_port"]' "$ready")
    box=127.0.0.1:$(json 'd["box_port"]' "$ready")
    certificate=$data/tls.crt
}

# stop_server — the last one that was started.
stop_server() {
    kill "${servers[-1]}"
    wait "${servers[-1]}" || die "the server did not stop in order"
    unset 'servers[-1]'
}

at_server() { "$@" --server "$server" --certificate "$certificate"; }

make_congress() {
    held "$bin/piaojue" init --data "$work/server" --name 试点镇人民代表大会 --name2 "A town's congress" \
        --sample --json
    congress=$(json 'd["congress_id"]')
    setup_code=$(json 'd["setup_code"]')
    start_server server "$work/server"
}

post() { held at_server "$bin/piaojue" post "$1" --setup-code "$setup_code" --json; }

# make_person ROLE NAME FILE [OPTION…]
make_person() {
    held teller keys --role "$1" --name "$2" --out "$people/$3.keys" --passphrase-file "$passphrase" \
        "${@:4}" --json
    held teller line --keys "$people/$3.keys" --passphrase-file "$passphrase" --congress "$congress" \
        --out "$people/$3.line" --json
}

enrol() {
    mkdir -p "$people"
    head -c 24 /dev/urandom | base64 >"$passphrase"
    make_person official 工作人员 official --random-passphrase
    make_person scrutineer 监票人 scrutineer --random-passphrase
    local i
    for i in 1 2 3 4; do make_person teller "掌钥人$i" "teller$i" --random-passphrase; done
    # As if a person had chosen it: stretched.
    make_person teller 掌钥人5 teller5
    held teller enrolment "$people"/{official,scrutineer,teller{1,2,3,4,5}}.line \
        --congress "$congress" --out "$people/enrolment" --json
    fingerprint=$(json 'd["fingerprint"]')
    held teller fingerprint "$people/enrolment" --json
    same "the fingerprint" "$(json 'd["fingerprint"]')" "$fingerprint"
    post "$people/enrolment"
}

# ceremony_of I — without the shell in between, so that $! is the program.
ceremony_of() {
    local i=$1
    "$bin/piaojue-teller" ceremony --server "$server" --certificate "$certificate" --keys \
        "$people/teller$i.keys" --passphrase-file "$passphrase" --enrolment "$people/enrolment" \
        --fingerprint "$fingerprint" --threshold 3 --out "$people/teller$i.share" --json \
        >"$work/ceremony$i" 2>"$work/ceremony$i.err" </dev/null &
}

# kill_ceremony_in_the_middle I — once the server has the hash of teller I, and nobody else's.
kill_ceremony_in_the_middle() {
    local i=$1 commits="https://$server/api/v1/ceremony/commit" empty=21 pid
    ceremony_of "$i"
    pid=$!
    until (($(curl --silent --fail --cacert "$certificate" "$commits" | wc -c) > empty)); do
        kill -0 "$pid" 2>/dev/null || die "teller $i's ceremony ended: $(<"$work/ceremony$i.err")"
        sleep 0.05
    done
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null || true
    [[ -s $people/teller$i.share.ceremony ]] || die "teller $i's device kept nothing of the ceremony"
}

# Teller 1's device fails in the middle and is started again.
hold_ceremony() {
    local i pids=()
    kill_ceremony_in_the_middle 1
    for i in 1 2 3 4 5; do
        ceremony_of "$i"
        pids+=("$!")
    done
    for i in 1 2 3 4 5; do
        wait "${pids[i - 1]}" || die "teller $i's ceremony: $(<"$work/ceremony$i.err")"
        same "the joint key of teller $i" "$(json 'd["joint_key"]' "$work/ceremony$i")" \
            "$(json 'd["joint_key"]' "$work/ceremony1")"
        [[ ! -e $people/teller$i.share.ceremony ]] || die "teller $i's ceremony is over, its file is not"
    done
}

make_roll() {
    held teller cards --congress "$congress" --count "$deputies" --cards "$work/cards.csv" \
        --roll "$work/roll" --json
    roll_id=$(json 'd["roll_id"]')
    post "$work/roll"
}

# draft — a manifest of four projects by $rules; it is in $work/manifest, what was said of it in
# $work/drafted.
rules=(--places 2)
draft() {
    printf 'no,name\n1,小学扩建\n2,农村公路\n3,社区食堂\n4,公园改造\n' >"$work/projects.csv"
    held at_server "$bin/piaojue" manifest --projects "$work/projects.csv" --title 民生实事项目票决 \
        --title2 "Livelihood projects" "${rules[@]}" --congress "$congress" --out "$work/manifest" --json
    cp "$work/out" "$work/drafted"
    manifest=$(json 'd["manifest_sha256"]')
    same "the manifest's fingerprint" "$(json 'd["fingerprint"]')" "$fingerprint"
    post "$work/manifest"
}

# act NAME [OPTION…] — by the official; both — with the scrutineer.
act() {
    local name=$1
    shift
    at_server teller act "$name" --keys "$people/official.keys" --passphrase-file "$passphrase" \
        --enrolment "$people/enrolment" "$@"
}
both() { act "$@" --second "$people/scrutineer.keys"; }

# of_teller I COMMAND [OPTION…] — cosign, share or report, with the share files in $shares.
shares=$people
of_teller() {
    local i=$1 command=$2
    shift 2
    at_server teller "$command" --keys "$people/teller$i.keys" --share "$shares/teller$i.share" \
        --passphrase-file "$passphrase" "$@"
}

card() { awk -F, -v number="$1" '$1 == number {print $2}' "$work/cards.csv"; }

# of_deputy I COMMAND [OPTION…] — vote or hand-back.
of_deputy() {
    local i=$1 command=$2
    shift 2
    card "$i" >"$work/card$i"
    at_server "$bin/piaojue" "$command" --deputy "$i" --card-file "$work/card$i" --roll-id "$roll_id" \
        --seed-file "$work/seed$i" --box "$box" --expect-manifest "$manifest" "$@"
}

# takes_sheet I [OPTION…] — deputy I takes a sheet of paper instead of a token.
takes_sheet() {
    local i=$1
    shift
    card "$i" >"$work/card$i"
    at_server "$bin/piaojue" draw --sheet --deputy "$i" --card-file "$work/card$i" --roll-id "$roll_id" "$@"
}

# publishes RECORD — reports, announce, publish, and both verifiers.
publishes() {
    local i
    for i in 1 2 3; do held of_teller "$i" report --json; done
    held both announce --result "$(json 'd["result_sha256"]')"
    held both publish
    held at_server "$bin/piaojue" record --out "$1"
    both_verify "$1" --expect-manifest "$manifest"
}

# prepare_vote — up to an open poll, with deputies 1..10 signed in.
prepare_vote() {
    step "keys, enrolment"
    make_congress
    enrol
    step "key ceremony of five tellers"
    hold_ceremony
    step "cards, manifest, seal, sign-in, open"
    make_roll
    draft
    held both seal --expect-manifest "$manifest"
    held act sign_in --deputies 1-9,10
    held both open
}

phase() { held curl --silent --fail --cacert "$certificate" "https://$server/api/v1/round"; json 'd["phase"]'; }
