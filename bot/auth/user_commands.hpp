#pragma once

#include "bot/auth/accounts.hpp"
#include "bot/ports/admin_command.hpp"

namespace amends::bot {

/// "user.add" (name, display, role, password), "user.passwd" (name, password), "user.disable" (name, disabled)
/// and "user.list". `store` outlives the commands. Whoever may speak to the admin socket owns the data: in
/// the audit trail that person is user 0.
admin_commands user_commands(std::shared_ptr<accounts> accounts, store_access& store);

} // namespace amends::bot
