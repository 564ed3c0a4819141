#include "storage/events.hpp"

namespace amends::storage {

events::events(SQLite::Database& db)
    : append_(db,
              "INSERT INTO events (conversation, ordinal, at, line, codec, kind, tree, tree_version, payload, facts, "
              "inbound_channel, inbound_key, inbound_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
              "ON CONFLICT (inbound_key, inbound_channel) WHERE inbound_key IS NOT NULL DO NOTHING"),
      find_(db,
            "SELECT conversation, ordinal, inbound_digest FROM events WHERE inbound_key = ? AND inbound_channel = ?")
{}

bool events::append(const turn& t, std::int64_t ordinal, std::optional<std::int64_t> line)
{
    const auto& e = t.event;
    if (const auto& key = t.inbound)
        return append_(t.conversation, ordinal, t.at, line, e.codec, e.kind, e.tree, e.tree_version, e.payload, e.facts,
                       key->channel, key->key, key->digest)
                   .run() == 1;
    append_(t.conversation, ordinal, t.at, line, e.codec, e.kind, e.tree, e.tree_version, e.payload, e.facts, nullptr,
            nullptr, nullptr)
        .run();
    return true;
}

std::optional<events::original> events::find(const inbound_key& key)
{
    auto row = find_(key.key, key.channel);
    if (!row.next()) return std::nullopt;
    return original{row.as<conversation_id>(0), row.integer(1), static_cast<std::uint64_t>(row.integer(2))};
}

} // namespace amends::storage
