#include "storage/database.hpp"

#include "embedded/migrations.hpp"
#include "storage/files.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <charconv>
#include <mutex>
#include <sodium.h>
#include <sqlite3.h>

namespace amends::storage {
namespace {

constexpr std::uint32_t application = 0x416d6e64; // "Amnd"
constexpr int busy_wait_ms = 2000;                // for somebody's sqlite3 shell to let go

/// The migration's number is its file name's: "schema/0001_the_store.sql" is 1.
int number_of(const embedded_file& migration)
{
    const auto name = migration.name.substr(migration.name.rfind('/') + 1);
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return number;
}

int latest_schema()
{
    const auto all = embedded::migrations();
    return all.empty() ? 0 : number_of(all.back());
}

problem foreign(const std::filesystem::path& file)
{
    return {"store.foreign", file.string() + " is not an Amends store, and Amends leaves it alone. Give Amends another "
                                             "directory, or move that file away."};
}

problem newer(const std::filesystem::path& file, std::int64_t schema)
{
    return {"store.newer", file.string() + " was written by a later version of Amends (schema " +
                               std::to_string(schema) + ", this one knows " + std::to_string(latest_schema()) +
                               "). Install that version, or restore a backup made by this one."};
}

std::string damaged(const std::filesystem::path& file, const std::string& what)
{
    return file.string() + " is damaged: " + what +
           ". Move it away together with its -wal and -shm files and put a backup in its place; "
           "\"sqlite3 FILE .recover\" saves what can be read of the damaged one.";
}

problem corrupt(const std::filesystem::path& file, const std::string& what)
{
    return {"store.corrupt", damaged(file, what)};
}

problem open_problem(const std::filesystem::path& file, const SQLite::Exception& failure)
{
    auto p = trouble_of(file, failure);
    if (p.code == "poison") return corrupt(file, p.message);
    p.code = p.code == "disk_full" ? "store.full" : p.code == "busy" ? "store.locked" : "store." + p.code;
    return p;
}

/// Makes a new file, under another name until it carries the application id: a store that a full disk or a
/// power cut left half made is never taken for somebody else's file.
std::optional<problem> found(const std::filesystem::path& file)
{
    auto young = file;
    young += ".new";
    std::error_code none;
    for (const auto* leftover : {"", "-journal"}) std::filesystem::remove(young.string() + leftover, none);
    if (auto trouble = make_private_file(young)) return trouble;
    {
        SQLite::Database db{young.string(), SQLite::OPEN_READWRITE, busy_wait_ms};
        db.exec("PRAGMA auto_vacuum = INCREMENTAL"); // can be said only before the first page is written
        db.exec("PRAGMA application_id = " + std::to_string(application));
    }
    std::error_code failed;
    std::filesystem::rename(young, file, failed);
    if (failed) return trouble_with(file, "make", failed.value());
    return sync(file.parent_path());
}

std::optional<problem> migrate(SQLite::Database& db, const std::filesystem::path& file)
{
    const std::int64_t present = db.execAndGet("PRAGMA user_version").getInt64();
    if (present > latest_schema()) return newer(file, present);
    for (const auto& migration : embedded::migrations()) {
        const int number = number_of(migration);
        if (number <= present) continue;
        SQLite::Transaction whole{db, SQLite::TransactionBehavior::IMMEDIATE};
        db.exec(std::string{migration.content});
        db.exec("PRAGMA user_version = " + std::to_string(number));
        whole.commit();
    }
    return std::nullopt;
}

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string hex(const std::string& bytes)
{
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

/// Gives a new store, or a restored copy, what is its own.
void identify(SQLite::Database& db)
{
    const auto add = [&](const std::string& name, const std::string& value) {
        statement{db, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING"}(name, as_blob(value))
            .run();
    };
    if (db.execAndGet("SELECT count(*) FROM meta WHERE name IN ('generation', 'secret')").getInt() == 2) return;
    SQLite::Transaction whole{db, SQLite::TransactionBehavior::IMMEDIATE};
    add("generation", hex(random_bytes(16)));
    add("secret", random_bytes(32));
    whole.commit();
}

/// Nobody knows any more whether the platform got what a dead server was sending.
void leave_sends_unknown(SQLite::Database& db)
{
    if (!db.execAndGet("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 1)").getInt()) return;
    db.exec("UPDATE outbox SET state = 3, last_error = 'the server ended while sending' WHERE state = 1");
}

} // namespace

void tune_sqlite()
{
    static std::once_flag first;
    std::call_once(first, [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // a lock at each allocation, for figures that nobody reads
        constexpr int bytes = 1 << 20;
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes); // a savepoint's old pages: one piece of memory, no file
    });
}

problem trouble_of(const std::filesystem::path& file, const SQLite::Exception& failure)
{
    auto p = problem_of(failure);
    if (p.code == "disk_full")
        p.message = "The disk of " + file.string() + " is full. Free some space and try again.";
    else if (p.code == "busy")
        p.message = "Another program holds " + file.string() + " (an sqlite3 shell perhaps). Close it and try again.";
    else if (p.code == "corrupt")
        p.message = damaged(file, p.message);
    else if (p.code == "io")
        p.message = "Cannot read and write " + file.string() + ": " + p.message +
                    ". Check the disk, and that the directory and the files in it are writable for the user that "
                    "runs Amends.";
    return p;
}

result<std::unique_ptr<SQLite::Database>> found_or_open(const std::filesystem::path& file)
{
    const auto header = read_header(file);
    if (!header) return header.error();
    if (!header->empty && (!header->sqlite || header->application != application)) return foreign(file);
    if (header->schema > static_cast<std::uint32_t>(latest_schema())) return newer(file, header->schema);

    // A killed server may have written turns to the WAL that it had not flushed yet. They count as stored as soon
    // as they can be read, so they are flushed before anybody reads them (I1).
    auto wal = file;
    wal += "-wal";
    if (std::filesystem::exists(wal))
        if (auto trouble = sync(wal)) return *trouble;
    try {
        if (header->empty)
            if (auto trouble = found(file)) return *trouble;
        auto db = connect_writer(file);
        if (auto trouble = migrate(*db, file)) return *trouble;
        identify(*db);
        leave_sends_unknown(*db);
        return db;
    } catch (const SQLite::Exception& failure) {
        return open_problem(file, failure);
    }
}

std::unique_ptr<SQLite::Database> connect_writer(const std::filesystem::path& file)
{
    auto db =
        std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, busy_wait_ms);
    if (const auto mode = db->execAndGet("PRAGMA journal_mode = WAL").getString(); mode != "wal")
        throw SQLite::Exception("the file system cannot share memory, which SQLite's WAL mode needs", SQLITE_CANTOPEN);
    db->exec(R"(
        PRAGMA synchronous = FULL;            -- the WAL is flushed at every commit (I1); NORMAL loses turns in a power cut
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;            -- what is erased is overwritten
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -16384;           -- KiB; a batch's pages fit without spilling
        PRAGMA journal_size_limit = 67108864; -- a WAL that grew behind a backup shrinks to this when it starts anew
        PRAGMA wal_autocheckpoint = 0;        -- the writer checkpoints between batches (storage/writer.cpp)
    )");
    return db;
}

std::unique_ptr<SQLite::Database> connect_checkpointer(const std::filesystem::path& file)
{
    auto db =
        std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, busy_wait_ms);
    sqlite3_db_config(db->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    db->exec("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
    return db;
}

std::unique_ptr<SQLite::Database> connect_reader(const std::filesystem::path& file)
{
    auto db =
        std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, busy_wait_ms);
    sqlite3_db_config(db->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    db->exec(R"(
        PRAGMA query_only = ON;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA trusted_schema = OFF;
        PRAGMA temp_store = MEMORY; -- what is sorted stays out of temporary files
        PRAGMA cache_size = -4096;
    )");
    return db;
}

store_identity identity_of(SQLite::Database& db)
{
    const auto value_of = [&](const char* name) {
        SQLite::Statement find{db, "SELECT value FROM meta WHERE name = ?"};
        find.bindNoCopy(1, name);
        if (!find.executeStep()) throw SQLite::Exception("the store has no " + std::string{name}, SQLITE_CORRUPT);
        return find.getColumn(0).getString();
    };
    return {value_of("generation"), value_of("secret")};
}

void disown(SQLite::Database& copy) { copy.exec("DELETE FROM meta WHERE name = 'generation'"); }

std::optional<problem> verify(SQLite::Database& copy, const std::filesystem::path& file)
{
    if (copy.execAndGet("PRAGMA application_id").getInt64() != application) return foreign(file);
    if (const auto verdict = copy.execAndGet("PRAGMA integrity_check(1)").getString(); verdict != "ok")
        return corrupt(file, verdict);
    return std::nullopt;
}

} // namespace amends::storage
