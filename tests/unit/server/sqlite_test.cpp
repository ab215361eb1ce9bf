// The SQLite wrapper: types, refusals, migrations, locks.
#include "server/db/sqlite.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace piaojue::db {
namespace {

constexpr std::string_view first_migration =
    "CREATE TABLE thing (key BLOB PRIMARY KEY NOT NULL CHECK (length(key) = 4), count INTEGER NOT "
    "NULL, name TEXT) STRICT, WITHOUT ROWID;"
    "CREATE TABLE part (id INTEGER PRIMARY KEY, owner BLOB NOT NULL REFERENCES thing (key)) "
    "STRICT;";
constexpr std::string_view second_migration = "ALTER TABLE thing ADD COLUMN colour TEXT";
constexpr std::string_view broken_migration =
    "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER) STRICT;";

const Bytes key_a{1, 2, 3, 4};
const Bytes key_b{0, 0, 0, 0};

Options options_with(std::vector<std::string_view> migrations) {
    Options options;
    options.application_id = 0xF1A0'0001U;  // top bit set: the header field is signed
    options.migrations = std::move(migrations);
    options.busy_time = std::chrono::milliseconds{0};
    return options;
}

class Sqlite : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "piaojue-db-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        file_ = folder_ / "thing.db";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] Database make() const {
        return Database::create(file_, options_with({first_migration}));
    }

    std::filesystem::path folder_;
    std::filesystem::path file_;
};

void insert(Database& database, ByteView key, std::int64_t count) {
    Statement statement =
        database.prepare("INSERT INTO thing (key, count, name) VALUES (?1, ?2, ?3)");
    statement.bind_bytes(1, key).bind_int(2, count).bind_null(3).run();
}

std::int64_t count_rows(Database& database) {
    Statement statement = database.prepare("SELECT count(*) FROM thing");
    EXPECT_TRUE(statement.step());
    return statement.column_int(0);
}

TEST_F(Sqlite, values_come_back_as_they_went_in) {
    Database database = make();
    Statement insert_all =
        database.prepare("INSERT INTO thing (key, count, name) VALUES (?1, ?2, ?3);\n");
    insert_all.bind_bytes(1, key_a).bind_int(2, INT64_MIN).bind_text(3, "赞\0成").run();
    insert_all.bind_bytes(1, key_b).bind_int(2, std::uint32_t{0xFFFFFFFF}).bind_text(3, "").run();
    EXPECT_EQ(database.changes(), 1);

    Statement select = database.prepare(
        "SELECT key, count, name, colour FROM (SELECT *, NULL AS "
        "colour FROM thing) ORDER BY key DESC");
    ASSERT_TRUE(select.step());
    EXPECT_EQ(select.column_bytes(0), key_a);
    EXPECT_EQ(select.column_fixed<4>(0), FixedBytes<4>::from(key_a));
    EXPECT_TRUE(equal(select.column_view(0), key_a));
    EXPECT_EQ(select.column_int(1), INT64_MIN);
    EXPECT_EQ(select.column_text(2), "赞");
    EXPECT_TRUE(select.column_is_null(3));
    EXPECT_FALSE(select.column_is_null(2));
    ASSERT_TRUE(select.step());
    EXPECT_EQ(select.column_bytes(0), key_b);
    EXPECT_EQ(select.column_int(1), 0xFFFFFFFF);
    EXPECT_EQ(select.column_text(2), "");
    EXPECT_FALSE(select.step());
}

TEST_F(Sqlite, an_empty_byte_string_is_not_null) {
    Database database = make();
    Statement select = database.prepare("SELECT ?1, ?1 IS NULL");
    select.bind_bytes(1, {});
    ASSERT_TRUE(select.step());
    EXPECT_TRUE(select.column_bytes(0).empty());
    EXPECT_EQ(select.column_int(1), 0);
}

TEST_F(Sqlite, a_column_of_another_type_is_an_environment_failure) {
    Database database = make();
    insert(database, key_a, 7);
    Statement select = database.prepare("SELECT key, count, name FROM thing");
    ASSERT_TRUE(select.step());
    EXPECT_THROW((void)select.column_int(0), EnvError);
    EXPECT_THROW((void)select.column_text(0), EnvError);
    EXPECT_THROW((void)select.column_bytes(1), EnvError);
    EXPECT_THROW((void)select.column_int(2), EnvError);
    EXPECT_THROW((void)select.column_fixed<5>(0), EnvError);
    EXPECT_THROW((void)select.column_int(9), EnvError);
}

TEST_F(Sqlite, a_strict_table_refuses_another_type) {
    Database database = make();
    Statement statement = database.prepare("INSERT INTO thing (key, count) VALUES (?1, ?2)");
    statement.bind_bytes(1, key_a).bind_text(2, "many");
    EXPECT_THROW(statement.run(), ConstraintError);
}

TEST_F(Sqlite, a_second_row_under_one_key_is_a_duplicate) {
    Database database = make();
    insert(database, key_a, 1);
    try {
        insert(database, key_a, 2);
        FAIL() << "the second row went in";
    } catch (const ConstraintError& error) {
        EXPECT_TRUE(error.is_duplicate());
        EXPECT_EQ(std::string{error.what()}.find("\x01\x02"), std::string::npos);
    }
    EXPECT_EQ(count_rows(database), 1);
}

