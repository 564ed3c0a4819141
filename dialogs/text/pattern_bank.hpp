#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// One match of a pattern: the whole and its groups, as ranges of the text; an absent group is empty.
struct pattern_match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::string_view> groups;
};

/// Many RE2 patterns searched for at once: one pass tells which occur, and only those are looked at
/// closely. Linear in the text; safe to use from any thread.
class pattern_bank {
public:
    /// `patterns` are the engine's own and compile; at most six groups each.
    explicit pattern_bank(const std::vector<std::string_view>& patterns);
    ~pattern_bank();
    pattern_bank(const pattern_bank&) = delete;
    pattern_bank& operator=(const pattern_bank&) = delete;

    /// Indices of the patterns that occur in `text`, ascending.
    std::vector<int> occurring(std::string_view text) const;
    /// Every match of one pattern, left to right, at most `most`.
    std::vector<pattern_match> matches(int pattern, std::string_view text, std::size_t most = 16) const;

private:
    struct compiled;
    std::unique_ptr<compiled> compiled_;
};

} // namespace amends::dialogs
