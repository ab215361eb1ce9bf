// Sheets of paper at the consoles: two tellers key a batch blind, the chief scrutineer decides on a
// doubtful sheet, and the second person signs that the sheets are confirmed    PROTOCOL.md §11.8
#include "ballot/paper_request.hpp"
#include "server/teller/console/describe.hpp"
#include "tests/integration/consoles.hpp"

namespace piaojue::live {
namespace {

constexpr std::size_t desk_one = 1;    // teller 1
constexpr std::size_t desk_two = 2;    // teller 2
constexpr std::size_t chief_desk = 3;  // the scrutineer, at the third console

class ConsolesAtTheSheets : public Consoles {
protected:
    ConsolesAtTheSheets() {
        congress_.hold_ceremony(server_.endpoint());
        congress_.draft(server_);
        std::filesystem::remove(keys(chief_desk));
        need(teller::save_new_keys(keys(chief_desk), congress_.scrutineer_keys(),
                                   as_bytes(passphrase), rng_, SealCost::least()));
        for (const std::size_t i : {desk_one, desk_two, chief_desk})
            start_confirmed(i);
        vote_on_paper();
    }

    // Deputies 1 to 3 take sheets, and nothing is in the box.
    void vote_on_paper() {
        act(Act::seal);
        act(Act::sign_in, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}, DeputyNumber{3}}});
        act(Act::open);
        for (std::uint32_t deputy = 1; deputy <= 3; ++deputy) {
            need(api_.take_sheet(encode_paper_request(make_paper_request(
                congress_.round().hash(), DeputyNumber{deputy}, congress_.identity(deputy)))));
        }
        act(Act::end_issuing);
    }
    void close_and_compare() {
        act(Act::close);
        const std::string digits = teller::console::hall_fingerprint(congress_.round().hash());
        for (const std::size_t i : {desk_one, desk_two, chief_desk}) {
            wait_until_there(i, "sheets");
            EXPECT_EQ(refusal(key(i, batch(2))), "wrong_manifest") << "not compared yet";
            obeyed(order(i, OrderKind::compare, digits));
        }
    }
    [[nodiscard]] PaperBatch batch(std::uint32_t approve_first) const {
        PaperBatch out = congress_.batch(3, approve_first);
        out.manifest = {};  // of no round, as the page sends it
        return out;
    }
    [[nodiscard]] PaperBatch doubtful_batch() const {
        PaperBatch out = batch(2);
        out.doubtful.push_back({SheetDecision::valid, "划痕 a scratch"});
        return out;
    }
    Board key(std::size_t desk, const PaperBatch& batch) {
        Order asked;
        asked.kind = OrderKind::sheets;
        asked.batch = batch;
        return order(desk, std::move(asked));
    }
    static std::string said(const Board& board) {
        const boost::json::value& said = board.at("sheets").at("said");
        return said.is_null() ? "" : std::string{said.at("is").as_string()};
    }
    static bool has_logged(const Board& board) {
        return board.at("sheets").is_object() &&
               board.at("sheets").at("batches").as_array().size() == 1;
    }
    // Two agree, and the chief scrutineer has signed.
    void record_doubtful_batch() {
        obeyed(key(desk_one, doubtful_batch()));
        obeyed(key(desk_two, doubtful_batch()));
        const Board waits = wait_for(chief_desk, [](const Board& now) {
            return !now.at("sheets").at("waiting").as_array().empty();
        });
        obeyed(order(chief_desk, OrderKind::doubtful,
                     std::string{waits.at("sheets").at("waiting").at(0).at("id").as_string()}));
    }
};

TEST_F(ConsolesAtTheSheets, a_difference_is_named_to_both_by_its_cells_and_nothing_is_recorded) {
    EXPECT_TRUE(board(desk_one).at("sheets").is_null());
    EXPECT_EQ(refusal(key(desk_one, batch(2))), "wrong_manifest");
    close_and_compare();
    PaperBatch too_many = batch(2);
    too_many.returned = 2;
    EXPECT_EQ(refusal(key(desk_one, too_many)), "malformed") << "does not add up";
    EXPECT_EQ(board(desk_one).at("sheets").at("keyed"), boost::json::array{});

    const Board keyed = key(desk_one, batch(2));
    obeyed(keyed);
    EXPECT_EQ(said(keyed), "waits");
    EXPECT_EQ(keyed.at("sheets").at("keyed"), boost::json::array{1});
    EXPECT_EQ(keyed.at("sheets").at("sent").to_number<int>(), 1);
    const Board other = key(desk_two, batch(1));
    obeyed(other);
    EXPECT_EQ(said(other), "differs");
    const boost::json::array cells{"1 approve", "1 abstain"};
    const boost::json::array differs{boost::json::object{{"batch", 1}, {"cells", cells}}};
    EXPECT_EQ(other.at("sheets").at("differs"), differs);
    const Board told = wait_for(desk_one, [](const Board& now) { return said(now) == "differs"; });
    EXPECT_EQ(told.at("sheets").at("differs"), differs);
    EXPECT_EQ(told.at("sheets").at("keyed"), boost::json::array{});
    EXPECT_FALSE(has_logged(told));

    // The same numbers by both, at last.
    obeyed(key(desk_two, batch(2)));
    EXPECT_EQ(said(key(desk_one, batch(2))), "logged");
    wait_for(desk_two, [](const Board& now) { return said(now) == "logged"; });
    EXPECT_TRUE(has_logged(wait_for(chief_desk, has_logged)));
}

