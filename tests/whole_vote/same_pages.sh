#!/usr/bin/env bash
# The pages that the server serves are what these sources build, whatever the folder they lie in.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

step "a copy of the sources in another folder"
cd "$root"
# In a shell of its own: the names of both libraries meet.
# shellcheck source=scripts/lib.sh
(source scripts/lib.sh && tracked kiosk scripts | tar --create --files-from - | tar --extract --directory "$work")
ln -s "$root/kiosk/node_modules" "$work/kiosk/node_modules"
if [[ -d build/tools ]]; then mkdir "$work/build" && ln -s "$root/build/tools" "$work/build/tools"; fi

step "its pages"
held "$work/scripts/rooms" "$work/rooms"
diff -r "$bin/../share/piaojue/rooms" "$work/rooms" || die "the same sources gave other pages"
[[ -n $(find "$work/rooms" -name '*.js') ]] || die "no pages were built"
step "held"
