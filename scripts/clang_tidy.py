#!/usr/bin/env python3
"""Runs clang-tidy 14 on several files at once and remembers which inputs were found clean.

    scripts/clang_tidy.py --build DIR [--jobs N] [--deep] FILE…

--deep adds the path-sensitive analyzer, at twice the time. DIR holds compile_commands.json. A file
is asked again only when its preprocessed text, its flags, the configuration or clang-tidy has
changed: the stamps under DIR/tidy save time and decide nothing.
Exit 0: clean; 1: warnings, printed; 2: misused.
"""

import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import shlex
import subprocess
import sys
import time

from sources import ROOT

TIDY = "clang-tidy-14"
# The database speaks g++; clang does not know all of its warnings.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error"]
DEEP = "clang-analyzer-core*,clang-analyzer-cplusplus*,clang-analyzer-unix*"
# These files hold all of Asio or of CLI11, and every check walks through it: there bugs alone.
HEAVY = ("server/net/", "server/cli/", "ballot/tools/")
BUGS_ALONE = "-modernize-*,-performance-*,-readability-*,-misc-*"


def commands(build):
    """Source path relative to the repository -> (folder, compiler arguments without the output)."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not path.is_relative_to(ROOT):
            continue
        arguments = entry.get("arguments") or shlex.split(entry["command"])
        if pathlib.Path(arguments[0]).name == "ccache":
            arguments = arguments[1:]
        if "-o" in arguments:
            at = arguments.index("-o")
            arguments = arguments[:at] + arguments[at + 2 :]
        found[path.relative_to(ROOT).as_posix()] = (entry["directory"], arguments)
    return found


def fingerprint(folder, arguments, settings):
    """Hash of everything clang-tidy would see, or None when the file does not even preprocess."""
    preprocess = [argument for argument in arguments if argument != "-c"] + ["-E", "-P"]
    run = subprocess.run(preprocess, cwd=folder, capture_output=True, check=False)
    if run.returncode != 0:
        return None
    digest = hashlib.sha256(settings)
    digest.update("\0".join(arguments).encode())
    digest.update(run.stdout)
    return digest.hexdigest()


def source_hash(name):
    """Comments can hold NOLINT and are not in the preprocessed text."""
    return hashlib.sha256((ROOT / name).read_bytes()).digest()


def checks_for(name, deep):
    """What is asked of this file beyond, or short of, the configuration."""
    if name.startswith(HEAVY):
        return BUGS_ALONE
    return DEEP if deep else ""


def complaints(text):
    """clang-tidy's output without its count of warnings in other people's headers."""
    lines = text.replace(f"{ROOT}/", "").splitlines()
    return "\n".join(line for line in lines if not line.endswith("warnings generated."))


def ask(name, command, build, settings, checks):
    """Returns (name, output or None when clean, seconds)."""
    started = time.monotonic()
    folder, arguments = command
    key = fingerprint(folder, arguments, settings + source_hash(name) + checks.encode())
    stamp = build / "tidy" / key if key else None
    if stamp and stamp.exists():
        return name, None, 0.0
    call = [TIDY, "--quiet", "-p", str(build), *EXTRA, f"--checks={checks}", str(ROOT / name)]
    run = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    clean = run.returncode == 0
    if clean and stamp:
        stamp.touch()
    return name, None if clean else complaints(run.stdout + run.stderr), time.monotonic() - started


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
    settings = version + (ROOT / ".clang-tidy").read_bytes() + repr(EXTRA).encode()
    (build / "tidy").mkdir(exist_ok=True)
    failed, asked, seconds = 0, 0, []
    unknown = [name for name in arguments.files if name not in known]
    for name in unknown:
        print(f"{name}:1: no target compiles this file; add it to a CMakeLists.txt")
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        jobs = [
            pool.submit(ask, name, known[name], build, settings, checks_for(name, arguments.deep))
            for name in arguments.files
            if name in known
        ]
        for job in concurrent.futures.as_completed(jobs):
            name, output, took = job.result()
            asked += took > 0
            seconds.append((took, name))
            if output is not None:
                failed += 1
                print(output)
    slowest = ", ".join(f"{name} {took:.0f} s" for took, name in sorted(seconds)[-3:] if took > 5)
    print(
        f"clang-tidy: {len(jobs)} files, {asked} asked, {failed} with warnings"
        + (f"; slowest: {slowest}" if slowest else "")
    )
    return 1 if failed or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
