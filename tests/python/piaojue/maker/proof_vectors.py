"""tests/vectors/piaojue_or_proof.json: frozen vectors of the ballot proof (PROTOCOL §8.1–§8.4)."""

from __future__ import annotations

from typing import Any

from .. import batch, encrypted, ristretto
from ..edwards import add
from ..encrypted import Made
from ..field import ELL
from ..method import Shape
from .stream import draw, draw_scalar

CASES: list[tuple[str, Shape, list[int]]] = [
    ("approve_one_of_up_to_two", Shape(3, 2, 1, 2), [1, 0, 0, 0]),
    ("approve_as_many_as_allowed", Shape(3, 2, 1, 2), [1, 0, 1, 0]),
    ("approve_blank", Shape(3, 2, 1, 2), [0, 0, 0, 1]),
    ("approve_cap_above_number_of_projects", Shape(2, 2, 1, 10), [1, 1, 0]),
    ("approve_single_project", Shape(1, 2, 1, 1), [1, 0]),
    ("exactly_two", Shape(4, 2, 2, 2), [0, 1, 1, 0, 0]),
    ("exactly_two_blank", Shape(4, 2, 2, 2), [0, 0, 0, 0, 1]),
    ("three_way_mixed", Shape(3, 3, 0, 3), [1, 2, 0, 0]),
    ("three_way_approve_all", Shape(3, 3, 0, 3), [1, 1, 1, 0]),
    ("three_way_oppose_all", Shape(3, 3, 0, 3), [2, 2, 2, 0]),
    ("three_way_abstain_on_all", Shape(3, 3, 0, 3), [0, 0, 0, 0]),
    ("three_way_blank", Shape(3, 3, 0, 3), [0, 0, 0, 1]),
    ("three_way_capped_at_the_cap", Shape(4, 3, 0, 2), [1, 2, 1, 2, 0]),
    ("three_way_capped_abstain_on_all", Shape(4, 3, 0, 2), [0, 0, 0, 0, 0]),
    ("three_way_capped_blank", Shape(4, 3, 0, 2), [0, 0, 0, 0, 1]),
]

FORBIDDEN: list[tuple[str, Shape, list[int]]] = [
    ("over_the_cap", Shape(3, 2, 1, 2), [1, 1, 1, 0]),
    ("nothing_approved_and_not_blank", Shape(3, 2, 1, 2), [0, 0, 0, 0]),
    ("blank_with_an_approval", Shape(3, 2, 1, 2), [1, 0, 0, 1]),
    ("fewer_than_exactly_two", Shape(4, 2, 2, 2), [1, 0, 0, 0, 0]),
    ("three_way_over_the_cap", Shape(4, 3, 0, 2), [1, 1, 1, 0, 0]),
    ("three_way_blank_with_an_opposition", Shape(3, 3, 0, 3), [0, 2, 0, 1]),
]


BIT_255 = bytes(31) + b"\x80"


def _inputs(seed: str) -> tuple[bytes, bytes, bytes]:
    joint_key = ristretto.encode(ristretto.base_multiply(draw_scalar(seed, "proof/joint")))
    return draw(seed, "proof/manifest"), joint_key, draw(seed, "proof/ballot-key")


def _statement(made: Made) -> dict[str, Any]:
    shape, statement = made.statement.shape, made.statement
    return {
        "projects": shape.projects,
        "grades": shape.grades,
        "lo": shape.lo,
        "hi": shape.hi,
        "manifest_hash": statement.manifest_hash.hex(),
        "joint_key": statement.joint_key.hex(),
        "ballot_key": statement.ballot_key.hex(),
    }


