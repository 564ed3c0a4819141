#pragma once

#include "dialogs/model/ids.hpp"

#include <string>

namespace amends::bot {

struct conversation_view;

/// What conversations tell the desk, and what they ask it. Thread-safe, does not block.
class desk_feed {
public:
    virtual ~desk_feed() = default;
    /// A conversation waits for a person, is held by one, is owed an answer by the desk, or none of these any
    /// more: then it leaves the list.
    virtual void changed(conversation_view view) = 0;
    /// Agents signed in and taking chats now.
    virtual int agents_available() const = 0;
    /// How many conversations that only owe an answer are listed at most; the others stay in the store.
    virtual int most_owed() const = 0;
    /// Conversations waiting now.
    virtual int waiting() const = 0;
};

} // namespace amends::bot
