"""Entries cut into named fields, for docs/PROTOCOL-EXAMPLE.md. The fields of an entry join to the entry itself."""

from __future__ import annotations

from collections.abc import Callable

from .. import people, statement
from ..ballot import GIVEN_UP_TAGS
from ..codec import Reader, u16
from ..encrypted import split
from ..manifest import Manifest
from ..method import Shape
from ..paper import VOID_NAMES
from ..people import TELLER
from ..token import DRAWN, DRAWN_PADDING, PAPER, PAPER_PADDING

Fields = list[tuple[str, bytes]]
LINE = 64


class Cutter:
    """Takes bytes off the front of an entry, one named field after the other."""

    def __init__(self, entry: bytes) -> None:
        self._reader = Reader(entry, "entry")
        self.fields: Fields = []

    def cut(self, name: str, length: int) -> bytes:
        data = self._reader.take(length)
        self.fields.append((name, data))
        return data

    def head(self) -> None:
        """Of most entries of a round."""
        self.cut("type", 1)
        self.cut("M", 32)

    def number(self, name: str, length: int) -> int:
        data = self._reader.take(length)
        value = int.from_bytes(data, "big")
        self.fields.append((f"{name} = {value}", data))
        return value

    def text(self, name: str) -> None:
        length = self._reader.u16()
        raw = self._reader.take(length)
        self.fields.append((f"{name}: text {raw.decode()!r}", u16(length) + raw))

    def end(self) -> Fields:
        self._reader.end()
        return self.fields


