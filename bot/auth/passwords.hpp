#pragma once

#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace amends::bot {

/// What an Argon2id hash costs. OWASP's least is 19 MiB with 2 passes; this is 0.15 s on a server core.
struct password_cost {
    unsigned long long passes = 3;
    std::size_t memory = 64 * 1024 * 1024; ///< bytes
};

/// Hashes now, blocking for the cost; a PHC string.
std::string hash_password(std::string_view password, const password_cost& cost);

/// Why this password should not be chosen, as a sentence with the mend; empty when it may be.
std::string password_weakness(std::string_view password, std::string_view name);

/// Argon2id on the worker pool: at most two at once, at most 64 waiting, so that a flood of sign-ins costs
/// neither the I/O threads nor the memory (reliability.md 7, 11.4.2). Thread-safe.
class password_desk {
public:
    password_desk(boost::asio::thread_pool& workers, password_cost cost);

    struct verdict {
        bool matches = false;
        std::string rehashed; ///< when it matches and `stored` was made at another cost: what to store instead
    };
    /// Errors: "too_many". An empty `stored` (no such user) takes the time of a real one and never matches.
    boost::asio::awaitable<result<verdict>> check(std::string password, std::string stored);
    /// Errors: "too_many".
    boost::asio::awaitable<result<std::string>> hash(std::string password);

private:
    using strand = boost::asio::strand<boost::asio::thread_pool::executor_type>;
    /// Nothing when too many wait.
    std::optional<strand> enter();

    password_cost cost_;
    std::array<strand, 2> lanes_; ///< one hash at a time in each
    std::atomic<unsigned> next_ = 0;
    std::atomic<int> waiting_ = 0;
};

} // namespace amends::bot
