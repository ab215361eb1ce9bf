"""Sponge, blind RSA, Merkle tree, notes, AEAD, text, cards, statements; published vectors where there are any."""

from __future__ import annotations

import base64
import unittest

from piaojue import aead, card, codec, merkle, note, rsa, sponge, statement
from piaojue.codec import Reader
from piaojue.refusal import Refusal

from support import unhex, vectors


class FiatShamir(unittest.TestCase):
    def test_sponge_and_session_ids(self) -> None:
        seen = 0
        for case in vectors("fiat_shamir_shake128.json"):
            if case["Function"] == "DuplexSponge":
                state, out = sponge.Sponge(unhex(case["SessionId"])), b""
                for step in case["Operations"]:
                    if step["type"] == "absorb":
                        state.absorb(unhex(step["data"]))
                    else:
                        out += state.squeeze(step["length"])
                self.assertEqual(out.hex(), case["Output"], case["Name"])
                seen += 1
            elif case["Function"] == "DeriveSessionID":
                self.assertEqual(sponge.derive_session_id(unhex(case["Tag"])).hex(), case["Output"])
                seen += 1
        self.assertGreaterEqual(seen, 10)


class BlindRsa(unittest.TestCase):
    def test_rfc_9474_randomized_pss(self) -> None:
        for case in vectors("rfc9474*.json"):
            if case["name"] != "RSABSSA-SHA384-PSS-Randomized":
                continue
            key = rsa.PrivateKey(int(case["p"], 16), int(case["q"], 16))
            prepared, salt = unhex(case["input_msg"]), unhex(case["salt"])
            self.assertEqual(prepared, unhex(case["msg_prefix"]) + unhex(case["msg"]))
            r = pow(int(case["inv"], 16), -1, key.n)
            blinded = rsa.blind(key.n, prepared, salt, r)
            self.assertEqual(blinded, unhex(case["blinded_msg"]))
            self.assertEqual(rsa.blind_sign(key, blinded), unhex(case["blind_sig"]))
            signature = rsa.finalize(key.n, prepared, unhex(case["blind_sig"]), r)
            self.assertEqual(signature, unhex(case["sig"]))
            self.assertFalse(rsa.verify(key.n, prepared + b"!", signature))
            return
        self.fail("the randomized PSS variant is missing")

    def test_emsa_pss_sha1(self) -> None:
        found = vectors("emsa_pss*.json")
        for case in found if isinstance(found, list) else [found]:
            expected = unhex(case["expected"])
            message, bits = unhex(case["msg"]), 8 * len(expected) - 1
            self.assertEqual(rsa.emsa_pss_encode(message, unhex(case["salt"]), bits, "sha1"), expected)
            self.assertTrue(rsa.emsa_pss_verify(message, expected, 20, bits, "sha1"))
            for at in (0, 40, len(expected) - 1):
                broken = bytearray(expected)
                broken[at] ^= 0x80
                self.assertFalse(rsa.emsa_pss_verify(message, bytes(broken), 20, bits, "sha1"))

    def test_an_issuer_key_with_a_small_factor_is_refused(self) -> None:
        n = (1 << 3071) + 1
        while n % 65521:
            n += 2
        for bad, reason in ((n, "prime factor"), ((1 << 3071) + 2, "odd"), ((1 << 3070) + 1, "3072")):
            with self.assertRaisesRegex(Refusal, reason):
                rsa.check_issuer_key(bad, [0] * rsa.ROOTS)