def congress(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.number("version", 2)
    c.cut("flags (bit 0: sample)", 1)
    c.cut("nonce", 32)
    c.cut("log_key", 32)
    c.text("name")
    c.text("name2")
    return c.end()


def enrolment(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.cut("congress_id", 32)
    count = c.number("count", 2)
    for i in range(1, count + 1):
        role = c.number(f"person {i}: role", 1)
        c.text(f"person {i}: name")
        c.cut(f"person {i}: statement_key", 32)
        if role == TELLER:
            c.cut(f"person {i}: dkg_key", 32)
            c.cut(f"person {i}: cosigner_key", 32)
        c.cut(f"person {i}: nonce", 32)
        c.cut(f"person {i}: Sig(statement_key, enrol)", 64)
        if role == TELLER:
            c.cut(f"person {i}: Sig(cosigner_key, enrol-cosigner)", 64)
    return c.end()


def ceremony(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.cut("enrolment_hash", 32)
    n, k = c.number("n", 1), c.number("k", 1)
    for i in range(1, n + 1):
        c.cut(f"h_{i}", 32)
        c.cut(f"teller {i}: Sig(statement_key, dkg-commit)", 64)
    c.number("length of T", 4)
    c.cut("T: length of suite (little-endian)", 8)
    c.cut("T: suite", len(people.cocktail.SUITE))
    c.cut("T: length of context", 8)
    c.cut("T: context", 64)
    c.cut("T: n", 4)
    c.cut("T: threshold", 4)
    for j in range(1, n + 1):
        c.cut(f"T: P_{j}", 32)
    for j in range(1, n + 1):
        for t in range(k):
            c.cut(f"T: C_{j},{t}", 32)
    for j in range(1, n + 1):
        c.cut(f"T: proof of possession {j}", 64)
    for j in range(1, n + 1):
        c.cut(f"T: E_{j}", 32)
    c.cut("T: length of extension", 8)
    c.cut("T: extension", 64)
    for i in range(1, n + 1):
        c.cut(f"certificate signature {i}", 64)
    return c.end()


def roll(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.cut("congress_id", 32)
    c.cut("roll_id", 32)
    for i in range(1, c.number("count", 4) + 1):
        c.cut(f"identity_key of deputy {i}", 32)
    return c.end()


def attachment(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.cut("congress_id", 32)
    c.number("kind", 1)
    c.text("media type")
    c.cut("content", c.number("length of content", 4))
    return c.end()


def _method(c: Cutter) -> None:
    for name in ("version", "style", "body", "places", "lo", "hi", "blank"):
        c.number(f"method: {name}", 1)
    for name in ("quorum", "participation", "threshold"):
        c.cut(f"method: {name} a, b, base, strict", 4)
    for name in ("tie", "shortfall", "order", "notice"):
        c.number(f"method: {name}", 1)


def manifest_entry(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.number("version", 2)
    for name in ("congress_id", "enrolment_hash", "ceremony_hash", "roll_hash"):
        c.cut(name, 32)
    c.number("due", 4)
    c.number("round", 1)
    c.number("kind", 1)
    c.cut("parent", 32)
    c.cut("flags (bit 0: sample)", 1)
    c.text("title")
    c.text("title2")
    c.number("phases", 1)
    c.number("min_group", 2)
    c.cut("box_key", 32)
    c.number("issuers", 1)
    c.cut("modulus N", 384)
    for i in range(8):
        c.cut(f"root_{i}", 384)
    n, _ = c.number("n", 1), c.number("k", 1)
    c.cut("K", 32)
    for i in range(1, n + 1):
        c.cut(f"Y_{i}", 32)
    c.number("cosigner_quorum", 1)
    _method(c)
    for i in range(1, c.number("projects m", 1) + 1):
        c.number(f"candidate {i}: no", 2)
        c.text(f"candidate {i}: name")
        c.text(f"candidate {i}: name2")
        c.text(f"candidate {i}: ref")
    for i in range(1, c.number("attachments", 1) + 1):
        c.cut(f"attachment hash {i}", 32)
    return c.end()


def statement_entry(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    act = c.number("act", 1)
    c.fields[-1] = (f"act = {act} ({statement.NAMES[act]})", c.fields[-1][1])
    c.cut("scope", 32)
    c.number("serial", 4)
    c.number("minute", 4)
    length = c.number("length of body", 2)
    if length:
        c.cut("body", length)
    for _ in range(c.number("signers", 1)):
        person = c.number("person", 2)
        c.cut(f"signature of person {person}", 64)
    return c.end()


def issuance(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.number("deputy", 4)
    sheet = c.number("kind", 1) == PAPER
    if c.number("count", 1):
        c.cut("SHA-256(blinded)", 32)
    c.cut(f"Sig(identity_key, {'paper' if sheet else 'issue'})", 64)
    return c.end()


def token_fields(c: Cutter) -> None:
    kind = c.number("token: kind", 1)
    c.number("token: count", 1)
    if kind == PAPER:
        for _ in range(2):
            person = c.number("token: person", 2)
            c.cut(f"token: signature of person {person}", 64)
        c.cut("token: zero bytes", len(PAPER_PADDING))
        return
    c.cut("token: prefix", 32)
    if kind == DRAWN:
        c.cut("token: zero bytes", len(DRAWN_PADDING))
    else:
        c.number("token: issuer", 1)
        c.cut("token: signature", 384)


def ballot(entry: bytes, shape: Shape) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.number("version", 2)
    c.cut("M", 32)
    c.cut("Q", 32)
    for j in range(1, shape.ciphertexts + 1):
        name = "B" if j == shape.ciphertexts else f"ciphertext {j}"
        c.cut(f"{name}: r·G", 32)
        c.cut(f"{name}: r·K + v·G", 32)
    sizes = [shape.grades] * shape.projects + [shape.most - shape.lo + 2] + [2] * (shape.grades == 3)
    branches = [(i, b) for i, size in enumerate(sizes, start=1) for b in range(1, size + 1)]
    for i, b in branches:
        c.cut(f"OR {i} branch {b}: A", 32)
        c.cut(f"OR {i} branch {b}: A′", 32)
    for i, b in branches:
        if b < sizes[i - 1]:
            c.cut(f"OR {i} branch {b}: e", 32)
    for i, b in branches:
        c.cut(f"OR {i} branch {b}: z", 32)
    token_fields(c)
    c.cut("Sig(Q, cast)", 64)
    return c.end()


def given_up(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.cut("type", 1)
    c.number("version", 2)
    c.cut("M", 32)
    c.cut("Q", 32)
    token_fields(c)
    c.cut(f"Sig(Q, {GIVEN_UP_TAGS[entry[0]].removeprefix('piaojue/v1/')})", 64)
    return c.end()


def opened(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.cut("ballot_id", 32)
    c.number("station", 2)
    c.number("verdict", 1)
    return c.end()


def counts(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.number("phase", 1)
    for name in ("present", "issued", "cast", "handed_back"):
        c.number(name, 4)
    return c.end()


def closing_entry(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    for name in ("present", "issued", "cast", "handed_back", "voided", "opened"):
        c.number(name, 4)
    return c.end()


def cosigned(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.cut("signed closing checkpoint (text below)", c.number("length", 4))
    return c.end()


def share(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.cut("R", 32)
    c.number("teller", 1)
    size = c.number("E", 2)
    for j in range(1, size + 1):
        c.cut(f"D_{j}", 32)
    for j in range(size + 1):
        c.cut(f"W_{j}", 32)
    c.cut("z", 32)
    c.cut("Sig(statement_key, share)", 64)
    return c.end()


def result(entry: bytes, projects: int, with_sheets: bool) -> Fields:
    c = Cutter(entry)
    c.head()
    c.cut("R", 32)
    c.number("opened", 1)
    for _ in range(c.number("used", 1)):
        c.number("teller", 1)
    for name in "due present issued cast handed_back returned outstanding blank void valid".split():
        c.number(name, 4)
    for i in range(1, projects + 1):
        for name in ("approve", "oppose", "abstain"):
            c.number(f"candidate {i}: {name}", 4)
        c.cut(f"candidate {i}: flags (1 passed, 2 chosen, 4 tied)", 1)
        c.number(f"candidate {i}: rank", 2)
    c.number("places_left", 1)
    c.number("next_kind", 1)
    c.number("next_places", 1)
    for _ in range(c.number("next_count", 1)):
        c.number("project no", 2)
    if with_sheets:
        for name in ("taken", "exchanged", "uncancelled", "returned", *VOID_NAMES):
            c.number(f"sheets: {name}", 4)
        sheet_rows(c, projects)
    return c.end()


def sheet_rows(c: Cutter, projects: int) -> None:
    for i in range(1, projects + 1):
        for name in ("approve", "oppose", "abstain"):
            c.number(f"sheets, candidate {i}: {name}", 4)


def paper_batch(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.number("batch", 2)
    for name in ("issued", "returned", *VOID_NAMES):
        c.number(name, 4)
    sheet_rows(c, c.number("m", 1))
    doubtful = c.number("doubtful", 1)
    for _ in range(doubtful):
        c.number("decision", 1)
        c.text("reason")
    for tag in ("paper-batch", "paper-batch", *["doubtful"] * min(1, doubtful)):
        person = c.number("person", 2)
        c.cut(f"Sig(statement_key of person {person}, {tag})", 64)
    return c.end()


def declaration(entry: bytes) -> Fields:
    c = Cutter(entry)
    c.head()
    c.number("deputy", 4)
    c.cut("Sig(identity_key, declare)", 64)
    return c.end()


def fields_of(entry: bytes, m: Manifest | None, with_sheets: bool = False) -> Fields:
    """The fields of any entry; ballots and results need the round's manifest, results whether act 18 stands."""
    plain: dict[int, Callable[[bytes], Fields]] = {
        1: congress, 2: enrolment, 3: ceremony, 4: roll, 5: manifest_entry, 6: attachment, 7: statement_entry,
        8: issuance, 10: given_up, 11: given_up, 12: opened, 13: counts, 14: closing_entry, 15: cosigned, 16: share,
        18: paper_batch, 19: declaration, 20: given_up,
    }  # fmt: skip
    if entry[0] in plain:
        found = plain[entry[0]](entry)
    else:
        assert m is not None
        found = ballot(entry, m.shape) if entry[0] == 9 else result(entry, len(m.projects), with_sheets)
    assert b"".join(data for _, data in found) == entry
    return found


def hex_lines(data: bytes) -> list[str]:
    return [part.hex() for part in split(data, LINE)]


def shown(fields: Fields) -> str:
    """Offset, name, then the bytes in lines of at most 64."""
    lines, at = [], 0
    for name, data in fields:
        if len(data) <= 8:
            lines.append(f"{at:5}  {data.hex():<16}  {name}")
        else:
            lines.append(f"{at:5}  {name}, {len(data)} bytes")
            lines += ["       " + line for line in hex_lines(data)]
        at += len(data)
    return "\n".join(lines)
