"""The encrypted ballot and its proofs: marks, ciphertexts, transcript, ORs (PROTOCOL §8.1–§8.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from .codec import tagged, u8
from .edwards import IDENTITY, Point, add, multiply, negate, sum_of_products
from .field import ELL
from .method import Shape
from .refusal import Refusal, require
from .ristretto import G, base_multiply, decode, encode, is_identity, scalar, scalar_bytes, wide
from .sponge import Sponge, derive_session_id

BALLOT_SESSION = b"PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-ballot"
BALLOT_SESSION_ID = derive_session_id(BALLOT_SESSION)

Combination = tuple[tuple[int, int], ...]
"""A linear combination of ciphertexts: pairs (factor, index of the ciphertext in its order of §8.2)."""


@dataclass(frozen=True)
class Branch:
    """"The combination encrypts `value`.\""""

    combination: Combination
    value: int


def check_marks(shape: Shape, marks: bytes) -> None:
    """Marks ‖ blank as in §8.1; raises `malformed`."""
    require(len(marks) == shape.projects + 1, "malformed", "the number of marks is not the number of projects")
    each, blank = marks[:-1], marks[-1]
    require(all(mark < shape.grades for mark in each) and blank <= 1, "malformed", "an unknown mark")
    approvals = each.count(1)
    if shape.grades == 2:
        require((blank == 1) == (approvals == 0), "malformed", "blank says otherwise than the marks")
    elif blank:
        require(not any(each), "malformed", "a blank ballot with marks")
    if not blank:
        require(shape.lo <= approvals <= shape.most, "malformed", f"{approvals} approvals")


def plaintexts(shape: Shape, marks: bytes) -> list[int]:
    """The numbers 0 or 1 behind the E ciphertexts, in the order of §8.2."""
    return [int(mark == i) for mark in marks[:-1] for i in range(1, shape.grades)] + [marks[-1]]


def ors(shape: Shape, d: int) -> list[list[Branch]]:
    """The list of ORs of §8.4."""
    step = shape.grades - 1
    blank = shape.ciphertexts - 1
    result: list[list[Branch]] = []
    for project in range(shape.projects):
        if step == 1:
            x: Combination = ((1, project),)
            result.append([Branch(x, v) for v in (0, 1)])
        else:
            x = ((1, 2 * project), (d, 2 * project + 1))
            result.append([Branch(x, v) for v in (0, 1, d)])
    cap: Combination = (*((1, step * project) for project in range(shape.projects)), (d, blank))
    result.append([Branch(cap, v) for v in (*range(shape.lo, shape.most + 1), d)])
    if step == 2:
        opposed: Combination = tuple((1, 2 * project + 1) for project in range(shape.projects))
        result.append([Branch(((1, blank),), 0), Branch(opposed, 0)])
    return result


def ballot_sponge(manifest_hash: bytes, joint_key: bytes, ballot_key: bytes, ciphertexts: bytes) -> tuple[Sponge, int]:
    """The transcript up to d (§8.3): the sponge and d."""
    sponge = Sponge(BALLOT_SESSION_ID).absorb(manifest_hash, joint_key, ballot_key, ciphertexts)
    return sponge, int.from_bytes(sponge.squeeze(16), "little")


@dataclass(frozen=True)
class Proofs:
    """The proofs of a ballot, split but not yet judged."""

    commitments: tuple[bytes, ...]
    sent_shares: tuple[int, ...]
    responses: tuple[int, ...]

    def encode(self) -> bytes:
        return b"".join(self.commitments) + b"".join(map(scalar_bytes, self.sent_shares + self.responses))


def ciphertext_bytes(shape: Shape) -> int:
    return 64 * shape.ciphertexts


def proofs_bytes(shape: Shape) -> int:
    return 128 * shape.branches - 32 * shape.ors


def split(data: bytes, size: int = 32) -> list[bytes]:
    return [data[i : i + size] for i in range(0, len(data), size)]


def read_proofs(shape: Shape, data: bytes) -> Proofs:
    """Splits by §8.4; scalars must be canonical, commitments are decoded later, in check_equations()."""
    require(len(data) == proofs_bytes(shape), "malformed", "the proofs have another length")
    parts = split(data)
    commitments, scalars = parts[: 2 * shape.branches], [scalar(part) for part in parts[2 * shape.branches :]]
    sent = shape.branches - shape.ors
    return Proofs(tuple(commitments), tuple(scalars[:sent]), tuple(scalars[sent:]))


def all_shares(lists: Sequence[Sequence[Branch]], sent: Sequence[int], c: int) -> list[int]:
    """The shares of all branches: the last of each OR is c minus the others."""
    result: list[int] = []
    at = 0
    for branches in lists:
        mine = list(sent[at : at + len(branches) - 1])
        at += len(branches) - 1
        result += [*mine, (c - sum(mine)) % ELL]
    return result


@dataclass(frozen=True)
class Statement:
    """Everything that the proofs of one ballot speak of, with points decoded."""

    shape: Shape
    manifest_hash: bytes
    joint_key: bytes
    ballot_key: bytes
    ciphertexts: bytes

    def points(self) -> list[Point]:
        """U and V of each ciphertext in turn; the identity and other encodings are refused (§2)."""
        return [decode(part) for part in split(self.ciphertexts)]

    def challenge(self, proofs: Proofs) -> tuple[int, int]:
        """(d, c) of §8.3."""
        sponge, d = ballot_sponge(self.manifest_hash, self.joint_key, self.ballot_key, self.ciphertexts)
        return d, wide(sponge.absorb(*proofs.commitments).squeeze(48))


