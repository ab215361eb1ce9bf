"""Drawn slips: derivation and code, the frozen vectors, limits, and every record with a fault in its slips."""

from __future__ import annotations

import unittest

import mutate
from piaojue import ballot, card, ed25519, encrypted, manifest, slip, statement, token
from piaojue.codec import tagged_hash
from piaojue.ed25519 import verify
from piaojue.maker import slip_faults
from piaojue.maker.ballot_vectors import SHAPE, judge
from piaojue.refusal import Refusal
from piaojue.slip import Slip
from piaojue.verifier import verdict

from support import unhex, vectors


def numbered(count: int) -> list[bytes]:
    return [i.to_bytes(32, "big") for i in range(count)]


class Refused(unittest.TestCase):
    def refuses(self, name: str, *call: object) -> None:
        action, *arguments = call
        with self.assertRaises(Refusal) as caught:
            action(*arguments)  # type: ignore[operator]
        self.assertEqual(caught.exception.name, name)


class Derivation(unittest.TestCase):
    def test_the_seed_of_the_specification(self) -> None:
        """The values besides the code: hashlib and OpenSSL alone, apart from this implementation."""
        first = Slip(bytes(range(32)))
        self.assertEqual(
            first.printed(),
            "PIAOJUE-SLIP:000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFZ-V1JY",
        )
        frozen = {
            "ballot_key_seed": "a034aef1f97243526282e31ac12508ed65045606bc4e64cb90653104051a3b4e",
            "ballot_key": "2733d68d63978ad9038d55a23e7165b1ecbb8f8b02fffdb4e87435d251835c74",
            "prefix": "766f40ffdc37bb9aee1d7830d595a370caf42d3337a01efbfa146b71893a6d74",
            "hash": "bb0c1cb3fbaaefd3f9df121550138931eb84e9c99e6149fd1f849ef046f011db",
        }
        self.assertEqual({name: getattr(first, name).hex() for name in frozen}, frozen)


class Vectors(Refused):
    @classmethod
    def setUpClass(cls) -> None:
        cls.data = vectors("piaojue_slip.json")
        cls.manifest_hash = unhex(cls.data["manifest_hash"])
        cls.modulus = int(cls.data["issuer_modulus"], 16)
        cls.listed = {unhex(each) for each in cls.data["list"]["slip_hashes"]}

    def test_slips(self) -> None:
        for row in self.data["slips"]:
            each = Slip(unhex(row["slip_seed"]))
            self.assertEqual(each.printed(), row["code"])
            found = (each.ballot_key_seed, each.ballot_key, each.prefix, each.hash, each.token)
            names = ("ballot_key_seed", "ballot_key", "prefix", "slip_hash", "token")
            self.assertEqual([value.hex() for value in found], [row[name] for name in names])
            self.assertEqual(slip.read_code(row["code"]), each)
            self.assertEqual(token.slip_of(each.token, each.ballot_key), each.hash)

    def test_codes(self) -> None:
        for row in self.data["codes"]:
            self.assertEqual(slip.read_code(row["typed"]).seed.hex(), row["slip_seed"], row["typed"])
        for row in self.data["refused_codes"]:
            with self.subTest(row["name"]):
                self.refuses(row["refusal"], slip.read_code, row["typed"])

    def test_the_list(self) -> None:
        row = self.data["list"]
        entry = unhex(row["attachment_entry"])
        self.assertEqual(tagged_hash("piaojue/v1/attachment", entry).hex(), row["attachment_hash"])
        self.assertEqual([each.hex() for each in manifest.read_attachment(entry).slips], row["slip_hashes"])
        for bad in self.data["refused_lists"]:
            with self.subTest(bad["name"]):
                self.refuses(bad["refusal"], manifest.read_attachment, unhex(bad["attachment_entry"]))

    def test_tokens(self) -> None:
        def check(row: dict[str, str], key: bytes, listed: set[bytes]) -> None:
            token.check_token(unhex(row["token"]), self.manifest_hash, key, self.modulus, listed)

        for row in self.data["slips"][: len(self.listed)]:
            check(row, unhex(row["ballot_key"]), self.listed)
            self.refuses("token_rejected", check, row, unhex(row["ballot_key"]), set())
        for row in self.data["refused_tokens"]:
            with self.subTest(row["name"]):
                self.refuses(row["refusal"], check, row, unhex(row["ballot_key"]), self.listed)

    def test_a_drawing_is_signed_by_the_card(self) -> None:
        row = self.data["drawing"]
        seed = card.identity_seed(card.read(row["card_printed"]), unhex(self.data["roll_id"]))
        request = token.draw_request(self.manifest_hash, row["deputy"], seed)
        self.assertEqual((request.hex(), len(request)), (row["request"], 103))
        issued = token.read_issuance(unhex(row["issuance_entry"]))
        self.assertTrue(issued.drawn and issued.signed_by(unhex(row["identity_key"])))
        self.assertEqual((issued.encode().hex(), issued.signature), (row["issuance_entry"], request[-64:]))
        for bad in self.data["refused_issuances"]:
            with self.subTest(bad["name"]):
                self.refuses(bad["refusal"], token.read_issuance, unhex(bad["issuance_entry"]))

    def test_voiding(self) -> None:
        row = self.data["voiding"]
        stated = statement.read_statement(unhex(row["entry"]))
        self.assertEqual((stated.name, stated.encode().hex()), ("void_slips", row["entry"]))
        self.assertEqual([each.hex() for each in stated.slips()], row["slip_hashes"])
        for signer, (person, signature) in zip(row["signers"], stated.signers, strict=True):
            self.assertEqual(signer["person"], person)
            key, message = unhex(signer["statement_key"]), unhex(row["signed_message"])
            self.assertTrue(verify(key, "piaojue/v1/statement", message, signature))
        for bad in self.data["refused_void_bodies"]:
            with self.subTest(bad["name"]):
                self.refuses(bad["refusal"], statement.check_body, statement.VOID_SLIPS, unhex(bad["body"]))

    def test_ballot_and_hand_back_under_a_slip(self) -> None:
        row, first = self.data["box"], Slip(unhex(self.data["slips"][0]["slip_seed"]))
        joint_key, marks = unhex(self.data["joint_key"]), unhex(row["marks"])
        made = encrypted.make(
            SHAPE, self.manifest_hash, joint_key, first.ballot_key, marks, unhex(row["ballot_seed"])
        )  # fmt: skip
        cast = ballot.sign_ballot(made, first.token, first.ballot_key_seed)
        self.assertEqual((cast.encode().hex(), cast.ballot_id.hex()), (row["ballot"], row["ballot_id"]))
        for listed, found in ((self.listed, None), (set[bytes](), "token_rejected")):
            judged = judge(self.modulus, self.manifest_hash, joint_key, SHAPE, cast.encode(), listed)
            self.assertEqual(judged, found)
        hand_back = ballot.read_hand_back(unhex(row["hand_back"]))
        hand_back.check_form(self.modulus)
        hand_back.check_signature()
        self.assertEqual((hand_back.token, hand_back.ballot_key), (first.token, first.ballot_key))


