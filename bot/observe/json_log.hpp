#pragma once

#include "bot/ports/clock.hpp"
#include "bot/ports/log.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

namespace amends::bot {

/// "debug", "info", "warning" or "error".
std::optional<log_level> parse_log_level(std::string_view name);

/// A log of JSON lines, one object an event: `t` (UTC, milliseconds), `level`, `event`, then the fields. Every
/// control character and everything outside ASCII is escaped, so that no value can forge a line or drive a
/// terminal (reliability.md 7, 16.x). Lines are written by a thread of its own from a queue of 8192; when it is
/// full the oldest are dropped, and a `log.dropped` line says how many. What is queued is written before
/// destruction ends. `out` and `time` outlive it.
std::unique_ptr<log_sink> make_json_log(log_level least, std::ostream& out, const clock& time);

} // namespace amends::bot
