#include "storage/backup.hpp"
#include "storage/database.hpp"
#include "storage/directory_lock.hpp"
#include "storage/files.hpp"
#include "storage/ledger.hpp"
#include "storage/sqlite_reader.hpp"
#include "storage/store.hpp"
#include "storage/writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <future>
#include <sodium.h>
#include <stdexcept>
#include <utility>

namespace amends::storage {
namespace {

class turn_job final : public job {
public:
    turn_job(turn t, std::function<void(commit_result)> done) : turn_(std::move(t)), done_(std::move(done)) {}

    bool run(ledger& into) override
    {
        result_ = into.turns.apply(turn_);
        return result_.verdict == verdict::committed;
    }
    void finish() override { done_(std::move(result_)); }
    void fail(const problem& why) override
    {
        commit_result failed;
        failed.error = why;
        done_(std::move(failed));
    }
    bool is_turn() const override { return result_.verdict == verdict::committed; }

private:
    turn turn_;
    std::function<void(commit_result)> done_;
    commit_result result_;
};

/// Any other write: `Work` takes the ledger and returns a result, an error of which undoes it.
template <class T, class Work> class write_job final : public job {
public:
    write_job(Work work, completion<T> done) : work_(std::move(work)), done_(std::move(done)) {}

    bool run(ledger& into) override
    {
        outcome_.emplace(work_(into));
        return outcome_->has_value();
    }
    void finish() override { done_(std::move(*outcome_)); }
    void fail(const problem& why) override { done_(why); }

private:
    Work work_;
    completion<T> done_;
    std::optional<result<T>> outcome_;
};

std::string counter_of(id_kind kind)
{
    switch (kind) {
    case id_kind::conversation:
        return "conversation";
    case id_kind::customer:
        return "customer";
    case id_kind::case_number:
        return "case_number";
    }
    throw std::logic_error("no such id_kind");
}

class sqlite_store final : public store {
public:
    sqlite_store(directory_lock lock, std::filesystem::path file, store_identity identity,
                 std::unique_ptr<ledger> first, int batch_limit)
        : lock_(std::move(lock)), file_(std::move(file)), identity_(std::move(identity)),
          writer_(file_, std::move(first), batch_limit)
    {}

    const std::string& generation() const override { return identity_.generation; }
    const std::string& secret() const override { return identity_.secret; }

    void commit(turn t, std::function<void(commit_result)> done) override
    {
        writer_.hand_in(std::make_unique<turn_job>(std::move(t), std::move(done)));
    }

    result<std::int64_t> reserve(id_kind kind, int count) override
    {
        if (writer_.on_own_thread()) throw std::logic_error("reserve blocks: not from a completion");
        if (count < 1) throw std::logic_error("reserve takes at least one id");
        std::promise<result<std::int64_t>> promised;
        auto first = promised.get_future();
        write<std::int64_t>(
            [name = counter_of(kind), count](ledger& l) -> result<std::int64_t> { return l.take(name, count); },
            [&](result<std::int64_t> r) { promised.set_value(std::move(r)); });
        return first.get();
    }

    void claim_outbox(std::int64_t id, instant at, completion<bool> done) override
    {
        write<bool>([=](ledger& l) -> result<bool> { return l.outbox.claim(id, at); }, std::move(done));
    }

    void try_writing(completion<storage::done> done) override
    {
        // Counting the transaction is what is written.
        write<storage::done>([](ledger&) -> result<storage::done> { return storage::done{}; }, std::move(done));
    }

    void settle_outbox(outbox_settlement s, completion<storage::done> done) override
    {
        write<storage::done>(
            [s = std::move(s)](ledger& l) -> result<storage::done> {
                if (l.outbox.settle(s)) return storage::done{};
                return problem{"outbox.unclaimed", "Outbox row " + std::to_string(s.id) + " is not being sent."};
            },
            std::move(done));
    }

    void add_user(user_record user, audit_record audit, completion<user_id> done) override
    {
        write<user_id>(
            [user = std::move(user), audit = std::move(audit)](ledger& l) {
                auto added = l.accounts.add_user(user);
                if (added) l.accounts.append_audit(audit);
                return added;
            },
            std::move(done));
    }

    void change_user(user_record user, audit_record audit, completion<storage::done> done) override
    {
        write<storage::done>(
            [user = std::move(user), audit = std::move(audit)](ledger& l) {
                auto changed = l.accounts.change_user(user);
                if (changed) l.accounts.append_audit(audit);
                return changed;
            },
            std::move(done));
    }

