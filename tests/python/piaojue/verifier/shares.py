"""Which share entries may stand in a log, their proof apart (PROTOCOL §11.4)."""

from __future__ import annotations

from ..closing import Share
from .sheets import decrypts
from .state import Log, Round

SHARES_PER_TELLER = 3


def foreign(log: Log, now: Round, index: int, share: Share) -> str | None:
    """Why it counts for nothing; None if it may stand."""
    enrolment = log.enrolment_at(index)
    tellers = enrolment.tellers if enrolment else ()
    if share.teller > len(tellers):
        return "there is no such teller"
    if not share.signed_by(tellers[share.teller - 1].statement_key):
        return "the signature does not verify"
    if share.root != log.root_before(now.closings[0][0] + 1):
        return "made for another closing root"
    if len(share.parts) != now.manifest.shape.ciphertexts:
        return "of another number of ciphertexts"
    if not decrypts(now):
        return "too few ballots, or too many papers: nothing may be decrypted"
    if sum(other.teller == share.teller for _, other in now.shares) >= SHARES_PER_TELLER:
        return "beyond the third"
    return None
