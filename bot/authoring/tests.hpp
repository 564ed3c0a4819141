#pragma once

#include "bot/authoring/check.hpp"
#include "storage/records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::bot {

/// A dialog test that a tree is played through before it is published.
struct tree_test {
    std::string name;    ///< "late"
    std::string source;  ///< empty: withdrawn
    std::string shipped; ///< the text that comes with Amends, empty when there is none
    std::int64_t revision = 0;
    std::string author; ///< empty as long as nobody changed what comes with Amends
    instant at;
};

/// How a test went; what failed are the findings.
struct played_test {
    std::string name;
    std::size_t conversations = 0;
    std::size_t expectations = 0;
    std::vector<finding> failures;
};

/// All tests of a tree, and how much of it they walk.
struct played_tests {
    std::vector<played_test> tests;
    std::size_t edges = 0;
    std::size_t edges_reached = 0;

    /// Of all tests.
    std::vector<finding> failures() const;
};

/// The tests of the tree `id`, by name: those that come with Amends, with what is `stored` in their place and beside them.
std::vector<tree_test> merge_tests(std::string_view id, std::vector<storage::tree_test> stored);

/// Plays `tests` with a tree whose text is `text`. Pure; takes as long as the tests are many, so not on an I/O thread.
played_tests play_tests(const dialogs::tree_ptr& tree, std::string_view text, const std::vector<tree_test>& tests);

} // namespace amends::bot
