#include "bench/limits/bare_sqlite.hpp"

#include "bench/failure.hpp"
#include "embedded/reference.hpp"

#include <sqlite3.h>

namespace amends::bench {
namespace {

using steady = std::chrono::steady_clock;

constexpr int turns_a_commit = 500;
constexpr std::int64_t conversations = 1000;

void must(int result, sqlite3* db)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        throw failure(std::string("bare SQLite: ") + sqlite3_errmsg(db));
}

/// A prepared statement; calling it binds the values, runs it and resets it.
class prepared {
public:
    prepared(sqlite3* db, const char* text) : db_(db)
    {
        must(sqlite3_prepare_v2(db, text, -1, &statement_, nullptr), db);
    }
    ~prepared() { sqlite3_finalize(statement_); }
    prepared(const prepared&) = delete;
    prepared& operator=(const prepared&) = delete;

    template <class... Values> void operator()(const Values&... values)
    {
        int place = 0;
        (bind(++place, values), ...);
        must(sqlite3_step(statement_), db_);
        must(sqlite3_reset(statement_), db_);
    }

private:
    void bind(int place, std::int64_t value) { sqlite3_bind_int64(statement_, place, value); }
    void bind(int place, const std::string& value)
    {
        sqlite3_bind_text(statement_, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }

    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

} // namespace

struct bare_sqlite::statements {
    explicit statements(sqlite3* db) : db_(db) {}
    sqlite3* db_;
    prepared begin{db_, "BEGIN IMMEDIATE"};
    prepared commit{db_, "COMMIT"};
    prepared start{db_, "INSERT OR IGNORE INTO conversations (id, last, state) VALUES (?, 0, '')"};
    prepared event{db_, "INSERT INTO events (conversation, at, inbound_key, payload) VALUES (?, ?, ?, ?)"};
    prepared line{db_, "INSERT INTO messages (conversation, sequence, speaker, at, text) VALUES (?, ?, ?, ?, ?)"};
    prepared send{db_, "INSERT INTO outbox (conversation, sequence, state) VALUES (?, ?, 0)"};
    prepared state{db_, "UPDATE conversations SET last = ?, state = ? WHERE id = ?"};

    const std::string question = std::string(60, 'q');
    const std::string answer = std::string(180, 'a');
    const std::string payload = std::string(300, 'p');
    const std::string whole_state = std::string(600, 's');
};

bare_sqlite::bare_sqlite(const std::filesystem::path& file)
{
    must(sqlite3_open(file.c_str(), &db_), db_);
    const auto run = [this](const std::string& text) {
        must(sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr), db_);
    };
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    for (const auto& each : embedded::reference()) run(std::string(each.content));
    prepared_ = std::make_unique<statements>(db_);
    prepared_->begin();
    for (std::int64_t id = 1; id <= conversations; ++id) prepared_->start(id);
    prepared_->commit();
}

bare_sqlite::~bare_sqlite()
{
    prepared_.reset();
    sqlite3_close(db_);
}

void bare_sqlite::store_one_turn()
{
    auto& p = *prepared_;
    const std::int64_t id = turns_ % conversations + 1;
    const std::int64_t sequence = turns_ / conversations * 2 + 1;
    // A client's UUID is random, so its index is written all over.
    const auto random = static_cast<std::uint64_t>(++turns_) * 0x9e3779b97f4a7c15U;
    const auto key = std::to_string(random) + "-" + std::to_string(turns_);
    p.event(id, turns_, key, p.payload);
    p.line(id, sequence, std::int64_t{0}, turns_, p.question);
    p.line(id, sequence + 1, std::int64_t{1}, turns_, p.answer);
    p.send(id, sequence + 1);
    p.state(sequence + 1, p.whole_state, id);
}

int bare_sqlite::commit_for(std::chrono::milliseconds length)
{
    int commits = 0;
    for (const auto until = steady::now() + length; steady::now() < until; ++commits) {
        prepared_->begin();
        for (int i = 0; i < turns_a_commit; ++i) store_one_turn();
        prepared_->commit();
    }
    return commits;
}

double bare_sqlite::measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window)
{
    commit_for(warm_up);
    const auto start = steady::now();
    const int commits = commit_for(window);
    const std::chrono::duration<double> took = steady::now() - start;
    return commits * turns_a_commit / took.count();
}

} // namespace amends::bench
