#pragma once

#include "dialogs/trail.hpp"
#include "dialogs/tree/tree.hpp"

#include <set>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// A node, an edge or a listener of a tree.
struct tree_part {
    stretch where;
    int line = 0; ///< in the tree's file, from 1; 0 for a part that is in another file
};

/// How much of a tree was walked. Listeners and what follows an agent count as edges.
struct coverage {
    std::size_t nodes = 0;
    std::size_t nodes_reached = 0;
    std::size_t edges = 0;
    std::size_t edges_reached = 0;
    std::vector<tree_part> missed; ///< in the order of the file

    /// Of 100, rounded down, so that only a whole tree has 100.
    int percent() const { return edges == 0 ? 100 : static_cast<int>(edges_reached * 100 / edges); }
};

/// Compares what was `walked` with all that `tree` has; `text` is the file that it was loaded from.
coverage measure(const tree& tree, std::string_view text, const std::set<stretch>& walked);

/// "node hurry", "hurry: give_up", "listener 3".
std::string to_string(const stretch& where);

} // namespace amends::dialogs
