#!/usr/bin/env bash
# What is made of a record for others: a site for everybody, an archive for the house, the names
# beside an attendance. Each file is as SHA256SUMS says, and one changed byte is seen.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# whole DIR — every file of the folder is named in SHA256SUMS and has its hash.
whole() {
    (cd "$1" && sha256sum --check --strict --quiet SHA256SUMS) || die "$1 is not as its sums say"
    same "files of $1" "$(cd "$1" && find . -type f ! -name SHA256SUMS | sed 's,^\./,,' | sort)" \
        "$(sed 's/^[0-9a-f]*  //' "$1/SHA256SUMS")"
}

# roll N FILE — a roll's table of N deputies.
roll() {
    python3 - "$1" >"$2" <<'TABLE'
import sys

print("序号,姓名,代表团,座位")
for i in range(1, int(sys.argv[1]) + 1):
    print(f"{i},代表甲{i:02d},第{i % 3 + 1}代表团,{i}座")
TABLE
}

step "a vote whose method tells votes, its roll's table named by the record"
roll 9 "$work/roll.csv"
printf 'notice = "names_and_votes"\nplaces = 4\n' >"$work/votes.toml"
simulated=(--projects "$root/scripts/sample/nanchang-2020-projects.csv" --random --deputies 9 --present 8 --tellers 3 --threshold 2)
held "$bin/piaojue" simulate "${simulated[@]}" --seed 1 --method "$work/votes.toml" --names "$work/roll.csv" \
    --record "$work/open" --json
held "$bin/piaojue" simulate "${simulated[@]}" --seed 2 --record "$work/names" --json
held "$bin/piaojue-verify" "$work/open" --json
manifest=$(json 'd["manifest_sha256"]')

step "the site: the same twice, whole, and it says how to verify itself"
held "$bin/piaojue" publish "$work/open" --out "$work/site" --expect-manifest "$manifest" --json
same anchored "$(json 'd["anchored"]')" true
held "$bin/piaojue" publish "$work/open" --out "$work/again/" --json
diff -r "$work/site" "$work/again" || die "the site is other bytes the second time"
whole "$work/site"
cmp "$work/open" "$work/site/record.piaojue" || die "another record"
command=$(grep -o 'piaojue-verify record.piaojue --expect-manifest [0-9a-f]*' "$work/site/index.html" | head -n 1)
(cd "$work/site" && PATH=$bin:$PATH && $command >/dev/null) || die "the command on the page does not hold: $command"
held "$bin/piaojue" publish "$work/open" --out "$work/english" --lang en
grep -q 'lang="en"' "$work/english/forms/notice.html" || die "the forms are not English"

step "votes only where the method tells them, the internal form nowhere"
held "$bin/piaojue" publish "$work/names" --out "$work/bare"
whole "$work/bare"
[[ -e $work/site/forms/result.pdf && ! -e $work/bare/forms/result.pdf ]] || die "the result form"
grep -q 得票率 "$work/site/index.html" || die "no votes where the method tells them"
if grep -rq 得票率 "$work/bare" --include='*.html'; then die "votes where the method tells none"; fi
if find "$work/site" "$work/bare" | grep -E 'internal|attendance|chair'; then die "a form of the house is published"; fi

step "one changed byte is seen"
cp -r "$work/site" "$work/changed"
python3 - "$work/changed/record.piaojue" <<'FLIP'
import sys

