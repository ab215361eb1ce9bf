"""docs/PROTOCOL-EXAMPLE.md and the example record's JSON: one small congress, every byte shown."""

from __future__ import annotations

from typing import Any

from .. import card, cocktail, ed25519, encrypted, merkle, note, ristretto, rsa, token
from ..ballot import read_ballot, tracking_code
from ..codec import sha256
from ..people import extension
from ..record import leaf_data
from ..verifier import verdict
from ..verifier.log import TYPES
from . import annotate
from .congress import Maker
from .keys import THRESHOLD
from .plan import Plan

LINE = annotate.LINE


def _type_name(entry: bytes) -> str:
    return TYPES[entry[0]]


def example_json(seed: str, record: bytes, maker: Maker, plan: Plan) -> dict[str, Any]:
    keys = maker.keys
    people = range(1, len(maker.enrolment.people) + 1)
    tellers = range(1, len(maker.enrolment.tellers) + 1)
    return {
        "made_by": "tests/python/make_example.py",
        "seed": seed,
        "record": "piaojue_example_record.bin",
        "record_bytes": len(record),
        "record_sha256": sha256(record).hex(),
        "secrets": {
            "log_seed": keys.log.hex(),
            "box_seed": keys.box.hex(),
            "issuer_p": keys.issuer.p.to_bytes(192, "big").hex(),
            "issuer_q": keys.issuer.q.to_bytes(192, "big").hex(),
            "statement_seeds": [keys.statement(i).hex() for i in people],
            "cosigner_seeds": [keys.cosigner(i).hex() for i in tellers],
            "dkg_secrets": [ristretto.scalar_bytes(keys.dkg(i)).hex() for i in tellers],
            "teller_shares": [ristretto.scalar_bytes(keys.teller_secret(maker.enrolment, i)).hex() for i in tellers],
            "card_secrets": [keys.card_secret(i).hex() for i in range(1, plan.due + 1)],
        },
        "first_messages": [m.encode().hex() for m in keys.first_messages(maker.enrolment)[0]],
        "hashes": dict(_hashes(maker)),
        "entries": [
            {
                "index": i,
                "type": _type_name(entry),
                "label": label,
                "bytes": len(entry),
                "leaf_hash": merkle.leaf_hash(leaf_data(entry)).hex(),
            }
            for i, (entry, label) in enumerate(zip(maker.entries, maker.labels, strict=True))
        ],
        "ballots": [_ballot_row(maker, i) for i, e in enumerate(maker.entries) if e[0] == 9],
        "verify": verdict.verify(record, maker.manifest.hash),
    }


def _ballot_row(maker: Maker, index: int) -> dict[str, Any]:
    cast = read_ballot(maker.manifest.shape, maker.entries[index][1:])
    deputy = next(d for d, paper in maker.papers.items() if paper.ballot_key == cast.ballot_key)
    return {
        "index": index,
        "deputy": deputy,
        "token_seed": maker.papers[deputy].token_seed.hex(),
        "ballot_seed": maker.ballot_seed(deputy).hex(),
        "ballot_id": cast.ballot_id.hex(),
        "tracking_code": tracking_code(cast.ballot_id),
        "receipt": maker.receipt(index),
    }


def _hashes(maker: Maker) -> list[tuple[str, str]]:
    return [
        ("congress_id", maker.congress.id.hex()),
        ("enrolment_hash", maker.enrolment.hash.hex()),
        ("ceremony_hash", maker.ceremony.hash.hex()),
        ("roll_hash", maker.roll.hash.hex()),
        ("attachment_hash", maker.attachment.hash.hex()),
        ("manifest_hash", maker.manifest.hash.hex()),
        ("closing_root", maker.closing_root.hex()),
        ("result_hash", maker.result.hash.hex()),
    ]


