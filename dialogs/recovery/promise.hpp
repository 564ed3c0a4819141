#pragma once

#include "dialogs/model/event.hpp"
#include "dialogs/tree/graph.hpp"

namespace amends::dialogs {

/// When a promise made now is due (recovery.md G3): an absolute instant, never before now, rounded up to
/// the whole minute so that what is said is not earlier than what is kept. Business hours begin to count
/// when people are next there.
instant promise_due(const promise_node& promise, const facts& now);

} // namespace amends::dialogs
