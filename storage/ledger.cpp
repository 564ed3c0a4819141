#include "storage/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <utility>

namespace amends::storage {
namespace {

int note_wal_pages(void* pages, sqlite3*, const char*, int count)
{
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

} // namespace

ledger::ledger(std::unique_ptr<SQLite::Database> connection)
    : db_(std::move(connection)), begin_(*db_, "BEGIN IMMEDIATE"), commit_(*db_, "COMMIT"),
      enter_(*db_, "SAVEPOINT job"), leave_(*db_, "RELEASE job"), undo_(*db_, "ROLLBACK TO job"),
      count_(*db_, "UPDATE counters SET next = ? WHERE name = 'transaction'"),
      counted_(*db_, "SELECT next FROM counters WHERE name = 'transaction'"),
      take_(*db_, "UPDATE counters SET next = next + ?2 WHERE name = ?1 RETURNING next - ?2"), outbox(*db_),
      accounts(*db_), trees(*db_), turns(*db_, outbox, accounts)
{
    sqlite3_wal_hook(db_->getHandle(), note_wal_pages, &wal_pages_);
}

ledger::~ledger() = default;

void ledger::begin() { begin_().run(); }
void ledger::commit() { commit_().run(); }
void ledger::enter() { enter_().run(); }
void ledger::leave() { leave_().run(); }

void ledger::undo()
{
    undo_().run();
    leave();
}

void ledger::rollback()
{
    if (in_transaction()) db_->exec("ROLLBACK");
}

bool ledger::in_transaction() const { return sqlite3_get_autocommit(db_->getHandle()) == 0; }

void ledger::count_transaction(std::int64_t number) { count_(number).run(); }

std::int64_t ledger::transactions()
{
    auto row = counted_();
    row.next();
    return row.integer(0);
}

std::int64_t ledger::take(const std::string& counter, int count)
{
    auto row = take_(counter, count);
    row.next();
    return row.integer(0);
}

bool ledger::checkpoint(bool restart, int wait_ms)
{
    int in_log = 0;
    int copied = 0;
    auto* const handle = db_->getHandle();
    const int usual_wait = 2000;
    sqlite3_busy_timeout(handle, wait_ms);
    const int outcome = sqlite3_wal_checkpoint_v2(
        handle, nullptr, restart ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
    sqlite3_busy_timeout(handle, usual_wait);
    if (outcome == SQLITE_BUSY) return false;
    if (outcome != SQLITE_OK) throw SQLite::Exception(handle, outcome);
    return in_log == copied;
}

} // namespace amends::storage
