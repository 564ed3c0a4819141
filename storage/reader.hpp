#pragma once

#include "storage/records.hpp"

#include <string_view>

namespace amends::storage {

/// Read-only questions to the store. Blocking; one thread at a time; sees what was committed before the
/// call. Errors are of the disk or the file ("io", "corrupt").
class reader {
public:
    virtual ~reader() = default;

    /// The customer's conversation on that channel, the latest one.
    virtual result<std::optional<conversation_id>> find_conversation(const identity& who) = 0;
    virtual result<std::optional<stored_conversation>> conversation(conversation_id id) = 0;
    /// Customer-visible lines with `after` < sequence, ascending, at most `limit`. Withdrawn lines without text.
    virtual result<std::vector<stored_line>> lines_after(conversation_id id, std::int64_t after, int limit) = 0;
    /// Customer-visible lines with sequence < `before`, the latest `limit` of them, ascending.
    virtual result<std::vector<stored_line>> lines_before(conversation_id id, std::int64_t before, int limit) = 0;
    /// Both audiences in the order of storing, withdrawn lines with their text: for agents and exports. The
    /// latest `limit` of them.
    virtual result<std::vector<stored_line>> transcript(conversation_id id, int limit) = 0;
    virtual result<std::vector<stored_event>> events(conversation_id id) = 0;
    virtual result<std::vector<promise_record>> promises(conversation_id id) = 0;
    /// Whether the hash chain of the conversation holds; the first broken sequence if not (a missing last line:
    /// the number after the last one there).
    virtual result<std::optional<std::int64_t>> first_broken_link(conversation_id id) = 0;

    /// What waits for a person or is held by one, and of what the desk only owes an answer the `most_owed` that are
    /// due first.
    virtual result<std::vector<desk_entry>> desk_entries(int most_owed) = 0;
    virtual result<std::optional<case_record>> find_case(std::string_view number) = 0;
    virtual result<std::vector<timer_record>> timers() = 0;
    /// Conversation ids above `after`, ascending, at most `limit`: exports page through them.
    virtual result<std::vector<conversation_id>> conversations(conversation_id after, int limit) = 0;

    virtual result<std::vector<outbox_row>> pending_outbox(int limit) = 0;
    virtual result<std::vector<outbox_row>> outbox_of(conversation_id id) = 0;

    virtual result<std::optional<user_record>> user(user_id id) = 0;
    virtual result<std::optional<user_record>> user_named(std::string_view name) = 0;
    virtual result<std::vector<user_record>> users() = 0;
    virtual result<std::optional<session_record>> session(std::string_view secret_hash) = 0;
    virtual result<std::vector<audit_record>> audit(int limit) = 0;

    virtual result<std::vector<tree_version>> active_trees() = 0;
    virtual result<std::optional<tree_version>> find_tree(std::string_view id, std::string_view version) = 0;
    virtual result<std::optional<tree_draft>> find_draft(std::string_view id) = 0;
    /// Without their texts.
    virtual result<std::vector<tree_draft>> drafts() = 0;
    /// The latest `limit` publications of a tree, the latest first.
    virtual result<std::vector<published_version>> publications(std::string_view id, int limit) = 0;
    /// The dialog tests that are kept with a tree, by name; those that were withdrawn too.
    virtual result<std::vector<tree_test>> tests_of(std::string_view tree) = 0;
    virtual result<std::int64_t> message_count() = 0;
};

} // namespace amends::storage
