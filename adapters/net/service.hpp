#pragma once

#include "adapters/net/address.hpp"
#include "adapters/net/connections.hpp"
#include "adapters/net/http.hpp"
#include "adapters/net/limits.hpp"
#include "adapters/net/socket.hpp"
#include "bot/ports/runtime.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amends::adapters {

/// A path that speaks WebSocket.
struct socket_endpoint {
    std::string path;
    std::string subprotocol; ///< a client that does not offer it is refused
    /// Says no before the upgrade (a foreign Origin), or nothing.
    std::function<std::optional<http_response>(const http_request&)> refuse;
    /// The session on a socket that has opened; it is held until `on_closed`.
    std::function<std::shared_ptr<socket_listener>(std::shared_ptr<socket>, http_request)> open;
};

/// What every connection serves. Filled before the listener starts, then only read; outlives all connections.
struct service {
    bot::runtime& runtime;
    adapters::limits limits;
    std::shared_ptr<connections> open;
    proxy_trust proxies;
    route_table routes;
    std::vector<socket_endpoint> sockets;
    /// Answers GET and HEAD of whatever no route knows.
    std::function<http_response(const http_request&)> front_end;
};

using service_ptr = std::shared_ptr<const service>;

} // namespace amends::adapters