TEST_F(Sqlite, a_check_or_a_missing_owner_is_a_constraint_but_no_duplicate) {
    Database database = make();
    const Bytes short_key{1, 2, 3};
    try {
        insert(database, short_key, 1);
        FAIL() << "the short key went in";
    } catch (const ConstraintError& error) {
        EXPECT_FALSE(error.is_duplicate());
    }
    Statement orphan = database.prepare("INSERT INTO part (owner) VALUES (?1)");
    orphan.bind_bytes(1, key_a);
    EXPECT_THROW(orphan.run(), ConstraintError);
}

TEST_F(Sqlite, a_statement_is_usable_again_after_a_refusal) {
    Database database = make();
    Statement statement = database.prepare("INSERT INTO thing (key, count) VALUES (?1, 1)");
    statement.bind_bytes(1, key_a).run();
    EXPECT_THROW(statement.run(), ConstraintError);
    statement.bind_bytes(1, key_b).run();
    EXPECT_EQ(count_rows(database), 2);
}

TEST_F(Sqlite, wrong_sql_and_unknown_parameters_are_environment_failures) {
    Database database = make();
    EXPECT_THROW((void)database.prepare("SELECT nothing FROM nowhere"), EnvError);
    EXPECT_THROW((void)database.prepare("SELECT \"a string\""), EnvError);  // no such column
    Statement select = database.prepare("SELECT ?1");
    EXPECT_THROW(select.bind_int(2, 1), EnvError);
    EXPECT_THROW(database.execute("NONSENSE"), EnvError);
}

TEST_F(Sqlite, two_statements_in_one_are_a_programming_error) {
    Database database = make();
    EXPECT_DEATH((void)database.prepare("SELECT 1; SELECT 2"), "more than one SQL statement");
}

TEST_F(Sqlite, an_uncommitted_transaction_leaves_nothing) {
    Database database = make();
    {
        Transaction transaction{database};
        insert(database, key_a, 1);
        EXPECT_EQ(count_rows(database), 1);
    }
    EXPECT_EQ(count_rows(database), 0);
    {
        Transaction transaction{database};
        insert(database, key_a, 1);
        transaction.commit();
    }
    EXPECT_EQ(count_rows(database), 1);
}

TEST_F(Sqlite, an_exception_rolls_back) {
    Database database = make();
    EXPECT_THROW(
        {
            Transaction transaction{database};
            insert(database, key_a, 1);
            insert(database, key_a, 2);
            transaction.commit();
        },
        ConstraintError);
    EXPECT_EQ(count_rows(database), 0);
    Transaction again{database};  // none is left open
    again.commit();
}

TEST_F(Sqlite, opening_never_creates_and_creating_never_opens) {
    const Options options = options_with({first_migration});
    EXPECT_THROW((void)Database::open(file_, options), EnvError);
    EXPECT_FALSE(std::filesystem::exists(file_));
    { const Database made = make(); }
    EXPECT_THROW((void)make(), EnvError);
    Database opened = Database::open(file_, options);
    EXPECT_EQ(opened.version(), 1U);
}

