#pragma once

#include "bot/conversation/trees.hpp"
#include "bot/ports/admin_command.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

namespace amends::bot {

/// "tree.publish" (source: the tree's JSON text, file: its name for messages, reason): stores a version and makes
/// it the one that new conversations begin with, at once where `running` is a server's library; a tree with
/// mistakes is refused with all of them ("tree.invalid"). "tree.list". All arguments outlive the commands;
/// `running` may be null.
admin_commands tree_commands(runtime& runtime, store_access& store, tree_library* running);

} // namespace amends::bot
