#pragma once

#include "dialogs/slots/found.hpp"
#include "dialogs/slots/numerals.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// Amounts with a currency in folded text: ¥1,299.00, 三百二十块, 三块五, 1.2万元, $5, 20 quid. Canonical form
/// "1299.00 CNY". `numbers` are the text's own, found once.
findings find_money(std::string_view folded_text, const std::vector<number_found>& numbers);

/// "1299.00 CNY"
std::string canonical_money(double amount, std::string_view currency);

/// The number at the beginning of a canonical value: "320.00 CNY" is 320.
std::optional<double> amount_in(std::string_view canonical);

} // namespace amends::dialogs
