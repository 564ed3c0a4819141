#pragma once

#include "dialogs/slots/definition.hpp"

#include <string>
#include <string_view>

namespace amends::dialogs {

/// A connector's value as `slot` keeps it (docs/trees.md, "Slots"); empty when it is not of the slot's type,
/// out of its bounds or not among its choices. `value` is well-formed UTF-8.
std::string canonical_fact(const slot_definition& slot, std::string_view value);

} // namespace amends::dialogs
