"""What the checkers share: the project's own files, and C++ text without comments and literals."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
CPP_SUFFIXES = {".cpp", ".hpp"}
UNTRACKED_FOLDERS = {".git", "build", "node_modules", "dist", "__pycache__"}


class Finding:
    """One broken rule, printed in the form editors jump to."""

    def __init__(self, path, line, message):
        self.path, self.line, self.message = str(path), line, message

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def tracked_files(root=ROOT):
    """Tracked files that exist, as relative POSIX paths; in an unpacked archive every file."""
    if (root / ".git").exists():
        command = ["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z"]
        listed = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        names = [name for name in listed.split("\0") if name]
    else:
        names = [
            path.relative_to(root).as_posix()
            for path in root.rglob("*")
            if not UNTRACKED_FOLDERS & set(path.relative_to(root).parts)
        ]
    return sorted(name for name in names if (root / name).is_file())


def is_cpp(name):
    return pathlib.PurePosixPath(name).suffix in CPP_SUFFIXES


def line_of(text, position):
    return text.count("\n", 0, position) + 1


# A raw string, a string, a character, a comment: whichever begins first.
_TOKEN = re.compile(
    r"""(?P<raw>(?:u8|[uUL])?R"(?P<mark>[^\s()\\"]{0,16})\(.*?\)(?P=mark)")
      | (?P<number>\b\d[\w.]*(?:'[\w.]+)*)
      | (?P<text>"(?:\\.|[^"\\\n])*")
      | (?P<char>'(?:\\.|[^'\\\n])+')
      | (?P<comment>//[^\n]*|/\*.*?\*/)""",
    re.VERBOSE | re.DOTALL,
)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """The text with comments and the insides of literals blanked; every position stays the same."""

    def replace(match):
        found = match.group(0)
        if match.lastgroup == "number":
            return found
        if match.group("comment"):
            return _blank(found)
        quote = "'" if match.group("char") else '"'
        return quote + _blank(found[1:-1]) + quote

    return _TOKEN.sub(replace, text)


def comments_only(text):
    """The opposite: everything but the comments blanked."""
    kept = list(_blank(text))
    for match in _TOKEN.finditer(text):
        if match.group("comment"):
            kept[match.start() : match.end()] = match.group(0)
    return "".join(kept)
