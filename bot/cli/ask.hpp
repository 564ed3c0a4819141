#pragma once

#include "bot/ports/server_link.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>

namespace amends::bot {

/// Asks the server, or this process in its stead, and gives what it answers. Errors: the server's own; "link.io" when
/// the answer is not understood.
result<nlohmann::json> ask(server_link& link, const nlohmann::json& request);

/// Asks for page after page of conversations and hands each to `each`, which returns false to stop; then the answer is
/// false. `request` has a command and what it wants besides `after` and `limit`.
result<bool> ask_pages(server_link& link, nlohmann::json request,
                       const std::function<bool(const nlohmann::json&)>& each);

} // namespace amends::bot
