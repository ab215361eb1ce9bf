// What a refusal says on a command line: both languages, what to do, and the server's own word.
#include "server/client/refusals.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace piaojue::client {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

// "；" and ";" part what is so from what to do.
TEST(Refusals, EachSaysWhatIsSoAndWhatToDoInBothLanguages) {
    for (std::uint16_t number = errc_first; number <= errc_last; ++number) {
        const auto code = static_cast<Errc>(number);
        const RefusalWords words = refusal_words(code);
        SCOPED_TRACE(errc_name(code));
        const std::size_t zh = words.zh.find("；");
        ASSERT_NE(zh, std::string_view::npos);
        EXPECT_GT(zh, 0U);
        EXPECT_GT(words.zh.size(), zh + std::string_view{"；"}.size());
        EXPECT_FALSE(is_ascii(words.zh.substr(zh)));
        const std::size_t en = words.en.find("; ");
        ASSERT_NE(en, std::string_view::npos);
        EXPECT_GT(en, 0U);
        EXPECT_TRUE(is_ascii(words.en));
    }
}

TEST(Refusals, ChineseComesFirstAndTheServersWordLast) {
    const std::string text = refusal_text(Errc::quorum_missed, "11 signed in of 30");
    const std::size_t zh = text.find(refusal_words(Errc::quorum_missed).zh);
    const std::size_t en = text.find(refusal_words(Errc::quorum_missed).en);
    ASSERT_NE(zh, std::string::npos);
    ASSERT_NE(en, std::string::npos);
    EXPECT_LT(zh, en);
    EXPECT_EQ(text.substr(text.size() - 21), " [11 signed in of 30]");
}

TEST(Refusals, NothingThatATerminalWouldObeyIsShown) {
    const std::string bare = refusal_text(Errc::wrong_phase);
    EXPECT_EQ(refusal_text(Errc::wrong_phase, "\x1b[2J"), bare);
    EXPECT_EQ(refusal_text(Errc::wrong_phase, "two\nlines"), bare);
    EXPECT_EQ(refusal_text(Errc::wrong_phase, "\xff"), bare);
    EXPECT_EQ(refusal_text(Errc::wrong_phase, std::string(401, 'x')), bare);
    EXPECT_EQ(refusal_text(Errc::wrong_phase, std::string(400, 'x')),
              bare + " [" + std::string(400, 'x') + "]");
}

}  // namespace
}  // namespace piaojue::client