class Page:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def prose(self, *paragraphs: str) -> None:
        self.parts += paragraphs

    def code(self, *lines: str) -> None:
        self.parts.append("```\n" + "\n".join(lines) + "\n```")

    def data(self, *rows: tuple[str, bytes | str]) -> None:
        """Named values; long ones on lines of their own."""
        lines: list[str] = []
        for name, value in rows:
            if isinstance(value, str):
                lines.append(f"{name}: {value}")
            elif len(value) <= 32:
                lines.append(f"{name}: {value.hex()}")
            else:
                lines += [f"{name}, {len(value)} bytes:", *("  " + line for line in annotate.hex_lines(value))]
        self.code(*lines)

    def text(self) -> str:
        return "\n\n".join(self.parts) + "\n"


class Document:
    def __init__(self, seed: str, record: bytes, maker: Maker, paper: list[str]) -> None:
        """`paper`: what is said of a second congress, with paper."""
        self.seed, self.record, self.maker, self.paper, self.page = seed, record, maker, paper, Page()

    def build(self) -> str:
        self._beginning()
        self._keys()
        self._ceremony()
        self._manifest()
        self._paper()
        self._ballot()
        self._others()
        self._closing()
        self._result()
        self.page.prose(*self.paper)
        self._whole()
        return self.page.text()

    def _index(self, label: str) -> int:
        return self.maker.labels.index(label)

    def _entry(self, label: str, heading: str, *remarks: str) -> None:
        index = self._index(label)
        entry = self.maker.entries[index]
        self.page.prose(f"**Entry {index}, {heading}, {len(entry)} bytes.**", *remarks)
        self.page.code(annotate.shown(annotate.fields_of(entry, self.maker.manifest)))

    def _beginning(self) -> None:
        self.page.prose(
            "# Piaojue protocol: a complete example",
            "<!-- Made by tests/python/make_example.py; do not edit. -->",
            "A small sample congress, every byte of it: one official, one scrutineer, three tellers of whom two "
            "suffice, four deputies due, three projects of which at most two may be approved. Deputy 1 first has a "
            "ballot checked and then casts another, deputy 2 casts a blank ballot, deputy 3 hands the paper back, "
            "deputy 4 casts. "
            "Section numbers (§) are those of [PROTOCOL.md](PROTOCOL.md). The same record as a file: "
            "[piaojue_example_record.bin](../tests/vectors/piaojue_example_record.bin), its values as JSON beside it.",
            "Everything follows from the seed below, which everybody knows: no key of this example guards anything. "
            "How the seed becomes keys is in `tests/python/piaojue/maker/` and no part of the protocol.",
        )
        self.page.data(("seed", repr(self.seed)), *((n, v) for n, v in _hashes(self.maker)))
        self.page.prose("The log's entries:")
        rows = ["| index | type | what | bytes | leaf hash (§2) |", "|---|---|---|---|---|"]
        for i, (entry, label) in enumerate(zip(self.maker.entries, self.maker.labels, strict=True)):
            leaf = merkle.leaf_hash(leaf_data(entry)).hex()
            rows.append(f"| {i} | 0x{entry[0]:02x} {_type_name(entry)} | {label} | {len(entry)} | `{leaf}` |")
        self.page.prose("\n".join(rows))

    def _keys(self) -> None:
        keys, enrolment = self.maker.keys, self.maker.enrolment
        self.page.prose("## Keys, congress, enrolment (§3)", "Ed25519 keys are given by their seeds (RFC 8032).")
        rows: list[tuple[str, bytes | str]] = [("log key seed", keys.log), ("box key seed", keys.box)]
        for i, person in enumerate(enrolment.people, start=1):
            rows.append((f"person {i} ({person.name}): statement key seed", keys.statement(i)))
        for i in range(1, len(enrolment.tellers) + 1):
            rows.append((f"teller {i}: dkg secret d_{i} (scalar)", ristretto.scalar_bytes(keys.dkg(i))))
            rows.append((f"teller {i}: cosigner key seed", keys.cosigner(i)))
        self.page.data(*rows)
        self._entry("congress", "congress (§3.1)")
        origin = self.maker.congress.origin
        self.page.data(("congress_id = H(piaojue/v1/congress, entry)", self.maker.congress.id), ("origin", origin))
        self._entry("enrolment", "enrolment (§3.2)")
        self.page.data(
            ("enrolment_hash = H(piaojue/v1/enrolment, entry)", enrolment.hash), ("fingerprint", enrolment.fingerprint)
        )

    def _ceremony(self) -> None:
        keys, ceremony = self.maker.keys, self.maker.ceremony
        messages, context = keys.first_messages(self.maker.enrolment)
        transcript = cocktail.read_transcript(ceremony.transcript, ceremony.n, THRESHOLD)
        self.page.prose("## Key ceremony (§4)", "What the tellers send in round 1, and what they hash in round 0:")
        rows: list[tuple[str, bytes | str]] = [("context", context)]
        for i, message in enumerate(messages, start=1):
            rows.append((f"msg1_{i}", message.encode()))
            rows.append((f"h_{i} = H(piaojue/v1/dkg-first-message, msg1_{i})", ceremony.commitment_hashes[i - 1]))
        rows.append(("ext", extension(ceremony.commitment_hashes)))
        rows.append(("SHA-256 of T", sha256(transcript.encode())))
        for i in range(1, ceremony.n + 1):
            secret = keys.teller_secret(self.maker.enrolment, i)
            rows.append((f"x_{i}, known to teller {i} only (scalar)", ristretto.scalar_bytes(secret)))
            rows.append((f"Y_{i}", self.maker.verification_shares[i - 1]))
        rows.append(("K", self.maker.joint_key))
        self.page.data(*rows)
        self._entry("ceremony", "ceremony")
        self.page.data(("ceremony_hash = H(piaojue/v1/ceremony, entry)", ceremony.hash))

    def _manifest(self) -> None:
        keys, maker = self.maker.keys, self.maker
        self.page.prose("## Roll, cards, manifest (§5, §6)")
        rows: list[tuple[str, bytes | str]] = []
        for deputy in range(1, len(maker.roll.keys) + 1):
            secret = keys.card_secret(deputy)
            rows.append((f"deputy {deputy}: card", card.printed(secret)))
            rows.append((f"deputy {deputy}: secret s", secret))
            rows.append((f"deputy {deputy}: seed of the identity key", keys.identity(deputy)))
        self.page.data(*rows)
        self._entry("roll", "roll")
        self.page.data(("roll_hash = H(piaojue/v1/roll, entry)", maker.roll.hash))
        self._entry("attachment", "attachment")
        self.page.data(("attachment hash = H(piaojue/v1/attachment, entry)", maker.attachment.hash))
        self.page.prose("The issuer's RSA key:")
        p, q = (prime.to_bytes(192, "big") for prime in (keys.issuer.p, keys.issuer.q))
        self.page.data(("p", p), ("q", q))
        self._entry("manifest", "manifest")
        self.page.data(("M = H(piaojue/v1/manifest, entry)", maker.manifest.hash))

    def _paper(self) -> None:
        maker = self.maker
        paper = maker.papers[1]
        blinded = paper.blinded()
        seed = maker.keys.identity(1)
        request = token.issue_request(maker.manifest.hash, 1, blinded, seed)
        blind_signature = rsa.blind_sign(maker.keys.issuer, blinded)
        number = paper.blinding_factor.to_bytes(384, "big")
        self.page.prose("## A ballot paper: deputy 1 (§7)")
        self.page.data(
            ("token seed t", paper.token_seed), ("ballot key seed D(ballot-key)", paper.ballot_key_seed),
            ("Q", paper.ballot_key), ("prefix D(prefix)", paper.prefix), ("salt D(salt)", paper.salt),
            ("blinding factor r = D(blind) mod N", number),
            ("msg", token.token_message(maker.manifest.hash, paper.ballot_key)),
            ("EMSA-PSS encoding of prefix ‖ msg", rsa.emsa_pss_encode(paper.prepared, paper.salt, 3071)),
            ("blinded", blinded), ("SHA-256(blinded)", sha256(blinded)), ("issue request", request),
            ("blind signature, as answered", blind_signature), ("token", paper.token(blind_signature)),
        )  # fmt: skip
        self._entry("issuance", "issuance (§7.3)", "In the log it stands after the end of issuing, in deputy order.")

    def _ballot(self) -> None:
        maker = self.maker
        key = maker.papers[1].ballot_key
        index = next(i for i, e in enumerate(maker.entries) if e[0] == 9 and e[35:67] == key)
        entry, shape = maker.entries[index], maker.manifest.shape
        marks, ballot_seed = bytes([1, 0, 1, 0]), maker.ballot_seed(1)
        made = encrypted.make(shape, maker.manifest.hash, maker.manifest.joint_key, key, marks, ballot_seed)
        cast = read_ballot(shape, entry[1:])
        leaf = merkle.leaf_hash(leaf_data(entry))
        self.page.prose("## A ballot: deputy 1 approves candidates 1 and 3 (§8)")
        randomness = [(f"r_{j}", ristretto.scalar_bytes(r)) for j, r in enumerate(made.randomness, start=1)]
        self.page.data(
            ("marks ‖ blank", marks), ("ballot seed s", ballot_seed), *randomness,
            ("session id", encrypted.BALLOT_SESSION_ID), ("d, 16 bytes as squeezed", made.d.to_bytes(16, "little")),
            ("challenge c (scalar)", ristretto.scalar_bytes(made.c)),
        )  # fmt: skip
        self.page.prose(f"**Entry {index}, ballot, {len(entry)} bytes.**")
        self.page.code(annotate.shown(annotate.fields_of(entry, maker.manifest)))
        self.page.prose("The shares that are not sent, c minus the others of their OR:")
        at, rest = 0, []
        for number, branches in enumerate(encrypted.ors(shape, made.d), start=1):
            at += len(branches)
            rest.append((f"OR {number}, last branch: e", ristretto.scalar_bytes(made.shares[at - 1])))
        self.page.data(*rest)
        self.page.data(
            ("ballot_id", cast.ballot_id), ("tracking code", tracking_code(cast.ballot_id)),
            ("SHA-256(token)", sha256(cast.token)), ("SHA-256(ballot)", sha256(cast.encode())),
            ("leaf data", leaf_data(entry)), ("leaf hash", leaf),
        )  # fmt: skip
        self.page.prose("Its receipt (§10.3):")
        self.page.code(maker.receipt(index).rstrip("\n"))

    def _others(self) -> None:
        self.page.prose("## Statements and other entries (§8.6, §8.7, §9, §10.2)")
        self._entry("sign_in", "sign_in")
        self._entry("open", "open, an act of two")
        self._entry("resume", "resume", "The body is size and root of the log before this entry.")
        self._entry("counts", "counts")
        self._entry("hand_back", "hand_back")
        self._entry("opened", "opened", "The ballot that deputy 1 had checked instead of casting it.")

    def _closing(self) -> None:
        maker = self.maker
        self.page.prose("## Close and shares (§11.1–§11.5)")
        self._entry("closing", "closing")
        self.page.data(("R, root of the closing checkpoint", maker.closing_root))
        self._entry("cosigned", "cosigned")
        self.page.code(maker.closing_checkpoint.rstrip("\n"))
        rows: list[tuple[str, bytes | str]] = []
        for j, (a, b) in enumerate(maker.sums(), start=1):
            rows += [(f"A_{j}", ristretto.encode(a)), (f"B_{j}", ristretto.encode(b))]
        self.page.prose("The aggregate:")
        self.page.data(*rows)
        self._entry("share/1", "share of teller 1")

    def _result(self) -> None:
        self.page.prose("## Result and publication (§11.6, §11.7, §12)")
        self._entry("result", "result")
        self.page.data(("result_hash = H(piaojue/v1/result, entry)", self.maker.result.hash))
        self._entry("report/1", "report of teller 1")
        self._entry("publish", "publish")
        self.page.prose("The publishing checkpoint:")
        self.page.code(self.maker.publishing_checkpoint.rstrip("\n"))
        key = ed25519.public_key(self.maker.keys.log)
        self.page.data(
            ("key id of the log's line", note.key_id(self.maker.congress.origin, note.LOG_TYPE, key)),
        )

    def _whole(self) -> None:
        self.page.prose("## The whole record (§12)")
        self.page.data(("bytes", str(len(self.record))), ("SHA-256", sha256(self.record)))
        self.page.code(*annotate.hex_lines(self.record))
