// Few sheets of paper at a teller's console: keyed by two people, sealed, kept, sent
//                                                     PROTOCOL.md §7.5, docs/adr/0020 docs/adr/0026
#include "server/client/deputy.hpp"
#include "server/teller/console/describe.hpp"
#include "server/teller/entered_sheets.hpp"
#include "server/teller/log_copy.hpp"
#include "tests/integration/consoles.hpp"

namespace piaojue::live {
namespace {

// Of two projects; from three sheets on they would be a batch.
constexpr Setting few_setting{4, 3, 2, 2, Phases::split, 3};

const Bytes both_sheet{1, 1, 0};
const Bytes first_sheet{1, 0, 0};
const Bytes blank_sheet{0, 0, 1};

Bytes sheets_of(const Bytes& one, const Bytes& other) {
    Bytes out = one;
    out.insert(out.end(), other.begin(), other.end());
    return out;
}

class ConsolesAtSheets : public Consoles {
protected:
    ConsolesAtSheets() : Consoles(few_setting) {
        congress_.hold_ceremony(server_.endpoint());
        congress_.draft(server_);
        act(Act::seal);
        act(Act::sign_in, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}, DeputyNumber{3}}});
        act(Act::open);
        for (const std::uint32_t deputy : {1U, 2U}) {
            need(client::take_sheet(api_, congress_.round(), DeputyNumber{deputy},
                                    congress_.identity(deputy)));
        }
    }

    // At the table, with the fingerprint of the hall compared.
    void sit_down(const client::Endpoint& endpoint) {
        start_at(1, endpoint);
        wait_until_there(1, "few_sheets");
        const auto digits = teller::console::hall_fingerprint(congress_.round().manifest().hash());
        obeyed(order(1, OrderKind::compare, digits));
    }
    void sit_down() { sit_down(server_.endpoint()); }
    void begin_voting() {
        act(Act::end_issuing);
        sit_down();
    }
    Board key(std::uint32_t turn, const Bytes& marks) {
        Order asked;
        asked.kind = OrderKind::marks;
        asked.turn = turn;
        asked.marks = SecretBuffer{ByteView{marks}};
        return order(1, std::move(asked));
    }
    Board seal_with(const std::filesystem::path& second, std::string_view secret = passphrase) {
        Order asked;
        asked.kind = OrderKind::seal;
        asked.text = second;
        asked.passphrase = SecretBuffer{as_bytes(secret)};
        return order(1, std::move(asked));
    }
    void key_two_alike() {
        obeyed(order(1, OrderKind::enter, {}, 2));
        obeyed(key(1, sheets_of(both_sheet, blank_sheet)));
        obeyed(key(2, sheets_of(both_sheet, blank_sheet)));
        EXPECT_EQ(stage_of_sheets(), "agreed");
    }
    [[nodiscard]] boost::json::value few() const { return board(1).at("few_sheets"); }
    [[nodiscard]] std::string stage_of_sheets() const {
        return std::string{few().at("stage").as_string()};
    }
    [[nodiscard]] std::filesystem::path kept_file(std::size_t place = 0) const {
        return std::string{few().at("files").at(place).as_string()};
    }
    // Ballots of sheets that the box had when it was closed.
    [[nodiscard]] std::uint32_t entered_in_log() {
        act(Act::close);
        const Bytes evidence = need(api_.evidence(congress_.query()));
        const CongressState state = need(teller::replay(need(decode_record(evidence))));
        return state.round()->entered_count;
    }
};

TEST_F(ConsolesAtSheets, are_keyed_by_two_sealed_kept_and_in_the_box) {
    begin_voting();
    EXPECT_EQ(few().at("most").to_number<int>(), 2);
    EXPECT_EQ(refusal(order(1, OrderKind::enter, {}, 3)), "malformed") << "these are a batch";
    EXPECT_EQ(refusal(key(1, blank_sheet)), "wrong_phase") << "nothing is asked";
    key_two_alike();
    EXPECT_EQ(few().at("files").as_array().size(), 0U);

    obeyed(seal_with(keys(2)));
    EXPECT_EQ(stage_of_sheets(), "sent");
    const Bytes file = need(teller::read_file(kept_file()));
    const auto kept = need(teller::decode_entered(congress_.round(), file));
    ASSERT_EQ(kept.size(), 2U);
    for (std::size_t i = 0; i < kept.size(); ++i)
        EXPECT_EQ(few().at("codes").at(i).as_string(), kept[i].tracking_code().text());
    EXPECT_EQ(few().at("sent").to_number<int>(), 2);
    // Pressed again: nothing is sealed a second time.
    EXPECT_EQ(refusal(seal_with(keys(2))), "wrong_phase");
    obeyed(order(1, OrderKind::send));
    EXPECT_EQ(few().at("files").as_array().size(), 1U);
    EXPECT_EQ(entered_in_log(), 2U);
}

