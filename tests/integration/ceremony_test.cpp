// The key ceremony when devices and the server fail in it                      docs/adr/0011
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "crypto/base/writer.hpp"
#include "crypto/point.hpp"
#include "server/teller/ceremony.hpp"
#include "tests/support/live_congress.hpp"

namespace piaojue::live {
namespace {

constexpr std::uint8_t tellers = 3;
constexpr std::uint8_t threshold = 2;

// What the disk of a teller's device holds.
struct Disk {
    SecretBuffer progress;
    unsigned writes = 0;

    [[nodiscard]] std::optional<teller::CeremonyProgress> read() const {
        if (progress.size() == 0) return {};
        return need(teller::decode_ceremony_progress(progress.expose()));
    }
    void write(const teller::CeremonyProgress& now) {
        progress = teller::encode_ceremony_progress(now);
        ++writes;
    }
};

class PowerCut : public std::runtime_error {
public:
    PowerCut() : std::runtime_error("power cut") {}
};

class Ceremony : public ::testing::Test {
protected:
    Ceremony() {
        for (std::size_t i = 0; i < tellers; ++i)
            keys_.push_back(teller::make_person_keys(Role::teller, "Teller", rng_));
        client::Api api{server_.endpoint()};
        Enrolment enrolment{congress_id(need(api.entry("congress"))), {}};
        for (const teller::PersonKeys& keys : keys_)
            enrolment.persons.push_back(teller::enrolment_line(enrolment.congress, keys));
        enrolment_ = encode_enrolment(enrolment);
        need(api.post_setup_entry(server_.setup_code(), enrolment_));
    }

    // One run of a teller's program, which waits for nobody and then fails: what it knows
    // afterwards is what its disk holds.
    [[nodiscard]] Result<teller::CeremonyOutcome> run(std::size_t teller) {
        return run(teller, [this, teller](const teller::CeremonyProgress& now) {
            disks_[teller].write(now);
        });
    }
    [[nodiscard]] Result<teller::CeremonyOutcome> run(
        std::size_t teller, std::function<void(const teller::CeremonyProgress&)> remember) {
        client::Api api{server_.endpoint()};
        const teller::CeremonyPlan plan{enrolment_, threshold, std::chrono::milliseconds{0}};
        return teller::run_ceremony(api, keys_[teller], plan, rng_,
                                    {disks_[teller].read(), std::move(remember)});
    }

    // Runs everybody, again and again, until all have come to the end.
    void run_to_the_end(const std::function<void()>& between_runs = [] {}) {
        constexpr unsigned runs_most = 6;  // three waits a teller
        for (unsigned i = 0; i < runs_most && outcomes_.size() < tellers; ++i) {
            for (std::size_t teller = 0; teller < tellers; ++teller) {
                auto outcome = run(teller);
                if (!outcome) {
                    ASSERT_EQ(outcome.error().code, Errc::busy) << outcome.error().detail;
                    continue;
                }
                outcomes_.insert_or_assign(teller, std::move(*outcome));
            }
            between_runs();
        }
    }

    void expect_one_joint_key() {
        ASSERT_EQ(outcomes_.size(), tellers);
        for (auto& [teller, outcome] : outcomes_) {
            EXPECT_EQ(outcome.keys, outcomes_.at(0).keys);
            EXPECT_EQ(outcome.share_file.ceremony, outcomes_.at(0).share_file.ceremony);
            EXPECT_EQ(Point::base_mul(outcome.share_file.share),
                      outcome.keys.verification_shares[teller]);
        }
        client::Api api{server_.endpoint()};
        EXPECT_EQ(ceremony_hash(need(api.entry("ceremony"))), outcomes_.at(0).share_file.ceremony);
    }

