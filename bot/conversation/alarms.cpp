#include "bot/conversation/alarms.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace amends::bot {

namespace {

// Overdue timers after a long stop fire at 1,000 a second at most, so that customers come first.
constexpr std::size_t burst = 100;
constexpr std::chrono::milliseconds burst_gap{100};
// Wall time may jump without any timer noticing: deadlines are looked at this often at least.
constexpr std::chrono::milliseconds longest_wait{5000};

} // namespace

void alarm_table::set(const storage::timer_record& timer, steady now)
{
    alarm_key key{timer.conversation, timer.ordinal};
    cancel(key);
    if (timer.suspended) return;
    if (timer.kind == storage::timer_kind::pause) {
        auto due = now + timer.remaining;
        pause_of_[key] = due;
        pauses_.emplace(due, key);
    } else {
        deadline_of_[key] = timer.due;
        deadlines_.emplace(timer.due, key);
    }
}

void alarm_table::cancel(const alarm_key& key)
{
    if (auto found = pause_of_.find(key); found != pause_of_.end()) {
        pauses_.erase({found->second, key});
        pause_of_.erase(found);
    }
    if (auto found = deadline_of_.find(key); found != deadline_of_.end()) {
        deadlines_.erase({found->second, key});
        deadline_of_.erase(found);
    }
}

std::vector<alarm_key> alarm_table::take_due(steady now, instant wall, std::size_t limit)
{
    std::vector<alarm_key> due;
    for (const auto& [at, key] : deadlines_)
        if (at <= wall && due.size() < limit)
            due.push_back(key);
        else
            break;
    for (const auto& [at, key] : pauses_)
        if (at <= now && due.size() < limit)
            due.push_back(key);
        else
            break;
    for (const auto& key : due) cancel(key);
    return due;
}

std::chrono::milliseconds alarm_table::until_next(steady now, instant wall, std::chrono::milliseconds longest) const
{
    auto wait = longest;
    if (!pauses_.empty())
        wait = std::min(wait, std::chrono::ceil<std::chrono::milliseconds>(pauses_.begin()->first - now));
    if (!deadlines_.empty()) wait = std::min(wait, deadlines_.begin()->first - wall);
    return std::max(wait, std::chrono::milliseconds{0});
}

alarms::alarms(runtime& runtime, fire_function fire)
    : runtime_(runtime), fire_(std::move(fire)), strand_(runtime.io.get_executor()), timer_(strand_)
{}

void alarms::set(const storage::timer_record& timer)
{
    {
        std::scoped_lock lock(mutex_);
        auto now = std::chrono::steady_clock::now();
        table_.set(timer, now);
        runtime_.metrics.set(gauge::timers_pending, static_cast<std::int64_t>(table_.size()));
        if (now + table_.until_next(now, runtime_.time.now(), longest_wait) >= next_look_) return;
    }
    wake();
}

void alarms::cancel(const alarm_key& key)
{
    std::scoped_lock lock(mutex_);
    table_.cancel(key);
    runtime_.metrics.set(gauge::timers_pending, static_cast<std::int64_t>(table_.size()));
}

void alarms::wake()
{
    boost::asio::post(strand_, [this] { timer_.cancel(); });
}

void alarms::stop()
{
    {
        std::scoped_lock lock(mutex_);
        stopped_ = true;
    }
    wake();
}

boost::asio::awaitable<void> alarms::run()
{
    for (;;) {
        std::vector<alarm_key> due;
        std::chrono::milliseconds wait{};
        {
            std::scoped_lock lock(mutex_);
            if (stopped_) co_return;
            auto now = std::chrono::steady_clock::now();
            due = table_.take_due(now, runtime_.time.now(), burst);
            wait = due.size() == burst ? burst_gap : table_.until_next(now, runtime_.time.now(), longest_wait);
            // No handler of the strand runs between here and the wait, so a later `wake` cuts it short.
            next_look_ = now + wait;
            timer_.expires_at(next_look_);
        }
        for (const auto& key : due) fire_(key);
        boost::system::error_code ignored;
        co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
}

} // namespace amends::bot
