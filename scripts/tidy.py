#!/usr/bin/env python3
"""The rules of the house that no compiler knows.

    scripts/tidy.py

C++: lines of at most 100 columns (Python: 120), files under 400 lines, functions under 70,
nothing behind co_await that g++ 12 miscompiles, coroutines in server/net alone and without PJ_TRY,
no PJ_TRY in braces behind a member that its return would leak,
no `using namespace`, no typedef, #pragma once. Everywhere: no marks of unfinished work, no paths of one
machine.
The specification: each section a comment names exists; the refusals and their numbers agree.
Exit 0: held; 1: findings, one a line.
"""

import pathlib
import re
import sys
import unicodedata

from sources import ROOT, Finding, code_only, comments_only, is_cpp, line_of, tracked_files

COLUMNS_MAX = {".cpp": 100, ".hpp": 100, ".py": 120}
FILE_LINES_MAX = 399
FUNCTION_LINES_MAX = 69

# Written in pieces, or this file would find itself.
_MARKS = "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"])
_TOPS = "|".join(["wo" + "rk", "fa" + "rm", "ho" + "me", "ro" + "ot", "Us" + "ers"])
UNFINISHED = re.compile(rf"\b({_MARKS})\b")
MACHINE_PATH = re.compile(rf"(?<![\w.~}})\]\"-])/({_TOPS})/\w|bash_jo" + "bs")
SPEC = "docs/PROTOCOL.md"
ERRC = "crypto/base/errc.hpp"


def columns(line):
    """Width on a screen: a Chinese character takes two columns, a combining mark none."""
    width = 0
    for character in line:
        if unicodedata.combining(character):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def check_size(name, text):
    lines = text.splitlines()
    columns_max = COLUMNS_MAX[pathlib.PurePosixPath(name).suffix]
    findings = [
        Finding(name, number, f"{columns(line)} columns, at most {columns_max}")
        for number, line in enumerate(lines, 1)
        if columns(line) > columns_max
    ]
    if len(lines) > FILE_LINES_MAX:
        findings.append(Finding(name, len(lines), f"{len(lines)} lines, at most {FILE_LINES_MAX}"))
    return findings


_TYPE_HEAD = re.compile(r"\b(namespace|class|struct|union|enum|concept)\b(?![^{]*\)\s*$)")
_INIT_LIST_GOES_ON = re.compile(r"\s*(,|$)")


def _begins_function(header):
    """Whether the text before a brace at namespace or class level is a function's head."""
    header = re.sub(r"template\s*<[^{]*?>\s*", "", header).rstrip()
    return "(" in header and header[-1] not in "(=,[" and not _TYPE_HEAD.search(header)


def functions(code):
    """(begin, end) of every function body in code_only() text; a lambda belongs to its function."""
    found = []
    head_start, depth, begin = 0, 0, 0
    for match in re.finditer(r"[{};]", code):
        at, sign = match.start(), match.group(0)
        if depth:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if depth == 0:
                found.append((begin, at))
                head_start = at + 1
            continue
        header = code[head_start:at]
        if sign == "{" and _begins_function(header):
            begin, depth = at, 1
        elif sign == "{" and found and found[-1][1] + 1 == head_start:
            if _INIT_LIST_GOES_ON.match(header):  # a_{1}, b_{2} { body }
                begin, depth = found.pop()[0], 1
        head_start = at + 1
    return found


def check_functions(name, text):
    code = code_only(text)
    findings = []
    for begin, end in functions(code):
        first, last = line_of(code, begin), line_of(code, end)
        if last - first + 1 > FUNCTION_LINES_MAX:
            message = f"a function of {last - first + 1} lines, at most {FUNCTION_LINES_MAX}"
            findings.append(Finding(name, first, message))
        body = code[begin:end]
        if re.search(r"\bco_(await|return|yield)\b", body) and re.search(r"\bPJ_TRY\b", body):
            findings.append(Finding(name, first, "PJ_TRY in a coroutine: g++ 12 fails on it"))
    return findings


def check_coroutines(name, text):
    code = code_only(text)
    findings = []
    for match in re.finditer(r"\bco_(await|return|yield)\b", code):
        line = line_of(code, match.start())
        if not name.startswith("server/net/"):
            findings.append(Finding(name, line, "coroutines live in server/net"))
        if match.group(1) != "await":
            continue
        rest = code[match.end() :].split(";", 1)[0]
        bad = re.search(r"[{\[?]", rest)
        if bad:
            findings.append(
                Finding(
                    name,
                    line,
                    f"'{bad.group(0)}' between co_await and ';': g++ 12 miscompiles such forms;"
                    " name the lambda, the aggregate or the choice first",
                )
            )
    return findings


def _member_before(code, at):
    """Whether `at` stands in braces behind the comma of an earlier member."""
    depth, comma = 0, False
    for place in range(at - 1, -1, -1):
        sign = code[place]
        if sign in ")}]":
            depth += 1
        elif sign in "([" and depth == 0:
            comma = False  # it parted the arguments of a call
        elif sign in "([{" and depth:
            depth -= 1
        elif sign == "{":
            return comma
        elif sign == ";" and depth == 0:
            return False
        elif sign == "=" and depth == 0 and not re.search(r"\.\w+\s*$", code[:place]):
            return False  # a declaration, and no member of braces
        elif sign == "," and depth == 0:
            comma = True
    return False


