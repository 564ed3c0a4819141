#pragma once

#include <chrono>
#include <cstdint>

namespace amends {

/// A UTC instant in milliseconds; the only form in which wall time is passed and stored.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;

inline std::int64_t to_unix_ms(instant at) { return at.time_since_epoch().count(); }
inline instant from_unix_ms(std::int64_t ms) { return instant{milliseconds{ms}}; }

} // namespace amends
