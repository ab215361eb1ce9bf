#include "ballot/entries/ceremony.hpp"

#include "ballot/detail/fields.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

constexpr std::size_t tellers_least = 2;

Bytes commit_payload(const EnrolmentHash& enrolment, std::uint8_t threshold, TellerNumber teller,
                     const Bytes32& hash) {
    Writer writer;
    writer.raw(enrolment.value()).u8(threshold).u8(teller.value()).raw(hash);
    return std::move(writer).bytes();
}

}  // namespace

Bytes encode_ceremony(const Ceremony& ceremony) {
    PJ_ASSERT(ceremony.certificate.size() == ceremony.commits.size(), "one of each a teller");
    Writer writer = detail::begin_entry(EntryType::ceremony);
    writer.raw(ceremony.enrolment.value()).u8(ceremony.tellers()).u8(ceremony.threshold);
    for (const CeremonyCommit& commit : ceremony.commits)
        writer.raw(commit.first_message_hash).raw(commit.signature);
    writer.bytes32(ceremony.transcript);
    for (const CocktailSignature& signature : ceremony.certificate)
        writer.raw(signature);
    return std::move(writer).bytes();
}

Result<Ceremony> decode_ceremony(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::ceremony));
    Ceremony out;
    out.enrolment = PJ_TRY(detail::read_id<EnrolmentHash>(reader));
    const std::uint8_t tellers = PJ_TRY(reader.u8());
    out.threshold = PJ_TRY(reader.u8());
    if (out.threshold < tellers_least || tellers < out.threshold || tellers > limit::tellers) {
        return fail(Errc::malformed, "number of tellers or threshold");
    }
    for (std::uint8_t i = 0; i < tellers; ++i) {
        CeremonyCommit commit;
        commit.first_message_hash = PJ_TRY(reader.fixed<size::hash>());
        commit.signature = PJ_TRY(reader.fixed<size::signature>());
        out.commits.push_back(commit);
    }
    const ByteView transcript = PJ_TRY(reader.bytes32(limit::entry_bytes));
    out.transcript.assign(transcript.begin(), transcript.end());
    for (std::uint8_t i = 0; i < tellers; ++i)
        out.certificate.push_back(PJ_TRY(reader.fixed<size::signature>()));
    PJ_TRY(reader.finish());
    return out;
}

CeremonyHash ceremony_hash(ByteView entry) {
    return CeremonyHash{hash_tagged(tag::ceremony, {entry})};
}

Result<DkgSetup> ceremony_setup(const Enrolment& enrolment, const EnrolmentHash& hash,
                                std::uint8_t threshold) {
    std::vector<Point> static_keys;
    for (const Person* teller : enrolment.tellers())
        static_keys.push_back(teller->teller->dkg_key);
    return DkgSetup::create(hash.value(), std::move(static_keys), threshold);
}

CeremonyCommit make_ceremony_commit(const EnrolmentHash& enrolment, std::uint8_t threshold,
                                    TellerNumber teller, const Bytes32& first_message_hash,
                                    const SigningKey& statement_key) {
    const Bytes payload = commit_payload(enrolment, threshold, teller, first_message_hash);
    return {first_message_hash, sign(statement_key, tag::dkg_commit, payload)};
}

Result<void> check_ceremony_commit(const EnrolmentHash& enrolment, std::uint8_t threshold,
                                   TellerNumber teller, const CeremonyCommit& commit,
                                   const VerifyKey& statement_key) {
    const Bytes payload = commit_payload(enrolment, threshold, teller, commit.first_message_hash);
    return check_signature(statement_key, tag::dkg_commit, payload, commit.signature);
}

Bytes64 ceremony_extension(const std::vector<CeremonyCommit>& commits) {
    std::vector<Bytes32> hashes;
    for (const CeremonyCommit& commit : commits)
        hashes.push_back(commit.first_message_hash);
    return dkg_extension(hashes);
}

// §4's list: n, k, P_j, context and ext inside T; proofs of possession; certificate signatures;
// K and Y_i not the identity (all in check_dkg_certificate); every round-0 signature.
Result<JointKeys> check_ceremony(const Ceremony& ceremony, const Enrolment& enrolment,
                                 const EnrolmentHash& hash) {
    const auto tellers = enrolment.tellers();
    if (ceremony.enrolment != hash) return fail(Errc::wrong_manifest, "of another enrolment");
    if (ceremony.commits.size() != tellers.size()) return fail(Errc::malformed, "tellers");
    for (std::size_t i = 0; i < tellers.size(); ++i) {
        const TellerNumber number{static_cast<std::uint8_t>(i + 1)};
        if (!check_ceremony_commit(hash, ceremony.threshold, number, ceremony.commits[i],
                                   tellers[i]->statement_key)) {
            return fail(Errc::signature_rejected,
                        "round 0 of teller " + std::to_string(number.value()));
        }
    }
    const DkgSetup setup = PJ_TRY(ceremony_setup(enrolment, hash, ceremony.threshold));
    const Bytes64 extension = ceremony_extension(ceremony.commits);
    auto keys = check_dkg_certificate(setup, extension, ceremony.transcript, ceremony.certificate);
    if (!keys) return fail(keys.error().code, keys.error().detail);
    return JointKeys{ceremony.threshold, keys->joint_key, std::move(keys->verification_shares)};
}

}  // namespace piaojue