class Merkle(unittest.TestCase):
    def test_inclusion(self) -> None:
        for row in vectors("merkle_inclusion.json"):
            case = row["case"]
            leaf, root = (base64.b64decode(case[key] or "") for key in ("leafHash", "root"))
            proof = [base64.b64decode(step or "") for step in case["proof"] or []]
            held = merkle.verify_inclusion(leaf, case["leafIdx"], case["treeSize"], proof, root)
            self.assertEqual(held, not case["wantErr"], row["path"])

    def test_consistency(self) -> None:
        for row in vectors("merkle_consistency.json"):
            case = row["case"]
            old_root, new_root = (base64.b64decode(case[key] or "") for key in ("root1", "root2"))
            proof = [base64.b64decode(step or "") for step in case["proof"] or []]
            held = merkle.verify_consistency(case["size1"], case["size2"], proof, old_root, new_root)
            self.assertEqual(held, not case["wantErr"], row["path"])

    def test_own_proofs_verify_for_every_size_up_to_twenty(self) -> None:
        leaves = [merkle.leaf_hash(bytes([i])) for i in range(20)]
        for size in range(1, 21):
            part, root = leaves[:size], merkle.root_of(leaves[:size])
            for index in range(size):
                proof = merkle.inclusion_proof(part, index)
                self.assertTrue(merkle.verify_inclusion(leaves[index], index, size, proof, root))
                old, old_root = merkle.consistency_proof(part, index + 1), merkle.root_of(part[: index + 1])
                self.assertTrue(merkle.verify_consistency(index + 1, size, old, old_root, root))


class Notes(unittest.TestCase):
    def test_tessera_checkpoints(self) -> None:
        data = vectors("tessera*.json")
        name, _, rest = data["verifier_key"].partition("+")
        key = base64.b64decode(rest.split("+", 1)[1])[1:]
        leaves = [merkle.leaf_hash(leaf.encode()) for leaf in data["leaves_utf8"]]
        for size, signed in data["checkpoints_by_size"].items():
            checkpoint = note.read_checkpoint(signed.encode())
            self.assertEqual((checkpoint.origin, checkpoint.size), (name, int(size)))
            self.assertEqual(checkpoint.root, merkle.root_of(leaves[: int(size)]))
            self.assertTrue(checkpoint.log_signed(key))

    def test_a_checkpoint_has_exactly_one_form(self) -> None:
        seed = bytes(32)
        signed = note.sign_checkpoint("piaojue/x", 3, bytes(32), seed)
        text = note.checkpoint_text("piaojue/x", 3, bytes(32))
        lines = [note.cosignature_line(text, "piaojue/x", i, bytes([i]) * 32, 1_700_000_000) for i in (1, 2, 3)]
        good = note.read_checkpoint((signed + "".join(lines)).encode())
        self.assertEqual([c.teller for c in good.cosignatures], [1, 2, 3])
        for cosignature in good.cosignatures:
            key = note.ed25519.public_key(bytes([cosignature.teller]) * 32)
            self.assertTrue(good.cosigned(cosignature, key))
        bad = {
            "tellers out of order": signed + lines[1] + lines[0],
            "a teller twice": signed + lines[0] + lines[0],
            "no last line feed": signed[:-1],
            "an extension line": signed.replace("\n\n", "\nextension\n\n"),
            "a size with a leading zero": signed.replace("\n3\n", "\n03\n"),
            "a foreign signature line": signed + note.signature_line("witness", 4, bytes(32), bytes(72)),
            "the log's line missing": text + "\n" + lines[0],
            "an empty line at the end": signed + "\n",
        }
        for name, broken in bad.items():
            with self.subTest(name), self.assertRaises(Refusal) as caught:
                note.read_checkpoint(broken.encode())
            self.assertEqual(caught.exception.name, "malformed")

    def test_base64_has_one_form(self) -> None:
        self.assertEqual(note.from_b64("AAA="), b"\0\0")
        self.assertEqual(note.from_b64(""), b"")
        bad = dict.fromkeys(("AAA", "AA A=", "AAA=\n", "AAA_", "====", "Q===", "AAA=AAA="), "malformed")
        for text, name in {**bad, "AAB=": "not_canonical", "QR==": "not_canonical"}.items():
            with self.subTest(text), self.assertRaises(Refusal) as caught:
                note.from_b64(text)
            self.assertEqual(caught.exception.name, name)

    def test_a_receipt_has_limits(self) -> None:
        signed = note.sign_checkpoint("piaojue/x", 3, bytes(32), bytes(32))
        path = [bytes(32)] * 64
        self.assertEqual(note.read_tlog_proof(note.tlog_proof(bytes(32), 2**64 - 1, path, signed))[2], path)
        bad = {
            "a hash too many": (note.tlog_proof(bytes(32), 0, [*path, bytes(32)], signed), "malformed"),
            "a short hash": (note.tlog_proof(bytes(32), 0, [bytes(31)], signed), "malformed"),
            "an index beyond 64 bits": (note.tlog_proof(bytes(32), 2**64, path, signed), "malformed"),
            "more than 32 KiB": (note.tlog_proof(bytes(32 * 1024), 0, path, signed), "too_large"),
        }
        for what, (text, name) in bad.items():
            with self.subTest(what), self.assertRaises(Refusal) as caught:
                note.read_tlog_proof(text)
            self.assertEqual(caught.exception.name, name)


