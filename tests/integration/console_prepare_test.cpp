// What is made ready at a teller's console before the vote: keys, cards, slips, the rehearsal of
// the opening, copies on paper                                                      docs/adr/0020
#include "ballot/card.hpp"
#include "ballot/slip.hpp"
#include "tests/integration/consoles.hpp"

namespace piaojue::live {
namespace {

using teller::console::Order;
using teller::console::OrderKind;

Order new_keys(const std::filesystem::path& path, std::string_view secret) {
    Order asked;
    asked.kind = OrderKind::keys;
    asked.text = path;
    asked.role = Role::scrutineer;
    asked.name = "监票人 9";
    asked.passphrase = SecretBuffer{as_bytes(secret)};
    asked.random = true;
    return asked;
}

TEST_F(Consoles, keys_are_made_by_an_order_and_come_into_the_list_by_their_line) {
    start_without_keys(1);
    const std::filesystem::path path = folder_.path() / "made.keys";
    EXPECT_EQ(refusal(order(1, new_keys(path, "too short"))), "malformed");
    EXPECT_EQ(refusal(order(1, new_keys(keys(1), std::string(28, 'A')))), "not_permitted");
    EXPECT_EQ(refusal(order(1, OrderKind::line)), "not_permitted") << "without keys";
    obeyed(order(1, new_keys(path, std::string(28, 'A'))));
    EXPECT_EQ(board(1).at("keys").at("role").as_string(), "scrutineer");
    EXPECT_EQ(refusal(order(1, new_keys(folder_.path() / "b", std::string(28, 'A')))),
              "wrong_phase");

    const Board waits = wait_until_there(1, "line");
    const Bytes bytes =
        need(decode_base64(std::string_view{waits.at("line").at("bytes").as_string()}));
    const CongressId congress = congress_id(need(api_.entry("congress")));
    const teller::PersonKeys made = need(teller::load_keys(path, as_bytes(std::string(28, 'A'))));
    EXPECT_EQ(bytes, encode_person(teller::enrolment_line(congress, made)));
    EXPECT_EQ(waits.at("line").at("id").as_string(), encode_hex(congress.value()));
    EXPECT_EQ(waits.at("line").at("handed_in").as_string(), "no");
    // By a server that collects lines, or by one that has no such path: said, never refused.
    const Board handed = order(1, OrderKind::line);
    obeyed(handed);
    EXPECT_NE(handed.at("line").at("handed_in").as_string(), "no");
}

TEST_F(Consoles, cards_are_made_here_alone_and_the_roll_is_handed_in_with_the_setup_code) {
    start(1);
    wait_until_there(1, "log");
    EXPECT_EQ(refusal(order(1, OrderKind::cards, {}, 3)), "not_permitted") << "not read aloud";
    obeyed(order(1, OrderKind::confirm));
    EXPECT_EQ(refusal(order(1, OrderKind::cards, {}, 0)), "malformed");
    EXPECT_EQ(refusal(order_with(1, OrderKind::roll, "code")), "wrong_phase");
    EXPECT_EQ(refusal(choose_names(1, "no,name\n1,\n")), "malformed");
    obeyed(choose_names(1, "no,name,delegation\n1,\"甲 \"\"一\"\"\",一团\n2,乙,\n"));
    EXPECT_EQ(board(1).at("names").at("count").to_number<int>(), 2);
    obeyed(order(1, OrderKind::cards));

    const Board made = sheet(1);
    const Roll roll = need(decode_roll(file_of(made)));
    const std::vector<std::string> codes = codes_of(made);
    ASSERT_EQ(codes.size(), 2U);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const CardSecret card = need(decode_card_code(codes[i]));
        EXPECT_EQ(identity_key(card, roll.roll_id).verify_key(), roll.identity_keys.at(i));
    }
    EXPECT_EQ(made.at("rows").at(0).at("name").as_string(), "甲 \"一\"");
    EXPECT_EQ(boost::json::serialize(board(1)).find(codes[0]), std::string::npos)
        << "a code on the board";
    EXPECT_EQ(refusal(order(1, OrderKind::slips, {}, 3)), "busy") << "the sheet would be lost";

