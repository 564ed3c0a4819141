#pragma once

#include "dialogs/lint/rules.hpp"
#include "dialogs/tree/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// One place of a tree that breaks a rule.
struct finding {
    diagnostic at; ///< `code` is the rule's id, or the compiler's
    lint_severity severity = lint_severity::error;
    sentence mend; ///< empty where the message says it

    bool operator==(const finding&) const = default;
};

/// What the rules say of `compiled`, whose text is `source`, in the text's order; at most `most_problems`. Trees that
/// it calls are judged by themselves. Linear in the size of the tree; no I/O, safe from any thread.
std::vector<finding> lint(const tree& compiled, const tree_source& source);

/// A tree that was compiled and, when that went well, linted.
struct linted_tree {
    tree_ptr tree; ///< null when the compiler refused it
    std::vector<finding> findings;
};

/// Both halves: what the compiler reports (as errors), else what the rules say. `others` as in `load_tree`.
linted_tree lint_source(const tree_source& source, const std::vector<tree_source>& others = {});

} // namespace amends::dialogs
