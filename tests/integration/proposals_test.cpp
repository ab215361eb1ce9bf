// Half-signed statements wait for the second person          PROTOCOL.md §9 §16
#include <gtest/gtest.h>

#include <array>

#include "crypto/base/reader.hpp"
#include "server/hall/proposals.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

constexpr const char* proposals_path = "/api/v1/proposals";

std::vector<Bytes> read_proposals(const Reply& reply) {
    EXPECT_EQ(reply.status, 200U) << reply;
    Reader reader{reply.body};
    std::vector<Bytes> out(value_of(reader.u8()));
    for (Bytes& entry : out) {
        const ByteView bytes = value_of(reader.bytes32(limit::entry_bytes));
        entry.assign(bytes.begin(), bytes.end());
    }
    EXPECT_TRUE(reader.finish());
    return out;
}

std::vector<Bytes> public_proposals(Congress& congress) {
    return read_proposals(congress.get(proposals_path));
}

std::vector<Bytes> enrolled_proposals(Congress& congress, std::uint16_t person) {
    return read_proposals(congress.post("/api/v1/proposals/query", congress.query(person)));
}

Reply propose(Congress& congress, ByteView entry) {
    return congress.post(proposals_path, entry);
}

// What the second person makes of a proposal.
Bytes countersigned(Congress& congress, ByteView entry, std::uint16_t person) {
    Statement statement = value_of(decode_statement(entry));
    sign_statement(statement, PersonNumber{person}, congress.person_key(person));
    return encode_statement(statement);
}

TEST(Proposals, one_person_proposes_the_other_reads_signs_and_posts) {
    Congress congress;
    congress.prepare();
    congress.sign_in(1, 5);
    EXPECT_TRUE(public_proposals(congress).empty());
    const Bytes half = congress.statement_by(Act::open, {}, {1});
    EXPECT_EQ(propose(congress, half).status, 202U);
    EXPECT_EQ(propose(congress, half).status, 202U);  // the same: the same answer
    ASSERT_EQ(public_proposals(congress), std::vector<Bytes>{half});
    EXPECT_EQ(enrolled_proposals(congress, 2), std::vector<Bytes>{half});
    EXPECT_REFUSAL(congress.post("/api/v1/statements", half), Errc::second_person_required);

    const Bytes whole = countersigned(congress, public_proposals(congress).front(), 2);
    EXPECT_EQ(congress.post("/api/v1/statements", whole).status, 201U);
    EXPECT_EQ(congress.state().phase(), Phase::issuing);
    EXPECT_TRUE(public_proposals(congress).empty());  // its serial was used, its phase is over
    EXPECT_REFUSAL(propose(congress, half), Errc::not_permitted);
}

TEST(Proposals, what_could_not_become_a_statement_is_refused_by_its_name) {
    Congress congress;
    congress.prepare();
    const auto expect = [&congress](const Bytes& entry, Errc code) {
        EXPECT_REFUSAL(propose(congress, entry), code);
        EXPECT_TRUE(public_proposals(congress).empty());
    };
    expect({}, Errc::malformed);
    expect(Bytes(40), Errc::malformed);
    expect(congress.statement_by(Act::sign_in, DeputiesBody{}, {1}), Errc::malformed);  // of one
    expect(congress.statement_by(Act::open, {}, {1, 2}), Errc::malformed);  // whole already
    expect(congress.statement_by(Act::unseal, ReasonBody{"x"}, {2}), Errc::not_permitted);
    expect(congress.statement_by(Act::close, {}, {1}), Errc::wrong_phase);
    expect(congress.statement_by(Act::open, {}, {1}), Errc::quorum_missed);

    Statement other =
        value_of(decode_statement(congress.statement_by(Act::unseal, ReasonBody{"x"}, {1})));
    other.signers.front().person = PersonNumber{99};
    expect(encode_statement(other), Errc::not_permitted);
    other.scope.data_[0] ^= 1;
    other.signers.clear();
    sign_statement(other, PersonNumber{1}, congress.person_key(1));
    expect(encode_statement(other), Errc::wrong_manifest);

    Bytes forged = congress.statement_by(Act::unseal, ReasonBody{"x"}, {1});
    forged.back() ^= 1;
    expect(forged, Errc::signature_rejected);

    const Bytes old = congress.statement_by(Act::unseal, ReasonBody{"x"}, {1});
    congress.clock.pass_minutes(61);
    expect(old, Errc::not_permitted);
}

