#pragma once

#include "bot/cli/console.hpp"

#include <string>
#include <vector>

namespace amends::bot {

/// What `amends lint` is asked for.
struct linting {
    std::vector<std::string> files; ///< empty: the trees that come with Amends
    std::string format = "text";    ///< text, json or sarif
    bool strict = false;            ///< warnings fail too
};

/// Prints everything that is wrong with the trees, for their language (tree.*) and for the customer (recovery.md).
/// Returns the exit code: failed for errors, and with `strict` for warnings.
int lint_trees(const linting& asked, console& console);

} // namespace amends::bot
