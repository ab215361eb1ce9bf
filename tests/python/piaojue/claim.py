"""Declarations, and what the invented ballots of a round are at most (PROTOCOL §11.9)."""

from __future__ import annotations

from dataclasses import dataclass

from . import ed25519
from .codec import Reader, u8, u32
from .decision import DECRYPTED, NOT_OPENED, Result, Tally
from .method import BASE_RETURNED, BASE_VALID, Method, Rule

DECLARE_TAG = "piaojue/v1/declare"


@dataclass(frozen=True)
class Declaration:
    """ "My paper of this round is in the box." """

    manifest_hash: bytes
    deputy: int
    signature: bytes

    def entry(self) -> bytes:
        return u8(0x13) + self.manifest_hash + u32(self.deputy) + self.signature

    def signed_by(self, identity_key: bytes) -> bool:
        return ed25519.verify(identity_key, DECLARE_TAG, self.manifest_hash + u32(self.deputy), self.signature)


def read_declaration(entry: bytes) -> Declaration:
    reader = Reader(entry, "declaration entry")
    reader.expect(u8(0x13), "type")
    result = Declaration(reader.take(32), reader.u32(), reader.take(64))
    reader.end()
    return result


def sign_declaration(manifest_hash: bytes, deputy: int, identity_seed: bytes) -> Declaration:
    signature = ed25519.sign(identity_seed, DECLARE_TAG, manifest_hash + u32(deputy))
    return Declaration(manifest_hash, deputy, signature)


@dataclass(frozen=True)
class Bound:
    declarations: int
    used_slips: int
    claims: int
    invented_at_most: int
    could_change: bool


def could_change(method: Method, tally: Tally, result: Result, min_group: int, e: int) -> bool:
    """Whether a decision without some of these ballots, at most e, could be another. Rather yes than wrongly no."""
    too_few = result.opened == NOT_OPENED and not tally.too_many
    sheets = tally.sheets.returned if tally.sheets else 0
    missed = any(
        rule is not None and not rule.holds(x, tally.base(rule))
        for rule, x in ((method.quorum, tally.present), (method.participation, tally.returned))
    )
    if e == 0 or missed:
        return False
    if too_few:
        return sheets > 0 and e >= tally.cast  # sheets alone could be the result
    if tally.too_many or tally.returned > tally.issued:
        return True

    def base(rule: Rule) -> int:
        return max(0, tally.base(rule) - e) if rule.base in (BASE_RETURNED, BASE_VALID) else tally.base(rule)

    def passes(approve: int) -> bool:
        threshold = method.threshold
        return approve >= 1 and (threshold is None or threshold.holds(approve, base(threshold)))

    participation, rows = method.participation, result.rows
    chosen = [row.approve for row in rows if row.chosen]
    behind = [row.approve for row in rows if row.passed and not row.chosen]
    stays = (
        not any(row.tied for row in rows)
        and (result.opened != DECRYPTED or tally.cast - e >= min_group)
        and (participation is None or participation.holds(max(0, tally.returned - e), base(participation)))
        and all(passes(approve - e) for approve in chosen)
        and not any(passes(row.approve) for row in rows if not row.passed)
        and all(c - e > o for c in chosen for o in behind)
    )
    return not stays