def _accepted(name: str, made: Made, seed: bytes) -> dict[str, Any]:
    lists = encrypted.ors(made.statement.shape, made.d)
    at, described = 0, []
    for branches in lists:
        rows = []
        for number, branch in enumerate(branches):
            rows.append(
                {
                    "value": ristretto.scalar_bytes(branch.value).hex(),
                    "commitment_a": made.proofs.commitments[2 * at].hex(),
                    "commitment_a_prime": made.proofs.commitments[2 * at + 1].hex(),
                    "share": ristretto.scalar_bytes(made.shares[at]).hex(),
                    "share_sent": number + 1 < len(branches),
                    "response": ristretto.scalar_bytes(made.proofs.responses[at]).hex(),
                }
            )
            at += 1
        described.append(rows)
    return {
        "name": name,
        **_statement(made),
        "marks": made.marks.hex(),
        "ballot_seed": seed.hex(),
        "randomness": [ristretto.scalar_bytes(r).hex() for r in made.randomness],
        "ciphertexts": made.statement.ciphertexts.hex(),
        "d": made.d.to_bytes(16, "little").hex(),
        "challenge": ristretto.scalar_bytes(made.c).hex(),
        "ors": described,
        "proofs": made.proofs.encode().hex(),
    }


def _refused(name: str, made: Made, ciphertexts: bytes, proofs: bytes, refusal: str, **other: str) -> dict[str, Any]:
    row = {"name": name, **_statement(made), "ciphertexts": ciphertexts.hex(), "proofs": proofs.hex()}
    return {**row, **other, "refusal": refusal}


def _patched(data: bytes, at: int, part: bytes) -> bytes:
    return data[:at] + part + data[at + len(part) :]


def _plus_one(data: bytes, at: int) -> bytes:
    return _patched(data, at, ristretto.scalar_bytes(int.from_bytes(data[at : at + 32], "little") + 1))


def _with_bit_255(data: bytes, at: int) -> bytes:
    """The point there in an encoding that some libraries take for the same."""
    return _patched(data, at + 31, bytes([data[at + 31] | 0x80]))


def _defects(made: Made, other: Made) -> list[dict[str, Any]]:
    """One defect each in an otherwise good ballot; `other` is a good ballot of the same shape."""
    shape, ciphertexts, proofs = made.statement.shape, made.statement.ciphertexts, made.proofs.encode()
    shares_at = 64 * shape.branches
    responses_at = shares_at + 32 * (shape.branches - shape.ors)
    noncanonical = bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
    negative = bytes.fromhex("0100000000000000000000000000000000000000000000000000000000000000")
    above = (ELL + int.from_bytes(proofs[-32:], "little")).to_bytes(32, "little")
    last_point = shares_at - 32
    swapped = ciphertexts[64:128] + ciphertexts[:64] + ciphertexts[128:]
    key = {"ballot_key": other.statement.ballot_key.hex()}
    manifest = {"manifest_hash": bytes(reversed(made.statement.manifest_hash)).hex()}
    rows: list[tuple[str, bytes, bytes, str, dict[str, str]]] = [
        ("first_component_identity", _patched(ciphertexts, 0, bytes(32)), proofs, "identity_point", {}),
        ("second_component_identity", _patched(ciphertexts, 32, bytes(32)), proofs, "identity_point", {}),
        ("ciphertext_not_below_p", _patched(ciphertexts, 64, noncanonical), proofs, "not_canonical", {}),
        ("ciphertext_negative", _patched(ciphertexts, 64, negative), proofs, "not_canonical", {}),
        ("ciphertext_with_bit_255", _with_bit_255(ciphertexts, 32), proofs, "not_canonical", {}),
        ("ciphertext_identity_with_bit_255", _patched(ciphertexts, 32, BIT_255), proofs, "not_canonical", {}),
        ("commitment_with_bit_255", ciphertexts, _with_bit_255(proofs, last_point), "not_canonical", {}),
        ("commitment_identity", ciphertexts, _patched(proofs, 0, bytes(32)), "identity_point", {}),
        ("commitment_not_below_p", ciphertexts, _patched(proofs, 32, noncanonical), "not_canonical", {}),
        ("response_plus_group_order", ciphertexts, _patched(proofs, len(proofs) - 32, above), "not_canonical", {}),
        (
            "share_not_below_group_order",
            ciphertexts,
            _patched(proofs, shares_at, ELL.to_bytes(32, "little")),
            "not_canonical",
            {},
        ),
        ("proofs_one_byte_short", ciphertexts, proofs[:-1], "malformed", {}),
        ("proofs_one_byte_long", ciphertexts, proofs + b"\0", "malformed", {}),
        ("proofs_empty", ciphertexts, b"", "malformed", {}),
        ("share_changed", ciphertexts, _plus_one(proofs, shares_at), "proof_rejected", {}),
        ("response_changed", ciphertexts, _plus_one(proofs, responses_at), "proof_rejected", {}),
        ("last_response_changed", ciphertexts, _plus_one(proofs, len(proofs) - 32), "proof_rejected", {}),
        ("commitments_swapped", ciphertexts, proofs[32:64] + proofs[:32] + proofs[64:], "proof_rejected", {}),
        ("ciphertexts_swapped", swapped, proofs, "proof_rejected", {}),
        ("proofs_of_another_ballot", ciphertexts, other.proofs.encode(), "proof_rejected", {}),
        ("ciphertexts_of_another_ballot", other.statement.ciphertexts, proofs, "proof_rejected", {}),
        ("copied_under_another_ballot_key", ciphertexts, proofs, "proof_rejected", key),
        ("of_another_manifest", ciphertexts, proofs, "proof_rejected", manifest),
    ]
    return [_refused(name, made, c, p, refusal, **o) for name, c, p, refusal, o in rows]


