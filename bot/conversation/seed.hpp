#pragma once

#include "bot/conversation/trees.hpp"
#include "bot/ports/runtime.hpp"

namespace amends::bot {

/// Publishes those shipped trees whose version the store has not seen yet, then makes the store's active
/// versions the ones that new conversations begin with. Blocking; errors are the store's.
result<void> seed_trees(store_access& store, tree_library& trees, const clock& time, log_sink& log);

} // namespace amends::bot