TEST(Proposals, the_newest_of_a_person_for_an_act_stands_and_the_order_is_that_of_their_coming) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes first = congress.statement_by(Act::pause, ReasonBody{"停电"}, {1});
    const Bytes other = congress.statement_by(Act::void_round, ReasonBody{"作废"}, {1});
    const Bytes newer = congress.statement_by(Act::pause, ReasonBody{"检修"}, {1});
    for (const Bytes& entry : {first, other, newer})
        EXPECT_EQ(propose(congress, entry).status, 202U);
    EXPECT_EQ(public_proposals(congress), (std::vector<Bytes>{other, newer}));
    // Neither official can put the other's aside, and a teller may propose a new card.
    const CardBody card{DeputyNumber{2}, congress.person_key(1).verify_key(), ""};
    const Bytes by_teller = congress.statement_by(Act::replace_card, card, {3});
    EXPECT_EQ(propose(congress, by_teller).status, 202U);
    EXPECT_EQ(public_proposals(congress), (std::vector<Bytes>{other, newer, by_teller}));
}

TEST(Proposals, sixteen_wait_and_no_more) {
    CongressPlan plan;
    plan.tellers = 15;
    Congress congress{plan};
    congress.prepare();
    congress.open();
    const auto card_by = [&congress](std::uint16_t teller) {
        const CardBody card{DeputyNumber{2}, congress.person_key(1).verify_key(), ""};
        return congress.statement_by(Act::replace_card, card, {teller});
    };
    for (std::uint16_t teller = 3; teller < 18; ++teller)
        EXPECT_EQ(propose(congress, card_by(teller)).status, 202U);
    EXPECT_EQ(propose(congress, congress.statement_by(Act::pause, ReasonBody{""}, {1})).status,
              202U);
    EXPECT_EQ(public_proposals(congress).size(), hall::Proposals::kept_max);
    const Bytes beyond = congress.statement_by(Act::void_round, ReasonBody{"x"}, {1});
    EXPECT_REFUSAL(propose(congress, beyond), Errc::busy);
    EXPECT_EQ(propose(congress, card_by(5)).status, 202U);  // takes the place of an own one
}

TEST(Proposals, what_the_log_overtakes_and_what_is_an_hour_old_is_gone) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes pause = congress.statement_by(Act::pause, ReasonBody{""}, {1});
    EXPECT_EQ(propose(congress, pause).status, 202U);
    congress.clock.pass_minutes(60);
    EXPECT_EQ(public_proposals(congress).size(), 1U);
    congress.clock.pass_minutes(1);
    EXPECT_TRUE(public_proposals(congress).empty());

    const Bytes again = congress.statement_by(Act::pause, ReasonBody{""}, {1});
    EXPECT_EQ(propose(congress, again).status, 202U);
    congress.end_issuing();  // a later serial of the same person
    EXPECT_TRUE(public_proposals(congress).empty());
}

TEST(Proposals, wait_on_across_a_restart_until_the_second_signs) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes later = congress.statement_by(Act::void_round, ReasonBody{"作废"}, {1});
    const Bytes pause = congress.statement_by(Act::pause, ReasonBody{"停电"}, {1});
    for (const Bytes& entry : {later, pause})
        EXPECT_EQ(propose(congress, entry).status, 202U);
    congress.restart();
    ASSERT_EQ(public_proposals(congress), (std::vector<Bytes>{later, pause}));
    EXPECT_EQ(propose(congress, pause).status, 202U);  // the same: the same answer
    const Bytes whole = countersigned(congress, public_proposals(congress).back(), 2);
    EXPECT_EQ(congress.post("/api/v1/statements", whole).status, 201U);
    EXPECT_EQ(congress.state().phase(), Phase::paused);
    EXPECT_TRUE(public_proposals(congress).empty());
    congress.restart();
    EXPECT_TRUE(public_proposals(congress).empty());
}

