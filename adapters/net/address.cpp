#include "adapters/net/address.hpp"

#include <algorithm>
#include <optional>

namespace amends::adapters {

namespace asio = boost::asio;

namespace {

std::optional<ip_address> parse(std::string_view text)
{
    boost::system::error_code error;
    auto address = asio::ip::make_address(std::string(text), error);
    if (error) return std::nullopt;
    return canonical(address);
}

std::string_view trimmed(std::string_view s)
{
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

} // namespace

ip_address canonical(const ip_address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

bool is_loopback(std::string_view text)
{
    const auto address = parse(text);
    return address && address->is_loopback();
}

result<proxy_trust> proxy_trust::from(const std::vector<std::string>& addresses)
{
    proxy_trust trust;
    for (const auto& each : addresses) {
        const auto address = parse(each);
        if (!address)
            return problem{"listen.refused", "server.trusted_proxies: \"" + each +
                                                 "\" is not an IP address; write each proxy's own address"};
        trust.proxies_.push_back(*address);
    }
    return trust;
}

bool proxy_trust::trusts(const ip_address& peer) const
{
    return std::find(proxies_.begin(), proxies_.end(), canonical(peer)) != proxies_.end();
}

proxy_trust::client proxy_trust::resolve(const ip_address& peer, bool tls,
                                         const std::vector<std::string_view>& forwarded_for,
                                         std::string_view forwarded_proto) const
{
    if (!trusts(peer)) return {canonical(peer).to_string(), tls};

    client known{{}, tls || forwarded_proto == "https"};
    for (auto line = forwarded_for.rbegin(); line != forwarded_for.rend(); ++line) {
        std::string_view chain = *line;
        while (!chain.empty()) {
            const auto comma = chain.rfind(',');
            const auto last = trimmed(comma == std::string_view::npos ? chain : chain.substr(comma + 1));
            const auto address = parse(last);
            if (!address) return known;
            if (!trusts(*address)) {
                known.address = address->to_string();
                return known;
            }
            chain = comma == std::string_view::npos ? std::string_view{} : chain.substr(0, comma);
        }
    }
    return known;
}

} // namespace amends::adapters
