#pragma once

#include "dialogs/tree/tree.hpp"

#include <string_view>
#include <vector>

namespace amends::dialogs {

struct shipped_source {
    std::string_view id;   ///< "retail-order"
    std::string_view file; ///< "retail-order.json"
    std::string_view text;
};

/// The trees that come with Amends, as text, embedded in the binary: what a fresh store is seeded with.
const std::vector<shipped_source>& shipped_trees();

struct shipped_script {
    std::string_view tree; ///< id
    std::string_view name; ///< "beginnings"
    std::string_view text;
};

/// The dialog tests that come with Amends.
const std::vector<shipped_script>& shipped_scripts();

/// The JSON Schema (draft-07) that trees are validated against and that editors use.
std::string_view tree_schema();

} // namespace amends::dialogs
