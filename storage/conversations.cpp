#include "storage/conversations.hpp"

#include <algorithm>

namespace amends::storage {

conversations::conversations(SQLite::Database& db)
    : find_identity_(db, "SELECT id, customer FROM identities WHERE key = ? AND channel = ?"),
      add_customer_(db, "INSERT INTO customers (id, created_at) VALUES (?, ?)"),
      add_identity_(db, "INSERT INTO identities (key, channel, customer) VALUES (?, ?, ?) RETURNING id"),
      add_(db, "INSERT INTO conversations (id, customer, identity, started_at, zone, locale, head, floor_since, "
               "floor_token, "
               "last_sequence, last_note, last_event, last_timer, floor_holder, floor_agent, state) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, zeroblob(32), ?4, 0, 0, 0, 0, 0, 0, 0, '')"),
      find_(
          db,
          "SELECT floor_token, last_sequence, last_note, last_event, last_timer, head FROM conversations WHERE id = ?"),
      update_(
          db,
          "UPDATE conversations SET last_sequence = ?2, last_note = ?3, last_event = ?4, last_timer = ?5, head = ?6, "
          "state = ?7, customer_seen = max(customer_seen, ?8) WHERE id = ?1"),
      update_floor_(db,
                    "UPDATE conversations SET floor_token = ?2, floor_holder = ?3, floor_agent = ?4, floor_since = ?5 "
                    "WHERE id = ?1")
{}

void conversations::create(conversation_id id, const new_conversation& created, instant at)
{
    std::int64_t identity = 0;
    auto customer = created.customer;
    if (auto row = find_identity_(created.who.key, created.who.channel); row.next()) {
        identity = row.integer(0);
        customer = row.as<customer_id>(1);
    }
    if (identity == 0) {
        add_customer_(customer, at).run();
        auto row = add_identity_(created.who.key, created.who.channel, customer);
        row.next();
        identity = row.integer(0);
    }
    add_(id, customer, identity, at, created.zone, created.locale).run();
}

std::optional<standing> conversations::find(conversation_id id)
{
    auto row = find_(id);
    if (!row.next()) return std::nullopt;
    standing s{row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), {}};
    const auto head = row.bytes(5);
    std::copy_n(head.begin(), std::min(head.size(), s.head.size()), s.head.begin());
    return s;
}

void conversations::update(const turn& t, const standing& now)
{
    update_(t.conversation, now.last_sequence, now.last_note, now.last_event, now.last_timer, now.head, t.state,
            t.customer_seen)
        .run();
    if (const auto& f = t.new_floor) update_floor_(t.conversation, f->token, f->holder, f->agent, f->since).run();
}

} // namespace amends::storage
