#pragma once

#include "dialogs/lint/wording.hpp"
#include "dialogs/tree/tree.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// What a tree that compiles may still do wrong to a customer. The wording rules stand beside these.
struct lint_rule {
    std::string_view id;   ///< "recovery/apology-first"
    std::string_view seed; ///< the row of recovery.md
    lint_severity severity = lint_severity::error;
    std::string_view reason;
    std::string_view mend;
};

std::span<const lint_rule> lint_rules();

struct lint_finding {
    lint_severity severity = lint_severity::error;
    diagnostic at; ///< `code` is the rule's id; `message` says what, why with the row of recovery.md, and the mend
};

/// Everything that the rules object to in a compiled tree, in the order of its text. `source` is the text that
/// `tree` was compiled from; trees that it calls are linted on their own. Linear in the tree for each rule.
std::vector<lint_finding> lint(const tree& tree, std::string_view source, std::string_view file);

/// Whether any of them is an error.
bool has_errors(const std::vector<lint_finding>& findings);

} // namespace amends::dialogs
