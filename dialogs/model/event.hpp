#pragma once

#include "dialogs/model/ids.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/understanding.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace amends {

/// The customer wrote, or pressed a quick reply.
struct customer_message {
    std::string text;
    std::string option;   ///< value of the pressed option, empty when typed
    std::string question; ///< id of the question that `option` answers, empty when typed
    understanding meaning;

    bool operator==(const customer_message&) const = default;
};

/// A timer that the dialog started is due.
struct timer_fired {
    std::string name;

    bool operator==(const timer_fired&) const = default;
};

/// A person took the floor.
struct agent_joined {
    user_id agent;
    std::string name;

    bool operator==(const agent_joined&) const = default;
};

/// Why the person gave up the floor.
enum class leave_reason : std::uint8_t { returned_to_bot, vanished, resolved };

struct agent_left {
    user_id agent;
    leave_reason reason = leave_reason::returned_to_bot;

    bool operator==(const agent_left&) const = default;
};

/// Everything that can make a conversation take a step (dialogs.md, "The step function"). The stored
/// codec names the alternatives, so their order may change but their names may not.
using event = std::variant<customer_message, timer_fired, agent_joined, agent_left>;

/// What the world looked like when the event was decided. Stored with the event: the same event and
/// facts give the same step again.
struct facts {
    instant now;
    std::string zone = "UTC"; ///< the customer's IANA time zone
    std::string locale;       ///< what the channel says of the customer's language, BCP 47, may be empty
    std::uint64_t seed = 0;   ///< picks wording variants
    bool business_open = true;
    instant next_open;        ///< when people are next there; meaningful when not `business_open`
    int agents_available = 0; ///< agents signed in and accepting
    int queue_length = 0;     ///< conversations waiting before this one
    std::string case_number;  ///< number to use should this step open a case
    bool buttons = true;      ///< the channel can show quick replies

    bool operator==(const facts&) const = default;
};

} // namespace amends
