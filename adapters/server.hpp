#pragma once

#include "adapters/net/limits.hpp"
#include "bot/auth/accounts.hpp"
#include "bot/authoring/authoring.hpp"
#include "bot/config/config.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/desk/desk.hpp"
#include "bot/ports/runtime.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace amends::adapters {

/// What the network side needs of the rest.
struct server_parts {
    bot::runtime& runtime;
    const bot::config& config;
    bot::registry& conversations;
    bot::desk& desk;
    bot::accounts& accounts;
    bot::authoring* trees;                     ///< null: trees cannot be written through this server
    std::string visitor_secret;                ///< signs visitor tokens (HMAC-SHA256)
    std::function<std::string()> metrics_text; ///< Prometheus exposition
};

/// The listening server: HTTP, web chat, desk sockets, front ends.
class server {
public:
    virtual ~server() = default;
    virtual std::uint16_t port() const = 0; ///< the one really bound, when 0 was asked for
    /// Stops accepting, closes every socket with 1012 after its queue is flushed or `limit` has passed.
    virtual boost::asio::awaitable<void> stop(std::chrono::milliseconds limit) = 0;
};

/// Binds and starts. Errors: "listen.in_use", "listen.refused" (not loopback without TLS or a declared
/// proxy), "listen.io", "tls.certificate", "tls.key", "server.web_root", each with its mend.
result<std::unique_ptr<server>> listen(server_parts parts);
/// The same with other bounds than the usual ones: tests shorten the waits.
result<std::unique_ptr<server>> listen(server_parts parts, limits bounds);

} // namespace amends::adapters
