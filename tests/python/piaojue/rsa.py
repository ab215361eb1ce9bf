"""Blind RSA signatures RSABSSA-SHA384-PSS-Randomized (RFC 9474) and the issuer key's proof (PROTOCOL §6, §7.1)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass

from .codec import tagged_shake256, u8
from .refusal import Refusal, require

PUBLIC_EXPONENT = 65537
MODULUS_BYTES = 384
SALT_BYTES = 48
ROOTS = 8


def mgf1(seed: bytes, length: int, hash_name: str) -> bytes:
    """RFC 8017 appendix B.2.1."""
    out = b""
    counter = 0
    while len(out) < length:
        out += hashlib.new(hash_name, seed + counter.to_bytes(4, "big")).digest()
        counter += 1
    return out[:length]


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def emsa_pss_encode(message: bytes, salt: bytes, bits: int, hash_name: str = "sha384") -> bytes:
    """RFC 8017 §9.1.1 with a given salt; `bits` is emBits."""
    size = -(-bits // 8)
    m_hash = hashlib.new(hash_name, message).digest()
    h = hashlib.new(hash_name, bytes(8) + m_hash + salt).digest()
    block = bytes(size - len(salt) - len(h) - 2) + b"\x01" + salt
    masked = bytearray(_xor(block, mgf1(h, len(block), hash_name)))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + h + b"\xbc"


def emsa_pss_verify(message: bytes, encoded: bytes, salt_length: int, bits: int, hash_name: str = "sha384") -> bool:
    """RFC 8017 §9.1.2."""
    size = -(-bits // 8)
    h_len = hashlib.new(hash_name).digest_size
    if len(encoded) != size or size < h_len + salt_length + 2 or encoded[-1] != 0xBC:
        return False
    masked, h = encoded[: size - h_len - 1], encoded[size - h_len - 1 : -1]
    if masked[0] & ~(0xFF >> (8 * size - bits)) & 0xFF:
        return False
    block = bytearray(_xor(masked, mgf1(h, len(masked), hash_name)))
    block[0] &= 0xFF >> (8 * size - bits)
    padding = size - h_len - salt_length - 2
    if any(block[:padding]) or block[padding] != 1:
        return False
    m_hash = hashlib.new(hash_name, message).digest()
    return hashlib.new(hash_name, bytes(8) + m_hash + bytes(block[padding + 1 :])).digest() == h


@dataclass(frozen=True)
class PrivateKey:
    """For the maker's side and for published vectors."""

    p: int
    q: int

    @property
    def n(self) -> int:
        return self.p * self.q

    @property
    def d(self) -> int:
        return pow(PUBLIC_EXPONENT, -1, math.lcm(self.p - 1, self.q - 1))

    def raise_to_d(self, value: int) -> int:
        """value^d mod n by the Chinese remainder theorem."""
        d = self.d
        m1 = pow(value % self.p, d % (self.p - 1), self.p)
        m2 = pow(value % self.q, d % (self.q - 1), self.q)
        return m2 + (m1 - m2) * pow(self.q, -1, self.p) % self.p * self.q


