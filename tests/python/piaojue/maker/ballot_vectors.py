"""tests/vectors/piaojue_ballot.json: whole ballots with every value on the way (PROTOCOL §7, §8, §5 cards)."""

from __future__ import annotations

import dataclasses
from collections.abc import Container
from typing import Any

from .. import ballot, card, ed25519, encrypted, merkle, ristretto, rsa, token
from ..ballot import Ballot
from ..codec import sha256
from ..encrypted import Made
from ..field import ELL
from ..method import Shape
from ..refusal import Refusal
from .keys import issuer_key
from .stream import draw, draw_scalar

SHAPE = Shape(3, 2, 1, 2)
THREE_WAY = Shape(3, 3, 0, 2)
CASES: list[tuple[str, Shape, list[int]]] = [
    ("approve_two", SHAPE, [1, 0, 1, 0]),
    ("approve_one", SHAPE, [0, 1, 0, 0]),
    ("blank", SHAPE, [0, 0, 0, 1]),
    ("three_way_capped", THREE_WAY, [1, 2, 0, 0]),
]


def hex384(value: int) -> str:
    return value.to_bytes(rsa.MODULUS_BYTES, "big").hex()


class Scene:
    """The keys that all ballots of this file share."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.issuer = issuer_key(seed)
        self.manifest_hash = draw(seed, "ballot/manifest")
        self.joint_secret = draw_scalar(seed, "ballot/joint")
        self.joint_key = ristretto.encode(ristretto.base_multiply(self.joint_secret))
        self.box_seed = draw(seed, "ballot/box")
        self.roll_id = draw(seed, "ballot/roll")

    def paper(self, name: str) -> token.Paper:
        return token.Paper(draw(self.seed, f"ballot/token/{name}"), self.manifest_hash, self.issuer.n)

    def token(self, paper: token.Paper) -> bytes:
        return paper.token(rsa.blind_sign(self.issuer, paper.blinded()))

    def made(self, name: str, shape: Shape, marks: list[int], honest: bool = True) -> Made:
        key, seed = self.paper(name).ballot_key, draw(self.seed, f"ballot/seed/{name}")
        return encrypted.make(shape, self.manifest_hash, self.joint_key, key, bytes(marks), seed, honest)


def _paper_rows(scene: Scene, name: str, deputy: int) -> dict[str, Any]:
    paper = scene.paper(name)
    secret = draw(scene.seed, f"ballot/card/{name}", card.SECRET_BYTES)
    identity_seed = card.identity_seed(secret, scene.roll_id)
    blinded = paper.blinded()
    request = token.issue_request(scene.manifest_hash, deputy, blinded, identity_seed)
    entry = token.Issuance(scene.manifest_hash, deputy, sha256(blinded), request[-64:]).encode()
    return {
        "deputy": deputy,
        "card_secret": secret.hex(),
        "card_printed": card.printed(secret),
        "identity_seed": identity_seed.hex(),
        "identity_key": ed25519.public_key(identity_seed).hex(),
        "token_seed": paper.token_seed.hex(),
        "ballot_key_seed": paper.ballot_key_seed.hex(),
        "ballot_key": paper.ballot_key.hex(),
        "prefix": paper.prefix.hex(),
        "salt": paper.salt.hex(),
        "blinding_factor": hex384(paper.blinding_factor),
        "token_message": token.token_message(scene.manifest_hash, paper.ballot_key).hex(),
        "prepared_message": paper.prepared.hex(),
        "encoded_message": rsa.emsa_pss_encode(paper.prepared, paper.salt, 3071).hex(),
        "blinded": blinded.hex(),
        "blinded_sha256": sha256(blinded).hex(),
        "issue_request": request.hex(),
        "issuance_entry": entry.hex(),
        "blind_signature": rsa.blind_sign(scene.issuer, blinded).hex(),
        "token": scene.token(paper).hex(),
    }


def _ballot_rows(scene: Scene, name: str, shape: Shape, marks: list[int], deputy: int) -> dict[str, Any]:
    paper, made = scene.paper(name), scene.made(name, shape, marks)
    cast = ballot.sign_ballot(made, scene.token(paper), paper.ballot_key_seed)
    leaf = merkle.leaf_hash(cast.leaf_data())
    ballot_seed = draw(scene.seed, f"ballot/seed/{name}")
    return {
        "name": name,
        "projects": shape.projects,
        "grades": shape.grades,
        "lo": shape.lo,
        "hi": shape.hi,
        **_paper_rows(scene, name, deputy),
        "marks": made.marks.hex(),
        "ballot_seed": ballot_seed.hex(),
        "randomness": [ristretto.scalar_bytes(r).hex() for r in made.randomness],
        "ciphertexts": made.statement.ciphertexts.hex(),
        "d": made.d.to_bytes(16, "little").hex(),
        "challenge": ristretto.scalar_bytes(made.c).hex(),
        "proofs": made.proofs.encode().hex(),
        "ballot_id": cast.ballot_id.hex(),
        "tracking_code": ballot.tracking_code(cast.ballot_id),
        "opening": (cast.ballot_key + made.marks + ballot_seed).hex(),
        "signature": cast.signature.hex(),
        "ballot": cast.encode().hex(),
        "ballot_sha256": sha256(cast.encode()).hex(),
        "leaf_data": cast.leaf_data().hex(),
        "leaf_hash": leaf.hex(),
        "promise": ballot.promise(scene.manifest_hash, leaf, scene.box_seed).hex(),
    }


def judge(
    scene_modulus: int, manifest_hash: bytes, joint_key: bytes, shape: Shape, data: bytes,
    slips: Container[bytes | None] = (),
) -> str | None:  # fmt: skip
    """The refusal of a ballot that can be seen from the ballot alone, in the order of §8.6; None if there is none."""
    try:
        cast = ballot.read_ballot(shape, data)
        if cast.manifest_hash != manifest_hash:
            return "wrong_manifest"
        statement = cast.statement(shape, joint_key)
        ed25519.decode_key(cast.ballot_key)
        statement.points()
        proofs = encrypted.read_proofs(shape, cast.proofs)
        for commitment in proofs.commitments:
            ristretto.decode(commitment)
        token.check_token(cast.token, manifest_hash, cast.ballot_key, scene_modulus, slips)
        cast.check_signature()
        if len(set(cast.first_components())) < shape.ciphertexts:
            return "duplicate_ciphertext"
        encrypted.verify(statement, proofs)
    except Refusal as refusal:
        return refusal.name
    return None


def _patched(data: bytes, at: int, part: bytes) -> bytes:
    return data[:at] + part + data[at + len(part) :]


def _resigned(cast: Ballot, key_seed: bytes, **changes: bytes) -> bytes:
    """The ballot with changed parts, signed again by its own ballot key."""
    fields = {"ciphertexts": cast.ciphertexts, "proofs": cast.proofs, "token": cast.token, **changes}
    key = ed25519.public_key(key_seed)
    unsigned = Ballot(cast.manifest_hash, key, fields["ciphertexts"], fields["proofs"], fields["token"], b"")
    signature = ed25519.sign(key_seed, ballot.CAST_TAG, unsigned.ballot_id + sha256(unsigned.token))
    return dataclasses.replace(unsigned, signature=signature).encode()


def _refused_rows(scene: Scene) -> list[tuple[str, bytes, str]]:
    name, shape, marks = CASES[0]
    paper, other = scene.paper(name), scene.paper(CASES[1][0])
    cast = ballot.sign_ballot(scene.made(name, shape, marks), scene.token(paper), paper.ballot_key_seed)
    good, seed, size = cast.encode(), paper.ballot_key_seed, ballot.ballot_bytes(shape)
    token_at, other_token = size - 64 - token.TOKEN_BYTES, scene.token(other)
    over_cap = scene.made(name, shape, [1, 1, 1, 0], honest=False)
    twice = cast.ciphertexts[:64] + cast.ciphertexts[:64] + cast.ciphertexts[128:]
    last = int.from_bytes(cast.proofs[-32:], "little") + 1
    changed = cast.proofs[:-32] + ristretto.scalar_bytes(last)
    flipped_token = _patched(cast.token, 100, bytes([cast.token[100] ^ 1]))
    above_n = cast.token[:35] + hex_bytes(scene.issuer.n)
    high_s = (int.from_bytes(good[-32:], "little") + ELL).to_bytes(32, "little")
    wrong_manifest = bytes(reversed(scene.manifest_hash))
    return [
        ("one byte too long", good + b"\0", "too_large"),
        ("one byte too short", good[:-1], "malformed"),
        ("empty", b"", "malformed"),
        ("version 2", _patched(good, 0, b"\0\2"), "wrong_version"),
        ("manifest hash of another round", _patched(good, 2, wrong_manifest), "wrong_manifest"),
        ("ballot key of small order", _patched(good, 34, b"\1" + bytes(31)), "not_canonical"),
        ("ballot key not below p", _patched(good, 34, b"\xee" + b"\xff" * 30 + b"\x7f"), "not_canonical"),
        ("first component is the identity", _patched(good, 66, bytes(32)), "identity_point"),
        ("ciphertext not canonical", _patched(good, 66, b"\1" + bytes(31)), "not_canonical"),
        ("first component with bit 255 set", _patched(good, 97, bytes([good[97] | 0x80])), "not_canonical"),
        ("identity before an encoding not canonical",
         _patched(_patched(good, 98, b"\1" + bytes(31)), 66, bytes(32)), "identity_point"),
        ("encoding not canonical before the identity",
         _patched(_patched(good, 66, b"\1" + bytes(31)), 98, bytes(32)), "not_canonical"),
        ("ciphertext not canonical before a token of kind 2",
         _patched(_patched(good, 66, b"\1" + bytes(31)), token_at, b"\2"), "not_canonical"),
        ("token of kind 2", _patched(good, token_at, b"\2"), "malformed"),
        ("token of issuer 2", _patched(good, token_at + 34, b"\2"), "malformed"),
        ("token signature not below N", _resigned(cast, seed, token=above_n), "malformed"),
        ("token with one bit changed", _resigned(cast, seed, token=flipped_token), "token_rejected"),
        ("token of another ballot key", _resigned(cast, seed, token=other_token), "token_rejected"),
        ("copied under another ballot key and token",
         _resigned(cast, other.ballot_key_seed, token=other_token), "proof_rejected"),
        ("signature with one bit changed", good[:-64] + bytes([good[-64] ^ 1]) + good[-63:], "signature_rejected"),
        ("signature with S plus the group order", good[:-32] + high_s, "signature_rejected"),
        ("ciphertexts changed after signing", good[:66] + twice + good[66 + len(twice) :], "signature_rejected"),
        ("one ciphertext twice", _resigned(cast, seed, ciphertexts=twice), "duplicate_ciphertext"),
        ("three approvals of at most two",
         ballot.sign_ballot(over_cap, cast.token, seed).encode(), "proof_rejected"),
        ("last response changed", _resigned(cast, seed, proofs=changed), "proof_rejected"),
    ]  # fmt: skip


def hex_bytes(value: int) -> bytes:
    return value.to_bytes(rsa.MODULUS_BYTES, "big")


def build(seed: str) -> dict[str, Any]:
    scene = Scene(seed)
    ballots = [_ballot_rows(scene, n, s, m, 7 + i) for i, (n, s, m) in enumerate(CASES)]
    paper = scene.paper("hand-back")
    hand_back = ballot.sign_hand_back(scene.manifest_hash, scene.token(paper), paper.ballot_key_seed)
    refused = []
    for name, data, refusal in _refused_rows(scene):
        found = judge(scene.issuer.n, scene.manifest_hash, scene.joint_key, SHAPE, data)
        if found != refusal:
            raise AssertionError(f"{name}: {found}, not {refusal}")
        refused.append({"name": name, "ballot": data.hex(), "refusal": refusal})
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "form": "hex; RSA numbers 384 bytes big-endian, curve scalars 32 bytes little-endian",
        "issuer": {
            "p": scene.issuer.p.to_bytes(192, "big").hex(),
            "q": scene.issuer.q.to_bytes(192, "big").hex(),
            "modulus": hex384(scene.issuer.n),
            "private_exponent": hex384(scene.issuer.d),
            "roots": [hex384(root) for root in rsa.make_key_proof(scene.issuer)],
        },
        "manifest_hash": scene.manifest_hash.hex(),
        "roll_id": scene.roll_id.hex(),
        "joint_secret": ristretto.scalar_bytes(scene.joint_secret).hex(),
        "joint_key": scene.joint_key.hex(),
        "box_key_seed": scene.box_seed.hex(),
        "box_key": ed25519.public_key(scene.box_seed).hex(),
        "ballots": ballots,
        "hand_back": {
            **_paper_rows(scene, "hand-back", 20),
            "entry": hand_back.entry().hex(),
            "leaf_hash": merkle.leaf_hash(hand_back.entry()).hex(),
            "promise": ballot.promise(
                scene.manifest_hash, merkle.leaf_hash(hand_back.entry()), scene.box_seed
            ).hex(),
        },
        "refused": refused,
    }
