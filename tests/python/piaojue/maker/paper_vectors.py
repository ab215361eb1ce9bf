"""Frozen vectors of paper, declarations and claims: the entries of one made round with the keys behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .. import ballot, claim, merkle, paper, statement, token
from ..ballot import CLAIM, EXCHANGE
from ..codec import u16, u32
from ..ed25519 import public_key
from ..paper import VOID_NAMES, Batch
from ..refusal import Refusal
from ..verifier import verdict
from . import paper_part
from .congress import Maker, play
from .paper_plans import ALONE, ENTERED, TOO_MANY, WITH_PAPER
from .plan import Plan

TAKER, EXCHANGER, CLAIMER = 5, 4, 8
RECORDS: dict[str, tuple[str, Plan]] = {
    "piaojue_paper_record": ("box and sheets, declarations and a claim", WITH_PAPER),
    "piaojue_paper_entered": ("the only sheet is entered as an encrypted ballot", ENTERED),
    "piaojue_paper_alone": ("sheets alone", ALONE),
    "piaojue_paper_too_many": ("more sheets came back than were handed out", TOO_MANY),
}


def record(seed: str, name: str) -> tuple[bytes, dict[str, Any]]:
    """A record, and what a verifier says of it."""
    what, plan = RECORDS[name]
    data, _ = play(seed, plan)
    made_by = {"made_by": "tests/python/make_example.py", "seed": seed, "what": what, "record": f"{name}.bin"}
    return data, {**made_by, "verify": verdict.verify(data)}


def _refused(name: str, refusal: str, read: Callable[[], object], **fields: object) -> dict[str, Any]:
    try:
        read()
    except Refusal as found:
        assert found.name == refusal, f"{name}: {found.name}"
        return {"name": name, **fields, "refusal": refusal}
    raise AssertionError(f"{name} is not refused")


def _taken(maker: Maker) -> dict[str, Any]:
    seed = maker.keys.identity(TAKER)
    return {
        "deputy": TAKER,
        "identity_seed": seed.hex(),
        "identity_key": public_key(seed).hex(),
        "signed_message": (maker.manifest.hash + u32(TAKER)).hex(),
        "request": paper.paper_request(maker.manifest.hash, TAKER, seed).hex(),
        "answer": (u16(1) + b"\0").hex(),
        "issuance_entry": paper_part.taken(maker, TAKER).hex(),
    }


def _given_up(maker: Maker, deputy: int, entry: bytes) -> dict[str, Any]:
    seed = maker.voting_paper(deputy).ballot_key_seed
    return {
        "ballot_key_seed": seed.hex(),
        "ballot_key": public_key(seed).hex(),
        "token": maker.tokens[deputy].hex(),
        "signed_message": (maker.manifest.hash + ballot.sha256(maker.tokens[deputy])).hex(),
        "entry": entry.hex(),
        "leaf_hash": merkle.leaf_hash(entry).hex(),
    }


def _refused_given_up(maker: Maker) -> list[dict[str, Any]]:
    good = {EXCHANGE: paper_part.exchange(maker, EXCHANGER), CLAIM: paper_part.claim(maker, CLAIMER)}
    rows = []
    for type_, entry in good.items():
        for name, changed, refusal in (
            ("cut", entry[:-1], "malformed"),
            ("a byte more", entry + b"\0", "malformed"),
            ("version 2", entry[:1] + u16(2) + entry[3:], "wrong_version"),
            ("ballot key that is none", entry[:35] + b"\xff" * 32 + entry[67:], "not_canonical"),
            ("token of kind 3", entry[:67] + b"\3" + entry[68:], "malformed"),
        ):

            def read(type_: int = type_, changed: bytes = changed) -> None:
                ballot.read_given_up(type_, changed).check_form(maker.manifest.modulus)

            rows.append(_refused(name, refusal, read, entry=changed.hex()))
    return rows


def _declaration(maker: Maker) -> dict[str, Any]:
    seed, entry = maker.keys.identity(1), paper_part.declaration(maker, 1)
    refused = (("cut", entry[:-1]), ("a byte more", entry + b"\0"))
    return {
        "deputy": 1,
        "identity_seed": seed.hex(),
        "identity_key": public_key(seed).hex(),
        "signed_message": (maker.manifest.hash + u32(1)).hex(),
        "entry": entry.hex(),
        "answer": u16(1).hex(),
        "refused": [
            _refused(name, "malformed", partial(claim.read_declaration, bad), entry=bad.hex()) for name, bad in refused
        ],
    }


def _paper_token(maker: Maker) -> dict[str, Any]:
    cast = paper_part.entered(maker, 1, (0, 1, 0, 0))
    good, modulus = cast.token, maker.manifest.modulus
    refused = (
        ("count 1", good[:1] + b"\1" + good[2:]),
        ("persons descend", good[:2] + good[68:134] + good[2:68] + good[134:]),
        ("a person twice", good[:2] + good[2:68] * 2 + good[134:]),
        ("first byte behind the persons", good[:134] + b"\1" + good[135:]),
        ("last byte", good[:-1] + b"\1"),
        ("kind 3", b"\3" + good[1:]),
    )
    return {
        "ballot_key": cast.ballot_key.hex(),
        "persons": list(paper_part.KEYERS),
        "signed_message": (maker.manifest.hash + cast.ballot_key).hex(),
        "token": good.hex(),
        "refused": [
            _refused(name, "malformed", partial(token.read_token, bad, modulus), token=bad.hex())
            for name, bad in refused
        ],
    }


def _batch(batch: Batch) -> dict[str, Any]:
    rows = [dict(zip(("approve", "oppose", "abstain"), row, strict=True)) for row in batch.count.rows]
    return {
        "batch": batch.number,
        "issued": batch.count.issued,
        "returned": batch.count.returned,
        **dict(zip(VOID_NAMES, batch.count.voids, strict=True)),
        "projects": rows,
        "doubtful": [{"decision": decision, "reason": reason} for decision, reason in batch.doubtful],
        "body": batch.body().hex(),
        "persons": [person for person, _ in batch.signers],
        "entry": batch.entry().hex(),
    }


def _refused_batches(first: Batch, second: Batch) -> list[dict[str, Any]]:
    good, doubtful = first.entry(), second.entry()
    at = 1 + 32
    rows = (
        ("batch 0", good[:at] + u16(0) + good[at + 2 :]),
        ("batch 201", good[:at] + u16(201) + good[at + 2 :]),
        ("10,001 handed out", good[: at + 2] + u32(10_001) + good[at + 6 :]),
        ("10,001 approve", good[: at + 27] + u32(10_001) + good[at + 31 :]),
        ("no project", good[: at + 26] + b"\0" + good[at + 27 + 36 :]),
        ("persons descend", good[:-132] + good[-66:] + good[-132:-66]),
        ("a person twice", good[:-66] + good[-132:-66]),
        ("a third signature where nothing is in doubt", good + good[-66:]),
        ("no third signature where something is in doubt", doubtful[:-66]),
        ("a decision 5", doubtful[: at + 27 + 37] + b"\5" + doubtful[at + 27 + 38 :]),
        ("cut", good[:-1]),
    )
    return [_refused(name, "malformed", partial(paper.read_batch, bad), entry=bad.hex()) for name, bad in rows]


def _statements(maker: Maker) -> list[dict[str, Any]]:
    rows = []
    for act, label in ((statement.PAPER, "paper"), (statement.END_CLAIMS, "end_claims")):
        entry = maker.entries[maker.labels.index(label)]
        body = statement.read_statement(entry).body
        fields: dict[str, Any] = {"used_slips": int.from_bytes(body, "big")}
        if act == statement.PAPER:
            numbers = {"uncancelled": int.from_bytes(body[:4], "big"), "batches": int.from_bytes(body[4:6], "big")}
            fields = {**numbers, "paper_hash": body[6:].hex()}
        rows.append({"act": act, "name": label, **fields, "body": body.hex(), "entry": entry.hex()})
    return rows


def _refused_bodies() -> list[dict[str, Any]]:
    rows = (
        (statement.PAPER, "10,001 uncancelled", paper.paper_body(10_001, 0, bytes(32))),
        (statement.PAPER, "201 batches", paper.paper_body(0, 201, bytes(32))),
        (statement.PAPER, "a hash of 31 bytes", paper.paper_body(0, 0, bytes(31))),
        (statement.END_CLAIMS, "10,001 used slips", u32(10_001)),
        (statement.END_CLAIMS, "three bytes", bytes(3)),
        (statement.END_CLAIMS, "five bytes", bytes(5)),
    )
    return [
        _refused(name, "malformed", partial(statement.check_body, act, body), act=act, body=body.hex())
        for act, name, body in rows
    ]


def build(seed: str) -> dict[str, Any]:
    _, maker = play(seed, WITH_PAPER)
    first, second = paper_part.newest_batches(maker).values()
    persons = range(1, 1 + len(maker.enrolment.people))
    return {
        "made_by": "tests/python/make_example.py",
        "record": "piaojue_paper_record.bin",
        "manifest_hash": maker.manifest.hash.hex(),
        "issuer_modulus": f"{maker.manifest.modulus:x}",
        "persons": [
            {"person": i, "statement_key_seed": seed.hex(), "statement_key": public_key(seed).hex()}
            for i, seed in ((i, maker.keys.statement(i)) for i in persons)
        ],
        "taken": _taken(maker),
        "exchange": _given_up(maker, EXCHANGER, paper_part.exchange(maker, EXCHANGER)),
        "claim": _given_up(maker, CLAIMER, paper_part.claim(maker, CLAIMER)),
        "refused_exchanges_and_claims": _refused_given_up(maker),
        "declaration": _declaration(maker),
        "paper_token": _paper_token(maker),
        "batches": [_batch(first), _batch(second)],
        "chief": paper_part.CHIEF,
        "paper_hash": paper.paper_hash([first, second]).hex(),
        "paper_hash_of_none": paper.paper_hash([]).hex(),
        "refused_batches": _refused_batches(first, second),
        "statements": _statements(maker),
        "refused_bodies": _refused_bodies(),
    }
