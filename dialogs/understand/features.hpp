#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// How a text is cut: Chinese into characters, English within its words.
enum class cutting : std::uint8_t { chinese, english };

/// Features of one sort; each sort is weighed by itself, so that many n-grams do not drown a few cues.
enum class feature_sort : std::uint8_t { characters, words, cues, themes };
inline constexpr std::size_t feature_sorts = 4;

/// A feature is the hash of what it stands for, its sort in the top two bits.
using feature = std::uint32_t;

inline feature_sort sort_of(feature f) { return static_cast<feature_sort>(f >> 30); }

/// A cue that was found by other means than n-grams: a phrase of a lexicon, a pattern, shouting.
feature cue_feature(std::string_view family, unsigned number, feature_sort sort = feature_sort::cues);

/// Cuts folded text into character n-grams (Chinese 1 to 3, English 2 to 5 within a word) and words, alone
/// and in pairs. Digits count as one digit, long runs of a character as three. Features repeat as often as
/// they occur. Linear in the text.
void cut_features(std::string_view folded_text, cutting how, std::vector<feature>& into);

} // namespace amends::dialogs
