// From ballots to totals: the shares, who may be wrong in them, and what the counts mean.
#include "ballot/tally.hpp"

#include "tests/support/congress_builder.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::value_of;

class TallyTest : public ::testing::Test {
protected:
    explicit TallyTest(const CongressOptions& options = {}) : builder(options) {
        builder.draft();
        builder.open();
        builder.vote();
        builder.shut();
    }
    CheckedShare checked(int teller) {
        return value_of(CheckedShare::check(builder.tally(), builder.share_of(teller)));
    }
    CongressBuilder builder;
};

TEST_F(TallyTest, any_threshold_of_tellers_gives_the_totals_of_the_marks) {
    const std::vector<std::pair<int, int>> pairs{{1, 2}, {1, 3}, {2, 3}};
    for (const auto& [a, b] : pairs) {
        const std::vector<CheckedShare> shares{checked(b), checked(a)};
        const Combined combined = value_of(combine(builder.tally(), shares));
        // Deputies 2 to 5 approve project 1 and one other, deputy 1 cast a blank ballot.
        EXPECT_EQ(combined.totals.approve, (std::vector<std::uint32_t>{4, 2, 2}));
        EXPECT_EQ(combined.totals.blank, 1U);
        EXPECT_EQ(combined.used,
                  (std::vector<TellerNumber>{TellerNumber{static_cast<std::uint8_t>(a)},
                                             TellerNumber{static_cast<std::uint8_t>(b)}}));
    }
}

TEST_F(TallyTest, of_three_shares_the_two_lowest_are_used_and_of_one_teller_the_first) {
    const std::vector<CheckedShare> shares{checked(3), checked(2), checked(2), checked(1)};
    const Combined combined = value_of(combine(builder.tally(), shares));
    EXPECT_EQ(combined.used, (std::vector<TellerNumber>{TellerNumber{1}, TellerNumber{2}}));
}

TEST_F(TallyTest, one_teller_alone_gives_nothing) {
    const std::vector<CheckedShare> twice{checked(1), checked(1)};
    EXPECT_REFUSED(combine(builder.tally(), twice), Errc::too_few_shares);
}

TEST_F(TallyTest, every_part_of_a_share_is_bound_by_its_proof) {
    const TallyContext context = builder.tally();
    const Share good = builder.share_of(1);
    ASSERT_TRUE(CheckedShare::check(context, good));
    const auto refused = [&](const std::function<void(Share&)>& change, Errc code) {
        Share share = good;
        change(share);
        EXPECT_REFUSED(CheckedShare::check(context, share), code);
    };
    refused([](Share& s) { s.products[0] = s.products[0] + Point::generator(); },
            Errc::share_rejected);
    refused([](Share& s) { std::swap(s.products[0], s.products[1]); }, Errc::share_rejected);
    refused([](Share& s) { std::swap(s.commitments[0], s.commitments[1]); }, Errc::share_rejected);
    refused([](Share& s) { s.response = s.response + Scalar::one(); }, Errc::share_rejected);
    refused([](Share& s) { s.teller = TellerNumber{2}; }, Errc::share_rejected);
    refused([](Share& s) { s.teller = TellerNumber{4}; }, Errc::malformed);
    refused([](Share& s) { s.products.pop_back(); }, Errc::malformed);
    refused([](Share& s) { s.root = Bytes32{}; }, Errc::wrong_manifest);
    refused([](Share& s) { s.manifest = ManifestHash{}; }, Errc::wrong_manifest);
}

TEST_F(TallyTest, a_share_of_another_sum_does_not_hold_for_this_one) {
    const Share share = builder.share_of(1);
    builder.ballots.pop_back();
    EXPECT_REFUSED(CheckedShare::check(builder.tally(), share), Errc::share_rejected);
}

TEST_F(TallyTest, a_share_under_another_root_is_another_share) {
    Share share = builder.share_of(1);
    builder.closing_root = Bytes32{};
    share.root = Bytes32{};
    EXPECT_REFUSED(CheckedShare::check(builder.tally(), share), Errc::share_rejected);
}

TEST_F(TallyTest, the_key_of_another_teller_makes_no_share) {
    auto& tellers = builder.tellers;
    EXPECT_REFUSED(CheckedShare::check(
                       builder.tally(),
                       value_of(make_share(builder.tally(), TellerNumber{1}, tellers[1].key_share,
                                           tellers[0].statement_key, builder.rng))),
                   Errc::share_rejected);
}

TEST_F(TallyTest, a_sum_without_first_component_is_never_shared) {
    TallyContext context = builder.tally();
    context.aggregate = Aggregate{*builder.round};
    EXPECT_REFUSED(context.aggregate.check_decryptable(), Errc::identity_point);
    EXPECT_REFUSED(CheckedShare::check(context, builder.share_of(1)), Errc::identity_point);
}

