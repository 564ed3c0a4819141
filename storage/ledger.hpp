#pragma once

#include "storage/accounts.hpp"
#include "storage/apply.hpp"
#include "storage/outbox.hpp"
#include "storage/trees.hpp"

namespace amends::storage {

/// The read-write connection with everything prepared on it. The writer makes it anew after an unknown outcome.
/// One thread; throws SQLite::Exception.
class ledger {
public:
    explicit ledger(std::unique_ptr<SQLite::Database> connection);
    ~ledger();

    void begin(); ///< takes SQLite's write lock at once
    void commit();
    /// Ends the transaction if there is still one.
    void rollback();
    /// A savepoint around one job of the transaction.
    void enter();
    void leave();
    void undo();
    /// Whether a transaction is open: a failure may have rolled all of it back.
    bool in_transaction() const;

    /// Counts the transaction under way; `transactions` is what the file says. Together they tell whether a
    /// COMMIT that failed has happened.
    void count_transaction(std::int64_t number);
    std::int64_t transactions();

    /// Takes `count` numbers of a counter and returns the first.
    std::int64_t take(const std::string& counter, int count);

    /// Pages in the write-ahead log after the last commit.
    int wal_pages() const { return wal_pages_; }
    /// Copies the log into the database file as far as readers allow. True when all of it is copied, and with
    /// `restart` also when no reader needs it any more, waiting at most `wait_ms` for them.
    bool checkpoint(bool restart, int wait_ms);

private:
    std::unique_ptr<SQLite::Database> db_;
    statement begin_;
    statement commit_;
    statement enter_;
    statement leave_;
    statement undo_;
    statement count_;
    statement counted_;
    statement take_;
    int wal_pages_ = 0;

public:
    storage::outbox outbox;
    storage::accounts accounts;
    storage::trees trees;
    turn_applier turns;
};

} // namespace amends::storage
