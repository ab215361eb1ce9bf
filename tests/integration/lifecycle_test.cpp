// A whole vote through the network, and what each step refuses          PROTOCOL.md §7–§11
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "ballot/receipt.hpp"
#include "ballot/record.hpp"
#include "ballot/verify.hpp"
#include "crypto/base/encoding.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

boost::json::object round_of(Congress& congress, Origin origin = Origin::issue) {
    return boost::json::parse(congress.get("/api/v1/round", origin).text()).as_object();
}

std::string phase_of(Congress& congress) {
    return std::string{round_of(congress).at("phase").as_string()};
}

TEST(Lifecycle, a_whole_vote_ends_in_a_record_that_verifies) {
    Congress congress;
    congress.prepare();
    EXPECT_EQ(phase_of(congress), "sealed");
    congress.open();
    EXPECT_EQ(phase_of(congress), "issuing");
    std::vector<SamplePaper> papers;
    for (std::uint32_t deputy = 1; deputy <= 4; ++deputy)
        papers.push_back(congress.paper(deputy));
    congress.end_issuing();
    const EncryptedBallot first = congress.ballot(papers[0], {1, 0});
    EXPECT_EQ(congress.cast(first).status, 200U);
    EXPECT_EQ(congress.cast(congress.ballot(papers[1], {1, 1})).status, 200U);
    EXPECT_EQ(congress.cast(congress.ballot(papers[2], {0, 0})).status, 200U);
    EXPECT_EQ(congress.hand_back(papers[3]).status, 200U);
    congress.close();
    EXPECT_EQ(phase_of(congress), "closed");
    congress.cosign();
    congress.decrypt();
    EXPECT_EQ(phase_of(congress), "closed");
    congress.announce();

    const boost::json::object round = round_of(congress);
    EXPECT_EQ(round.at("phase"), "announced");
    const boost::json::object& result = round.at("result").as_object();
    EXPECT_EQ(result.at("cast").to_number<int>(), 3);
    EXPECT_EQ(result.at("handed_back").to_number<int>(), 1);
    EXPECT_EQ(result.at("blank").to_number<int>(), 1);
    EXPECT_EQ(result.at("projects").as_array()[0].at("approve").to_number<int>(), 2);
    EXPECT_EQ(result.at("projects").as_array()[1].at("approve").to_number<int>(), 1);
    EXPECT_TRUE(result.at("projects").as_array()[0].at("oppose").is_null());

    const Reply receipt = congress.get("/api/v1/receipts/" + encode_hex(first.id().value()));
    ASSERT_EQ(receipt.status, 200U) << receipt;
    EXPECT_TRUE(check_receipt(receipt.text(), first.id(), congress.state().checkpoint_keys(),
                              congress.round().manifest().cosigner_quorum()));

    congress.publish();
    const Reply record = congress.get("/api/v1/record");
    ASSERT_EQ(record.status, 200U) << record;
    VerifyOptions options;
    options.expected_manifest = congress.round().hash();
    const Report report = value_of(verify(record.body, congress.rng, options));
    for (const CheckResult& check : report.checks)
        EXPECT_TRUE(check.passed) << check_name(check.check) << ": " << check.detail;
    EXPECT_TRUE(report.anchored);
}

TEST(Lifecycle, a_promise_holds_and_the_same_bytes_get_it_again_in_every_phase) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    const SamplePaper other = congress.paper(2);
    congress.end_issuing();
    const EncryptedBallot ballot = congress.ballot(paper, {1, 0});
    const Reply first = congress.cast(ballot);
    const Promise promise = value_of(decode_promise(first.body));
    EXPECT_EQ(promise.leaf, ballot.leaf_hash());
    EXPECT_TRUE(check_promise(congress.round().manifest().box_key(), promise));
    const Reply handed = congress.hand_back(other);
    congress.restart();
    EXPECT_EQ(congress.cast(ballot).body, first.body);
    congress.close();
    EXPECT_EQ(congress.cast(ballot).body, first.body);
    EXPECT_EQ(congress.hand_back(other).body, handed.body);
    congress.cosign();
    congress.decrypt();
    congress.announce();
    congress.publish();
    congress.restart();
    EXPECT_EQ(congress.cast(ballot).body, first.body);
}

