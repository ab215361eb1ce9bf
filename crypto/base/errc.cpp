#include "crypto/base/errc.hpp"

#include "crypto/base/assert.hpp"

namespace piaojue {

std::string_view errc_name(Errc code) {
    switch (code) {
    case Errc::malformed: return "malformed";
    case Errc::not_canonical: return "not_canonical";
    case Errc::identity_point: return "identity_point";
    case Errc::too_large: return "too_large";
    case Errc::wrong_version: return "wrong_version";
    case Errc::wrong_manifest: return "wrong_manifest";
    case Errc::unknown_round: return "unknown_round";
    case Errc::wrong_phase: return "wrong_phase";
    case Errc::quorum_missed: return "quorum_missed";
    case Errc::not_on_roll: return "not_on_roll";
    case Errc::not_signed_in: return "not_signed_in";
    case Errc::signature_rejected: return "signature_rejected";
    case Errc::already_issued: return "already_issued";
    case Errc::token_rejected: return "token_rejected";
    case Errc::already_cast: return "already_cast";
    case Errc::already_opened: return "already_opened";
    case Errc::already_handed_back: return "already_handed_back";
    case Errc::proof_rejected: return "proof_rejected";
    case Errc::duplicate_ciphertext: return "duplicate_ciphertext";
    case Errc::share_rejected: return "share_rejected";
    case Errc::too_few_shares: return "too_few_shares";
    case Errc::too_few_cosignatures: return "too_few_cosignatures";
    case Errc::log_rollback: return "log_rollback";
    case Errc::second_person_required: return "second_person_required";
    case Errc::not_permitted: return "not_permitted";
    case Errc::busy: return "busy";
    case Errc::internal: return "internal";
    }
    PJ_UNREACHABLE("an Errc outside its list");
}

}  // namespace piaojue
