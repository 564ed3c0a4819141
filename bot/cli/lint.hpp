#pragma once

#include "bot/cli/console.hpp"

#include <string>
#include <vector>

namespace amends::bot {

/// What `amends lint` is asked for.
struct linting {
    std::vector<std::string> files; ///< trees, and folders of them; empty: the trees that come with Amends
    std::string format = "text";    ///< text, json or sarif
    std::string language = "en";    ///< of what is told: zh-Hans or en
    bool strict = false;            ///< warnings fail too
};

/// Prints everything that is wrong with the trees, for their language (tree.*) and for the customer (recovery.md), and
/// how to mend it. Returns the exit code: failed for errors and for files that cannot be read, with `strict` for
/// warnings too. Asks no server.
int lint_trees(const linting& asked, console& console);

} // namespace amends::bot
