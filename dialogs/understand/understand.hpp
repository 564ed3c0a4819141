#pragma once

#include "dialogs/model/instant.hpp"
#include "dialogs/model/understanding.hpp"

#include <string_view>

namespace amends::dialogs {

class text_model;

/// What surrounds the message: needed for dates ("昨天", "last Tuesday") and short answers.
struct message_surroundings {
    std::string_view language; ///< the conversation's language so far, empty at its start
    std::string_view zone = "UTC";
    instant now;
};

/// Understands one customer message: language, act, intent, class, emotion, signals, entities. Local and
/// in-process, bounded time and memory for any input (recovery.md A1, A6, E3); thread-safe.
understanding understand(std::string_view text, const message_surroundings& around);

/// The same by another model than the shipped one: to validate it.
understanding understand(std::string_view text, const message_surroundings& around, const text_model& learned);

} // namespace amends::dialogs