    TempFolder folder_;
    Server server_{folder_.path() / "server"};
    SystemRng rng_;
    std::vector<teller::PersonKeys> keys_;
    std::array<Disk, tellers> disks_;
    std::map<std::size_t, teller::CeremonyOutcome> outcomes_;
    Bytes enrolment_;
};

TEST_F(Ceremony, devices_that_fail_at_every_wait_and_a_server_that_is_killed_come_to_one_key) {
    run_to_the_end([this] {
        server_.kill();
        server_.start();
    });
    expect_one_joint_key();
    for (const Disk& disk : disks_)
        EXPECT_EQ(disk.writes, 3U);  // message, hashes, share: each once
}

// Stored, but not sent.
TEST_F(Ceremony, a_device_that_fails_before_each_of_its_messages_goes_on_with_the_same_bytes) {
    const auto cut_after_writing = [this](const teller::CeremonyProgress& now) {
        disks_[0].write(now);
        throw PowerCut{};
    };
    const auto others = [this] {
        static_cast<void>(run(1));
        static_cast<void>(run(2));
    };
    client::Api api{server_.endpoint()};
    EXPECT_THROW(static_cast<void>(run(0, cut_after_writing)), PowerCut);
    EXPECT_TRUE(need(api.ceremony(client::CeremonyStep::commit))[0].empty());
    const Bytes message = disks_[0].read()->first_message;
    static_cast<void>(run(0));
    others();
    EXPECT_THROW(static_cast<void>(run(0, cut_after_writing)), PowerCut);
    EXPECT_TRUE(need(api.ceremony(client::CeremonyStep::message))[0].empty());
    static_cast<void>(run(0));
    EXPECT_EQ(need(api.ceremony(client::CeremonyStep::message))[0], message);
    others();
    EXPECT_THROW(static_cast<void>(run(0, cut_after_writing)), PowerCut);
    EXPECT_TRUE(disks_[0].read()->share.has_value());
    EXPECT_TRUE(need(api.ceremony(client::CeremonyStep::certificate))[0].empty());
    run_to_the_end();
    expect_one_joint_key();
}

TEST_F(Ceremony, a_device_that_has_its_share_needs_no_more_than_the_entry) {
    run_to_the_end();
    const Bytes entry = need(client::Api{server_.endpoint()}.entry("ceremony"));
    const auto again = run(0);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->share_file.ceremony, ceremony_hash(entry));
    EXPECT_TRUE(equal(again->share_file.share.expose(), outcomes_.at(0).share_file.share.expose()));
}

// A device that forgot, or a second one with the same keys.
TEST_F(Ceremony, other_bytes_of_a_teller_are_refused) {
    ASSERT_EQ(run(0).error().code, Errc::busy);
    const Bytes kept =
        need(client::Api{server_.endpoint()}.ceremony(client::CeremonyStep::commit))[0];
    disks_[0] = Disk{};
    EXPECT_EQ(run(0).error().code, Errc::wrong_phase);
    client::Api api{server_.endpoint()};
    EXPECT_EQ(need(api.ceremony(client::CeremonyStep::commit))[0], kept);
}

TEST_F(Ceremony, a_device_that_revealed_its_message_goes_on_with_no_other_hashes) {
    for (std::size_t teller = 0; teller < tellers; ++teller)
        static_cast<void>(run(teller));
    static_cast<void>(run(0));
    teller::CeremonyProgress progress = *disks_[0].read();
    ASSERT_EQ(progress.commits.size(), tellers);
    // As if the server had shown another hash of teller 2 in the run before.
    progress.commits[1].first_message_hash = progress.commits[2].first_message_hash;
    disks_[0].write(progress);
    const auto refused = run(0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::malformed);
    EXPECT_NE(refused.error().detail.find("other hashes"), std::string::npos);
}

TEST_F(Ceremony, what_is_kept_of_another_ceremony_is_not_gone_on_with) {
    static_cast<void>(run(0));
    for (const bool other_enrolment : {true, false}) {
        teller::CeremonyProgress progress = *disks_[0].read();
        if (other_enrolment) {
            progress.enrolment = EnrolmentHash{rng_.bytes<32>()};
        } else {
            progress.threshold = threshold + 1;
        }
        client::Api api{server_.endpoint()};
        const teller::CeremonyPlan plan{enrolment_, threshold, std::chrono::milliseconds{0}};
        const auto refused =
            teller::run_ceremony(api, keys_[0], plan, rng_, {std::move(progress), {}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Errc::not_permitted);
    }
}

}  // namespace
}  // namespace piaojue::live
