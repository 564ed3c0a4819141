#include "bot/desk/desk.hpp"

#include "bot/desk/presence.hpp"
#include "bot/desk/queue_order.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace amends::bot {

namespace asio = boost::asio;

namespace {

class agents_desk final : public desk, public desk_feed {
public:
    agents_desk(runtime& runtime, std::chrono::milliseconds grace, int most_owed)
        : runtime_(runtime), strand_(runtime.io.get_executor()), timer_(strand_), presence_(grace),
          most_owed_(static_cast<std::size_t>(most_owed))
    {}

    void join(agent_identity agent, std::shared_ptr<desk_listener> listener) override;
    void leave(user_id agent, const desk_listener* listener) override;
    void set_available(user_id agent, bool available) override;
    void refresh(const desk_listener* listener) override;
    desk_feed& feed() override { return *this; }
    void start(registry& conversations) override;
    void stop() override;

    void changed(conversation_view view) override;
    int agents_available() const override { return available_; }
    int waiting() const override { return waiting_; }
    int most_owed() const override { return static_cast<int>(most_owed_); }

private:
    void update(conversation_view view);
    void list(conversation_view view);
    void unlist(conversation_id id);
    void drop_latest_owed();
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
    std::map<conversation_id, conversation_view> entries_;    ///< waiting, held, or owed an answer
    std::set<std::pair<instant, conversation_id>> only_owed_; ///< of those, what neither waits nor is held, by due time
    const std::size_t most_owed_;
    bool more_owed_ = false; ///< something was dropped that the store still knows
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

void agents_desk::changed(conversation_view view)
{
    asio::post(strand_, [this, view = std::move(view)]() mutable { update(std::move(view)); });
}

void agents_desk::update(conversation_view view)
{
    const auto known = entries_.find(view.id);
    // Counted as it changes: thousands may be on the list.
    const bool waited = known != entries_.end() && known->second.floor.holder == floor_holder::waiting;
    const bool waits = view.floor.holder == floor_holder::waiting;
    const bool held = view.floor.holder == floor_holder::agent;
    waiting_ += static_cast<int>(waits) - static_cast<int>(waited);
    runtime_.metrics.set(gauge::conversations_waiting, waiting_);
    if (waited && held)
        runtime_.metrics.observe(duration::wait_for_human,
                                 std::chrono::duration<double>(view.floor.since - known->second.floor.since).count());
    if (held) {
        presence_.holds_without_page(view.floor.agent, std::chrono::steady_clock::now());
        watch();
    }
    if (waits || held || view.owed)
        list(std::move(view));
    else
        unlist(view.id);
    if (more_owed_ && only_owed_.size() <= most_owed_ / 2 && conversations_ != nullptr) {
        more_owed_ = false;
        conversations_->list_owed(most_owed());
    }
}

void agents_desk::list(conversation_view view)
{
    auto& entry = entries_[view.id];
    if (entry.owed) only_owed_.erase({*entry.owed, view.id});
    entry = std::move(view);
    for (const auto& each : listeners_) each->on_entry(entry);
    if (entry.floor.holder == floor_holder::bot) only_owed_.emplace(*entry.owed, entry.id);
    if (only_owed_.size() > most_owed_) drop_latest_owed();
}

void agents_desk::unlist(conversation_id id)
{
    const auto known = entries_.find(id);
    if (known == entries_.end()) return;
    if (known->second.owed) only_owed_.erase({*known->second.owed, id});
    entries_.erase(known);
    for (const auto& each : listeners_) each->on_gone(id);
}

/// What is due last can wait in the store.
void agents_desk::drop_latest_owed()
{
    more_owed_ = true;
    unlist(std::prev(only_owed_.end())->second);
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

std::unique_ptr<desk> make_desk(runtime& runtime, std::chrono::milliseconds grace, int most_owed)
{
    return std::make_unique<agents_desk>(runtime, grace, most_owed);
}

} // namespace amends::bot
