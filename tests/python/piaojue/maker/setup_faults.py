"""Faults in what stands before the vote: log, enrolment, ceremony, roll, manifest, statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import cocktail, edwards, ed25519, note, statement
from ..manifest import Manifest, read_manifest
from ..people import SCRUTINEER, Ceremony, Enrolment, Person, Roll, read_ceremony, read_enrolment, read_roll
from .congress import Maker, Tamper
from .faults import Fault, planned


def one(label: str, change: Callable[[Maker, bytes], bytes | list[bytes]]) -> Callable[[], Tamper]:
    """A tamper that changes one entry."""

    def run(maker: Maker, entry: bytes) -> list[bytes]:
        changed = change(maker, entry)
        return changed if isinstance(changed, list) else [changed]

    return lambda: Tamper(entries={label: run})


def flip(data: bytes, at: int) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def flip_high(point: bytes) -> bytes:
    return point[:31] + bytes([point[31] ^ 0x80])


# --- log ---


def _checkpoint(change: Callable[[Maker, str], str]) -> Callable[[], Tamper]:
    return lambda: Tamper(checkpoint=change)


def _other_size(maker: Maker, _: str) -> str:
    return note.sign_checkpoint(maker.congress.origin, len(maker.entries) + 1, maker.root(), maker.keys.log)


def _other_root(maker: Maker, _: str) -> str:
    return note.sign_checkpoint(maker.congress.origin, len(maker.entries), bytes(32), maker.keys.log)


def _other_key(maker: Maker, _: str) -> str:
    return note.sign_checkpoint(maker.congress.origin, len(maker.entries), maker.root(), maker.keys.box)


def _other_origin(maker: Maker, _: str) -> str:
    return note.sign_checkpoint("piaojue/" + "0" * 32, len(maker.entries), maker.root(), maker.keys.log)


def _cosignature(maker: Maker, signed: str) -> str:
    text = note.checkpoint_text(maker.congress.origin, len(maker.entries), maker.root())
    return signed + maker.cosignature(text, 1, 60 * maker.minute)


def _no_log_line(_: Maker, signed: str) -> str:
    lines = signed.split("\n")
    return "\n".join(lines[:4] + lines[5:])


def _sign_in_again(maker: Maker, entry: bytes) -> list[bytes]:
    return [entry, maker.sign(statement.SIGN_IN, maker.congress.id, statement.deputies_body([1]), [1])]


def _resume(maker: Maker) -> bytes:
    body = len(maker.entries).to_bytes(8, "big") + bytes(32)
    return maker.sign(statement.RESUME, maker.manifest.hash, body, [1, 2])


LOG = [
    Fault("checkpoint_size", "the publishing checkpoint is one entry longer, and signed", ("log_root",),
          tamper=_checkpoint(_other_size)),
    Fault("checkpoint_root", "the publishing checkpoint has another root, and is signed", ("log_root",),
          tamper=_checkpoint(_other_root)),
    Fault("checkpoint_key", "the publishing checkpoint is signed by another key", ("log_signature",),
          tamper=_checkpoint(_other_key)),
    Fault("checkpoint_origin", "the publishing checkpoint is of another origin", ("log_signature",),
          tamper=_checkpoint(_other_origin)),
    Fault("checkpoint_cosignature", "a teller's cosignature stands on the publishing checkpoint", ("log_signature",),
          tamper=_checkpoint(_cosignature)),
    Fault("checkpoint_unsigned", "the log's line is missing on the publishing checkpoint", ("log_signature",),
          tamper=_checkpoint(_no_log_line)),
    Fault("entry_after_publish", "a sign-in stands after the publish statement", (), ("log_order", "publication"),
          tamper=one("publish", _sign_in_again)),
    Fault("no_congress", "the congress entry is missing", ("log_order", "log_signature"),
          tamper=one("congress", lambda m, e: [])),
    Fault("log_key_small_order", "the log key is of small order", ("log_signature",),
          tamper=one("congress", lambda m, e: e[:36] + b"\1" + bytes(31) + e[68:])),
    Fault("congress_twice", "a second congress entry", ("log_order",),
          tamper=one("roll", lambda m, e: [e, m.congress.encode()])),
    Fault("unknown_type", "an entry of type 0x7f after the attachment", ("log_order",),
          tamper=one("attachment", lambda m, e: [e, b"\x7fxyz"])),
    Fault("sign_in_of_people_before", "deputies were signed in by people of an enrolment that was replaced",
          ("quorum", "issuance"), tamper=one("sign_in", lambda m, e: [e, m.enrolment.encode(), m.ceremony.encode()])),
    Fault("enrolment_after_seal", "the enrolment stands once more after the seal", ("log_order",),
          tamper=one("seal", lambda m, e: [e, m.enrolment.encode()])),
    Fault("manifest_after_open", "the manifest stands once more after the opening", ("log_order",),
          tamper=one("open", lambda m, e: [m.manifest.encode(), e])),
    Fault("end_issuing_twice", "issuing is ended a second time while voting", ("log_order",),
          tamper=one("counts_voting", lambda m, e: [e, m.sign(statement.END_ISSUING, m.manifest.hash, b"", [1])])),
    Fault("close_while_paused", "closed without being resumed", ("log_order",),
          tamper=one("resume", lambda m, e: [])),
    Fault("resume_other_root", "resumed naming another root", (), ("log_order", "statements"),
          tamper=one("resume", lambda m, e: _resume(m))),
]  # fmt: skip


# --- people ---


def _enrolment(change: Callable[[Maker, Enrolment], Enrolment]) -> Callable[[], Tamper]:
    return one("enrolment", lambda m, e: change(m, read_enrolment(e)).encode())


def _with_person(enrolment: Enrolment, number: int, person: Person) -> Enrolment:
    people = list(enrolment.people)
    people[number - 1 : number] = [person]
    return Enrolment(enrolment.congress_id, tuple(people))


def _bad_self_signature(_: Maker, enrolment: Enrolment) -> Enrolment:
    person = enrolment.people[1]
    return _with_person(enrolment, 2, replace(person, signature=flip(person.signature, 40)))


def _bad_cosigner_signature(_: Maker, enrolment: Enrolment) -> Enrolment:
    person = enrolment.people[2]
    return _with_person(enrolment, 3, replace(person, cosigner_signature=person.signature))


def _same_key_twice(maker: Maker, enrolment: Enrolment) -> Enrolment:
    """A sixth person, enrolled with the scrutineer's key."""
    seed = maker.keys.statement(2)
    draft = Person(SCRUTINEER, "Scrutineer 2", ed25519.public_key(seed), b"", b"", bytes(32), b"", b"")
    signature = ed25519.sign(seed, "piaojue/v1/enrol", enrolment.congress_id + draft.core())
    return Enrolment(enrolment.congress_id, (*enrolment.people, replace(draft, signature=signature)))


