#pragma once

#include "dialogs/model/instant.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amends::dialogs {

/// Without blanks around it.
std::string_view trimmed(std::string_view text);
/// Its parts between `separator`, trimmed, the empty ones left out.
std::vector<std::string> parts(std::string_view text, char separator);
/// "name = value", trimmed; nothing without the sign or the name.
std::optional<std::pair<std::string, std::string>> assignment(std::string_view text);
/// A whole number from 0 to 1,000,000,000.
std::optional<int> count_in(std::string_view text);
/// "2h", "1h30m", "45s", "2d".
std::optional<milliseconds> span_in(std::string_view text);
/// "2026-11-28 09:00" on the clock of `zone`; seconds may follow.
std::optional<instant> moment_in(std::string_view text, std::string_view zone);
/// The same, spelled.
std::string moment_of(instant at, std::string_view zone);
/// "1h30m", to the second.
std::string span_of(milliseconds span);
/// "\n" and "\\" as a line break and a backslash, and back.
std::string unescaped(std::string_view text);
std::string escaped(std::string_view text);

} // namespace amends::dialogs