class Limits(Refused):
    def test_a_list_has_at_most_ten_thousand_slips(self) -> None:
        self.assertEqual(len(slip.read_slip_list(slip.slip_list(numbered(10_000)))), 10_000)
        self.refuses("malformed", slip.read_slip_list, slip.slip_list(numbered(10_001)))

    def test_a_statement_voids_at_most_a_thousand_slips(self) -> None:
        statement.check_body(statement.VOID_SLIPS, statement.slips_body(numbered(1_000)))
        self.refuses("malformed", statement.check_body, statement.VOID_SLIPS, statement.slips_body(numbered(1_001)))

    def test_a_drawing_is_no_issue_request(self) -> None:
        """The card's signature over the one is none over the other, whatever the blinded value."""
        seed, drawing = bytes(32), token.Issuance(bytes(32), 1, None, token.draw_request(bytes(32), 1, bytes(32))[-64:])
        key = ed25519.public_key(seed)
        self.assertTrue(drawing.signed_by(key))
        self.assertFalse(token.Issuance(bytes(32), 1, bytes(32), drawing.signature).signed_by(key))


class Records(unittest.TestCase):
    def test_each_fault_fails_its_checks_and_odd_records_are_valid(self) -> None:
        for fault in slip_faults.FAULTS:
            with self.subTest(fault.name):
                found = verdict.verify(mutate.structured(fault))
                failed = {check["name"] for check in found["checks"] if not check["passed"]}
                self.assertEqual((found["valid"], set(fault.must_fail) - failed), (fault.valid, set()), failed)

    def test_missing_slips_are_named(self) -> None:
        named = {fault.name: fault for fault in slip_faults.FAULTS}
        for name, words in (("good_slips", ""), ("good_slips_missing", "round 1: 1 of 6 slips are missing")):
            found = verdict.verify(mutate.structured(named[name]))
            (detail,) = (check["detail"] for check in found["checks"] if check["name"] == "slips")
            self.assertTrue(detail.startswith(words) and bool(detail) == bool(words), detail)


if __name__ == "__main__":
    unittest.main()
