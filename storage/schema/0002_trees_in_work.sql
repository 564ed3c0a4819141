-- Migration 2: trees are written in the browser too, and what was published when, by whom and why is kept.

-- What admins work on: at most one draft a tree. A row is never deleted, so that a revision never comes twice and a save
-- that names an old one is always noticed.
CREATE TABLE tree_drafts (
    tree     TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,              -- counts the saves, from 1
    based_on TEXT NOT NULL,                 -- version that it was made from, '' for a new tree
    at       INTEGER NOT NULL,
    author   TEXT NOT NULL,
    source   TEXT NOT NULL
) STRICT;

-- Each time that a version was made the active one, so that going back to an old version has its author and reason too.
CREATE TABLE tree_publications (
    id      INTEGER PRIMARY KEY,
    tree    TEXT NOT NULL,
    version TEXT NOT NULL,
    at      INTEGER NOT NULL,
    author  TEXT NOT NULL,
    reason  TEXT NOT NULL,
    FOREIGN KEY (tree, version) REFERENCES tree_versions (tree, version)
) STRICT;
CREATE INDEX tree_publications_of_tree ON tree_publications (tree, id);

INSERT INTO tree_publications (tree, version, at, author, reason)
SELECT tree, version, at, author, reason FROM tree_versions ORDER BY at, rowid;

-- Dialog tests of trees; one goes before that of the same name that comes with Amends, and with an empty text withdraws it.
-- A row is never deleted, as above.
CREATE TABLE tree_tests (
    tree     TEXT NOT NULL,
    name     TEXT NOT NULL,
    revision INTEGER NOT NULL,              -- counts the saves, from 1
    at       INTEGER NOT NULL,
    author   TEXT NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (tree, name)
) STRICT;