    EXPECT_EQ(refusal(order_with(1, OrderKind::roll, "another code")), "not_permitted");
    obeyed(order_with(1, OrderKind::roll, server_.setup_code()));
    EXPECT_TRUE(board(1).at("sheet").at("posted").as_bool());
    EXPECT_EQ(need(api_.entry("roll")), file_of(made));
    obeyed(order(1, OrderKind::forget));
    EXPECT_EQ(consoles_[1]->sheet().size(), 0U);
    EXPECT_TRUE(board(1).at("names").is_null());
    EXPECT_EQ(refusal(order_with(1, OrderKind::roll, server_.setup_code())), "wrong_phase");
}

TEST_F(Consoles, slips_have_no_numbers_and_their_list_names_each_of_them) {
    start_confirmed(1);
    obeyed(order(1, OrderKind::slips, {}, 3));
    const Board made = sheet(1);
    const SlipList list = need(SlipList::decode(file_of(made)));
    EXPECT_EQ(list.size(), 3U);
    for (const std::string& code : codes_of(made))
        EXPECT_TRUE(list.contains(slip_hash(need(decode_slip_code(code)))));
    for (const boost::json::value& row : made.at("rows").as_array())
        EXPECT_EQ(row.at("no").to_number<int>(), 0);
    EXPECT_EQ(refusal(order(1, OrderKind::cards, {}, 3)), "busy");
    obeyed(order(1, OrderKind::forget));
    obeyed(order(1, OrderKind::cards, {}, 3));
}

// The ceremony was held by programs: its share files lie beside the keys.
class ConsolesWithShares : public Consoles {
protected:
    ConsolesWithShares() {
        congress_.hold_ceremony(server_.endpoint());
        for (std::size_t i = 1; i <= congress_.setting().tellers; ++i) {
            need(teller::save_new_share(share(i), congress_.share_file(i), as_bytes(passphrase),
                                        rng_, SealCost::least()));
        }
    }
    [[nodiscard]] std::filesystem::path share(std::size_t teller) const {
        return keys(teller).replace_extension(".share");
    }
    Board rehearse(std::size_t teller) {
        Order asked;
        asked.kind = OrderKind::rehearse;
        asked.text = share(teller);
        asked.passphrase = SecretBuffer{as_bytes(passphrase)};
        return order(1, std::move(asked));
    }
};

TEST_F(ConsolesWithShares, every_choice_of_the_shares_that_are_brought_opens_a_test) {
    start(1);
    wait_for(1, [](const Board& now) { return stage(now) == "done"; });
    obeyed(rehearse(2));
    EXPECT_EQ(board(1).at("rehearsal").at("combinations").to_number<int>(), 0);
    EXPECT_EQ(refusal(rehearse(2)), "not_permitted") << "the same one again";
    obeyed(rehearse(1));
    obeyed(rehearse(3));
    const boost::json::value found = board(1).at("rehearsal");
    EXPECT_EQ(found.at("tellers"), (boost::json::array{2, 1, 3}));
    EXPECT_EQ(found.at("combinations").to_number<int>(), 3);
    EXPECT_EQ(found.at("opened").to_number<int>(), 3);
    EXPECT_EQ(found.at("fewer").to_number<int>(), 3);
    EXPECT_EQ(found.at("fewer_opened").to_number<int>(), 0);
    obeyed(order(1, OrderKind::forget));
    EXPECT_TRUE(board(1).at("rehearsal").is_null());
}

TEST_F(ConsolesWithShares, keys_and_share_come_back_from_paper_under_their_passphrase) {
    start(1);
    wait_for(1, [](const Board& now) { return stage(now) == "done"; });
    obeyed(order(1, OrderKind::paper));
    const std::vector<std::string> copies = codes_of(sheet(1));
    ASSERT_EQ(copies.size(), 2U);
    const Bytes keys_before = need(teller::read_file(keys(1)));
    const Bytes share_before = need(teller::read_file(share(1)));
    consoles_[1].reset();
    std::filesystem::remove(keys(1));
    std::filesystem::remove(share(1));

    start_without_keys(1);
    Order back;
    back.kind = OrderKind::restore;
    back.text = keys(1);
    back.lines = copies[0];
    back.passphrase = SecretBuffer{as_bytes("another one")};
    EXPECT_EQ(refusal(order(1, std::move(back))), "not_permitted");
    EXPECT_FALSE(std::filesystem::exists(keys(1)));
    Order again;
    again.kind = OrderKind::restore;
    again.text = keys(1);
    again.lines = copies[0];
    again.passphrase = SecretBuffer{as_bytes(passphrase)};
    obeyed(order(1, std::move(again)));
    EXPECT_EQ(need(teller::read_file(keys(1))), keys_before);

    wait_for(1, [](const Board& now) { return stage(now) == "without_share"; });
    Order mistyped;
    mistyped.kind = OrderKind::restore;
    mistyped.lines = copies[1].substr(1);
    EXPECT_EQ(refusal(order(1, std::move(mistyped))), "malformed");
    Order typed;
    typed.kind = OrderKind::restore;
    typed.lines = copies[1];
    obeyed(order(1, std::move(typed)));
    EXPECT_EQ(need(teller::read_file(share(1))), share_before);
    wait_for(1, [](const Board& now) { return stage(now) == "done"; });
}

// Two tellers at their consoles, and a roll.
class ConsolesOfARoll : public ConsolesWithShares {
protected:
    ConsolesOfARoll() {
        congress_.draft(server_);
        for (const std::size_t i : {1U, 2U}) {
            start(i);
            wait_for(i, [](const Board& now) { return stage(now) == "done"; });
        }
    }
    Board replace(std::uint8_t deputy, std::string reason = "遗失") {
        return order(1, OrderKind::replace, std::move(reason), deputy);
    }
    void wait_until_it(std::string_view standing) const {
        wait_for(1, [&](const Board& now) {
            return now.at("replacement").at("standing").as_string() == standing;
        });
    }
    void issue_to(std::uint32_t deputy) {
        Paper paper = congress_.make_paper(deputy);
        congress_.take(paper, need(api_.issue(paper.request)));
    }
};

TEST_F(ConsolesOfARoll, a_lost_card_is_replaced_by_one_teller_here_and_another_at_the_own_console) {
    EXPECT_EQ(refusal(replace(5)), "not_on_roll");
    EXPECT_EQ(refusal(replace(2, std::string(limit::statement_reason + 1, 'x'))), "malformed");
    EXPECT_EQ(consoles_[1]->sheet().size(), 0U) << "a card that nobody is asked for";
    obeyed(replace(2));
    EXPECT_EQ(refusal(replace(3)), "busy") << "the sheet would be lost";
    EXPECT_EQ(board(1).at("replacement").at("standing").as_string(), "waits");
    const std::string code = codes_of(sheet(1)).at(0);
    EXPECT_EQ(boost::json::serialize(board(1)).find(code), std::string::npos) << "on the board";

    const std::vector<Bytes> waiting = need(api_.proposals());
    ASSERT_EQ(waiting.size(), 1U);
    const CardBody card = std::get<CardBody>(need(decode_statement(waiting[0])).body);
    const RollId roll = need(decode_roll(need(api_.entry("roll")))).roll_id;
    EXPECT_EQ(card.identity_key, identity_key(need(decode_card_code(code)), roll).verify_key());
    EXPECT_EQ(card.deputy, DeputyNumber{2});

    const Board asked =
        wait_for(2, [](const Board& now) { return !now.at("proposals").as_array().empty(); });
    const boost::json::value& seen = asked.at("proposals").at(0);
    EXPECT_EQ(seen.at("act").as_string(), "replace_card");
    EXPECT_EQ(seen.at("deputies"), boost::json::array{2});
    EXPECT_EQ(seen.at("reason").as_string(), "遗失");
    EXPECT_TRUE(seen.at("refusal").is_null()) << boost::json::serialize(seen);
    EXPECT_TRUE(board(1).at("proposals").as_array().empty()) << "asks who proposed it";
    obeyed(order(2, OrderKind::sign, std::string{seen.at("id").as_string()}));
    wait_until_it("recorded");
    obeyed(order(1, OrderKind::forget));
    EXPECT_TRUE(board(1).at("replacement").is_null());
    EXPECT_EQ(consoles_[1]->sheet().size(), 0U);
}

TEST_F(ConsolesOfARoll, a_card_that_was_used_is_not_replaced_and_a_proposal_ends_when_it_is) {
    act(Act::seal);
    act(Act::sign_in, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}, DeputyNumber{3}}});
    act(Act::open);
    issue_to(1);
    EXPECT_EQ(refusal(replace(1)), "already_issued");
    EXPECT_EQ(consoles_[1]->sheet().size(), 0U);
    EXPECT_TRUE(board(1).at("replacement").is_null());
    obeyed(replace(3));
    issue_to(3);
    wait_until_it("gone");
    EXPECT_TRUE(need(api_.proposals()).empty());
}

}  // namespace
}  // namespace piaojue::live
