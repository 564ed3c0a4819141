#pragma once

#include "dialogs/model/result.hpp"
#include "dialogs/slots/definition.hpp"

namespace amends::dialogs {

/// Compiles an order number's pattern: RE2, case-insensitive, matched against folded text, at most 1 MiB
/// of program. An error says what RE2 says.
result<std::shared_ptr<const re2::RE2>> compile_order_pattern(std::string_view pattern);

} // namespace amends::dialogs