TEST(Lifecycle, already_cast_carries_the_promise_of_the_ballot_in_the_box) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    const Reply first = congress.cast(congress.ballot(paper, {1, 0}));
    for (const Reply& second :
         {congress.cast(congress.ballot(paper, {0, 1})), congress.hand_back(paper)}) {
        EXPECT_REFUSAL(second, Errc::already_cast);
        EXPECT_EQ(second.evidence("promise"), first.body);
    }
}

TEST(Lifecycle, casting_out_of_its_phase_is_refused_with_a_signature) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    const EncryptedBallot ballot = congress.ballot(paper, {1, 0});
    const VerifyKey& box_key = congress.round().manifest().box_key();
    const auto expect_signed = [&](const Reply& reply) {
        EXPECT_REFUSAL(reply, Errc::wrong_phase);
        const Bytes signature = reply.evidence("refusal");
        ASSERT_EQ(signature.size(), 64U);
        EXPECT_TRUE(check_refusal(box_key, congress.round().hash(), Errc::wrong_phase,
                                  ballot.bytes(), Signature::from(signature)));
    };
    expect_signed(congress.cast(ballot));  // split phases: issuing first
    congress.end_issuing();
    EXPECT_EQ(congress.act(Act::pause, ReasonBody{"停电"}).status, 201U);
    expect_signed(congress.cast(ballot));
    const Checkpoint now = congress.app().log().checkpoint_at(congress.state().size());
    EXPECT_EQ(congress.act(Act::resume, LogPositionBody{now.size, now.root}).status, 201U);
    congress.close();
    expect_signed(congress.cast(ballot));
}

TEST(Lifecycle, with_joint_phases_ballots_are_cast_while_papers_are_issued) {
    CongressPlan plan;
    plan.phases = Phases::joint;
    Congress congress{plan};
    congress.prepare();
    congress.open();
    EXPECT_EQ(congress.cast(congress.ballot(congress.paper(1), {1, 0})).status, 200U);
    EXPECT_EQ(congress.cast(congress.ballot(congress.paper(2), {1, 0})).status, 200U);
}

TEST(Lifecycle, the_box_refuses_in_the_order_of_the_protocol) {
    Congress congress;
    const auto cast = [&](ByteView body) {
        return congress.post("/api/v1/cast", body, Origin::box);
    };
    EXPECT_REFUSAL(cast(Bytes(10)), Errc::unknown_round);
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    const EncryptedBallot ballot = congress.ballot(paper, {1, 0});
    const auto with = [&](std::size_t at, Byte flip) {
        Bytes out = ballot.bytes();
        out[at] ^= flip;
        return out;
    };
    Bytes longer = ballot.bytes();
    longer.push_back(0);
    EXPECT_REFUSAL(cast(longer), Errc::too_large);
    EXPECT_REFUSAL(cast(ByteView{ballot.bytes()}.first(100)), Errc::malformed);
    EXPECT_REFUSAL(cast(with(1, 1)), Errc::wrong_version);
    EXPECT_REFUSAL(cast(with(2, 1)), Errc::wrong_manifest);
    // The phase is asked before anything in the body.
    EXPECT_REFUSAL(cast(with(66, 0xff)), Errc::wrong_phase);
    congress.end_issuing();
    Bytes identity = ballot.bytes();
    std::fill_n(identity.begin() + 66, 32, Byte{0});
    EXPECT_REFUSAL(cast(identity), Errc::identity_point);
    Bytes beyond = ballot.bytes();
    std::fill_n(beyond.begin() + 66, 32, Byte{0xff});
    EXPECT_REFUSAL(cast(beyond), Errc::not_canonical);
    const std::size_t token_at = ballot.bytes().size() - 64 - 419;
    EXPECT_REFUSAL(cast(with(token_at + 40, 1)), Errc::token_rejected);
    EXPECT_REFUSAL(cast(with(token_at, 1)), Errc::malformed);
    EXPECT_REFUSAL(cast(with(ballot.bytes().size() - 64, 1)), Errc::signature_rejected);

    const auto check = [&](const BallotId& id, ManifestHash manifest) {
        return congress.post("/api/v1/check",
                             encode_opened({manifest, id, 0, CheckVerdict::agrees}), Origin::box);
    };
    EXPECT_REFUSAL(check(ballot.id(), ManifestHash{}), Errc::wrong_manifest);
    EXPECT_EQ(check(ballot.id(), congress.round().hash()).status, 202U);
    EXPECT_EQ(check(ballot.id(), congress.round().hash()).status, 202U);
    EXPECT_REFUSAL(cast(ballot.bytes()), Errc::already_opened);
    const EncryptedBallot second = congress.ballot(paper, {1, 0});
    EXPECT_EQ(congress.cast(second).status, 200U);
    EXPECT_REFUSAL(check(second.id(), congress.round().hash()), Errc::already_cast);
}

