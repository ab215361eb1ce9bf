#include "server/client/deputy.hpp"

#include <gtest/gtest.h>

#include "server/net/certificate.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::client {
namespace {

using testing::sample_fields;
using testing::value_of;

// Of a server that does not exist: whatever is sent fails by not arriving.
Failure answer_to(const ManifestFields& fields) {
    constexpr std::uint64_t now = 1'795'000'000;
    const auto made = net::make_certificate({"nobody", {"localhost"}, {"127.0.0.1"}}, now);
    Api api{{"127.0.0.1", 1, 1, made.certificate_pem}};
    const Round round = value_of(Round::create(value_of(VoteManifest::create(fields))));
    SystemRng rng;
    const Answer<Paper> paper =
        take_paper(api, round, DeputyNumber{7}, testing::sample_key(2), rng.secret<32>(), 1);
    return paper ? Failure{} : paper.error();
}

// A blinded message under a key that does not permute tells whose ballot it becomes.
TEST(Deputy, sends_nothing_under_an_issuing_key_whose_proof_does_not_hold) {
    const ManifestFields good = sample_fields(2);
    EXPECT_EQ(answer_to(good).kind, Failure::Kind::unreached);
    for (std::size_t i = 0; i < good.issuer.roots.size(); ++i) {
        ManifestFields bad = good;
        bad.issuer.roots.at(i) = good.issuer.roots.at((i + 1) % good.issuer.roots.size());
        const Failure failure = answer_to(bad);
        EXPECT_NE(failure.kind, Failure::Kind::unreached) << i;
        EXPECT_NE(failure.advice.find("issuing key"), std::string::npos) << failure.advice;
    }
}

}  // namespace
}  // namespace piaojue::client
