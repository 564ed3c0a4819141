#pragma once

#include "storage/chain.hpp"
#include "storage/sql.hpp"
#include "storage/turn.hpp"

namespace amends::storage {

/// Where a conversation stands, as a turn needs to know it.
struct standing {
    std::int64_t floor_token = 0;
    std::int64_t last_sequence = 0;
    std::int64_t last_note = 0;
    std::int64_t last_event = 0;
    std::int64_t last_timer = 0;
    digest head{};
};

/// The rows of conversations, customers and identities, for the writer.
class conversations {
public:
    explicit conversations(SQLite::Database& db);

    /// A known identity keeps its customer, whatever `created.customer` is.
    void create(conversation_id id, const new_conversation& created, instant at);
    std::optional<standing> find(conversation_id id);
    void update(const turn& t, const standing& now);

private:
    statement find_identity_;
    statement add_customer_;
    statement add_identity_;
    statement add_;
    statement find_;
    statement update_;
    statement update_floor_;
};

} // namespace amends::storage
