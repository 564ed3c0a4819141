#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// A number in folded text: digits ("1,299.00"), Chinese numerals ("三百二十") or English words ("twenty five").
struct number_found {
    enum class form { digits, han, words };
    double value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    form how = form::digits;
    bool plain = true; ///< digits only: no sign, separator or fraction
};

/// Every number in the text, left to right, not overlapping. Linear.
std::vector<number_found> find_numbers(std::string_view folded_text);

/// The number that `word` as a whole is, such as a captured "十二" or "12".
std::optional<int> small_number(std::string_view word);

} // namespace amends::dialogs
