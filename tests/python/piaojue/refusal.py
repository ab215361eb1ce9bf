"""Refusals by name (PROTOCOL §13)."""

from __future__ import annotations

NAMES: dict[str, int] = {
    "malformed": 1,
    "not_canonical": 2,
    "identity_point": 3,
    "too_large": 4,
    "wrong_version": 5,
    "wrong_manifest": 6,
    "unknown_round": 7,
    "wrong_phase": 8,
    "quorum_missed": 9,
    "not_on_roll": 10,
    "not_signed_in": 11,
    "signature_rejected": 12,
    "already_issued": 13,
    "token_rejected": 14,
    "already_cast": 15,
    "already_opened": 16,
    "already_handed_back": 17,
    "proof_rejected": 18,
    "duplicate_ciphertext": 19,
    "share_rejected": 20,
    "too_few_shares": 21,
    "too_few_cosignatures": 22,
    "log_rollback": 23,
    "second_person_required": 24,
    "not_permitted": 25,
    "busy": 26,
    "internal": 27,
}


class Refusal(Exception):
    """Something received does not follow the protocol; `name` is one of §13, `detail` says what and where."""

    def __init__(self, name: str, detail: str) -> None:
        if name not in NAMES:
            raise KeyError(name)
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


def require(condition: bool, name: str, detail: str) -> None:
    """Raises the named refusal unless the condition holds."""
    if not condition:
        raise Refusal(name, detail)
