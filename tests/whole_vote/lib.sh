# shellcheck shell=bash
# tests/whole_vote/lib.sh — what the whole votes share. Sourced, never run.
#
# Programs: PIAOJUE_BIN, or the first argument of the script, or build/release/bin. Everything a
# script makes lies in one temporary folder, gone at its end; a server that it started ends with it.
# The first thing that is not as expected ends the script with exit 1 and says what it was.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # for the scripts
bin=$(cd "${1:-${PJ_BIN:-${PIAOJUE_BIN:-$root/build/release/bin}}}" && pwd)
work=$(mktemp -d "${PIAOJUE_WORK:-${TMPDIR:-/tmp}}/whole-vote-XXXXXX")
servers=()
export PYTHONDONTWRITEBYTECODE=1

end() {
    local code=$? pid
    for pid in "${servers[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    if ((code)); then
        printf 'FAILED with exit %d; the last answers:\n' "$code" >&2
        tail -n 5 "$work/out" "$work/err" 2>/dev/null >&2 || true
        tail -n 5 "$work"/*.journal 2>/dev/null >&2 || true
    fi
    rm -rf "$work"
    exit "$code"
}
trap end EXIT

step() { printf -- '-- %s\n' "$*"; }
die() {
    printf 'not as expected: %s\n' "$*" >&2
    exit 1
}

# json EXPRESSION [FILE] — of the object d that the file (default: the last answer) holds; fails if
# the file is not exactly one JSON object.
json() {
    python3 -c '
import json, sys
d = json.loads(open(sys.argv[2], encoding="utf-8").read())
assert isinstance(d, dict), "not one object"
found = eval(sys.argv[1], {"d": d, "sum": sum, "len": len, "sorted": sorted})
print(json.dumps(found) if isinstance(found, (dict, list, bool, type(None))) else found)
' "$1" "${2:-$work/out}"
}

# same NAME FOUND EXPECTED
same() { [[ $2 == "$3" ]] || die "$1 is '$2', expected '$3'"; }

# answers CODE COMMAND… — runs it; its exit code is the one expected; stdout is in $work/out.
answers() {
    local expected=$1 code=0
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    if ((code != expected)); then
        cat "$work/err" >&2
        die "exit $code of: $*; expected $expected"
    fi
}

held() { answers 0 "$@"; }

# refused NAME COMMAND… — a refusal of this name, as JSON, exit 1.
refused() {
    local name=$1
    shift
    answers 1 "$@" --json
    same "the refusal of: $*" "$(json 'd["error"]["code"]')" "$name"
}

# both_verify RECORD [OPTION…] — both verifiers hold it for valid and say the same of rounds, final
# result and every check. What piaojue-verify said is the last answer.
both_verify() {
    local part
    held "$bin/piaojue-verify" "$@" --json
    cp "$work/out" "$work/verified"
    held python3 "$root/tests/python/verify.py" "$@" --json
    for part in 'd["rounds"]' 'd["final"]' '[(c["name"], c["passed"]) for c in d["checks"]]'; do
        same "$part of the second verifier" "$(json "$part")" "$(json "$part" "$work/verified")"
    done
    cp "$work/verified" "$work/out"
}

# misused COMMAND… — exit 2, and one JSON object that says why.
misused() {
    answers 2 "$@" --json
    [[ -n $(json 'd["error"]["message"]') ]] || die "no message from: $*"
}
