#include "server/teller/act_body.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue::teller {
namespace {

using testing::code_of;
using Numbers = std::vector<std::uint32_t>;

ActWords words_with(std::string ActWords::*member, std::string value) {
    ActWords words;
    words.*member = std::move(value);
    return words;
}

const std::string some_hash(64, 'a');

TEST(ParseNumbers, ranges_and_single_numbers_come_out_ascending) {
    EXPECT_EQ(*parse_numbers("3", 9), (Numbers{3}));
    EXPECT_EQ(*parse_numbers("7,1-3", 9), (Numbers{1, 2, 3, 7}));
    EXPECT_EQ(*parse_numbers("1-9", 9), (Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_EQ(*parse_numbers("4-4", 9), (Numbers{4}));
}

TEST(ParseNumbers, refuses_what_is_no_list_of_numbers) {
    for (const std::string_view text : {"", ",", "1,", "0", "10", "3-1", "1-", "-1", "1--2", "1 ",
                                        "1;2", "1,1", "1-3,2", "x", "1-2-3", "4294967297"}) {
        EXPECT_EQ(code_of(parse_numbers(text, 9)), Errc::malformed) << text;
    }
}

TEST(ReadWords, many_deputies_take_several_statements) {
    const auto brief = read_words(Act::sign_in, words_with(&ActWords::deputies, "1-314,320"));
    ASSERT_TRUE(brief);
    SystemRng rng;
    const auto made = make_bodies(*brief, CongressState{}, {}, rng);
    ASSERT_TRUE(made);
    ASSERT_EQ(made->bodies.size(), 2U);
    const auto& first = std::get<DeputiesBody>(made->bodies[0]).deputies;
    const auto& second = std::get<DeputiesBody>(made->bodies[1]).deputies;
    EXPECT_EQ(first.size() + second.size(), 315U);
    EXPECT_EQ(first.front(), DeputyNumber{1});
    EXPECT_EQ(second.back(), DeputyNumber{320});
    EXPECT_LT(first.back(), second.front());
}

TEST(ReadWords, used_slips_are_counted_and_0_is_said) {
    for (const auto& [text, used] : std::initializer_list<std::pair<const char*, std::uint32_t>>{
             {"0", 0}, {"7", 7}, {"10000", 10'000}}) {
        const auto brief = read_words(Act::end_claims, words_with(&ActWords::used_slips, text));
        ASSERT_TRUE(brief) << text;
        SystemRng rng;
        const auto made = make_bodies(*brief, CongressState{}, {}, rng);
        ASSERT_TRUE(made && made->bodies.size() == 1);
        EXPECT_EQ(std::get<UsedSlipsBody>(made->bodies[0]).used, used);
    }
    EXPECT_EQ(code_of(read_words(Act::end_claims, {})), Errc::malformed);
    for (const char* text : {"10001", "-1", "x", "00"})
        EXPECT_EQ(code_of(read_words(Act::end_claims, words_with(&ActWords::used_slips, text))),
                  Errc::malformed);
    EXPECT_EQ(code_of(read_words(Act::close, words_with(&ActWords::used_slips, "1"))),
              Errc::malformed);
}

TEST(ReadWords, refuse_an_option_that_the_act_has_no_place_for) {
    EXPECT_EQ(code_of(read_words(Act::seal, words_with(&ActWords::reason, "why"))),
              Errc::malformed);
    EXPECT_EQ(code_of(read_words(Act::close, words_with(&ActWords::deputies, "1"))),
              Errc::malformed);
    EXPECT_EQ(code_of(read_words(Act::pause, words_with(&ActWords::result, some_hash))),
              Errc::malformed);
    EXPECT_TRUE(read_words(Act::seal, {}));
    EXPECT_TRUE(read_words(Act::pause, {}));
}

TEST(ReadWords, refuse_an_act_without_what_it_needs) {
    for (const Act act : {Act::sign_in, Act::leave, Act::replace_card, Act::unseal, Act::absent,
                          Act::announce, Act::further_round, Act::void_round}) {
        EXPECT_EQ(code_of(read_words(act, {})), Errc::malformed) << act_name(act);
    }
    EXPECT_TRUE(read_words(Act::void_round, words_with(&ActWords::reason, "停电")));
    EXPECT_EQ(
        code_of(read_words(Act::void_round, words_with(&ActWords::reason, std::string(201, 'x')))),
        Errc::malformed);
    EXPECT_EQ(code_of(read_words(Act::void_round, words_with(&ActWords::reason, "a\nb"))),
              Errc::malformed);
}

TEST(ReadWords, a_further_round_is_of_a_kind_that_can_follow) {
    ActWords words = words_with(&ActWords::result, some_hash);
    words.kind = "tie";
    EXPECT_EQ(read_words(Act::further_round, words)->kind, RoundKind::tie);
    for (const char* const kind : {"", "first", "sudden"}) {
        words.kind = kind;
        EXPECT_EQ(code_of(read_words(Act::further_round, words)), Errc::malformed) << kind;
    }
}

TEST(MakeBodies, a_result_that_is_not_there_is_not_announced) {
    const auto brief = read_words(Act::announce, words_with(&ActWords::result, some_hash));
    ASSERT_TRUE(brief);
    SystemRng rng;
    EXPECT_EQ(code_of(make_bodies(*brief, CongressState{}, {}, rng)), Errc::wrong_phase);
}

TEST(MakeBodies, a_new_card_fits_the_key_in_its_statement) {
    ActWords words = words_with(&ActWords::deputies, "12");
    words.cards = "new.csv";
    const auto brief = read_words(Act::replace_card, words);
    ASSERT_TRUE(brief);
    SystemRng rng;
    EXPECT_EQ(code_of(make_bodies(*brief, CongressState{}, {}, rng)), Errc::wrong_phase);
    const RollId roll_id{rng.bytes<32>()};
    const auto made = make_bodies(*brief, CongressState{}, roll_id, rng);
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->card);
    const auto& body = std::get<CardBody>(made->bodies.at(0));
    EXPECT_EQ(body.deputy, DeputyNumber{12});
    EXPECT_EQ(body.identity_key, identity_key(made->card->secret, roll_id).verify_key());
    words.deputies = "12,13";
    EXPECT_EQ(code_of(read_words(Act::replace_card, words)), Errc::malformed);
}

}  // namespace
}  // namespace piaojue::teller
