"""All keys of a made congress, from the seed; and the people who use them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from .. import card, cocktail, ed25519, ristretto, rsa
from ..cocktail import FirstMessage
from ..codec import sha256, tagged_hash
from ..people import (
    OFFICIAL,
    SCRUTINEER,
    TELLER,
    Ceremony,
    Congress,
    Enrolment,
    Person,
    Roll,
    commit_message,
    extension,
)
from .stream import Stream, draw, draw_scalar

ROLES = [("Official 1", OFFICIAL), ("Scrutineer 1", SCRUTINEER)]
TELLERS = 3
THRESHOLD = 2


@lru_cache(maxsize=4)
def issuer_key(seed: str) -> rsa.PrivateKey:
    return rsa.make_private_key(Stream(seed, "issuer").draw)


@lru_cache(maxsize=4)
def issuer_roots(seed: str) -> tuple[int, ...]:
    return tuple(rsa.make_key_proof(issuer_key(seed)))


@lru_cache(maxsize=4096)
def blind_signature(seed: str, blinded: bytes) -> bytes:
    return rsa.blind_sign(issuer_key(seed), blinded)


@dataclass(frozen=True)
class Keys:
    seed: str

    @cached_property
    def log(self) -> bytes:
        return draw(self.seed, "key/log")

    @cached_property
    def box(self) -> bytes:
        return draw(self.seed, "key/box")

    @property
    def issuer(self) -> rsa.PrivateKey:
        return issuer_key(self.seed)

    def statement(self, person: int) -> bytes:
        return draw(self.seed, f"key/statement/{person}")

    def cosigner(self, teller: int) -> bytes:
        return draw(self.seed, f"key/cosigner/{teller}")

    def dkg(self, teller: int) -> int:
        return draw_scalar(self.seed, f"key/dkg/{teller}")

    def teller_person(self, teller: int) -> int:
        return len(ROLES) + teller

    def card_secret(self, deputy: int) -> bytes:
        return draw(self.seed, f"card/{deputy}", card.SECRET_BYTES)

    @cached_property
    def roll_id(self) -> bytes:
        return draw(self.seed, "roll-id")

    def identity(self, deputy: int) -> bytes:
        return card.identity_seed(self.card_secret(deputy), self.roll_id)

    def congress(self) -> Congress:
        log_key = ed25519.public_key(self.log)
        nonce = draw(self.seed, "congress/nonce")
        return Congress(True, nonce, log_key, "样例人民代表大会", "Sample people's congress")

    def _person(self, congress_id: bytes, number: int, name: str, role: int) -> Person:
        dkg_key = cosigner_key = b""
        teller = number - len(ROLES)
        if role == TELLER:
            dkg_key = ristretto.encode(ristretto.base_multiply(self.dkg(teller)))
            cosigner_key = ed25519.public_key(self.cosigner(teller))
        nonce, key = draw(self.seed, f"person/{number}/nonce"), ed25519.public_key(self.statement(number))
        message = congress_id + Person(role, name, key, dkg_key, cosigner_key, nonce, b"", b"").core()
        signature = ed25519.sign(self.statement(number), "piaojue/v1/enrol", message)
        second = b""
        if role == TELLER:
            second = ed25519.sign(self.cosigner(teller), "piaojue/v1/enrol-cosigner", message)
        return Person(role, name, key, dkg_key, cosigner_key, nonce, signature, second)

    def enrolment(self, congress_id: bytes) -> Enrolment:
        people = ROLES + [(f"Teller {i}", TELLER) for i in range(1, TELLERS + 1)]
        enrolled = (self._person(congress_id, i, name, role) for i, (name, role) in enumerate(people, start=1))
        return Enrolment(congress_id, tuple(enrolled))

    @lru_cache(maxsize=64)
    def first_messages(self, enrolment: Enrolment, use: str = "dkg") -> tuple[list[FirstMessage], bytes]:
        """Everybody's msg1, and the context."""
        keys = [t.dkg_key for t in enrolment.tellers]
        context = cocktail.make_context(enrolment.hash, keys)
        messages = []
        for i in range(1, TELLERS + 1):
            coefficients = [draw_scalar(self.seed, f"{use}/{i}/coefficient/{t}") for t in range(THRESHOLD)]
            ephemeral = draw_scalar(self.seed, f"{use}/{i}/ephemeral")
            messages.append(cocktail.make_first_message(self.dkg(i), keys, context, coefficients, ephemeral))
        return messages, context

    @lru_cache(maxsize=64)
    def teller_secret(self, enrolment: Enrolment, teller: int) -> int:
        """x_i, as the teller works it out from what the others sent."""
        messages, context = self.first_messages(enrolment)
        return cocktail.final_share(self.dkg(teller), teller, [t.dkg_key for t in enrolment.tellers], messages, context)

    @lru_cache(maxsize=64)
    def ceremony(self, enrolment: Enrolment, use: str = "dkg") -> Ceremony:
        messages, context = self.first_messages(enrolment, use)
        hashes = tuple(tagged_hash("piaojue/v1/dkg-first-message", m.encode()) for m in messages)
        signatures = tuple(
            self.commit_signature(enrolment.hash, i, h) for i, h in enumerate(hashes, start=1)
        )  # fmt: skip
        transcript = cocktail.Transcript(
            context, tuple(t.dkg_key for t in enrolment.tellers), tuple(m.commitments for m in messages),
            tuple(m.pop for m in messages), tuple(m.ephemeral for m in messages), extension(hashes),
        ).encode()  # fmt: skip
        certificate = tuple(cocktail.schnorr_sign(self.dkg(i), transcript) for i in range(1, TELLERS + 1))
        return Ceremony(enrolment.hash, THRESHOLD, hashes, signatures, transcript, certificate)

    def commit_signature(self, enrolment_hash: bytes, teller: int, h: bytes) -> bytes:
        message = commit_message(enrolment_hash, THRESHOLD, teller, h)
        return ed25519.sign(self.statement(self.teller_person(teller)), "piaojue/v1/dkg-commit", message)

    def roll(self, congress_id: bytes, due: int) -> Roll:
        keys = tuple(ed25519.public_key(self.identity(deputy)) for deputy in range(1, due + 1))
        return Roll(congress_id, self.roll_id, keys)

    def nonce(self, label: str, *parts: bytes) -> int:
        """A nonce for a proof: different for different messages."""
        return draw_scalar(self.seed, "nonce/" + label + "/" + sha256(*parts).hex())
