#pragma once

#include "dialogs/model/ids.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/message.hpp"
#include "dialogs/model/understanding.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace amends {

/// The customer wrote, or pressed a quick reply.
struct customer_message {
    std::string text;
    std::string option;   ///< value of the pressed option, empty when typed
    std::string question; ///< id of the question that `option` answers, empty when typed
    understanding meaning;
    std::vector<attachment> attachments{};

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

/// How a look-up ended; `failed` also when it took too long or nothing usable came back.
enum class lookup_outcome : std::uint8_t { found, not_found, failed };

/// A connector answered a `look_up`.
struct fact_arrived {
    std::string lookup; ///< the id that the `look_up` carried; one that is no longer waited for changes nothing
    std::string connector;
    lookup_outcome outcome = lookup_outcome::failed;
    std::map<std::string, std::string> fields; ///< by name, in the canonical form of slots ("320.00 CNY", "yes")

    bool operator==(const fact_arrived&) const = default;
};

/// Somebody outside the dialog settled whether the customer gets a remedy (recovery.md F1).
struct remedy_decided {
    std::string remedy; ///< the rule's id in the tree
    bool approved = false;

    bool operator==(const remedy_decided&) const = default;
};

/// A remedy was carried out, or could not be (recovery.md G1).
struct remedy_executed {
    std::string remedy; ///< the rule's id in the tree
    bool done = false;

    bool operator==(const remedy_executed&) const = default;
};

/// Everything that can make a conversation take a step (dialogs.md, "The step function"). The stored
/// codec names the alternatives, so their order may change but their names may not.
using event = std::variant<customer_message, timer_fired, agent_joined, agent_left, fact_arrived, remedy_decided,
                           remedy_executed>;

/// What the world looked like when the event was decided. Stored with the event: the same event and
/// facts give the same step again.
struct facts {
    instant now;
    std::string zone = "UTC"; ///< the customer's IANA time zone
    std::string locale;       ///< what the channel says of the customer's language, BCP 47, may be empty
    std::uint64_t seed = 0;   ///< picks wording variants
    bool business_open = true;
    instant next_open;                           ///< when people are next there; meaningful when not `business_open`
    int agents_available = 0;                    ///< agents signed in and accepting
    int queue_length = 0;                        ///< conversations waiting before this one
    std::string case_number;                     ///< number to use should this step open a case
    bool buttons = true;                         ///< the channel can show quick replies
    bool attachments = false;                    ///< the channel can carry files
    std::set<std::string> connectors;            ///< those that can be asked
    std::map<std::string, std::string> customer; ///< flags of the customer's record: "vip" is "yes"
    std::optional<double> remedy_budget; ///< what the bot may still give, in the tree's currency; none: no limit

    bool operator==(const facts&) const = default;
};

} // namespace amends
