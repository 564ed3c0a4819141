#pragma once

#include "dialogs/text/sentence.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace amends::dialogs {

/// An error is what no customer should meet; a warning is what an author should look at.
enum class lint_severity : std::uint8_t { warning, error };

/// One rule of good complaint handling, or of a sound tree.
struct lint_rule {
    std::string_view id; ///< stable: "recovery/apology-first"
    lint_severity severity;
    std::string_view row;  ///< of recovery.md, or of dialogs.md where it is about structure
    fixed_sentence reason; ///< one line: what is wrong
    fixed_sentence mend;
};

/// Every rule, sorted by id; docs/lint.md has the same table.
std::span<const lint_rule> lint_rules();

/// The rule of that id, null when there is none: such as a code of the compiler.
const lint_rule* find_lint_rule(std::string_view id);

} // namespace amends::dialogs
