#pragma once

#include "bot/ports/admin_command.hpp"
#include "storage/reader.hpp"

namespace amends::bot {

/// A conversation as `amends export` shows it: where and when, its case and promises, and every line of both
/// audiences in the order of storing; docs/operations.md lists the members. Empty when there is no such
/// conversation.
result<json_text> export_conversation(storage::reader& reader, conversation_id id);

} // namespace amends::bot
