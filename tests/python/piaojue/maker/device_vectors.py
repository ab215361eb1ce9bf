"""The hall's devices (PROTOCOL §16): lines, acts of people on them, heartbeats, and what cannot be read."""

from __future__ import annotations

from typing import Any

from .. import ed25519
from ..codec import tagged_hash, text, u8, u16, u32
from .stream import draw

KINDS = ["booth", "desk", "hall", "podium"]
NAMES = ["填票终端 3", "签到处 1", "大屏", "Podium"]
ACTS = {"enrol": 1, "revoke": 2}
PHASES = {"setup": 0, "voting": 4, "voided": 11}
MINUTE = 29_999_999
VERSION = u16(1)


def _core(congress: bytes, kind: int, name: bytes, key: bytes) -> bytes:
    return congress + u8(kind) + name + key


def _line(seed: bytes, congress: bytes, kind: int, name: bytes) -> bytes:
    core = _core(congress, kind, name, ed25519.public_key(seed))
    return VERSION + core + ed25519.sign(seed, "piaojue/v1/device-line", core)


def _act(congress: bytes, act: int, device: bytes, people: list[tuple[int, bytes]]) -> bytes:
    said = congress + u8(act) + device + u32(MINUTE)
    signed = b"".join(u16(number) + ed25519.sign(seed, "piaojue/v1/device-act", said) for number, seed in people)
    return VERSION + said + u8(len(people)) + signed


def _beat(
    seed: bytes, device: bytes, number: tuple[int, int], phase: int, manifest: bytes, holds: tuple[int, int]
) -> bytes:
    start, beat = number
    held, used = holds
    said = device + u32(start) + u32(beat) + u8(phase) + manifest + u16(held) + u8(used)
    return VERSION + said + ed25519.sign(seed, "piaojue/v1/device-heartbeat", said)


def _refused(name: str, form: str, data: bytes, refusal: str = "malformed") -> dict[str, str]:
    return {"name": name, "form": form, "bytes": data.hex(), "refusal": refusal}


def _refused_rows(seed: bytes, congress: bytes, device: bytes) -> list[dict[str, str]]:
    """One defect each."""
    line = _line(seed, congress, 1, text("a"))
    act = _act(congress, 1, device, [(1, seed)])
    beat = _beat(seed, device, (1, 1), 0, bytes(32), (0, 0))
    identity = VERSION + _core(congress, 1, text("a"), b"\1" + bytes(31)) + bytes(64)
    rows = [
        _refused("a line of kind 0", "line", _line(seed, congress, 0, text("a"))),
        _refused("a line of kind 5", "line", _line(seed, congress, 5, text("a"))),
        _refused("a line without a name", "line", _line(seed, congress, 1, text(""))),
        _refused("a name of 61 bytes", "line", _line(seed, congress, 1, text("a" * 61))),
        _refused("a control character in a name", "line", _line(seed, congress, 1, text("a\n"))),
        _refused("a key that is the identity", "line", identity, "not_canonical"),
        _refused("act 0", "act", _act(congress, 0, device, [(1, seed)])),
        _refused("act 3", "act", _act(congress, 3, device, [(1, seed)])),
        _refused("an act without a signer", "act", _act(congress, 1, device, [])),
        _refused("an act of three", "act", _act(congress, 1, device, [(1, seed)] * 3)),
        _refused("phase 12", "heartbeat", _beat(seed, device, (1, 1), 12, bytes(32), (0, 0))),
        _refused("in use 2", "heartbeat", _beat(seed, device, (1, 1), 0, bytes(32), (0, 2))),
    ]
    for form, data in (("line", line), ("act", act), ("heartbeat", beat)):
        rows.append(_refused(f"a {form} of version 2", form, u16(2) + data[2:], "wrong_version"))
        rows.append(_refused(f"a {form} one byte too short", form, data[:-1]))
        rows.append(_refused(f"a {form} one byte too long", form, data + b"\0"))
    return rows


def build(seed: str) -> dict[str, Any]:
    congress, manifest = draw(seed, "device congress"), draw(seed, "device manifest")
    people = {1: draw(seed, "device official"), 2: draw(seed, "device scrutineer")}
    lines, acts, beats = [], [], []
    for kind, name in enumerate(NAMES, start=1):
        own = draw(seed, f"device {kind}")
        key = ed25519.public_key(own)
        device = tagged_hash("piaojue/v1/device", _core(congress, kind, text(name), key))
        lines.append(
            {
                "device_seed": own.hex(),
                "device_key": key.hex(),
                "kind": KINDS[kind - 1],
                "name": name,
                "device_hash": device.hex(),
                "line": _line(own, congress, kind, text(name)).hex(),
            }
        )
    first, seed_of_first = bytes.fromhex(lines[0]["device_hash"]), bytes.fromhex(lines[0]["device_seed"])
    for act, code in ACTS.items():
        for signers in ([1], [1, 2]):
            entry = _act(congress, code, first, [(number, people[number]) for number in signers])
            acts.append({"act": act, "minute": MINUTE, "signers": signers, "bytes": entry.hex()})
    for beat, (phase, code) in enumerate(PHASES.items()):
        said = {"start": 2**32 - 1, "beat": beat, "phase": phase, "held": beat * 300, "in_use": beat == 1}
        data = _beat(seed_of_first, first, (2**32 - 1, beat), code, manifest, (beat * 300, int(beat == 1)))
        beats.append(said | {"bytes": data.hex()})
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "congress_id": congress.hex(),
        "manifest_hash": manifest.hex(),
        "people": [{"person": number, "statement_seed": own.hex()} for number, own in people.items()],
        "lines": lines,
        "acts_on_the_first": acts,
        "heartbeats_of_the_first": beats,
        "refused": _refused_rows(seed_of_first, congress, first),
    }
