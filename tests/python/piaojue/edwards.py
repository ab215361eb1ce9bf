"""The curve edwards25519 in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, xy = T/Z.

Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (a = −1), also in RFC 8032 §5.1.4.
Public data only: the running time depends on the values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .field import ELL, P, D
from .memo import remembered

Point = tuple[int, int, int, int]

IDENTITY: Point = (0, 1, 1, 0)
_2D = 2 * D % P


def add(p: Point, q: Point) -> Point:
    x1, y1, z1, t1 = p
    x2, y2, z2, t2 = q
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = t1 * _2D % P * t2 % P
    d = 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double(p: Point) -> Point:
    x, y, z, _ = p
    a = x * x
    b = y * y
    h = a + b
    e = h - (x + y) * (x + y)
    g = a - b
    f = 2 * z * z + g
    e, f, g, h = e % P, f % P, g % P, h % P
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def negate(p: Point) -> Point:
    return (P - p[0], p[1], p[2], P - p[3])


def subtract(p: Point, q: Point) -> Point:
    return add(p, negate(q))


def total(points: Iterable[Point]) -> Point:
    result = IDENTITY
    for point in points:
        result = add(result, point)
    return result


def is_identity(p: Point) -> bool:
    """Exactly the neutral element (0, 1), not one of the other points of small order."""
    return p[0] % P == 0 and (p[1] - p[2]) % P == 0


def naf(k: int, width: int = 5) -> list[int]:
    """Signed digits of k, least significant first: odd or 0, below 2^(width−1) in size."""
    digits = []
    modulus, half = 1 << width, 1 << (width - 1)
    while k:
        digit = 0
        if k & 1:
            digit = k & (modulus - 1)
            if digit >= half:
                digit -= modulus
            k -= digit
        digits.append(digit)
        k >>= 1
    return digits


def _odd_multiples(p: Point, count: int) -> list[Point]:
    table, twice = [p], double(p)
    while len(table) < count:
        table.append(add(table[-1], twice))
    return table


def sum_of_products(terms: Sequence[tuple[int, Point]]) -> Point:
    """Σ k·P for a few terms: interleaved signed digits with common doublings (Straus). No reduction modulo ℓ."""
    prepared = [(naf(k), _odd_multiples(p, 8)) for k, p in terms if k]
    result = IDENTITY
    for position in range(max((len(digits) for digits, _ in prepared), default=0) - 1, -1, -1):
        result = double(result)
        for digits, table in prepared:
            digit = digits[position] if position < len(digits) else 0
            if digit > 0:
                result = add(result, table[digit >> 1])
            elif digit < 0:
                result = add(result, negate(table[-digit >> 1]))
    return result


@remembered
def multiply(k: int, p: Point) -> Point:
    return sum_of_products([(k, p)])


class FixedBase:
    """64 × 15 multiples of one point: a product is at most 64 additions."""

    def __init__(self, base: Point) -> None:
        self._rows: list[list[Point]] = []
        for _ in range(64):
            row = [IDENTITY, base]
            while len(row) < 16:
                row.append(add(row[-1], base))
            self._rows.append(row)
            base = add(row[-1], base)

    def multiply(self, k: int) -> Point:
        result, k = IDENTITY, k % ELL
        for row in self._rows:
            if not k:
                break
            if k & 15:
                result = add(result, row[k & 15])
            k >>= 4
        return result


def big_sum_of_products(scalars: Sequence[int], points: Sequence[Point]) -> Point:
    """Σ k·P for many terms by buckets (Pippenger). Scalars are not negative; short ones cost less."""
    window = max(3, min(12, len(points).bit_length() - 2))
    mask = (1 << window) - 1
    windows = -(-max((k.bit_length() for k in scalars), default=0) // window)
    result = IDENTITY
    for position in range(windows - 1, -1, -1):
        for _ in range(window):
            result = double(result)
        buckets: list[Point | None] = [None] * (mask + 1)
        shift = position * window
        for k, point in zip(scalars, points, strict=True):
            digit = (k >> shift) & mask
            if digit:
                held = buckets[digit]
                buckets[digit] = point if held is None else add(held, point)
        running = weighted = IDENTITY
        for digit in range(mask, 0, -1):
            held = buckets[digit]
            if held is not None:
                running = add(running, held)
            weighted = add(weighted, running)
        result = add(result, weighted)
    return result
