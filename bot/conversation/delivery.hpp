#pragma once

#include "bot/ports/channel.hpp"
#include "bot/ports/runtime.hpp"
#include "bot/ports/store_access.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace amends::bot {

/// How long delivery waits and gives up ("When things fail", Outbox). Times are settable for tests only.
struct delivery_limits {
    std::chrono::milliseconds first_retry{500};
    std::chrono::milliseconds longest_retry{60'000};
    std::chrono::milliseconds give_up_after{15 * 60'000};
    std::chrono::milliseconds unknown_hold{30'000};
    std::chrono::milliseconds send_limit{30'000}; ///< a send without an answer by then is `unknown`
};

/// Calls the platforms, in order per conversation. Owns order, retry and expiry; adapters only answer what
/// became of a send. Thread-safe; its state lives on one strand.
class delivery {
public:
    using channel_map = std::map<std::string, std::shared_ptr<channel>>;

    /// Called when it stays open whether a line arrived, on the delivery's strand.
    using uncertain_function = std::function<void(conversation_id, std::int64_t sequence)>;

    delivery(runtime& runtime, store_access& store, const channel_map& called, uncertain_function uncertain,
             delivery_limits limits = {});

    /// Queues a pending row that the store has.
    void submit(storage::outbox_row row);
    /// Takes no more, lets sends under way finish; what is still pending is found again at the next start.
    void stop();
    /// Rows queued or being sent.
    int pending() const { return pending_.load(); }

private:
    struct lane {
        std::deque<storage::outbox_row> rows;
        bool running = false;
        std::shared_ptr<boost::asio::steady_timer> pause;
    };

    boost::asio::awaitable<void> run(conversation_id id);
    boost::asio::awaitable<bool> deliver(storage::outbox_row& row, lane& l);
    boost::asio::awaitable<send_outcome> send(const storage::outbox_row& row);
    boost::asio::awaitable<void> settle(storage::outbox_settlement settlement);
    boost::asio::awaitable<void> wait(lane& l, std::chrono::milliseconds time);
    std::chrono::milliseconds back_off(int attempts);

    runtime& runtime_;
    store_access& store_;
    const channel_map& channels_;
    uncertain_function uncertain_;
    delivery_limits limits_;
    boost::asio::strand<boost::asio::io_context::executor_type> strand_;
    std::map<conversation_id, lane> lanes_;
    bool stopped_ = false;
    std::uint64_t jitter_ = 0x9e3779b97f4a7c15U;
    std::atomic<int> pending_{0};
};

} // namespace amends::bot
