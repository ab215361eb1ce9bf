#!/usr/bin/env bash
# `piaojue decide`: published cases, exit codes, refusals, and many random cases against the second
# implementation and a brute force of the rules as they are told. PJ_TEST_SEED repeats a run.
set -euo pipefail
# shellcheck source=tests/whole_vote/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# decide_on METHOD TOTALS DUE PRESENT ISSUED RETURNED VALID — as arguments of a check below.
decide_on() {
    printf '%s\n' "$1" >"$work/method.toml"
    printf 'no,name,approve,oppose,abstain\n%s\n' "$2" >"$work/totals.csv"
    asked=("$bin/piaojue" decide --method "$work/method.toml" --totals "$work/totals.csv"
        --due "$3" --present "$4" --issued "$5" --returned "$6" --valid "$7" --json)
}
chosen() { json '[p["no"] for p in d["projects"] if p["chosen"]]'; }

step "published cases"
# Where due, present or the losers' votes were not published, figures stand here that change nothing.
# Siping 2023: two candidates, one place, 45 of 45 returned, the winner has 93.3 %, which is 42.
decide_on 'places = 1' $'1,甲,42,,\n2,乙,3,,' 45 45 45 45 45
held "${asked[@]}"
same "Siping's choice" "$(chosen)" "[1]"
# Dongyang 2017: approve and oppose were published, and sum to 282.
decide_on $'places = 2\nballot = "three_way"' $'1,大力整治危旧房,281,1,0\n2,推行普惠医疗制度,276,6,0' \
    300 282 282 282 282
held "${asked[@]}"
same "Dongyang's choice" "$(chosen)" "[1, 2]"
# Xinyi 2020: the published list is by votes.
decide_on 'places = 3' $'7,城乡供水一体化完善,273,,\n2,中小学校舍建设工程,279,,\n5,城市人居环境提升,276,,' \
    300 290 290 290 290
held "${asked[@]}"
same "Xinyi's order" "$(json '[p["no"] for p in d["projects"]]')" "[2, 5, 7]"
# The same in ballot order, as Nanchang's 2020 result has it.
decide_on $'places = 3\norder = "candidate"' \
    $'7,城乡供水一体化完善,273,,\n2,中小学校舍建设工程,279,,\n5,城市人居环境提升,276,,' 300 290 290 290 290
held "${asked[@]}"
same "the order of the ballot" "$(json '[p["no"] for p in d["projects"]]')" "[7, 2, 5]"

# Nanchang 2020: twelve candidates, ten places; 9 and 11 were not chosen, the list is by number.
rows=""
for i in 1 2 3 4 5 6 7 8 10 12 9 11; do rows+="$i,,$((i == 9 || i == 11 ? 200 : 300 + i)),,"$'\n'; done
decide_on $'places = 10\norder = "candidate"' "$(sort -n <<<"${rows%$'\n'}")" 500 480 480 480 480
held "${asked[@]}"
same "Nanchang's choice" "$(chosen)" "[1, 2, 3, 4, 5, 6, 7, 8, 10, 12]"
# Lishui 2025: 327 due; 314 present, issued and returned, all valid. Of 327 a majority is 164, two thirds are 218.
rows=""
for i in 1 2 3 4 5 6 7 8 9; do rows+="$i,,$((314 - i)),,"$'\n'; done
decide_on 'places = 10' "${rows}10,,164,,"$'\n11,,163,,\n12,,100,,' 327 314 314 314 314
held "${asked[@]}"
same "Lishui's choice" "$(chosen)" "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
same "who passed" "$(json '[p["no"] for p in d["projects"] if p["passed"]]')" "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
decide_on 'places = 10' "${rows}10,,163,,"$'\n11,,163,,' 327 314 314 314 314
held "${asked[@]}"
same "one place is left by one vote" "$(json '[d["places_left"], d["next_round"]]')" \
    '[1, {"kind": "presidium", "candidates": [10, 11], "places": 1}]'
