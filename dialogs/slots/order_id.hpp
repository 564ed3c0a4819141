#pragma once

#include "dialogs/slots/parse.hpp"

#include <optional>
#include <string>

namespace amends::dialogs {

/// The order number in the message by the slot's own pattern; not sure when there are several.
parsed_slot find_order_id(const slot_definition& slot, std::string_view text, const folded& heard,
                          const understanding& meaning);

/// Whether the message says how a number ends.
bool gives_tail(const folded& heard);

/// "Ends in 7", "尾号是7": `old` with its end replaced, when the message says so.
std::optional<std::string> corrected_tail(const folded& heard, const std::string& old);

} // namespace amends::dialogs
