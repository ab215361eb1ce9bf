#include "ballot/further_round.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "crypto/hash.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::sample_fields;
using testing::value_of;

const ResultHash parent{sha256(as_bytes("result"))};

std::vector<ProjectNumber> numbers(const std::vector<std::uint16_t>& of) {
    std::vector<ProjectNumber> out;
    out.reserve(of.size());
    for (const std::uint16_t no : of)
        out.emplace_back(no);
    return out;
}

std::vector<std::uint16_t> numbers_of(const std::vector<Project>& projects) {
    std::vector<std::uint16_t> out;
    for (const Project& project : projects)
        out.push_back(project.no.value());
    return out;
}

// What a result says of the next round; of five candidates, numbered 11 to 15.
struct Said {
    std::vector<std::uint16_t> chosen;
    std::uint8_t places_left = 0;
    std::uint8_t next_kind = 0;
    std::uint8_t next_places = 0;
    std::vector<std::uint16_t> next_candidates;
};

ManifestFields five_for_three(Style style = Style::choose_up_to) {
    ManifestFields out = sample_fields(5, style, 3);
    for (Project& project : out.projects) {
        const auto no = static_cast<std::uint16_t>(project.no.value() + 10);
        project.no = ProjectNumber{no};
        project.name2 = "Project " + std::to_string(no);
        project.ref = "2026-" + std::to_string(no);
    }
    return out;
}

RoundBefore voided(const ManifestFields& fields = five_for_three()) {
    return {value_of(VoteManifest::create(fields)), {}, parent, {}};
}

RoundBefore decided(const Said& said, const ManifestFields& fields = five_for_three()) {
    RoundBefore out = voided(fields);
    ResultEntry result;
    for (const Project& project : fields.projects) {
        ProjectResult of;
        of.chosen = std::find(said.chosen.begin(), said.chosen.end(), project.no.value()) !=
                    said.chosen.end();
        result.projects.push_back(of);
    }
    result.places_left = said.places_left;
    result.next_kind = said.next_kind;
    result.next_places = said.next_places;
    result.next_candidates = numbers(said.next_candidates);
    out.result = result;
    return out;
}

// What is left is not asked beside what the result asks for.
Said asks(RoundKind kind, const std::vector<std::uint16_t>& chosen, std::uint8_t places,
          const std::vector<std::uint16_t>& candidates) {
    return {chosen, 0, static_cast<std::uint8_t>(kind), places, candidates};
}

const Said asks_nothing{{11, 14}, 1, 0, 0, {}};

std::vector<RoundBefore> asking_each_kind() {
    return {decided(asks(RoundKind::set_invalid, {}, 3, {11, 12, 13, 14, 15})),
            decided(asks(RoundKind::too_few, {}, 3, {11, 12, 13, 14, 15})),
            decided(asks(RoundKind::tie, {12}, 2, {11, 13, 15})),
            decided(asks(RoundKind::shortfall, {12}, 2, {15, 11, 14, 13})),
            decided(asks(RoundKind::presidium, {12, 13}, 1, {14, 11, 15}))};
}

TEST(FurtherRound, is_the_one_that_the_result_asks_for_in_its_order) {
    const std::vector<RoundKind> kinds{RoundKind::set_invalid, RoundKind::too_few, RoundKind::tie,
                                       RoundKind::shortfall, RoundKind::presidium};
    const std::vector<RoundBefore> all = asking_each_kind();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const RoundBefore& before = all[i];
        SCOPED_TRACE(enum_name(kinds[i]));
        EXPECT_EQ(further_kind(before), kinds[i]);
        const ManifestFields next = value_of(further_round(before));
        EXPECT_EQ(next.kind, kinds[i]);
        EXPECT_EQ(next.projects, further_projects(before));
        const std::vector<ProjectNumber>& asked = before.result->next_candidates;
        ASSERT_EQ(next.projects.size(), asked.size());
        for (std::size_t j = 0; j < asked.size(); ++j)
            EXPECT_EQ(next.projects[j], before.manifest.fields().projects[asked[j].value() - 11U]);
        EXPECT_EQ(next.method.places, before.result->next_places);
        EXPECT_TRUE(check_follows(before, next));
        EXPECT_EQ(value_of(further_round(before, asked)), next);
        EXPECT_REFUSED(further_round(before, std::span{asked}.first(asked.size() - 1)),
                       Errc::malformed);
    }
}