// What was read back is looked at like what was just sent.
TEST(Proposals, what_was_overtaken_or_got_old_while_nobody_looked_does_not_come_back) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes pause = congress.statement_by(Act::pause, ReasonBody{""}, {1});
    EXPECT_EQ(propose(congress, pause).status, 202U);
    congress.end_issuing();  // a later serial of the same person, and nobody asks for proposals
    congress.restart();
    EXPECT_TRUE(public_proposals(congress).empty());

    const Bytes close = congress.statement_by(Act::close, {}, {1});
    EXPECT_EQ(propose(congress, close).status, 202U);
    congress.stop();
    congress.clock.pass_minutes(61);
    congress.restart();
    EXPECT_TRUE(public_proposals(congress).empty());
    congress.stop();  // gone from the disk too
    EXPECT_TRUE(hall::RelayStore{congress.dir().file("hall.db")}.proposals().empty());
}

TEST(Proposals, what_somebody_changed_on_the_disk_is_passed_over) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes good = congress.statement_by(Act::pause, ReasonBody{""}, {1});
    Bytes forged = congress.statement_by(Act::void_round, ReasonBody{"x"}, {1});
    forged.back() ^= 1;
    const Bytes whole = congress.statement_by(Act::pause, ReasonBody{""}, {1, 2});
    const Bytes none(40);
    congress.stop();
    {
        hall::RelayStore store{congress.dir().file("hall.db")};
        store.keep_proposals(std::array<ByteView, 4>{none, forged, good, whole});
    }
    congress.restart();
    EXPECT_EQ(public_proposals(congress), std::vector<Bytes>{good});
}

TEST(Proposals, a_card_that_was_used_is_not_proposed_and_one_that_is_used_waits_no_more) {
    Congress congress;
    congress.prepare();
    congress.open();
    const auto card_of = [&congress](std::uint32_t deputy) {
        const CardBody card{DeputyNumber{deputy}, congress.person_key(1).verify_key(), "遗失"};
        return congress.statement_by(Act::replace_card, card, {3});
    };
    const SamplePaper used = congress.paper(1);
    EXPECT_REFUSAL(propose(congress, card_of(1)), Errc::already_issued);
    EXPECT_EQ(propose(congress, card_of(2)).status, 202U);
    EXPECT_EQ(public_proposals(congress).size(), 1U);
    const SamplePaper meanwhile = congress.paper(2);
    EXPECT_TRUE(public_proposals(congress).empty());
}

TEST(Proposals, the_public_does_not_get_the_result_hash_before_the_announcement) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EXPECT_EQ(congress.cast(congress.ballot(paper, {1, 0})).status, 200U);
    congress.close();
    congress.cosign();
    congress.decrypt();
    for (const std::uint16_t teller : {std::uint16_t{3}, std::uint16_t{4}}) {
        const Bytes report =
            congress.statement_by(Act::report, ResultBody{congress.result_hash()}, {teller});
        ASSERT_EQ(congress.post("/api/v1/statements", report).status, 201U);
    }
    const ResultBody result{congress.result_hash()};
    const Bytes announce = congress.statement_by(Act::announce, result, {1});
    EXPECT_EQ(propose(congress, announce).status, 202U);
    EXPECT_TRUE(public_proposals(congress).empty());
    EXPECT_EQ(enrolled_proposals(congress, 3), std::vector<Bytes>{announce});
    Bytes forged = congress.query(3);
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress.post("/api/v1/proposals/query", forged), Errc::signature_rejected);
    const Bytes whole = countersigned(congress, announce, 3);
    EXPECT_EQ(congress.post("/api/v1/statements", whole).status, 201U);
    EXPECT_EQ(congress.state().phase(), Phase::announced);
}

}  // namespace
}  // namespace piaojue::testing
