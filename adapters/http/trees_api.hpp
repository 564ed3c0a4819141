#pragma once

#include "adapters/net/http.hpp"
#include "bot/auth/accounts.hpp"
#include "bot/authoring/authoring.hpp"

namespace amends::adapters {

/// `/api/admin/trees` and its neighbours (docs/trees-api.md): for signed-in admins. Both arguments outlive the routes.
void add_tree_routes(route_table& routes, bot::accounts& accounts, bot::authoring& trees);

} // namespace amends::adapters
