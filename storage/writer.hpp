#pragma once

#include "storage/checkpointer.hpp"
#include "storage/store.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>

namespace amends::storage {

class ledger;

/// Something to be written, with the answer to whoever handed it in.
class job {
public:
    virtual ~job() = default;

    /// Does the work inside a savepoint; false when what it wrote is to be undone. Run again, from the start,
    /// when the transaction around it was lost. Throws SQLite::Exception.
    virtual bool run(ledger& into) = 0;
    /// After the transaction is durable: answers with what the last `run` found. Exactly one of the two is called, once.
    virtual void finish() = 0;
    virtual void fail(const problem& why) = 0;
    /// Whether the last `run` was that of a turn that it kept.
    virtual bool is_turn() const { return false; }
};

/// The one thread that writes (architecture.md, "Threads and time"). It takes everything that is queued, at most
/// `batch_limit` jobs, and commits it in one transaction with a savepoint a job; meanwhile the next batch forms.
/// It never waits for a batch to fill.
///
/// Failures: a job that fails by itself is undone alone. When the transaction is lost, its jobs are run again,
/// each in a transaction of its own. A COMMIT that fails has an unknown outcome: the connection is closed and
/// opened, the file tells whether the transaction is there, and if not its jobs are run again singly. No job is
/// tried more than twice. As long as the file cannot be opened, jobs fail and every batch tries again.
class writer {
public:
    /// Begins with `first`, a ledger of `file`. Throws SQLite::Exception.
    writer(std::filesystem::path file, std::unique_ptr<ledger> first, int batch_limit);
    ~writer();

    /// Thread-safe. After `stop` the job fails at once, on the caller's thread.
    void hand_in(std::unique_ptr<job> work);
    /// Writes what was handed in, closes the file, ends the thread. Idempotent.
    void stop();
    bool on_own_thread() const { return std::this_thread::get_id() == thread_.get_id(); }

    store::statistics stats() const;

private:
    struct entry {
        std::unique_ptr<job> work;
        std::optional<problem> error;
    };
    enum class ending : std::uint8_t { committed, refused, lost, unknown };
    struct attempt {
        ending how = ending::committed;
        problem why;
    };

    void work();
    bool next_batch(std::vector<entry>& batch);
    void write(std::span<entry> batch);
    void write_singly(std::span<entry> batch);
    attempt try_once(std::span<entry> batch);
    std::optional<attempt> run_job(entry& one, bool& kept);
    /// After a COMMIT that failed: true when the transaction turns out to be stored and durable.
    result<bool> look_whether_stored();
    std::optional<problem> reopen();
    void answer(std::span<entry> batch);
    void checkpoint_if_due();
    void take_up_pass(int pages);
    void begin_pass();
    void checkpoint(bool restart);

    const std::filesystem::path file_;
    const std::size_t batch_limit_;
    std::unique_ptr<ledger> ledger_; ///< null while the file cannot be opened
    std::int64_t transaction_ = 0;   ///< number of the last transaction known to be stored
    checkpointer checkpointer_;
    bool copying_ = false; ///< a pass was begun and its end not yet seen
    int passes_ = 0;       ///< of the checkpoint that is going on
    int last_wal_pages_ = 0;
    int checkpoint_at_;

    mutable std::mutex mutex_;
    std::condition_variable handed_in_;
    std::deque<std::unique_ptr<job>> queue_;
    bool stopping_ = false;

    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::uint64_t> turns_ = 0;
    std::atomic<std::uint64_t> reruns_ = 0;
    std::atomic<std::uint64_t> reopened_ = 0;
    std::atomic<std::uint64_t> failed_checkpoints_ = 0;
    std::thread thread_;
};

} // namespace amends::storage
