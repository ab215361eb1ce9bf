"""tests/vectors/piaojue_slip.json: slips from seed to ballot, list, drawing, voiding (PROTOCOL §7.1, §7.4, §9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .. import ballot, card, ed25519, encrypted, manifest, merkle, slip, statement, token
from ..codec import tagged_hash, u16
from ..manifest import Attachment
from ..refusal import Refusal
from ..slip import Slip
from .ballot_vectors import SHAPE, Scene
from .plan import START_MINUTE
from .stream import draw

MARKS = [1, 0, 1, 0]
DEPUTY = 23
LISTED = 5
SIGNERS = [1, 2]  # an official and a scrutineer
VOIDED = slice(3, 5)


def _seeds(seed: str) -> list[bytes]:
    """Those of the list, then some beside it."""
    drawn = [draw(seed, f"slip-vectors/{i}") for i in range(1, LISTED)]
    return [bytes(range(32)), *drawn, bytes(32), b"\xff" * 32]


def _slip_row(each: Slip) -> dict[str, str]:
    return {
        "slip_seed": each.seed.hex(),
        "code": each.printed(),
        "ballot_key_seed": each.ballot_key_seed.hex(),
        "ballot_key": each.ballot_key.hex(),
        "prefix": each.prefix.hex(),
        "slip_hash": each.hash.hex(),
        "token": each.token.hex(),
    }


def _codes(first: Slip) -> tuple[list[str], list[tuple[str, str]]]:
    """What is read as the first slip, and what as none."""
    printed = first.printed()
    groups = printed.removeprefix(slip.CODE_PREFIX)
    plain = groups.replace("-", "")
    read = [
        printed, groups, groups.lower(), plain, plain.replace("0", "O").replace("1", "l"),
        slip.CODE_PREFIX + plain.replace("1", "i"), f" {groups.replace('-', ' ')} ", "-".join(plain),
    ]  # fmt: skip
    recovery = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFP-63ED"
    refused = [
        ("empty", ""),
        ("nothing behind the colon", slip.CODE_PREFIX),
        ("one character too few", printed[:-1]),
        ("one character too many", printed + "0"),
        ("a character changed", printed.replace("40R4", "40R5")),
        ("the last character changed", printed[:-1] + "Z"),
        ("two groups exchanged", groups[5:10] + groups[:5] + groups[10:]),
        ("the letter U", "U" + groups[1:]),
        ("something else before the colon", "PIAOJUE-CHECK-ID:" + groups),
        ("twice what stands before the colon", slip.CODE_PREFIX + printed),
        ("a line feed between groups", groups.replace("-", "\n", 1)),
        ("a full-width digit", "０" + groups[1:]),
        ("the recovery code of the same 32 bytes", recovery),
    ]
    return read, refused


def _refused_tokens(slips: list[Slip]) -> list[tuple[str, bytes, bytes, str]]:
    """(name, token, ballot key, refusal) in a round with this list."""
    good, key, other = slips[0].token, slips[0].ballot_key, slips[1]

    def patched(at: int, part: bytes) -> bytes:
        return good[:at] + part + good[at + len(part) :]

    return [
        ("count 1", patched(1, b"\1"), key, "malformed"),
        ("kind 2", patched(0, b"\2"), key, "malformed"),
        ("kind 0", patched(0, b"\0"), key, "malformed"),
        ("first byte behind the prefix", patched(34, b"\1"), key, "malformed"),
        ("last byte", patched(418, b"\1"), key, "malformed"),
        ("one byte too short", good[:-1], key, "malformed"),
        ("one byte too long", good + b"\0", key, "malformed"),
        ("last byte, of another slip's ballot key", patched(418, b"\x80"), other.ballot_key, "malformed"),
        ("prefix with one bit changed", patched(2, bytes([good[2] ^ 1])), key, "token_rejected"),
        ("another slip's prefix", other.token, key, "token_rejected"),
        ("another slip's ballot key", good, other.ballot_key, "token_rejected"),
        ("slip that is not on the list", slips[LISTED].token, slips[LISTED].ballot_key, "token_rejected"),
    ]


def _drawing(scene: Scene) -> dict[str, Any]:
    secret = draw(scene.seed, "slip-vectors/card", card.SECRET_BYTES)
    identity_seed = card.identity_seed(secret, scene.roll_id)
    request = token.draw_request(scene.manifest_hash, DEPUTY, identity_seed)
    return {
        "deputy": DEPUTY,
        "card_secret": secret.hex(),
        "card_printed": card.printed(secret),
        "identity_seed": identity_seed.hex(),
        "identity_key": ed25519.public_key(identity_seed).hex(),
        "signed_message": token.issue_message(scene.manifest_hash, DEPUTY, None).hex(),
        "request": request.hex(),
        "answer": (u16(1) + b"\0").hex(),
        "issuance_entry": token.Issuance(scene.manifest_hash, DEPUTY, None, request[-64:]).encode().hex(),
    }


def _refused_issuances(entry: bytes) -> list[tuple[str, bytes]]:
    return [
        ("count 1", entry[:38] + b"\1" + entry[39:]),
        ("kind 0 without a blinded value", entry[:37] + b"\0\1" + entry[39:]),
        ("kind 3", entry[:37] + b"\3" + entry[38:]),
        ("with 32 bytes more", entry[:39] + bytes(32) + entry[39:]),
        ("one byte too short", entry[:-1]),
        ("one byte too long", entry + b"\0"),
    ]


def _statement_key(seed: str, person: int) -> bytes:
    return draw(seed, f"slip-vectors/statement/{person}")


def _voiding(scene: Scene, hashes: list[bytes]) -> dict[str, Any]:
    signers = [(person, _statement_key(scene.seed, person)) for person in SIGNERS]
    body = statement.slips_body(hashes)
    signed = statement.sign_statement(statement.VOID_SLIPS, scene.manifest_hash, 7, START_MINUTE, body, signers)
    return {
        "signers": [
            {"person": person, "statement_key_seed": key.hex(), "statement_key": ed25519.public_key(key).hex()}
            for person, key in signers
        ],
        "serial": 7,
        "minute": START_MINUTE,
        "slip_hashes": [each.hex() for each in hashes],
        "body": body.hex(),
        "signed_message": signed.message().hex(),
        "entry": signed.encode().hex(),
    }


def _refused_bodies(hashes: list[bytes]) -> list[tuple[str, bytes]]:
    joined = b"".join(hashes)
    return [
        ("empty", b""),
        ("no slip", u16(0)),
        ("one slip fewer than counted", u16(3) + joined),
        ("one slip more than counted", u16(1) + joined),
        ("one byte too long", u16(2) + joined + b"\0"),
        ("descending", u16(2) + hashes[1] + hashes[0]),
        ("the same slip twice", u16(2) + hashes[0] + hashes[0]),
    ]


def _attachment(congress_id: bytes, content: bytes) -> bytes:
    return Attachment(congress_id, manifest.SLIPS, "application/octet-stream", content).encode()


def _refused_lists(hashes: list[bytes]) -> list[tuple[str, bytes]]:
    joined = b"".join(hashes)
    return [
        ("empty", b""),
        ("one byte too short", joined[:-1]),
        ("one byte too long", joined + b"\0"),
        ("less than one slip", joined[:31]),
        ("two slips exchanged", hashes[1] + hashes[0] + joined[64:]),
        ("the same slip twice", hashes[0] + joined),
    ]


def _box(scene: Scene, first: Slip) -> dict[str, Any]:
    """A ballot and a hand-back under the first slip. (A round has one of them.)"""
    ballot_seed = draw(scene.seed, "slip-vectors/ballot-seed")
    made = encrypted.make(SHAPE, scene.manifest_hash, scene.joint_key, first.ballot_key, bytes(MARKS), ballot_seed)
    cast = ballot.sign_ballot(made, first.token, first.ballot_key_seed)
    hand_back = ballot.sign_hand_back(scene.manifest_hash, first.token, first.ballot_key_seed).entry()
    return {
        "projects": SHAPE.projects,
        "grades": SHAPE.grades,
        "lo": SHAPE.lo,
        "hi": SHAPE.hi,
        "marks": made.marks.hex(),
        "ballot_seed": ballot_seed.hex(),
        "ballot": cast.encode().hex(),
        "ballot_id": cast.ballot_id.hex(),
        "tracking_code": ballot.tracking_code(cast.ballot_id),
        "leaf_hash": merkle.leaf_hash(cast.leaf_data()).hex(),
        "hand_back": hand_back.hex(),
        "hand_back_leaf_hash": merkle.leaf_hash(hand_back).hex(),
    }


def _refusal(action: Callable[[], object]) -> str | None:
    try:
        action()
    except Refusal as refusal:
        return refusal.name
    return None


def _row(name: str, refusal: str, read: Callable[[], object], **fields: str) -> dict[str, str]:
    """A row of something refused, after this implementation has refused it too."""
    if _refusal(read) != refusal:
        raise AssertionError(f"{name}: {_refusal(read)}, not {refusal}")
    return {"name": name, **fields, "refusal": refusal}


def _malformed(rows: list[tuple[str, bytes]], field: str, read: Callable[[bytes], object]) -> list[dict[str, str]]:
    return [_row(name, "malformed", partial(read, data), **{field: data.hex()}) for name, data in rows]


def build(seed: str) -> dict[str, Any]:
    scene = Scene(seed)
    slips = [Slip(each) for each in _seeds(seed)]
    hashes = sorted(each.hash for each in slips[:LISTED])
    congress_id = draw(seed, "slip-vectors/congress")
    read, refused = _codes(slips[0])
    drawing, entry = _drawing(scene), _attachment(congress_id, slip.slip_list(hashes))
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "form": "hex; codes are text",
        "manifest_hash": scene.manifest_hash.hex(),
        "roll_id": scene.roll_id.hex(),
        "joint_key": scene.joint_key.hex(),
        "issuer_modulus": scene.issuer.n.to_bytes(384, "big").hex(),
        "slips": [_slip_row(each) for each in slips],
        "codes": [{"typed": typed, "slip_seed": slip.read_code(typed).seed.hex()} for typed in read],
        "refused_codes": [
            _row(name, "malformed", partial(slip.read_code, typed), typed=typed) for name, typed in refused
        ],
        "list": {
            "congress_id": congress_id.hex(),
            "slip_hashes": [each.hex() for each in hashes],
            "attachment_entry": entry.hex(),
            "attachment_hash": tagged_hash("piaojue/v1/attachment", entry).hex(),
        },
        "refused_lists": _malformed(
            [(name, _attachment(congress_id, content)) for name, content in _refused_lists(hashes)],
            "attachment_entry",
            manifest.read_attachment,
        ),
        "refused_tokens": [
            _row(
                name, refusal,
                partial(token.check_token, data, scene.manifest_hash, key, scene.issuer.n, hashes),
                token=data.hex(), ballot_key=key.hex(),
            )
            for name, data, key, refusal in _refused_tokens(slips)
        ],  # fmt: skip
        "drawing": drawing,
        "refused_issuances": _malformed(
            _refused_issuances(bytes.fromhex(drawing["issuance_entry"])), "issuance_entry", token.read_issuance
        ),
        "voiding": _voiding(scene, hashes[VOIDED]),
        "refused_void_bodies": _malformed(
            _refused_bodies(hashes[VOIDED]), "body", lambda d: statement.check_body(statement.VOID_SLIPS, d)
        ),
        "box": _box(scene, slips[0]),
    }
