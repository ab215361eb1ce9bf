#include "server/teller/key_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "server/teller/connection.hpp"
#include "tests/support/vectors.hpp"
#include "tests/unit/client/temp_folder.hpp"

namespace piaojue::teller {
namespace {

using test::TempFolder;
using testing::code_of;

constexpr std::string_view passphrase = "correct horse";

class FixedClock final : public Clock {
public:
    explicit FixedClock(std::uint64_t seconds) : seconds_(seconds) {}
    [[nodiscard]] std::uint64_t now_seconds() const override { return seconds_; }

private:
    std::uint64_t seconds_;
};

void write_text(const std::filesystem::path& path, std::string_view text) {
    std::ofstream{path, std::ios::binary} << text;
}

std::filesystem::perms mode_of(const std::filesystem::path& path) {
    return std::filesystem::status(path).permissions();
}

TEST(TellerFiles, a_new_file_never_takes_anothers_place) {
    const TempFolder folder;
    ASSERT_TRUE(write_new_file(folder / "a", as_bytes("first"), FileMode::owner_only));
    EXPECT_EQ(mode_of(folder / "a"),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(code_of(write_new_file(folder / "a", as_bytes("second"), FileMode::owner_only)),
              Errc::not_permitted);
    EXPECT_EQ(as_text(*read_file(folder / "a")), "first");
    EXPECT_FALSE(std::filesystem::exists(folder / "a.unfinished"));
}

TEST(TellerFiles, what_a_run_before_left_half_written_is_in_nobodys_way) {
    const TempFolder folder;
    write_text(folder / "a.unfinished", "hal");
    ASSERT_TRUE(write_new_file(folder / "a", as_bytes("whole"), FileMode::owner_only));
    EXPECT_EQ(as_text(*read_file(folder / "a")), "whole");
    EXPECT_FALSE(std::filesystem::exists(folder / "a.unfinished"));
}

TEST(TellerFiles, a_new_folder_is_there_whole_or_not_at_all) {
    const TempFolder folder;
    const std::vector<NamedContent> files{{"a", as_bytes("one")}, {"b/c", as_bytes("two")}};
    std::filesystem::create_directory(folder / "empty");
    for (const auto& place : {folder / "new", folder / "empty"}) {
        ASSERT_TRUE(write_new_folder(place, files, FileMode::readable));
        EXPECT_EQ(as_text(*read_file(place / "b/c")), "two");
        EXPECT_EQ(mode_of(place / "b") & std::filesystem::perms::others_all,
                  std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
        EXPECT_EQ(code_of(write_new_folder(place, files, FileMode::readable)), Errc::not_permitted);
    }
    ASSERT_TRUE(write_new_folder(folder / "own/", files, FileMode::owner_only));
    EXPECT_EQ(mode_of(folder / "own"), std::filesystem::perms::owner_all);
    EXPECT_EQ(code_of(check_new_folder(folder / "own/a")), Errc::not_permitted);
    EXPECT_EQ(code_of(check_new_folder(folder / "nowhere/new")), Errc::malformed);
    for (const auto& one : std::filesystem::directory_iterator{folder / "."})
        EXPECT_EQ(one.path().string().find("unfinished"), std::string::npos) << one.path();
}

TEST(TellerFiles, a_dangling_link_is_a_file_that_is_there) {
    const TempFolder folder;
    std::filesystem::create_symlink(folder / "nowhere", folder / "a");
    EXPECT_EQ(code_of(write_new_file(folder / "a", as_bytes("x"), FileMode::readable)),
              Errc::not_permitted);
    EXPECT_FALSE(std::filesystem::exists(folder / "nowhere"));
}

TEST(TellerFiles, replacing_leaves_the_new_content_alone_and_nothing_beside_it) {
    const TempFolder folder;
    ASSERT_TRUE(write_new_file(folder / "a", as_bytes("a long first content"), {}));
    replace_file(folder / "a", as_bytes("second"));
    EXPECT_EQ(as_text(*read_file(folder / "a")), "second");
    EXPECT_FALSE(std::filesystem::exists(folder / "a.new"));
}

TEST(TellerFiles, reading_refuses_what_is_missing_too_long_or_no_file) {
    const TempFolder folder;
    write_text(folder / "a", "12345");
    EXPECT_EQ(code_of(read_file(folder / "missing")), Errc::malformed);
    EXPECT_EQ(code_of(read_file(folder / "")), Errc::malformed);
    EXPECT_EQ(code_of(read_file(folder / "a", 4)), Errc::too_large);
    EXPECT_TRUE(read_file(folder / "a", 5));
}

TEST(TellerFiles, a_lock_is_held_by_one_until_its_end) {
    const TempFolder folder;
    write_text(folder / "a", "x");
    {
        const Result<FileLock> first = FileLock::take(folder / "a");
        ASSERT_TRUE(first);
        EXPECT_EQ(code_of(FileLock::take(folder / "a")), Errc::not_permitted);
    }
    EXPECT_TRUE(FileLock::take(folder / "a"));
    EXPECT_EQ(code_of(FileLock::take(folder / "missing")), Errc::malformed);
}

TEST(KeyFiles, keys_come_back_with_their_passphrase_alone) {
    const TempFolder folder;
    SystemRng rng;
    const PersonKeys keys = make_person_keys(Role::teller, "监票人", rng);
    ASSERT_TRUE(save_new_keys(folder / "k", keys, as_bytes(passphrase), rng, SealCost::least()));
    EXPECT_EQ(seal_cost_of(folder / "k").value(), SealCost::least());
    const Result<PersonKeys> back = load_keys(folder / "k", as_bytes(passphrase));
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->name, "监票人");
    EXPECT_EQ(back->statement_key.verify_key(), keys.statement_key.verify_key());
    ASSERT_TRUE(back->teller);
    EXPECT_EQ(back->teller->cosigner_key.verify_key(), keys.teller->cosigner_key.verify_key());
    EXPECT_EQ(code_of(load_keys(folder / "k", as_bytes("wrong horse"))), Errc::not_permitted);
    EXPECT_EQ(
        code_of(save_new_keys(folder / "k", keys, as_bytes(passphrase), rng, SealCost::least())),
        Errc::not_permitted);
}

TEST(KeyFiles, a_share_file_is_no_key_file_and_keeps_what_it_remembers) {
    const TempFolder folder;
    SystemRng rng;
    ShareFile share;
    share.congress = CongressId{rng.bytes<32>()};
    share.ceremony = CeremonyHash{rng.bytes<32>()};
    share.teller = TellerNumber{3};
    share.share = SecretScalar::random(rng);
    ASSERT_TRUE(save_new_share(folder / "s", share, as_bytes(passphrase), rng, SealCost::least()));
    share.seen = SeenLog{42, rng.bytes<32>()};
    share.given.push_back({ManifestHash{rng.bytes<32>()}, rng.bytes<32>()});
    save_share(folder / "s", share, as_bytes(passphrase), rng, SealCost::least());
    const Result<ShareFile> back = load_share(folder / "s", as_bytes(passphrase));
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->seen, share.seen);
    EXPECT_EQ(back->given, share.given);
    EXPECT_TRUE(equal(back->share.expose(), share.share.expose()));
    EXPECT_EQ(code_of(load_keys(folder / "s", as_bytes(passphrase))), Errc::malformed);
}

TEST(KeyFiles, a_ceremony_under_way_comes_back_as_it_was) {
    const TempFolder folder;
    SystemRng rng;
    CeremonyProgress progress;
    progress.enrolment = EnrolmentHash{rng.bytes<32>()};
    progress.threshold = 3;
    progress.first_message = {1, 2, 3};
    const std::filesystem::path path = progress_file_of(folder / "s");
    for (int stage = 0; stage < 3; ++stage) {
        if (stage == 1) progress.commits.push_back({rng.bytes<32>(), Signature{rng.bytes<64>()}});
        if (stage == 2) progress.share = SecretScalar::random(rng);
        save_progress(path, progress, as_bytes(passphrase), rng, SealCost::least());
        const Result<CeremonyProgress> back = load_progress(path, as_bytes(passphrase));
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(back->enrolment, progress.enrolment);
        EXPECT_EQ(back->threshold, progress.threshold);
        EXPECT_EQ(back->first_message, progress.first_message);
        EXPECT_EQ(back->commits, progress.commits);
        ASSERT_EQ(back->share.has_value(), progress.share.has_value());
        if (back->share) {
            EXPECT_TRUE(equal(back->share->expose(), progress.share->expose()));
        }
    }
    EXPECT_EQ(code_of(load_progress(path, as_bytes("wrong horse"))), Errc::not_permitted);
    EXPECT_FALSE(load_share(path, as_bytes(passphrase)));
}

TEST(KeyFiles, a_passphrase_is_stretched_unless_a_machine_made_it_and_none_is_too_short) {
    const auto cost = [](std::string_view typed, bool random) {
        return seal_cost_for(SecretBuffer{as_bytes(typed)}, random);
    };
    EXPECT_EQ(cost("ten digits", false).value(), SealCost::chosen());
    EXPECT_EQ(code_of(cost("nine of 9", false)), Errc::malformed);
    EXPECT_EQ(cost("十个字的口令就够长了", false).value(), SealCost::chosen());
    EXPECT_EQ(code_of(cost("九个字的口令太短了", false)), Errc::malformed);
    EXPECT_EQ(cost(std::string(22, 'A'), true).value(), SealCost::least());
    EXPECT_EQ(code_of(cost(std::string(21, 'A'), true)), Errc::malformed);
}

TEST(SerialBook, a_serial_is_the_clocks_or_one_more_than_the_last) {
    const TempFolder folder;
    write_text(folder / "k", "keys");
    Result<SerialBook> book = SerialBook::open(folder / "k");
    ASSERT_TRUE(book);
    EXPECT_EQ(*book->next(FixedClock{1000}, 0), 1000U);
    EXPECT_EQ(*book->next(FixedClock{1000}, 0), 1001U);
    EXPECT_EQ(*book->next(FixedClock{5}, 0), 1002U);  // a clock that was set back
    EXPECT_EQ(*book->next(FixedClock{2000}, 0), 2000U);
}

// The same keys were used elsewhere, faster than one statement a second.
TEST(SerialBook, a_serial_is_above_the_largest_that_the_log_has_of_the_key) {
    const TempFolder folder;
    write_text(folder / "k", "keys");
    Result<SerialBook> book = SerialBook::open(folder / "k");
    ASSERT_TRUE(book);
    EXPECT_EQ(*book->next(FixedClock{1000}, 1040), 1041U);
    EXPECT_EQ(*book->next(FixedClock{1000}, 1040), 1042U);
    EXPECT_EQ(*book->next(FixedClock{1000}, 999), 1043U);
    EXPECT_EQ(code_of(book->next(FixedClock{1}, 4294967295U)), Errc::malformed);
}

TEST(SerialBook, remembers_between_runs_and_serves_one_at_a_time) {
    const TempFolder folder;
    write_text(folder / "k", "keys");
    {
        Result<SerialBook> first = SerialBook::open(folder / "k");
        ASSERT_TRUE(first);
        EXPECT_EQ(*first->next(FixedClock{7}, 0), 7U);
        EXPECT_EQ(code_of(SerialBook::open(folder / "k")), Errc::not_permitted);
    }
    Result<SerialBook> second = SerialBook::open(folder / "k");
    ASSERT_TRUE(second);
    EXPECT_EQ(*second->next(FixedClock{7}, 0), 8U);
}

TEST(SerialBook, refuses_a_file_that_is_no_serial_and_a_serial_beyond_32_bits) {
    const TempFolder folder;
    write_text(folder / "k", "keys");
    Result<SerialBook> book = SerialBook::open(folder / "k");
    ASSERT_TRUE(book);
    for (const std::string_view text : {"", "x", "12 ", "-1", "4294967296"}) {
        write_text(folder / "k.serial", text);
        EXPECT_EQ(code_of(book->next(FixedClock{1}, 0)), Errc::malformed) << text;
    }
    write_text(folder / "k.serial", "4294967295\n");
    EXPECT_EQ(code_of(book->next(FixedClock{1}, 0)), Errc::malformed);
}

TEST(Connection, reads_names_and_addresses_with_ports) {
    EXPECT_EQ(*parse_host_port("hall:8443"), (HostPort{"hall", 8443}));
    EXPECT_EQ(*parse_host_port("192.0.2.1:1"), (HostPort{"192.0.2.1", 1}));
    EXPECT_EQ(*parse_host_port("[2001:db8::1]:65535"), (HostPort{"2001:db8::1", 65535}));
    for (const std::string_view text : {"", "hall", ":1", "hall:", "hall:0", "hall:65536",
                                        "hall:1x", "2001:db8::1:8443", "[]:1"}) {
        EXPECT_EQ(code_of(parse_host_port(text)), Errc::malformed) << text;
    }
}

TEST(Connection, wants_a_certificate_in_pem) {
    const TempFolder folder;
    write_text(folder / "key", "-----BEGIN PRIVATE KEY-----\n");
    EXPECT_EQ(code_of(issue_endpoint("hall:1", folder / "key")), Errc::malformed);
    write_text(folder / "crt", "-----BEGIN CERTIFICATE-----\n");
    const auto issue = issue_endpoint("hall:1", folder / "crt");
    ASSERT_TRUE(issue);
    EXPECT_EQ(issue->issue_port, 1);
    EXPECT_EQ(box_endpoint("hall:2", folder / "crt")->box_port, 2);
}

}  // namespace
}  // namespace piaojue::teller
