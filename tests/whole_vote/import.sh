#!/usr/bin/env bash
# `piaojue import` on files as offices save them: what is understood, every fault by name, exit codes,
# and that nothing is half imported; the imported roll becomes cards, the projects a vote.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# imported CODE KIND FILE [OPTION…] — the answer is one object of the promised form.
imported() {
    local code=$1 kind=$2 file=$3
    shift 3
    answers "$code" "$bin/piaojue" import "$kind" "$file" "$@" --json
    same "ok" "$(json 'd["ok"]')" "$([[ $code == 0 ]] && echo true || echo false)"
    [[ $(json '[sorted(e) for e in d["errors"] + d["warnings"]
        if sorted(e) != ["code", "column", "file", "message", "row"]]') == "[]" ]] ||
        die "a fault of another form"
}

# faults — code@row/column of each error.
faults() {
    json '" ".join(e["code"] + "@" + str(e["row"]) + "/" + str(e["column"]) for e in d["errors"])' | sed 's/^"//; s/"$//'
}

step "a roll as WPS saves it in GBK"
printf '某县代表名册,,,\r\n序 号,姓　名,代表团,\r\n001,代　表,第一代表团,\r\n２, 代表2 ,第二代表团,\r\n,,,\r\n' |
    iconv -f UTF-8 -t GBK >"$work/roll.csv"
imported 0 roll "$work/roll.csv" --check
[[ ! -e $work/roll.imported.csv ]] || die "--check wrote a file"
same "the encoding" "$(json 'd["encoding"]')" GB18030
imported 0 roll "$work/roll.csv"
printf 'no,name,delegation,seat,note\n1,代表,第一代表团,,\n2,代表2,第二代表团,,\n' >"$work/expected"
cmp "$work/roll.imported.csv" "$work/expected" || die "the imported roll is another"
same "who may read it" "$(stat -c %a "$work/roll.imported.csv")" 600

step "into the data directory of a congress, for the desks at its door"
mkdir "$work/plain"
imported 2 roll "$work/roll.csv" --to "$work/plain"
same "the fault" "$(faults)" "not_written@None/None"
[[ ! -e $work/plain/names.csv ]] || die "names were written into a folder that is none of a congress"
imported 2 projects "$work/roll.csv" --to "$work/plain"
"$bin/piaojue" init --data "$work/congress" --name 样例 --json >/dev/null
imported 0 roll "$work/roll.csv" --to "$work/congress"
cmp "$work/congress/names.csv" "$work/expected" || die "the names are others"
same "who may read them" "$(stat -c %a "$work/congress/names.csv")" 600

step "every fault at once, and nothing is written"
printf '序号,姓名\r\n1,代表1\r\n1,\r\nx,代表3\r\n,代表4\r\n5,#REF!\r\n' | iconv -f UTF-8 -t GBK >"$work/bad.csv"
imported 1 roll "$work/bad.csv" --out "$work/roll.imported.csv"
same "the faults" "$(faults)" \
    "duplicate_number@3/A missing_name@3/B bad_number@4/A missing_number@5/A error_cell@6/B"
cmp "$work/roll.imported.csv" "$work/expected" || die "a refused import changed what was there"
answers 1 "$bin/piaojue" import roll "$work/bad.csv"
grep -q '第 3 行 B 列“姓名” / row 3, column B 姓名: 缺姓名' "$work/err" || die "the place is not named"

step "a workbook, with a merged unit; also one whose sizes stand behind the content"
python3 - "$work/projects.xlsx" <<'END'
import sys
import zipfile

rows = ["<row r='1'><c r='A1' t='inlineStr'><is><t>候选项目</t></is></c></row>"]


def row(number, *cells):
    letters = "ABCDEFGH"
    text = "".join(f"<c r='{letters[i]}{number}' t='inlineStr'><is><t>{c}</t></is></c>" for i, c in enumerate(cells) if c)
    rows.append(f"<row r='{number}'>{text}</row>")


row(2, "序号", "项目名称", "责任单位", "投资额（万元）")
row(3, "1", "路灯", "甲局", "120")
row(4, "7", "公园", "", "80")
sheet = f"<worksheet><sheetData>{''.join(rows)}</sheetData><mergeCells><mergeCell ref='C3:C4'/></mergeCells></worksheet>"
files = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": "<workbook><sheets><sheet name='表一' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels":
        "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
    "xl/worksheets/sheet1.xml": sheet,
}
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as out:
    for name, content in files.items():
        out.writestr(name, content)


# As programs that write to a pipe make it: sizes stand behind the content.
class Pipe:
    def __init__(self, path):
        self.file = open(path, "wb")

    def write(self, data):
        return self.file.write(data)

    def flush(self):
        self.file.flush()


pipe = Pipe(sys.argv[1].replace(".xlsx", "-streamed.xlsx"))
with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as out:
    for name, content in files.items():
        out.writestr(name, content)
pipe.flush()
END
imported 0 projects "$work/projects-streamed.xlsx"
imported 0 projects "$work/projects.xlsx" --out "$work/projects.csv"
same "the sheet" "$(json 'd["sheet"]')" 表一
printf 'no,name,name2,unit,content,investment,funding,deadline\n1,路灯,,甲局,,120万元,,\n7,公园,,甲局,,80万元,,\n' \
    >"$work/expected"
cmp "$work/projects.csv" "$work/expected" || die "the imported projects are others"

step "what is no such table"
imported 2 roll "$work/nothing.csv"
same "the fault" "$(faults)" "no_file@None/None"
printf '\320\317\021\340\241\261\032\341' >"$work/old.xls"
imported 2 roll "$work/old.xls"
same "the fault" "$(faults)" "old_xls@None/None"
imported 2 rolls "$work/roll.csv"
same "the fault" "$(faults)" "misused@None/None"
imported 2 roll "$work/roll.csv" --out "$work/no-folder/roll.csv"
same "the fault" "$(faults)" "not_written@None/None"
imported 2 roll "$work/roll.csv" --out "$work/roll.csv"
answers 2 "$bin/piaojue" import roll "$work/roll.csv" --nonsense --json
json 'd["error"]' >/dev/null

step "cards with names; the roll entry has none"
congress=$(printf 'a%.0s' {1..64})
held "$bin/piaojue-teller" cards --congress "$congress" --names "$work/roll.imported.csv" --cards "$work/cards.csv" \
    --roll "$work/roll.entry" --json
same "the number of cards" "$(json 'd["count"]')" 2
same "the mode of the cards" "$(stat -c %a "$work/cards.csv")" 600
same "the columns" "$(head -n1 "$work/cards.csv")" no,code,name,delegation
grep -qE '^2,[^,]+,代表2,第二代表团$' "$work/cards.csv" || die "the second card is another's"
if grep -q 代表 "$work/roll.entry"; then die "a name stands in the roll entry"; fi
misused "$bin/piaojue-teller" cards --congress "$congress" --names "$work/bad.csv" --cards "$work/c" --roll "$work/r"
misused "$bin/piaojue-teller" cards --congress "$congress" --names "$work/roll.imported.csv" --count 3 --cards "$work/c" \
    --roll "$work/r"
misused "$bin/piaojue-teller" cards --congress "$congress" --cards "$work/c" --roll "$work/r"

step "a vote on the workbook; the record attaches what was imported"
held "$bin/piaojue" simulate --projects "$work/projects.xlsx" --random --places 1 --deputies 5 --present 5 --min-group 1 \
    --tellers 3 --threshold 2 --record "$work/record" --json
same "verify.valid" "$(json 'd["verify"]["valid"]')" true
python3 - "$work/record" "$work/projects.csv" <<'END' || die "the record does not attach the imported projects"
import sys

record, projects = (open(path, "rb").read() for path in sys.argv[1:])
assert projects in record
END
printf 'imports: all as expected\n'
