"""Statements of all acts (PROTOCOL §9) with their signers' seeds, and entries that cannot be read."""

from __future__ import annotations

from typing import Any

from .. import ed25519
from ..codec import bytes16, text, u8, u16, u32, u64
from ..refusal import Refusal
from ..statement import (
    ABSENT,
    ANNOUNCE,
    CLOSE,
    END_ISSUING,
    FURTHER_ROUND,
    LEAVE,
    NAMES,
    OF_CONGRESS,
    OF_ONE,
    OPEN,
    PAUSE,
    PUBLISH,
    REPLACE_CARD,
    REPORT,
    RESUME,
    SEAL,
    SIGN_IN,
    UNSEAL,
    VOID,
    VOID_SLIPS,
    Statement,
    deputies_body,
    read_statement,
    reason_body,
    sign_statement,
    slips_body,
    tellers_body,
)
from .stream import draw

MINUTE = 29_999_999
SIGNERS = {"official": 1, "scrutineer": 2, "teller": 3, "second teller": 4}


def _signers(act: int) -> list[str]:
    if act == REPORT:
        return ["teller"]
    if act == REPLACE_CARD:
        return ["teller", "second teller"]
    # Both roles that a second person may have.
    return ["official"] if act in OF_ONE else ["official", "teller" if act % 2 else "scrutineer"]


def _bodies(seed: str) -> list[tuple[int, dict[str, Any], bytes]]:
    """Act, the fields of its body, its bytes."""
    root, result = draw(seed, "statement root"), draw(seed, "statement result")
    card = ed25519.public_key(draw(seed, "statement card"))
    reason = "表决器故障，改日再投"
    replaced = {"deputy": 7, "identity_key": card.hex(), "reason": "遗失"}
    slips = sorted(draw(seed, f"statement slip {i}") for i in range(3))
    return [
        (SIGN_IN, {"deputies": [1, 2, 10_000]}, deputies_body([1, 2, 10_000])),
        (LEAVE, {"deputies": []}, deputies_body([])),
        (REPLACE_CARD, replaced, u32(7) + card + text("遗失")),
        (SEAL, {}, b""),
        (UNSEAL, {"reason": reason}, reason_body(reason)),
        (OPEN, {}, b""),
        (END_ISSUING, {}, b""),
        (PAUSE, {"reason": ""}, reason_body("")),
        (RESUME, {"size": str(2**40 + 5), "root": root.hex()}, u64(2**40 + 5) + root),
        (CLOSE, {}, b""),
        (ABSENT, {"tellers": [2, 32]}, tellers_body([2, 32])),
        (REPORT, {"result": result.hex()}, result),
        (ANNOUNCE, {"result": result.hex()}, result),
        (FURTHER_ROUND, {"parent": result.hex(), "kind": "ordered"}, result + u8(6)),
        (VOID, {"reason": reason}, reason_body(reason)),
        (PUBLISH, {}, b""),
        (VOID_SLIPS, {"slips": [slip.hex() for slip in slips]}, slips_body(slips)),
    ]


def _entry(act: int, body: bytes, signers: list[tuple[int, bytes]]) -> bytes:
    return Statement(act, bytes(32), 5, MINUTE, body, tuple(signers)).encode()


def _refused_rows() -> list[tuple[str, bytes]]:
    """All of them malformed; one defect each."""
    one, two = [(1, bytes(64))], [(1, bytes(64)), (2, bytes(64))]
    good = _entry(SEAL, b"", two)
    return [
        ("empty", b""),
        ("another type", b"\x08" + good[1:]),
        ("act 0", good[:1] + b"\0" + good[2:]),
        ("act 20", good[:1] + b"\x14" + good[2:]),
        ("one byte too short", good[:-1]),
        ("one byte too long", good + b"\0"),
        ("no signer", _entry(SEAL, b"", [])),
        ("three signers of an act of two", _entry(SEAL, b"", [*two, (3, bytes(64))])),
        ("two signers of an act of one", _entry(END_ISSUING, b"", two)),
        ("a body where none belongs", _entry(SEAL, b"\0", two)),
        ("unseal without a reason", _entry(UNSEAL, reason_body(""), two)),
        ("a reason of 201 bytes", _entry(PAUSE, reason_body("a" * 201), two)),
        ("a control character in a reason", _entry(PAUSE, reason_body("a\nb"), two)),
        ("a reason that is not UTF-8", _entry(PAUSE, bytes16(b"\xff"), two)),
        ("bytes behind a reason", _entry(PAUSE, reason_body("a") + b"\0", two)),
        ("deputy 0", _entry(SIGN_IN, u16(1) + u32(0), one)),
        ("a deputy twice", _entry(SIGN_IN, deputies_body([3, 3]), one)),
        ("deputies in descending order", _entry(LEAVE, deputies_body([4, 3]), one)),
        ("fewer deputies than counted", _entry(SIGN_IN, u16(2) + u32(1), one)),
        ("teller 0", _entry(ABSENT, tellers_body([0]), two)),
        ("a result of 31 bytes", _entry(ANNOUNCE, bytes(31), two)),
        ("a further round of kind first", _entry(FURTHER_ROUND, bytes(32) + u8(1), two)),
        ("a further round of kind 8", _entry(FURTHER_ROUND, bytes(32) + u8(8), two)),
        ("resume without a root", _entry(RESUME, u64(3), two)),
    ]


def build(seed: str) -> dict[str, Any]:
    seeds = {name: draw(seed, f"statement key of the {name}") for name in SIGNERS}
    congress_id, manifest_hash = draw(seed, "statement congress"), draw(seed, "statement manifest")
    rows = []
    for serial, (act, fields, body) in enumerate(_bodies(seed), start=1_800_000_000):
        names = _signers(act)
        scope = congress_id if act in OF_CONGRESS else manifest_hash
        people = [(SIGNERS[name], seeds[name]) for name in names]
        entry = sign_statement(act, scope, serial, MINUTE, body, people).encode()
        read_statement(entry)
        rows.append(
            {
                "act": NAMES[act],
                "scope": scope.hex(),
                "serial": serial,
                "minute": MINUTE,
                "body": fields,
                "signers": names,
                "entry": entry.hex(),
            }
        )
    refused = []
    for name, data in _refused_rows():
        try:
            read_statement(data)
        except Refusal as refusal:
            refused.append({"name": name, "entry": data.hex(), "refusal": refusal.name})
        else:
            raise AssertionError(f"{name}: it can be read")
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "persons": [
            {
                "name": name,
                "person": number,
                "statement_seed": seeds[name].hex(),
                "statement_key": ed25519.public_key(seeds[name]).hex(),
            }
            for name, number in SIGNERS.items()
        ],
        "statements": rows,
        "refused": refused,
    }
