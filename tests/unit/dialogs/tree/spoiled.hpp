#pragma once

#include "dialogs/tree/tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace amends::test {

struct place {
    int line = 0;
    int column = 0;
};

/// Where `marker` stands in `text`, counted in characters.
inline place place_of(const std::string& text, const std::string& marker)
{
    const auto at = text.find(marker);
    REQUIRE(at != std::string::npos);
    place p{1, 1};
    for (std::size_t i = 0; i < at; ++i) {
        if (text[i] == '\n')
            p = {p.line + 1, 1};
        else if ((text[i] & 0xc0) != 0x80)
            ++p.column;
    }
    return p;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

inline std::string all(const std::vector<dialogs::diagnostic>& problems)
{
    std::string text;
    for (const auto& each : problems) text += to_string(each) + "\n";
    return text;
}

/// One way to spoil a good tree, and what must be said about it where.
struct mistake {
    const char* code;
    const char* from; ///< what is replaced
    const char* to;
    const char* marker; ///< the diagnostic points at the beginning of this, in the spoiled text
    const char* node;
};

/// A han character is in it, which no English report has.
inline bool is_chinese(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '\xe4' && c <= '\xe9'; });
}

/// The spoiled tree is refused, and the mistake is among what is wrong with it: its code, file, line, column and node.
inline void expect_mistake(const std::string& good, const mistake& made)
{
    INFO(made.code << ": " << made.to);
    const auto spoiled = replaced(good, made.from, made.to);
    const auto where = place_of(spoiled, made.marker);
    const auto loaded = dialogs::load_tree(spoiled, "spoiled.json");
    CHECK(loaded.tree == nullptr);
    INFO(all(loaded.problems) << "expected at " << where.line << ":" << where.column);
    const bool found = std::any_of(loaded.problems.begin(), loaded.problems.end(), [&](const auto& p) {
        return p.code == made.code && p.line == where.line && p.column == where.column && p.node == made.node &&
               p.file == "spoiled.json" && !p.message.english.empty();
    });
    CHECK(found);
    for (const auto& each : loaded.problems) CHECK(is_chinese(each.message.chinese));
}

} // namespace amends::test
