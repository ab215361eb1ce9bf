#!/usr/bin/env python3
"""A booth of the hall: enrolled by an official and a second person, and what it says of itself (PROTOCOL §16).

    booth.py enrol HOST:PORT CERTIFICATE CONGRESS NAME SEED PASSPHRASE-FILE OFFICIAL=KEYS SECOND=KEYS
    booth.py say HOST:PORT CERTIFICATE CONGRESS NAME SEED MANIFEST BEAT HELD

SEED makes the booth's key, hex. OFFICIAL and SECOND: numbers of the enrolment, with their key files. `say`: that it is
in the phase voting of this round, and holds so many ballots.
"""

from __future__ import annotations

import ctypes
import ssl
import sys
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))

from piaojue import aead, codec, ed25519  # noqa: E402

BOOTH = 1
ENROL = 1
VOTING = 4
HEADER = 53  # of a sealed file, crypto/sealed_file.hpp


def statement_seed(keys: Path, passphrase: bytes) -> bytes:
    file = keys.read_bytes()
    operations, memory_kib = int.from_bytes(file[5:9], "big"), int.from_bytes(file[9:13], "big")
    key = ctypes.create_string_buffer(32)
    sodium = ctypes.CDLL("libsodium.so.23")
    costs = ctypes.c_ulonglong(operations), ctypes.c_size_t(memory_kib * 1024)
    length = ctypes.c_ulonglong(len(passphrase))
    assert sodium.crypto_pwhash(key, ctypes.c_ulonglong(32), passphrase, length, file[13:29], *costs, 2) == 0
    opened = aead.xchacha20_poly1305_open(key.raw, file[29:HEADER], file[HEADER:], file[:HEADER])
    assert opened is not None, f"{keys} is not opened"
    seed = 3 + int.from_bytes(opened[1:3], "big")  # behind role and name
    return opened[seed : seed + 32]


def post(where: str, certificate: str, path: str, body: bytes) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    headers = {"Content-Type": "application/octet-stream"}
    request = urllib.request.Request(f"https://{where}/api/v1/devices/{path}", body, headers)
    urllib.request.urlopen(request, context=trust).read()


def main(what: str, where: str, certificate: str, congress: str, name: str, seed: str, *rest: str) -> None:
    secret = bytes.fromhex(seed)
    text = name.encode()
    core = bytes.fromhex(congress) + bytes([BOOTH]) + len(text).to_bytes(2, "big") + text + ed25519.public_key(secret)
    device = codec.tagged_hash("piaojue/v1/device", core)
    version = (1).to_bytes(2, "big")
    if what == "enrol":
        line = version + core + ed25519.sign(secret, "piaojue/v1/device-line", core)
        passphrase = Path(rest[0]).read_bytes().rstrip(b"\n")
        minute = int(time.time()) // 60
        act = bytes.fromhex(congress) + bytes([ENROL]) + device + minute.to_bytes(4, "big")
        signed = version + act + bytes([len(rest) - 1])
        for person, keys in (one.split("=") for one in rest[1:]):
            signature = ed25519.sign(statement_seed(Path(keys), passphrase), "piaojue/v1/device-act", act)
            signed += int(person).to_bytes(2, "big") + signature
        post(where, certificate, "lines", line)
        post(where, certificate, "acts", signed)
        return
    manifest, beat, held = rest
    said = device + (1).to_bytes(4, "big") + int(beat).to_bytes(4, "big") + bytes([VOTING])
    said += bytes.fromhex(manifest) + int(held).to_bytes(2, "big") + b"\0"
    post(where, certificate, "heartbeats", version + said + ed25519.sign(secret, "piaojue/v1/device-heartbeat", said))


main(*sys.argv[1:])
