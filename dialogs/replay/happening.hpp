#pragma once

#include "dialogs/model/event.hpp"
#include "dialogs/tree/tree.hpp"

#include <string>

namespace amends::dialogs {

/// Something that happened in a conversation, as it is stored: all that a step needs to be taken again.
struct happening {
    event what; ///< a customer's message with its words, as far as they are still there
    amends::facts facts;
    tree_ptr tree; ///< the version that decided it then
};

/// What kind of event it is, as it is stored: "customer_message", "timer_fired", ...
std::string name_of(const event& e);

} // namespace amends::dialogs
