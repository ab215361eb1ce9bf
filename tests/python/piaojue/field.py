"""Arithmetic modulo p = 2^255 − 19 that both curves need (RFC 9496 §4.1, §4.2)."""

from __future__ import annotations

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
ELL = 2**252 + 27742317777372353535851937790883648493


def is_negative(x: int) -> bool:
    """RFC 9496 §3.1: the least significant bit of the reduced value."""
    return x & 1 == 1


def sqrt_ratio_m1(u: int, v: int) -> tuple[bool, int]:
    """(was_square, r): r = sqrt(u/v), or sqrt(i·u/v) if u/v is no square; r is not negative (RFC 9496 §4.2)."""
    v3 = v * v * v % P
    r = u * v3 * pow(u * v3 * v3 * v % P, (P - 5) // 8, P) % P
    check = v * r * r % P
    correct = check == u
    flipped = check == P - u if u else check == 0
    if flipped or check == (P - u) * SQRT_M1 % P:
        r = r * SQRT_M1 % P
    if is_negative(r):
        r = P - r
    return correct or flipped, r


INVSQRT_A_MINUS_D = sqrt_ratio_m1(1, (-1 - D) % P)[1]
