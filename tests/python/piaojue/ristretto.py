"""ristretto255 (RFC 9496 §4.3) and scalars (PROTOCOL §2)."""

from __future__ import annotations

from .edwards import IDENTITY, FixedBase, Point
from .field import D, ELL, INVSQRT_A_MINUS_D, P, SQRT_M1, is_negative, sqrt_ratio_m1
from .memo import remembered
from .refusal import Refusal, require


@remembered
def decode_any(data: bytes) -> Point:
    """RFC 9496 §4.3.1; also accepts the identity."""
    require(len(data) == 32, "malformed", "a point has 32 bytes")
    s = int.from_bytes(data, "little")
    require(s < P and not is_negative(s), "not_canonical", "no canonical encoding of a point")
    ss = s * s % P
    u1, u2 = (1 - ss) % P, (1 + ss) % P
    u2_sqr = u2 * u2 % P
    v = (-(D * u1 * u1) - u2_sqr) % P
    was_square, invsqrt = sqrt_ratio_m1(1, v * u2_sqr % P)
    den_x = invsqrt * u2 % P
    den_y = invsqrt * den_x * v % P
    x = 2 * s * den_x % P
    if is_negative(x):
        x = P - x
    y = u1 * den_y % P
    t = x * y % P
    require(was_square and not is_negative(t) and y != 0, "not_canonical", "not an encoding of a point")
    return (x, y, 1, t)


def decode(data: bytes) -> Point:
    """A point of this protocol: canonical and not the identity (§2)."""
    if data == bytes(32):
        raise Refusal("identity_point", "the identity is forbidden")
    return decode_any(data)


@remembered
def encode(p: Point) -> bytes:
    """RFC 9496 §4.3.2."""
    x0, y0, z0, t0 = p
    u1 = (z0 + y0) * (z0 - y0) % P
    u2 = x0 * y0 % P
    _, invsqrt = sqrt_ratio_m1(1, u1 * u2 * u2 % P)
    den1 = invsqrt * u1 % P
    den2 = invsqrt * u2 % P
    z_inv = den1 * den2 * t0 % P
    if is_negative(t0 * z_inv % P):
        x, y = y0 * SQRT_M1 % P, x0 * SQRT_M1 % P
        den_inv = den1 * INVSQRT_A_MINUS_D % P
    else:
        x, y, den_inv = x0, y0, den2
    if is_negative(x * z_inv % P):
        y = -y
    s = den_inv * (z0 - y) % P
    return (P - s if is_negative(s) else s).to_bytes(32, "little")


def equal(p: Point, q: Point) -> bool:
    """RFC 9496 §4.3.3: the same element, whatever the representatives."""
    return (p[0] * q[1] - p[1] * q[0]) % P == 0 or (p[0] * q[0] - p[1] * q[1]) % P == 0


def is_identity(p: Point) -> bool:
    return equal(p, IDENTITY)


GENERATOR_ENCODING = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
G = decode(GENERATOR_ENCODING)
_G_TABLE = FixedBase(G)


def base_multiply(k: int) -> Point:
    """k·G."""
    return _G_TABLE.multiply(k)


def scalar(data: bytes) -> int:
    """A scalar: 32 bytes little-endian, below ℓ (§2)."""
    require(len(data) == 32, "malformed", "a scalar has 32 bytes")
    value = int.from_bytes(data, "little")
    require(value < ELL, "not_canonical", "a scalar is not below the group order")
    return value


def scalar_bytes(value: int) -> bytes:
    return (value % ELL).to_bytes(32, "little")


def wide(data: bytes) -> int:
    """wide(b) of §2."""
    if len(data) not in (48, 64):
        raise ValueError("wide() takes 48 or 64 bytes")
    return int.from_bytes(data, "little") % ELL