TEST_F(ConsolesAtSheets, that_differ_are_named_without_a_mark_and_keyed_anew) {
    begin_voting();
    obeyed(order(1, OrderKind::enter, {}, 2));
    EXPECT_EQ(refusal(key(1, sheets_of(both_sheet, Bytes{0, 0, 0}))), "malformed");
    EXPECT_EQ(stage_of_sheets(), "first") << "what is refused is not keyed";
    obeyed(key(1, sheets_of(both_sheet, first_sheet)));
    const boost::json::value told = few();
    // The same press twice is not the second person.
    obeyed(key(1, sheets_of(both_sheet, first_sheet)));
    EXPECT_EQ(stage_of_sheets(), "second");
    obeyed(order(1, OrderKind::enter, {}, 0));
    EXPECT_EQ(stage_of_sheets(), "ready");
    obeyed(order(1, OrderKind::enter, {}, 2));
    obeyed(key(1, sheets_of(blank_sheet, blank_sheet)));
    EXPECT_EQ(few(), told) << "the page is told something of what the first one keyed";

    obeyed(key(2, sheets_of(first_sheet, blank_sheet)));
    EXPECT_EQ(stage_of_sheets(), "first");
    EXPECT_EQ(few().at("asked"), boost::json::array{1});
    const boost::json::object cell{{"sheet", 1}, {"project", 1}};
    EXPECT_EQ(few().at("differs"), boost::json::array{cell});
    EXPECT_EQ(refusal(seal_with(keys(2))), "wrong_phase");
    obeyed(key(3, first_sheet));
    obeyed(key(4, first_sheet));
    EXPECT_EQ(stage_of_sheets(), "agreed");
}

TEST_F(ConsolesAtSheets, are_signed_by_another_person_of_the_round) {
    begin_voting();
    key_two_alike();
    const std::filesystem::path stranger = folder_.path() / "stranger.keys";
    need(teller::save_new_keys(stranger, teller::make_person_keys(Role::teller, "甲", rng_),
                               as_bytes(passphrase), rng_, SealCost::least()));
    EXPECT_EQ(refusal(seal_with(keys(1))), "second_person_required");
    EXPECT_EQ(refusal(seal_with(stranger)), "not_permitted");
    EXPECT_EQ(refusal(seal_with(keys(2), "another one")), "not_permitted");
    EXPECT_EQ(refusal(seal_with(folder_.path() / "none")), "malformed");
    EXPECT_EQ(stage_of_sheets(), "agreed") << "what was keyed waits for the right keys";
    EXPECT_EQ(few().at("files").as_array().size(), 0U);
    obeyed(seal_with(keys(2)));
}

TEST_F(ConsolesAtSheets, wait_for_the_fingerprint_and_for_the_box_to_take_ballots) {
    start(1);
    wait_until_there(1, "few_sheets");
    EXPECT_EQ(refusal(order(1, OrderKind::enter, {}, 1)), "wrong_manifest") << "not compared";
    consoles_[1].reset();
    sit_down();
    EXPECT_FALSE(few().at("open").as_bool());
    EXPECT_EQ(refusal(order(1, OrderKind::enter, {}, 1)), "wrong_phase") << "papers are issued";
    act(Act::end_issuing);
    obeyed(order(1, OrderKind::enter, {}, 1));
    obeyed(key(1, blank_sheet));
    obeyed(key(2, blank_sheet));
    act(Act::close);
    EXPECT_EQ(refusal(seal_with(keys(2))), "wrong_phase");
    EXPECT_EQ(stage_of_sheets(), "ready") << "the marks are wiped";
}

TEST_F(ConsolesAtSheets, that_the_box_did_not_get_are_the_same_ballots_at_the_next_start) {
    act(Act::end_issuing);
    client::Endpoint without_box = server_.endpoint();
    without_box.box_port = 1;
    sit_down(without_box);
    key_two_alike();
    EXPECT_EQ(refusal(seal_with(keys(2))), "internal");
    EXPECT_EQ(stage_of_sheets(), "kept");
    const boost::json::value codes = few().at("codes");
    const Bytes file = need(teller::read_file(kept_file()));
    consoles_[1].reset();

    sit_down();
    EXPECT_EQ(stage_of_sheets(), "kept");
    EXPECT_EQ(few().at("codes"), codes);
    EXPECT_EQ(refusal(order(1, OrderKind::enter, {}, 1)), "wrong_phase") << "entered twice";
    obeyed(order(1, OrderKind::send));
    EXPECT_EQ(stage_of_sheets(), "sent");
    consoles_[1].reset();

    // Once more, by a console that does not know whether they are in the box.
    sit_down();
    obeyed(order(1, OrderKind::send));
    EXPECT_EQ(few().at("codes"), codes);
    EXPECT_EQ(need(teller::read_file(kept_file())), file);
    // A sheet that comes later has a file of its own.
    obeyed(order(1, OrderKind::enter, {}, 1));
    obeyed(key(1, first_sheet));
    obeyed(key(2, first_sheet));
    obeyed(seal_with(keys(3)));
    EXPECT_EQ(few().at("codes").as_array().size(), 3U);
    EXPECT_EQ(need(teller::read_file(kept_file())), file);
    EXPECT_NE(kept_file(1), kept_file());
    EXPECT_EQ(entered_in_log(), 3U);
}

TEST_F(ConsolesAtSheets, in_a_file_that_can_not_be_read_are_not_sealed_again) {
    begin_voting();
    key_two_alike();
    obeyed(seal_with(keys(2)));
    const std::filesystem::path file = kept_file();
    consoles_[1].reset();
    teller::replace_file(file, as_bytes("PJSHEET1"));
    sit_down();
    EXPECT_EQ(few().at("unreadable").at("name").as_string(), "malformed");
    EXPECT_EQ(refusal(order(1, OrderKind::enter, {}, 1)), "malformed");
}

}  // namespace
}  // namespace piaojue::live
