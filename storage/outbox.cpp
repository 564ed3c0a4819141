#include "storage/outbox.hpp"

namespace amends::storage {

outbox::outbox(SQLite::Database& db)
    : add_(db, "INSERT INTO outbox (conversation, sequence, created_at, not_before, state, recalled, attempts, "
               "platform_reference, last_error) VALUES (?1, ?2, ?3, ?3, 0, 0, 0, '', '') RETURNING id"),
      claim_(db, "UPDATE outbox SET state = 1, claimed_at = ?2, attempts = attempts + 1 WHERE id = ?1 AND state = 0"),
      find_(db, "SELECT conversation, sequence, state, recalled FROM outbox WHERE id = ?"),
      settle_(
          db,
          "UPDATE outbox SET state = ?2, settled_at = ?3, not_before = ?4, platform_reference = ?5, last_error = ?6 "
          "WHERE id = ?1"),
      withdraw_line_(db, "UPDATE messages SET state = 1 WHERE conversation = ? AND audience = 0 AND sequence = ?"),
      bury_rest_(db,
                 "UPDATE outbox SET state = 4, settled_at = ?2, last_error = ?3 WHERE conversation = ?1 AND state = 0")
{}

std::int64_t outbox::add(conversation_id id, std::int64_t sequence, instant at)
{
    auto row = add_(id, sequence, at);
    row.next();
    return row.integer(0);
}

bool outbox::claim(std::int64_t id, instant at) { return claim_(id, at).run() == 1; }

bool outbox::settle(const outbox_settlement& s)
{
    conversation_id conversation;
    std::int64_t sequence = 0;
    auto state = outbox_state::pending;
    bool recalled = false;
    if (auto row = find_(s.id); row.next()) {
        conversation = row.as<conversation_id>(0);
        sequence = row.integer(1);
        state = row.as<outbox_state>(2);
        recalled = row.flag(3);
    } else {
        return false;
    }
    const bool claimed = state == outbox_state::sending || state == outbox_state::unknown;
    if (!claimed && !(state == outbox_state::pending && s.state == outbox_state::dead)) return false;

    auto ends = s.state;
    if (ends == outbox_state::pending && recalled) {
        ends = outbox_state::withdrawn;
        withdraw_line_(conversation, sequence).run();
    }
    settle_(s.id, ends, s.at, s.not_before, s.platform_reference, s.error).run();
    if (ends == outbox_state::dead && s.whole_conversation) bury_rest_(conversation, s.at, s.error).run();
    return true;
}

} // namespace amends::storage
