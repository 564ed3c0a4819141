#pragma once

#include "storage/records.hpp"
#include "storage/sql.hpp"

namespace amends::storage {

/// The sends that channels must be called for, for the writer.
class outbox {
public:
    explicit outbox(SQLite::Database& db);

    /// Returns the new row's id.
    std::int64_t add(conversation_id id, std::int64_t sequence, instant at);
    /// pending -> sending; false when the row is not pending.
    bool claim(std::int64_t id, instant at);
    /// False when the row cannot end so: it was never claimed, or has ended already. A pending row may only die.
    /// A bot's line that was claimed when a person took over and comes back becomes withdrawn (I4).
    bool settle(const outbox_settlement& settlement);

private:
    statement add_;
    statement claim_;
    statement find_;
    statement settle_;
    statement withdraw_line_;
    statement bury_rest_;
};

} // namespace amends::storage