TEST_F(TallyTest, few_ballots_are_not_decrypted) {
    builder.ballots.resize(1);
    EXPECT_REFUSED(make_share(builder.tally(), TellerNumber{1}, builder.tellers[0].key_share,
                              builder.tellers[0].statement_key, builder.rng),
                   Errc::wrong_phase);
    const ResultEntry result =
        make_result(builder.round->manifest(), builder.closing_root, {7, 7, 1, 1}, std::nullopt);
    EXPECT_EQ(result.opened, OpenedAs::nothing);
    EXPECT_EQ(result.next_kind, static_cast<std::uint8_t>(RoundKind::too_few));
    EXPECT_EQ(result.next_candidates.size(), 3U);
    EXPECT_EQ(result.counts.valid, 1U);
    EXPECT_TRUE(check_balance(builder.round->manifest(), result));
}

TEST_F(TallyTest, sums_of_parts_are_the_sum_of_all) {
    const Aggregate whole = builder.tally().aggregate;
    Aggregate parts{*builder.round};
    for (const Bytes& ballot : builder.ballots) {
        Aggregate one{*builder.round};
        one.add(value_of(EncryptedBallot::decode(*builder.round, ByteView{ballot}.subspan(1))));
        parts.add(one);
    }
    EXPECT_EQ(parts.sums(), whole.sums());
    EXPECT_EQ(parts.ballots(), whole.ballots());
}

TEST_F(TallyTest, each_identity_of_the_balance_is_asked) {
    const VoteManifest& manifest = builder.round->manifest();
    const ResultEntry good = builder.result_entry({1, 2});
    ASSERT_TRUE(check_balance(manifest, good));
    const auto refused = [&](const std::function<void(ResultEntry&)>& change) {
        ResultEntry result = good;
        change(result);
        EXPECT_REFUSED(check_balance(manifest, result), Errc::malformed);
    };
    refused([](ResultEntry& r) { ++r.counts.returned; });
    refused([](ResultEntry& r) { ++r.counts.valid; });
    refused([](ResultEntry& r) { r.counts.issued = r.counts.returned - 1; });
    refused([](ResultEntry& r) { r.counts.present = r.counts.issued - 1; });
    refused([](ResultEntry& r) { r.counts.due = r.counts.present - 1; });
    refused([](ResultEntry& r) { ++r.counts.outstanding; });
    refused([](ResultEntry& r) { r.counts.blank = r.counts.cast + 1; });
    refused([](ResultEntry& r) { ++r.projects[0].approve; });
    refused([](ResultEntry& r) {
        for (ProjectResult& project : r.projects) {
            project.approve = r.counts.valid;
            project.abstain = 0;
        }
    });
}

TEST(TallyCounts, a_blank_ballot_is_void_only_if_the_method_says_so) {
    CongressBuilder builder;
    ManifestFields fields = builder.manifest_fields();
    for (const BlankRule rule : {BlankRule::abstain, BlankRule::void_ballot}) {
        fields.method.blank = rule;
        const VoteManifest manifest = value_of(VoteManifest::create(fields));
        const RoundCounts counts = count_round(manifest, {7, 6, 4, 1}, 2);
        EXPECT_EQ(counts.returned, 5U);
        EXPECT_EQ(counts.outstanding, 1U);
        EXPECT_EQ(counts.voided, rule == BlankRule::void_ballot ? 3U : 1U);
        EXPECT_EQ(counts.valid, rule == BlankRule::void_ballot ? 2U : 4U);
    }
}

class ThreeWayTally : public TallyTest {
protected:
    static CongressOptions three_way() {
        CongressOptions options;
        options.style = Style::three_way;
        return options;
    }
    ThreeWayTally() : TallyTest(three_way()) {}
};

TEST_F(ThreeWayTally, approve_oppose_and_abstain_make_up_the_valid_ballots) {
    builder.ballots.clear();
    builder.cast(1, {1, 2, 0});
    builder.cast(2, {2, 2, 1});
    builder.cast(3, {1, 0, 0});
    const ResultEntry result = builder.result_entry({2, 3});
    ASSERT_EQ(result.projects.size(), 3U);
    const auto numbers = [&result](std::size_t i) {
        const ProjectResult& project = result.projects[i];
        return std::vector<std::uint32_t>{project.approve, project.oppose, project.abstain};
    };
    EXPECT_EQ(numbers(0), (std::vector<std::uint32_t>{2, 1, 0}));
    EXPECT_EQ(numbers(1), (std::vector<std::uint32_t>{0, 2, 1}));
    EXPECT_EQ(numbers(2), (std::vector<std::uint32_t>{1, 0, 2}));
    EXPECT_EQ(result.counts.blank, 0U);
}

}  // namespace
}  // namespace piaojue
