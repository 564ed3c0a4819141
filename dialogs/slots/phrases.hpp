#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace amends::dialogs {

/// The letters, digits and other signs of a message that carry words: punctuation and spaces at both
/// ends do not count.
std::string_view bare(std::string_view folded_text);

/// Where `phrase` occurs in folded text as a whole: English words end at word boundaries, Chinese ones
/// anywhere. npos when it does not.
std::size_t find_phrase(std::string_view folded_text, std::string_view phrase, std::size_t from = 0);

/// Whether what stands before `at`, in the same clause, negates it: 不要, 别, 没有, not, don't, no, never.
bool negated(std::string_view folded_text, std::size_t at);

/// Whether nothing but polite filling ("是", "我的", "it's", "please") is left of the text outside
/// [begin, end).
bool only_filling_around(std::string_view folded_text, std::size_t begin, std::size_t end);

} // namespace amends::dialogs
