#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

namespace amends::dialogs {

/// A stretch of the way that a step went through its tree. `edge` is spelled as in the tree ("next", "give_up", a
/// choice's value), a branch's as "case 1" or "default"; it is empty for the node itself. Without a node it is a part of
/// the tree as a whole: "listener 1", "after_resolved".
struct stretch {
    std::string node;
    std::string edge;

    auto operator<=>(const stretch&) const = default;
};

/// Where a step went, in order.
using trail = std::vector<stretch>;

/// The edge of a branch's case, counted from 0.
inline std::string case_edge(std::size_t index) { return "case " + std::to_string(index + 1); }
/// A tree's listener, counted from 0.
inline std::string listener_part(std::size_t index) { return "listener " + std::to_string(index + 1); }

} // namespace amends::dialogs
