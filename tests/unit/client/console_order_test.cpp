// A batch of sheets on its way from the page to the console's process, and what the server says of
// batches: neither is taken as it comes                              PROTOCOL.md §11.8 §16
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "server/teller/console/describe_sheets.hpp"
#include "server/teller/console/order.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::teller::console {
namespace {

using testing::code_of;

constexpr std::string_view counted = R"({"batch":3,"issued":5,"returned":4,
  "void":{"over":1,"unreadable":0,"marked":0,"blank":1},
  "projects":[{"approve":2,"oppose":0,"abstain":0},{"approve":0,"oppose":0,"abstain":2}],
  "doubtful":[{"decision":"over","reason":"选了四项"}]})";

boost::json::object batch() {
    return boost::json::parse(counted).as_object();
}

Result<Order> order_with(const boost::json::value& batch) {
    const boost::json::object order{{"order", "sheets"}, {"batch", batch}};
    return decode_order(as_bytes(boost::json::serialize(order)));
}

TEST(ConsoleOrder, a_batch_comes_in_as_it_was_counted) {
    const auto order = order_with(batch());
    ASSERT_TRUE(order);
    EXPECT_EQ(order->kind, OrderKind::sheets);
    const PaperBatch expected{{},
                              BatchNumber{3},
                              5,
                              4,
                              {1, 0, 0, 1},
                              {{2, 0, 0}, {0, 0, 2}},
                              {{SheetDecision::over, "选了四项"}}};
    ASSERT_TRUE(order->batch);
    EXPECT_EQ(*order->batch, expected);
    EXPECT_FALSE(decode_order(as_bytes(R"({"order":"sheets"})"))->batch);
}

TEST(ConsoleOrder, a_batch_of_another_form_is_refused_by_its_member) {
    const auto refused = [](std::string_view member, auto change) {
        boost::json::object changed = batch();
        change(changed);
        const auto order = order_with(changed);
        ASSERT_EQ(code_of(order), Errc::malformed) << member;
        EXPECT_TRUE(order.error().detail.ends_with(member)) << order.error().detail;
    };
    for (const char* const name : {"batch", "issued", "returned", "void", "projects", "doubtful"}) {
        refused(name == std::string_view{"void"} ? "over" : name,
                [&](boost::json::object& of) { of[name] = "x"; });
        refused(name, [&](boost::json::object& of) { of.erase(name); });
    }
    for (const boost::json::value& number : {boost::json::value{0}, boost::json::value{201}})
        refused("batch", [&](boost::json::object& of) { of["batch"] = number; });
    for (const boost::json::value& number :
         {boost::json::value{-1}, boost::json::value{10'001}, boost::json::value{1.5}})
        refused("returned", [&](boost::json::object& of) { of["returned"] = number; });
    const auto votes = [](boost::json::object& of) -> boost::json::object& {
        return of["projects"].as_array().front().as_object();
    };
    refused("abstain", [&](boost::json::object& of) { votes(of).erase("abstain"); });
    refused("projects", [](boost::json::object& of) {
        of["projects"] = boost::json::array(101, boost::json::value{});
    });
    const auto sheet = [](boost::json::object& of) -> boost::json::object& {
        return of["doubtful"].as_array().front().as_object();
    };
    refused("decision", [&](boost::json::object& of) { sheet(of)["decision"] = "torn"; });
    for (const std::string& reason : {std::string{}, std::string(201, 'a'), std::string{"a\nb"}})
        refused("reason", [&](boost::json::object& of) { sheet(of)["reason"] = reason; });
    EXPECT_EQ(code_of(order_with(boost::json::array{})), Errc::malformed);
}

TEST(ConsoleOrder, the_largest_batch_fits_into_an_order) {
    boost::json::object largest = batch();
    largest["projects"] = boost::json::array(
        limit::projects,
        boost::json::object{{"approve", 10'000}, {"oppose", 10'000}, {"abstain", 10'000}});
    largest["doubtful"] = boost::json::array(
        255, boost::json::object{{"decision", "unreadable"}, {"reason", std::string(200, '"')}});
    const boost::json::object order{{"order", "sheets"}, {"batch", largest}};
    EXPECT_LE(boost::json::serialize(order).size(), order_bytes_max);
    EXPECT_TRUE(order_with(largest));
}

TEST(KeyedBatches, the_server_is_read_by_the_cells_that_a_batch_can_have) {
    const auto keyed = decode_keyed_batches(
        R"({"batches":[{"batch":1,"index":7,"differs":[]},{"batch":2,"index":null,"differs":[]},
            {"batch":9,"index":null,"differs":["returned","2 approve","doubtful"]}]})",
        2);
    ASSERT_TRUE(keyed);
    const std::vector<KeyedBatch> expected{
        {BatchNumber{1}, EntryIndex{7}, {}},
        {BatchNumber{2}, {}, {}},
        {BatchNumber{9}, {}, {"returned", "2 approve", "doubtful"}}};
    EXPECT_EQ(*keyed, expected);
    for (const std::string_view cell :
         {"3 approve", "0 approve", "approve", "2 returned", "2  approve", "\\u001b[2J", ""}) {
        const std::string said =
            R"({"batches":[{"batch":1,"index":null,"differs":[")" + std::string{cell} + R"("]}]})";
        EXPECT_EQ(code_of(decode_keyed_batches(said, 2)), Errc::malformed) << cell;
    }
    for (const std::string_view said :
         {"", "[]", "{}", R"({"batches":1})", R"({"batches":[1]})",
          R"({"batches":[{"batch":0,"index":null,"differs":[]}]})",
          R"({"batches":[{"batch":201,"index":null,"differs":[]}]})",
          R"({"batches":[{"batch":1,"index":-1,"differs":[]}]})",
          R"({"batches":[{"batch":1,"differs":[]}]})",
          R"({"batches":[{"batch":1,"index":null,"differs":[1]}]})"}) {
        EXPECT_EQ(code_of(decode_keyed_batches(said, 2)), Errc::malformed) << said;
    }
}

}  // namespace
}  // namespace piaojue::teller::console
