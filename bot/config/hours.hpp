#pragma once

#include "bot/config/config.hpp"
#include "dialogs/model/instant.hpp"

#include <optional>
#include <string_view>

namespace amends::bot {

/// "09:00-12:30" as minutes after midnight; "24:00" is the end of a day. Nothing when it is no such span or
/// does not end after it begins.
std::optional<business_hours::span> parse_span(std::string_view text);

/// Whether people are at the desk at `at`, by the zone's own clock: a day with a clock change is as long as
/// it really is.
bool open_at(const business_hours& hours, instant at);

/// The first instant from `at` on at which people are there: `at` itself when it is open. When no day of
/// the week has hours, which the configuration refuses, `instant::max()`.
instant next_open(const business_hours& hours, instant at);

} // namespace amends::bot
