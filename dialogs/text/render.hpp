#pragma once

#include "dialogs/model/effect.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

class tree;

/// A line as the customer sees it.
struct rendered_line {
    std::string text;
    std::vector<option> options;
    std::string question;
};

/// Renders a `say` with ICU MessageFormat in its language and the customer's `zone`. Falls back to the
/// tree's first language, never throws: a pattern that fails at run time yields the text id in brackets,
/// which the loader's checks make unreachable. Thread-safe; compiled patterns are cached, bounded.
rendered_line render(const tree& tree, const say& line, std::string_view zone);

/// A text without arguments, such as a handoff's reason or what was promised, in `language` or the tree's
/// first one. An id that the tree does not know comes back as it is.
std::string plain_text(const tree& tree, std::string_view text, std::string_view language);

} // namespace amends::dialogs
