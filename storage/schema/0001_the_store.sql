-- Migration 1: everything that the first Amends keeps.
--
-- Set by code around the migrations, because SQLite wants it so:
--   application_id = 0x416D6E64 ("Amnd")   an Amends store is told from a foreign file before SQLite touches it
--   auto_vacuum    = INCREMENTAL            space can be given back in small steps, never by an online VACUUM
--   journal_mode   = WAL                    readers never wait for the writer
--   user_version   = number of the last migration, written in that migration's transaction
-- Every connection sets secure_delete = ON: what is erased is overwritten, not only unlinked.
--
-- Instants are Unix milliseconds in UTC. Enumerations are numbered as in storage/turn.hpp and storage/records.hpp;
-- storage/numbering.cpp refuses to compile when somebody renumbers them. Tables that every turn touches append by rowid
-- and have one narrow unique index: in a group commit many conversations then share a page.

-- Facts of the store itself: 'generation' (absent in a backup, so that whoever opens it makes a new one), 'secret'.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Next free number of each kind that is reserved ahead; 'transaction' counts commits and tells after a
-- COMMIT that failed whether it happened.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('conversation', 1), ('customer', 1), ('case_number', 1), ('transaction', 1);

CREATE TABLE customers (
    id         INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

-- How customers are known on channels.
CREATE TABLE identities (
    id       INTEGER PRIMARY KEY,
    channel  TEXT NOT NULL,
    key      TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customers (id),
    UNIQUE (key, channel)
) STRICT;

-- The small columns come first: the fence and the head are read without the state's overflow pages.
CREATE TABLE conversations (
    id            INTEGER PRIMARY KEY,
    floor_token   INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    last_note     INTEGER NOT NULL,
    last_event    INTEGER NOT NULL,
    last_timer    INTEGER NOT NULL,
    head          BLOB NOT NULL,            -- hash of the last transcript line stored, 32 zero bytes before the first
    floor_holder  INTEGER NOT NULL,
    floor_agent   INTEGER NOT NULL,
    floor_since   INTEGER NOT NULL,
    customer_seen INTEGER NOT NULL DEFAULT 0, -- largest sequence that a client of the customer has shown
    customer      INTEGER NOT NULL REFERENCES customers (id),
    identity      INTEGER NOT NULL REFERENCES identities (id),
    started_at    INTEGER NOT NULL,
    zone          TEXT NOT NULL,
    locale        TEXT NOT NULL,
    state         TEXT NOT NULL             -- of the dialog, codec text
) STRICT;
CREATE INDEX conversations_of_identity ON conversations (identity);
CREATE INDEX conversations_attended ON conversations (floor_holder) WHERE floor_holder <> 0;

-- Transcript lines in the order of storing. Erasing a line sets salt, text, extra and author to NULL; its digest
-- stays, so the chain still holds (storage/chain.hpp).
CREATE TABLE messages (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    audience     INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    event        INTEGER NOT NULL,          -- ordinal of the event whose turn wrote it
    state        INTEGER NOT NULL,
    speaker      INTEGER NOT NULL,
    user         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    digest       BLOB NOT NULL,
    hash         BLOB NOT NULL,
    salt         BLOB,
    text         TEXT,
    extra        TEXT,
    author       TEXT
) STRICT;
CREATE UNIQUE INDEX messages_place ON messages (conversation, audience, sequence);

-- What every turn was decided from. Deduplication is the insert itself: events_inbound refuses the second (I2).
CREATE TABLE events (
    id              INTEGER PRIMARY KEY,
    conversation    INTEGER NOT NULL REFERENCES conversations (id),
    ordinal         INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    line            INTEGER,                -- customer sequence of the customer's message, where there is one
    inbound_channel TEXT,
    inbound_key     TEXT,
    inbound_digest  INTEGER,
    codec           INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    tree            TEXT NOT NULL,
    tree_version    TEXT NOT NULL,
    payload         TEXT NOT NULL,
    facts           TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_place ON events (conversation, ordinal);
CREATE UNIQUE INDEX events_inbound ON events (inbound_key, inbound_channel) WHERE inbound_key IS NOT NULL;

CREATE TABLE cases (
    id             INTEGER PRIMARY KEY,
    number         TEXT NOT NULL UNIQUE,
    conversation   INTEGER NOT NULL REFERENCES conversations (id),
    status         INTEGER NOT NULL,
    opened_at      INTEGER NOT NULL,
    closed_at      INTEGER,
    owner          INTEGER NOT NULL,        -- 0: the bot
    first_owner    INTEGER NOT NULL,        -- 0: no person yet
    priority       INTEGER NOT NULL,
    phase          TEXT NOT NULL,
    queue          TEXT NOT NULL,
    handoff_reason TEXT NOT NULL,
    fields         TEXT NOT NULL            -- JSON object of strings
) STRICT;
CREATE INDEX cases_of_conversation ON cases (conversation);

CREATE TRIGGER cases_first_owner_stays BEFORE UPDATE ON cases
WHEN OLD.first_owner <> 0 AND NEW.first_owner <> OLD.first_owner
BEGIN
    SELECT RAISE(ABORT, 'the first owner of a case never changes');
END;
CREATE TRIGGER cases_stay BEFORE DELETE ON cases
BEGIN
    SELECT RAISE(ABORT, 'a case is closed, never deleted');
END;

CREATE TABLE promises (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    at           INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    what         TEXT NOT NULL,
    owner        TEXT NOT NULL,
    kept_at      INTEGER                    -- when its owner did it
) STRICT;
CREATE INDEX promises_of_conversation ON promises (conversation);
CREATE INDEX promises_owed ON promises (owner, conversation) WHERE kept_at IS NULL;

CREATE TABLE survey_answers (
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (conversation, question)
) STRICT, WITHOUT ROWID;

-- A timer fires by deleting its row in its turn: no row, no effect (I7).
CREATE TABLE timers (
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    ordinal      INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    remaining    INTEGER NOT NULL,
    suspended    INTEGER NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (conversation, ordinal)
) STRICT, WITHOUT ROWID;

-- Sends that a channel must be called for; the words are in messages.
CREATE TABLE outbox (
    id                 INTEGER PRIMARY KEY,
    conversation       INTEGER NOT NULL REFERENCES conversations (id),
    sequence           INTEGER NOT NULL,
    state              INTEGER NOT NULL,
    recalled           INTEGER NOT NULL,    -- claimed when a person took over: withdrawn should it ever come back
    attempts           INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    not_before         INTEGER NOT NULL,
    claimed_at         INTEGER,
    settled_at         INTEGER,
    platform_reference TEXT NOT NULL,
    last_error         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_line ON outbox (conversation, sequence);
CREATE INDEX outbox_pending ON outbox (id) WHERE state = 0;
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 1;

CREATE TABLE tree_versions (
    tree    TEXT NOT NULL,
    version TEXT NOT NULL,
    active  INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    author  TEXT NOT NULL,
    reason  TEXT NOT NULL,
    source  TEXT NOT NULL,
    UNIQUE (tree, version)
) STRICT;
CREATE UNIQUE INDEX tree_versions_active ON tree_versions (tree) WHERE active = 1;

CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    display       TEXT NOT NULL,
    role          INTEGER NOT NULL,
    disabled      INTEGER NOT NULL,
    password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    secret_hash BLOB PRIMARY KEY,
    user        INTEGER NOT NULL REFERENCES users (id),
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    csrf_token  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_user ON sessions (user);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE audit (
    id           INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    actor        INTEGER NOT NULL,          -- 0: the server itself
    conversation INTEGER,
    action       TEXT NOT NULL,
    detail       TEXT NOT NULL              -- JSON object, no personal data of customers
) STRICT;
