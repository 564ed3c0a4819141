#pragma once

#include <string>
#include <string_view>

namespace amends::bot {

/// The few lines that the server itself says, where no tree can: in the conversation's language
/// (zh-Hans unless it is English).
enum class phrase {
    agent_joined,   ///< {name} has joined
    agent_left,     ///< {name} handed back to the assistant
    agent_vanished, ///< the person's connection is gone; another is being found
    poison,         ///< the message could not be processed; it is kept and a person will read it
    repeat,         ///< put before a question whose sending is uncertain
};

std::string say_phrase(phrase which, std::string_view language, std::string_view name = {});

} // namespace amends::bot