def size_of(n: int) -> int:
    return -(-n.bit_length() // 8)


def blind(n: int, prepared: bytes, salt: bytes, r: int) -> bytes:
    """RFC 9474 §4.2 with a given salt and blinding factor; the modulus need not be this protocol's."""
    require(0 < r < n and math.gcd(r, n) == 1, "internal", "the blinding factor has no inverse")
    m = int.from_bytes(emsa_pss_encode(prepared, salt, n.bit_length() - 1), "big")
    return (m * pow(r, PUBLIC_EXPONENT, n) % n).to_bytes(size_of(n), "big")


def blind_sign(key: PrivateKey, blinded: bytes) -> bytes:
    """RFC 9474 §4.3."""
    value = int.from_bytes(blinded, "big")
    require(value < key.n, "malformed", "the blinded value is not below the modulus")
    s = key.raise_to_d(value)
    if pow(s, PUBLIC_EXPONENT, key.n) != value:
        raise ArithmeticError("signing failure")
    return s.to_bytes(size_of(key.n), "big")


def finalize(n: int, prepared: bytes, blind_signature: bytes, r: int) -> bytes:
    """RFC 9474 §4.4: unblinds and verifies."""
    s = int.from_bytes(blind_signature, "big") * pow(r, -1, n) % n
    signature = s.to_bytes(size_of(n), "big")
    require(verify(n, prepared, signature), "token_rejected", "the unblinded signature does not verify")
    return signature


def verify(n: int, prepared: bytes, signature: bytes) -> bool:
    """RSASSA-PSS-VERIFY with SHA-384 and a salt of 48 bytes."""
    s = int.from_bytes(signature, "big")
    if len(signature) != size_of(n) or s >= n:
        return False
    bits = n.bit_length() - 1
    encoded = pow(s, PUBLIC_EXPONENT, n)
    if encoded.bit_length() > 8 * -(-bits // 8):
        return False
    return emsa_pss_verify(prepared, encoded.to_bytes(-(-bits // 8), "big"), SALT_BYTES, bits)


def small_primes(limit: int) -> list[int]:
    sieve = bytearray([1]) * limit
    sieve[0:2] = b"\0\0"
    for i in range(2, math.isqrt(limit) + 1):
        if sieve[i]:
            sieve[i * i :: i] = bytes(len(range(i * i, limit, i)))
    return [i for i in range(limit) if sieve[i]]


SMALL_PRIMES = small_primes(1 << 16)
_SMALL_PRODUCT = math.prod(SMALL_PRIMES)


def key_proof_targets(n: int) -> list[int]:
    """h_0..h_7 of §6."""
    raw = n.to_bytes(MODULUS_BYTES, "big")
    return [
        int.from_bytes(tagged_shake256("piaojue/v1/issuer-key-proof", raw + u8(i), 400), "big") % n
        for i in range(ROOTS)
    ]


def make_key_proof(key: PrivateKey) -> list[int]:
    return [key.raise_to_d(h) for h in key_proof_targets(key.n)]


def check_modulus(n: int) -> None:
    """The rules for the issuer's modulus of §6."""
    if n.bit_length() != 8 * MODULUS_BYTES or n % 2 == 0:
        raise Refusal("malformed", "the issuer's modulus is not an odd number of 3072 bits")
    if math.gcd(n, _SMALL_PRODUCT) != 1:
        raise Refusal("malformed", "the issuer's modulus has a prime factor below 2^16")


def is_modulus(n: int) -> bool:
    try:
        check_modulus(n)
    except Refusal:
        return False
    return True


def check_issuer_key(n: int, roots: list[int]) -> None:
    """The rules for the issuer's modulus and roots of §6."""
    check_modulus(n)
    for i, (root, h) in enumerate(zip(roots, key_proof_targets(n), strict=True)):
        if root >= n:
            raise Refusal("malformed", f"root {i} of the issuer's key proof is not below N")
        if pow(root, PUBLIC_EXPONENT, n) != h:
            raise Refusal("token_rejected", f"root {i} of the issuer's key proof does not hold")


def _is_probable_prime(candidate: int, draw: Callable[[int], bytes]) -> bool:
    """Miller and Rabin with 20 bases from the same stream."""
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(20):
        x = pow(2 + int.from_bytes(draw(192), "big") % (candidate - 3), odd, candidate)
        if x in (1, candidate - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % candidate
            if x == candidate - 1:
                break
        else:
            return False
    return True


def make_private_key(draw: Callable[[int], bytes]) -> PrivateKey:
    """A 3072-bit key from a stream of bytes: for examples and tests, where everybody knows the stream."""
    primes: list[int] = []
    while len(primes) < 2:
        candidate = int.from_bytes(draw(192), "big") | (3 << 1534) | 1
        if math.gcd(candidate, _SMALL_PRODUCT) != 1 or candidate % PUBLIC_EXPONENT == 1 or candidate in primes:
            continue
        if _is_probable_prime(candidate, draw):
            primes.append(candidate)
    return PrivateKey(*primes)
