#pragma once

#include "dialogs/slots/found.hpp"

#include <string_view>

namespace amends::dialogs {

/// Phone numbers in folded text: 7 to 15 digits with +, spaces, dots, dashes and brackets between.
/// Canonical form: digits, with a leading + where one was written. A Chinese mobile number, one with a +
/// or one written in groups is sure.
findings find_phones(std::string_view folded_text);

/// E-mail addresses in folded text, which is lower case.
findings find_emails(std::string_view folded_text);

} // namespace amends::dialogs
