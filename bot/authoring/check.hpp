#pragma once

#include "dialogs/tree/tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::bot {

/// Whether what was found keeps a tree from being published.
enum class severity : std::uint8_t { error, warning };

/// One thing to mend in a tree's text, or to think about.
struct finding {
    bot::severity severity = bot::severity::error;
    dialogs::diagnostic what;
    sentence mend{};        ///< empty where the message says it
    std::string test{};     ///< the dialog test whose line it is; empty: the tree's own text
    std::string happened{}; ///< what was said and done instead, a line each

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

/// As the command line tells it: "file:line:column: [node] message (code)", the mend, and what happened instead.
std::string to_string(const finding& each, std::string_view language);

bool any_error(const std::vector<finding>& findings);

} // namespace amends::bot
