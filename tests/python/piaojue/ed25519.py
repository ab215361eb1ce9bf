"""Ed25519 (RFC 8032) with the one rule of verification of PROTOCOL §2."""

from __future__ import annotations

from .codec import sha512, tagged
from .edwards import FixedBase, Point, is_identity, multiply, negate, sum_of_products
from .field import D, ELL, P, is_negative, sqrt_ratio_m1
from .memo import remembered
from .refusal import Refusal, require

_BY = 4 * pow(5, -1, P) % P


def _x_of(y: int, sign: bool) -> int | None:
    """RFC 8032 §5.1.3: x from y and the sign bit; None if there is none."""
    was_square, x = sqrt_ratio_m1((y * y - 1) % P, (D * y * y + 1) % P)
    if not was_square or (x == 0 and sign):
        return None
    return P - x if is_negative(x) != sign else x


def decode_point(data: bytes) -> Point:
    """A canonical encoding of any point of the curve."""
    require(len(data) == 32, "malformed", "a key has 32 bytes")
    value = int.from_bytes(data, "little")
    sign, y = value >> 255 == 1, value & (2**255 - 1)
    x = _x_of(y, sign) if y < P else None
    if x is None:
        raise Refusal("not_canonical", "no canonical encoding of an Ed25519 point")
    return (x, y, 1, x * y % P)


def encode_point(p: Point) -> bytes:
    z_inv = pow(p[2], -1, P)
    x, y = p[0] * z_inv % P, p[1] * z_inv % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _base_point() -> Point:
    x = _x_of(_BY, False)
    assert x is not None
    return (x, _BY, 1, x * _BY % P)


B = _base_point()
_B_TABLE = FixedBase(B)


@remembered
def decode_key(data: bytes) -> Point:
    """A public key: canonical, of prime order ℓ and not the identity; otherwise `not_canonical` (§2)."""
    point = decode_point(data)
    require(not is_identity(point), "not_canonical", "an Ed25519 key is the identity")
    require(is_identity(multiply(ELL, point)), "not_canonical", "an Ed25519 key is not of prime order")
    return point


def _expand(seed: bytes) -> tuple[int, bytes]:
    h = sha512(seed)
    a = int.from_bytes(h[:32], "little")
    return (a & ((1 << 254) - 8)) | (1 << 254), h[32:]


@remembered
def public_key(seed: bytes) -> bytes:
    return encode_point(_B_TABLE.multiply(_expand(seed)[0]))


@remembered
def sign_raw(seed: bytes, message: bytes) -> bytes:
    """RFC 8032 §5.1.6."""
    a, prefix = _expand(seed)
    key = encode_point(_B_TABLE.multiply(a))
    r = int.from_bytes(sha512(prefix, message), "little") % ELL
    big_r = encode_point(_B_TABLE.multiply(r))
    k = int.from_bytes(sha512(big_r, key, message), "little") % ELL
    return big_r + ((r + k * a) % ELL).to_bytes(32, "little")


@remembered
def verify_raw(key: bytes, message: bytes, signature: bytes) -> bool:
    """The one rule: the encoding of S·B − k·A equals R byte for byte; S < ℓ. A bad key raises `not_canonical`."""
    point = decode_key(key)
    big_r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ELL:
        return False
    k = int.from_bytes(sha512(big_r, key, message), "little") % ELL
    return encode_point(sum_of_products([(s, B), (k, negate(point))])) == big_r


def sign(seed: bytes, tag: str, message: bytes) -> bytes:
    """Sig(key, tag, m) of §2."""
    return sign_raw(seed, tagged(tag) + message)


def verify(key: bytes, tag: str, message: bytes, signature: bytes) -> bool:
    return verify_raw(key, tagged(tag) + message, signature)
