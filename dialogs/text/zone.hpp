#pragma once

#include "dialogs/model/instant.hpp"

#include <optional>
#include <string_view>

namespace amends::dialogs {

/// A civil date and a time of day in some zone.
struct local_time {
    std::chrono::local_days date;
    std::chrono::milliseconds of_day{}; ///< since midnight on the zone's clock, 0 up to 24 h

    auto operator<=>(const local_time&) const = default;
};

/// Whether `zone` is a name of the IANA time zone database ("Asia/Shanghai", "UTC"). Thread-safe.
bool is_zone(std::string_view zone);

/// The zone's civil time at `at`; UTC when the zone is not known. Thread-safe.
local_time to_local(instant at, std::string_view zone);

/// The instant at which the zone's clock shows `local`. A time that a clock change skips is read by
/// the clock before the change (02:30 becomes 03:30), one that it repeats is taken as its first occurrence.
/// UTC when the zone is not known. Thread-safe.
instant from_local(local_time local, std::string_view zone);

} // namespace amends::dialogs
