#include "bot/config/spelling.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace amends::bot {
namespace {

/// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.resize(b.size() + 1);
    auto *before = &rows[0], *last = &rows[1], *now = &rows[2];
    for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*now)[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            auto best = std::min({(*last)[j] + 1, (*now)[j - 1] + 1, (*last)[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, (*before)[j - 2] + 1);
            (*now)[j] = best;
        }
        auto* oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return (*last)[b.size()];
}

} // namespace

std::string_view closest(std::string_view word, std::span<const std::string_view> candidates)
{
    constexpr std::size_t longest = 64; // nobody misspells more, and the table is quadratic
    if (word.size() > longest) return {};
    std::string_view best;
    std::size_t least = std::min<std::size_t>(3, std::max<std::size_t>(1, word.size() / 3)) + 1;
    for (auto candidate : candidates) {
        if (candidate.size() > longest) continue;
        if (auto d = distance(word, candidate); d < least) {
            least = d;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates)
{
    auto best = closest(word, candidates);
    return best.empty() ? std::string{} : "; did you mean " + std::string(best) + "?";
}

} // namespace amends::bot
