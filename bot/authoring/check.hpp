#pragma once

#include "dialogs/tree/tree.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace amends::bot {

/// Whether what was found keeps a tree from being published.
enum class severity : std::uint8_t { error, warning };

/// One thing to mend in a tree's text, or to think about.
struct finding {
    bot::severity severity = bot::severity::error;
    dialogs::diagnostic what;

    bool operator==(const finding&) const = default;
};

struct checked_tree {
    dialogs::tree_ptr tree; ///< null when the text does not compile
    std::vector<finding> findings;

    bool publishable() const;
};

/// Everything that is known to be wrong with a tree's text: the one check behind the editor, the API, the command line
/// and publishing. `file` names the text in findings. Pure; takes milliseconds, so not on an I/O thread.
checked_tree check(std::string_view text, std::string_view file);

/// A further gate before a version is published, such as running the tree's tests; what it finds may refuse it.
using publish_gate = std::function<std::vector<finding>(const dialogs::tree_ptr& tree, std::string_view text)>;

} // namespace amends::bot
