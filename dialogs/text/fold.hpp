#pragma once

#include "dialogs/model/understanding.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// A message made comparable: lower case, full-width forms narrowed, traditional characters simplified,
/// invisible and combining characters dropped, runs of white space made one space. Remembers where each
/// byte came from, so that a finding can be shown in the customer's own words.
struct folded {
    std::string text;                  ///< valid UTF-8
    std::vector<std::uint32_t> origin; ///< byte offset in the source of each byte of `text`, and its end

    /// The range of the source that [begin, end) of `text` came from.
    span source(std::size_t begin, std::size_t end) const;
};

/// Longer messages are folded up to here; nothing a person types to a complaint desk is longer.
inline constexpr std::size_t fold_limit = 16 * 1024;

/// Folds at most `limit` bytes of any byte sequence; bytes that are not UTF-8 become U+FFFD.
folded fold(std::string_view message, std::size_t limit = fold_limit);

/// `fold` without the way back: for the trees' own words.
std::string fold_words(std::string_view words);

/// Removes white space at both ends, including the ideographic space.
std::string_view trim(std::string_view text);

/// The longest prefix of at most `bytes` that ends between characters.
std::string_view cut(std::string_view text, std::size_t bytes);

/// `text` with everything that is not UTF-8 replaced by U+FFFD and NUL removed.
std::string clean_utf8(std::string_view text);

} // namespace amends::dialogs
