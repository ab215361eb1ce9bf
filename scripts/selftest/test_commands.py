"""The checkers as commands: run on a small tree of their own, they find what is broken in it."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[1]
SPEC = "# Spec\n## 1 Refusals\n| 1 | `malformed` |\n"
ERRC = "// crypto/base/errc.hpp — refusals   PROTOCOL.md §1\n#pragma once\n"
ERRC += "enum class Errc : int {\n    malformed = 1,\n};\ninline constexpr int errc_last = 1;\n"
NINJA = "rule cc\n  command = true\nbuild bin/piaojue-verify: cc {}\n"


class Commands(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name).resolve()
        (self.root / "scripts").mkdir()
        for script in SCRIPTS.glob("*.py"):
            shutil.copy(script, self.root / "scripts")
        self.write("docs/PROTOCOL.md", SPEC)
        self.write("crypto/base/errc.hpp", ERRC)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_script(self, script, *arguments):
        command = [sys.executable, "-B", str(self.root / "scripts" / script), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual("", done.stderr)
        return done.returncode, done.stdout.splitlines()

    def test_tidy_passes_a_sound_tree(self):
        self.assertEqual((0, []), self.run_script("tidy.py"))

    def test_tidy_applies_every_family_of_rules(self):
        broken = {
            "crypto/a.cpp": ("// " + "x" * 100 + "\n", "columns"),
            "ballot/b.cpp": ("co_return;\n", "server/net"),
            "scripts/c.py": ("#\n" * 400, "400 lines"),
            "docs/d.md": ("TO" + "DO: finish\n", "unfinished"),
            "server/e.cpp": ("// PROTOCOL.md" + " §7\n", "no section §7"),
            "docs/PROTOCOL.md": (SPEC.replace("| 1 |", "| 2 |"), "malformed is 1 here and 2"),
            "crypto/base/errc.hpp": (ERRC.replace("enum class", "enum"), "no enumerators"),
        }
        for name, (text, part) in broken.items():
            with self.subTest(name):
                path = self.root / name
                before = path.read_text(encoding="utf-8") if path.exists() else None
                self.write(name, text)
                code, lines = self.run_script("tidy.py")
                self.assertEqual(1, code)
                self.assertTrue(any(part in line for line in lines), lines)
                if before is None:
                    path.unlink()
                else:
                    self.write(name, before)

    def test_layers_are_checked_in_the_tree(self):
        self.assertEqual((0, []), self.run_script("check_layers.py"))
        self.write("crypto/a.cpp", "#include <sqlite3.h>\n")
        code, lines = self.run_script("check_layers.py")
        self.assertEqual(1, code)
        self.assertTrue(lines[0].startswith("crypto/a.cpp:1: "), lines)

    def test_the_verifier_is_checked_in_the_build(self):
        build = self.root / "build" / "x"
        self.write("build/x/build.ninja", NINJA.format("ballot/v.o crypto/c.a"))
        self.assertEqual((0, []), self.run_script("check_layers.py", "--build", str(build)))
        self.write("build/x/build.ninja", NINJA.format("ballot/v.o server/s.a"))
        code, lines = self.run_script("check_layers.py", "--build", str(build))
        self.assertEqual((1, 1), (code, len(lines)))
        self.assertIn("links server/s.a", lines[0])
        self.write("build/x/build.ninja", "rule cc\n  command = true\n")
        code, lines = self.run_script("check_layers.py", "--build", str(build))
        self.assertEqual((1, 1), (code, len(lines)))
        self.assertIn("ninja does not know it", lines[0])


if __name__ == "__main__":
    unittest.main()
