#!/usr/bin/env bash
# One byte of every part of a record flipped, and the record cut and lengthened: both verifiers
# refuse each.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

step "a record with every kind of entry that a simulated vote has"
cat >"$work/ballots.csv" <<'END'
1,2,3
1,,
1,1,
,,
,1,
END
printf 'no,name\n1,小学扩建\n2,农村公路\n3,社区食堂\n' >"$work/projects.csv"
# Two of the eight have a sheet, one of them for a token; two never use their paper, and claim it.
printf 'batch,issued,returned,void_over,void_unreadable,void_marked,void_blank,a1,o1,b1,a2,o2,b2,a3,o3,b3\n1,2,2,0,0,0,0,1,0,1,1,0,1,0,0,2\n' >"$work/sheets.csv"
printf 'made for this test\n' >"$work/source.md"
held "$bin/piaojue" simulate --ballots "$work/ballots.csv" --projects "$work/projects.csv" --places 2 --deputies 9 \
    --present 8 --tellers 3 --threshold 2 --source "$work/source.md" --paper "$work/sheets.csv" \
    --paper-second "$work/sheets.csv" --exchanged 1 --claims --record "$work/record" --json
manifest=$(json 'd["manifest_sha256"]')
held "$bin/piaojue-verify" "$work/record" --expect-manifest "$manifest"
held python3 "$root/tests/python/verify.py" "$work/record" --expect-manifest "$manifest"

step "break it"
# For each place one file, named after it: header, each entry type's length, head, middle and end,
# the checkpoint's text and signature, cuts, what is appended, entries dropped and doubled.
python3 - "$work/record" "$work" <<'END'
import pathlib
import sys

data = pathlib.Path(sys.argv[1]).read_bytes()
folder = pathlib.Path(sys.argv[2]) / "broken"
folder.mkdir()
names = ["", "congress", "enrolment", "ceremony", "roll", "manifest", "attachment", "statement", "issuance", "ballot",
         "hand_back", "exchange", "opened", "counts", "closing", "cosigned", "share", "result", "paper_batch", "declaration", "claim"]


def write(name, content):
    assert content != data, name
    (folder / name).write_bytes(content)


def flip(name, at, bit=0):
    write(name, data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])


flip("header_magic", 0)
flip("header_version", 9)
flip("header_count", 13)
count = int.from_bytes(data[10:14], "big")
entries, at = [], 14
for _ in range(count):
    length = int.from_bytes(data[at : at + 4], "big")
    entries.append((at, at + 4, at + 4 + length))
    at += 4 + length
seen = {}
for start, first, end in entries:
    name = names[data[first]]
    number = seen[name] = seen.get(name, 0) + 1
    if number > 2 and name not in ("statement", "share"):
        continue
    label = f"{name}_{number}"
    flip(f"{label}_length", start + 3)
    flip(f"{label}_type", first, 5)
    flip(f"{label}_middle", (first + end) // 2, 3)
    flip(f"{label}_end", end - 1)
    write(f"{label}_dropped", data[:10] + (count - 1).to_bytes(4, "big") + data[14:start] + data[end:])
    write(f"{label}_doubled", data[:10] + (count + 1).to_bytes(4, "big") + data[14:end] + data[start:])
assert set(seen) >= set(names) - {"", "hand_back", "opened", "counts"}, sorted(seen)
flip("checkpoint_length", at + 3)
flip("checkpoint_text", at + 4 + 10)
flip("checkpoint_signature", len(data) - 10)
for part in (0, 7, 14, at - 1, at, len(data) // 2, len(data) - 1):
    write(f"cut_{part}", data[:part])
write("appended_zero", data + b"\0")
write("appended_line", data + b"\n")
write("appended_itself", data + data)
END

step "judge it"
files=$(find "$work/broken" -type f | wc -l)
((files > 100)) || die "only $files broken records"
# Each is refused, by both verifiers with the same exit code and for the same reasons.
held python3 "$root/tests/python/agree.py" "$bin/piaojue-verify" "$work"/broken/* --refused
step "$files broken records, refused by both"

step "what was done by people beside the box is refused under its own check"
# told FILE CHECK — it is among those that fail, not because the log is another alone.
told() {
    answers 1 "$bin/piaojue-verify" "$work/broken/$1" --json
    same "check $2 of $1" "$(json "[c['passed'] for c in d['checks'] if c['name'] == '$2'][0]")" false
}
told paper_batch_1_middle paper
told paper_batch_1_end paper
told declaration_1_end claims
told declaration_2_end claims
told claim_1_middle claims
told claim_1_end claims
told exchange_1_end ballot_signatures
told exchange_1_middle tokens
