#pragma once

#include "bot/ports/runtime.hpp"
#include "storage/turn.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <vector>

namespace amends::bot {

/// Which stored timer: its key in the store.
struct alarm_key {
    conversation_id conversation;
    std::int64_t ordinal = 0;

    auto operator<=>(const alarm_key&) const = default;
};

/// When stored timers are due. Pauses run on the monotonic clock, deadlines on wall time, so a clock that
/// jumps moves only the latter ("When things fail", Timers). A plain value: no clock, no thread of its own.
class alarm_table {
public:
    using steady = std::chrono::steady_clock::time_point;

    /// Arms a timer, or moves it when it is armed already. A suspended one is disarmed.
    void set(const storage::timer_record& timer, steady now);
    void cancel(const alarm_key& key);
    /// Removes and returns at most `limit` due timers, the most overdue first of each kind.
    std::vector<alarm_key> take_due(steady now, instant wall, std::size_t limit);
    /// How long until the next one is due, at most `longest`.
    std::chrono::milliseconds until_next(steady now, instant wall, std::chrono::milliseconds longest) const;
    std::size_t size() const { return pause_of_.size() + deadline_of_.size(); }

private:
    std::map<alarm_key, steady> pause_of_;
    std::map<alarm_key, instant> deadline_of_;
    std::set<std::pair<steady, alarm_key>> pauses_;
    std::set<std::pair<instant, alarm_key>> deadlines_;
};

/// Fires stored timers at a bounded rate. An alarm is only a wake-up: whether the timer takes effect is
/// decided by its row, in its turn (invariant I7). Thread-safe.
class alarms {
public:
    using fire_function = std::function<void(alarm_key)>;

    alarms(runtime& runtime, fire_function fire);

    void set(const storage::timer_record& timer);
    void cancel(const alarm_key& key);

    /// Runs until `stop`.
    boost::asio::awaitable<void> run();
    void stop();

private:
    void wake();

    runtime& runtime_;
    fire_function fire_;
    boost::asio::strand<boost::asio::io_context::executor_type> strand_;
    boost::asio::steady_timer timer_;
    std::mutex mutex_;
    alarm_table table_;
    alarm_table::steady next_look_{}; ///< when `run` looks at the table again if nobody wakes it
    bool stopped_ = false;
};

} // namespace amends::bot
