#include "storage/checkpointer.hpp"

#include "storage/database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <pthread.h>
#include <sqlite3.h>
#include <utility>

namespace amends::storage {

checkpointer::checkpointer(std::filesystem::path file) : file_(std::move(file))
{
    thread_ = std::thread{[this] { work(); }};
    pthread_setname_np(thread_.native_handle(), "amends-log-copy");
}

checkpointer::~checkpointer()
{
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void checkpointer::begin()
{
    {
        const std::lock_guard lock{mutex_};
        under_way_ = true;
    }
    changed_.notify_all();
}

void checkpointer::wait()
{
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !under_way_; });
}

std::optional<int> checkpointer::copied() const
{
    const std::lock_guard lock{mutex_};
    return copied_;
}

void checkpointer::work()
{
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return under_way_ || stopping_; });
        if (!under_way_) return;
        lock.unlock();
        const auto outcome = pass();
        lock.lock();
        copied_ = outcome;
        under_way_ = false;
        changed_.notify_all();
    }
}

std::optional<int> checkpointer::pass() const
{
    try {
        const auto copying = connect_checkpointer(file_);
        const auto reading = connect_reader(file_);
        reading->exec("BEGIN");
        reading->execAndGet("SELECT count(*) FROM counters"); // now the transaction reads the log
        int in_log = 0;
        int copied = 0;
        const int outcome =
            sqlite3_wal_checkpoint_v2(copying->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
        if (outcome != SQLITE_OK) return std::nullopt;
        return copied;
    } catch (const SQLite::Exception&) {
        return std::nullopt;
    }
}

} // namespace amends::storage