decide_on 'places = 1' $'1,,217,,' 327 218 218 218 218
held "${asked[@]}"
decide_on 'places = 1' $'1,,217,,' 327 217 217 217 217
answers 1 "${asked[@]}"
# NPC 2012: 2,639 in favour, 160 against, 57 abstained, 16 did not press: those are not returned.
npc=$'places = 1\nballot = "three_way"\nthreshold = { base = "present" }'
decide_on "$npc" '1,刑事诉讼法修正案,2639,160,57' 2872 2872 2872 2856 2856
held "${asked[@]}"
same "the vote of 2012" "$(chosen)" "[1]"
decide_on "$npc" '1,刑事诉讼法修正案,2639,160,57' 2872 2872 2872 2872 2872
answers 2 "${asked[@]}"
[[ $(json 'd["error"]["message"]') == *2856* ]] || die "who did not press is counted as an abstention"

step "what is not met ends with 1, and says why"
decide_on 'places = 1' $'1,甲,20,,\n2,乙,20,,' 45 29 29 29 29
answers 1 "${asked[@]}"
same "the quorum of 45" "$(json 'd["quorum_met"]')" false
decide_on 'places = 1' $'1,甲,40,,\n2,乙,2,,' 45 45 42 43 42
answers 1 "${asked[@]}"
same "a set with more returned than issued" "$(json 'd["next_round"]["kind"]')" set_invalid
decide_on 'places = 1' $'1,甲,30,,\n2,乙,30,,' 45 45 45 45 45
held "${asked[@]}"
same "the tie" "$(json 'd["next_round"]')" '{"kind": "tie", "candidates": [1, 2], "places": 1}'

step "refusals"
while IFS='|' read -r method totals counts; do
    # shellcheck disable=SC2086 # five counts
    decide_on "$method" "$(printf '%b' "$totals")" $counts
    answers 2 "${asked[@]}"
    same "the refusal of $method, $totals, $counts" "$(json 'd["error"]["code"]')" malformed
done <<'CASES'
places = 1|1,甲,3,,|5 6 5 5 5
places = 1|1,甲,3,,|5 5 6 5 5
places = 1|1,甲,3,,|5 5 5 4 5
places = 1|1,甲,6,,|5 5 5 5 5
places = 1|1,甲,0,,|0 0 0 0 0
places = 1|1,甲,3,1,1|5 5 5 5 5
places = 1|1,甲,3,,\n1,乙,2,,|5 5 5 5 5
places = 1|1,甲,three,,|5 5 5 5 5
places = 1|1,甲,3|5 5 5 5 5
ballot = "three_way"|1,甲,3,1,0|5 5 5 5 5
ballot = "three_way"|1,甲,3,,|5 5 5 5 5
quorum = { fraction = "3/2" }|1,甲,3,,|5 5 5 5 5
seats = 1|1,甲,3,,|5 5 5 5 5
CASES
misused "$bin/piaojue" decide --method "$work/method.toml" --totals "$work/totals.csv" --due 5
misused "$bin/piaojue" decide --method "$work/method.toml" --cases "$work/totals.csv"

step "all that is wrong is named at once"
# faults — code@row/column of each.
faults() {
    json '" ".join("{code}@{row}/{column}".format_map(e) for e in d["error"]["errors"])'
}
decide_on $'places = 1\nballot = "three_way"\nthreshold = { fraction = "2" }' \
    $'1,甲,6,0,0\n1,乙,1,x,0\n,丙,2,2,\n4,丁,1,１,1\n5,戊,1,234,1,0\n,,,,' 5 6 7 4 5
answers 2 "${asked[@]}"
same "the faults; the method's style is not known" "$(faults)" \
    "bad_method@None/None figure_above@None/None figure_above@None/None figure_above@None/None \
figure_above@2/C duplicate_number@3/A bad_count@3/D missing_number@4/A wrong_width@6/None"
for said in "$work/method.toml" "present is 6, above due 5" "row 3" "实到 6，多于应到 5；请核对"; do
    [[ $(json 'd["error"]["message"]') == *"$said"* ]] || die "the message does not say $said"
done
same "the files" "$(json 'sorted({str(e["file"]) for e in d["error"]["errors"]})')" \
    "[\"$work/method.toml\", \"$work/totals.csv\", \"None\"]"
