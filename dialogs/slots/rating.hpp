#pragma once

#include "dialogs/slots/parse.hpp"

namespace amends::dialogs {

/// 1 to the best rating: "4", "四分", "五星", "★★★★", "非常满意", "not bad".
parsed_slot parse_rating(const slot_definition& slot, const folded& heard);

} // namespace amends::dialogs
