#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace amends::storage {

/// Copies the write-ahead log into the database file on a thread and connections of its own, so that turns are
/// written meanwhile: a flush of the database file takes longer than a hundred commits.
///
/// SQLite before 3.51.3 may lose rows when a commit starts the log anew while another connection begins to
/// checkpoint it (sqlite.org/wal.html#walresetbug). Two things keep that from happening. A pass reads the log, in a
/// transaction, from before it begins until after it has ended, and a log that somebody reads is never started
/// anew. And the writer, the only one to ask for passes, runs no checkpoint of its own while there is one.
class checkpointer {
public:
    explicit checkpointer(std::filesystem::path file);
    checkpointer(const checkpointer&) = delete;
    checkpointer& operator=(const checkpointer&) = delete;
    /// Waits for the pass under way.
    ~checkpointer();

    /// Begins a pass. None may be under way, and the log must hold pages that were never copied: only those of a
    /// log that is not wholly copied can be read from it.
    void begin();
    bool under_way() const { return under_way_; }
    /// Waits for the pass under way, if there is one.
    void wait();
    /// How many pages of the log, from its first, the last pass found or made copied; nothing when it failed.
    std::optional<int> copied() const;

private:
    void work();
    std::optional<int> pass() const;

    const std::filesystem::path file_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> under_way_ = false;
    bool stopping_ = false;
    std::optional<int> copied_;
    std::thread thread_;
};

} // namespace amends::storage
