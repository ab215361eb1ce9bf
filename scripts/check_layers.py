#!/usr/bin/env python3
"""Refuses includes and links that go against the layers.

    scripts/check_layers.py [--build DIR]

crypto <- ballot <- server; nothing includes tests. Inside server: net > http > rooms > db, and who
voted (roll) never meets what was voted (box). Beast and Asio stay in server/net, SQLite in
server/db, CLI11 in server/cli, pugixml in server/imports, Cairo and Pango in ballot/forms,
libzip and fontconfig in these two, the functional core touches no clock, file or thread. With
--build the same is asked of the linker: piaojue-verify consists of ballot and crypto alone, without
the forms.
Exit 0: held; 1: findings, one a line; 2: misused.
"""

import argparse
import pathlib
import re
import subprocess
import sys

from sources import ROOT, Finding, code_only, is_cpp, line_of, tracked_files

LAYERS = {
    "crypto": {"crypto"},
    "ballot": {"crypto", "ballot"},
    "server": {"crypto", "ballot", "server"},
}
ROOMS = {"hall", "roll", "box", "log", "tally", "forms", "imports", "audit"}
# Folder of server -> folders of server it may include beside itself; None: all. The empty name is
# server/ itself, the top.
SERVER = {
    "": None,
    "commands": None,
    "net": {"http"},
    "http": ROOMS,
    "db": set(),
    "cli": set(),
    # The other side of the wire: what a deputy's or a teller's machine runs knows no room of the
    # server, and the simulated congress reaches the server as they do.
    "client": {"net"},
    "kiosk": {"client", "net"},
    # Its console is a page that it serves itself.
    "teller": {"client", "cli", "imports", "net", "http"},
    "simulate": {"client", "teller", "imports"},
    **{room: ROOMS | {"db"} for room in ROOMS},
    # Tables that people write: bytes in, records out, for every side.
    "imports": set(),
}
# Who and what: no file of one may reach a file of the other, however long the way.
APART = [("server/roll/", "server/box/"), ("server/box/", "server/roll/")]

BEAST = re.compile(r"boost/(beast|asio)\b")
TABLES = re.compile(r"(zip\.h|pugixml\.hpp|fontconfig/.*)$")
FONTS = re.compile(r"(zip\.h|fontconfig/.*)$")
BEAST_FILES_MAX = 5  # each costs about 1 GB and 20 s to compile
STANDARD = re.compile(r"[a-z_]+$")  # no dot, no slash: the standard library
IMPURE = re.compile(
    r"(chrono|condition_variable|ctime|filesystem|fstream|future|iostream|random|thread)$"
)
# The three places of the core that stand for the outside world.
IMPURE_ALLOWED = re.compile(r"(crypto/base/(assert|clock|rng)\.[ch]pp|ballot/tools/.*)$")
THIRD_PARTY = {
    "crypto": re.compile(r"(sodium(\.h|/.*)|openssl/.*|tl/expected\.hpp|fmt/.*)$"),
    "ballot": re.compile(r"$^"),
    "ballot/forms": re.compile(r"(cairo/.*|pango/.*|fontconfig/.*|zip\.h|fmt/.*)$"),
    "ballot/tools": re.compile(r"(CLI/.*|fmt/.*|boost/json(\.hpp|/.*)|unistd\.h|sys/.*)$"),
}

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


def includes_of(text):
    """(line, path, is_quoted) of every include that is not in a comment."""
    bare = code_only(text)
    found = []
    for match in _INCLUDE.finditer(text):
        if bare[match.start() : match.start(1)].strip().startswith("#"):
            found.append((line_of(text, match.start()), match.group(2), match.group(1) == '"'))
    return found


def server_folder(name):
    parts = name.split("/")
    return parts[1] if len(parts) > 2 else ""


def private_owner(included):
    """The folder to which a detail/ header is private, or None."""
    head, mark, _ = included.partition("/detail/")
    return head + "/" if mark else None


def check_own(name, included, files):
    """Rules for an include of a file of ours; returns what is wrong or None."""
    layer, target = name.split("/")[0], included.split("/")[0]
    if included not in files:
        return f'"{included}" is not a file under the repository root; name includes from there'
    if layer == "tests":
        return None
    if target == "tests":
        return f'"{included}": nothing includes tests'
    if target not in LAYERS.get(layer, ()):
        return f'"{included}": {layer} may not include {target}'
    owner = private_owner(included)
    if owner and not name.startswith(owner):
        return f'"{included}" is private to {owner}'
    if included.startswith("ballot/tools/") and not name.startswith(("ballot/tools/", "server/")):
        return f'"{included}": the rules of a vote do not know their tools'
    if included.startswith("ballot/forms/") and not name.startswith(("ballot/forms/", "server/")):
        return f'"{included}": the rules of a vote do not know its forms'
    if layer == target == "server":
        allowed = SERVER[server_folder(name)]
        if allowed is not None and server_folder(included) not in allowed | {server_folder(name)}:
            return f'"{included}": server/{server_folder(name)} may not include it'
    return None


