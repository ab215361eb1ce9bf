"""Many ballots' proofs in one sum with random weights: the equations of PROTOCOL §8.4, some hundred at a time.

If one equation of a batch does not hold, the weighted sum is the identity with a chance of about 2^-128 only. A batch
that fails is verified ballot by ballot, so that the failing ones are named.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from .edwards import Point, add, big_sum_of_products, sum_of_products
from .encrypted import Proofs, Statement, all_shares, ors, read_proofs, verify
from .field import ELL
from .refusal import Refusal
from .ristretto import G, decode, is_identity

Item = tuple[Statement, bytes]
CHUNK = 24


class _Sum:
    """Σ weight·equation: coefficients of G and K apart, all other points in a list."""

    def __init__(self) -> None:
        self.g = 0
        self.k = 0
        self.scalars: list[int] = []
        self.points: list[Point] = []

    def include(self, statement: Statement, proofs: Proofs) -> None:
        points = statement.points()
        d, c = statement.challenge(proofs)
        lists = ors(statement.shape, d)
        shares = all_shares(lists, proofs.sent_shares, c)
        factors = [0] * len(points)
        at = 0
        for branches in lists:
            for branch in branches:
                e, z = shares[at], proofs.responses[at]
                w1, w2 = secrets.randbits(128), secrets.randbits(128)
                # w1·(A + e·U − z·G) + w2·(A′ + e·(V − v·G) − z·K)
                self.scalars += [w1, w2]
                self.points += [decode(part) for part in proofs.commitments[2 * at : 2 * at + 2]]
                self.g -= w1 * z + w2 * e * branch.value
                self.k -= w2 * z
                for factor, index in branch.combination:
                    factors[2 * index] += w1 * e * factor
                    factors[2 * index + 1] += w2 * e * factor
                at += 1
        self.scalars += [factor % ELL for factor in factors]
        self.points += points

    def holds(self, joint_key: bytes) -> bool:
        if not self.points:
            return True
        total = big_sum_of_products(self.scalars, self.points)
        base = sum_of_products([(self.g % ELL, G), (self.k % ELL, decode(joint_key))])
        return is_identity(add(total, base))


def refusal_of(item: Item) -> str | None:
    """The verdict on one ballot's proofs: None, or the name of its refusal."""
    statement, raw = item
    try:
        verify(statement, read_proofs(statement.shape, raw))
    except Refusal as refusal:
        return refusal.name
    return None


def _chunk(items: Sequence[Item]) -> list[str | None]:
    whole = _Sum()
    try:
        for statement, raw in items:
            whole.include(statement, read_proofs(statement.shape, raw))
        if whole.holds(items[0][0].joint_key):
            return [None] * len(items)
    except Refusal:
        pass
    return [refusal_of(item) for item in items]


def refusals(items: Sequence[Item], processes: int = 1) -> list[str | None]:
    """For each ballot None, or the name of the refusal of its ciphertexts or proofs. All items have one joint key."""
    chunks = [items[i : i + CHUNK] for i in range(0, len(items), CHUNK)]
    if processes > 1 and len(chunks) > 1:
        with ProcessPoolExecutor(processes) as pool:
            results = list(pool.map(_chunk, chunks))
    else:
        results = [_chunk(chunk) for chunk in chunks]
    return [verdict for result in results for verdict in result]
