// What the parts of a workbook say: texts with escaped characters, prefixes, numbers.
#include "server/imports/xml.hpp"

#include <gtest/gtest.h>

namespace piaojue::imports {
namespace {

std::string text_in(const std::string& item) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(("<si>" + item + "</si>").c_str()));
    return string_of(document.first_child());
}

TEST(Xml, a_character_may_be_escaped_by_its_number) {
    EXPECT_EQ(text_in("<t>_x0041_</t>"), "A");
    EXPECT_EQ(text_in("<t>a_x00FF_b_x4E00_</t>"), "aÿb一");
    EXPECT_EQ(text_in("<t>_x005F_x0041_</t>"), "_x0041_") << "an escaped underscore";
    EXPECT_EQ(text_in("<t>_xD7FF__xE000_</t>"), "\uD7FF\uE000");
    for (const std::string plain :
         {"_x0041", "_x004", "_x", "_", "_x004G_", "_x041__", "_xZZZZ_", "_y0041_", "ax0041_",
          "_x00411", "_X0041_", "_xD800_", "_xDFFF_"})
        EXPECT_EQ(text_in("<t>" + plain + "</t>"), plain);
}

TEST(Xml, a_text_is_its_runs_without_what_says_how_they_are_read_aloud) {
    EXPECT_EQ(text_in("<r><t>一</t></r><x:r><x:t>二</x:t></x:r><rPh><t>yi</t></rPh>"), "一二");
    EXPECT_EQ(text_in("<r>\n <t>一</t>\n</r>"), "一");
    EXPECT_EQ(text_in("<r><t>_x00</t></r><r><t>41_</t></r>"), "A");
}

TEST(Xml, names_count_without_their_prefix) {
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(R"(<a><x:b p:c="1"/><b c="2"/></a>)"));
    const pugi::xml_node found = child(document.first_child(), "b");
    EXPECT_EQ(attribute(found, "c"), "1");
    EXPECT_EQ(attribute(found, "d"), "");
    EXPECT_FALSE(child(document.first_child(), "x:b"));
    EXPECT_EQ(local_name(":a"), "a");
    EXPECT_EQ(local_name("a"), "a");
}

TEST(Xml, truth_and_numbers_are_written_in_few_ways) {
    EXPECT_TRUE(is_true("1"));
    EXPECT_TRUE(is_true("true"));
    for (const char* other : {"0", "false", "", "TRUE", "11"})
        EXPECT_FALSE(is_true(other)) << other;
    EXPECT_EQ(decimal("0"), 0U);
    EXPECT_EQ(decimal("4294967295"), 4294967295U);
    for (const char* other : {"", "-1", "+1", "1a", "1 ", "4294967296"})
        EXPECT_FALSE(decimal(other)) << other;
}

}  // namespace
}  // namespace piaojue::imports
