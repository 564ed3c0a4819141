#pragma once

#include <string>
#include <string_view>

namespace amends::bot {

/// The difference of two texts line by line in unified form with three lines around each change, `before` and `after`
/// being their names; empty when they are equal. Texts that differ in more than some thousand lines are shown as
/// replaced from the first difference to the last.
std::string difference(std::string_view from, std::string_view to, std::string_view before, std::string_view after);

} // namespace amends::bot
