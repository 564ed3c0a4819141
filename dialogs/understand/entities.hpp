#pragma once

#include "dialogs/understand/understand.hpp"

#include "dialogs/text/fold.hpp"

#include <vector>

namespace amends::dialogs {

/// Amounts, dates, times, phone numbers, e-mail addresses and order numbers in a message, each with its
/// place in the customer's own words; at most 64. Where two kinds claim the same words the more telling
/// one has them.
std::vector<entity> find_entities(const folded& heard, std::string_view text, const message_surroundings& around,
                                  std::string_view language);

} // namespace amends::dialogs
