"""The verifier on the example record: good, flipped, cut; the command line; the specification's own tables."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import make_example
import mutate
from piaojue import merkle, note, refusal
from piaojue.ballot import tracking_code
from piaojue.maker import annotate
from piaojue.maker.stream import DEFAULT_SEED
from piaojue.record import Record, leaf_data, read_record
from piaojue.refusal import Refusal
from piaojue.verifier import verdict
from piaojue.verifier.log import Walker

from support import VECTORS, unhex, vectors

HERE = Path(__file__).resolve().parent
PROTOCOL = (HERE.parents[1] / "docs" / "PROTOCOL.md").read_text(encoding="utf-8")
RECORD = VECTORS / "piaojue_example_record.bin"


def section(number: int) -> str:
    return PROTOCOL.partition(f"\n## {number} ")[2].partition("\n## ")[0]


class Tables(unittest.TestCase):
    """This implementation names what the specification names."""

    def test_check_names(self) -> None:
        table = section(12).partition("| check | holds iff |")[2]
        self.assertEqual(re.findall(r"^\| (\w+) \|", table, re.M), list(verdict.checks(True, True)))

    def test_refusals(self) -> None:
        rows = re.findall(r"^\| (\d+) \| (\w+) \|", section(13), re.M)
        self.assertEqual({name: int(code) for code, name in rows}, refusal.NAMES)

    def test_every_tag_in_use_is_listed(self) -> None:
        listed = set(re.findall(r"[\w-]+", section(14).partition("followed by:")[2].partition("Proof sessions")[0]))
        sources = [path.read_text(encoding="utf-8") for path in (HERE / "piaojue").glob("*.py")]
        used = {tag for source in sources for tag in re.findall(r'"piaojue/v1/([\w-]+)"', source)}
        self.assertGreater(len(used), 15)
        self.assertLessEqual(used, listed)


class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        if not RECORD.exists():
            raise unittest.SkipTest("the example record is not there")
        cls.data = RECORD.read_bytes()
        cls.json = vectors("piaojue_example_record.json")

    def test_it_is_valid_and_anchored_by_its_manifest_hash(self) -> None:
        found = verdict.verify(self.data, unhex(self.json["hashes"]["manifest_hash"]))
        self.assertEqual(found, self.json["verify"])
        self.assertTrue(found["valid"] and found["anchored"])

    def test_without_the_hash_it_is_valid_but_not_anchored(self) -> None:
        found = verdict.verify(self.data)
        self.assertTrue(found["valid"])
        self.assertFalse(found["anchored"])

    def test_another_hash_is_refused(self) -> None:
        found = verdict.verify(self.data, bytes(32))
        failed = [check["name"] for check in found["checks"] if not check["passed"]]
        self.assertEqual((found["valid"], failed), (False, ["expected_manifest"]))

    def test_several_processes_find_the_same(self) -> None:
        self.assertEqual(verdict.verify(self.data, processes=2), verdict.verify(self.data))

    def test_totals_are_what_the_deputies_marked(self) -> None:
        row = self.json["verify"]["rounds"][0]
        self.assertEqual([p["approve"] for p in row["projects"]], [2, 0, 1])
        self.assertEqual((row["cast"], row["handed_back"], row["blank"], row["valid"]), (3, 1, 1, 3))

    def test_every_entry_is_cut_into_fields_without_a_rest(self) -> None:
        record = read_record(self.data)
        manifest = Walker(record.entries).walk().rounds[0].manifest
        for entry in record.entries:
            self.assertEqual(b"".join(data for _, data in annotate.fields_of(entry, manifest)), entry)

    def test_every_entry_about_paper_too(self) -> None:
        for name in ("record", "entered", "alone", "too_many"):
            record = read_record((VECTORS / f"piaojue_paper_{name}.bin").read_bytes())
            manifest = Walker(record.entries).walk().rounds[0].manifest
            for entry in record.entries:
                self.assertEqual(b"".join(data for _, data in annotate.fields_of(entry, manifest, True)), entry)

    def test_receipts_hold_offline(self) -> None:
        """§10.3: from ballot id, congress entry and the receipt; cosigners are the business of cosignatures."""
        congress = Walker(read_record(self.data).entries).walk().congress
        for row in self.json["ballots"]:
            extra, index, proof, checkpoint = note.read_tlog_proof(row["receipt"])
            leaf = merkle.leaf_hash(b"\x09" + unhex(row["ballot_id"]) + extra)
            self.assertTrue(merkle.verify_inclusion(leaf, index, checkpoint.size, proof, checkpoint.root))
            self.assertTrue(checkpoint.log_signed(congress.log_key))
            self.assertEqual(tracking_code(unhex(row["ballot_id"])), row["tracking_code"])

    def test_the_form_for_tellers_is_not_valid(self) -> None:
        """The same form with fewer entries, under a good checkpoint, is evidence only (§12)."""
        record = read_record(self.data)
        for row in self.json["entries"]:
            if row["type"] == "closing":
                part = record.entries[: row["index"] + 1]
        root = merkle.root_of([merkle.leaf_hash(leaf_data(entry)) for entry in part])
        origin = Walker(part).walk().congress.origin
        seed = unhex(self.json["secrets"]["log_seed"])
        evidence = Record(part, note.sign_checkpoint(origin, len(part), root, seed).encode()).encode()
        found = verdict.verify(evidence)
        failed = {check["name"] for check in found["checks"] if not check["passed"]}
        self.assertFalse(found["valid"])
        self.assertLessEqual({"log_order", "cosignatures", "tally", "report", "publication"}, failed)
        self.assertFalse({"log_root", "statements", "log_signature", "ballot_proofs", "tokens", "counts"} & failed)


class Broken(unittest.TestCase):
    """Any changed, cut or appended byte: refused, or not valid."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.data = RECORD.read_bytes()

    def accepted(self, data: bytes) -> bool:
        try:
            return bool(verdict.verify(data)["valid"])
        except Refusal:
            return False

    def test_one_byte_changed_in_every_entry_and_in_the_checkpoint(self) -> None:
        seed = 20250301
        rng, at = random.Random(seed), 14
        record = read_record(self.data)
        for length in [*map(len, record.entries), len(record.checkpoint)]:
            place = at + 4 + rng.randrange(length)
            broken = bytearray(self.data)
            broken[place] ^= 1 << rng.randrange(8)
            self.assertFalse(self.accepted(bytes(broken)), f"seed {seed}, byte {place}")
            at += 4 + length

    def test_an_entry_dropped_doubled_emptied_cut_lengthened_or_moved(self) -> None:
        seed = 11
        rng, entries = random.Random(seed), read_record(self.data).entries
        checkpoint = read_record(self.data).checkpoint
        for i, entry in enumerate(entries):
            kind = rng.choice(["drop", "double", "empty", "cut", "lengthen", "retype", "move"])
            rest = [*entries[:i], *entries[i + 1 :]]
            changed = {
                "drop": [], "double": [entry, entry], "empty": [b""], "cut": [entry[: rng.randrange(len(entry))]],
                "lengthen": [entry + b"\0"], "retype": [bytes([(entry[0] + rng.randrange(1, 18)) % 256]) + entry[1:]],
                "move": [],
            }[kind]  # fmt: skip
            rest[i:i] = changed
            if kind == "move":
                rest.insert((i + rng.randrange(1, len(entries))) % len(entries), entry)
            self.assertFalse(self.accepted(Record(tuple(rest), checkpoint).encode()), f"seed {seed}: {kind} {i}")

    def test_batches_swapped(self) -> None:
        """An issuance and an opened entry have changed places."""
        record = read_record(self.data)
        entries = list(record.entries)
        a = next(i for i, e in enumerate(entries) if e[0] == 8)
        b = next(i for i, e in enumerate(entries) if e[0] == 12)
        entries[a], entries[b] = entries[b], entries[a]
        self.assertFalse(self.accepted(Record(tuple(entries), record.checkpoint).encode()))

    def test_the_file_s_own_fields(self) -> None:
        for at in range(18):
            broken = bytearray(self.data)
            broken[at] ^= 1
            self.assertFalse(self.accepted(bytes(broken)), at)

    def test_random_damage(self) -> None:
        seed = 7
        rng = random.Random(seed)
        for _ in range(40):
            what, broken = mutate.randomly_broken(self.data, rng)
            self.assertFalse(self.accepted(broken), f"seed {seed}: {what}")

    def test_files_that_cannot_be_split_are_refused_by_name(self) -> None:
        cases = {
            b"": "malformed",
            self.data[:-1]: "malformed",
            self.data + b"\0": "malformed",
            b"PJRECORE" + self.data[8:]: "malformed",
            self.data[:8] + b"\0\2" + self.data[10:]: "wrong_version",
            self.data[:10] + b"\0\x0f\x42\x41" + self.data[14:]: "too_large",
            self.data[:14] + b"\0\x20\0\1" + self.data[18:]: "too_large",
        }
        for broken, name in cases.items():
            with self.assertRaises(Refusal) as caught:
                verdict.verify(broken)
            self.assertEqual(caught.exception.name, name)


