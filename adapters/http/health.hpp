#pragma once

#include "adapters/net/http.hpp"
#include "adapters/net/listener.hpp"
#include "bot/conversation/registry.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace amends::adapters {

/// `/healthz` and `/readyz` (docs/desk-protocol.md).
class health {
public:
    health(std::shared_ptr<const listener> door, bot::registry& conversations)
        : door_(std::move(door)), conversations_(conversations)
    {}

    /// 200 when a connection to ourselves is answered within two seconds: a process that lives but no longer
    /// accepts is not healthy (reliability.md 6).
    boost::asio::awaitable<http_response> healthz(http_request request) const;
    boost::asio::awaitable<http_response> readyz(http_request request) const;

private:
    std::shared_ptr<const listener> door_;
    bot::registry& conversations_;
};

} // namespace amends::adapters
