// From the close until announce the public learns nothing          PROTOCOL.md §16
//
// Two congresses with as many people and other marks; every public answer of both is compared,
// field by field and length by length. What may differ is what is random: hashes, roots,
// signatures.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <regex>

#include "crypto/base/encoding.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

namespace json = boost::json;

const std::vector<std::string> public_paths{
    "/healthz",
    "/metrics",
    "/ca.crt",
    "/api/v1/round",
    "/api/v1/keys",
    "/api/v1/entries/congress",
    "/api/v1/entries/enrolment",
    "/api/v1/entries/ceremony",
    "/api/v1/entries/roll",
    "/api/v1/entries/manifest",
    "/api/v1/checkpoint",
    "/api/v1/ceremony/commit",
    "/api/v1/ceremony/message",
    "/api/v1/ceremony/certificate",
    "/api/v1/proposals",
    "/api/v1/setup/lines",
    "/api/v1/record",
};

// The vote up to the close, with these marks of three deputies.
void vote(Congress& congress, const std::vector<std::vector<int>>& marks,
          std::vector<EncryptedBallot>& ballots) {
    congress.prepare();
    congress.open();
    std::vector<SamplePaper> papers;
    for (std::uint32_t deputy = 1; deputy <= marks.size(); ++deputy)
        papers.push_back(congress.paper(deputy));
    congress.end_issuing();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        ballots.push_back(congress.ballot(papers[i], marks[i]));
        ASSERT_EQ(congress.cast(ballots.back()).status, 200U);
    }
    congress.close();
}

// What is random in a text has the same form: 43 base64 characters, 64 hex digits.
std::string without_random(std::string text) {
    text = std::regex_replace(text, std::regex{"[0-9a-f]{32,}"}, "HEX");
    return std::regex_replace(text, std::regex{"[A-Za-z0-9+/]{43,}=*"}, "BASE64");
}

struct Answers {
    std::vector<std::string> texts;  // status, type, text without what is random
    std::vector<std::size_t> lengths;
};

Answers ask_everything(Congress& congress, const EncryptedBallot& ballot) {
    Answers out;
    const auto note = [&out](const Reply& reply) {
        const bool text = reply.type != http::media_binary;
        out.texts.push_back(std::to_string(reply.status) + ' ' + reply.type + ' ' +
                            (text ? without_random(reply.text()) : ""));
        out.lengths.push_back(reply.body.size());
    };
    for (const std::string& path : public_paths)
        note(congress.get(path));
    note(congress.send(http::Method::get, "/api/v1/setup/state", {}, Origin::issue, {},
                       congress.setup_authorization()));
    for (const char* path : {"/healthz", "/api/v1/round", "/api/v1/entries/manifest"})
        note(congress.get(path, Origin::box));
    note(congress.get("/api/v1/receipts/" + encode_hex(ballot.id().value())));
    note(congress.get("/api/v1/receipts/" + std::string(64, '0')));
    note(congress.cast(ballot));
    note(congress.post("/api/v1/issue", congress.issue_request(1)));
    note(congress.post(
        "/api/v1/check",
        encode_opened({congress.round().hash(), ballot.id(), 0, CheckVerdict::agrees}),
        Origin::box));
    return out;
}

TEST(Silence, two_votes_with_other_marks_look_the_same_until_announce) {
    Congress one;
    Congress other;
    std::vector<EncryptedBallot> one_ballots;
    std::vector<EncryptedBallot> other_ballots;
    vote(one, {{1, 0}, {1, 0}, {1, 1}}, one_ballots);
    vote(other, {{0, 0}, {0, 1}, {0, 0}}, other_ballots);

    const auto compare = [&](const char* when) {
        const Answers a = ask_everything(one, one_ballots[0]);
        const Answers b = ask_everything(other, other_ballots[0]);
        EXPECT_EQ(a.texts, b.texts) << when;
        EXPECT_EQ(a.lengths, b.lengths) << when;
        return a;
    };
    const Answers closed = compare("closed");
    for (Congress* congress : {&one, &other})
        congress->cosign();
    const Answers cosigned = compare("cosigned");
    for (Congress* congress : {&one, &other})
        congress->decrypt();
    const Answers decided = compare("decided");
    // Nor does anything show that the work behind the curtain goes on.
    EXPECT_EQ(closed.texts, cosigned.texts);
    EXPECT_EQ(closed.texts, decided.texts);
    EXPECT_EQ(closed.lengths, decided.lengths);

    one.announce();
    const json::object round = json::parse(one.get("/api/v1/round").text()).as_object();
    EXPECT_TRUE(round.at("result").is_object());
    EXPECT_EQ(one.get("/api/v1/entries/manifest").status, 200U);
}

TEST(Silence, the_public_checkpoint_is_the_closing_one) {
    Congress congress;
    std::vector<EncryptedBallot> ballots;
    vote(congress, {{1, 0}}, ballots);
    const std::string closing =
        congress.app().log().signed_checkpoint_at(congress.state().round()->closing_size);
    congress.cosign();
    congress.decrypt();
    EXPECT_GT(congress.state().size(), congress.state().round()->closing_size);
    EXPECT_EQ(congress.get("/api/v1/checkpoint").text(), closing);
    const json::object round = json::parse(congress.get("/api/v1/round").text()).as_object();
    EXPECT_EQ(round.at("phase"), "closed");
    EXPECT_EQ(round.at("log_size").to_number<std::uint64_t>(),
              congress.state().round()->closing_size);
    EXPECT_TRUE(round.at("result").is_null());
}

}  // namespace
}  // namespace piaojue::testing
