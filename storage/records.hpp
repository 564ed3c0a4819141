#pragma once

#include "storage/turn.hpp"

namespace amends::storage {

/// A transcript line as stored.
struct stored_line {
    std::int64_t sequence = 0; ///< within its audience
    storage::audience audience = storage::audience::customer;
    line_state state = line_state::said;
    speaker from = speaker::customer;
    std::string text; ///< empty when withdrawn lines are read for the customer
    std::string extra;
    std::string author;
    user_id user;
    instant at;

    bool operator==(const stored_line&) const = default;
};

/// What an actor needs to take up a conversation.
struct stored_conversation {
    conversation_id id;
    customer_id customer;
    identity who;
    std::string zone;
    std::string locale;
    storage::floor floor;
    std::string agent;              ///< who holds the floor, as customers see the name; empty when no agent does
    std::string state;              ///< codec text
    std::int64_t last_sequence = 0; ///< customer audience
    std::int64_t last_note = 0;     ///< internal audience
    std::int64_t customer_seen = 0; ///< as last written by a turn
    std::int64_t last_event = 0;
    std::int64_t last_timer = 0;          ///< largest timer ordinal ever given
    std::optional<case_record> open_case; ///< the latest case, open or closed
    std::vector<timer_record> timers;
    std::vector<promise_record> promises;
    instant started_at;
    std::string last_text; ///< last customer-visible line, at most 200 bytes, cut at a character
    instant last_at;       ///< its time, or `started_at`
};

struct stored_event {
    std::int64_t ordinal = 0;
    event_record event;
    std::optional<std::int64_t> line; ///< customer sequence of the customer's message it came from
    instant at;
};

/// A conversation that the desk lists: waiting for a person, held by one, or owed something by the desk.
struct desk_entry {
    conversation_id conversation;
    storage::floor floor;
    std::optional<case_record> open_case;
    std::string locale;
    std::string channel;
    std::string last_text; ///< last customer-visible line, at most 200 bytes, cut at a character
    instant last_at;
};

enum class outbox_state : std::uint8_t { pending, sending, sent, unknown, dead, withdrawn };

struct outbox_row {
    std::int64_t id = 0;
    conversation_id conversation;
    std::int64_t sequence = 0;
    identity to;
    std::string text;
    std::string extra;
    outbox_state state = outbox_state::pending;
    int attempts = 0;
    instant created_at;
    instant not_before;
    std::string platform_reference;
    std::string last_error;
};

/// How a claimed outbox row ends, or goes back to `pending` with a later `not_before`.
struct outbox_settlement {
    std::int64_t id = 0;
    outbox_state state = outbox_state::sent;
    instant at;
    instant not_before;
    std::string platform_reference;
    std::string error;
    bool whole_conversation = false; ///< dead: every pending row of the conversation too ("recipient gone")
};

enum class role : std::uint8_t { agent, admin };

struct user_record {
    user_id id;
    std::string name;    ///< sign-in name, unique, lower case
    std::string display; ///< what customers see
    storage::role role = storage::role::agent;
    std::string password_hash; ///< argon2id, PHC string
    bool disabled = false;
};

/// A server-side session, found by the SHA-256 of its cookie's secret.
struct session_record {
    std::string secret_hash; ///< 32 raw bytes
    user_id user;
    std::string csrf_token;
    instant created_at;
    instant seen_at;
    instant expires_at;
};

struct audit_record {
    instant at;
    user_id actor;
    std::string action; ///< "user.add", "session.sign_in", "backup", ...
    std::string detail; ///< JSON object text, no personal data of customers
};

struct tree_version {
    std::string id;
    std::string version;
    std::string source; ///< the tree's JSON text
    std::string author;
    std::string reason;
    instant at;
    bool active = false; ///< new conversations begin with it
};

/// What admins work on. `revision` counts the saves of that tree, from 1, also across publications.
struct tree_draft {
    std::string id;
    std::int64_t revision = 0;
    std::string based_on; ///< version that it was made from, empty for a new tree
    std::string source;   ///< text as it was left, which need not be a tree that works
    std::string author;
    instant at;
};

/// A dialog test that is kept with a tree. An empty text is a test that was withdrawn.
struct tree_test {
    std::string tree;
    std::string name;          ///< without an ending: "late"
    std::int64_t revision = 0; ///< counts the saves of that test, from 1
    std::string source;
    std::string author;
    instant at;
};

/// A version and what it may take the place of.
struct tree_publication {
    tree_version version;
    std::optional<std::string> over{}; ///< the version that must be the active one, empty: none; unset: any
};

/// A moment at which a version became the active one.
struct published_version {
    std::string version;
    std::string author;
    std::string reason;
    instant at;
};

struct backup_report {
    std::int64_t pages = 0;
    std::int64_t wal_growth_bytes = 0;
};

} // namespace amends::storage
