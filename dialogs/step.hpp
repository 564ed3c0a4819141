#pragma once

#include "dialogs/state.hpp"
#include "dialogs/trail.hpp"

namespace amends::dialogs {

class tree;

/// Decides one event (dialogs.md, "The step function"). Pure and deterministic: no clock, no randomness,
/// no I/O; the same arguments give an equal outcome. Never throws for any state, event or facts, visits at
/// most 64 nodes, and leaves no customer message unanswered while the bot holds the floor; while an agent
/// holds it, says nothing. A default-constructed or ended state begins `tree` anew.
outcome step(const tree& tree, const state& state, const event& event, const facts& facts);

/// The same, and adds to `walked` where it went: for tests of trees and comparisons of their versions.
outcome step(const tree& tree, const state& state, const event& event, const facts& facts, trail& walked);

} // namespace amends::dialogs
