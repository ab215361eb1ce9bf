#include "server/db/sqlite.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <system_error>

namespace piaojue::db {

namespace {

bool is_duplicate(int extended) {
    return extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
           extended == SQLITE_CONSTRAINT_ROWID;
}

// SQLite's own text names tables, columns and system errors, never a bound value.
[[noreturn]] void raise(sqlite3* handle, int code, const char* during) {
    const std::string what = std::string{"database: "} + during + ": " +
                             (handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT: throw ConstraintError(what, is_duplicate(extended));
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw BusyError(what);
    default: throw EnvError(what);
    }
}

void check(sqlite3* handle, int code, const char* during) {
    if (code != SQLITE_OK) raise(handle, code, during);
}

int length_of(std::size_t size) {
    PJ_ASSERT(size <= static_cast<std::size_t>(std::numeric_limits<int>::max()),
              "a value longer than SQLite stores");
    return static_cast<int>(size);
}

// O_EXCL decides who creates it; SQLite then opens the empty file like any other.
void create_empty(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw EnvError("database: cannot create " + file.string() + ": " +
                       std::generic_category().message(errno));
    ::close(descriptor);
}

}  // namespace

// ---- Statement

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);  // repeats the error of the last step: reported there
}

Statement::Statement(sqlite3* handle, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    check(handle,
          sqlite3_prepare_v3(handle, sql.data(), length_of(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &statement, &rest),
          "prepare");
    statement_.reset(statement);
    PJ_ASSERT(statement != nullptr, "an empty SQL statement");
    const std::string_view tail{rest, static_cast<std::size_t>(sql.data() + sql.size() - rest)};
    PJ_ASSERT(tail.find_first_not_of(" \n\t") == tail.npos, "more than one SQL statement");
}

Statement& Statement::bind_int64(int parameter, std::int64_t value) {
    check(sqlite3_db_handle(statement_.get()),
          sqlite3_bind_int64(statement_.get(), parameter, value), "bind");
    return *this;
}

Statement& Statement::bind_bytes(int parameter, ByteView value) {
    // A null pointer would bind NULL; an empty byte string is a value.
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    check(sqlite3_db_handle(statement_.get()),
          sqlite3_bind_blob(statement_.get(), parameter, data, length_of(value.size()),
                            SQLITE_TRANSIENT),
          "bind");
    return *this;
}

Statement& Statement::bind_text(int parameter, std::string_view value) {
    const char* data = value.empty() ? "" : value.data();
    check(sqlite3_db_handle(statement_.get()),
          sqlite3_bind_text(statement_.get(), parameter, data, length_of(value.size()),
                            SQLITE_TRANSIENT),
          "bind");
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    check(sqlite3_db_handle(statement_.get()), sqlite3_bind_null(statement_.get(), parameter),
          "bind");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement_.get());
        return false;
    }
    sqlite3* const handle = sqlite3_db_handle(statement_.get());
    try {
        raise(handle, code, "step");
    } catch (...) {
        sqlite3_reset(statement_.get());  // after the message was read: it clears it
        throw;
    }
}

void Statement::run() {
    const bool row = step();
    PJ_ASSERT(!row, "run() of a statement that has rows");
}

void Statement::reset() noexcept {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

void Statement::require_type(int column, int type) const {
    const int found = sqlite3_column_type(statement_.get(), column);
    if (found != type)
        throw EnvError("database: column " + std::to_string(column) + " has type " +
                       std::to_string(found) + " instead of " + std::to_string(type));
}

std::int64_t Statement::column_int(int column) const {
    require_type(column, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_.get(), column);
}

ByteView Statement::column_view(int column) const {
    require_type(column, SQLITE_BLOB);
    const auto* const data =
        static_cast<const Byte*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    if (size == 0) return {};
    if (data == nullptr) throw EnvError("database: out of memory while reading a column");
    return {data, static_cast<std::size_t>(size)};
}

ByteView Statement::sized_view(int column, std::size_t size) const {
    const ByteView view = column_view(column);
    if (view.size() != size)
        throw EnvError("database: column " + std::to_string(column) + " holds " +
                       std::to_string(view.size()) + " bytes instead of " + std::to_string(size));
    return view;
}

Bytes Statement::column_bytes(int column) const {
    const ByteView view = column_view(column);
    return {view.begin(), view.end()};
}

std::string Statement::column_text(int column) const {
    require_type(column, SQLITE_TEXT);
    const unsigned char* const data = sqlite3_column_text(statement_.get(), column);
    if (data == nullptr) throw EnvError("database: out of memory while reading a column");
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return std::string{as_text({data, static_cast<std::size_t>(size)})};
}

bool Statement::column_is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

// ---- Database

void Database::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

Database::Database(const std::filesystem::path& file, const Options& options) {
    sqlite3* handle = nullptr;
    // NOMUTEX: the owner locks. NOFOLLOW: a database is a file, not a link to one.
    const int code = sqlite3_open_v2(
        file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) raise(handle, code, ("open " + file.string()).c_str());
    check(handle, sqlite3_busy_timeout(handle, static_cast<int>(options.busy_time.count())),
          "busy time");
    // Before the first read: a write-ahead log that was opened as shared stays shared until the
    // first write, and meanwhile a second process gets in.
    if (options.exclusive) execute("PRAGMA locking_mode = EXCLUSIVE");
}

void Database::configure(const Options& options) {
    sqlite3* const handle = handle_.get();
    // "text" in double quotes is an error instead of a string; SQL can not corrupt the file.
    check(handle, sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr), "config");
    check(handle, sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr), "config");
    check(handle, sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr), "config");
    check(handle, sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr), "config");
    // Some pragmas answer what they did instead of failing: ask.
    {
        Statement journal = prepare("PRAGMA journal_mode = WAL");
        if (!journal.step() || journal.column_text(0) != "wal")
            throw EnvError("database: the file system does not support a write-ahead log");
    }
    execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
    execute(options.secure_delete ? "PRAGMA secure_delete = ON" : "PRAGMA secure_delete = OFF");
    if (pragma_int("synchronous") != 2 || pragma_int("foreign_keys") != 1 ||
        pragma_int("secure_delete") != (options.secure_delete ? 1 : 0))
        throw EnvError("database: this SQLite library ignores a required setting");
}