class CommandLine(unittest.TestCase):
    def run_verify(self, *arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, str(HERE / "verify.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def test_exit_codes_and_one_object(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            broken = Path(folder) / "broken.bin"
            data = bytearray(RECORD.read_bytes())
            data[-1] ^= 1
            broken.write_bytes(data)
            cut = Path(folder) / "cut.bin"
            cut.write_bytes(data[:1000])
            for path, code in ((RECORD, 0), (broken, 1), (cut, 2), (Path(folder) / "none", 2)):
                found, out, _ = self.run_verify(str(path), "--json")
                self.assertEqual(found, code, path)
                self.assertEqual(json.loads(out)["valid"], code == 0)
        self.assertEqual(self.run_verify()[0], 2)
        self.assertEqual(self.run_verify(str(RECORD), "--expect-manifest", "12")[0], 2)
        found, out, _ = self.run_verify(str(RECORD), "--json", "--expect-manifest", "AB" * 32)
        self.assertEqual((found, json.loads(out)["error"]["code"]), (2, "malformed"))
        self.assertEqual(self.run_verify(str(RECORD), "--expect-manifest", "00" * 32)[0], 1)

    def test_mutate_writes_what_it_lists(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(HERE / "mutate.py"), str(RECORD), folder, "--only", "bad_proof"]
            subprocess.run(command, check=True, capture_output=True)
            (row,) = json.loads((Path(folder) / "mutations.json").read_text())["mutations"]
            self.assertEqual((row["name"], row["must_fail"], row["valid"]), ("bad_proof", ["ballot_proofs"], False))
            self.assertFalse(verdict.verify((Path(folder) / row["file"]).read_bytes())["valid"])


class Committed(unittest.TestCase):
    def test_vectors_and_example_are_what_the_script_makes(self) -> None:
        for path, data in make_example.outputs(DEFAULT_SEED).items():
            self.assertEqual(path.read_bytes(), data, f"{path.name}: run tests/python/make_example.py")


if __name__ == "__main__":
    unittest.main()