def _ceremony(change: Callable[[Maker, Ceremony], Ceremony]) -> Callable[[], Tamper]:
    return one("ceremony", lambda m, e: change(m, read_ceremony(e)).encode())


def _bad_certificate(_: Maker, ceremony: Ceremony) -> Ceremony:
    first, *rest = ceremony.certificate
    return replace(ceremony, certificate=(flip(first, 33), *rest))


def _bad_commit(_: Maker, ceremony: Ceremony) -> Ceremony:
    first, *rest = ceremony.commitment_signatures
    return replace(ceremony, commitment_signatures=(flip(first, 33), *rest))


def _other_hash(maker: Maker, ceremony: Ceremony) -> Ceremony:
    """h_1 and its signature fit each other, but not the extension in T."""
    first = flip(ceremony.commitment_hashes[0], 0)
    signature = maker.keys.commit_signature(ceremony.enrolment_hash, 1, first)
    return replace(
        ceremony,
        commitment_hashes=(first, *ceremony.commitment_hashes[1:]),
        commitment_signatures=(signature, *ceremony.commitment_signatures[1:]),
    )


def _recertified(maker: Maker, ceremony: Ceremony, **changes: object) -> Ceremony:
    old = cocktail.read_transcript(ceremony.transcript, ceremony.n, ceremony.k)
    transcript = replace(old, **changes).encode()  # type: ignore[arg-type]
    signatures = tuple(cocktail.schnorr_sign(maker.keys.dkg(i), transcript) for i in range(1, ceremony.n + 1))
    return replace(ceremony, transcript=transcript, certificate=signatures)


