#include "server/teller/keyed_sheets.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_round.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::teller {
namespace {

using testing::code_of;
using testing::sample_fields;
using testing::value_of;

VoteManifest manifest_of(Style style, std::uint16_t min_group) {
    ManifestFields fields = sample_fields(3, style, 2);
    fields.min_group = min_group;
    return value_of(VoteManifest::create(fields));
}
KeyedSheets begin(std::uint16_t count, Style style = Style::choose_up_to) {
    return value_of(KeyedSheets::begin(manifest_of(style, 5), count));
}

const Bytes first_and_last{1, 0, 1, 0};
const Bytes first_alone{1, 0, 0, 0};
const Bytes middle{0, 1, 0, 0};
const Bytes blank_sheet{0, 0, 0, 1};

Bytes keyed(std::initializer_list<Bytes> sheets) {
    Bytes out;
    for (const Bytes& sheet : sheets)
        out.insert(out.end(), sheet.begin(), sheet.end());
    return out;
}
void expect_held(const Result<void>& done) {
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().detail);
}

TEST(KeyedSheets, are_fewer_than_a_batch_may_show) {
    EXPECT_EQ(KeyedSheets::most_of(manifest_of(Style::choose_up_to, 1)), 0);
    EXPECT_EQ(KeyedSheets::most_of(manifest_of(Style::choose_up_to, 5)), 4);
    EXPECT_EQ(KeyedSheets::most_of(manifest_of(Style::choose_up_to, 5000)), 100);
    for (const std::uint16_t count : std::vector<std::uint16_t>{0, 5, 65535}) {
        const VoteManifest manifest = manifest_of(Style::choose_up_to, 5);
        EXPECT_EQ(code_of(KeyedSheets::begin(manifest, count)), Errc::malformed) << count;
    }
    EXPECT_EQ(code_of(KeyedSheets::begin(manifest_of(Style::choose_up_to, 1), 1)), Errc::malformed);
}

TEST(KeyedSheets, are_agreed_when_both_keyed_the_same) {
    KeyedSheets sheets = begin(2);
    EXPECT_EQ(sheets.asked(), (std::vector<std::uint16_t>{1, 2}));
    expect_held(sheets.key(1, keyed({first_alone, blank_sheet})));
    EXPECT_FALSE(sheets.agreed());
    expect_held(sheets.key(2, keyed({first_alone, blank_sheet})));
    ASSERT_TRUE(sheets.agreed());
    const std::vector<Marks> marks = sheets.marks();
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_TRUE(equal(marks[0].expose(), first_alone));
    EXPECT_TRUE(equal(marks[1].expose(), blank_sheet));
    EXPECT_EQ(code_of(sheets.key(3, {})), Errc::wrong_phase);
}

TEST(KeyedSheets, that_differ_are_named_and_keyed_anew_by_both_alone) {
    KeyedSheets sheets = begin(3);
    expect_held(sheets.key(1, keyed({first_alone, first_and_last, middle})));
    expect_held(sheets.key(2, keyed({first_alone, middle, blank_sheet})));
    EXPECT_EQ(sheets.asked(), (std::vector<std::uint16_t>{2, 3}));
    EXPECT_EQ(sheets.differs(), (std::vector<SheetCell>{{2, 0}, {2, 1}, {2, 2}, {3, 1}}));
    // The first sheet is no longer asked; the second person is told no more than the first.
    expect_held(sheets.key(3, keyed({middle, blank_sheet})));
    EXPECT_EQ(sheets.differs().size(), 4U);
    expect_held(sheets.key(4, keyed({middle, first_alone})));
    EXPECT_EQ(sheets.asked(), (std::vector<std::uint16_t>{3}));
    expect_held(sheets.key(5, blank_sheet));
    expect_held(sheets.key(6, blank_sheet));
    ASSERT_TRUE(sheets.agreed());
    EXPECT_TRUE(sheets.differs().empty());
    const std::vector<Marks> marks = sheets.marks();
    EXPECT_TRUE(equal(marks[0].expose(), first_alone));
    EXPECT_TRUE(equal(marks[1].expose(), middle));
    EXPECT_TRUE(equal(marks[2].expose(), blank_sheet));
}

TEST(KeyedSheets, sent_twice_by_one_press_are_not_keyed_by_two) {
    KeyedSheets sheets = begin(1);
    expect_held(sheets.key(1, first_alone));
    expect_held(sheets.key(1, first_alone));
    EXPECT_FALSE(sheets.agreed());
    expect_held(sheets.key(1, middle));
    expect_held(sheets.key(2, first_alone));
    EXPECT_TRUE(sheets.agreed()) << "the first one's, not what came late";
    expect_held(sheets.key(2, middle));
    EXPECT_TRUE(sheets.agreed());
    EXPECT_EQ(code_of(begin(1).key(2, first_alone)), Errc::wrong_phase);
}

TEST(KeyedSheets, that_are_no_valid_ballots_are_refused_by_number_and_change_nothing) {
    KeyedSheets sheets = begin(2);
    const Bytes too_many{1, 1, 1, 0};
    const Bytes opposed{2, 0, 0, 0};
    const Bytes unmarked{0, 0, 0, 0};
    const Bytes blank_and_marked{1, 0, 0, 1};
    for (const Bytes& bad : {too_many, opposed, unmarked, blank_and_marked}) {
        const auto refused = sheets.key(1, keyed({first_alone, bad}));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::malformed);
        EXPECT_EQ(refused.error().detail.substr(0, 8), "sheet 2:");
    }
    for (const Bytes& bad : {Bytes{}, first_alone, keyed({blank_sheet, blank_sheet, blank_sheet})})
        EXPECT_EQ(code_of(sheets.key(1, bad)), Errc::malformed) << bad.size();
    EXPECT_EQ(sheets.turn(), 1U);
}

TEST(KeyedSheets, of_a_three_way_round_differ_in_whether_a_sheet_is_blank) {
    KeyedSheets sheets = begin(2, Style::three_way);
    const Bytes abstains_on_all{0, 0, 0, 0};
    expect_held(sheets.key(1, keyed({abstains_on_all, Bytes{2, 0, 1, 0}})));
    expect_held(sheets.key(2, keyed({blank_sheet, Bytes{1, 0, 1, 0}})));
    EXPECT_EQ(sheets.differs(), (std::vector<SheetCell>{{1, {}}, {2, 0}}));
}

}  // namespace
}  // namespace piaojue::teller
