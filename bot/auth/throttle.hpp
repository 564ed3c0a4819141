#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

namespace amends::bot {

/// Token buckets by key in bounded memory: of more keys than fit, the one used longest ago is forgotten.
/// Not thread-safe.
class throttle {
public:
    using time = std::chrono::steady_clock::time_point;

    /// `burst` at once, then one every `refill`.
    throttle(std::size_t capacity, int burst, std::chrono::seconds refill)
        : capacity_(capacity), burst_(burst), refill_(refill)
    {}

    /// Takes a token of `key`; when there is none, the seconds (at least 1) until there is one.
    std::optional<std::chrono::seconds> take(const std::string& key, time now);
    /// Fills the bucket of `key` again.
    void forgive(const std::string& key);

    std::size_t size() const { return by_use_.size(); }

private:
    struct bucket {
        std::string key;
        double tokens = 0;
        time at;
    };

    std::size_t capacity_;
    double burst_;
    std::chrono::duration<double> refill_;
    std::list<bucket> by_use_; ///< the latest used first
    std::unordered_map<std::string, std::list<bucket>::iterator> buckets_;
};

/// What a client's address is limited by: itself, or of IPv6 its /64, which one customer has whole.
std::string throttle_key(const std::string& address);

} // namespace amends::bot
