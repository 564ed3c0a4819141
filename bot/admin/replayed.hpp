#pragma once

#include "bot/conversation/talk.hpp"
#include "bot/ports/admin_command.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

namespace amends::bot {

/// A stored conversation by the trees that led it and by a draft, turn by turn, as docs/replay.md lists the
/// members. Empty when another tree led it, or none. Blocking; errors are the store's.
result<json_text> replay_conversation(storage::reader& reader, conversation_id id, const dialogs::tree& draft,
                                      const tree_source& trees);

/// "tree.replay" (source: the draft's JSON text, file: its name for messages; after, limit: as of "export"): what the
/// draft would have made of the stored conversations. Changes nothing. Both arguments outlive the commands.
admin_commands replay_commands(runtime& runtime, store_access& store);

} // namespace amends::bot
