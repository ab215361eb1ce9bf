// The log: all or nothing, the same after a restart, and no start behind what was seen
//                                                                            PROTOCOL.md §10
#include "server/log/log.hpp"

#include <gtest/gtest.h>

#include "ballot/entries/congress.hpp"
#include "ballot/entries/enrolment.hpp"
#include "server/log/files.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/unit/server/temp_folder.hpp"

namespace piaojue::log {
namespace {

using piaojue::testing::sample_key;
using piaojue::testing::TempFolder;

class StillClock final : public Clock {
public:
    [[nodiscard]] std::uint64_t now_seconds() const override { return 1'795'000'000; }
};

class LogTest : public ::testing::Test {
protected:
    LogTest() {
        Log::create(files_, congress_, sample_key(1));
        reopen();
    }

    void reopen() {
        log_.reset();
        Result<std::unique_ptr<Log>> opened = open();
        ASSERT_TRUE(opened) << opened.error().detail;
        log_ = std::move(*opened);
    }
    Result<std::unique_ptr<Log>> open() {
        return Log::open(files_, sample_key(1), journal_,
                         [this](std::string_view what) { failure_ = what; });
    }

    // An enrolment of one official; another nonce makes another entry.
    Bytes enrolment(Byte number) const {
        Bytes32 nonce;
        nonce.data_[0] = number;
        const CongressId id = congress_id(congress_);
        return encode_enrolment(
            {id, {make_person(id, Role::official, "Official", sample_key(2), nonce)}});
    }
    void append(Byte number) { ASSERT_TRUE(log_->append(enrolment(number))); }

    // What was on the disk at some time, brought back.
    void save(std::string_view as) {
        log_.reset();
        std::filesystem::copy_file(files_.database, folder_ / as);
        reopen();
    }
    void bring_back(std::string_view from) {
        log_.reset();
        std::filesystem::copy_file(folder_ / from, files_.database,
                                   std::filesystem::copy_options::overwrite_existing);
    }

    TempFolder folder_;
    StillClock clock_;
    std::vector<std::string> lines_;
    audit::Journal journal_{[this](std::string_view line) { lines_.emplace_back(line); }, clock_};
    LogFiles files_{folder_ / "log.db", folder_ / "log.checkpoint", folder_ / "seen.checkpoint"};
    Bytes congress_ = encode_congress({true, {}, sample_key(1).verify_key(), "大会", ""});
    std::string failure_;
    std::unique_ptr<Log> log_;
};

TEST_F(LogTest, begins_with_its_congress_and_a_signed_checkpoint) {
    const ViewPtr view = log_->view();
    EXPECT_EQ(view->state.size(), 1U);
    EXPECT_EQ(log_->entry(0), congress_);
    const auto note = parse_signed_checkpoint(view->checkpoint, view->state.checkpoint_keys());
    ASSERT_TRUE(note);
    EXPECT_EQ(note->checkpoint.size, 1U);
    EXPECT_EQ(note->checkpoint.root, view->state.tree().root());
}

TEST_F(LogTest, is_the_same_after_a_restart) {
    append(1);
    append(2);
    const std::string before = log_->view()->checkpoint;
    reopen();
    EXPECT_EQ(log_->view()->checkpoint, before);
    EXPECT_EQ(log_->find(enrolment(2)), 2U);
    EXPECT_EQ(log_->entry(1), enrolment(1));
}

TEST_F(LogTest, an_append_is_all_or_nothing) {
    const std::string before = log_->view()->checkpoint;
    const std::vector<Bytes> entries{enrolment(1), congress_};
    const auto refused = log_->append(entries);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::wrong_phase);
    EXPECT_EQ(log_->view()->checkpoint, before);
    EXPECT_EQ(log_->find(enrolment(1)), std::nullopt);
    reopen();
    EXPECT_EQ(log_->view()->state.size(), 1U);
}

TEST_F(LogTest, a_view_does_not_change_under_its_reader) {
    const ViewPtr before = log_->view();
    append(1);
    EXPECT_EQ(before->state.size(), 1U);
    EXPECT_EQ(log_->view()->state.size(), 2U);
    EXPECT_EQ(log_->checkpoint_at(1).root, before->state.tree().root());
}

TEST_F(LogTest, a_log_behind_its_own_checkpoint_does_not_start) {
    append(1);
    save("old.db");
    append(2);
    bring_back("old.db");
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::log_rollback);
}

TEST_F(LogTest, a_log_beside_its_own_checkpoint_does_not_start) {
    save("old.db");
    const Bytes first = *read_file(files_.checkpoint);
    append(1);
    append(2);
    const Bytes checkpoint = *read_file(files_.checkpoint);
    // The same folder goes on from the old files: as long, with other entries.
    bring_back("old.db");
    write_file_whole(files_.checkpoint, first);
    reopen();
    append(2);
    append(1);
    log_.reset();
    write_file_whole(files_.checkpoint, checkpoint);
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::log_rollback);
}