def _half_true(made: Made, seed: bytes, component: int) -> Made:
    """The first ciphertext has G added to one component, and everything is "proved" all the same.

    Only the first (component 0) or only the second equation of the true branches fails: both must be verified.
    """
    ciphertexts, at = made.statement.ciphertexts, 32 * component
    shifted = ristretto.encode(add(ristretto.decode(ciphertexts[at : at + 32]), ristretto.G))
    statement = made.statement
    return encrypted.make(
        statement.shape, statement.manifest_hash, statement.joint_key, statement.ballot_key, made.marks, seed,
        honest=False, ciphertexts=_patched(ciphertexts, at, shifted),
    )  # fmt: skip


def statement_of(row: dict[str, Any]) -> encrypted.Statement:
    """The statement that a row of this file describes."""
    shape = Shape(row["projects"], row["grades"], row["lo"], row["hi"])
    parts = (bytes.fromhex(row[name]) for name in ("manifest_hash", "joint_key", "ballot_key", "ciphertexts"))
    return encrypted.Statement(shape, *parts)


def build(seed: str) -> dict[str, Any]:
    manifest_hash, joint_key, ballot_key = _inputs(seed)
    accepted, refused, made_of = [], [], {}
    for name, shape, marks in CASES:
        ballot_seed = draw(seed, f"proof/{name}")
        made = encrypted.make(shape, manifest_hash, joint_key, ballot_key, bytes(marks), ballot_seed)
        made_of[name] = made
        accepted.append(_accepted(name, made, ballot_seed))
    second_key = draw(seed, "proof/second-ballot-key")
    for name, shape, marks in (CASES[0], CASES[7]):
        other = encrypted.make(shape, manifest_hash, joint_key, second_key, bytes(marks), draw(seed, f"other/{name}"))
        rows = _defects(made_of[name], other)
        refused += [{**row, "name": f"{name}: {row['name']}"} for row in rows]
        for component, which in enumerate(("first", "second")):
            half = _half_true(made_of[name], draw(seed, f"proof/{name}"), component)
            row = _refused(
                f"{name}: only_the_{which}_equation_fails", half, half.statement.ciphertexts, half.proofs.encode(),
                "proof_rejected",
            )  # fmt: skip
            refused.append(row)
    for name, shape, marks in FORBIDDEN:
        ballot_seed = draw(seed, f"proof/{name}")
        made = encrypted.make(shape, manifest_hash, joint_key, ballot_key, bytes(marks), ballot_seed, honest=False)
        proofs = made.proofs.encode()
        refused.append(_refused(name, made, made.statement.ciphertexts, proofs, "proof_rejected"))
    for row in accepted + refused:
        found = batch.refusal_of((statement_of(row), bytes.fromhex(row["proofs"])))
        if found != row.get("refusal"):
            raise AssertionError(f"{row['name']}: {found}")
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "form": "hex; points 32 bytes, scalars 32 bytes little-endian, d 16 bytes little-endian; marks end with blank",
        "session_tag": encrypted.BALLOT_SESSION.decode("ascii"),
        "session_id": encrypted.BALLOT_SESSION_ID.hex(),
        "accepted": accepted,
        "refused": refused,
    }
