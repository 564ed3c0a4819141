-- What a turn cannot be stored in less than: the yardstick `sqlite_limit_per_s` of the benches. Frozen: it does not
-- follow storage/schema, or figures of different versions could not be compared. A turn writes two transcript lines,
-- an event with the unique key of the message that it came from, one outbox row, and the state of its conversation.
CREATE TABLE conversations (
    id    INTEGER PRIMARY KEY,
    last  INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE messages (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    speaker      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    text         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_place ON messages (conversation, sequence);

CREATE TABLE events (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    inbound_key  TEXT NOT NULL UNIQUE,
    payload      TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    state        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_line ON outbox (conversation, sequence);
CREATE INDEX outbox_pending ON outbox (id) WHERE state = 0;