def check_foreign(name, included):
    """Rules for an include of somebody else's header; returns what is wrong or None."""
    layer = name.split("/")[0]
    if layer == "tests":
        return None
    if BEAST.match(included) and not name.startswith("server/net/"):
        return f"<{included}>: Beast and Asio stay in server/net"
    if included.startswith("CLI/") and not name.startswith(("server/cli/", "ballot/tools/")):
        return f"<{included}>: CLI11 stays in server/cli and in the verifier's main"
    if included == "sqlite3.h" and not name.startswith("server/db/"):
        return f"<{included}>: SQLite stays in server/db"
    of_forms = FONTS.match(included) and name.startswith("ballot/forms/")
    if TABLES.match(included) and not name.startswith("server/imports/") and not of_forms:
        return f"<{included}>: workbooks and fonts stay in server/imports"
    if layer not in ("crypto", "ballot"):
        return None
    folder = name.rpartition("/")[0]
    place = folder if folder in THIRD_PARTY else layer
    if IMPURE.match(included) and not IMPURE_ALLOWED.match(name):
        return f"<{included}>: {layer} does no I/O, reads no clock, starts no thread"
    if not STANDARD.match(included) and not THIRD_PARTY[place].match(included):
        return f"<{included}>: not among the libraries of {place}"
    return None


def closure(start, graph):
    """Every file of ours that start reaches, with the file that led there."""
    came_from, waiting = {start: None}, [start]
    while waiting:
        name = waiting.pop()
        for _, included, quoted in graph.get(name, ()):
            if quoted and included in graph and included not in came_from:
                came_from[included] = name
                waiting.append(included)
    return came_from


def way(came_from, end):
    steps = [end]
    while came_from[steps[-1]] is not None:
        steps.append(came_from[steps[-1]])
    return " <- ".join(steps)


def check_closures(graph):
    findings, beast_users = [], []
    for name in sorted(graph):
        reached = closure(name, graph)
        for here, there in APART:
            if name.startswith(here):
                for met in sorted(other for other in reached if other.startswith(there)):
                    message = f"{here} reaches {there}: {way(reached, met)}"
                    findings.append(Finding(name, 1, message))
        through = [n for n in reached if any(BEAST.match(i) for _, i, _ in graph[n])]
        if through and name.endswith(".cpp") and not name.startswith("tests/"):
            beast_users.append(name)
            if not name.startswith("server/net/"):
                message = f"reaches Beast: {way(reached, sorted(through)[0])}"
                findings.append(Finding(name, 1, message))
    if len(beast_users) > BEAST_FILES_MAX:
        message = f"{len(beast_users)} files compile Beast, at most {BEAST_FILES_MAX}"
        findings.append(Finding(beast_users[-1], 1, message))
    return findings


def check_includes(texts):
    """texts: path -> content of every C++ file of ours."""
    findings = []
    graph = {name: includes_of(text) for name, text in texts.items()}
    for name, includes in sorted(graph.items()):
        if name.startswith("server/") and server_folder(name) not in SERVER:
            message = "a new folder of server: give it a row in scripts/check_layers.py"
            findings.append(Finding(name, 1, message))
            continue
        for line, included, quoted in includes:
            wrong = check_own(name, included, texts) if quoted else check_foreign(name, included)
            if wrong:
                findings.append(Finding(name, line, wrong))
    return findings + check_closures(graph)


def check_verifier_inputs(inputs):
    """inputs: what ninja says piaojue-verify is made of."""
    findings = []
    ours = [path for path in inputs if path.endswith((".o", ".a")) and not path.startswith("/")]
    for path in ours:
        if not path.startswith(("crypto/", "ballot/")) or path.startswith("ballot/forms/"):
            message = f"links {path}; it may hold ballot and crypto only, no forms"
            findings.append(Finding("piaojue-verify", 0, message))
    if not ours:
        findings.append(Finding("piaojue-verify", 0, "links nothing of ours"))
    return findings


def check_verifier_link(build):
    command = ["ninja", "-C", str(build), "-t", "inputs", "bin/piaojue-verify"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        message = asked.stderr.strip().splitlines() or ["?"]
        return [Finding("piaojue-verify", 0, f"{build}: ninja does not know it: {message[-1]}")]
    return check_verifier_inputs(asked.stdout.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, help="a configured build folder")
    arguments = parser.parse_args()
    names = [name for name in tracked_files() if is_cpp(name)]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in names}
    findings = check_includes(texts)
    if arguments.build:
        findings += check_verifier_link(arguments.build)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
