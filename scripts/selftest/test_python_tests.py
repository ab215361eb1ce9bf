"""python_tests.py reports each test by itself, and a folder without tests as a failure."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "python_tests.py"
MIXED = """
import unittest
class T(unittest.TestCase):
    def test_a(self): pass
    def test_b(self): self.fail("two is not three")
    @unittest.skip("no")
    def test_c(self): pass
    @unittest.expectedFailure
    def test_d(self): self.fail()
    def test_e(self):
        with self.subTest(1): self.fail()
"""


class PythonTests(unittest.TestCase):
    def run_on(self, text):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "test_x.py").write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, str(SCRIPT), folder], capture_output=True, text=True, check=False
            )
        return done.returncode, [line.split("\t")[0] for line in done.stdout.splitlines()], done

    def test_each_verdict(self):
        code, verdicts, done = self.run_on(MIXED)
        self.assertEqual((1, ["pass", "fail", "skip", "fail", "fail"]), (code, verdicts))
        self.assertIn("two is not three", done.stderr)

    def test_a_sound_folder_passes(self):
        code, verdicts, _ = self.run_on(MIXED.split("    def test_b")[0])
        self.assertEqual((0, ["pass"]), (code, verdicts))

    def test_a_file_that_does_not_load_fails(self):
        code, verdicts, _ = self.run_on("import no_such_module_here\n")
        self.assertEqual((1, ["fail"]), (code, verdicts))

    def test_no_tests_at_all_fail(self):
        code, verdicts, _ = self.run_on("")
        self.assertEqual((1, []), (code, verdicts))


if __name__ == "__main__":
    unittest.main()
