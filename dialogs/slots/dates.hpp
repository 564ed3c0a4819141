#pragma once

#include "dialogs/slots/clock.hpp"
#include "dialogs/slots/found.hpp"

#include <string_view>

namespace amends::dialogs {

/// Dates in folded text, absolute or seen from `today`: 昨天, 上周二, 11月3日, last Tuesday, 3 days ago,
/// 2026-11-03. A date without a year is the last one, unless one comes up soon. Not sure where the words leave a choice
/// ("03/04", a bare weekday).
findings find_dates(std::string_view folded_text, const local_time& today, std::string_view language);

/// Times of day with their day: 昨天下午三点, 3 pm, 15:30. Not sure without a day or a half of the day.
findings find_times(std::string_view folded_text, const local_time& today, std::string_view language);

} // namespace amends::dialogs