TEST(FurtherRound, is_ordered_where_the_result_asks_none_and_something_is_left) {
    const RoundBefore before = decided(asks_nothing);
    EXPECT_EQ(further_kind(before), RoundKind::ordered);
    EXPECT_EQ(numbers_of(further_projects(before)), (std::vector<std::uint16_t>{12, 13, 15}));
    const ManifestFields next = value_of(further_round(before));
    EXPECT_EQ(next.kind, RoundKind::ordered);
    EXPECT_EQ(next.method.places, 1);
    // One place is left with nothing chosen; places are left with all chosen.
    EXPECT_EQ(further_kind(decided({{}, 1, 0, 0, {}})), RoundKind::ordered);
    for (const Said& said :
         {Said{{11, 12, 13}, 0, 0, 0, {}}, Said{{11, 12, 13, 14, 15}, 1, 0, 0, {}}}) {
        EXPECT_EQ(further_kind(decided(said)), std::nullopt);
        EXPECT_REFUSED(further_round(decided(said)), Errc::malformed);
        EXPECT_REFUSED(check_follows(decided(said), next), Errc::malformed);
    }
}

TEST(FurtherRound, of_a_voided_one_has_all_its_places_and_projects) {
    const RoundBefore before = voided();
    EXPECT_EQ(further_kind(before), RoundKind::ordered);
    const ManifestFields next = value_of(further_round(before));
    EXPECT_EQ(next.projects, before.manifest.fields().projects);
    EXPECT_EQ(next.method, before.manifest.method());
    EXPECT_TRUE(check_follows(before, next));
}

TEST(FurtherRound, that_is_ordered_may_leave_candidates_away_but_not_move_them) {
    for (const RoundBefore& before : {decided(asks_nothing), voided()}) {
        for (const auto& some : {numbers({12, 13, 15}), numbers({12, 15}), numbers({13})}) {
            const ManifestFields next = value_of(further_round(before, some));
            ASSERT_EQ(next.projects.size(), some.size());
            for (std::size_t i = 0; i < some.size(); ++i)
                EXPECT_EQ(next.projects[i].no, some[i]);
            EXPECT_TRUE(check_follows(before, next));
        }
        for (const auto& wrong : {numbers({13, 12}), numbers({12, 12}), numbers({12, 16}),
                                  numbers({1}), numbers({12, 13, 15, 15})}) {
            EXPECT_REFUSED(further_round(before, wrong), Errc::malformed);
        }
    }
    EXPECT_REFUSED(further_round(decided(asks_nothing), numbers({11, 12})), Errc::malformed);
}

TEST(FurtherRound, keeps_all_that_it_need_not_change) {
    ManifestFields fields = five_for_three();
    fields.round = 7;
    fields.kind = RoundKind::tie;
    fields.parent = ResultHash{sha256(as_bytes("the one before"))};
    fields.phases = Phases::joint;
    const AttachmentHash slips{sha256(as_bytes("slips"))};
    const AttachmentHash book{sha256(as_bytes("book"))};
    fields.attachments = {book, slips, AttachmentHash{sha256(as_bytes("plan"))}};
    RoundBefore before = decided(asks(RoundKind::tie, {12}, 2, {11, 13, 15}), fields);
    ManifestFields expected = fields;
    expected.round = 8;
    expected.parent = parent;
    expected.method.places = 2;
    expected.method.hi = 2;
    expected.projects = {fields.projects[0], fields.projects[2], fields.projects[4]};
    EXPECT_EQ(value_of(further_round(before)), expected);
    before.slips = slips;
    expected.attachments = {fields.attachments[0], fields.attachments[2]};
    EXPECT_EQ(value_of(further_round(before)), expected);
    EXPECT_TRUE(VoteManifest::create(expected)) << "what is drafted can be a manifest";
}

TEST(FurtherRound, has_a_number_up_to_255) {
    ManifestFields fields = five_for_three();
    fields.kind = RoundKind::ordered;
    fields.parent = ResultHash{sha256(as_bytes("the one before"))};
    fields.round = 254;
    EXPECT_EQ(value_of(further_round(voided(fields))).round, 255);
    fields.round = 255;
    EXPECT_REFUSED(further_round(voided(fields)), Errc::malformed);
}

