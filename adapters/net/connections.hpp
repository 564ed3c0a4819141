#pragma once

#include "adapters/net/address.hpp"
#include "bot/ports/metrics.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace amends::adapters {

/// One accepted connection, as the sweep and the shutdown see it. Both functions are called from any thread and
/// only post to the connection's strand.
class connection {
public:
    virtual ~connection() = default;
    virtual void on_due() = 0;   ///< its patience has run out
    virtual void on_stop() = 0;  ///< finish what is in hand and close
    virtual void on_abort() = 0; ///< close at once

    /// True once when the deadline has passed.
    bool take_due(std::int64_t now)
    {
        auto deadline = deadline_.load(std::memory_order_relaxed);
        return deadline <= now && deadline_.compare_exchange_strong(deadline, never);
    }

protected:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    std::atomic<std::int64_t> deadline_{never}; ///< on the clock of `connections::now`
};

class connections;

/// A place among the limited number of connections; given back when destroyed.
class seat {
public:
    seat(std::shared_ptr<connections> room, const ip_address& address, bool over);
    seat(seat&&) noexcept = default;
    seat& operator=(seat&&) = delete;
    ~seat();

    bool over() const { return over_; } ///< beyond the limit: to be told so and closed

private:
    std::shared_ptr<connections> room_;
    ip_address address_;
    bool over_;
};

/// All connections: how many there are, in all and for each address, and one coarse sweep over their deadlines
/// instead of a timer for each (bench: they cost a third of the echo rate). Thread-safe.
class connections : public std::enable_shared_from_this<connections> {
public:
    struct bounds {
        std::size_t total = 0;
        std::size_t per_address = 0;
        std::size_t spare = 0; ///< over `total`, to tell clients so
    };
    connections(bounds limit, bot::metric_sink& metrics);

    /// A seat, one that is `over` the limit, or nothing when even the spare ones are taken. `shared_address`: many
    /// clients come from there (a proxy), so it is not counted.
    std::unique_ptr<seat> admit(const ip_address& address, bool shared_address);

    void add(std::weak_ptr<connection> each);
    /// Advances the coarse clock and calls `on_due` of whoever is overdue.
    void sweep();
    /// From here on connections finish what is in hand and close, those still to come included.
    void stop_all();
    void abort_all();

    std::size_t count() const;
    /// Milliseconds on the monotonic clock, as old as the last sweep.
    std::int64_t now() const { return now_.load(std::memory_order_relaxed); }

private:
    friend class seat;
    void leave(const ip_address& address);
    std::vector<std::shared_ptr<connection>> stopping();

    const bounds limit_;
    bot::metric_sink& metrics_;
    std::atomic<std::int64_t> now_{0};
    // Two locks: the sweep may drop a connection's last owner, which gives its seat back.
    mutable std::mutex seats_mutex_;
    std::size_t count_ = 0;
    std::unordered_map<ip_address, std::size_t> by_address_;
    std::mutex list_mutex_;
    std::vector<std::weak_ptr<connection>> all_;
    bool stopping_ = false;
};

} // namespace amends::adapters
