#!/usr/bin/env bash
# The Debian package: the same bytes twice, its programs with their pages where they are unpacked, a
# manual page for each command with all its options, completion. Installed and removed by apt:
# tests/package/in_clean_root.sh.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

step "made twice, the same bytes"
answers 0 "$root/scripts/package" "$work/one"
answers 0 "$root/scripts/package" "$work/two"
package=("$work"/one/piaojue_*.deb)
cmp "${package[0]}" "$work"/two/piaojue_*.deb || die "another package of the same sources"

step "unpacked: the main job by its programs"
dpkg-deb -x "${package[0]}" "$work/unpacked"
usr=$work/unpacked/usr
answers 0 "$usr/bin/piaojue" simulate --random --projects "$usr/share/piaojue/sample/nanchang-2020-projects.csv" \
    --deputies 12 --present 11 --record "$work/vote.record" --json
same "the record" "$(json 'd["verify"]["valid"]')" true
answers 0 "$usr/bin/piaojue-verify" "$work/vote.record"
# Without pages of its own it would found no congress by a page.
[[ -f $usr/share/piaojue/rooms/found.html ]] || die "no pages beside the programs"

step "what runs as root when it is installed, and the service"
dpkg-deb -e "${package[0]}" "$work/control"
for script in postinst prerm postrm; do
    [[ -x $work/control/$script ]] || die "$script cannot be run"
    sh -n "$work/control/$script"
done
grep -q '^Depends: .*libssl3.*libsqlite3-0\|^Depends: .*libsqlite3-0.*libssl3' "$work/control/control" ||
    die "the libraries are not among what it depends on"
program=$(sed -nE 's/^ExecStart=([^ ]+) .*/\1/p' "$usr/lib/systemd/system/piaojue.service")
[[ -x $work/unpacked$program ]] || die "the service starts '$program', which is not in the package"

step "a manual page for each command, with every option"
pages=0
manual() { zcat "$usr/share/man/man1/$1.1.gz" | sed 's/\\-/-/g; s/\\f.//g'; }
# documented PAGE COMMAND…
documented() {
    local page text option
    page=$1
    shift
    text=$(manual "$page")
    while read -r option; do
        [[ $text == *"$option"* ]] || die "$page(1) has no $option"
    done < <("$@" --help | grep -oE '^  (-[a-z],)?--[a-z][a-z0-9-]*' | grep -oE -- '--.*')
    [[ $text == *"EXIT STATUS"* ]] || die "$page(1) does not say how it ends"
    [[ $text == *"$page - "* ]] || die "$page(1) has another name"
    pages=$((pages + 1))
}
documented piaojue-verify "$usr/bin/piaojue-verify"
for program in piaojue piaojue-teller; do
    documented "$program" "$usr/bin/$program"
    while read -r command; do
        documented "$program-$command" "$usr/bin/$program" "$command"
    done < <("$usr/bin/$program" --help | sed -n '/^Subcommands:/,$ s/^  \([a-z][a-z-]*\) .*/\1/p')
done
same "manual pages" "$(find "$usr/share/man" -type f | wc -l)" "$pages"

step "completion"
cat >"$work/complete.sh" <<'COMPLETE'
source /usr/share/bash-completion/bash_completion
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE=$* COMP_POINT=${#COMP_LINE}
_piaojue "$1"
printf '%s\n' "${COMPREPLY[@]}"
COMPLETE
completed() {
    PATH=$usr/bin:$PATH bash "$work/complete.sh" "$usr/share/bash-completion/completions/piaojue" "$@" | tr '\n' ' '
}
same "commands that begin with s" "$(completed piaojue s)" "serve simulate "
same "options that begin with --is" "$(completed piaojue serve --is)" "--issue-port "
same "what a style may be" "$(completed piaojue simulate --style '')" "approve three-way "
same "options of a program without commands" "$(completed piaojue-verify --e)" "--expect-manifest "
touch "$work/a.record"
same "files" "$(cd "$work" && completed piaojue-verify a.re)" "a.record "
echo held
