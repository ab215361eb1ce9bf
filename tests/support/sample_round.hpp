// tests/support/sample_round.hpp — rounds with real keys, for tests
//
// The joint key is one known scalar, so that a test can decrypt; everything else is as in a vote.
#pragma once

#include <string>
#include <vector>

#include "ballot/admit.hpp"
#include "tests/support/issuer_test_key.hpp"

namespace piaojue::testing {

template <class T>
[[nodiscard]] T value_of(Result<T> result) {
    if (!result) ADD_FAILURE() << errc_name(result.error().code) << ": " << result.error().detail;
    PJ_ASSERT(result.has_value(), "a test's own step was refused");
    return std::move(result).value();
}

// The secret of the joint key of every sample round.
[[nodiscard]] inline SecretScalar sample_joint_secret() {
    return SecretScalar::from_public(Scalar::from_u64(0x5ec12e7));
}

[[nodiscard]] inline SigningKey sample_key(Byte number) {
    SecretBytes<32> seed;
    seed.expose_mut()[0] = number;
    return SigningKey::from_seed(seed);
}

[[nodiscard]] inline IssuerKeyBytes sample_issuer_bytes() {
    IssuerKeyBytes out;
    out.modulus = Bytes384::from(issuer_test_key().public_key().modulus());
    static const std::vector<Bytes> roots = prove_permutation(issuer_test_key());
    for (std::size_t i = 0; i < roots.size(); ++i)
        out.roots[i] = Bytes384::from(roots[i]);
    return out;
}

// Projects numbered from 1, in order.
[[nodiscard]] inline std::vector<Project> sample_projects(std::size_t count) {
    std::vector<Project> out;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string name = "项目" + std::to_string(i);
        out.push_back({ProjectNumber{static_cast<std::uint16_t>(i)}, name, "", ""});
    }
    return out;
}

[[nodiscard]] inline Method sample_method(Style style, std::size_t projects, std::size_t hi) {
    Method out;
    out.style = style;
    out.places = static_cast<std::uint8_t>(hi);
    out.hi = static_cast<std::uint8_t>(style == Style::three_way ? projects : hi);
    out.lo = style == Style::choose_up_to     ? std::uint8_t{1}
             : style == Style::choose_exactly ? out.hi
                                              : std::uint8_t{0};
    return out;
}

[[nodiscard]] inline ManifestFields sample_fields(std::size_t projects,
                                                  Style style = Style::choose_up_to,
                                                  std::size_t hi = 1) {
    ManifestFields out;
    out.congress_id = CongressId{sha256(as_bytes("congress"))};
    out.enrolment_hash = EnrolmentHash{sha256(as_bytes("enrolment"))};
    out.ceremony_hash = CeremonyHash{sha256(as_bytes("ceremony"))};
    out.roll_hash = RollHash{sha256(as_bytes("roll"))};
    out.due = 327;
    out.sample = true;
    out.title = "第一次票决";
    out.title2 = "First round";
    out.min_group = 3;
    out.box_key = sample_key(1).verify_key().bytes();
    out.issuer = sample_issuer_bytes();
    out.threshold = 3;
    out.joint_key = Point::base_mul(sample_joint_secret());
    for (std::uint64_t i = 1; i <= 5; ++i)
        out.verification_shares.push_back(Point::base_mul(Scalar::from_u64(100 + i)));
    out.method = sample_method(style, projects, hi);
    out.projects = sample_projects(projects);
    out.attachments = {AttachmentHash{sha256(as_bytes("method"))}};
    return out;
}

[[nodiscard]] inline Round sample_round(std::size_t projects, Style style = Style::choose_up_to,
                                        std::size_t hi = 1) {
    return value_of(
        Round::create(value_of(VoteManifest::create(sample_fields(projects, style, hi)))));
}

// The issuer's whole part: what a server answers to a request.
[[nodiscard]] inline Bytes384 sign_blindly(const IssueRequest& request) {
    return Bytes384::from(value_of(blind_sign(issuer_test_key(), request.blinded.value())));
}

// A ballot paper as a deputy holds it, by the whole way of §7.
struct SamplePaper {
    SigningKey key;
    Token token;
};

[[nodiscard]] inline SamplePaper sample_paper(const Round& round, Rng& rng) {
    const TokenSeed seed = rng.secret<32>();
    const auto request = value_of(make_issue_request(round, DeputyNumber{7}, sample_key(2), seed));
    Token token = value_of(finalize_token(round, seed, sign_blindly(request)));
    return {std::move(derive_paper(round.hash(), seed).ballot_key), token};
}

[[nodiscard]] inline Marks make_marks(const Round& round, const std::vector<int>& marks) {
    std::vector<Mark> typed;
    bool none = true;
    for (const int mark : marks) {
        typed.push_back(static_cast<Mark>(mark));
        none = none && mark == 0;
    }
    // In an approve-only round nothing marked is blank; in a three-way round it is abstaining.
    const bool blank = none && !round.shape().three_way();
    return value_of(Marks::create(round.shape(), typed, blank));
}

[[nodiscard]] inline EncryptedBallot sample_ballot(const Round& round,
                                                   const std::vector<int>& marks, Rng& rng) {
    const SamplePaper paper = sample_paper(round, rng);
    return value_of(
        seal(round, make_marks(round, marks), paper.token, paper.key, rng.secret<32>(), rng));
}

}  // namespace piaojue::testing
