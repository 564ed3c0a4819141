#pragma once

#include "storage/records.hpp"
#include "storage/sql.hpp"

namespace amends::storage {

/// Column lists, and what a row of each becomes. A list and its function belong together.
/// `case_in` throws SQLite::Exception ("corrupt") when the case's fields cannot be read.

inline constexpr auto line_columns = "audience, sequence, state, speaker, user, at, text, extra, author";
stored_line line_in(const statement::use& row);

inline constexpr auto case_columns =
    "id, number, conversation, status, opened_at, closed_at, owner, first_owner, priority, "
    "phase, queue, handoff_reason, fields";
case_record case_in(const statement::use& row);

inline constexpr auto timer_columns = "conversation, ordinal, kind, due, remaining, suspended, name";
timer_record timer_in(const statement::use& row);

inline constexpr auto promise_columns = "what, owner, due, kept_at";
promise_record promise_in(const statement::use& row);

inline constexpr auto event_columns = "ordinal, at, line, codec, kind, tree, tree_version, payload, facts";
stored_event event_in(const statement::use& row);

inline constexpr auto outbox_columns =
    "o.id, o.conversation, o.sequence, i.channel, i.key, m.text, m.extra, o.state, o.attempts, o.created_at, "
    "o.not_before, "
    "o.platform_reference, o.last_error FROM outbox o JOIN conversations c ON c.id = o.conversation "
    "JOIN identities i ON i.id = c.identity JOIN messages m ON m.conversation = o.conversation AND m.audience = 0 "
    "AND m.sequence = o.sequence";
outbox_row outbox_in(const statement::use& row);

inline constexpr auto user_columns = "id, name, display, role, disabled, password_hash";
user_record user_in(const statement::use& row);

inline constexpr auto session_columns = "secret_hash, user, csrf_token, created_at, seen_at, expires_at";
session_record session_in(const statement::use& row);

inline constexpr auto tree_columns = "tree, version, active, at, author, reason, source";
tree_version tree_in(const statement::use& row);

inline constexpr auto draft_columns = "tree, revision, based_on, at, author, source";
tree_draft draft_in(const statement::use& row);

inline constexpr auto test_columns = "tree, name, revision, at, author, source";
tree_test test_in(const statement::use& row);

} // namespace amends::storage
