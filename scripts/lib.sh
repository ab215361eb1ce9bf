# shellcheck shell=bash
# scripts/lib.sh — what the entry points share: messages, job count, file lists, results.
# Sourced, never run. Sets PJ_ROOT and changes into it.

PJ_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PJ_ROOT
cd "$PJ_ROOT" || exit 2
# Objects from another checkout of the same sources may be used again.
export CCACHE_BASEDIR=$PJ_ROOT

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# die CODE MESSAGE — what failed, where, what to do.
die() {
    local code=$1
    shift
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit "$code"
}

# The checkout may belong to another user (a container's mount): name it safe for this call only.
git_here() { git -c safe.directory="$PJ_ROOT" -C "$PJ_ROOT" "$@"; }

in_git() { [[ -e $PJ_ROOT/.git ]] && command -v git >/dev/null; }

# tracked [pathspec…] — the project's own files, one a line; works in an unpacked archive too.
tracked() {
    if in_git; then
        git_here ls-files -- "$@" | while IFS= read -r file; do
            if [[ -f $file ]]; then printf '%s\n' "$file"; fi
        done
    else
        find . \( -name build -o -name node_modules -o -name .git \) -prune -o -type f -print |
            sed 's|^\./||' | LC_ALL=C sort | python3 -c '
import fnmatch, sys
wanted = sys.argv[1:]
def fits(name, spec):
    return fnmatch.fnmatch(name, spec) or name.startswith(spec.rstrip("/") + "/")
for name in sys.stdin.read().splitlines():
    if not wanted or any(fits(name, spec) for spec in wanted):
        print(name)' "$@"
    fi
}

# How many compilers may run at once: by cores, and by memory (a Beast file takes about 1 GB).
build_jobs() {
    if [[ -n ${PJ_JOBS:-} ]]; then
        say "$PJ_JOBS"
        return
    fi
    local cores memory_kb limit
    cores=$(nproc)
    memory_kb=$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo)
    if [[ -r /sys/fs/cgroup/memory.max ]]; then
        limit=$(</sys/fs/cgroup/memory.max)
        if [[ $limit != max && $((limit / 1024)) -lt $memory_kb ]]; then
            memory_kb=$((limit / 1024))
        fi
    fi
    local by_memory=$((memory_kb / 1150000))
    local jobs=$((cores < by_memory ? cores : by_memory))
    say $((jobs > 0 ? jobs : 1))
}

# configure PRESET DIR [cmake options…] — quiet unless it fails. CMake itself notices later changes.
configure() {
    local preset=$1 dir=$2
    shift 2
    local -a launcher=()
    if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    mkdir -p "$dir"
    if ! cmake --preset "$preset" -B "$dir" "${launcher[@]}" "$@" >"$dir/configure.log" 2>&1; then
        { grep -A 8 '^CMake Error' "$dir/configure.log" || tail -n 20 "$dir/configure.log"; } |
            head -n 40 >&2
        warn "configuring $dir failed; the whole output is in $dir/configure.log"
        return 1
    fi
}

# result pass|fail NAME [replay command] — one line a check; scripts/test counts these lines.
result() {
    local verdict=$1 name=$2 replay=${3:-}
    if [[ -n ${PJ_RESULTS:-} ]]; then
        printf '%s\t%s\t%s\n' "$verdict" "$name" "$replay" >>"$PJ_RESULTS"
    fi
}

# Node of at least the version our tools ask for, with npm, from the machine or from scripts/setup.
PJ_NODE_MIN=20.19.0
PJ_TOOLS=$PJ_ROOT/build/tools

node_is_new_enough() {
    local found
    found=$("$1" --version 2>/dev/null) || return 1
    [[ $(printf '%s\n%s\n' "$PJ_NODE_MIN" "${found#v}" | sort -V | head -n1) == "$PJ_NODE_MIN" ]]
}

use_node() {
    if command -v npm >/dev/null && node_is_new_enough node; then return 0; fi
    local own=$PJ_TOOLS/node/bin
    if node_is_new_enough "$own/node"; then
        PATH=$own:$PATH
        export PATH
        return 0
    fi
    return 1
}
