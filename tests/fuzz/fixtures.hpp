// tests/fuzz/fixtures.hpp — the congress, rounds and papers that targets and corpus agree on
//
// All from fixed seeds: the corpus is made once and read for ever.
#pragma once

#include "tests/support/congress_builder.hpp"

namespace piaojue::fuzz {

// Five deputies, three tellers of whom two decrypt, two projects; published.
[[nodiscard]] const testing::CongressBuilder& published_congress();
// Log key, then the tellers'.
[[nodiscard]] CheckpointKeys congress_keys();

// A round, and a ballot paper of it.
struct Booth {
    Round round;
    testing::SamplePaper paper;
    TokenSeed token_seed;
};
// Each style of ballot, small. The joint key is testing::sample_joint_secret().
[[nodiscard]] const std::vector<Booth>& booths();

}  // namespace piaojue::fuzz
