#pragma once

#include "storage/cases.hpp"
#include "storage/conversations.hpp"
#include "storage/events.hpp"
#include "storage/timers.hpp"
#include "storage/transcript.hpp"

namespace amends::storage {

class accounts;
class outbox;

/// Turns a `turn` into rows: the body of the one transaction. Decides in this order: duplicate, floor lost,
/// no timer. Any verdict but `committed` leaves rows behind that the caller undoes. Throws SQLite::Exception.
class turn_applier {
public:
    turn_applier(SQLite::Database& db, outbox& sends, accounts& trail);

    commit_result apply(const turn& t);

private:
    commit_result duplicate_of(const events::original& first);
    void write_lines(const turn& t, standing& now, commit_result& result);
    void write_timers(const turn& t, standing& now);

    conversations conversations_;
    transcript transcript_;
    events events_;
    timers timers_;
    cases cases_;
    outbox& outbox_;
    accounts& accounts_;
};

} // namespace amends::storage
