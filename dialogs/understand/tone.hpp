#pragma once

#include "dialogs/model/understanding.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/understand/lexicon.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// "zh-Hans" or "en", or empty when the message does not tell: a number, a name, "ok". In a conversation
/// that has a language (`so_far`) a lone common word does not change it.
std::string language_of(std::string_view folded_text, std::string_view so_far);

/// The feeling that shows in the words and in how they are written (recovery.md A2, A6): the strongest
/// phrase gives the level; many of them, shouting and rows of !!! raise it by one.
emotion tone_of(const folded& heard, const std::vector<lexicon_hit>& hits, std::string_view written);

/// Whether the message puts a question.
bool asks(std::string_view folded_text);

} // namespace amends::dialogs