TEST_F(LogTest, a_crash_between_commit_and_checkpoint_file_is_no_rollback) {
    append(1);
    const Bytes older = *read_file(files_.checkpoint);
    append(2);
    log_.reset();
    write_file_whole(files_.checkpoint, older);
    reopen();
    EXPECT_EQ(log_->view()->state.size(), 3U);
    EXPECT_EQ(*read_file(files_.checkpoint), Bytes(as_bytes(log_->view()->checkpoint).begin(),
                                                   as_bytes(log_->view()->checkpoint).end()));
}

TEST(LogFiles, a_secret_file_is_read_whole_a_missing_one_is_absent_and_a_folder_is_none) {
    const TempFolder folder;
    const Bytes long_one(100'000, 7);
    write_file_whole(folder / "key", long_one);
    EXPECT_TRUE(equal(read_secret_file(folder / "key")->expose(), long_one));
    EXPECT_EQ(*read_file(folder / "key"), long_one);
    write_file_whole(folder / "key", {});
    EXPECT_EQ(read_secret_file(folder / "key")->size(), 0U);
    EXPECT_FALSE(read_secret_file(folder / "none").has_value());
    EXPECT_THROW(static_cast<void>(read_secret_file(folder / ".")), EnvError);
}

TEST_F(LogTest, a_missing_checkpoint_file_does_not_pass_for_a_new_log) {
    log_.reset();
    std::filesystem::remove(files_.checkpoint);
    EXPECT_THROW(static_cast<void>(open()), EnvError);
}

TEST_F(LogTest, a_brought_checkpoint_that_is_extended_changes_nothing) {
    const std::string early = log_->view()->checkpoint;
    append(1);
    EXPECT_TRUE(log_->compare(early));
    EXPECT_FALSE(log_->rolled_back());
    append(2);
}

TEST_F(LogTest, a_brought_checkpoint_ahead_of_the_log_stops_it_for_good) {
    append(1);
    save("old.db");
    const Bytes own = *read_file(files_.checkpoint);
    append(2);
    const std::string ahead = log_->view()->checkpoint;
    bring_back("old.db");
    write_file_whole(files_.checkpoint, own);  // whoever rolls back takes this file along
    reopen();

    const auto compared = log_->compare(ahead);
    ASSERT_FALSE(compared);
    EXPECT_EQ(compared.error().code, Errc::log_rollback);
    EXPECT_TRUE(log_->rolled_back());
    const auto refused = log_->append(enrolment(3));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::log_rollback);

    log_.reset();
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::log_rollback);
}

TEST_F(LogTest, a_checkpoint_of_another_key_is_no_evidence) {
    const Checkpoint foreign{log_origin(congress_id(congress_)), 9, Bytes32{}};
    const std::string note =
        print_signed_checkpoint({foreign, sign_checkpoint(foreign, sample_key(9)), {}},
                                {foreign.origin, sample_key(9).verify_key(), {}});
    const auto compared = log_->compare(note);
    ASSERT_FALSE(compared);
    EXPECT_NE(compared.error().code, Errc::log_rollback);
    EXPECT_FALSE(log_->rolled_back());
    EXPECT_TRUE(log_->append(enrolment(1)));
}

TEST_F(LogTest, entries_can_not_be_changed_in_the_file) {
    append(1);
    log_.reset();
    db::Options kind;
    kind.application_id = 0x504a4c47;
    kind.migrations = {"SELECT 1"};
    db::Database database = db::Database::open(files_.database, kind);
    EXPECT_THROW(database.execute("UPDATE entry SET body = x'00' WHERE position = 1"), EnvError);
    EXPECT_THROW(database.execute("DELETE FROM entry"), EnvError);
}

TEST_F(LogTest, a_changed_entry_is_found_at_the_start) {
    append(1);
    log_.reset();
    {
        db::Options kind;
        kind.application_id = 0x504a4c47;
        kind.migrations = {"SELECT 1"};
        db::Database database = db::Database::open(files_.database, kind);
        database.execute("DROP TRIGGER entry_keeps");
        database.execute("UPDATE entry SET body = x'02ff' WHERE position = 1");
    }
    EXPECT_THROW(static_cast<void>(open()), EnvError);
}

TEST_F(LogTest, cosignatures_are_kept_by_teller_and_the_first_one_stays) {
    const SignedCheckpoint::ByCosigner two{2, {5, Signature{}}};
    const SignedCheckpoint::ByCosigner one{1, {6, Signature{}}};
    const SignedCheckpoint::ByCosigner two_again{2, {7, Signature{}}};
    for (const auto& cosignature : {two, one, two_again})
        log_->keep_cosignature(9, cosignature);
    EXPECT_EQ(log_->cosignatures(9), (std::vector{one, two}));
    EXPECT_TRUE(log_->cosignatures(8).empty());
}

TEST_F(LogTest, the_journal_names_entries_and_phases) {
    append(1);
    ASSERT_FALSE(lines_.empty());
    EXPECT_NE(lines_.back().find("\"event\":\"entry_appended\""), std::string::npos);
    EXPECT_NE(lines_.back().find("\"type\":\"enrolment\",\"index\":1"), std::string::npos);
}

}  // namespace
}  // namespace piaojue::log
