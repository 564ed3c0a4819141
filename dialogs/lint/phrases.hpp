#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The words behind the wording rules; private to dialogs/lint. Patterns are RE2 and see folded text
/// (dialogs/text/fold.hpp): lower case, simplified, narrow.
namespace amends::dialogs {

/// What a phrase means for its rule.
enum class phrase_use : std::uint8_t {
    breaks,   ///< the rule is broken where this stands
    harmless, ///< what it covers is not meant
    filler,   ///< says nothing of its own: only what is left beside it counts
};

struct wording_phrase {
    std::string_view rule; ///< without "wording/"
    phrase_use use;
    std::string_view pattern;
};

/// What a text has, whatever else it says. A bit each.
enum class text_mark : std::uint8_t { apology = 1, owner = 2, time = 4, reason = 8, alternative = 16, next_level = 32 };

struct marked_phrase {
    text_mark mark;
    std::string_view pattern;
};

/// The phrases of one language.
struct phrase_book {
    std::span<const wording_phrase> phrases;
    std::span<const marked_phrase> marks;
    std::string_view word; ///< one word, or one character where words are not spaced
    std::size_t few_words; ///< so many beside filler are no message of their own
};

phrase_book chinese_phrases();
phrase_book english_phrases();

} // namespace amends::dialogs
