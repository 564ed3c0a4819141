#include "bot/auth/throttle.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cmath>

namespace amends::bot {

std::optional<std::chrono::seconds> throttle::take(const std::string& key, time now)
{
    if (auto found = buckets_.find(key); found != buckets_.end()) {
        by_use_.splice(by_use_.begin(), by_use_, found->second);
    } else {
        if (by_use_.size() >= capacity_) {
            buckets_.erase(by_use_.back().key);
            by_use_.pop_back();
        }
        by_use_.push_front({key, burst_, now});
        buckets_[key] = by_use_.begin();
    }
    auto& used = by_use_.front();
    used.tokens = std::min(burst_, used.tokens + std::chrono::duration<double>(now - used.at) / refill_);
    used.at = now;
    if (used.tokens >= 1) {
        used.tokens -= 1;
        return std::nullopt;
    }
    const auto wait = (1 - used.tokens) * refill_.count();
    return std::chrono::seconds(std::max<std::int64_t>(1, std::llround(std::ceil(wait))));
}

void throttle::forgive(const std::string& key)
{
    if (auto found = buckets_.find(key); found != buckets_.end()) {
        by_use_.erase(found->second);
        buckets_.erase(found);
    }
}

std::string throttle_key(const std::string& address)
{
    boost::system::error_code error;
    auto parsed = boost::asio::ip::make_address(address, error);
    if (error || parsed.is_v4()) return address;
    auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    auto bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

} // namespace amends::bot
