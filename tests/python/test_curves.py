"""Curves, signatures and scalars against RFC 9496, RFC 8032, RFC 9591."""

from __future__ import annotations

import random
import unittest

from piaojue import edwards, ed25519, field, ristretto
from piaojue.refusal import Refusal

from support import unhex, vectors

RFC8032 = [  # RFC 8032 §7.1: secret key, public key, message, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


class Ristretto(unittest.TestCase):
    def setUp(self) -> None:
        self.data = vectors("rfc9496*.json")

    def test_multiples_of_the_generator(self) -> None:
        for k, expected in enumerate(self.data["generator_multiples"]):
            self.assertEqual(ristretto.encode(ristretto.base_multiply(k)).hex(), expected)
            self.assertTrue(ristretto.equal(ristretto.decode_any(unhex(expected)), edwards.multiply(k, ristretto.G)))

    def test_bad_encodings_are_refused_by_name(self) -> None:
        for case in self.data["invalid_encodings"]:
            with self.subTest(case), self.assertRaises(Refusal) as caught:
                ristretto.decode(unhex(case["encoding"]))
            self.assertEqual(caught.exception.name, "not_canonical")

    def test_the_identity_is_refused_by_its_own_name(self) -> None:
        with self.assertRaises(Refusal) as caught:
            ristretto.decode(bytes(32))
        self.assertEqual(caught.exception.name, "identity_point")

    def test_bit_255_is_no_part_of_an_encoding(self) -> None:
        """libsodium 1.0.18 passes over it: each element would have two encodings."""
        for k in (1, 2, 3, field.ELL - 1):
            encoding = ristretto.encode(ristretto.base_multiply(k))
            for wrong in (encoding[:31] + bytes([encoding[31] | 0x80]), bytes(31) + b"\x80"):
                with self.assertRaises(Refusal) as caught:
                    ristretto.decode(wrong)
                self.assertEqual(caught.exception.name, "not_canonical")

    def test_sqrt_ratio(self) -> None:
        for case in self.data["sqrt_ratio_m1"]:
            u, v, r = (int.from_bytes(unhex(case[key]), "little") for key in ("u", "v", "r"))
            self.assertEqual(field.sqrt_ratio_m1(u, v), (case["was_square"], r))

    def test_adding_a_point_of_small_order_changes_no_encoding(self) -> None:
        torsion = ed25519.decode_point(b"\x00" * 31 + b"\x80")  # order 4
        for k in range(1, 4):
            shifted = edwards.add(ristretto.base_multiply(k), torsion)
            self.assertEqual(ristretto.encode(shifted), ristretto.encode(ristretto.base_multiply(k)))

    def test_a_scalar_must_be_below_the_group_order(self) -> None:
        self.assertEqual(ristretto.scalar((field.ELL - 1).to_bytes(32, "little")), field.ELL - 1)
        for value in (field.ELL, 2**255):
            with self.assertRaises(Refusal) as caught:
                ristretto.scalar(value.to_bytes(32, "little"))
            self.assertEqual(caught.exception.name, "not_canonical")


class Sums(unittest.TestCase):
    def test_every_way_of_multiplying_gives_the_same(self) -> None:
        rng = random.Random(1)
        scalars = [rng.randrange(field.ELL) for _ in range(40)] + [0, 1, field.ELL - 1]
        points = [ristretto.base_multiply(rng.randrange(1, 1000)) for _ in scalars]
        expected = edwards.total(edwards.multiply(k, p) for k, p in zip(scalars, points, strict=True))
        for found in (
            edwards.big_sum_of_products(scalars, points),
            edwards.sum_of_products(list(zip(scalars, points, strict=True))),
        ):
            self.assertTrue(edwards.is_identity(edwards.subtract(expected, found)))


class Ed25519(unittest.TestCase):
    def test_rfc_8032(self) -> None:
        for secret, public, message, signature in RFC8032:
            self.assertEqual(ed25519.public_key(unhex(secret)).hex(), public)
            self.assertEqual(ed25519.sign_raw(unhex(secret), unhex(message)).hex(), signature)
            self.assertTrue(ed25519.verify_raw(unhex(public), unhex(message), unhex(signature)))
            self.assertFalse(ed25519.verify_raw(unhex(public), unhex(message) + b"!", unhex(signature)))

    def test_s_plus_the_group_order_is_refused(self) -> None:
        signature = ed25519.sign_raw(bytes(32), b"m")
        s = int.from_bytes(signature[32:], "little") + field.ELL
        key = ed25519.public_key(bytes(32))
        self.assertFalse(ed25519.verify_raw(key, b"m", signature[:32] + s.to_bytes(32, "little")))

    def test_a_commitment_with_a_part_of_small_order_is_refused(self) -> None:
        """A verifier that multiplies by the cofactor accepts this one (§2)."""
        seed = bytes(range(32))
        a, _ = ed25519._expand(seed)
        torsion = ed25519.decode_point(b"\x00" * 31 + b"\x80")
        key = ed25519.public_key(seed)
        for r in range(5, 25):
            big_r = ed25519.encode_point(edwards.add(edwards.multiply(r, ed25519.B), torsion))
            k = int.from_bytes(ed25519.sha512(big_r, key, b"m"), "little") % field.ELL
            signature = big_r + ((r + k * a) % field.ELL).to_bytes(32, "little")
            self.assertFalse(ed25519.verify_raw(key, b"m", signature))

    def test_keys_of_small_or_mixed_order_are_refused(self) -> None:
        torsion = ed25519.decode_point(b"\x00" * 31 + b"\x80")
        mixed = ed25519.encode_point(edwards.add(ed25519.B, torsion))
        small = [(1).to_bytes(32, "little"), b"\x00" * 31 + b"\x80", bytes(32), (field.P - 1).to_bytes(32, "little")]
        not_canonical = [(field.P + 1).to_bytes(32, "little"), b"\x01" + bytes(30) + b"\x80"]
        for key in (mixed, *small, *not_canonical):
            with self.subTest(key.hex()), self.assertRaises(Refusal) as caught:
                ed25519.decode_key(key)
            self.assertEqual(caught.exception.name, "not_canonical")


class Shamir(unittest.TestCase):
    def test_frost_shares(self) -> None:
        """RFC 9591: the shares of the dealer's polynomial, and the key from two of them by Lagrange."""
        data = vectors("rfc9591*.json")["inputs"]
        secret = ristretto.scalar(unhex(data["group_secret_key"]))
        slope = ristretto.scalar(unhex(data["share_polynomial_coefficients"][0]))
        self.assertEqual(ristretto.encode(ristretto.base_multiply(secret)).hex(), data["group_public_key"])
        shares = {}
        for row in data["participant_shares"]:
            shares[row["identifier"]] = ristretto.scalar(unhex(row["participant_share"]))
            self.assertEqual(shares[row["identifier"]], (secret + slope * row["identifier"]) % field.ELL)
        lagrange_1, lagrange_3 = 3 * pow(2, -1, field.ELL), -pow(2, -1, field.ELL)
        self.assertEqual((lagrange_1 * shares[1] + lagrange_3 * shares[3]) % field.ELL, secret)


if __name__ == "__main__":
    unittest.main()
