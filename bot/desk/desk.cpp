#include "bot/desk/desk.hpp"

#include "bot/desk/presence.hpp"
#include "bot/desk/queue_order.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <map>
#include <utility>

namespace amends::bot {

namespace asio = boost::asio;

namespace {

class agents_desk final : public desk, public desk_feed {
public:
    agents_desk(runtime& runtime, std::chrono::milliseconds grace)
        : runtime_(runtime), strand_(runtime.io.get_executor()), timer_(strand_), presence_(grace)
    {}

    void join(agent_identity agent, std::shared_ptr<desk_listener> listener) override;
    void leave(user_id agent, const desk_listener* listener) override;
    void set_available(user_id agent, bool available) override;
    void refresh(const desk_listener* listener) override;
    desk_feed& feed() override { return *this; }
    void start(registry& conversations) override;
    void stop() override;

    void changed(const conversation_view& view) override;
    int agents_available() const override { return available_; }
    int waiting() const override { return waiting_; }

private:
    void update(const conversation_view& view);
    void tell_agents();
    void send_queue(desk_listener& listener);
    void watch();
    void take_back(user_id agent);
    void take_back(conversation_id id, user_id agent, std::int64_t token);

    runtime& runtime_;
    asio::strand<asio::io_context::executor_type> strand_;
    asio::steady_timer timer_;
    presence presence_;
    registry* conversations_ = nullptr;
    std::map<conversation_id, conversation_view> entries_; ///< waiting, held, or owed an answer
    std::vector<std::shared_ptr<desk_listener>> listeners_;
    std::atomic<int> available_{0};
    std::atomic<int> waiting_{0};
    bool stopped_ = false;
};

void agents_desk::join(agent_identity agent, std::shared_ptr<desk_listener> listener)
{
    asio::post(strand_, [this, agent = std::move(agent), listener = std::move(listener)] {
        presence_.page_opened(agent, listener.get());
        listeners_.push_back(listener);
        tell_agents();
        send_queue(*listener);
    });
}

void agents_desk::leave(user_id agent, const desk_listener* listener)
{
    asio::post(strand_, [this, agent, listener] {
        presence_.page_closed(agent, listener, std::chrono::steady_clock::now());
        std::erase_if(listeners_, [&](const auto& each) { return each.get() == listener; });
        tell_agents();
        watch();
    });
}

void agents_desk::set_available(user_id agent, bool available)
{
    asio::post(strand_, [this, agent, available] {
        presence_.set_available(agent, available);
        tell_agents();
    });
}

void agents_desk::refresh(const desk_listener* listener)
{
    asio::post(strand_, [this, listener] {
        for (const auto& each : listeners_)
            if (each.get() == listener) send_queue(*each);
    });
}

void agents_desk::start(registry& conversations)
{
    asio::post(strand_, [this, &conversations] {
        conversations_ = &conversations;
        watch();
    });
}

void agents_desk::stop()
{
    asio::post(strand_, [this] {
        stopped_ = true;
        timer_.cancel();
        listeners_.clear();
    });
}

void agents_desk::changed(const conversation_view& view)
{
    asio::post(strand_, [this, view] { update(view); });
}

void agents_desk::update(const conversation_view& view)
{
    auto known = entries_.find(view.id);
    // Counted as it changes: thousands may be on the list.
    const bool waited = known != entries_.end() && known->second.floor.holder == floor_holder::waiting;
    const bool waits = view.floor.holder == floor_holder::waiting;
    waiting_ += static_cast<int>(waits) - static_cast<int>(waited);
    runtime_.metrics.set(gauge::conversations_waiting, waiting_);
    if (view.floor.holder == floor_holder::bot && !view.owed) {
        if (known == entries_.end()) return;
        entries_.erase(known);
        for (const auto& each : listeners_) each->on_gone(view.id);
    } else {
        if (waited && view.floor.holder == floor_holder::agent)
            runtime_.metrics.observe(
                duration::wait_for_human,
                std::chrono::duration<double>(view.floor.since - known->second.floor.since).count());
        entries_[view.id] = view;
        if (view.floor.holder == floor_holder::agent) {
            presence_.holds_without_page(view.floor.agent, std::chrono::steady_clock::now());
            watch();
        }
        for (const auto& each : listeners_) each->on_entry(view);
    }
}

void agents_desk::tell_agents()
{
    available_ = presence_.available();
    auto online = presence_.online();
    runtime_.metrics.set(gauge::agents_online, static_cast<std::int64_t>(online.size()));
    for (const auto& each : listeners_) each->on_agents(online);
}

void agents_desk::send_queue(desk_listener& listener)
{
    std::vector<conversation_view> all;
    all.reserve(entries_.size());
    for (const auto& [id, view] : entries_) all.push_back(view);
    sort_queue(all);
    listener.on_queue(all);
}

void agents_desk::watch()
{
    auto next = presence_.next_deadline();
    if (stopped_ || next == presence::steady::max()) return;
    timer_.expires_at(next);
    timer_.async_wait([this](boost::system::error_code failed) {
        if (failed || stopped_) return;
        for (auto agent : presence_.take_vanished(std::chrono::steady_clock::now())) take_back(agent);
        tell_agents();
        watch();
    });
}

void agents_desk::take_back(user_id agent)
{
    for (const auto& [id, view] : entries_)
        if (view.floor.holder == floor_holder::agent && view.floor.agent == agent)
            take_back(id, agent, view.floor.token);
}

void agents_desk::take_back(conversation_id id, user_id agent, std::int64_t token)
{
    if (conversations_ == nullptr) return;
    runtime_.log.write(log_level::warning, "desk.agent_vanished", {{"agent", agent.value}, {"conversation", id.value}});
    auto give_up = [](agents_desk& self, conversation_id which, user_id who,
                      std::int64_t held) -> asio::awaitable<void> {
        auto found = co_await self.conversations_->find(which);
        auto again = [&self, who](floor_answer::kind result) {
            bool refused = result == floor_answer::kind::busy || result == floor_answer::kind::unavailable;
            // Not taken back yet: the grace begins anew, so that it is tried again.
            if (refused && !self.stopped_) {
                self.presence_.holds_without_page(who, std::chrono::steady_clock::now());
                self.watch();
            }
        };
        if (!found) {
            again(floor_answer::kind::unavailable);
            co_return;
        }
        (*found)->leave(who, held, leave_reason::vanished, [&self, again](floor_answer answer) {
            asio::post(self.strand_, [again, result = answer.result] { again(result); });
        });
    };
    asio::co_spawn(strand_, give_up(*this, id, agent, token), asio::detached);
}

} // namespace

std::unique_ptr<desk> make_desk(runtime& runtime, std::chrono::milliseconds grace)
{
    return std::make_unique<agents_desk>(runtime, grace);
}

} // namespace amends::bot
