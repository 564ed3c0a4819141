#include "storage/trees.hpp"

namespace amends::storage {

trees::trees(SQLite::Database& db)
    : active_(db, "SELECT version FROM tree_versions WHERE tree = ? AND active = 1"),
      source_(db, "SELECT source FROM tree_versions WHERE tree = ? AND version = ?"),
      retire_(db, "UPDATE tree_versions SET active = 0 WHERE tree = ? AND active = 1"),
      add_(
          db,
          "INSERT INTO tree_versions (tree, version, active, at, author, reason, source) VALUES (?, ?, 0, ?, ?, ?, ?)"),
      activate_(db, "UPDATE tree_versions SET active = 1 WHERE tree = ? AND version = ?"),
      note_publication_(db, "INSERT INTO tree_publications (tree, version, at, author, reason) VALUES (?, ?, ?, ?, ?)"),
      rebase_draft_(db, "UPDATE tree_drafts SET based_on = ?2 WHERE tree = ?1 AND source = ?3"),
      begin_draft_(db, "INSERT INTO tree_drafts (tree, revision, based_on, at, author, source) "
                       "VALUES (?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
      save_draft_(db, "UPDATE tree_drafts SET revision = revision + 1, based_on = ?3, at = ?4, author = ?5, "
                      "source = ?6 WHERE tree = ?1 AND revision = ?2"),
      begin_test_(db, "INSERT INTO tree_tests (tree, name, revision, at, author, source) VALUES (?, ?, 1, ?, ?, ?) "
                      "ON CONFLICT DO NOTHING"),
      save_test_(db, "UPDATE tree_tests SET revision = revision + 1, at = ?4, author = ?5, source = ?6 "
                     "WHERE tree = ?1 AND name = ?2 AND revision = ?3")
{}

result<done> trees::publish(const tree_publication& publication)
{
    const auto& v = publication.version;
    if (publication.over) {
        auto row = active_(v.id);
        const auto active = row.next() ? row.text(0) : std::string{};
        if (active != *publication.over)
            return problem{"tree.moved", "Another version of the tree " + v.id + " has been published meanwhile: " +
                                             active + ". Look at what it changes, then publish again."};
    }
    bool known = false;
    if (auto row = source_(v.id, v.version); row.next()) {
        known = true;
        if (row.text(0) != v.source)
            return problem{"tree.changed", "Version " + v.version + " of the tree " + v.id +
                                               " is stored with another text; conversations are pinned to it. Give the "
                                               "changed tree a new version."};
    }
    if (!known) add_(v.id, v.version, v.at, v.author, v.reason, v.source).run();
    retire_(v.id).run();
    activate_(v.id, v.version).run();
    note_publication_(v.id, v.version, v.at, v.author, v.reason).run();
    rebase_draft_(v.id, v.version, v.source).run();
    return done{};
}

result<std::int64_t> trees::save_draft(const tree_draft& d)
{
    const bool saved = d.revision == 0 ? begin_draft_(d.id, d.based_on, d.at, d.author, d.source).run() == 1
                                       : save_draft_(d.id, d.revision, d.based_on, d.at, d.author, d.source).run() == 1;
    if (!saved)
        return problem{"draft.stale", "The draft of the tree " + d.id +
                                          " has been saved by somebody since. Compare both, then save again."};
    return d.revision + 1;
}

result<std::int64_t> trees::save_test(const tree_test& t)
{
    const bool saved = t.revision == 0 ? begin_test_(t.tree, t.name, t.at, t.author, t.source).run() == 1
                                       : save_test_(t.tree, t.name, t.revision, t.at, t.author, t.source).run() == 1;
    if (!saved)
        return problem{"test.stale", "The test " + t.name + " of the tree " + t.tree +
                                         " has been saved by somebody since. Compare both, then save again."};
    return t.revision + 1;
}

} // namespace amends::storage
