#pragma once

#include "adapters/net/service.hpp"
#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace amends::adapters {

/// Accepts connections on every address that a host name stands for, and survives running out of descriptors:
/// counts it, waits, goes on (reliability.md 6).
class listener {
public:
    virtual ~listener() = default;
    virtual std::uint16_t port() const = 0;
    /// The address to reach ourselves at.
    virtual std::string own_address() const = 0;
    /// Begins to accept. `tls` may be null.
    virtual void start(service_ptr host, std::shared_ptr<boost::asio::ssl::context> tls) = 0;
    /// Stops accepting; may be called from any thread.
    virtual void stop() = 0;
};

/// Binds. `anywhere`: other addresses than loopback are allowed. Errors: "listen.in_use", "listen.refused",
/// "listen.io".
result<std::shared_ptr<listener>> bind_listener(bot::runtime& runtime, const std::string& host, std::uint16_t port,
                                                bool anywhere);

} // namespace amends::adapters