decide_on $'places = 1\nballot = "three_way"' $'1,甲,6,0,0\n2,乙,1,x,0\n3,丙,2,2,\n4,丁,1,１,1' 5 5 5 5 5
answers 2 "${asked[@]}"
same "the faults by the style" "$(faults)" "figure_above@2/C bad_count@3/D missing_count@4/E not_the_sum@5/None"
answers 2 "${asked[@]::${#asked[@]}-1}"
same "what people read" "$(grep -c '^✗ ' "$work/err")" 4
grep -q '第 4 行 E 列“abstain” / row 4, column E abstain: 缺票数' "$work/err" || die "the place is not named"
# As Excel saves it in GBK.
decide_on 'places = 1' $'１,甲,3.0,,\r\n02,乙, 2 ,,\r\n,,,,\r' 5 5 5 5 5
iconv -f UTF-8 -t GBK "$work/totals.csv" | sed 's/^no.*/&\r/' >"$work/gbk.csv"
mv "$work/gbk.csv" "$work/totals.csv"
held "${asked[@]}"
same "the choice" "$(chosen)" "[1]"
printf '%s\n' '{"method": {"places": 0}, "totals": [{"no": 0, "approve": 1}, {"approve": -1}, 3],
    "counts": {"due": 1, "present": 1}}' | tr -d '\n' >"$work/cases.jsonl"
answers 2 "$bin/piaojue" decide --cases "$work/cases.jsonl"
same "the faults of a case" "$(faults)" \
    "bad_method@None/None bad_case@None/None bad_case@None/None bad_case@None/None bad_number@1/no \
missing_number@2/no bad_count@2/approve bad_case@3/None"

step "Ninghai's table of 2020: nine rows hold, the misprinted tenth does not"
ninghai=("175,43,4" "161,58,3" "187,34,1" "177,44,1" "161,57,4" "165,57,0" "145,74,3" "159,62,1"
    "168,53,1")
rows=""
for i in "${!ninghai[@]}"; do rows+="$((i + 1)),,${ninghai[i]}"$'\n'; done
decide_on $'places = 10\nballot = "three_way"' "$rows" 240 222 222 222 222
held "${asked[@]}"
decide_on $'places = 10\nballot = "three_way"' "${rows}10,,95,27,0" 240 222 222 222 222
answers 2 "${asked[@]}"
[[ $(json 'd["error"]["message"]') == *"project 10"*"122"* ]] || die "the misprint is not named"

step "the methods to begin with"
rows=""
for i in 1 2 3 4 5 6 7; do rows+="$i,,51,,"$'\n'; done
decide_on "$(<"$root/scripts/sample/methods/default.toml")" "$rows" 51 51 51 51 51
held "${asked[@]}"
same "places left of ten with seven candidates" "$(json 'd["places_left"]')" 3
# Beipo 2019: seven candidates for seven places; 51 voted, at least two had all 51.
decide_on "$(<"$root/scripts/sample/methods/equal-number.toml")" "${rows//,51,,/,51,0,0}" 51 51 51 51 51
held "${asked[@]}"
same "Beipo's choice" "$(chosen)" "[1, 2, 3, 4, 5, 6, 7]"
decide_on "$(<"$root/scripts/sample/methods/three-way.toml")" "${rows//,51,,/,20,31,0}" 51 51 51 51 51
held "${asked[@]}"
same "nobody passes below the majority" "$(chosen)" "[]"

seed=${PJ_TEST_SEED:-$RANDOM}
step "20,000 random cases, seed $seed"
python3 "$root/tests/python/decide_cases.py" make 20000 "$seed" >"$work/cases.jsonl"
held "$bin/piaojue" decide --cases "$work/cases.jsonl"
python3 "$root/tests/python/decide_cases.py" compare "$work/cases.jsonl" "$work/out"
python3 "$root/tests/python/brute_decide.py" "$bin/piaojue" --cases 20000 --seed "$seed"
printf 'nonsense\n' >>"$work/cases.jsonl"
answers 2 "$bin/piaojue" decide --cases "$work/cases.jsonl"
same "lines answered" "$(wc -l <"$work/out")" 20001
step "held"
