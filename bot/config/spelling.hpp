#pragma once

#include <span>
#include <string>
#include <string_view>

namespace amends::bot {

/// The candidate that `word` is most likely a misspelling of, counting a changed, missing, added or swapped
/// letter as one mistake each; empty when none is near (at most a third of the letters, three at most).
std::string_view closest(std::string_view word, std::span<const std::string_view> candidates);

/// "; did you mean server.port?" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

} // namespace amends::bot
