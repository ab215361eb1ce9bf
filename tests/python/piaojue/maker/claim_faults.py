"""Faults in declarations, claims and act 19 (PROTOCOL §11.9); and odd records that are good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import ballot, rsa, statement
from ..ballot import CLAIM, Ballot
from ..codec import u32
from ..token import Paper, encode_token, token_message
from . import paper_part
from .congress import Maker, Tamper
from .faults import Fault
from .keys import blind_signature
from .paper_plans import SLIPS_AND_PAPER, WITH_PAPER, WITHOUT, batch, before, behind, instead, on_paper, stated
from .plan import Plan, Voter
from .setup_faults import flip, one
from .stream import draw


def _declared(*made: Callable[[Maker], bytes], sort: bool = True) -> Callable[[], Tamper]:
    """Declarations besides those of the plan."""
    return batch("declaration", lambda m, e: [*e, *(make(m) for make in made)], sort)


def _claimed(*made: Callable[[Maker], bytes]) -> Callable[[], Tamper]:
    return batch("claim", lambda m, e: [*e, *(make(m) for make in made)])


def _ended(used: int = 0) -> Callable[[Maker], bytes]:
    return stated(statement.END_CLAIMS, lambda m: u32(used))


def _again(maker: Maker) -> bytes:
    """Deputy 1 declares with a signature that does not verify, besides the good one: other bytes."""
    return flip(paper_part.declaration(maker, 1), -1)


REFUSED = ("log_order", "claims")
DECLARATIONS = [
    on_paper("declared_by_other_card", "a declaration is signed by another deputy's card", ("claims",),
             _declared(lambda m: paper_part.declaration(m, 2, card=7))),
    on_paper("declared_twice", "a deputy declares twice", ("claims",), _declared(_again)),
    on_paper("declared_same_twice", "a declaration stands twice", REFUSED,
             _declared(lambda m: paper_part.declaration(m, 1))),
    on_paper("declared_sheet", "a deputy who took a sheet declares", ("claims",),
             _declared(lambda m: paper_part.declaration(m, 5))),
    on_paper("declared_slip", "a deputy who drew a slip declares", ("claims",),
             _declared(lambda m: paper_part.declaration(m, 1)), SLIPS_AND_PAPER),
    on_paper("declared_by_nobody", "a deputy that is not there declares", ("claims",),
             _declared(lambda m: paper_part.declaration(m, 9))),
    on_paper("declared_descending", "declarations in descending order", ("log_order",),
             batch("declaration", lambda m, e: sorted(e, reverse=True), sort=False)),
    on_paper("declared_cut", "a declaration of 100 bytes", REFUSED, _declared(lambda m: _again(m)[:-1])),
    on_paper("declared_in_other_round", "a declaration of another round", REFUSED,
             _declared(lambda m: b"\x13" + bytes(32) + _again(m)[33:])),
    on_paper("declared_without_act_19", "a declaration without act 19", REFUSED,
             behind("paper", lambda m: paper_part.declaration(m, 1)), replace(WITH_PAPER, used_slips=None)),
    on_paper("declared_late", "a declaration stands behind another entry", REFUSED,
             behind("share/1", lambda m: paper_part.declaration(m, 2))),
    on_paper("declared_behind_claim", "a declaration stands behind a claim", REFUSED,
             behind("claim", lambda m: paper_part.declaration(m, 2))),
]  # fmt: skip


def _signed(maker: Maker, deputy: int, token_: bytes) -> bytes:
    return ballot.sign_given_up(CLAIM, maker.manifest.hash, token_, maker.papers[deputy].ballot_key_seed).entry()


def _slip_claim(maker: Maker) -> bytes:
    """Of a slip that nobody drew and nobody voided: stolen."""
    slip = maker.slip(1, 2)
    return ballot.sign_given_up(CLAIM, maker.manifest.hash, slip.token, slip.ballot_key_seed).entry()


def _paper_token(maker: Maker) -> bytes:
    seeds = {person: maker.keys.statement(person) for person in paper_part.KEYERS}
    return paper_part.token.encode_paper_token(maker.manifest.hash, maker.papers[7].ballot_key, seeds)


def _invented_ballot(maker: Maker, place: int) -> Ballot:
    """By whoever holds the issuing key."""
    deputy = 100 + place
    maker.papers[deputy] = Paper(draw(maker.keys.seed, f"invented/{place}"), maker.manifest.hash, maker.keys.issuer.n)
    blinded = maker.papers[deputy].blinded()
    maker.tokens[deputy] = maker.papers[deputy].token(blind_signature(maker.keys.seed, blinded))
    return maker.make_ballot(deputy, (1, 0, 0, 0))


def invented(count: int) -> Callable[[], Tamper]:
    return batch("ballot", lambda m, e: [*e, *(_invented_ballot(m, place).entry() for place in range(count))])


def _same_key(maker: Maker) -> bytes:
    """A second claim of deputy 8, with a second token for the same ballot key: whoever holds the issuing key can."""
    old, modulus = maker.papers[8], maker.keys.issuer.n
    prefix = draw(maker.keys.seed, "second token")
    prepared = prefix + token_message(maker.manifest.hash, old.ballot_key)
    blinded = rsa.blind(modulus, prepared, old.salt, old.blinding_factor)
    signature = rsa.finalize(modulus, prepared, blind_signature(maker.keys.seed, blinded), old.blinding_factor)
    return _signed(maker, 8, encode_token(prefix, signature))


CLAIMS = [
    on_paper("claim_signature", "a claim's signature does not verify", ("claims",),
             batch("claim", lambda m, e: [flip(x, -1) for x in e])),
    on_paper("claim_signed_as_hand_back", "a claim bears the signature of a hand-back", ("claims",),
             batch("claim", lambda m, e: [b"\x14" + m.hand_back(8).entry()[1:]])),
    on_paper("claim_token", "a claim with another paper's token", ("claims",),
             batch("claim", lambda m, e: [_signed(m, 8, m.tokens[7])])),
    on_paper("claim_of_paper_token", "a claim with a token of kind 2", ("claims",),
             _claimed(lambda m: _signed(m, 7, _paper_token(m)))),
    on_paper("claim_of_slip", "a claim of a slip", ("claims",), _claimed(_slip_claim),
             replace(SLIPS_AND_PAPER, missing=3)),
    on_paper("claim_of_cast", "a paper that was cast is claimed", ("claims",),
             _claimed(lambda m: paper_part.claim(m, 1))),
    on_paper("claim_of_exchanged", "a paper that was exchanged is claimed", ("claims",),
             batch("claim", lambda m, e: [paper_part.claim(m, 4)])),
    on_paper("claim_twice", "two claims under one ballot key", ("claims",), _claimed(_same_key)),
    on_paper("claim_version", "a claim of version 2", REFUSED,
             batch("claim", lambda m, e: [x[:2] + b"\2" + x[3:] for x in e])),
    on_paper("claim_short", "a claim of 549 bytes", REFUSED, batch("claim", lambda m, e: [x[:-1] for x in e])),
    on_paper("claim_late", "a claim stands behind another entry", REFUSED,
             behind("share/1", lambda m: paper_part.claim(m, 7))),
    on_paper("claim_before_declarations", "a claim stands before the declarations", REFUSED,
             lambda: Tamper(entries={"end_claims": lambda m, e: [e, paper_part.claim(m, 8)]},
                            batches={"claim": lambda m, e: []})),
    on_paper("claim_and_invented", "with two invented ballots more papers are used and claimed than were issued",
             ("claims",), invented(2)),
]  # fmt: skip

ENDS = [
    on_paper("act_19_by_one", "act 19 by one person", ("statements",), instead(
        "end_claims", lambda m: m.sign(statement.END_CLAIMS, m.manifest.hash, bytes(4), [1]))),
    on_paper("act_19_twice", "act 19 stands twice", ("log_order", "statements"), behind("claim", _ended())),
    on_paper("act_19_before_closing", "act 19 stands before the closing entry", ("log_order", "statements"),
             before("closing", _ended())),
    on_paper("act_19_voting", "act 19 stands before the close", ("log_order", "statements"), before("close", _ended())),
    on_paper("act_19_behind_share", "act 19 stands behind a share", ("log_order", "statements"),
             behind("share/1", _ended()), WITHOUT),
    on_paper("act_19_10001", "act 19 says 10,001 used slips", ("log_order", "statements", "claims"),
             instead("end_claims", _ended(10_001))),
    on_paper("act_19_long", "act 19 has a byte more", ("log_order", "statements", "claims"), instead(
        "end_claims", stated(statement.END_CLAIMS, lambda m: bytes(5)))),
]  # fmt: skip


def _ended_before_cosigned(maker: Maker, entry: bytes) -> list[bytes]:
    """Act 19 with its batches stands in closed; the cosigned entry ends them."""
    return [_ended()(maker), paper_part.declaration(maker, 1), paper_part.claim(maker, 8), entry]


def _early() -> Tamper:
    nothing: dict[str, Callable[[Maker, list[bytes]], list[bytes]]] = {
        "declaration": lambda m, e: [], "claim": lambda m, e: []
    }  # fmt: skip
    entries = {"cosigned": _ended_before_cosigned, "end_claims": lambda m, e: []}
    return Tamper(entries=entries, batches=nothing)


ALL_USED: Plan = replace(
    WITHOUT, used_slips=0, voters=tuple(replace(v, declares=True) for v in WITHOUT.voters)
)  # fmt: skip
GOOD = [
    on_paper("good_claims_nothing_open", "everybody declared: the bound is 0", plan=ALL_USED),
    on_paper("good_claims_nobody", "nobody declared", plan=replace(WITHOUT, used_slips=0)),
    on_paper("good_claims_used_slips", "declarations and used slips", plan=SLIPS_AND_PAPER),
    on_paper("good_claims_too_many_slips", "more used slips than were drawn: no bound",
             plan=replace(SLIPS_AND_PAPER, used_slips=4)),
    on_paper("good_claims_more_than_box", "more declared and used than is in the box: no bound",
             plan=replace(SLIPS_AND_PAPER, voters=(
                 *SLIPS_AND_PAPER.voters[:3], Voter(4, None, drawn=True)))),
    on_paper("good_claims_early", "act 19 stands before the cosignatures", tamper=_early),
    on_paper("good_claims_invented", "one invented ballot, which the bound counts", tamper=invented(1)),
]  # fmt: skip

FAULTS: list[Fault] = [*DECLARATIONS, *CLAIMS, *ENDS, *GOOD]
