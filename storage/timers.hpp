#pragma once

#include "storage/sql.hpp"
#include "storage/turn.hpp"

namespace amends::storage {

/// The stored timers, for the writer.
class timers {
public:
    explicit timers(SQLite::Database& db);

    /// False when there is no such row: then the timer has fired or was cancelled (I7).
    bool remove(conversation_id id, std::int64_t ordinal);
    void put(conversation_id id, const timer_record& timer);

private:
    statement remove_;
    statement put_;
};

} // namespace amends::storage