def combine(combination: Combination, points: Sequence[Point]) -> tuple[Point, Point]:
    """The combination of ciphertexts, component by component."""
    u = v = IDENTITY
    for factor, index in combination:
        scaled_u, scaled_v = points[2 * index], points[2 * index + 1]
        if factor != 1:
            scaled_u, scaled_v = multiply(factor, scaled_u), multiply(factor, scaled_v)
        u, v = add(u, scaled_u), add(v, scaled_v)
    return u, v


def verify(statement: Statement, proofs: Proofs) -> None:
    """§8.4 word by word, one equation after the other; batch.py does the same for many ballots at once."""
    joint = decode(statement.joint_key)
    points = statement.points()
    commitments = [decode(commitment) for commitment in proofs.commitments]
    d, c = statement.challenge(proofs)
    lists = ors(statement.shape, d)
    shares = all_shares(lists, proofs.sent_shares, c)
    at = 0
    for number, branches in enumerate(lists):
        for branch in branches:
            u, v = combine(branch.combination, points)
            e, z = shares[at], proofs.responses[at]
            a, b = commitments[2 * at], commitments[2 * at + 1]
            shifted = add(v, negate(base_multiply(branch.value)))
            first = sum_of_products([(z, G), (ELL - 1, a), (ELL - e, u)])
            second = sum_of_products([(z, joint), (ELL - 1, b), (ELL - e, shifted)])
            if not (is_identity(first) and is_identity(second)):
                raise Refusal("proof_rejected", f"OR {number} of the ballot does not hold")
            at += 1


# --- the voter's side -------------------------------------------------------------------------------------------------


class ScalarStream:
    """stream(label) of §8.5, read as scalars of 64 bytes each."""

    def __init__(self, seed: bytes, manifest_hash: bytes, ballot_key: bytes, marks: bytes, label: str) -> None:
        head = tagged("piaojue/v1/ballot-seed") + seed + manifest_hash + ballot_key + marks
        self._xof = hashlib.shake_256(head + u8(len(label)) + label.encode("ascii"))
        self._read = 0

    def scalar(self) -> int:
        self._read += 64
        return wide(self._xof.digest(self._read)[-64:])


@dataclass(frozen=True)
class Made:
    """An encrypted ballot with everything that went into it."""

    statement: Statement
    marks: bytes
    randomness: tuple[int, ...]
    d: int
    c: int
    shares: tuple[int, ...]
    proofs: Proofs


def encrypt(joint_key: bytes, values: Sequence[int], randomness: Sequence[int]) -> bytes:
    """Enc(v; r) = (r·G, r·K + v·G) for each (§8.2)."""
    joint = decode(joint_key)
    out = b""
    for v, r in zip(values, randomness, strict=True):
        out += encode(base_multiply(r)) + encode(sum_of_products([(r, joint), (v, G)]))
    return out


def make(
    shape: Shape, manifest_hash: bytes, joint_key: bytes, ballot_key: bytes, marks: bytes, seed: bytes,
    honest: bool = True, ciphertexts: bytes | None = None,
) -> Made:  # fmt: skip
    """Ciphertexts and proofs from the marks and the ballot seed (§8.5).

    With honest=False marks that are not allowed are encrypted and "proved" all the same, as a cheating client would:
    an OR without a true branch gets its first branch treated as the true one. Given ciphertexts are "proved" as if they
    were those of the marks.
    """
    if honest:
        check_marks(shape, marks)
    values = plaintexts(shape, marks)
    encrypt_stream = ScalarStream(seed, manifest_hash, ballot_key, marks, "encrypt")
    randomness = tuple(encrypt_stream.scalar() for _ in values)
    ciphertexts = ciphertexts or encrypt(joint_key, values, randomness)
    statement = Statement(shape, manifest_hash, joint_key, ballot_key, ciphertexts)
    joint, points = decode(joint_key), statement.points()
    sponge, d = ballot_sponge(manifest_hash, joint_key, ballot_key, statement.ciphertexts)
    lists = ors(shape, d)

    prove_stream = ScalarStream(seed, manifest_hash, ballot_key, marks, "prove")
    drawn = [[(prove_stream.scalar(), prove_stream.scalar()) for _ in branches] for branches in lists]
    true_branches = [_true_branch(branches, values) for branches in lists]
    commitments: list[bytes] = []
    for branches, pairs, true_branch in zip(lists, drawn, true_branches, strict=True):
        for i, (branch, (p, q)) in enumerate(zip(branches, pairs, strict=True)):
            e = 0 if i == true_branch else p
            u, v = combine(branch.combination, points)
            shifted = add(v, negate(base_multiply(branch.value)))
            commitments.append(encode(sum_of_products([(q, G), (-e % ELL, u)])))
            commitments.append(encode(sum_of_products([(q, joint), (-e % ELL, shifted)])))
    c = wide(sponge.absorb(*commitments).squeeze(48))

    shares: list[int] = []
    sent: list[int] = []
    responses: list[int] = []
    for branches, pairs, true_branch in zip(lists, drawn, true_branches, strict=True):
        mine = [p for p, _ in pairs]
        mine[true_branch] = (c - sum(p for i, p in enumerate(mine) if i != true_branch)) % ELL
        r_x = sum(factor * randomness[index] for factor, index in branches[true_branch].combination)
        answers = [q for _, q in pairs]
        answers[true_branch] = (answers[true_branch] + mine[true_branch] * r_x) % ELL
        shares += mine
        sent += mine[:-1]
        responses += answers
    proofs = Proofs(tuple(commitments), tuple(sent), tuple(responses))
    return Made(statement, marks, randomness, d, c, tuple(shares), proofs)


def _true_branch(branches: Sequence[Branch], values: Sequence[int]) -> int:
    """The branch that holds; the first of them where several do."""
    for i, branch in enumerate(branches):
        if sum(factor * values[index] for factor, index in branch.combination) == branch.value:
            return i
    return 0