def _bad_pop(maker: Maker, ceremony: Ceremony) -> Ceremony:
    pops = cocktail.read_transcript(ceremony.transcript, ceremony.n, ceremony.k).pops
    return _recertified(maker, ceremony, pops=(pops[1], *pops[1:]))


def _other_context(maker: Maker, ceremony: Ceremony) -> Ceremony:
    return _recertified(maker, ceremony, context=bytes(64))


def _roll(change: Callable[[Roll], Roll]) -> Callable[[], Tamper]:
    return one("roll", lambda m, e: change(read_roll(e)).encode())


def _mixed_order(roll: Roll) -> Roll:
    torsion = ed25519.decode_point(b"\x00" * 31 + b"\x80")
    key = ed25519.encode_point(edwards.add(ed25519.decode_point(roll.keys[4]), torsion))
    return replace(roll, keys=(*roll.keys[:4], key))


FIVE_DUE = planned(due=5, early=(1, 2, 3, 4), late=())
PEOPLE = [
    Fault("person_unsigned", "the scrutineer did not sign for himself", ("enrolment",),
          tamper=_enrolment(_bad_self_signature)),
    Fault("cosigner_unsigned", "a teller's cosigner key did not sign", ("enrolment",),
          tamper=_enrolment(_bad_cosigner_signature)),
    Fault("same_key_twice", "two persons with one statement key", ("enrolment",), tamper=_enrolment(_same_key_twice)),
    Fault("certificate", "a signature on the certificate does not verify", ("ceremony",),
          tamper=_ceremony(_bad_certificate)),
    Fault("round_0_signature", "a signature of round 0 does not verify", ("ceremony",), tamper=_ceremony(_bad_commit)),
    Fault("round_0_hash", "a hash of round 0 that the certificate does not cover", ("ceremony",),
          tamper=_ceremony(_other_hash)),
    Fault("possession", "a proof of possession does not hold, the certificate is signed all the same", ("ceremony",),
          tamper=_ceremony(_bad_pop)),
    Fault("context", "the certificate has another context", ("ceremony",), tamper=_ceremony(_other_context)),
    Fault("roll_key_twice", "two deputies with one key", ("roll",), plan=FIVE_DUE,
          tamper=_roll(lambda r: replace(r, keys=(*r.keys[:4], r.keys[3])))),
    Fault("roll_key_mixed_order", "a deputy's key has a part of small order", ("roll",), plan=FIVE_DUE,
          tamper=_roll(_mixed_order)),
]  # fmt: skip


# --- manifest ---


def _manifest(change: Callable[[Manifest], Manifest]) -> Callable[[], Tamper]:
    return one("manifest", lambda m, e: change(read_manifest(e)).encode())


def _with_high_bit(entry: bytes) -> bytes:
    manifest = read_manifest(entry)
    return replace(manifest, joint_key=flip_high(manifest.joint_key)).encode()


