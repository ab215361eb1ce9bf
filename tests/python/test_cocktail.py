"""The key ceremony against the published vectors of COCKTAIL-DKG."""

from __future__ import annotations

import unittest

from piaojue import cocktail, ristretto
from piaojue.cocktail import FirstMessage
from piaojue.field import ELL
from piaojue.refusal import Refusal

from support import unhex, vectors


class Published(unittest.TestCase):
    def setUp(self) -> None:
        data = vectors("cocktail*.json")
        self.assertEqual(data["ciphersuite"].encode(), cocktail.SUITE)
        self.cases = data["vectors"]

    def first_messages(self, case: dict) -> list[FirstMessage]:
        return [
            FirstMessage(
                tuple(map(unhex, row["vss_commitment"])), unhex(row["pop"]), unhex(row["ephemeral_public_key"]),
                tuple(map(unhex, row["encrypted_shares"])),
            )
            for row in case["round1"]
        ]  # fmt: skip

    def test_context_possession_shares_and_certificate(self) -> None:
        for case in self.cases:
            keys = [unhex(key) for key in case["config"]["static_public_keys"]]
            secrets = [ristretto.scalar(unhex(key)) for key in case["config"]["static_secret_keys"]]
            context = cocktail.make_context(unhex(case["session_tag"]), keys)
            self.assertEqual(context.hex(), case["context"])
            messages = self.first_messages(case)
            transcript = cocktail.Transcript(
                context, tuple(keys), tuple(m.commitments for m in messages), tuple(m.pop for m in messages),
                tuple(m.ephemeral for m in messages), unhex(case["extension"]),
            )  # fmt: skip
            self.assertEqual(cocktail.sha512(transcript.encode()).hex(), case["round3"]["transcript_hash"])
            joint, verification = cocktail.check_transcript(transcript)
            self.assertEqual(joint.hex(), case["group_public_key"])
            for row in case["round2"][:3]:
                i = row["participant_id"]
                share = cocktail.final_share(secrets[i - 1], i, keys, messages, context)
                self.assertEqual(ristretto.scalar_bytes(share).hex(), row["secret_share"])
                self.assertEqual(verification[i - 1].hex(), row["verification_share"])
            for row in case["round3"]["signatures"]:
                i, signature = row["signer_id"], unhex(row["signature"])
                self.assertEqual(cocktail.schnorr_sign(secrets[i - 1], transcript.encode()), signature)
                self.assertTrue(cocktail.schnorr_verify(keys[i - 1], transcript.encode(), signature))
                self.assertFalse(cocktail.schnorr_verify(keys[i - 1], transcript.encode() + b"!", signature))


class Own(unittest.TestCase):
    def setUp(self) -> None:
        self.secrets = [11, 22, 33]
        self.keys = [ristretto.encode(ristretto.base_multiply(d)) for d in self.secrets]
        self.context = cocktail.make_context(bytes(32), self.keys)
        self.messages = [
            cocktail.make_first_message(d, self.keys, self.context, [d + 5, d + 6], d + 7) for d in self.secrets
        ]

    def test_shares_of_any_two_make_the_joint_secret(self) -> None:
        shares = [
            cocktail.final_share(d, i, self.keys, self.messages, self.context) for i, d in enumerate(self.secrets, 1)
        ]
        joint = sum(d + 5 for d in self.secrets)
        self.assertEqual((2 * shares[0] - shares[1]) % ELL, joint)
        self.assertEqual((3 * shares[1] - 2 * shares[2]) % ELL, joint)

    def test_a_first_message_is_read_back(self) -> None:
        data = self.messages[0].encode()
        self.assertEqual(cocktail.read_first_message(data, 3, 2), self.messages[0])
        for broken in (data[:-1], data + b"\0", data[:160] + b"\1" + data[161:]):
            with self.assertRaises(Refusal):
                cocktail.read_first_message(broken, 3, 2)

    def test_a_false_share_is_refused_and_its_sender_named(self) -> None:
        other = cocktail.make_first_message(22, self.keys, self.context, [27, 29], 29)
        mixed = FirstMessage(self.messages[1].commitments, other.pop, other.ephemeral, other.ciphertexts)
        with self.assertRaisesRegex(Refusal, "teller 2 does not fit"):
            cocktail.open_share(11, 1, self.keys, 2, mixed, self.context)
        with self.assertRaisesRegex(Refusal, "teller 2 does not open"):
            cocktail.open_share(33, 1, self.keys, 2, self.messages[1], self.context)


if __name__ == "__main__":
    unittest.main()
