#!/usr/bin/env python3
"""Runs clang-tidy 14 on several files at once and remembers which inputs were found clean.

    scripts/clang_tidy.py --build DIR [--jobs N] [--deep] FILE…

--deep adds the path-sensitive analyzer and some checks of its kind, at twice the time. DIR holds
compile_commands.json. The files of a target are asked several at a time, as one translation unit:
most of the work is in the headers that they share. A unit is asked again only when a file in it, a
header of ours that it reaches, its flags, the configuration or an installed package has changed: the
stamps under DIR/tidy save time and decide nothing.
Exit 0: clean; 1: warnings, printed; 2: misused.
"""

import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import time

from sources import ROOT

TIDY = "clang-tidy-14"
# The database speaks g++; clang does not know all of its warnings.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error"]
DEEP = (
    "clang-analyzer-core*,clang-analyzer-cplusplus*,clang-analyzer-unix*,bugprone-infinite-loop,"
    "bugprone-sizeof-expression,bugprone-unused-raii,readability-container-size-empty"
)
# These files hold all of Asio or of CLI11, and every check walks through it: there bugs alone, and
# each by itself.
HEAVY = ("server/net/", "server/cli/", "ballot/tools/")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)
BUGS_ALONE = "-modernize-*,-performance-*,-readability-*,-misc-*"
UNIT_FILES_MAX = 20


def commands(build):
    """Source path relative to the repository -> (folder of its target's objects, arguments)."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not path.is_relative_to(ROOT):
            continue
        arguments = entry.get("arguments") or shlex.split(entry["command"])
        if pathlib.Path(arguments[0]).name == "ccache":
            arguments = arguments[1:]
        at = arguments.index("-o")
        target = arguments[at + 1].split(".dir/")[0]
        found[path.relative_to(ROOT).as_posix()] = target, tuple(arguments[1:at])
    return found


def units(names, known):
    """The files in groups of one target and equal flags, each group to be asked at once."""
    groups = {}
    for name in names:
        alone = name if name.startswith(HEAVY) else ""
        groups.setdefault((known[name], alone), []).append(name)
    for group in groups.values():
        # As even as it goes: the last of many jobs should not be the longest.
        parts = -(-len(group) // UNIT_FILES_MAX)
        for part in range(parts):
            yield group[part::parts]


def reached(name):
    """The file and every header of ours behind it, by name."""
    found, waiting = {name}, [name]
    while waiting:
        for match in INCLUDE.finditer((ROOT / waiting.pop()).read_text(encoding="utf-8")):
            included = match.group(1)
            if included not in found and (ROOT / included).is_file():
                found.add(included)
                waiting.append(included)
    return sorted(found)


def fingerprint(unit, arguments, settings):
    """Hash of everything that clang-tidy would see."""
    digest = hashlib.sha256(settings)
    digest.update("\0".join(arguments).encode())
    for name in unit:
        for file in reached(name):
            digest.update(file.encode() + b"\0" + (ROOT / file).read_bytes())
    return digest.hexdigest()


def installed_packages():
    """What the headers of others, the compiler's among them, come from."""
    listing = subprocess.run(["dpkg-query", "-W"], capture_output=True, check=False)
    return hashlib.sha256(listing.stdout).digest()


def checks_for(name, deep):
    """What is asked of this file beyond, or short of, the configuration."""
    if name.startswith(HEAVY):
        return BUGS_ALONE
    return DEEP if deep else ""


def complaints(text):
    """clang-tidy's output without its count of warnings in other people's headers."""
    lines = text.replace(f"{ROOT}/", "").splitlines()
    return "\n".join(line for line in lines if not line.endswith("warnings generated."))


def ask(unit, arguments, build, settings, checks):
    """Returns (unit, output or None when clean, seconds)."""
    started = time.monotonic()
    mark = fingerprint(unit, arguments, settings + checks.encode())
    stamp = build / "tidy" / mark
    if stamp.exists():
        return unit, None, 0.0
    source = stamp.with_suffix(".cpp")
    source.write_text("".join(f'#include "{ROOT / name}"\n' for name in unit), encoding="utf-8")
    call = [TIDY, "--quiet", *EXTRA, f"--checks={checks}", str(source), "--", *arguments]
    run = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    source.unlink()
    clean = run.returncode == 0
    if clean:
        stamp.touch()
    return unit, None if clean else complaints(run.stdout + run.stderr), time.monotonic() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--deep", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    known = commands(build)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    settings = b"".join(
        (version, (ROOT / ".clang-tidy").read_bytes(), repr(EXTRA).encode(), installed_packages())
    )
    (build / "tidy").mkdir(exist_ok=True)
    failed, asked, seconds = 0, 0, []
    unknown = [name for name in arguments.files if name not in known]
    for name in unknown:
        print(f"{name}:1: no target compiles this file; add it to a CMakeLists.txt")
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        jobs = [
            pool.submit(
                ask, unit, known[unit[0]][1], build, settings, checks_for(unit[0], arguments.deep)
            )
            for unit in units([name for name in arguments.files if name in known], known)
        ]
        for job in concurrent.futures.as_completed(jobs):
            unit, output, took = job.result()
            asked += len(unit) if took > 0 else 0
            seconds.append((took, unit[0] + (f" + {len(unit) - 1}" if len(unit) > 1 else "")))
            if output is not None:
                failed += 1
                print(output)
    slowest = ", ".join(f"{name} {took:.0f} s" for took, name in sorted(seconds)[-3:] if took > 5)
    print(
        f"clang-tidy: {len(arguments.files)} files, {asked} asked, {failed} units with warnings"
        + (f"; slowest: {slowest}" if slowest else "")
    )
    return 1 if failed or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
