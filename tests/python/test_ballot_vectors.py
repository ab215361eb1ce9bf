"""The frozen vectors of ballot proofs and whole ballots: read, judged and made again."""

from __future__ import annotations

import unittest

from piaojue import ballot, batch, card, ed25519, encrypted, rsa, token
from piaojue.maker import ballot_vectors, proof_vectors
from piaojue.method import Shape
from piaojue.refusal import Refusal

from support import unhex, vectors


class ProofVectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.data = vectors("piaojue_or_proof.json")

    def test_each_row_gets_its_verdict(self) -> None:
        for row in self.data["accepted"] + self.data["refused"]:
            found = batch.refusal_of((proof_vectors.statement_of(row), unhex(row["proofs"])))
            self.assertEqual(found, row.get("refusal"), row["name"])

    def test_accepted_rows_are_made_again_from_their_seeds(self) -> None:
        for row in self.data["accepted"][::4]:
            statement = proof_vectors.statement_of(row)
            made = encrypted.make(
                statement.shape, statement.manifest_hash, statement.joint_key, statement.ballot_key,
                unhex(row["marks"]), unhex(row["ballot_seed"]),
            )  # fmt: skip
            self.assertEqual(made.statement.ciphertexts.hex(), row["ciphertexts"])
            self.assertEqual(made.proofs.encode().hex(), row["proofs"])

    def test_a_batch_names_exactly_the_failing_ballots(self) -> None:
        shape_of = ("projects", "grades", "lo", "hi")
        rows = self.data["accepted"] + self.data["refused"]
        rows = [row for row in rows if [row[key] for key in shape_of] == [3, 2, 1, 2]]
        items = [(proof_vectors.statement_of(row), unhex(row["proofs"])) for row in rows]
        self.assertEqual(batch.refusals(items), [row.get("refusal") for row in rows])
        good = [item for item, row in zip(items, rows, strict=True) if "refusal" not in row]
        self.assertEqual(batch.refusals(good), [None] * len(good))


    def test_a_batch_asks_for_both_equations(self) -> None:
        rows = [row for row in self.data["refused"] if "equation_fails" in row["name"]]
        self.assertEqual(len(rows), 4)
        for row in rows:
            item = (proof_vectors.statement_of(row), unhex(row["proofs"]))
            self.assertEqual(batch.refusals([item]), ["proof_rejected"], row["name"])


class BallotVectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.data = vectors("piaojue_ballot.json")
        cls.modulus = int(cls.data["issuer"]["modulus"], 16)
        cls.manifest_hash, cls.joint_key = unhex(cls.data["manifest_hash"]), unhex(cls.data["joint_key"])

    def judge(self, shape: Shape, data: bytes) -> str | None:
        return ballot_vectors.judge(self.modulus, self.manifest_hash, self.joint_key, shape, data)

    def test_the_issuer_key_and_its_proof(self) -> None:
        roots = [int(root, 16) for root in self.data["issuer"]["roots"]]
        rsa.check_issuer_key(self.modulus, roots)
        bad = [
            (self.modulus - 1, roots, "malformed"),
            (self.modulus, [roots[0] + self.modulus, *roots[1:]], "malformed"),
            (self.modulus, [roots[1], roots[0], *roots[2:]], "token_rejected"),
        ]
        for modulus, given, name in bad:
            with self.assertRaises(Refusal) as caught:
                rsa.check_issuer_key(modulus, given)
            self.assertEqual(caught.exception.name, name)

    def test_whole_ballots(self) -> None:
        for row in self.data["ballots"]:
            shape = Shape(row["projects"], row["grades"], row["lo"], row["hi"])
            data = unhex(row["ballot"])
            self.assertIsNone(self.judge(shape, data), row["name"])
            cast = ballot.read_ballot(shape, data)
            self.assertEqual(cast.encode(), data)
            self.assertEqual(cast.ballot_id.hex(), row["ballot_id"])
            self.assertEqual(ballot.tracking_code(cast.ballot_id), row["tracking_code"])
            self.assertEqual(cast.leaf_data().hex(), row["leaf_data"])

    def test_ballot_papers(self) -> None:
        for row in [*self.data["ballots"], self.data["hand_back"]]:
            paper = token.Paper(unhex(row["token_seed"]), self.manifest_hash, self.modulus)
            self.assertEqual(paper.ballot_key.hex(), row["ballot_key"])
            self.assertEqual(paper.blinded().hex(), row["blinded"])
            self.assertEqual(paper.token(unhex(row["blind_signature"])).hex(), row["token"])
            secret = card.read(row["card_printed"])
            seed = card.identity_seed(secret, unhex(self.data["roll_id"]))
            self.assertEqual(ed25519.public_key(seed).hex(), row["identity_key"])
            issuance = token.read_issuance(unhex(row["issuance_entry"]))
            self.assertTrue(issuance.signed_by(unhex(row["identity_key"])))
            self.assertEqual(len(row["issue_request"]), 2 * 487)

    def test_promises_are_signed_by_the_box(self) -> None:
        for row in [*self.data["ballots"], self.data["hand_back"]]:
            promise, leaf = unhex(row["promise"]), unhex(row["leaf_hash"])
            message = self.manifest_hash + leaf
            self.assertEqual(promise[:66], b"\0\1" + message)
            key = unhex(self.data["box_key"])
            self.assertTrue(ed25519.verify(key, "piaojue/v1/promise", message, promise[66:]))

    def test_hand_back(self) -> None:
        entry = unhex(self.data["hand_back"]["entry"])
        self.assertEqual(len(entry), 550)
        hand_back = ballot.read_hand_back(entry)
        hand_back.check_signature()
        token.check_token(hand_back.token, self.manifest_hash, hand_back.ballot_key, self.modulus)

    def test_sizes_of_section_8_5(self) -> None:
        self.assertEqual(ballot.ballot_bytes(Shape(12, 2, 1, 10)), 5445)
        self.assertEqual(ballot.ballot_bytes(Shape(15, 3, 0, 10)), 9541)

    def test_refused_ballots_by_name(self) -> None:
        for row in self.data["refused"]:
            self.assertEqual(self.judge(Shape(3, 2, 1, 2), unhex(row["ballot"])), row["refusal"], row["name"])


if __name__ == "__main__":
    unittest.main()
