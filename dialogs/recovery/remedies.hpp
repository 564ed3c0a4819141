#pragma once

#include "dialogs/state.hpp"
#include "dialogs/tree/graph.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace amends::dialogs {

/// What the policy permits at one place of the dialog. Without offers `withheld` names the gate that is closed
/// (recovery.md F4): "need_unknown", "not_confirmed", "not_covered", "not_operable", "over_budget".
struct remedy_proposal {
    std::vector<offered_remedy> offers; ///< of the kind that was wished for first, then what the law grants
    std::string withheld;

    bool operator==(const remedy_proposal&) const = default;
};

/// Whether a condition of the tree holds now.
using condition_test = std::function<bool(const condition&)>;

/// Asks the tree's policy table: of each kind the first rule that applies, at its opening amount (F8), what the
/// law grants in full whatever the bot's limits are (F7).
remedy_proposal propose(const tree::graph& graph, const remedy_node& node, const state& s, const facts& now,
                        const condition_test& holds);

/// `offer` raised as far as the table lets it: to `wanted` where that is within reach, else by one step of its
/// improvements (F7: at most that many, never lower than before). Nothing when it is at its end.
std::optional<offered_remedy> improved(const tree::graph& graph, const offered_remedy& offer, const state& s,
                                       const facts& now, std::optional<double> wanted);

/// Whether the bot may give this by its own authority (F1).
bool within_limit(const remedy_rule& rule, const std::string& amount);

} // namespace amends::dialogs
