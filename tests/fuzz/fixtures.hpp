// tests/fuzz/fixtures.hpp — the congress, rounds and papers that targets and corpus agree on
//
// The published vote is the committed seed itself, not one made again: whoever draws a nonce
// otherwise makes another vote of the same keys, and the laws know of one.
#pragma once

#include "tests/support/congress_builder.hpp"

namespace piaojue::fuzz {

// Five deputies, three tellers of whom two decrypt, two projects; what the seed was made of.
[[nodiscard]] testing::CongressBuilder make_congress();

struct Published {
    Bytes record;
    std::vector<Bytes> log;
    MerkleTree tree;
    std::uint64_t closing_size;
    CheckpointKeys keys;
    SigningKey log_key;
};
// corpus/record/seed-published
[[nodiscard]] const Published& published();

// A round, and a ballot paper of it.
struct Booth {
    Round round;
    testing::SamplePaper paper;
    TokenSeed token_seed;
};
// Each style of ballot, small. The joint key is testing::sample_joint_secret().
[[nodiscard]] const std::vector<Booth>& booths();

}  // namespace piaojue::fuzz
