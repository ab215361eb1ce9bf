#include "tests/fuzz/fixtures.hpp"

#include <fstream>
#include <iterator>

namespace piaojue::fuzz {

using testing::CongressBuilder;
using testing::value_of;

CongressBuilder make_congress() {
    testing::CongressOptions options;
    options.deputies = 5;
    options.projects = 2;
    return CongressBuilder::finished(options);
}

namespace {

Published read_published() {
    std::ifstream file{PJ_FUZZ_CORPUS "/record/seed-published", std::ios::binary};
    PJ_ASSERT(file.good(), "the published seed is missing; pj_fuzz_corpus makes it");
    Bytes record{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    CongressState state;
    std::vector<Bytes> log;
    for (const ByteView entry : value_of(decode_record(record)).entries) {
        PJ_ASSERT(state.apply(entry).has_value(), "the published seed is no log of this version");
        log.emplace_back(entry.begin(), entry.end());
    }
    // The first key that the builder draws.
    SeededRng rng{testing::CongressOptions{}.seed};
    SigningKey log_key = SigningKey::generate(rng);
    PJ_ASSERT(log_key.verify_key() == state.congress()->log_key, "the seed of another congress");
    return {std::move(record),           std::move(log),          state.tree(),
            state.round()->closing_size, state.checkpoint_keys(), std::move(log_key)};
}

}  // namespace

const Published& published() {
    static const Published read = read_published();
    return read;
}

namespace {

Booth make_booth(Round round, std::uint64_t seed) {
    SeededRng rng{seed};
    TokenSeed token_seed = rng.secret<32>();
    const auto request =
        value_of(make_issue_request(round, DeputyNumber{7}, testing::sample_key(2), token_seed));
    const Token token = value_of(finalize_token(round, token_seed, testing::sign_blindly(request)));
    testing::SamplePaper paper{std::move(derive_paper(round.hash(), token_seed).ballot_key), token};
    return {std::move(round), std::move(paper), std::move(token_seed)};
}

}  // namespace

const std::vector<Booth>& booths() {
    static const std::vector<Booth> all = [] {
        std::vector<Booth> out;
        out.push_back(make_booth(testing::sample_round(2, Style::choose_up_to, 1), 1));
        out.push_back(make_booth(testing::sample_round(2, Style::choose_exactly, 2), 2));
        out.push_back(make_booth(testing::sample_round(2, Style::three_way, 2), 3));
        out.push_back(make_booth(testing::sample_round(3, Style::three_way_capped, 1), 4));
        return out;
    }();
    return all;
}

}  // namespace piaojue::fuzz
