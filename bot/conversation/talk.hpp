#pragma once

#include "dialogs/replay/happening.hpp"
#include "storage/reader.hpp"

#include <functional>
#include <string>
#include <vector>

namespace amends::bot {

/// A conversation's events in their order, as steps take them.
struct talk {
    std::vector<dialogs::happening> happenings;
    /// Why it ends before its end: an event that cannot be stepped through again. Empty when it is whole.
    std::string broken;
};

/// A tree by its id and version; null when it is not to be had.
using tree_source = std::function<dialogs::tree_ptr(const std::string& id, const std::string& version)>;

/// Reads a conversation back from its stored events, with the customer's words from the transcript. Blocking; errors
/// are the store's.
result<talk> read_talk(storage::reader& reader, conversation_id id, const tree_source& trees);

} // namespace amends::bot
