#!/usr/bin/env python3
"""The printed forms of one record, looked at from outside by Poppler.

    forms.py BASE

BASE.json is the object behind the forms; BASE-FORM-LANG.pdf and BASE-FORM-zh in html, csv, docx and xlsx are what was
made of it. On every page: each field that the form must have, each font embedded, no glyph missing, nothing outside the
type area of GB/T 9704 but the line at the foot. An Office file is a whole ZIP of parts that are XML, each part that is
named is there, and a count is a number in it.
Exit 0: all held; 1: the differences, one a line; 2: misused.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any

FORMS = ("result", "internal", "notice", "count", "chair", "attendance", "ballot", "destruction")
POINT = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT = 28 * POINT, 37 * POINT, 156 * POINT, 225 * POINT
# A word's box is as high as its font says, which is more than its ink.
SLACK = 4.0
FOOT = 12 * POINT
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')

COUNTS = {
    "zh": {
        "due": "应到",
        "present": "实到",
        "issued": "发出票",
        "returned": "收回票",
        "cast": "投入票箱",
        "handed_back": "交回未投",
        "outstanding": "未交回",
        "valid": "有效票",
        "void": "无效票",
    },
    "en": {
        "due": "Due",
        "present": "Present",
        "issued": "Ballots issued",
        "returned": "Ballots returned",
        "cast": "Cast",
        "handed_back": "Handed back unused",
        "outstanding": "Outstanding",
        "valid": "Valid ballots",
        "void": "Void ballots",
    },
}
SIGNERS = {"zh": ("总监票人", "监票人", "计票人", "签名日期"), "en": ("Chief scrutineer", "Counting staff", "Date")}
TITLES = {
    "zh": ("票决结果报告单", "票决情况完整报告", "公告", "选票清点报告", "宣布票决结果")
    + ("代表出席情况表", "票决票", "销毁登记表"),
    "en": ("Result report form", "Full report", "Public notice", "Count of the ballots", "Announcement of the result")
    + ("Attendance", "Ballot paper", "Record of destruction"),
}

DESTROYED = {"zh": ("票决票和票条", "监票人的密钥文件", "闭会后一个月"), "en": ("Ballot papers", "share files")}

# The head and the foot of a page, without white space.
EVERY_PAGE = re.compile(r"^(样例大会非真实票决|SAMPLECONGRESS,notarealvote)|(记录|Record)[0-9A-F]{24}(第|Page).{1,12}$")


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def bare(text: str) -> str:
    """Without white space: where a line is broken does not matter."""
    return re.sub(r"\s+", "", text)


def grouped(digest: str) -> str:
    return " ".join(digest[i : i + 4] for i in range(0, 64, 4)).upper()


def named(item: dict[str, Any], key: str, lang: str) -> str:
    """In English by the second language, where there is one."""
    return (lang == "en" and item[key + "2"]) or item[key]


def expected(data: dict[str, Any], form: str, lang: str) -> list[str]:
    """Texts that must stand on the form, in any order."""
    texts = [named(data, "congress", lang), TITLES[lang][FORMS.index(form)]]
    chosen = [named(project, "name", lang) for project in data["final"]["chosen"]]
    if form in ("notice", "chair"):
        texts += chosen
    if form == "notice":
        texts += ["现予公告" if lang == "zh" else "made public", grouped(data["record_sha256"])]
    if form == "destruction":
        texts += [*DESTROYED[lang], *SIGNERS[lang][::3]]
    if form == "ballot" and data["rounds"]:
        texts += ballot_texts(data["rounds"][-1], lang)
    for held in data["rounds"]:
        if form == "attendance":
            texts += attendance_texts(held, lang)
        if form in ("result", "internal", "count"):
            texts += [named(held, "title", lang), grouped(held["manifest_sha256"]), grouped(held["result_sha256"])]
            texts += [f"{label}{held['counts'][key]}" for key, label in COUNTS[lang].items()]
            texts += SIGNERS[lang]
        if form in ("result", "internal"):
            for project in held["projects"]:
                votes = [project["approve"], project["oppose"], project["abstain"]]
                shown = votes if project["oppose"] is not None else votes[:1]
                share = f"{project['share_tenths'] // 10}.{project['share_tenths'] % 10}%"
                texts += [named(project, "name", lang), "".join(map(str, shown)) + share]
    if form == "internal":
        texts += batch_texts(data, lang)
        texts += [person["name"] for person in data["people"]] + [check["name"] for check in data["checks"]]
    return texts


def batch_texts(data: dict[str, Any], lang: str) -> list[str]:
    """Of each batch of sheets a row: its numbers, and who keyed it."""
    name = {person["person"]: person["name"] for person in data["people"]}
    keys = ("batch", "issued", "returned", "void_over", "void_unreadable", "void_marked", "void_blank")
    texts = []
    for batch in (batch for held in data["rounds"] if held["paper"] for batch in held["paper"]["batches"]):
        keyed = ("、" if lang == "zh" else ", ").join(name[person] for person in batch["keyed"])
        texts.append("".join(str(batch[key]) for key in keys) + keyed)
    return texts


def ballot_texts(held: dict[str, Any], lang: str) -> list[str]:
    """The rule, each project in candidate order with its boxes, the first 96 bits of the manifest hash."""
    style, least = held["method"]["ballot"], str(held["method"]["max_approvals"])
    boxes = "□" * (3 if style.startswith("three") else 1)
    by_no = sorted(held["projects"], key=lambda project: project["no"])
    texts = [f"{project['no']}{named(project, 'name', lang)}{boxes}" for project in by_no]
    if style in ("choose_up_to", "three_way_capped"):
        texts.append(f"最多{least}项" if lang == "zh" else f"at most {least}")
    return texts + [grouped(held["manifest_sha256"])[:29]]


def attendance_texts(held: dict[str, Any], lang: str) -> list[str]:
    counts, lines = held["counts"], held["attendance"]
    if [line["deputy"] for line in lines] != list(range(1, counts["due"] + 1)):
        return ["an attendance of every deputy by number"]
    if sum(line["present"] for line in lines) != counts["present"]:
        return ["as many present as were counted"]
    texts = [f"{COUNTS[lang][key]}{counts[key]}" for key in ("due", "present")]
    for line in lines:
        if not line["present"]:
            texts.append(f"{line['deputy']}—" + ("缺席" if lang == "zh" else "Absent"))
    return texts


def absent(data: dict[str, Any], form: str) -> list[str]:
    """Texts that must not: the notice names what was chosen alone, the count no project."""
    chosen = {project["name"] for project in data["final"]["chosen"]}
    names = {project["name"] for held in data["rounds"] for project in held["projects"]}
    if form == "notice":
        return sorted(names - chosen)
    return sorted(names) if form in ("count", "attendance", "destruction") else []


def check_fonts(path: Path) -> list[str]:
    lines = run("pdffonts", str(path)).splitlines()[2:]
    found = [] if lines else ["no font at all"]
    for line in lines:
        # name, type, encoding, emb, sub, uni and the two numbers of its object
        embedded, subset, unicode = line.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            found.append(f"a font that is not embedded, or not to be read: {line}")
    return found


def check_boxes(path: Path) -> list[str]:
    """Nothing outside the type area but one line below it."""
    found, words = [], 0
    for number, page in enumerate(run("pdftotext", "-bbox", str(path), "-").split("<page ")[1:], 1):
        for match in WORD.finditer(page):
            words += 1
            left, top, right, bottom = (float(match.group(i)) for i in range(1, 5))
            below = top > TOP + HEIGHT - SLACK and bottom < TOP + HEIGHT + FOOT
            inside = top >= TOP - SLACK and bottom <= TOP + HEIGHT + SLACK
            if left < LEFT - 1 or right > LEFT + WIDTH + 1 or not (inside or below):
                found.append(f"page {number}: outside the type area: {match.group(5)} {left, top, right, bottom}")
    return found if words else ["no words"]


def check_pdf(base: str, data: dict[str, Any], form: str, lang: str) -> list[str]:
    path = Path(f"{base}-{form}-{lang}.pdf")
    # In the order of the file: a name that takes several lines of its cell is whole.
    pages = [bare(page) for page in run("pdftotext", "-raw", str(path), "-").split("\f")[:-1]]
    # What goes over the end of a page is whole without what every page has.
    text = "".join(EVERY_PAGE.sub("", page) for page in pages)
    found = [f"not found: {want}" for want in expected(data, form, lang) if bare(want) not in text]
    found += [f"must not be there: {name}" for name in absent(data, form) if bare(name) in text]
    if "\ufffd" in text or "\0" in text:
        found.append("a glyph without its character")
    for number, page in enumerate(pages, 1):
        foot = f"第{number}页共{len(pages)}页" if lang == "zh" else f"Page{number}of{len(pages)}"
        if foot not in page:
            found.append(f"page {number} does not say {foot}")
        if data["sample"] and ("样例大会" if lang == "zh" else "SAMPLECONGRESS") not in page:
            found.append(f"page {number} does not say that it is a sample")
    found += check_fonts(path) + check_boxes(path)
    return [f"{path.name}: {what}" for what in found]


def check_texts(base: str, data: dict[str, Any], form: str) -> list[str]:
    found = []
    for suffix in ("html", "csv"):
        path = Path(f"{base}-{form}-zh.{suffix}")
        text = re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
        text = bare(text.replace(",", ""))
        wanted = expected(data, form, "zh") if suffix == "html" else in_body(data, form)
        found += [f"{path.name}: not found: {want}" for want in wanted if bare(want) not in text]
        found += [f"{path.name}: must not be there: {name}" for name in absent(data, form) if bare(name) in text]
    return found


def office_text(path: Path) -> str:
    """The text of the parts, in order."""
    main_part = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}[path.suffix]
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise ValueError("a damaged part")
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    for override in parts["[Content_Types].xml"].iter():
        if "PartName" in override.attrib and override.attrib["PartName"][1:] not in parts:
            raise ValueError(f"no part {override.attrib['PartName']}")
    whole = parts[main_part]
    return "".join(element.text or "" for element in whole.iter() if element.tag.split("}")[1] in ("t", "v"))


def numbers_of(path: Path) -> set[int]:
    with zipfile.ZipFile(path) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return {int(element.text or "") for element in sheet.iter() if element.tag.endswith("}v")}


def cut_cells(path: Path) -> list[str]:
    """Cells beside others whose text does not fit into the lines of their row, and a sheet wider than its page."""
    with zipfile.ZipFile(path) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = [] if any(element.get("fitToPage") == "1" for element in sheet.iter()) else ["wider than a page"]
    widths = [float(element.get("width", "0")) for element in sheet.iter() if element.tag.endswith("}col")]
    for row in (element for element in sheet.iter() if element.tag.endswith("}row")):
        texts = ["".join(cell.itertext()) for cell in row]
        lines = float(row.get("ht", "15")) // 15
        for text, width in zip(texts, widths) if len(texts) > 1 else ():
            drawn = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
            if drawn > width * lines:
                found.append(f"cut: {text}")
    return found


def check_office(base: str, data: dict[str, Any], form: str) -> list[str]:
    found = []
    for suffix in ("docx", "xlsx"):
        path = Path(f"{base}-{form}-zh.{suffix}")
        text = bare(office_text(path))
        found += [f"{path.name}: not found: {want}" for want in in_body(data, form) if bare(want) not in text]
        found += [f"{path.name}: must not be there: {name}" for name in absent(data, form) if bare(name) in text]
    found += [f"{base}-{form}-zh.xlsx: {fault}" for fault in cut_cells(Path(f"{base}-{form}-zh.xlsx"))]
    if form == "count" and data["rounds"]:
        counts = set(data["rounds"][0]["counts"].values()) - {None}
        if not counts & numbers_of(Path(f"{base}-count-zh.xlsx")) >= {data["rounds"][0]["counts"]["due"]}:
            found.append(f"{base}-count-zh.xlsx: counts are no numbers")
    return found


def in_body(data: dict[str, Any], form: str) -> list[str]:
    """What does not stand at the foot of a page."""
    texts = expected(data, form, "zh")
    return texts[:-1] if form == "ballot" and data["rounds"] else texts


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    base = arguments[0]
    data = json.loads(Path(f"{base}.json").read_text(encoding="utf-8"))
    found = []
    for form in FORMS:
        for lang in ("zh", "en"):
            found += check_pdf(base, data, form, lang)
        found += check_texts(base, data, form) + check_office(base, data, form)
    for difference in found:
        print(difference)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
