#include "bot/cli/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace amends::bot {
namespace {

constexpr std::size_t most_edits = 3000; ///< lines: beyond, looking for the shortest way takes too much memory
constexpr std::size_t around = 3;        ///< lines of context

using lines = std::vector<std::string_view>;

/// One line of the way from one text to the other.
struct edit {
    char sign; ///< ' ' in both, '-' only before, '+' only after
    std::string_view line;
};

lines lines_of(std::string_view text)
{
    lines all;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        all.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

/// How far along `from` the best way of `d` edits comes on each diagonal; one row for each number of edits.
using rows = std::vector<std::vector<std::ptrdiff_t>>;

std::ptrdiff_t furthest(const std::vector<std::ptrdiff_t>& row, std::ptrdiff_t d, std::ptrdiff_t k)
{
    return row[static_cast<std::size_t>(k + d)];
}

bool comes_from_above(const std::vector<std::ptrdiff_t>& row, std::ptrdiff_t d, std::ptrdiff_t k)
{
    return k == -d || (k != d && furthest(row, d - 1, k - 1) < furthest(row, d - 1, k + 1));
}

/// The edits from `from` to `to` backwards, along the rows.
void walk_back(const rows& seen, const lines& from, const lines& to, std::vector<edit>& edits)
{
    auto x = static_cast<std::ptrdiff_t>(from.size());
    auto y = static_cast<std::ptrdiff_t>(to.size());
    std::vector<edit> backwards;
    for (auto d = static_cast<std::ptrdiff_t>(seen.size()) - 1; d >= 0; --d) {
        const auto k = x - y;
        const bool insert = d > 0 && comes_from_above(seen[static_cast<std::size_t>(d - 1)], d, k);
        const auto origin = d == 0   ? 0
                            : insert ? furthest(seen[static_cast<std::size_t>(d - 1)], d - 1, k + 1)
                                     : furthest(seen[static_cast<std::size_t>(d - 1)], d - 1, k - 1) + 1;
        for (; x > origin; --x, --y) backwards.push_back({' ', from[static_cast<std::size_t>(x - 1)]});
        if (d == 0) break;
        if (insert)
            backwards.push_back({'+', to[static_cast<std::size_t>(--y)]});
        else
            backwards.push_back({'-', from[static_cast<std::size_t>(--x)]});
    }
    edits.insert(edits.end(), backwards.rbegin(), backwards.rend());
}

/// The shortest way by Myers' greedy algorithm; all of one for all of the other when it is too long.
void shortest_way(const lines& from, const lines& to, std::vector<edit>& edits)
{
    const auto n = static_cast<std::ptrdiff_t>(from.size());
    const auto m = static_cast<std::ptrdiff_t>(to.size());
    rows seen;
    const auto limit = static_cast<std::ptrdiff_t>(std::min(from.size() + to.size(), most_edits));
    for (std::ptrdiff_t d = 0; d <= limit; ++d) {
        std::vector<std::ptrdiff_t> row(static_cast<std::size_t>(2 * d + 1), 0);
        for (auto k = -d; k <= d; k += 2) {
            std::ptrdiff_t x = 0;
            if (d > 0)
                x = comes_from_above(seen.back(), d, k) ? furthest(seen.back(), d - 1, k + 1)
                                                        : furthest(seen.back(), d - 1, k - 1) + 1;
            while (x < n && x - k < m && from[static_cast<std::size_t>(x)] == to[static_cast<std::size_t>(x - k)]) ++x;
            row[static_cast<std::size_t>(k + d)] = x;
            if (x < n || x - k < m) continue;
            seen.push_back(std::move(row));
            return walk_back(seen, from, to, edits);
        }
        seen.push_back(std::move(row));
    }
    for (const auto& each : from) edits.push_back({'-', each});
    for (const auto& each : to) edits.push_back({'+', each});
}

std::vector<edit> edits_between(lines from, lines to)
{
    std::vector<edit> edits;
    std::vector<edit> same_end;
    const auto same = static_cast<std::size_t>(
        std::distance(from.begin(), std::mismatch(from.begin(), from.end(), to.begin(), to.end()).first));
    for (std::size_t i = 0; i < same; ++i) edits.push_back({' ', from[i]});
    while (from.size() > same && to.size() > same && from.back() == to.back()) {
        same_end.push_back({' ', from.back()});
        from.pop_back();
        to.pop_back();
    }
    const auto skip = static_cast<std::ptrdiff_t>(same);
    shortest_way({from.begin() + skip, from.end()}, {to.begin() + skip, to.end()}, edits);
    edits.insert(edits.end(), same_end.rbegin(), same_end.rend());
    return edits;
}

} // namespace

std::string difference(std::string_view from, std::string_view to, std::string_view before, std::string_view after)
{
    if (from == to) return {};
    const auto edits = edits_between(lines_of(from), lines_of(to));
    auto out = fmt::format("--- {}\n+++ {}\n", before, after);
    std::size_t at_from = 1;
    std::size_t at_to = 1;
    for (std::size_t i = 0; i < edits.size();) {
        // A hunk goes from some lines before a change to where nothing changes for long.
        auto begin = i;
        while (begin < edits.size() && edits[begin].sign == ' ') ++begin;
        if (begin == edits.size()) break;
        const auto first = std::max(i, begin < around ? 0 : begin - around);
        auto end = begin;
        for (auto look = begin; look < edits.size() && look <= end + 2 * around; ++look)
            if (edits[look].sign != ' ') end = look;
        const auto last = std::min(edits.size(), end + around + 1);
        at_from += first - i;
        at_to += first - i;
        std::string body;
        std::size_t in_from = 0;
        std::size_t in_to = 0;
        for (auto each = first; each < last; ++each) {
            in_from += edits[each].sign != '+' ? 1 : 0;
            in_to += edits[each].sign != '-' ? 1 : 0;
            body += edits[each].sign;
            body += edits[each].line;
            body += '\n';
        }
        out += fmt::format("@@ -{},{} +{},{} @@\n{}", at_from, in_from, at_to, in_to, body);
        at_from += in_from;
        at_to += in_to;
        i = last;
    }
    return out;
}

} // namespace amends::bot
