#pragma once

#include "bot/conversation/trees.hpp"
#include "bot/ports/runtime.hpp"

namespace amends::bot {

/// Publishes those shipped trees whose version the store has not seen yet, then makes the store's active
/// versions the ones that new conversations begin with. A stored tree that this program cannot load any more
/// is logged and left out. Blocking; errors are the store's, or "tree.none" when no tree at all is usable.
result<void> seed_trees(store_access& store, tree_library& trees, const clock& time, log_sink& log);

} // namespace amends::bot
