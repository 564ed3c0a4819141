#pragma once

#include "dialogs/model/instant.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace amends::dialogs {

/// What the customer's clock shows.
struct local_time {
    std::chrono::sys_days day; ///< the local calendar day, as if it were UTC
    int minutes = 0;           ///< since midnight
};

/// The local day and time at `now` in the IANA `zone`; an unknown zone is read as UTC.
local_time local_clock(instant now, std::string_view zone);

/// "2026-11-03"
std::string canonical_date(std::chrono::sys_days day);
/// "2026-11-03T15:00"
std::string canonical_time(std::chrono::sys_days day, int minutes);

} // namespace amends::dialogs
