#pragma once

#include "bot/cli/console.hpp"
#include "dialogs/testing/coverage.hpp"
#include "dialogs/testing/play.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace amends::bot {

/// What `amends test` is asked for.
struct dialog_test_options {
    std::vector<std::string> what;       ///< trees' ids, files, folders; empty: dialogs/trees/tests
    std::filesystem::path trees;         ///< folder to take trees from first; empty: none
    std::string format = "text";         ///< text, tap, junit
    std::optional<int> minimum_coverage; ///< percent of each tree's edges
};

/// A script as it was played.
struct played_script {
    std::string file;
    std::string tree;
    std::vector<dialogs::diagnostic> problems; ///< why it could not be played, or what of it could not
    std::vector<dialogs::played_conversation> conversations;
};

/// How much of one tree all scripts walked.
struct tree_coverage {
    std::string tree;
    std::string file;
    dialogs::coverage reached;
};

/// What a run of scripts came to.
struct dialog_test_report {
    std::vector<played_script> scripts;
    std::vector<tree_coverage> trees;

    bool passed() const;
    /// A tree of which less than `minimum` percent of the edges was walked.
    bool lacks(int minimum) const;
};

/// Writes a report to `out` in one of the formats of `dialog_test_options`.
void write_report(const dialog_test_report& report, const dialog_test_options& asked, std::ostream& out);

/// Finds and plays the scripts that are asked for. Errors: "usage" when there are none.
result<dialog_test_report> run_dialog_tests(const dialog_test_options& asked);

/// `amends test`: plays dialog scripts and prints how they went and how much of the trees they walk. Returns the exit
/// code: failed when a script does or less than the minimum is walked, usage when there is nothing to play.
int test_dialogs(const dialog_test_options& asked, console& console);

} // namespace amends::bot
