"""Paper beside the electronic ballot: every record with a fault in it, and what the good ones come to, by hand."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mutate
from piaojue import ballot, claim, merkle, paper, statement, token
from piaojue.maker import batch_faults, paper_faults, paper_vectors
from piaojue.maker.congress import play
from piaojue.maker.faults import Fault
from piaojue.maker.setup_faults import one
from piaojue.maker.stream import DEFAULT_SEED
from piaojue.record import read_record
from piaojue.refusal import Refusal
from piaojue.verifier import verdict

from support import VECTORS, unhex, vectors

FAULTS = {fault.name: fault for fault in (*paper_faults.FAULTS, *batch_faults.FAULTS)}


def failed(found: dict[str, Any]) -> set[str]:
    return {check["name"] for check in found["checks"] if not check["passed"]}


def round_of(fault: Fault) -> dict[str, Any]:
    found = verdict.verify(mutate.structured(fault))
    assert found["valid"], found["checks"]
    return dict(found["rounds"][-1])


class Records(unittest.TestCase):
    def test_each_fault_fails_its_checks_and_no_other(self) -> None:
        for fault in FAULTS.values():
            with self.subTest(fault.name):
                found = verdict.verify(mutate.structured(fault))
                self.assertEqual((found["valid"], failed(found)), (fault.valid, set(fault.must_fail)))

    def test_a_changed_byte_of_any_entry_about_paper_is_found(self) -> None:
        """Also by somebody who has the log's key and makes root and checkpoints anew."""
        plan = paper_faults.WITH_PAPER
        entries = read_record(play(DEFAULT_SEED, plan)[0]).entries
        _, maker = play(DEFAULT_SEED, plan)
        labels = {"exchange": 1, "paper_batch/1": 7, "paper_batch/2": 7, "paper": 3, "end_claims": 3}
        for label, step in labels.items():
            length = len(entries[maker.labels.index(label)])
            for at in range(0, length, max(1, length // step)):
                fault = Fault("", "", plan=plan, tamper=one(label, lambda m, e, i=at: _flipped(e, i)))
                self.assertFalse(verdict.verify(mutate.structured(fault))["valid"], f"{label}, byte {at}")


def _flipped(entry: bytes, at: int) -> bytes:
    return entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]


class Vectors(unittest.TestCase):
    """The frozen entries, read and verified by their keys."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.data = vectors("piaojue_paper.json")
        cls.manifest_hash = unhex(cls.data["manifest_hash"])
        cls.modulus = int(cls.data["issuer_modulus"], 16)
        cls.keys = {row["person"]: unhex(row["statement_key"]) for row in cls.data["persons"]}

    def refuses(self, row: dict[str, Any], read: Callable[[], object]) -> None:
        with self.subTest(row["name"]), self.assertRaises(Refusal) as caught:
            read()
        self.assertEqual(caught.exception.name, row["refusal"], row["name"])

    def test_a_sheet_is_taken_by_the_card(self) -> None:
        row = self.data["taken"]
        request = paper.paper_request(self.manifest_hash, row["deputy"], unhex(row["identity_seed"]))
        self.assertEqual((request.hex(), len(request)), (row["request"], 102))
        issued = token.read_issuance(unhex(row["issuance_entry"]))
        self.assertEqual((issued.kind, issued.deputy, issued.signature), (2, row["deputy"], request[-64:]))
        self.assertTrue(issued.signed_by(unhex(row["identity_key"])))
        self.assertFalse(replace(issued, sheet=False).signed_by(unhex(row["identity_key"])))

    def test_exchange_and_claim(self) -> None:
        for type_, name in ((ballot.EXCHANGE, "exchange"), (ballot.CLAIM, "claim")):
            row = self.data[name]
            each = ballot.read_given_up(type_, unhex(row["entry"]))
            each.check_form(self.modulus)
            each.check_signature()
            token.check_token(each.token, self.manifest_hash, each.ballot_key, self.modulus)
            self.assertEqual(merkle.leaf_hash(each.entry()).hex(), row["leaf_hash"])
            with self.assertRaises(Refusal):
                replace(each, type=ballot.HAND_BACK).check_signature()
        for row in self.data["refused_exchanges_and_claims"]:
            entry = unhex(row["entry"])
            self.refuses(row, lambda e=entry: ballot.read_given_up(e[0], e).check_form(self.modulus))

    def test_declaration(self) -> None:
        row = self.data["declaration"]
        declared = claim.read_declaration(unhex(row["entry"]))
        self.assertTrue(declared.signed_by(unhex(row["identity_key"])))
        for bad in row["refused"]:
            self.refuses(bad, lambda e=unhex(bad["entry"]): claim.read_declaration(e))

    def test_token_of_two_persons(self) -> None:
        row = self.data["paper_token"]
        counters = {person: self.keys[person] for person in row["persons"]}
        parts = (unhex(row["token"]), self.manifest_hash, unhex(row["ballot_key"]), self.modulus, ())
        token.check_token(*parts, counters)
        for keys in ({}, dict(list(counters.items())[:1]), {**counters, row["persons"][0]: self.keys[1]}):
            self.refuses({"name": "keys", "refusal": "token_rejected"}, lambda k=keys: token.check_token(*parts, k))
        for bad in row["refused"]:
            self.refuses(bad, lambda t=unhex(bad["token"]): token.read_token(t, self.modulus))

    def test_batches_and_their_hash(self) -> None:
        read = [paper.read_batch(unhex(row["entry"])) for row in self.data["batches"]]
        for row, batch in zip(self.data["batches"], read, strict=True):
            self.assertEqual((batch.body().hex(), batch.entry().hex()), (row["body"], row["entry"]))
            self.assertEqual((batch.number, batch.count.issued, batch.count.returned), (row["batch"], 2, 2))
            self.assertEqual(batch.sum_faults(2, False, 2), [])
        self.assertEqual(paper.paper_hash(read).hex(), self.data["paper_hash"])
        self.assertEqual(paper.paper_hash([]).hex(), self.data["paper_hash_of_none"])
        for bad in self.data["refused_batches"]:
            self.refuses(bad, lambda e=unhex(bad["entry"]): paper.read_batch(e))

    def test_statements(self) -> None:
        stated, ended = self.data["statements"]
        body = paper.paper_body(stated["uncancelled"], stated["batches"], unhex(stated["paper_hash"]))
        self.assertEqual((body.hex(), stated["paper_hash"]), (stated["body"], self.data["paper_hash"]))
        for row in (stated, ended):
            found = statement.read_statement(unhex(row["entry"]))
            self.assertEqual((found.act, found.name, found.body.hex()), (row["act"], row["name"], row["body"]))
        for bad in self.data["refused_bodies"]:
            self.refuses(bad, lambda b=bad: statement.check_body(b["act"], unhex(b["body"])))

    def test_records(self) -> None:
        for name in paper_vectors.RECORDS:
            frozen = vectors(f"{name}.json")
            found = verdict.verify((VECTORS / frozen["record"]).read_bytes())
            self.assertTrue(found["valid"], name)
            self.assertEqual(found, frozen["verify"], name)


class Counts(unittest.TestCase):
    """Worked out by hand from the plans."""

    def check(self, row: dict[str, Any], **wanted: object) -> None:
        self.assertEqual({name: row[name] for name in wanted}, wanted)

    def test_box_and_sheets_together(self) -> None:
        """Two ballots, one of them blank, one handed back; four sheets, one void."""
        row = round_of(FAULTS["good_paper"])
        self.check(row, issued=8, cast=2, handed_back=1, returned=7, outstanding=1, blank=1, void=2, valid=5)
        self.check(row["paper"], taken=2, exchanged=1, uncancelled=1, returned=4, void_marked=1, void_blank=0)
        self.assertEqual([p["approve"] for p in row["paper"]["projects"]], [2, 1, 1])
        self.assertEqual([(p["approve"], p["abstain"]) for p in row["projects"]], [(3, 2), (1, 4), (2, 3)])
        self.assertEqual([p["chosen"] for p in row["projects"]], [True, False, False])

    def test_opposed_in_the_box_and_on_sheets(self) -> None:
        """Of two ballots one is blank and void; of four sheets one."""
        row = round_of(FAULTS["good_paper_three_way"])
        self.check(row, returned=7, blank=1, void=3, valid=4)
        marks = [(p["approve"], p["oppose"], p["abstain"]) for p in row["projects"]]
        self.assertEqual(marks, [(3, 1, 0), (0, 4, 0), (1, 0, 3)])
        self.assertEqual([p["oppose"] for p in row["paper"]["projects"]], [1, 3, 0])

    def test_an_entered_sheet_is_a_ballot_of_the_box(self) -> None:
        row = round_of(FAULTS["good_paper_entered"])
        self.check(row, issued=5, cast=4, handed_back=1, returned=5, outstanding=0, valid=4)
        self.check(row["paper"], taken=1, returned=0)
        self.assertEqual([p["approve"] for p in row["projects"]], [2, 1, 1])

    def test_sheets_alone(self) -> None:
        row = round_of(FAULTS["good_paper_alone"])
        self.check(row, issued=4, cast=0, returned=3, outstanding=1, blank=0, void=0, valid=3)
        self.assertEqual([(p["approve"], p["chosen"]) for p in row["projects"]], [(2, True), (1, False), (0, False)])

    def test_too_many_papers_choose_nothing(self) -> None:
        """One sheet was handed out, three came back."""
        row = round_of(FAULTS["good_paper_too_many"])
        self.check(row, issued=4, cast=2, returned=5, outstanding=0, void=0, valid=5)
        self.assertEqual([(p["approve"], p["abstain"], p["chosen"]) for p in row["projects"]], [(0, 0, False)] * 3)
        self.assertEqual(row["next_round"], {"kind": "set_invalid", "candidates": [1, 2, 5], "places": 2})

    def test_more_sheets_entered_than_handed_out_choose_nothing(self) -> None:
        row = round_of(FAULTS["good_paper_entered_too_many"])
        self.check(row, issued=5, cast=5, handed_back=1, returned=6)
        self.assertEqual(row["next_round"]["kind"], "set_invalid")

    def test_a_second_vote_with_the_token_is_seen_when_no_paper_is_left_for_it(self) -> None:
        self.assertEqual(round_of(FAULTS["good_paper_outage"])["valid"], 6)
        self.assertEqual(round_of(FAULTS["good_paper_two_votes"])["next_round"]["kind"], "set_invalid")

    def test_nothing_opened_beside_sheets(self) -> None:
        row = round_of(FAULTS["good_paper_too_few"])
        self.check(row, cast=1, handed_back=2, returned=7, void=3, valid=4)
        self.assertEqual(row["next_round"]["kind"], "too_few")

    def test_a_batch_keyed_again_counts_once_and_is_named(self) -> None:
        found = verdict.verify(mutate.structured(FAULTS["good_paper_replaced"]))
        (detail,) = (check["detail"] for check in found["checks"] if check["name"] == "paper")
        self.assertIn("replaces batch 1 of round 1", detail)
        self.assertEqual(found["rounds"], verdict.verify(mutate.structured(FAULTS["good_paper"]))["rounds"])


if __name__ == "__main__":
    unittest.main()
