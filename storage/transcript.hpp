#pragma once

#include "storage/chain.hpp"
#include "storage/conversations.hpp"

namespace amends::storage {

/// The lines of a conversation, for the writer: numbered per audience and chained in the order of storing.
class transcript {
public:
    explicit transcript(SQLite::Database& db);

    /// Moves `now` on by the line's number and hash.
    line_receipt append(const turn& t, std::int64_t event, const new_line& line, standing& now);

    /// Takeover (I4): withdraws the bot's lines after `after` that no channel has claimed, and with `push` the
    /// earlier ones whose send is still pending; recalls what is claimed. Returns the customer sequences.
    std::vector<std::int64_t> withdraw_bot_lines(conversation_id id, std::int64_t after, bool push);

    /// The first line that an event's turn wrote.
    std::optional<line_receipt> first_line_of(conversation_id id, std::int64_t event);

private:
    statement append_;
    statement first_of_event_;
    statement withdrawable_;
    statement withdraw_;
    statement withdraw_send_;
    statement recall_;
};

} // namespace amends::storage
