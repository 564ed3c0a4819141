#pragma once

#include "bot/ports/admin_command.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

namespace amends::bot {

/// "backup" (to: absolute path), "export" and "verify" (after: conversation id, limit: conversations a page;
/// `next` of the answer is the next page's `after`, null at the end) and "status". Both arguments outlive
/// the commands.
admin_commands store_commands(runtime& runtime, store_access& store);

} // namespace amends::bot
