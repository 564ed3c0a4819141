#pragma once

#include "adapters/net/http.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace amends::adapters {

/// The session's secret in the request's cookies; empty when there is none.
std::string session_secret(const http_request& request);

/// `Set-Cookie` that keeps `secret` for `lifetime`: HttpOnly, SameSite=Strict, for this host only; Secure and with the
/// `__Host-` prefix when the client speaks TLS (RFC 6265bis). An empty secret deletes the cookie.
std::string session_cookie(const http_request& request, std::string_view secret, std::chrono::seconds lifetime);

} // namespace amends::adapters
