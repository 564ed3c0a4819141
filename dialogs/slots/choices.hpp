#pragma once

#include "dialogs/slots/parse.hpp"

namespace amends::dialogs {

/// A choice by value, label, synonym or number ("2", "第二个", "the first one"), or by a remedy understood
/// in the message; none when the message names several or negates the one it names.
parsed_slot parse_choice(const slot_definition& slot, const folded& heard, const understanding& meaning);

} // namespace amends::dialogs