TEST_F(ConsolesAtTheSheets, a_doubtful_sheet_waits_for_the_chief_scrutineer_alone) {
    close_and_compare();
    obeyed(key(desk_one, doubtful_batch()));
    EXPECT_EQ(said(key(desk_two, doubtful_batch())), "waits");
    const Board waits = wait_for(chief_desk, [](const Board& now) {
        return !now.at("sheets").at("waiting").as_array().empty();
    });
    EXPECT_TRUE(waits.at("sheets").at("chief").at("own").as_bool());
    const boost::json::value& one = waits.at("sheets").at("waiting").at(0);
    const boost::json::object decided{{"decision", "valid"}, {"reason", "划痕 a scratch"}};
    EXPECT_EQ(one.at("doubtful"), (boost::json::array{decided}));
    const std::string id{one.at("id").as_string()};
    EXPECT_FALSE(board(desk_one).at("sheets").at("chief").at("own").as_bool());
    EXPECT_EQ(refusal(order(desk_one, OrderKind::doubtful, id)), "not_permitted");
    EXPECT_EQ(refusal(order(chief_desk, OrderKind::doubtful, std::string(64, '0'))), "wrong_phase");
    const Board done = order(chief_desk, OrderKind::doubtful, id);
    obeyed(done);
    EXPECT_EQ(said(done), "logged");
    EXPECT_TRUE(done.at("sheets").at("waiting").as_array().empty());
    wait_for(desk_one, [](const Board& now) { return said(now) == "logged"; });
}

TEST_F(ConsolesAtTheSheets, the_box_waits_until_two_confirm_the_sheets_and_then_no_batch_is_keyed) {
    close_and_compare();
    EXPECT_TRUE(board(desk_one).at("sheets").at("awaited").as_bool()) << "sheets were taken";
    record_doubtful_batch();
    const Board full = wait_for(desk_one, has_logged);
    EXPECT_EQ(full.at("sheets").at("taken").to_number<int>(), 3);
    EXPECT_EQ(full.at("sheets").at("issued").to_number<int>(), 3);
    EXPECT_TRUE(full.at("sheets").at("uncancelled").is_null());

    const std::array official{congress_.official()};
    const CongressState log =
        need(teller::replay(need(decode_record(need(api_.evidence(congress_.query()))))));
    need(api_.post_proposal(
        congress_.statement_by(Act::paper, log.round()->paper_body(0), official)));
    const Board proposed = wait_for(
        desk_one, [](const Board& now) { return !now.at("proposals").as_array().empty(); });
    const boost::json::value& proposal = proposed.at("proposals").at(0);
    EXPECT_EQ(proposal.at("act").as_string(), "paper");
    EXPECT_EQ(proposal.at("batches").to_number<int>(), 1);
    EXPECT_EQ(proposal.at("uncancelled").to_number<int>(), 0);
    obeyed(order(desk_one, OrderKind::sign, std::string{proposal.at("id").as_string()}));
    const Board over = wait_for(desk_two, [](const Board& now) {
        return now.at("sheets").is_object() && !now.at("sheets").at("uncancelled").is_null();
    });
    EXPECT_FALSE(over.at("sheets").at("awaited").as_bool());
    EXPECT_EQ(refusal(key(desk_two, batch(2))), "wrong_phase");
}

TEST_F(ConsolesAtTheSheets, a_lost_server_is_said_and_the_same_batch_is_keyed_when_it_is_back) {
    close_and_compare();
    server_.kill();
    const Board lost = key(desk_one, batch(2));
    EXPECT_EQ(refusal(lost), "internal");
    EXPECT_EQ(lost.at("sheets").at("sent").to_number<int>(), 0);
    wait_until_there(desk_one, "trouble");
    server_.start();
    const Board back = key(desk_one, batch(2));
    obeyed(back);
    EXPECT_EQ(said(back), "waits");
}

}  // namespace
}  // namespace piaojue::live