MANIFEST = [
    Fault("manifest_shares", "Y_2 is not the certificate's", ("ceremony",),
          tamper=_manifest(lambda m: replace(m, verification_shares=(
              m.verification_shares[0], m.verification_shares[0], m.verification_shares[2])))),
    Fault("manifest_due", "due is not the roll's count", ("roll",), tamper=_manifest(lambda m: replace(m, due=5))),
    Fault("manifest_quorum", "the cosigner quorum is two of three", ("manifest",),
          tamper=_manifest(lambda m: replace(m, cosigner_quorum=2))),
    Fault("manifest_attachment", "an attachment that is not in the log", ("manifest",),
          tamper=_manifest(lambda m: replace(m, attachments=(*m.attachments, bytes(32))))),
    Fault("manifest_sample", "the sample flag is missing", ("manifest",),
          tamper=_manifest(lambda m: replace(m, sample=False))),
    Fault("manifest_box_key", "the box key is of small order", ("manifest",),
          tamper=_manifest(lambda m: replace(m, box_key=b"\1" + bytes(31)))),
    Fault("manifest_key_bit_255", "once more the manifest, with bit 255 of K set", ("log_order", "manifest"),
          tamper=one("manifest", lambda m, e: [e, _with_high_bit(e)])),
    Fault("manifest_number_twice", "two projects with one number", ("manifest",),
          tamper=_manifest(lambda m: replace(m, projects=(
              m.projects[0], replace(m.projects[1], number=1), m.projects[2])))),
    Fault("manifest_parent", "the first round names a parent", ("manifest",),
          tamper=_manifest(lambda m: replace(m, parent=b"\1" * 32))),
    Fault("manifest_roll", "the roll hash names no entry", ("manifest", "roll"),
          tamper=_manifest(lambda m: replace(m, roll_hash=bytes(32)))),
    Fault("issuer_root", "a root of the issuer's key proof is another", ("issuer_key",),
          tamper=_manifest(lambda m: replace(m, roots=(*m.roots[:7], m.roots[0])))),
]  # fmt: skip


# --- statements ---


def _signed_by(label: str, act: int, people: list[int]) -> Callable[[], Tamper]:
    return one(label, lambda m, e: m.sign(act, m.manifest.hash, b"", people))


def _false_signature(maker: Maker, _: bytes) -> bytes:
    """Says that it is signed by the scrutineer, but a teller did."""
    signers = [(1, maker.keys.statement(1)), (2, maker.keys.statement(3))]
    return statement.sign_statement(statement.OPEN, maker.manifest.hash, 900, maker.minute, b"", signers).encode()


def _old_serial(maker: Maker, _: bytes) -> bytes:
    signers = [(1, maker.keys.statement(1)), (2, maker.keys.statement(2))]
    return statement.sign_statement(statement.OPEN, maker.manifest.hash, 1, maker.minute, b"", signers).encode()


def _sign_in_of(count: int) -> Callable[[Maker, bytes], list[bytes]]:
    body = statement.deputies_body(list(range(1, count + 1)))
    return lambda maker, entry: [entry, maker.sign(statement.SIGN_IN, maker.congress.id, body, [1])]


STATEMENTS = [
    Fault("seal_by_one", "sealed by one person", ("statements",), tamper=_signed_by("seal", statement.SEAL, [1])),
    Fault("open_by_official_twice", "opened by the same official twice", ("statements",),
          tamper=_signed_by("open", statement.OPEN, [1, 1])),
    Fault("open_by_scrutineers", "opened by two scrutineers", ("statements",),
          tamper=_signed_by("open", statement.OPEN, [2, 3])),
    Fault("end_issuing_by_teller", "issuing ended by a teller", ("statements",),
          tamper=_signed_by("end_issuing", statement.END_ISSUING, [3])),
    Fault("close_by_nobody", "closed by a person who is not enrolled", ("statements",),
          tamper=_signed_by("close", statement.CLOSE, [1, 99])),
    Fault("publish_by_one", "published by one person", ("statements",),
          tamper=_signed_by("publish", statement.PUBLISH, [1])),
    Fault("open_false_signature", "a signature on the opening is another person's", ("statements",),
          tamper=one("open", _false_signature)),
    Fault("open_old_serial", "a serial is used again", ("statements",), tamper=one("open", _old_serial)),
    Fault("sign_in_of_10001", "a sign-in names 10,001 deputies", ("log_order", "statements"),
          tamper=one("sign_in", _sign_in_of(10_001))),
    Fault("sign_in_of_10000", "a sign-in names 10,000 deputies, of four on the roll", ("statements",),
          tamper=one("sign_in", _sign_in_of(10_000))),
    Fault("quorum_missed", "opened with two of four present", ("quorum",), plan=planned(early=(1, 2), late=(3, 4))),
]  # fmt: skip

FAULTS = [*LOG, *PEOPLE, *MANIFEST, *STATEMENTS]
