#pragma once

#include "storage/reader.hpp"
#include "storage/records.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace amends::storage {

template <class T> using completion = std::function<void(result<T>)>;
struct done {};

enum class id_kind : std::uint8_t { conversation, customer, case_number };

/// Everything that Amends keeps. SQLite implements it (`open_sqlite`); a client-server database can without
/// a change above. Thread-safe. Completions run on the store's own thread, must not block or throw, and
/// each is called exactly once, `failed`/"stopped" after `stop`.
class store {
public:
    virtual ~store() = default;

    /// Identity of this store's history; changes when a backup is restored or a new store is made. Clients
    /// of another generation reload ("When things fail", Resume).
    virtual const std::string& generation() const = 0;
    /// 32 random bytes made with the store: signs visitor tokens.
    virtual const std::string& secret() const = 0;

    /// Commits one turn. At most one turn of a conversation may be under way. The queue is bounded by
    /// what the conversations hold: one each.
    virtual void commit(turn t, std::function<void(commit_result)> done) = 0;
    /// Reserves `count` consecutive ids durably and returns the first. Blocking.
    virtual result<std::int64_t> reserve(id_kind kind, int count) = 0;

    /// Takes a pending row for sending. False when it is no longer pending (withdrawn, settled).
    virtual void claim_outbox(std::int64_t id, instant at, completion<bool> done) = 0;
    virtual void settle_outbox(outbox_settlement settlement, completion<storage::done> done) = 0;

    virtual void add_user(user_record user, audit_record audit, completion<user_id> done) = 0;
    virtual void change_user(user_record user, audit_record audit, completion<storage::done> done) = 0;
    virtual void add_session(session_record session, audit_record audit, completion<storage::done> done) = 0;
    virtual void touch_session(std::string secret_hash, instant seen_at, completion<storage::done> done) = 0;
    virtual void end_session(std::string secret_hash, completion<storage::done> done) = 0;
    virtual void end_sessions_of(user_id user, completion<storage::done> done) = 0;
    /// Commits next to nothing, to learn whether turns could be stored now.
    virtual void try_writing(completion<storage::done> done) = 0;
    virtual void append_audit(audit_record record, completion<storage::done> done) = 0;
    /// Stores a version if it is new and makes it the active one of its id; a draft with the same text is based
    /// on it from then on. Errors: "tree.changed" (that version is stored with another text), "tree.moved" (not the version named
    /// by `over` is active).
    virtual void publish_tree(tree_publication publication, audit_record audit, completion<storage::done> done) = 0;
    /// Stores a draft over the revision that `draft.revision` names (0: there is none yet) and returns its new one.
    /// Errors: "draft.stale", and the draft stays as it is.
    virtual void save_draft(tree_draft draft, audit_record audit, completion<std::int64_t> done) = 0;
    /// Stores a dialog test over the revision that `test.revision` names (0: there is none yet) and returns its new one.
    /// Errors: "test.stale", and the test stays as it is.
    virtual void save_test(tree_test test, audit_record audit, completion<std::int64_t> done) = 0;

    /// Copies the store to a new file while it runs, in one read transaction. Blocking, for minutes if it is large.
    virtual result<backup_report> backup(const std::filesystem::path& to) = 0;

    virtual result<std::unique_ptr<reader>> open_reader() = 0;

    /// Finishes what was handed in, closes, and refuses what comes later. Idempotent.
    virtual void stop() = 0;

    struct statistics {
        std::uint64_t commits = 0;      ///< transactions
        std::uint64_t turns = 0;        ///< turns committed
        std::uint64_t batch_reruns = 0; ///< batches that had to be rerun turn by turn
        std::uint64_t reopened = 0;     ///< times the store was closed and reopened after an unknown outcome
        std::size_t queued = 0;         ///< waiting now
        std::uint64_t wal_bytes = 0;
        std::uint64_t failed_checkpoints = 0; ///< harmless while few; the log grows when they all fail
    };
    virtual statistics stats() const = 0;
};

struct open_options {
    std::filesystem::path directory; ///< holds amends.db and the lock; made if missing
    int batch_limit = 500;           ///< turns a transaction
};

/// Opens (creating, migrating, recovering as needed) the SQLite store. Errors, each with its mend:
/// "store.locked" (a running server holds it), "store.foreign" (not an Amends database), "store.newer"
/// (schema from a later version), "store.corrupt", "store.full", "store.io".
result<std::unique_ptr<store>> open_sqlite(const open_options& options);

} // namespace amends::storage
