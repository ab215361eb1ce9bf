// server/db/sqlite.hpp — SQLite behind three types: Database, Statement, Transaction
//
// Opening never creates a file and creating never opens one, so a mistyped path can not become an
// empty ballot box. A file tells its kind by application_id and its age by user_version, the number
// of migrations it has seen; migrations run forward only, each in its own transaction, and a file
// from a newer program is refused. Journal: WAL with synchronous = FULL, so that a committed
// transaction survives a loss of power.
//
// Threads: one thread at a time per Database, its Statements included; the owner locks.
// Failures throw EnvError. Two of them have their own type, because callers act on them:
// ConstraintError (a rule of the schema refused the row) and BusyError (another connection holds
// the file longer than the busy time). No message ever contains a bound value.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace piaojue::db {

// A UNIQUE, PRIMARY KEY, NOT NULL, CHECK, FOREIGN KEY or STRICT rule refused the row.
class ConstraintError final : public EnvError {
public:
    ConstraintError(const std::string& what, bool duplicate)
        : EnvError(what), duplicate_(duplicate) {}
    // True if the row's UNIQUE or PRIMARY KEY value exists already.
    [[nodiscard]] bool is_duplicate() const { return duplicate_; }

private:
    bool duplicate_;
};

// Another connection held the file for longer than Options::busy_time.
class BusyError final : public EnvError {
public:
    using EnvError::EnvError;
};

struct Options {
    // The file's kind; another kind is refused. Not zero.
    std::uint32_t application_id = 0;
    // Migration number i + 1 is migrations[i]: one or more SQL statements.
    std::vector<std::string_view> migrations;
    // Overwrite deleted content with zeros.
    bool secure_delete = false;
    // Keep the file's lock from the first access to the end: no second process gets in.
    bool exclusive = false;
    // How long to wait for a lock that somebody else holds.
    std::chrono::milliseconds busy_time{2000};
};

// Integers of which every value fits into SQLite's 64 bits; bool is not a number here.
template <class T>
concept StoredInteger = std::integral<T> && !std::same_as<T, bool> &&
                        (sizeof(T) < sizeof(std::int64_t) || std::signed_integral<T>);

// A prepared statement. Parameters count from 1, columns from 0, as in SQLite. It must not outlive
// its Database. After step() returned false the statement is reset and may be bound again; a
// statement left in the middle of its rows holds a read lock until reset().
class Statement {
public:
    template <StoredInteger T>
    Statement& bind_int(int parameter, T value) {
        return bind_int64(parameter, static_cast<std::int64_t>(value));
    }
    Statement& bind_bytes(int parameter, ByteView value);         // BLOB, copied
    Statement& bind_text(int parameter, std::string_view value);  // TEXT, copied
    Statement& bind_null(int parameter);

    // True: a row is there. False: done, and the statement is reset.
    [[nodiscard]] bool step();
    // For a statement without rows: one step to the end.
    void run();
    // Back to the start, parameters cleared.
    void reset() noexcept;

    // A column of another type than the one asked for is a damaged file: EnvError.
    [[nodiscard]] std::int64_t column_int(int column) const;
    [[nodiscard]] Bytes column_bytes(int column) const;
    [[nodiscard]] ByteView column_view(int column) const;  // valid until the next step or reset
    [[nodiscard]] std::string column_text(int column) const;
    [[nodiscard]] bool column_is_null(int column) const;
    template <std::size_t N>
    [[nodiscard]] FixedBytes<N> column_fixed(int column) const {
        return FixedBytes<N>::from(sized_view(column, N));
    }

private:
    friend class Database;
    Statement(sqlite3* handle, std::string_view sql);

    Statement& bind_int64(int parameter, std::int64_t value);
    void require_type(int column, int type) const;
    [[nodiscard]] ByteView sized_view(int column, std::size_t size) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Resets a statement that is kept and used again, also when the scope is left early.
class ResetAtEnd {
public:
    explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
    ~ResetAtEnd() { statement_.reset(); }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

private:
    Statement& statement_;
};

class Database {
public:
    // Opens a file that must exist, checks its kind and version, runs the missing migrations.
    [[nodiscard]] static Database open(const std::filesystem::path& file, const Options& options);
    // Makes a file that must not exist (mode 0600) and runs all migrations.
    [[nodiscard]] static Database create(const std::filesystem::path& file, const Options& options);

    [[nodiscard]] Statement prepare(std::string_view sql);
    // Runs one or more statements that have no parameters and whose rows do not matter.
    void execute(const std::string& sql);

    // Rows changed by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::int64_t changes() const;
    // The number of migrations this file has seen.
    [[nodiscard]] std::uint32_t version();

    // Moves the whole WAL into the file and cuts it to zero length. BusyError if a reader is open.
    void checkpoint_truncate();
    // Rewrites the file without free pages.
    void vacuum();
    // What is wrong with the file: lines from integrity_check and foreign_key_check. Empty = sound.
    [[nodiscard]] std::vector<std::string> integrity_faults();

private:
    friend class Transaction;
    Database(const std::filesystem::path& file, const Options& options);

    [[nodiscard]] std::int64_t first_read(const std::filesystem::path& file);
    void configure(const Options& options);
    void migrate(const Options& options, std::uint32_t from);
    [[nodiscard]] std::int64_t pragma_int(const std::string& name);

    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

// BEGIN IMMEDIATE in the constructor, so that a lock is refused there and not at the first write;
// rolled back by the destructor unless commit() returned. If commit() throws, whether the
// transaction is stored is unknown only for an I/O failure; for every other failure it is not.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace piaojue::db
