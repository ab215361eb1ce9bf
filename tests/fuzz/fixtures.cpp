#include "tests/fuzz/fixtures.hpp"

namespace piaojue::fuzz {

using testing::CongressBuilder;
using testing::value_of;

const CongressBuilder& published_congress() {
    static const CongressBuilder built = [] {
        testing::CongressOptions options;
        options.deputies = 5;
        options.projects = 2;
        return CongressBuilder::finished(options);
    }();
    return built;
}

CheckpointKeys congress_keys() {
    const CongressBuilder& congress = published_congress();
    CheckpointKeys keys{log_origin(congress.id), congress.log_key.verify_key(), {}};
    for (std::size_t i = 0; i < congress.tellers.size(); ++i) {
        const TellerNumber number{static_cast<std::uint8_t>(i + 1)};
        keys.cosigners.push_back({teller_cosigner_name(congress.id, number),
                                  congress.tellers[i].cosigner_key.verify_key()});
    }
    return keys;
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
