"""Signed notes, checkpoints, cosignatures, tlog-proofs (c2sp.org, PROTOCOL §10.1 and §10.3)."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import ed25519
from .codec import Reader, sha256, u64
from .refusal import Refusal, require

MAX_CHECKPOINT = 16 * 1024
MAX_TLOG_PROOF = 32 * 1024
MAX_PATH = 64
BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
LOG_TYPE = 0x01
COSIGNATURE_TYPE = 0x04


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def from_b64(text: str) -> bytes:
    """Standard base64 with padding in its only canonical form."""
    require(BASE64.fullmatch(text) is not None, "malformed", "not base64")
    data = base64.b64decode(text)
    require(b64(data) == text, "not_canonical", "unused bits of base64 are set")
    return data


def decimal(text: str) -> int:
    """ASCII digits without leading zeroes."""
    require(text.isascii() and text.isdigit() and (text == "0" or text[0] != "0"), "malformed", "not a decimal number")
    require(len(text) <= 20 and int(text) < 2**64, "malformed", "a number is too large")
    return int(text)


def is_key_name(name: str) -> bool:
    """1 to 255 printable ASCII characters without space and '+'."""
    return 1 <= len(name) <= 255 and all("!" <= c <= "~" and c != "+" for c in name)


def key_id(name: str, kind: int, key: bytes) -> bytes:
    return sha256(name.encode("utf-8"), b"\n", bytes([kind]), key)[:4]


def signature_line(name: str, kind: int, key: bytes, signature: bytes) -> str:
    return f"— {name} {b64(key_id(name, kind, key) + signature)}\n"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    return f"{origin}\n{size}\n{b64(root)}\n"


def cosigned_message(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def teller_name(origin: str, teller: int) -> str:
    return f"{origin}/teller/{teller}"


@dataclass(frozen=True)
class Cosignature:
    teller: int
    timestamp: int
    signature: bytes
    key_id: bytes


@dataclass(frozen=True)
class SignedCheckpoint:
    """The exact form of §10.1: text, empty line, the log's line, cosignature lines of ascending tellers."""

    origin: str
    size: int
    root: bytes
    log_key_id: bytes
    log_signature: bytes
    cosignatures: tuple[Cosignature, ...]

    @property
    def text(self) -> str:
        return checkpoint_text(self.origin, self.size, self.root)

    def log_signed(self, key: bytes) -> bool:
        if self.log_key_id != key_id(self.origin, LOG_TYPE, key):
            return False
        return ed25519.verify_raw(key, self.text.encode(), self.log_signature)

    def cosigned(self, cosignature: Cosignature, key: bytes) -> bool:
        name = teller_name(self.origin, cosignature.teller)
        if cosignature.key_id != key_id(name, COSIGNATURE_TYPE, key):
            return False
        return ed25519.verify_raw(key, cosigned_message(self.text, cosignature.timestamp), cosignature.signature)


def sign_checkpoint(origin: str, size: int, root: bytes, log_seed: bytes) -> str:
    text = checkpoint_text(origin, size, root)
    key = ed25519.public_key(log_seed)
    return text + "\n" + signature_line(origin, LOG_TYPE, key, ed25519.sign_raw(log_seed, text.encode()))


def cosignature_line(text: str, origin: str, teller: int, seed: bytes, timestamp: int) -> str:
    signature = u64(timestamp) + ed25519.sign_raw(seed, cosigned_message(text, timestamp))
    return signature_line(teller_name(origin, teller), COSIGNATURE_TYPE, ed25519.public_key(seed), signature)


def _read_line(line: str) -> tuple[str, bytes]:
    parts = line.split(" ")
    require(len(parts) == 3 and parts[0] == "—" and parts[1] != "", "malformed", "not a signature line")
    return parts[1], from_b64(parts[2])


def _read_cosignature(line: str, origin: str) -> Cosignature:
    name, raw = _read_line(line)
    prefix = f"{origin}/teller/"
    require(name.startswith(prefix), "malformed", "a cosignature line is not a teller's")
    teller = decimal(name[len(prefix) :])
    reader = Reader(raw, "cosignature")
    identity, timestamp, signature = reader.take(4), reader.u64(), reader.take(64)
    reader.end()
    require(timestamp < 2**63, "malformed", "a cosignature's time is too large")
    return Cosignature(teller, timestamp, signature, identity)


def read_size_and_root(data: bytes) -> tuple[int, bytes]:
    """Of a checkpoint whose signature lines may be anything."""
    text, end, _ = data.partition(b"\n\n")
    try:
        lines = text.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Refusal("malformed", "the text of a checkpoint is not ASCII") from error
    require(end != b"" and len(lines) == 3 and is_key_name(lines[0]), "malformed", "not the text of a checkpoint")
    return decimal(lines[1]), from_b64(lines[2])


def read_checkpoint(data: bytes) -> SignedCheckpoint:
    require(len(data) <= MAX_CHECKPOINT, "too_large", "a signed checkpoint has more than 16 KiB")
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise Refusal("malformed", "a checkpoint is not UTF-8") from error
    require(len(lines) >= 6 and lines[3] == "" and lines[-1] == "", "malformed", "not the form of a signed checkpoint")
    origin, size, root = lines[0], decimal(lines[1]), from_b64(lines[2])
    require(len(root) == 32 and origin != "", "malformed", "not the text of a checkpoint")
    name, raw = _read_line(lines[4])
    require(name == origin and len(raw) == 68, "malformed", "the first line is not the log's")
    cosignatures = tuple(_read_cosignature(line, origin) for line in lines[5:-1])
    tellers = [c.teller for c in cosignatures]
    require(tellers == sorted(set(tellers)) and 0 not in tellers, "malformed", "tellers are not in ascending order")
    return SignedCheckpoint(origin, size, root, raw[:4], raw[4:], cosignatures)


def tlog_proof(extra: bytes, index: int, proof: Sequence[bytes], checkpoint: str) -> str:
    """c2sp.org/tlog-proof@v1, the receipt of §10.3."""
    lines = ["c2sp.org/tlog-proof@v1", f"extra {b64(extra)}", f"index {index}", *map(b64, proof)]
    return "\n".join(lines) + "\n\n" + checkpoint


def read_tlog_proof(text: str) -> tuple[bytes, int, list[bytes], SignedCheckpoint]:
    require(len(text.encode()) <= MAX_TLOG_PROOF, "too_large", "a receipt has more than 32 KiB")
    head, _, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    require(len(lines) >= 3 and lines[0] == "c2sp.org/tlog-proof@v1", "malformed", "not a tlog-proof")
    require(lines[1].startswith("extra ") and lines[2].startswith("index "), "malformed", "not a receipt")
    require(len(lines) <= 3 + MAX_PATH, "malformed", "a path is longer than any tree's")
    proof = [from_b64(line) for line in lines[3:]]
    require(all(len(one) == 32 for one in proof), "malformed", "a hash has 32 bytes")
    return from_b64(lines[1][6:]), decimal(lines[2][6:]), proof, read_checkpoint(checkpoint.encode())
