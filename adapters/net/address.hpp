#pragma once

#include "dialogs/model/result.hpp"

#include <boost/asio/ip/address.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace amends::adapters {

using ip_address = boost::asio::ip::address;

/// An IPv4 address mapped into IPv6 becomes the IPv4 one, so that each client has one name.
ip_address canonical(const ip_address& address);
/// Loopback also when `text` is an address mapped into IPv6; false for anything that is not an address.
bool is_loopback(std::string_view text);

/// Whose `X-Forwarded-*` headers are believed.
class proxy_trust {
public:
    proxy_trust() = default;
    /// Errors: "listen.refused" when an entry is not an address.
    static result<proxy_trust> from(const std::vector<std::string>& addresses);

    bool empty() const { return proxies_.empty(); }
    bool trusts(const ip_address& peer) const;

    struct client {
        std::string address; ///< empty when a proxy does not tell
        bool secure = false;
    };
    /// Who is behind a connection from `peer`: the last address in the chain of `forwarded_for` that is not a
    /// trusted proxy. Without a trusted `peer` the headers count for nothing.
    client resolve(const ip_address& peer, bool tls, const std::vector<std::string_view>& forwarded_for,
                   std::string_view forwarded_proto) const;

private:
    std::vector<ip_address> proxies_;
};

} // namespace amends::adapters