// The application_id.
std::int64_t Database::first_read(const std::filesystem::path& file) {
    try {
        return pragma_int("application_id");
    } catch (const BusyError&) {
        throw BusyError("database: " + file.string() +
                        " is in use by another process: end that one first");
    }
}

Database Database::open(const std::filesystem::path& file, const Options& options) {
    PJ_ASSERT(options.application_id != 0, "a database needs an application_id");
    Database database{file, options};
    // Look before the first change: a file of another program stays as it is.
    if (database.first_read(file) !=
        static_cast<std::int32_t>(options.application_id))  // the header field is signed
        throw EnvError("database: " + file.string() + " is not a database of this kind");
    const std::uint32_t version = database.version();
    if (version == 0 || version > options.migrations.size())
        throw EnvError("database: " + file.string() + " has version " + std::to_string(version) +
                       ", this program knows 1 to " + std::to_string(options.migrations.size()));
    database.configure(options);
    database.migrate(options, version);
    return database;
}

Database Database::create(const std::filesystem::path& file, const Options& options) {
    PJ_ASSERT(options.application_id != 0, "a database needs an application_id");
    PJ_ASSERT(!options.migrations.empty(), "a database needs at least one migration");
    create_empty(file);
    Database database{file, options};
    database.configure(options);
    database.migrate(options, 0);
    return database;
}

void Database::migrate(const Options& options, std::uint32_t from) {
    for (std::uint32_t number = from; number < options.migrations.size(); ++number) {
        Transaction transaction{*this};
        // Inside the lock: another process may have migrated between our look and now.
        if (version() != number) throw EnvError("database: migrated by another process meanwhile");
        if (number == 0)
            execute("PRAGMA application_id = " +
                    std::to_string(static_cast<std::int32_t>(options.application_id)));
        execute(std::string{options.migrations[number]});
        execute("PRAGMA user_version = " + std::to_string(number + 1));
        transaction.commit();
    }
}

Statement Database::prepare(std::string_view sql) {
    return Statement{handle_.get(), sql};
}

void Database::execute(const std::string& sql) {
    check(handle_.get(), sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr),
          "execute");
}

std::int64_t Database::pragma_int(const std::string& name) {
    Statement pragma = prepare("PRAGMA " + name);
    if (!pragma.step()) throw EnvError("database: no answer to PRAGMA " + name);
    return pragma.column_int(0);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

std::uint32_t Database::version() {
    const std::int64_t version = pragma_int("user_version");
    if (version < 0 || version > std::numeric_limits<std::int32_t>::max())
        throw EnvError("database: its version is not a number of migrations");
    return static_cast<std::uint32_t>(version);
}

void Database::checkpoint_truncate() {
    check(handle_.get(),
          sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                                    nullptr),
          "checkpoint");
}

void Database::vacuum() {
    execute("VACUUM");
}

std::vector<std::string> Database::integrity_faults() {
    std::vector<std::string> faults;
    Statement integrity = prepare("PRAGMA integrity_check");
    while (integrity.step()) {
        if (std::string line = integrity.column_text(0); line != "ok")
            faults.push_back(std::move(line));
    }
    Statement foreign_keys = prepare("PRAGMA foreign_key_check");
    while (foreign_keys.step())
        faults.push_back("a row of " + foreign_keys.column_text(0) + " refers to no row of " +
                         foreign_keys.column_text(2));
    return faults;
}

// ---- Transaction

Transaction::Transaction(Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // Some failures roll back by themselves; then there is nothing left to roll back.
    if (open_ && sqlite3_get_autocommit(database_.handle_.get()) == 0)
        sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    PJ_ASSERT(open_, "a transaction commits once");
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace piaojue::db
