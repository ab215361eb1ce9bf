// Many at once: every promise stands in the log, whatever comes between          PROTOCOL.md §8.6
// §11.1
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "server/net/client.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

constexpr std::uint32_t deputies = 24;
constexpr int devices = 4;

struct Answered {
    std::vector<LeafHash> promised;
    std::size_t closed = 0;  // refused with wrong_phase
    std::size_t other = 0;
};

// A device of its own: casts its part of the ballots, each on a new connection.
Answered cast_part(const Congress& congress, const std::vector<EncryptedBallot>& ballots,
                   std::size_t part, std::atomic<int>& cast) {
    net::HttpsClient client{congress.client_options(Origin::box)};
    Answered out;
    for (std::size_t i = part; i < ballots.size(); i += devices) {
        const net::ClientResult answer =
            client.post("/api/v1/cast", http::media_binary, ballots[i].bytes());
        ++cast;
        if (!answer) {
            ++out.other;
        } else if (answer->status == 200) {
            out.promised.push_back(value_of(decode_promise(answer->body)).leaf);
        } else if (answer->status == 409) {
            ++out.closed;
        } else {
            ++out.other;
        }
    }
    return out;
}

TEST(Load, a_close_amid_casting_takes_all_that_was_promised_and_nothing_else) {
    CongressPlan plan;
    plan.deputies = deputies;
    Congress congress{plan};
    congress.prepare();
    congress.open();
    std::vector<SamplePaper> papers;
    for (std::uint32_t deputy = 1; deputy <= deputies; ++deputy)
        papers.push_back(congress.paper(deputy));
    congress.end_issuing();
    std::vector<EncryptedBallot> ballots;
    for (const SamplePaper& paper : papers)
        ballots.push_back(congress.ballot(paper, {1, 0}));

    std::atomic<int> cast = 0;
    std::vector<Answered> answered(devices);
    {
        std::vector<std::jthread> threads;
        for (std::size_t part = 0; part < devices; ++part)
            threads.emplace_back([&congress, &ballots, &answered, &cast, part] {
                answered[part] = cast_part(congress, ballots, part, cast);
            });
        while (cast < static_cast<int>(deputies) / 3)
            std::this_thread::yield();
        congress.close();
    }

    std::set<LeafHash> promised;
    std::size_t refused = 0;
    for (const Answered& part : answered) {
        promised.insert(part.promised.begin(), part.promised.end());
        refused += part.closed;
        EXPECT_EQ(part.other, 0U);
    }
    EXPECT_EQ(promised.size() + refused, deputies);
    std::set<LeafHash> logged;
    for (const std::uint64_t index : congress.state().round()->ballots)
        logged.insert(entry_leaf_hash(congress.app().log().entry(index)));
    EXPECT_EQ(promised, logged);
}

TEST(Load, the_same_request_on_many_connections_issues_one_paper) {
    Congress congress;
    congress.prepare();
    congress.open();
    const Bytes same = congress.issue_request(1);
    const Bytes other = congress.issue_request(1, 2);
    std::vector<Bytes> bodies(devices);
    std::atomic<std::size_t> refused = 0;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < devices; ++i)
            threads.emplace_back([&congress, &same, &other, &bodies, &refused, i] {
                net::HttpsClient client{congress.client_options(Origin::issue)};
                const Bytes& request = i % 2 == 0 ? same : other;
                const auto answer = client.post("/api/v1/issue", http::media_binary, request);
                if (answer && answer->status == 200) bodies[i] = answer->body;
                if (answer && answer->status == 409) ++refused;
            });
    }
    std::set<Bytes> different;
    for (const Bytes& body : bodies)
        if (!body.empty()) different.insert(body);
    EXPECT_EQ(different.size(), 1U);
    EXPECT_EQ(refused, devices / 2U);
    congress.end_issuing();
    EXPECT_EQ(congress.state().round()->issued_count, 1U);
}

}  // namespace
}  // namespace piaojue::testing