TEST(Lifecycle, a_replaced_card_counts_and_a_used_one_is_not_replaced) {
    Congress congress;
    congress.prepare();
    congress.open();
    static_cast<void>(congress.paper(1));
    const SigningKey fresh = SigningKey::generate(congress.rng);
    const auto replace = [&](std::uint32_t deputy) {
        return congress.act(Act::replace_card,
                            CardBody{DeputyNumber{deputy}, fresh.verify_key(), "丢失"});
    };
    EXPECT_REFUSAL(replace(1), Errc::already_issued);
    EXPECT_EQ(replace(2).status, 201U);
    EXPECT_REFUSAL(congress.post("/api/v1/issue", congress.issue_request(2)), Errc::not_on_roll);
}

TEST(Lifecycle, the_same_statement_gets_the_same_answer) {
    Congress congress;
    congress.prepare();
    const Bytes sign_in = congress.statement(Act::sign_in, DeputiesBody{{DeputyNumber{1}}});
    const Reply first = congress.post("/api/v1/statements", sign_in);
    congress.sign_in(2, 3);
    EXPECT_EQ(congress.post("/api/v1/statements", sign_in).body, first.body);
    congress.restart();
    EXPECT_EQ(congress.post("/api/v1/statements", sign_in).body, first.body);
}

TEST(Lifecycle, a_statement_far_from_the_clock_is_refused_unless_it_stands) {
    Congress congress;
    congress.prepare();
    const auto sign_in = [&](std::uint32_t deputy) {
        return congress.statement(Act::sign_in, DeputiesBody{{DeputyNumber{deputy}}});
    };
    const Bytes stands = sign_in(1);
    EXPECT_EQ(congress.post("/api/v1/statements", stands).status, 201U);
    const Bytes late = sign_in(2);
    congress.clock.pass_minutes(60);
    EXPECT_EQ(congress.post("/api/v1/statements", late).status, 201U);
    const Bytes too_late = sign_in(3);
    congress.clock.pass_minutes(61);
    EXPECT_REFUSAL(congress.post("/api/v1/statements", too_late), Errc::not_permitted);
    EXPECT_EQ(congress.post("/api/v1/statements", stands).status, 201U);
}

TEST(Lifecycle, the_journal_keeps_refusals_of_enrolled_people_alone) {
    Congress congress;
    congress.prepare();
    const auto refusals = [&] {
        const auto& lines = congress.journal();
        return std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
            return line.find("statement_refused") != std::string::npos;
        });
    };
    Bytes forged = congress.statement(Act::close);
    forged.back() ^= 1;
    forged[forged.size() - 66 - 64] ^= 1;  // in the first signature too
    EXPECT_REFUSAL(congress.post("/api/v1/statements", forged), Errc::signature_rejected);
    EXPECT_EQ(refusals(), 0);
    EXPECT_REFUSAL(congress.act(Act::close), Errc::wrong_phase);
    EXPECT_EQ(refusals(), 1);
}

TEST(Lifecycle, a_setup_entry_that_was_replaced_is_stated_anew) {
    Congress congress;
    congress.enrol();
    congress.hold_ceremony();
    congress.draw_up_roll();
    congress.draft();
    const Bytes first = congress.round().manifest().bytes();
    const std::uint64_t index = congress.post_setup(first).index();
    EXPECT_EQ(congress.post_setup(first).index(), index);
    congress.plan.min_group = 2;
    congress.draft();
    const std::uint64_t again = congress.post_setup(first).index();
    EXPECT_GT(again, index);
    EXPECT_EQ(congress.state().round()->manifest.bytes(), first);
    EXPECT_EQ(congress.post_setup(first).index(), again);
}