struct Bounds {
    Style style;
    std::uint8_t hi_before;
    std::uint8_t places;
    std::vector<std::uint16_t> candidates;
    std::uint8_t lo;
    std::uint8_t hi;
};

// Approvals are never more than the old cap or the places; a ballot that must approve exactly hi
// needs as many projects, and three_way has no cap.
TEST(FurtherRound, a_ballot_approves_no_more_than_before_and_no_more_than_places) {
    const std::vector<Bounds> all{
        {Style::choose_up_to, 3, 2, {11, 12, 13}, 1, 2},
        {Style::choose_up_to, 1, 2, {11, 12, 13}, 1, 1},
        {Style::choose_up_to, 3, 3, {11}, 1, 3},
        {Style::choose_exactly, 3, 2, {11, 12, 13}, 2, 2},
        {Style::choose_exactly, 2, 3, {11, 12, 13}, 2, 2},
        {Style::choose_exactly, 3, 3, {11, 12}, 2, 2},
        {Style::three_way, 5, 1, {11, 12, 13}, 0, 3},
        {Style::three_way_capped, 3, 2, {11, 12, 13}, 0, 2},
        {Style::three_way_capped, 2, 3, {11, 12, 13}, 0, 2},
        {Style::three_way_capped, 3, 3, {11}, 0, 3},
    };
    for (const Bounds& one : all) {
        ManifestFields fields = five_for_three(one.style);
        fields.method = with_bounds(fields.method, 3, one.hi_before, 5);
        fields.method.threshold = FractionRule{2, 3, Base::present, false};
        fields.method.tie = TieRule::presidium;
        const RoundBefore before =
            decided(asks(RoundKind::shortfall, {}, one.places, one.candidates), fields);
        const ManifestFields next = value_of(further_round(before));
        SCOPED_TRACE(fmt::format("{}, {} places", enum_name(one.style), one.places));
        Method expected = fields.method;
        expected.places = one.places;
        expected.lo = one.lo;
        expected.hi = one.hi;
        EXPECT_EQ(next.method.hi, one.hi);
        EXPECT_EQ(next.method, expected) << "every other rule stays";
        EXPECT_TRUE(check_method(next.method, next.projects.size()));
    }
}

TEST(FurtherRound, another_manifest_does_not_follow) {
    using F = ManifestFields;
    for (const RoundBefore& before :
         {decided(asks(RoundKind::tie, {12}, 2, {11, 13, 15})), decided(asks_nothing), voided()}) {
        const ManifestFields next = value_of(further_round(before));
        const auto with = [&](const std::function<void(F&)>& change) {
            ManifestFields out = next;
            change(out);
            return check_follows(before, out);
        };
        EXPECT_REFUSED(with([](F& f) { f.parent = ResultHash{}; }), Errc::wrong_manifest);
        const std::vector<std::function<void(F&)>> changes{
            [](F& f) { f.round = 3; },
            [](F& f) { f.round = 1; },
            [](F& f) { f.kind = RoundKind::first; },
            [](F& f) { f.kind = RoundKind::shortfall; },
            [](F& f) { f.projects.clear(); },
            [](F& f) { std::swap(f.projects[0], f.projects[1]); },
            [](F& f) { f.projects.push_back(f.projects[0]); },
            [](F& f) { f.projects[0].no = ProjectNumber{99}; },
            [](F& f) { f.projects[0].name = "another"; },
            [](F& f) { f.projects[0].name2.clear(); },
            [](F& f) { f.projects[0].ref += "x"; },
            [](F& f) { ++f.method.places; },
            [](F& f) { --f.method.hi; },
            [](F& f) { f.method.threshold = std::nullopt; },
            [](F& f) { f.method.quorum.a = 1; },
        };
        for (std::size_t i = 0; i < changes.size(); ++i) {
            SCOPED_TRACE("change " + std::to_string(i));
            EXPECT_REFUSED(with(changes[i]), Errc::malformed);
        }
        // Other entries say what these are.
        EXPECT_TRUE(with([](F& f) { f.title = "第二次票决"; }));
        EXPECT_TRUE(with([](F& f) { f.attachments.clear(); }));
        EXPECT_TRUE(with([](F& f) { f.due = 326; }));
    }
}

}  // namespace
}  // namespace piaojue
