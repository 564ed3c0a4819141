#pragma once

#include "dialogs/tree/graph.hpp"

#include <string>

namespace amends::dialogs {

/// JSON pointers of what a compiled tree holds; empty for what stands in another tree's text.
std::string place_of_node(const tree::graph& graph, std::size_t node);
std::string place_of_text(const tree::graph& graph, std::size_t text);

} // namespace amends::dialogs
