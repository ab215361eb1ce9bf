// Enrolment lines on their way from people's devices to the list          PROTOCOL.md §3.2 §16
#include <boost/json.hpp>

#include "ballot/entries/enrolment.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/hash.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

constexpr std::string_view handed_in_path = "/api/v1/setup/lines";

class HandedIn : public ::testing::Test {
protected:
    Bytes line(std::string name, Role role = Role::official) {
        const SigningKey key = SigningKey::generate(congress_.rng);
        return encode_person(make_person(congress_.app().congress(), role, std::move(name), key,
                                         congress_.rng.bytes<32>()));
    }
    std::vector<Bytes> all() {
        const Reply reply = congress_.get(handed_in_path);
        EXPECT_EQ(reply.status, 200U) << reply;
        Reader reader{reply.body};
        std::vector<Bytes> out(value_of(reader.u8()));
        for (Bytes& one : out) {
            const ByteView bytes = value_of(reader.bytes32(hall::Lines::bytes_max));
            one.assign(bytes.begin(), bytes.end());
        }
        EXPECT_TRUE(reader.finish());
        return out;
    }
    Reply drop(const std::string& sha256) {
        return congress_.post("/api/v1/setup/lines/drop",
                              as_bytes("{\"sha256\":\"" + sha256 + "\"}"), Origin::issue,
                              http::media_json, congress_.setup_authorization());
    }

    Congress congress_;
};

TEST_F(HandedIn, lines_are_kept_in_the_order_of_their_coming) {
    EXPECT_TRUE(all().empty());
    const Bytes first = line("甲");
    const Bytes second = line("乙", Role::scrutineer);
    const SigningKey statement = SigningKey::generate(congress_.rng);
    const SigningKey cosigner = SigningKey::generate(congress_.rng);
    const Bytes third = encode_person(make_teller(
        congress_.app().congress(), std::string(limit::person_name, 'x'), statement,
        Point::base_mul(SecretScalar::random(congress_.rng)), cosigner, congress_.rng.bytes<32>()));
    for (const Bytes& one : {first, second, third, first})
        EXPECT_EQ(congress_.post(handed_in_path, one).status, 202U);
    EXPECT_EQ(all(), (std::vector<Bytes>{first, second, third}));
    congress_.restart();
    EXPECT_TRUE(all().empty());
}

TEST_F(HandedIn, the_newest_of_a_role_and_name_stands) {
    const Bytes before = line("甲");
    const Bytes other_role = line("甲", Role::scrutineer);
    const Bytes newer = line("甲");
    for (const Bytes& one : {before, other_role, newer})
        EXPECT_EQ(congress_.post(handed_in_path, one).status, 202U);
    EXPECT_EQ(all(), (std::vector<Bytes>{other_role, newer}));
}

TEST_F(HandedIn, what_is_no_line_of_this_congress_is_refused) {
    EXPECT_REFUSAL(congress_.post(handed_in_path, Bytes(40)), Errc::malformed);
    EXPECT_REFUSAL(congress_.post(handed_in_path, Bytes(hall::Lines::bytes_max + 1)),
                   Errc::too_large);
    Bytes forged = line("甲");
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress_.post(handed_in_path, forged), Errc::signature_rejected);
    const SigningKey key = SigningKey::generate(congress_.rng);
    const Bytes elsewhere = encode_person(
        make_person(CongressId{}, Role::official, "甲", key, congress_.rng.bytes<32>()));
    EXPECT_REFUSAL(congress_.post(handed_in_path, elsewhere), Errc::signature_rejected);
    EXPECT_TRUE(all().empty());
}

TEST_F(HandedIn, sixty_four_are_kept_and_an_official_makes_room) {
    std::vector<Bytes> lines;
    for (std::size_t i = 0; i < hall::Lines::kept_max; ++i) {
        lines.push_back(line("人" + std::to_string(i)));
        EXPECT_EQ(congress_.post(handed_in_path, lines.back()).status, 202U);
    }
    const Bytes one_more = line("来迟");
    EXPECT_REFUSAL(congress_.post(handed_in_path, one_more), Errc::busy);
    const std::string hash = encode_hex(sha256(lines[3]));
    EXPECT_REFUSAL(
        congress_.post("/api/v1/setup/lines/drop", as_bytes("{}"), Origin::issue, http::media_json),
        Errc::not_permitted);
    EXPECT_REFUSAL(drop("xyz"), Errc::malformed);
    EXPECT_EQ(all().size(), hall::Lines::kept_max);
    EXPECT_EQ(drop(hash).status, 200U);
    EXPECT_EQ(drop(hash).status, 200U);
    EXPECT_EQ(congress_.post(handed_in_path, one_more).status, 202U);
    EXPECT_EQ(all().back(), one_more);
}

TEST_F(HandedIn, none_is_taken_where_no_setup_entry_may_stand) {
    congress_.prepare();
    EXPECT_REFUSAL(congress_.post(handed_in_path, line("甲")), Errc::wrong_phase);
}

}  // namespace
}  // namespace piaojue::testing
