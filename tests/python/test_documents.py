"""The operations manual says in Chinese what it says in English: same parts, same tables, same commands."""

import re
import unittest
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def lines(name):
    return (DOCS / name).read_text(encoding="utf-8").splitlines()


def heading_levels(name):
    return [len(line) - len(line.lstrip("#")) for line in lines(name) if line.startswith("#")]


def first_cells(name):
    """Of each row of a table what its first cell has between backquotes; words differ by language."""
    return [re.findall(r"`([^`]*)`", line.split("|")[1]) for line in lines(name) if line.startswith("|")]


def options(name):
    return sorted(set(re.findall(r"--[a-z][a-z0-9-]+", "\n".join(lines(name)))))


class Operations(unittest.TestCase):
    def same(self, told):
        self.assertEqual(told("OPERATIONS.md"), told("OPERATIONS.zh.md"))

    def test_the_same_parts_in_the_same_order(self):
        self.same(heading_levels)

    def test_the_same_tables_row_by_row(self):
        self.same(first_cells)

    def test_the_same_options(self):
        self.same(options)


if __name__ == "__main__":
    unittest.main()
