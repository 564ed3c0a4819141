#include "storage/writer.hpp"

#include "storage/database.hpp"
#include "storage/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <pthread.h>
#include <utility>

namespace amends::storage {
namespace {

// The log is copied into the database file beside the writer (checkpointer.hpp). What was committed during a pass is
// copied by the next one, which is shorter; the last few pages the writer copies itself, and so starts the log anew.
constexpr int checkpoint_pages = 4000;
constexpr int few_pages = 250;
constexpr int most_passes = 4;
// Readers that overlap all the time keep the log from starting anew. Beyond this it waits for them, briefly.
constexpr int long_log_pages = 16384;
constexpr int wait_for_readers_ms = 50;
constexpr int wait_to_be_sure_ms = 2000;

} // namespace

writer::writer(std::filesystem::path file, std::unique_ptr<ledger> first, int batch_limit)
    : file_(std::move(file)), batch_limit_(batch_limit < 1 ? 1 : static_cast<std::size_t>(batch_limit)),
      ledger_(std::move(first)), transaction_(ledger_->transactions()), checkpointer_(file_),
      checkpoint_at_(checkpoint_pages)
{
    thread_ = std::thread{[this] { work(); }};
    pthread_setname_np(thread_.native_handle(), "amends-writer");
}

writer::~writer() { stop(); }

void writer::hand_in(std::unique_ptr<job> work)
{
    {
        std::unique_lock lock{mutex_};
        if (!stopping_) {
            queue_.push_back(std::move(work));
            const bool may_sleep = queue_.size() == 1;
            lock.unlock();
            if (may_sleep) handed_in_.notify_one();
            return;
        }
    }
    work->fail({"stopped", "The store is closed."});
}

void writer::stop()
{
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        handed_in_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

store::statistics writer::stats() const
{
    store::statistics s;
    s.commits = commits_;
    s.turns = turns_;
    s.batch_reruns = reruns_;
    s.reopened = reopened_;
    s.failed_checkpoints = failed_checkpoints_;
    {
        const std::lock_guard lock{mutex_};
        s.queued = queue_.size();
    }
    std::error_code none;
    auto wal = file_;
    wal += "-wal";
    const auto size = std::filesystem::file_size(wal, none);
    s.wal_bytes = none ? 0 : size;
    return s;
}

void writer::work()
{
    for (std::vector<entry> batch; next_batch(batch); batch.clear()) {
        write(batch);
        answer(batch);
        checkpoint_if_due();
    }
    checkpointer_.wait();
    if (ledger_) checkpoint(true); // the next start finds nothing to recover, even when readers are still open
    ledger_.reset();
}

bool writer::next_batch(std::vector<entry>& batch)
{
    std::unique_lock lock{mutex_};
    handed_in_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    while (!queue_.empty() && batch.size() < batch_limit_) {
        batch.push_back({std::move(queue_.front()), std::nullopt});
        queue_.pop_front();
    }
    return !batch.empty();
}

void writer::write(std::span<entry> batch)
{
    const auto first = try_once(batch);
    switch (first.how) {
    case ending::committed:
        return;
    case ending::refused:
        for (auto& one : batch) one.error = first.why;
        return;
    case ending::lost:
        break;
    case ending::unknown: {
        const auto stored = look_whether_stored();
        if (!stored)
            for (auto& one : batch) one.error = stored.error();
        if (!stored || *stored) return;
        break;
    }
    }
    ++reruns_;
    for (auto& one : batch) {
        one.error.reset();
        write_singly({&one, 1});
    }
}

void writer::write_singly(std::span<entry> one)
{
    const auto second = try_once(one);
    if (second.how == ending::committed) return;
    one.front().error = second.why;
    if (second.how != ending::unknown) return;
    const auto stored = look_whether_stored();
    if (!stored)
        one.front().error = stored.error();
    else if (*stored)
        one.front().error.reset();
}

writer::attempt writer::try_once(std::span<entry> batch)
{
    if (!ledger_)
        if (auto trouble = reopen()) return {ending::refused, *trouble};
    try {
        ledger_->begin();
    } catch (const SQLite::Exception& failure) {
        auto why = trouble_of(file_, failure);
        if (why.code != "busy") ledger_.reset();
        return {ending::refused, std::move(why)};
    }
    std::size_t kept = 0;
    for (auto& one : batch) {
        bool keep = false;
        if (auto lost = run_job(one, keep)) return *lost;
        kept += keep ? 1 : 0;
    }
    bool committing = false;
    try {
        if (kept == 0) {
            ledger_->rollback();
            return {};
        }
        ledger_->count_transaction(transaction_ + 1);
        committing = true;
        ledger_->commit();
    } catch (const SQLite::Exception& failure) {
        auto why = trouble_of(file_, failure);
        if (committing) return {ending::unknown, std::move(why)};
        ledger_.reset();
        return {ending::lost, std::move(why)};
    }
    ++transaction_;
    ++commits_;
    return {};
}

/// Runs one job in its savepoint. Returns how the attempt ended when the whole transaction is gone.
std::optional<writer::attempt> writer::run_job(entry& one, bool& kept)
{
    problem why;
    try {
        ledger_->enter();
        kept = one.work->run(*ledger_);
        kept ? ledger_->leave() : ledger_->undo();
        return std::nullopt;
    } catch (const SQLite::Exception& failure) {
        why = trouble_of(file_, failure);
    }
    kept = false;
    if (ledger_->in_transaction()) {
        try {
            ledger_->undo();
            one.error = std::move(why);
            return std::nullopt;
        } catch (const SQLite::Exception& failure) {
            why = trouble_of(file_, failure);
            ledger_.reset(); // closing rolls back
        }
    }
    return attempt{ending::lost, std::move(why)};
}

result<bool> writer::look_whether_stored()
{
    const auto attempted = transaction_ + 1;
    checkpointer_.wait();
    ledger_.reset();
    ++reopened_;
    const auto undecided = [](const std::string& why) {
        return problem{"unknown",
                       "The disk failed while turns were being stored, and it cannot be read to see whether they "
                       "are: " +
                           why};
    };
    if (auto trouble = reopen()) return undecided(trouble->message);
    if (transaction_ != attempted) return false;
    // After a failed flush the kernel may hold those pages as if they were on the disk. Copying them into the
    // database file writes them again and flushes that.
    try {
        if (ledger_->checkpoint(true, wait_to_be_sure_ms)) {
            ++commits_;
            return true;
        }
        return undecided("readers keep the log from being copied");
    } catch (const SQLite::Exception& failure) {
        ledger_.reset();
        return undecided(trouble_of(file_, failure).message);
    }
}

std::optional<problem> writer::reopen()
{
    try {
        auto fresh = std::make_unique<ledger>(connect_writer(file_));
        transaction_ = fresh->transactions();
        ledger_ = std::move(fresh);
        checkpoint_at_ = checkpoint_pages;
        last_wal_pages_ = 0;
        return std::nullopt;
    } catch (const SQLite::Exception& failure) {
        return trouble_of(file_, failure);
    }
}

void writer::answer(std::span<entry> batch)
{
    for (auto& one : batch) {
        if (one.error) {
            one.work->fail(*one.error);
            continue;
        }
        if (one.work->is_turn()) ++turns_;
        one.work->finish();
    }
}

void writer::checkpoint_if_due()
{
    if (!ledger_ || checkpointer_.under_way()) return;
    const int pages = ledger_->wal_pages();
    if (std::exchange(copying_, false)) return take_up_pass(pages);
    if (pages < last_wal_pages_) checkpoint_at_ = checkpoint_pages; // the log has started anew
    last_wal_pages_ = pages;
    if (pages >= checkpoint_at_) begin_pass();
}

void writer::begin_pass()
{
    copying_ = true;
    ++passes_;
    checkpointer_.begin();
}

/// After a pass over a log that now has `pages`.
void writer::take_up_pass(int pages)
{
    const auto copied = checkpointer_.copied();
    if (copied && pages < *copied) { // all of it was copied, and the log has started anew since
        passes_ = 0;
        checkpoint_at_ = checkpoint_pages;
        return;
    }
    if (copied && pages - *copied > few_pages && passes_ < most_passes) return begin_pass();
    passes_ = 0;
    checkpoint_at_ = pages + checkpoint_pages;
    if (!copied)
        ++failed_checkpoints_; // nothing is lost: the log keeps what could not be copied
    else
        checkpoint(pages >= long_log_pages);
}

void writer::checkpoint(bool restart)
{
    try {
        ledger_->checkpoint(restart, wait_for_readers_ms);
    } catch (const SQLite::Exception&) {
        ++failed_checkpoints_; // as above
    }
}

} // namespace amends::storage