def check_members(name, text):
    code = code_only(text)
    message = "PJ_TRY behind an earlier member in braces: when it returns, that member leaks; name it"
    return [
        Finding(name, line_of(code, match.start()), message)
        for match in re.finditer(r"\bPJ_TRY\b", code)
        if _member_before(code, match.start())
    ]


def check_forms(name, text):
    code = code_only(text)
    findings = [
        Finding(name, line_of(code, match.start()), match.group())
        for match in re.finditer(r"\busing\s+namespace\b|(?<!__extension__ )\btypedef\b", code)
    ]
    if name.endswith(".hpp"):
        if "#pragma once" not in code:
            findings.append(Finding(name, 1, "no #pragma once"))
        if not text.startswith(f"// {name} "):
            findings.append(Finding(name, 1, f"a header opens with '// {name} — what it is for'"))
    return findings


def check_marks(name, text):
    findings = []
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            findings.append(Finding(name, number, "a mark of unfinished work: finish it"))
        if MACHINE_PATH.search(line):
            findings.append(Finding(name, number, "a path of one machine"))
    return findings


_SECTION = r"§\s?((?:\d+|[A-Z])(?:\.\d+)*)"
_TAG = re.compile(
    r"PROTOCOL(?:\.md)?,?\s*(" + _SECTION + r"(?:(?:,|\s|/|–|-|and|or|to)*" + _SECTION + r")*)"
    r"|(" + _SECTION + r") of PROTOCOL"
)
_HEADING = re.compile(
    r"^#{1,6}\s+(?:§\s?|Appendix\s+)?((?:\d+|[A-Z])(?:\.\d+)*)(?=[.:)\s]|$)", re.MULTILINE
)


def headings(spec):
    return set(_HEADING.findall(spec))


def check_sections(name, text, known):
    """known: the numbers of the specification's headings."""
    comments = re.sub(r"(?m)^(\s*)//", r"\1  ", comments_only(text)) if is_cpp(name) else text
    findings = []
    for match in _TAG.finditer(comments):
        for number in re.findall(_SECTION, match.group(0)):
            if number not in known:
                line = line_of(comments, match.start())
                findings.append(Finding(name, line, f"{SPEC} has no section §{number}"))
    return findings


_ENUMERATOR = re.compile(r"^\s*([a-z][a-z0-9_]*)\s*=\s*(\d+)\s*,", re.MULTILINE)
_CELL = re.compile(r"^`?([a-z][a-z0-9_]*|\d+)`?$")


def refusals_in_code(header):
    body = re.search(r"enum class Errc[^{]*\{(.*?)\}", code_only(header), re.DOTALL)
    if not body:
        return {}
    return {name: int(number) for name, number in _ENUMERATOR.findall(body.group(1))}


def refusals_in_spec(spec):
    """The table of the section whose heading speaks of refusals: rows with a number and a name."""
    table = {}
    for section in re.split(r"(?m)^(?=#{1,6}\s)", spec):
        if not re.match(r"#{1,6}\s[^\n]*(refusal|error code)", section, re.IGNORECASE):
            continue
        for row in re.findall(r"(?m)^\|(.*)\|\s*$", section):
            cells = [_CELL.match(cell.strip()) for cell in row.split("|")[:2]]
            if len(cells) == 2 and all(cells):
                first, second = (cell.group(1) for cell in cells)
                if first.isdigit() != second.isdigit():
                    number, word = (first, second) if first.isdigit() else (second, first)
                    table[word] = int(number)
    return table


def check_refusals(header, spec):
    code, table = refusals_in_code(header), refusals_in_spec(spec)
    findings = []
    if not code:
        findings.append(Finding(ERRC, 1, "no enumerators found"))
    for word in sorted(code.keys() | table.keys()):
        if code.get(word) != table.get(word):
            findings.append(
                Finding(ERRC, 1, f"{word} is {code.get(word)} here and {table.get(word)} in {SPEC}")
            )
    last = re.search(r"errc_last\s*=\s*(\d+)", header)
    if code and (not last or int(last.group(1)) != max(code.values())):
        findings.append(Finding(ERRC, 1, "errc_last is not the greatest number"))
    return findings


def check_cpp(name, text):
    findings = check_size(name, text) + check_functions(name, text)
    findings += check_coroutines(name, text) + check_members(name, text)
    return findings + check_forms(name, text)


def check_all(texts):
    """texts: path -> content of every tracked text file."""
    findings = []
    spec = texts.get(SPEC)
    if spec is None:
        findings.append(Finding(SPEC, 0, "missing: the specification comes before the code"))
    for name, text in sorted(texts.items()):
        if is_cpp(name):
            findings += check_cpp(name, text)
        elif name.endswith(".py"):
            findings += check_size(name, text)
        findings += check_marks(name, text)
        if spec is not None and (is_cpp(name) or name.endswith((".py", ".ts"))):
            findings += check_sections(name, text, headings(spec))
    if spec is not None:
        findings += check_refusals(texts.get(ERRC, ""), spec)
    return findings


# Other people's words and measured data: not ours to shorten.
NOT_OURS = re.compile(
    r"(LICENSE|.*package-lock\.json|tests/vectors/.*\.(json|txt|hex|rsp)|tests/.*/corpus/.*)$"
)


def main():
    texts = {}
    for name in tracked_files():
        if NOT_OURS.match(name):
            continue
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a binary file
    findings = check_all(texts)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
