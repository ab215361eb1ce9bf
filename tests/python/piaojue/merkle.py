"""Merkle tree of RFC 6962 §2.1 over SHA-256, with the proofs verified as in RFC 9162 §2.1.3 and §2.1.4."""

from __future__ import annotations

from collections.abc import Sequence

from .codec import sha256


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00", data)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01", left, right)


class Tree:
    """Grows by leaf hashes; keeps the roots of the full subtrees on its right edge, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        width, digest = 1, leaf
        while self._edge and self._edge[-1][0] == width:
            digest = node_hash(self._edge.pop()[1], digest)
            width *= 2
        self._edge.append((width, digest))
        self.size += 1

    def root(self) -> bytes:
        if not self._edge:
            return sha256()
        digest = self._edge[-1][1]
        for _, left in reversed(self._edge[:-1]):
            digest = node_hash(left, digest)
        return digest


def root_of(leaves: Sequence[bytes]) -> bytes:
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two below size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*inclusion_proof(leaves[:k], index), root_of(leaves[k:])]
    return [*inclusion_proof(leaves[k:], index - k), root_of(leaves[:k])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    if not 0 <= index < size or any(len(h) != 32 for h in (leaf, root, *proof)):
        return False
    fn, sn, r = index, size - 1, leaf
    for step in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(step, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistency_proof(leaves: Sequence[bytes], old: int) -> list[bytes]:
    def subproof(part: Sequence[bytes], m: int, whole: bool) -> list[bytes]:
        if m == len(part):
            return [] if whole else [root_of(part)]
        k = _split(len(part))
        if m <= k:
            return [*subproof(part[:k], m, whole), root_of(part[k:])]
        return [*subproof(part[k:], m - k, False), root_of(part[:k])]

    return subproof(leaves, old, True)


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    if 0 < old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof or any(len(h) != 32 for h in (old_root, new_root, *proof)):
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for step in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(step, fr), node_hash(step, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == new_root