    void add_session(session_record session, audit_record audit, completion<storage::done> done) override
    {
        write<storage::done>(
            [session = std::move(session), audit = std::move(audit)](ledger& l) {
                auto added = l.accounts.add_session(session);
                if (added) l.accounts.append_audit(audit);
                return added;
            },
            std::move(done));
    }

    void touch_session(std::string secret_hash, instant seen_at, completion<storage::done> done) override
    {
        write<storage::done>(
            [hash = std::move(secret_hash), seen_at](ledger& l) { return l.accounts.touch_session(hash, seen_at); },
            std::move(done));
    }

    void end_session(std::string secret_hash, completion<storage::done> done) override
    {
        write_always([hash = std::move(secret_hash)](ledger& l) { l.accounts.end_session(hash); }, std::move(done));
    }

    void end_sessions_of(user_id user, completion<storage::done> done) override
    {
        write_always([user](ledger& l) { l.accounts.end_sessions_of(user); }, std::move(done));
    }

    void append_audit(audit_record record, completion<storage::done> done) override
    {
        write_always([record = std::move(record)](ledger& l) { l.accounts.append_audit(record); }, std::move(done));
    }

    void publish_tree(tree_publication publication, audit_record audit, completion<storage::done> done) override
    {
        write<storage::done>(
            [publication = std::move(publication), audit = std::move(audit)](ledger& l) {
                auto published = l.trees.publish(publication);
                if (published) l.accounts.append_audit(audit);
                return published;
            },
            std::move(done));
    }

    void save_draft(tree_draft draft, audit_record audit, completion<std::int64_t> done) override
    {
        write<std::int64_t>(
            [draft = std::move(draft), audit = std::move(audit)](ledger& l) {
                auto saved = l.trees.save_draft(draft);
                if (saved) l.accounts.append_audit(audit);
                return saved;
            },
            std::move(done));
    }

    void save_test(tree_test test, audit_record audit, completion<std::int64_t> done) override
    {
        write<std::int64_t>(
            [test = std::move(test), audit = std::move(audit)](ledger& l) {
                auto saved = l.trees.save_test(test);
                if (saved) l.accounts.append_audit(audit);
                return saved;
            },
            std::move(done));
    }

    result<backup_report> backup(const std::filesystem::path& to) override
    {
        if (stopped_) return stopped();
        return back_up(file_, to);
    }

    result<std::unique_ptr<reader>> open_reader() override
    {
        if (stopped_) return stopped();
        return open_sqlite_reader(file_);
    }

    void stop() override
    {
        stopped_ = true;
        writer_.stop();
    }

    statistics stats() const override { return writer_.stats(); }

private:
    static problem stopped() { return {"stopped", "The store is closed."}; }

    template <class T, class Work> void write(Work work, completion<T> done)
    {
        writer_.hand_in(std::make_unique<write_job<T, Work>>(std::move(work), std::move(done)));
    }

    /// Work that cannot be refused.
    template <class Work> void write_always(Work work, completion<storage::done> done)
    {
        write<storage::done>(
            [work = std::move(work)](ledger& l) -> result<storage::done> {
                work(l);
                return storage::done{};
            },
            std::move(done));
    }

    directory_lock lock_;
    const std::filesystem::path file_;
    const store_identity identity_;
    std::atomic<bool> stopped_ = false;
    writer writer_;
};

} // namespace

result<std::unique_ptr<store>> open_sqlite(const open_options& options)
{
    if (sodium_init() < 0) return problem{"store.io", "The system gives no random numbers."};
    tune_sqlite();
    if (auto trouble = make_directory(options.directory)) return *trouble;
    auto lock = directory_lock::take(options.directory);
    if (!lock) return lock.error();
    const auto file = database_in(options.directory);
    auto connection = found_or_open(file);
    if (!connection) return connection.error();
    try {
        auto identity = identity_of(**connection);
        return std::unique_ptr<store>{std::make_unique<sqlite_store>(std::move(*lock), file, std::move(identity),
                                                                     std::make_unique<ledger>(std::move(*connection)),
                                                                     options.batch_limit)};
    } catch (const SQLite::Exception& failure) {
        return problem{"store.io", "Cannot open " + file.string() + ": " + failure.what() + ". Check the disk."};
    }
}

} // namespace amends::storage
