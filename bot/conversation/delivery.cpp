#include "bot/conversation/delivery.hpp"

#include "bot/conversation/line_extra.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <algorithm>
#include <utility>

namespace amends::bot {

namespace asio = boost::asio;

delivery::delivery(runtime& runtime, store_access& store, const channel_map& called, uncertain_function uncertain,
                   delivery_limits limits)
    : runtime_(runtime), store_(store), channels_(called), uncertain_(std::move(uncertain)), limits_(limits),
      strand_(runtime.io.get_executor())
{}

void delivery::submit(storage::outbox_row row)
{
    pending_.fetch_add(1);
    asio::post(strand_, [this, row = std::move(row)]() mutable {
        if (stopped_) {
            pending_.fetch_sub(1);
            return;
        }
        auto id = row.conversation;
        auto& l = lanes_[id];
        l.rows.push_back(std::move(row));
        if (l.running) return;
        l.running = true;
        asio::co_spawn(strand_, run(id), asio::detached); // `pending` counts its rows; shutdown waits for zero
    });
}

void delivery::stop()
{
    asio::post(strand_, [this] {
        stopped_ = true;
        for (auto& [id, l] : lanes_)
            if (l.pause) l.pause->cancel();
    });
}

asio::awaitable<void> delivery::run(conversation_id id)
{
    auto& l = lanes_[id]; // a map's elements stay where they are
    while (!l.rows.empty()) {
        bool finished = stopped_;
        if (!finished) finished = co_await deliver(l.rows.front(), l);
        if (!finished && !stopped_) continue;
        if (l.rows.empty()) break; // the recipient is gone: the rest went with the row
        l.rows.pop_front();
        pending_.fetch_sub(1);
    }
    lanes_.erase(id);
}

std::chrono::milliseconds delivery::back_off(int attempts)
{
    auto ceiling = std::min(limits_.first_retry * (1L << std::min(attempts, 16)), limits_.longest_retry);
    jitter_ ^= jitter_ << 13U;
    jitter_ ^= jitter_ >> 7U;
    jitter_ ^= jitter_ << 17U;
    auto half = std::max<std::int64_t>(ceiling.count() / 2, 1);
    return std::chrono::milliseconds{half + static_cast<std::int64_t>(jitter_ % static_cast<std::uint64_t>(half))};
}

asio::awaitable<void> delivery::wait(lane& l, std::chrono::milliseconds time)
{
    if (stopped_) co_return;
    l.pause = std::make_shared<asio::steady_timer>(strand_, time);
    auto timer = l.pause;
    boost::system::error_code ignored;
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> delivery::settle(storage::outbox_settlement settlement)
{
    for (int tries = 0; tries < 10; ++tries) {
        auto start = [&](auto done) { store_.store().settle_outbox(settlement, std::move(done)); };
        auto settled = co_await store_.write<storage::done>(start);
        if (settled || settled.error().code == "stopped") co_return;
        // Left `sending`, the row becomes `unknown` at the next start; try to say better.
        asio::steady_timer timer(strand_, limits_.first_retry);
        boost::system::error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    runtime_.log.write(log_level::error, "delivery.not_settled", {{"row", settlement.id}});
}

asio::awaitable<send_outcome> delivery::send(const storage::outbox_row& row)
{
    using namespace asio::experimental::awaitable_operators;
    auto found = channels_.find(row.to.channel);
    send_outcome outcome;
    if (found == channels_.end()) {
        outcome.result = send_outcome::kind::rejected;
        outcome.error = "no such channel";
        co_return outcome;
    }
    storage::stored_line line;
    line.text = row.text;
    line.extra = row.extra;
    outgoing out;
    out.to = row.to.key;
    out.idempotency_key = std::to_string(row.id);
    out.text = row.text;
    out.options = to_spoken(line)->options;
    asio::steady_timer limit(strand_, limits_.send_limit);
    auto won = co_await (found->second->send(std::move(out)) || limit.async_wait(asio::use_awaitable));
    if (auto* answer = std::get_if<0>(&won)) co_return std::move(*answer);
    outcome.error = "no answer in time";
    co_return outcome;
}

asio::awaitable<bool> delivery::deliver(storage::outbox_row& row, lane& l)
{
    auto claim = [&](auto done) { store_.store().claim_outbox(row.id, runtime_.time.now(), std::move(done)); };
    auto claimed = co_await store_.write<bool>(claim);
    if (!claimed) {
        co_await wait(l, back_off(++row.attempts));
        co_return false;
    }
    if (!*claimed) co_return true; // withdrawn at a takeover, or settled

    auto outcome = co_await send(row);
    auto now = runtime_.time.now();
    storage::outbox_settlement settlement;
    settlement.id = row.id;
    settlement.at = now;
    settlement.platform_reference = outcome.platform_reference;
    settlement.error = outcome.error;
    bool expired = now - row.created_at >= limits_.give_up_after;
    switch (outcome.result) {
    case send_outcome::kind::sent:
        settlement.state = storage::outbox_state::sent;
        runtime_.metrics.add(counter::outbox_sent);
        break;
    case send_outcome::kind::not_before:
        settlement.state = expired ? storage::outbox_state::dead : storage::outbox_state::pending;
        runtime_.metrics.add(expired ? counter::outbox_dead : counter::outbox_retried);
        break;
    case send_outcome::kind::unknown:
        settlement.state = storage::outbox_state::unknown;
        runtime_.metrics.add(counter::outbox_unknown);
        break;
    case send_outcome::kind::recipient_gone:
        settlement.whole_conversation = true;
        [[fallthrough]];
    case send_outcome::kind::rejected:
        settlement.state = storage::outbox_state::dead;
        runtime_.metrics.add(counter::outbox_dead);
        break;
    }
    auto again = std::max(outcome.wait, back_off(row.attempts++));
    settlement.not_before = now + again;
    co_await settle(settlement);
    runtime_.log.write(log_level::info, "delivery.settled",
                       {{"conversation", row.conversation.value},
                        {"row", row.id},
                        {"state", static_cast<std::int64_t>(settlement.state)}});
    if (settlement.state == storage::outbox_state::pending) {
        co_await wait(l, again);
        co_return false;
    }
    if (settlement.state == storage::outbox_state::unknown) {
        uncertain_(row.conversation, row.sequence);
        co_await wait(l, limits_.unknown_hold);
    }
    if (settlement.whole_conversation) {
        pending_.fetch_sub(static_cast<int>(l.rows.size()));
        l.rows.clear();
    }
    co_return true;
}

} // namespace amends::bot