TEST_F(Sqlite, a_new_file_belongs_to_its_owner_alone) {
    const Database database = make();
    struct stat status {};
    ASSERT_EQ(::stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Sqlite, a_file_of_another_kind_is_refused_and_left_alone) {
    { const Database made = make(); }
    Options other = options_with({first_migration, second_migration});
    other.application_id = 0x1234;
    EXPECT_THROW((void)Database::open(file_, other), EnvError);
    Database untouched = Database::open(file_, options_with({first_migration}));
    EXPECT_EQ(untouched.version(), 1U);
}

TEST_F(Sqlite, a_file_that_is_no_database_is_refused) {
    {
        std::FILE* const out = std::fopen(file_.c_str(), "w");
        ASSERT_NE(out, nullptr);
        for (int i = 0; i < 1000; ++i)
            std::fputs("not a database ", out);
        std::fclose(out);
    }
    EXPECT_THROW((void)Database::open(file_, options_with({first_migration})), EnvError);
}

TEST_F(Sqlite, missing_migrations_run_when_the_file_is_opened) {
    {
        Database made = make();
        insert(made, key_a, 1);
    }
    Database opened = Database::open(file_, options_with({first_migration, second_migration}));
    EXPECT_EQ(opened.version(), 2U);
    Statement select = opened.prepare("SELECT colour FROM thing");
    ASSERT_TRUE(select.step());
    EXPECT_TRUE(select.column_is_null(0));
}

TEST_F(Sqlite, a_file_from_a_newer_program_is_refused) {
    {
        const Database made =
            Database::create(file_, options_with({first_migration, second_migration}));
    }
    EXPECT_THROW((void)Database::open(file_, options_with({first_migration})), EnvError);
}

TEST_F(Sqlite, a_migration_that_fails_leaves_the_version_before_it) {
    { const Database made = make(); }
    EXPECT_THROW((void)Database::open(file_, options_with({first_migration, broken_migration})),
                 EnvError);
    Database opened = Database::open(file_, options_with({first_migration}));
    EXPECT_EQ(opened.version(), 1U);
    EXPECT_THROW((void)opened.prepare("SELECT id FROM half"), EnvError);
}

TEST_F(Sqlite, the_settings_that_durability_rests_on_are_set) {
    Options options = options_with({first_migration});
    options.secure_delete = true;
    Database database = Database::create(file_, options);
    const auto ask = [&](const char* sql) {
        Statement pragma = database.prepare(sql);
        EXPECT_TRUE(pragma.step());
        return pragma.column_int(0);
    };
    EXPECT_EQ(ask("PRAGMA synchronous"), 2);
    EXPECT_EQ(ask("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(ask("PRAGMA secure_delete"), 1);
    Statement journal = database.prepare("PRAGMA journal_mode");
    ASSERT_TRUE(journal.step());
    EXPECT_EQ(journal.column_text(0), "wal");
}

// Opens the file in another process and tells by the exit code what a write met.
enum class Outcome : int { wrote = 10, busy = 11, other = 12 };

Outcome write_in_another_process(const std::filesystem::path& file) {
    const pid_t child = ::fork();
    if (child == 0) {
        Outcome outcome = Outcome::other;
        try {
            Database database = Database::open(file, options_with({first_migration}));
            Transaction transaction{database};
            transaction.commit();
            outcome = Outcome::wrote;
        } catch (const BusyError&) {
            outcome = Outcome::busy;
        } catch (...) {
        }
        ::_exit(static_cast<int>(outcome));
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    return static_cast<Outcome>(WEXITSTATUS(status));
}

TEST_F(Sqlite, a_second_process_is_busy_while_a_transaction_is_open) {
    { const Database made = make(); }
    Database database = Database::open(file_, options_with({first_migration}));
    {
        Transaction transaction{database};
        EXPECT_EQ(write_in_another_process(file_), Outcome::busy);
    }
    EXPECT_EQ(write_in_another_process(file_), Outcome::wrote);
}

TEST_F(Sqlite, an_exclusive_file_lets_no_second_process_in) {
    Options options = options_with({first_migration});
    options.exclusive = true;
    {
        const Database database = Database::create(file_, options);
        EXPECT_EQ(write_in_another_process(file_), Outcome::busy);
    }
    {
        const Database opened_and_not_written = Database::open(file_, options);
        EXPECT_EQ(write_in_another_process(file_), Outcome::busy);
    }
    EXPECT_EQ(write_in_another_process(file_), Outcome::wrote);
}

TEST_F(Sqlite, a_truncating_checkpoint_empties_the_log_file) {
    Database database = make();
    insert(database, key_a, 1);
    const std::filesystem::path wal = file_.string() + "-wal";
    ASSERT_GT(std::filesystem::file_size(wal), 0U);
    database.checkpoint_truncate();
    EXPECT_EQ(std::filesystem::file_size(wal), 0U);
    EXPECT_EQ(count_rows(database), 1);
}

TEST_F(Sqlite, a_reader_in_the_way_makes_the_checkpoint_busy) {
    Database writer = make();
    insert(writer, key_a, 1);
    Database reader = Database::open(file_, options_with({first_migration}));
    Statement select = reader.prepare("SELECT key FROM thing");
    {
        const ResetAtEnd reset{select};
        ASSERT_TRUE(select.step());
        insert(writer, key_b, 2);
        EXPECT_THROW(writer.checkpoint_truncate(), BusyError);
    }
    writer.checkpoint_truncate();
}

TEST_F(Sqlite, deleted_content_is_gone_from_the_file) {
    Options options = options_with({first_migration});
    options.secure_delete = true;
    Database database = Database::create(file_, options);
    const std::string needle = "a-name-that-occurs-nowhere-else";
    Statement statement =
        database.prepare("INSERT INTO thing (key, count, name) VALUES (?1, 1, ?2)");
    statement.bind_bytes(1, key_a).bind_text(2, needle).run();
    database.checkpoint_truncate();
    const auto file_holds_needle = [&] {
        std::string content(std::filesystem::file_size(file_), '\0');
        std::FILE* const in = std::fopen(file_.c_str(), "r");
        EXPECT_EQ(std::fread(content.data(), 1, content.size(), in), content.size());
        std::fclose(in);
        return content.find(needle) != std::string::npos;
    };
    ASSERT_TRUE(file_holds_needle());
    database.execute("DELETE FROM thing");
    database.checkpoint_truncate();
    EXPECT_FALSE(file_holds_needle());
    database.vacuum();
    EXPECT_EQ(count_rows(database), 0);
}

TEST_F(Sqlite, a_sound_file_has_no_faults_and_an_orphan_is_one) {
    Database database = make();
    insert(database, key_a, 1);
    EXPECT_TRUE(database.integrity_faults().empty());
    database.execute("PRAGMA foreign_keys = OFF; INSERT INTO part (owner) VALUES (x'09090909');");
    ASSERT_EQ(database.integrity_faults().size(), 1U);
}

}  // namespace
}  // namespace piaojue::db
