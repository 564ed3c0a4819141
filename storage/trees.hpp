#pragma once

#include "storage/sql.hpp"
#include "storage/store.hpp"

namespace amends::storage {

/// Tree versions, what was published when, drafts and dialog tests, for the writer. Errors are the caller's mistakes; those of the
/// disk are thrown.
class trees {
public:
    explicit trees(SQLite::Database& db);

    result<done> publish(const tree_publication& publication); ///< "tree.changed", "tree.moved"
    result<std::int64_t> save_draft(const tree_draft& draft);  ///< the new revision; "draft.stale"
    result<std::int64_t> save_test(const tree_test& test);     ///< the new revision; "test.stale"

private:
    statement active_;
    statement source_;
    statement retire_;
    statement add_;
    statement activate_;
    statement note_publication_;
    statement rebase_draft_;
    statement begin_draft_;
    statement save_draft_;
    statement begin_test_;
    statement save_test_;
};

} // namespace amends::storage
