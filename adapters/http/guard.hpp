#pragma once

#include "adapters/net/http.hpp"
#include "bot/auth/accounts.hpp"

#include <boost/asio/awaitable.hpp>

#include <variant>

namespace amends::adapters {

/// The request carries the session's own `X-CSRF-Token`: it comes from a page of ours (reliability.md 7).
bool carries_csrf_token(const http_request& request, const bot::signed_in& who);

http_response signed_out_response();
http_response csrf_response();

/// The admin who asks, or the refusal: 401 without a session, 403 for others than admins, and for what changes something
/// (all but GET and HEAD) without the session's CSRF token.
boost::asio::awaitable<std::variant<bot::signed_in, http_response>> admit_admin(bot::accounts& accounts,
                                                                                const http_request& request);

} // namespace amends::adapters