TEST(Lifecycle, too_few_present_can_not_open) {
    Congress congress;
    congress.prepare();
    congress.sign_in(1, 3);  // of five; two thirds are four
    EXPECT_REFUSAL(congress.act(Act::open), Errc::quorum_missed);
    congress.sign_in(4, 4);
    EXPECT_EQ(congress.act(Act::open).status, 201U);
}

TEST(Lifecycle, counts_come_with_a_minute_that_changed_something) {
    Congress congress;
    congress.prepare();
    congress.open();
    const auto public_counts = [&](std::string_view which) {
        return round_of(congress).at("counts").at(which).to_number<int>();
    };
    static_cast<void>(congress.paper(1));
    EXPECT_FALSE(congress.app().hall().tick());  // the same minute
    EXPECT_EQ(public_counts("issued"), 0);       // nobody sees a single issue
    congress.clock.pass_minutes(1);
    EXPECT_TRUE(congress.app().hall().tick());
    EXPECT_EQ(public_counts("issued"), 1);
    congress.clock.pass_minutes(1);
    EXPECT_FALSE(congress.app().hall().tick());  // nothing changed
    const SamplePaper paper = congress.paper(2);
    congress.end_issuing();
    EXPECT_EQ(public_counts("outstanding"), 2);  // none looks as if it were back
    EXPECT_EQ(congress.cast(congress.ballot(paper, {1, 0})).status, 200U);
    EXPECT_EQ(public_counts("cast"), 0);
    congress.clock.pass_minutes(1);
    EXPECT_TRUE(congress.app().hall().tick());
    EXPECT_EQ(public_counts("cast"), 1);
    EXPECT_EQ(public_counts("outstanding"), 1);
    congress.close();
    congress.clock.pass_minutes(1);
    EXPECT_FALSE(congress.app().hall().tick());
}

TEST(Lifecycle, a_false_share_is_named_and_the_others_suffice) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EXPECT_EQ(congress.cast(congress.ballot(paper, {1, 0})).status, 200U);
    congress.close();
    EXPECT_REFUSAL(congress.post("/api/v1/shares", congress.share(1)), Errc::wrong_phase);
    congress.cosign();

    Share share = value_of(decode_share(congress.share(1)));
    std::swap(share.products[0], share.products[1]);
    sign_share(share, congress.person_key(3));
    const Bytes false_share = encode_share(share);
    const std::uint64_t before = congress.state().size();
    EXPECT_REFUSAL(congress.post("/api/v1/shares", false_share), Errc::share_rejected);
    EXPECT_EQ(congress.state().size(), before + 1);  // it stands in the log under his name
    EXPECT_REFUSAL(congress.post("/api/v1/shares", false_share), Errc::share_rejected);
    EXPECT_EQ(congress.state().size(), before + 1);

    Bytes unsigned_share = congress.share(2);
    unsigned_share.back() ^= 1;
    EXPECT_REFUSAL(congress.post("/api/v1/shares", unsigned_share), Errc::signature_rejected);
    EXPECT_EQ(congress.post("/api/v1/shares", congress.share(2)).status, 201U);
    EXPECT_EQ(congress.state().phase(), Phase::cosigned);
    EXPECT_EQ(congress.post("/api/v1/shares", congress.share(3)).status, 201U);
    EXPECT_EQ(congress.state().phase(), Phase::decided);
}

TEST(Lifecycle, too_few_ballots_are_decided_without_a_share) {
    CongressPlan plan;
    plan.min_group = 2;
    Congress congress{plan};
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EXPECT_EQ(congress.cast(congress.ballot(paper, {1, 0})).status, 200U);
    congress.close();
    congress.cosign();
    EXPECT_EQ(congress.state().phase(), Phase::decided);
    congress.announce();
    const boost::json::object result = round_of(congress).at("result").as_object();
    EXPECT_EQ(result.at("next_round").at("kind"), "too_few");
}

}  // namespace
}  // namespace piaojue::testing
