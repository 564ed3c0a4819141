#pragma once

#include "dialogs/testing/script.hpp"
#include "dialogs/trail.hpp"

#include <string>
#include <vector>

namespace amends::dialogs {

/// A line of a script that did not hold, or that cannot be played.
struct script_failure {
    int line = 0;
    sentence message;     ///< what was expected, or what is wrong with the line and its mend
    std::string happened; ///< what was said and done instead, a line each; empty where that does not matter
    bool mistake = false; ///< the script is wrong, not the tree
};

/// How one conversation of a script went.
struct played_conversation {
    std::string name;
    int line = 0;
    std::size_t expectations = 0; ///< that were looked at
    std::vector<script_failure> failures;
    trail walked;

    bool passed() const { return failures.empty(); }
};

/// Plays a conversation of `script` with `tree`. Stops at the event after the first failure, since what follows would
/// only repeat it. Pure: the clock and whatever else the world does is what the script says.
played_conversation play(const tree_ptr& tree, const script& script, const scripted_conversation& conversation);

} // namespace amends::dialogs
