#pragma once

#include "dialogs/tree/tree.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// One thing that a case holds, as a person reads it.
struct shown_field {
    std::string name;
    std::string label;
    std::string value;

    bool operator==(const shown_field&) const = default;
};

/// A case's fields in words of `language`: the tree's slots in the tree's order, a chosen value by its label;
/// then what the engine itself found (class, severity and its factors); then what the tree set and nobody
/// has a name for, as it is. The feeling is left out: it is shown beside, not among the facts.
std::vector<shown_field> shown_fields(const tree& tree, const std::map<std::string, std::string>& fields,
                                      std::string_view language);

} // namespace amends::dialogs
