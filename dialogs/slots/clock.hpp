#pragma once

#include "dialogs/text/zone.hpp"

#include <string>

namespace amends::dialogs {

/// The calendar day that the customer's clock shows, counted as if it were UTC's.
inline std::chrono::sys_days day_of(const local_time& clock)
{
    return std::chrono::sys_days{clock.date.time_since_epoch()};
}

inline int minutes_of(const local_time& clock)
{
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(clock.of_day).count());
}

/// "2026-11-03"
std::string canonical_date(std::chrono::sys_days day);
/// "2026-11-03T15:00"
std::string canonical_time(std::chrono::sys_days day, int minutes);

} // namespace amends::dialogs