class Aead(unittest.TestCase):
    def test_rfc_8439(self) -> None:
        """RFC 8439 §2.8.2, and HChaCha20 of draft-irtf-cfrg-xchacha §2.2.1."""
        key = bytes(range(0x80, 0xA0))
        nonce, ad = unhex("070000004041424344454647"), unhex("50515253c0c1c2c3c4c5c6c7")
        plaintext = (
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it."
        )
        sealed = aead.chacha20_poly1305_seal(key, nonce, plaintext, ad)
        self.assertEqual(sealed[:16].hex(), "d31a8d34648e60db7b86afbc53ef7ec2")
        self.assertEqual(sealed[-16:].hex(), "1ae10b594f09e26a7e902ecbd0600691")
        self.assertEqual(aead.chacha20_poly1305_open(key, nonce, sealed, ad), plaintext)
        self.assertIsNone(aead.chacha20_poly1305_open(key, nonce, sealed[:-1] + b"\0", ad))
        subkey = aead.hchacha20(bytes(range(32)), unhex("000000090000004a0000000031415927"))
        self.assertEqual(subkey.hex(), "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc")


class Text(unittest.TestCase):
    def test_text_is_utf8_without_control_characters(self) -> None:
        self.assertEqual(Reader(codec.text("票决"), "t").text(1, 200, "name"), "票决")
        for raw in (b"a\nb", "\x85".encode(), b"\xc0\x80", b"\xed\xa0\x80", b"\xff", b"\x7f"):
            with self.subTest(raw), self.assertRaises(Refusal) as caught:
                Reader(codec.bytes16(raw), "t").text(0, 200, "name")
            self.assertEqual(caught.exception.name, "malformed")

    def test_a_message_is_read_to_its_last_byte(self) -> None:
        reader = Reader(b"\0\1\2", "t")
        reader.u16()
        with self.assertRaises(Refusal):
            reader.end()
        with self.assertRaises(Refusal):
            reader.u16()


class Cards(unittest.TestCase):
    def test_hkdf_rfc_5869_shape(self) -> None:
        """RFC 5869 has no SHA-512 case; two blocks must extend one."""
        short, long = (card.hkdf_sha512(b"ikm", b"salt", b"info", n) for n in (32, 100))
        self.assertEqual(long[:32], short)

    def test_a_card_is_read_back_however_it_is_typed(self) -> None:
        secret = bytes(range(20))
        printed = card.printed(secret)
        self.assertEqual(len(printed), 36 + 8)
        typed = printed.lower().replace("0", "o").replace("1", "i").replace("-", " ")
        self.assertEqual(card.read(typed), secret)
        plain = printed.replace("-", "")
        self.assertEqual(card.read(plain), secret)
        self.assertEqual(card.read(f"- {printed.replace('-', ' - ')} "), secret)
        wrong = ("1" if printed[0] != "1" else "2") + printed[1:]
        for typed in (wrong, printed[:-1], f"{printed}0", f"{plain[:3]}-{plain[3:]}", f"{plain[:35]} {plain[35]}"):
            with self.subTest(typed), self.assertRaises(Refusal) as caught:
                card.read(typed)
            self.assertEqual(caught.exception.name, "malformed")


class Statements(unittest.TestCase):
    def test_a_list_of_deputies_has_at_most_ten_thousand(self) -> None:
        for act in (statement.SIGN_IN, statement.LEAVE):
            for count in (0, 1, 10_000):
                statement.check_body(act, statement.deputies_body(list(range(1, count + 1))))
            with self.assertRaises(Refusal) as caught:
                statement.check_body(act, statement.deputies_body(list(range(1, 10_002))))
            self.assertEqual(caught.exception.name, "malformed")


if __name__ == "__main__":
    unittest.main()
