#pragma once

#include "dialogs/model/ids.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/message.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace amends::bot {

/// A transcript line on its way to a screen. Internal notes have a sequence of their own.
struct spoken_line {
    std::int64_t sequence = 0;
    bool internal = false;
    bool withdrawn = false; ///< to customers: the number without the text
    speaker from = speaker::bot;
    std::string text;
    std::vector<option> options;
    std::string question;
    std::string author;    ///< display name of a person
    std::string client_id; ///< the sender's own id of the message, empty when it had none
    instant at;
};

using spoken_line_ptr = std::shared_ptr<const spoken_line>;

/// Who holds the floor, as clients see it.
struct floor_view {
    floor_holder holder = floor_holder::bot;
    user_id agent;
    std::string agent_name;
    std::int64_t token = 0;
    instant since;

    bool operator==(const floor_view&) const = default;
};

/// A customer's client attached to a conversation. Called on the conversation's strand; must not block,
/// throw or call back into the conversation: post to a strand of its own.
class customer_listener {
public:
    virtual ~customer_listener() = default;
    virtual void on_line(spoken_line_ptr line) = 0;
    virtual void on_floor(const floor_view& floor) = 0;
    virtual void on_typing(speaker who, bool on) = 0;
};

} // namespace amends::bot
