#!/usr/bin/env bash
# The official forms of whole votes: every form in both languages, at 12 and 20 projects with names
# of 40 characters; what stands on the pages, and that a record that does not verify has none.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# projects N — N projects, each name 40 characters long, no two alike.
projects() {
    python3 - "$1" <<'END'
import sys

text = "老旧小区供水管网改造与社区养老服务中心建设以及中小学校舍加固和农村公路提档升级" * 2
print("no,name")
for number in range(1, int(sys.argv[1]) + 1):
    print(f"{number},{text[number : number + 38]}{number:02d}")
END
}

# sheets N — two batches of sheets for N projects in three grades, with one void sheet; a line a batch.
sheets() {
    python3 - "$1" <<'END'
import sys

numbers = range(1, int(sys.argv[1]) + 1)
print("batch,issued,returned,void_over,void_unreadable,void_marked,void_blank," + ",".join(f"a{n},o{n},b{n}" for n in numbers))
print("1,3,3,0,1,0,0," + ",".join("1,1,0" if n % 2 else "0,0,2" for n in numbers))
print("2,2,2,0,0,0,0," + ",".join("0,1,1" if n % 3 else "1,0,1" for n in numbers))
END
}

# report RECORD FORM FORMAT LANG FILE [OPTION…]
report() {
    local record=$1 form=$2 format=$3 lang=$4 out=$5
    shift 5
    held "$bin/piaojue" report "$record" --form "$form" --format "$format" --lang "$lang" --out "$out" "$@" --json
}

# all_forms NAME — of the record $work/NAME.
all_forms() {
    local name=$1 form format lang
    held "$bin/piaojue" report "$work/$name" --format json --out "$work/$name.json" --json
    for form in result internal notice count chair attendance ballot destruction; do
        for lang in zh en; do
            report "$work/$name" "$form" pdf "$lang" "$work/$name-$form-$lang.pdf"
        done
        report "$work/$name" "$form" html zh "$work/$name-$form-zh.html"
        for format in csv docx xlsx; do
            report "$work/$name" "$form" "$format" zh "$work/$name-$form-zh.$format"
        done
    done
    report "$work/$name" internal pdf zh "$work/again.pdf"
    cmp "$work/$name-internal-zh.pdf" "$work/again.pdf" || die "the report is other bytes the second time"
    python3 "$root/tests/python/forms.py" "$work/$name" || die "the forms of $name are not as they should be"
}

for count in 12 20; do
    step "$count projects with names of 40 characters"
    projects "$count" >"$work/projects.csv"
    held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --seed "$count" --deputies 15 \
        --present 14 --places 10 --tellers 3 --threshold 2 --record "$work/votes$count" --json
    all_forms "votes$count"
done

step "three answers for each project, with sheets of paper, and a chain of rounds"
held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --seed 3 --style three-way \
    --deputies 9 --present 9 --places 10 --tellers 3 --threshold 2 --record "$work/three" --json
all_forms three
for count in 12 20; do
    projects "$count" >"$work/projects.csv"
    sheets "$count" >"$work/sheets.csv"
    held "$bin/piaojue" simulate --projects "$work/projects.csv" --random --seed "$count" --style three-way \
        --paper "$work/sheets.csv" --paper-second "$work/sheets.csv" --deputies 15 --present 14 --places 10 \
        --tellers 3 --threshold 2 --record "$work/sheets$count" --json
    all_forms "sheets$count"
    same "batches of sheets" "$(json 'len(d["rounds"][0]["paper"]["batches"])' "$work/sheets$count.json")" 2
done
printf 'places = 2\ntie = "runoff"\nshortfall = "further_round"\n' >"$work/method.toml"
printf '3,5,8\n1,,1\n1,,1\n1,,1\n,1,1\n,1,1\n1,1,\n,1,\n' >"$work/first.csv"
printf '5,3\n1,\n1,\n1,\n,1\n,1\n,1\n,\n' >"$work/second.csv"
held "$bin/piaojue" simulate --tellers 3 --threshold 2 --deputies 7 --present 7 --method "$work/method.toml" \
    --ballots "$work/first.csv" --next-ballots "$work/second.csv" --record "$work/chain" --json
all_forms chain

step "the notice with votes; an expected manifest"
report "$work/votes12" notice csv zh "$work/notice.csv" --notice names_and_votes
grep -q '（赞成 ' "$work/notice.csv" || die "no votes in the notice"
held "$bin/piaojue-verify" "$work/votes12" --json
manifest=$(json 'd["manifest_sha256"]')
report "$work/votes12" count html en "$work/count.html" --expect-manifest "$manifest"
same "anchored" "$(json 'd["anchored"]')" true

step "a record that does not verify has no form, and the check is named"
python3 - "$work/votes12" "$work/broken" <<'END'
import sys

data = bytearray(open(sys.argv[1], "rb").read())
data[len(data) // 2] ^= 1
open(sys.argv[2], "wb").write(data)
END
refused not_permitted "$bin/piaojue" report "$work/broken" --form result --out "$work/never.pdf"
json 'd["error"]["message"]' | grep -q log_root || die "the failed check is not named"
refused not_permitted "$bin/piaojue" report "$work/votes12" --form result --out "$work/never.pdf" \
    --expect-manifest "$(printf '0%.0s' {1..64})"
misused "$bin/piaojue" report "$work/votes12" --form attendence --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/votes12" --form result --roll "$work/projects.csv" --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/votes12" --form ballot --round 2 --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/votes12" --form destruction --destroy-papers-on 2026-02-30 --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/votes12" --form result --notice names --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/nowhere" --form result --out "$work/never.pdf"
misused "$bin/piaojue" report "$work/votes12" --form result --font-text "No Such Family" --out "$work/never.pdf"
[[ ! -e $work/never.pdf ]] || die "a refused report left a file"
step "held"
