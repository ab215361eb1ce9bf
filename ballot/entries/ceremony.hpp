// ballot/entries/ceremony.hpp — the key ceremony as the record keeps it          PROTOCOL.md §4
//
// Each teller's signed hash of his first message, the certificate's transcript and everybody's
// signature on it; never the encrypted shares. The protocol itself is crypto/dkg.hpp. Public.
#pragma once

#include <vector>

#include "ballot/entries/enrolment.hpp"
#include "ballot/ids.hpp"
#include "crypto/dkg.hpp"
#include "crypto/point.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct CeremonyCommit {
    Bytes32 first_message_hash;  // h_i
    Signature signature;         // teller i's statement key

    friend bool operator==(const CeremonyCommit&, const CeremonyCommit&) = default;
};

struct Ceremony {
    EnrolmentHash enrolment;
    std::uint8_t threshold = 0;           // k
    std::vector<CeremonyCommit> commits;  // one a teller
    Bytes transcript;                     // T
    std::vector<Bytes64> certificate;     // COCKTAIL's signatures on T, one a teller

    [[nodiscard]] std::uint8_t tellers() const { return static_cast<std::uint8_t>(commits.size()); }

    friend bool operator==(const Ceremony&, const Ceremony&) = default;
};

[[nodiscard]] Bytes encode_ceremony(const Ceremony& ceremony);
// Refuses `too_large`, `malformed`.
[[nodiscard]] Result<Ceremony> decode_ceremony(ByteView entry);
[[nodiscard]] CeremonyHash ceremony_hash(ByteView entry);

// ── round 0, and what COCKTAIL is run with ──
// The session is the enrolment; static keys are the tellers' ceremony keys in teller order. Refuses
// `malformed` (threshold, number of tellers).
[[nodiscard]] Result<DkgSetup> ceremony_setup(const Enrolment& enrolment, const EnrolmentHash& hash,
                                              std::uint8_t threshold);
// `first_message_hash` is dkg_first_message_hash() of the teller's whole first message.
[[nodiscard]] CeremonyCommit make_ceremony_commit(const EnrolmentHash& enrolment,
                                                  std::uint8_t threshold, TellerNumber teller,
                                                  const Bytes32& first_message_hash,
                                                  const SigningKey& statement_key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_ceremony_commit(const EnrolmentHash& enrolment,
                                                 std::uint8_t threshold, TellerNumber teller,
                                                 const CeremonyCommit& commit,
                                                 const VerifyKey& statement_key);
// ext, which COCKTAIL's transcript carries.
[[nodiscard]] Bytes64 ceremony_extension(const std::vector<CeremonyCommit>& commits);

// ── the check ──
struct JointKeys {
    std::uint8_t threshold = 0;              // k
    Point joint_key;                         // K
    std::vector<Point> verification_shares;  // Y_1..Y_n

    friend bool operator==(const JointKeys&, const JointKeys&) = default;
};

// Everything that §4 asks of a ceremony of this enrolment. Refuses `malformed`, `not_canonical`,
// `identity_point`, `signature_rejected`, `proof_rejected`.
[[nodiscard]] Result<JointKeys> check_ceremony(const Ceremony& ceremony, const Enrolment& enrolment,
                                               const EnrolmentHash& hash);

}  // namespace piaojue
