// What a crash leaves between two databases is finished at the next start          docs/adr/0009
#include <gtest/gtest.h>

#include "ballot/verify.hpp"
#include "server/box/store.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

// Up to three ballots in the box, voting.
void fill(Congress& congress) {
    congress.prepare();
    congress.open();
    std::vector<SamplePaper> papers;
    for (std::uint32_t deputy = 1; deputy <= 4; ++deputy)
        papers.push_back(congress.paper(deputy));
    congress.end_issuing();
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(congress.cast(congress.ballot(papers[i], {1, 0})).status, 200U);
    EXPECT_EQ(congress.hand_back(papers[3]).status, 200U);
}

TEST(Recovery, a_close_cut_off_between_box_and_log_is_finished_at_the_start) {
    Congress congress;
    fill(congress);
    const Bytes close = congress.statement(Act::close);
    congress.stop();
    // As the crash leaves it: the marker is committed, the log knows nothing.
    box::Store{congress.dir().file("box.db")}.commit_closed(congress.round().hash(), close);
    congress.restart();
    EXPECT_EQ(congress.state().phase(), Phase::closed);
    const RoundState& round = *congress.state().round();
    EXPECT_EQ(round.ballots.size(), 3U);
    EXPECT_EQ(round.hand_backs.size(), 1U);
    EXPECT_EQ(congress.app().log().find(close), round.ballots.front() - 1);
    // The official who never got an answer sends the same act again.
    EXPECT_EQ(congress.post("/api/v1/statements", close).status, 201U);

    congress.cosign();
    congress.decrypt();
    congress.announce();
    congress.publish();
    EXPECT_TRUE(value_of(verify(congress.get("/api/v1/record").body, congress.rng, {})).valid);
}

// The last certificate is kept in one database, the ceremony entry comes into another.
TEST(Recovery, a_ceremony_cut_off_before_its_entry_is_finished_at_the_start) {
    Congress congress;
    congress.enrol();
    congress.exchange();
    congress.stop();
    for (const char* const name : {"log.db", "log.checkpoint"}) {
        std::filesystem::copy_file(congress.dir().file(name),
                                   congress.dir().file(std::string{"older-"} + name));
    }
    congress.restart();
    congress.certify();
    const CeremonyHash ceremony = congress.state().ceremony_hash();
    congress.stop();
    for (const char* const name : {"log.db", "log.checkpoint"}) {
        std::filesystem::rename(congress.dir().file(std::string{"older-"} + name),
                                congress.dir().file(name));
    }
    congress.restart();
    ASSERT_TRUE(congress.state().joint_keys().has_value());
    EXPECT_EQ(congress.state().ceremony_hash(), ceremony);
}

TEST(Recovery, a_second_start_after_a_finished_close_changes_nothing) {
    Congress congress;
    fill(congress);
    congress.close();
    const std::string checkpoint = congress.view()->checkpoint;
    congress.restart();
    EXPECT_EQ(congress.view()->checkpoint, checkpoint);
}

TEST(Recovery, a_record_that_was_not_written_is_written_at_the_start) {
    Congress congress;
    fill(congress);
    congress.close();
    congress.cosign();
    congress.decrypt();
    congress.announce();
    congress.publish();
    const Reply record = congress.get("/api/v1/record");
    ASSERT_EQ(record.status, 200U);
    congress.stop();
    std::filesystem::remove_all(congress.dir().file("records"));
    std::filesystem::create_directory(congress.dir().file("records"));
    congress.restart();
    EXPECT_EQ(congress.get("/api/v1/record").body, record.body);
}

TEST(Recovery, after_the_close_the_box_file_has_no_log_of_arrivals) {
    Congress congress;
    fill(congress);
    const std::filesystem::path wal = congress.dir().file("box.db-wal");
    EXPECT_GT(std::filesystem::file_size(wal), 0U);
    congress.close();
    EXPECT_EQ(std::filesystem::file_size(wal), 0U);
}

TEST(Recovery, a_voided_round_has_no_log_of_arrivals_either) {
    Congress congress;
    fill(congress);
    EXPECT_EQ(congress.act(Act::void_round, ReasonBody{"设备故障"}).status, 201U);
    EXPECT_EQ(std::filesystem::file_size(congress.dir().file("box.db-wal")), 0U);
}

// An older copy of one database beside the newest log: ballots with promises, or papers that would
// be issued a second time, are missing in it.
TEST(Recovery, a_database_that_lacks_what_the_log_has_counted_is_not_served_from) {
    for (const char* const name : {"box.db", "roll.db"}) {
        Congress congress;
        congress.prepare();
        congress.open();
        const SamplePaper paper = congress.paper(1);
        if (name == std::string_view{"box.db"}) congress.end_issuing();
        congress.stop();
        const std::filesystem::path file = congress.dir().file(name);
        const std::filesystem::path older = congress.dir().file("older.db");
        std::filesystem::copy_file(file, older);
        congress.restart();
        if (name == std::string_view{"box.db"}) {
            EXPECT_EQ(congress.cast(congress.ballot(paper, {1, 0})).status, 200U);
        } else {
            static_cast<void>(congress.paper(2));
        }
        congress.clock.pass_minutes(1);
        ASSERT_TRUE(congress.app().hall().tick());
        congress.stop();
        const std::filesystem::path newest = congress.dir().file("newest.db");
        std::filesystem::rename(file, newest);
        std::filesystem::rename(older, file);
        EXPECT_THROW(static_cast<void>(congress.start()), EnvError) << name;
        std::filesystem::rename(newest, file);
        EXPECT_TRUE(congress.start().has_value()) << name;
    }
}

TEST(Recovery, a_box_that_can_not_commit_promises_nothing_and_stops_the_server) {
    Congress congress;
    congress.prepare();
    congress.open();
    const EncryptedBallot ballot = congress.ballot(congress.paper(1), {1, 0});
    congress.end_issuing();
    congress.stop();
    {
        db::Options kind;
        kind.application_id = 0x504a4258;
        kind.migrations = {"SELECT 1", "SELECT 1"};
        db::Database database = db::Database::open(congress.dir().file("box.db"), kind);
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON spent BEGIN "
            "SELECT RAISE(ABORT, 'no space'); END");
    }
    congress.restart();
    EXPECT_EQ(congress.cast(ballot).status, 500U);
    congress.app().stop("test");  // the answer goes out before the failure is told
    EXPECT_TRUE(congress.app().failed());
    congress.stop();
    {
        db::Options kind;
        kind.application_id = 0x504a4258;
        kind.migrations = {"SELECT 1", "SELECT 1"};
        db::Database::open(congress.dir().file("box.db"), kind).execute("DROP TRIGGER full");
    }
    congress.restart();
    EXPECT_EQ(congress.cast(ballot).status, 200U);  // the same bytes, once the disk is well
}

}  // namespace
}  // namespace piaojue::testing
