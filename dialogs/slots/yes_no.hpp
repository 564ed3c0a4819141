#pragma once

#include "dialogs/slots/parse.hpp"

#include <optional>

namespace amends::dialogs {

/// "是的", "不对", "yep", "no thanks": `yes` or `no`, `exact` when nothing else is said; nothing when the
/// message is neither or both.
std::optional<parsed_slot> yes_or_no(const folded& heard);

} // namespace amends::dialogs