data = bytearray(open(sys.argv[1], "rb").read())
data[len(data) // 3] ^= 1
open(sys.argv[1], "wb").write(data)
FLIP
if (cd "$work/changed" && sha256sum --check --quiet SHA256SUMS 2>/dev/null); then die "the sums do not see it"; fi
answers 1 "$bin/piaojue-verify" "$work/changed/record.piaojue" --expect-manifest "$manifest"

step "refused: what does not verify, and a folder that holds something"
refused not_permitted "$bin/piaojue" publish "$work/changed/record.piaojue" --out "$work/never"
refused not_permitted "$bin/piaojue" archive "$work/changed/record.piaojue" --out "$work/never"
refused not_permitted "$bin/piaojue" publish "$work/open" --out "$work/never" --expect-manifest "$(printf '0%.0s' {1..64})"
misused "$bin/piaojue" publish "$work/open" --out "$work/site"
misused "$bin/piaojue" publish "$work/nowhere" --out "$work/never"
misused "$bin/piaojue" archive "$work/open" --out "$work/never" --destroy-papers-on 5.4.2026
misused "$bin/piaojue" archive "$work/open" --out "$work/never" --font-text "No Such Family"
if compgen -G "$work/never*" || compgen -G "$work/*.unfinished*"; then die "a refused folder left something"; fi

step "the archive: the same twice, ids as PROTOCOL.md §18 has them, programs as they are"
archive=(--roll "$work/roll.csv" --destroy-papers-on 2026-04-05)
held "$bin/piaojue" archive "$work/open" --out "$work/archive" "${archive[@]}" --json
held "$bin/piaojue" archive "$work/open" --out "$work/archive2" "${archive[@]}" --json
diff -r "$work/archive" "$work/archive2" || die "the archive is other bytes the second time"
whole "$work/archive"
same "its mode" "$(stat -c %a "$work/archive" "$work/archive/record.json" | xargs)" "700 600"
PYTHONPATH=$root/tests/python python3 - "$work/archive" "$bin" <<'IDS' || die "the archive's lists"
import hashlib
import json
import pathlib
import sys

from piaojue.codec import tagged_hash

archive, programs = map(pathlib.Path, sys.argv[1:])
projects = json.loads((archive / "projects.json").read_text(encoding="utf-8"))
record = json.loads((archive / "record.json").read_text(encoding="utf-8"))
first = bytes.fromhex(record["rounds"][0]["manifest_sha256"])
assert [p["no"] for p in projects["projects"]] == [p["no"] for p in record["final"]["chosen"]]
assert projects["projects"], "something was chosen"
for project in projects["projects"]:
    wanted = tagged_hash("piaojue/v1/project", first, project["no"].to_bytes(2, "big")).hex()
    assert project["id"] == wanted, project
told = {p["name"]: p for p in json.loads((archive / "programs.json").read_text())["programs"]}
assert set(told) == {"piaojue", "piaojue-teller", "piaojue-verify"}
for name, program in told.items():
    assert program["sha256"] == hashlib.sha256((programs / name).read_bytes()).hexdigest(), name
    assert program["version"].count(".") == 2, program
papers = json.loads((archive / "papers.json").read_text(encoding="utf-8"))
assert papers["destroy_on"] == "2026-04-05" and papers["rounds"][0]["sheets"] is None
IDS

step "names beside numbers, and what was checked of them"
# attendance OPTION… — as CSV, in $work/attendance.csv.
attendance() { held "$bin/piaojue" report "$1" --form attendance --format csv --out "$work/attendance.csv" "${@:2}"; }
attendance "$work/open" --roll "$work/roll.csv"
grep -q 代表甲09 "$work/attendance.csv" || die "no names"
grep -q 其指纹与封存方案所附的指纹一致 "$work/attendance.csv" || die "it does not say that the table was sealed"
attendance "$work/names" --roll "$work/roll.csv"
grep -q 未能按记录核对 "$work/attendance.csv" || die "it does not say that names were not checked"
attendance "$work/names"
if grep -q 代表甲 "$work/attendance.csv"; then die "a record has names"; fi
held "$bin/piaojue" import roll "$work/roll.csv" --out "$work/imported.csv"
attendance "$work/open" --roll "$work/imported.csv"
sed 's/代表甲03/代表乙03/' "$work/roll.csv" >"$work/other.csv"
refused not_permitted "$bin/piaojue" report "$work/open" --form attendance --roll "$work/other.csv" --out "$work/never.pdf"
attendance "$work/names" --roll "$work/other.csv"
roll 8 "$work/short.csv"
misused "$bin/piaojue" report "$work/names" --form attendance --roll "$work/short.csv" --out "$work/never.pdf"
misused "$bin/piaojue" archive "$work/names" --roll "$work/nowhere.csv" --out "$work/never"
step "held"
