#include "storage/timers.hpp"

namespace amends::storage {

timers::timers(SQLite::Database& db)
    : remove_(db, "DELETE FROM timers WHERE conversation = ? AND ordinal = ?"),
      put_(db, "INSERT OR REPLACE INTO timers (conversation, ordinal, kind, due, remaining, suspended, name) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
{}

bool timers::remove(conversation_id id, std::int64_t ordinal) { return remove_(id, ordinal).run() == 1; }

void timers::put(conversation_id id, const timer_record& timer)
{
    put_(id, timer.ordinal, timer.kind, timer.due, timer.remaining, timer.suspended, timer.name).run();
}

} // namespace amends::storage
