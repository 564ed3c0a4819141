#include "bot/conversation/registry.hpp"

#include "bot/conversation/actor.hpp"
#include "bot/conversation/line_extra.hpp"
#include "bot/conversation/services.hpp"
#include "dialogs/text/language.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace amends::bot {

namespace asio = boost::asio;

namespace {

// A conversation always maps to the same strand; more strands than threads keep them from queueing on one.
constexpr std::size_t strand_count = 64;
constexpr std::chrono::seconds quiet_before_passivation{60};
// When many come and go there is less room for those that went: a quarter of the room is theirs.
constexpr std::chrono::seconds quiet_when_crowded{2};
constexpr std::size_t crowded_part = 4;
// Every hot conversation is looked at once in this time, a few at each stop: those that go take their time to be
// taken apart, and thousands at once would hold up everybody else.
constexpr std::chrono::milliseconds round_of_sweeps{2000};
constexpr std::size_t looked_at_once = 100;
constexpr std::size_t most_stops = 200;
constexpr int page = 500;
// Of what `/readyz` says.
constexpr std::chrono::seconds failure_shows{10};
constexpr std::chrono::seconds fresh_enough{1};
constexpr std::chrono::seconds answer_of_store{3};

std::vector<spoken_line_ptr> spoken(const std::vector<storage::stored_line>& lines)
{
    std::vector<spoken_line_ptr> all;
    all.reserve(lines.size());
    for (const auto& each : lines) all.push_back(to_spoken(each));
    return all;
}

std::string identity_key(const std::string& channel, const std::string& key) { return channel + '\n' + key; }

class hot_conversations final : public registry {
public:
    explicit hot_conversations(registry_parts parts);

    asio::awaitable<result<conversation_ptr>> open(arrival who) override;
    asio::awaitable<result<conversation_ptr>> find(conversation_id id) override;
    asio::awaitable<result<std::vector<spoken_line_ptr>>> lines_after(conversation_id id, std::int64_t after,
                                                                      int limit) override;
    asio::awaitable<result<std::vector<spoken_line_ptr>>> lines_before(conversation_id id, std::int64_t before,
                                                                       int limit) override;
    asio::awaitable<result<std::vector<spoken_line_ptr>>> transcript(conversation_id id, int limit) override;
    const std::string& generation() const override { return parts_.store.store().generation(); }
    asio::awaitable<dialog_welcome> welcome(std::string tree, std::string locale) override;
    asio::awaitable<bool> ready() override;
    asio::awaitable<result<void>> resume() override;
    void list_owed(int most) override;
    asio::awaitable<void> stop(std::chrono::milliseconds limit) override;

private:
    using actor_ptr = std::shared_ptr<actor>;

    actor_ptr hot(const std::string& identity) const;
    actor_ptr hot(conversation_id id) const;
    result<conversation_ptr> admit(storage::stored_conversation head, bool stored, std::string tree);
    result<storage::stored_conversation> fresh(const arrival& who);
    void wake(conversation_id id, std::function<void(actor&)> then);
    asio::awaitable<result<void>> announce_listed(int most_owed);
    asio::awaitable<void> sweep();
    std::chrono::milliseconds release_some();
    int in_flight() const;

    registry_parts parts_;
    id_blocks conversation_ids_;
    id_blocks customer_ids_;
    id_blocks case_numbers_;
    alarms alarms_;
    delivery delivery_;
    conversation_services services_;
    std::vector<actor::strand> strands_;
    asio::steady_timer sweep_timer_;
    mutable std::mutex mutex_;
    std::unordered_map<conversation_id, actor_ptr> by_id_;
    std::unordered_map<std::string, actor_ptr> by_identity_;
    std::deque<conversation_id> sweeps_; ///< all that are hot, in the order in which they are looked at next
    std::atomic<bool> stopping_{false};
    std::atomic<int> background_{0}; ///< coroutines of the registry's own that `stop` waits for
};

hot_conversations::hot_conversations(registry_parts parts)
    : parts_(std::move(parts)), conversation_ids_(parts_.store.store(), storage::id_kind::conversation),
      customer_ids_(parts_.store.store(), storage::id_kind::customer),
      case_numbers_(parts_.store.store(), storage::id_kind::case_number),
      alarms_(parts_.runtime,
              [this](alarm_key key) {
                  wake(key.conversation, [ordinal = key.ordinal](actor& each) { each.fire(ordinal); });
              }),
      delivery_(
          parts_.runtime, parts_.store, parts_.channels,
          [this](conversation_id id, std::int64_t sequence) {
              wake(id, [sequence](actor& each) { each.uncertain(sequence); });
          },
          parts_.delivery),
      services_{parts_.runtime, parts_.config,     parts_.store,  parts_.trees,  parts_.desk,     alarms_,
                delivery_,      conversation_ids_, customer_ids_, case_numbers_, parts_.channels, parts_.connectors},
      sweep_timer_(parts_.runtime.io)
{
    for (std::size_t i = 0; i < strand_count; ++i) strands_.emplace_back(parts_.runtime.io.get_executor());
}

hot_conversations::actor_ptr hot_conversations::hot(const std::string& identity) const
{
    std::scoped_lock lock(mutex_);
    auto found = by_identity_.find(identity);
    return found == by_identity_.end() ? nullptr : found->second;
}

hot_conversations::actor_ptr hot_conversations::hot(conversation_id id) const
{
    std::scoped_lock lock(mutex_);
    auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

result<conversation_ptr> hot_conversations::admit(storage::stored_conversation head, bool stored, std::string tree)
{
    auto identity = identity_key(head.who.channel, head.who.key);
    auto id = head.id;
    bool owed = std::any_of(head.promises.begin(), head.promises.end(),
                            [](const auto& each) { return each.owner == "desk" && !each.kept_at; });
    bool listed = owed || head.floor.holder != floor_holder::bot;
    actor_ptr made;
    {
        std::scoped_lock lock(mutex_);
        // Somebody may have taken it up while the row was being read: there is only ever one actor.
        if (auto found = by_identity_.find(identity); found != by_identity_.end())
            return conversation_ptr(found->second);
        if (stopping_) return problem{"stopping", "the server is stopping"};
        if (by_id_.size() >= static_cast<std::size_t>(parts_.config.max_hot_conversations))
            return problem{"busy", "too many conversations at once; raise chat.max_hot_conversations"};
        auto strand = strands_[static_cast<std::size_t>(id.value) % strand_count];
        made = std::make_shared<actor>(services_, strand, std::move(head), stored, std::move(tree));
        by_identity_[identity] = made;
        by_id_[id] = made;
        sweeps_.push_back(id);
        parts_.runtime.metrics.set(gauge::conversations_hot, static_cast<std::int64_t>(by_id_.size()));
    }
    if (listed) made->announce();
    return conversation_ptr(made);
}

result<storage::stored_conversation> hot_conversations::fresh(const arrival& who)
{
    storage::stored_conversation head;
    auto conversation = conversation_ids_.next();
    if (!conversation) return conversation.error();
    auto customer = customer_ids_.next();
    if (!customer) return customer.error();
    head.id = conversation_id{*conversation};
    head.customer = customer_id{*customer};
    head.who = {who.channel, who.key};
    head.zone = who.zone;
    head.locale = who.locale;
    head.started_at = parts_.runtime.time.now();
    head.last_at = head.started_at;
    head.floor.since = head.started_at;
    return head;
}

asio::awaitable<result<conversation_ptr>> hot_conversations::open(arrival who)
{
    if (auto found = hot(identity_key(who.channel, who.key))) co_return conversation_ptr(found);
    auto question = [&](storage::reader& reader) -> result<std::optional<storage::stored_conversation>> {
        auto id = reader.find_conversation({who.channel, who.key});
        if (!id) return id.error();
        if (!*id) return std::optional<storage::stored_conversation>{};
        return reader.conversation(**id);
    };
    auto row = co_await parts_.store.read(question);
    if (!row) co_return row.error();
    if (*row) co_return admit(std::move(**row), true, who.tree);
    auto head = fresh(who);
    if (!head) co_return head.error();
    co_return admit(std::move(*head), false, who.tree);
}

asio::awaitable<result<conversation_ptr>> hot_conversations::find(conversation_id id)
{
    if (auto found = hot(id)) co_return conversation_ptr(found);
    auto question = [id](storage::reader& reader) { return reader.conversation(id); };
    auto row = co_await parts_.store.read(question);
    if (!row) co_return row.error();
    if (!*row) co_return problem{"no_such_conversation", "no conversation has this number"};
    co_return admit(std::move(**row), true, {});
}

asio::awaitable<result<std::vector<spoken_line_ptr>>> hot_conversations::lines_after(conversation_id id,
                                                                                     std::int64_t after, int limit)
{
    auto question = [=](storage::reader& reader) { return reader.lines_after(id, after, limit); };
    auto lines = co_await parts_.store.read(question);
    if (!lines) co_return lines.error();
    co_return spoken(*lines);
}

asio::awaitable<result<std::vector<spoken_line_ptr>>> hot_conversations::lines_before(conversation_id id,
                                                                                      std::int64_t before, int limit)
{
    auto question = [=](storage::reader& reader) { return reader.lines_before(id, before, limit); };
    auto lines = co_await parts_.store.read(question);
    if (!lines) co_return lines.error();
    co_return spoken(*lines);
}

asio::awaitable<result<std::vector<spoken_line_ptr>>> hot_conversations::transcript(conversation_id id, int limit)
{
    auto question = [=](storage::reader& reader) { return reader.transcript(id, limit); };
    auto lines = co_await parts_.store.read(question);
    if (!lines) co_return lines.error();
    co_return spoken(*lines);
}

asio::awaitable<dialog_welcome> hot_conversations::welcome(std::string tree, std::string locale)
{
    auto found = co_await parts_.trees.active(std::move(tree));
    if (!found) co_return dialog_welcome{};
    const auto language = dialogs::first_language(locale, found->languages());
    co_return dialog_welcome{std::string(found->title(language)), std::string(found->greeting(language))};
}

asio::awaitable<bool> hot_conversations::ready()
{
    const auto now = parts_.runtime.time.now();
    if (stopping_ || parts_.store.failed_since(now - failure_shows)) co_return false;
    if (parts_.store.wrote_since(now - fresh_enough)) co_return true;
    struct trial {
        explicit trial(asio::steady_timer timer) : limit(std::move(timer)) {} // clang 14 needs it spelled
        asio::steady_timer limit;
        std::atomic<bool> stored{false};
    };
    const auto executor = co_await asio::this_coro::executor;
    auto tried = std::make_shared<trial>(asio::steady_timer(executor, answer_of_store));
    parts_.store.store().try_writing([this, tried, executor](const result<storage::done>& written) {
        tried->stored = written.has_value();
        if (written) note_stored(parts_.store, parts_.runtime);
        if (!written) note_failure(parts_.store, parts_.runtime, written.error());
        asio::post(executor, [tried] { tried->limit.cancel(); });
    });
    boost::system::error_code ignored;
    co_await tried->limit.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_return tried->stored.load();
}

void hot_conversations::wake(conversation_id id, std::function<void(actor&)> then)
{
    if (auto found = hot(id)) {
        then(*found);
        return;
    }
    if (stopping_) return;
    background_.fetch_add(1);
    auto take_up = [](hot_conversations& self, conversation_id which,
                      std::function<void(actor&)> act) -> asio::awaitable<void> {
        auto taken = co_await self.find(which);
        if (taken) act(static_cast<actor&>(**taken));
        self.background_.fetch_sub(1);
    };
    asio::co_spawn(parts_.runtime.io, take_up(*this, id, std::move(then)), asio::detached);
}

asio::awaitable<void> hot_conversations::sweep()
{
    auto pause = round_of_sweeps;
    while (!stopping_) {
        sweep_timer_.expires_after(pause);
        boost::system::error_code ignored;
        co_await sweep_timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        pause = release_some();
    }
    background_.fetch_sub(1);
}

/// Lets go of those of the next few that are idle; returns when to look at some more.
std::chrono::milliseconds hot_conversations::release_some()
{
    const auto now = std::chrono::steady_clock::now();
    std::vector<actor_ptr> gone; // destroyed after the lock is given up
    std::scoped_lock lock(mutex_);
    const bool crowded = by_id_.size() * crowded_part > static_cast<std::size_t>(parts_.config.max_hot_conversations);
    const auto quiet = crowded ? quiet_when_crowded : quiet_before_passivation;
    const auto stops = std::clamp<std::size_t>(by_id_.size() / looked_at_once, 1, most_stops);
    for (auto rest = (sweeps_.size() + stops - 1) / stops; rest > 0; --rest) {
        const auto id = sweeps_.front();
        sweeps_.pop_front();
        const auto found = by_id_.find(id);
        // The two maps hold one reference each; any further one is a client that may speak at any time.
        if (found->second.use_count() > 2 || !found->second->idle(now, quiet)) {
            sweeps_.push_back(id);
            continue;
        }
        const auto& who = found->second->who();
        by_identity_.erase(identity_key(who.channel, who.key));
        gone.push_back(std::move(found->second));
        by_id_.erase(found);
    }
    parts_.runtime.metrics.set(gauge::conversations_hot, static_cast<std::int64_t>(by_id_.size()));
    return round_of_sweeps / static_cast<int>(stops);
}

asio::awaitable<result<void>> hot_conversations::resume()
{
    background_.fetch_add(3);
    const std::shared_ptr<void> resuming(nullptr, [this](void*) { background_.fetch_sub(1); });
    auto run_alarms = [](hot_conversations& self) -> asio::awaitable<void> {
        co_await self.alarms_.run();
        self.background_.fetch_sub(1);
    };
    asio::co_spawn(parts_.runtime.io, run_alarms(*this), asio::detached);
    asio::co_spawn(parts_.runtime.io, sweep(), asio::detached);

    auto now = parts_.runtime.time.now();
    auto all_timers = [](storage::reader& reader) { return reader.timers(); };
    auto timers = co_await parts_.store.read(all_timers);
    if (!timers) co_return timers.error();
    for (auto timer : *timers) {
        // What is left of a pause after a restart, never more than it was.
        timer.remaining = std::clamp(timer.due - now, milliseconds{0}, std::max(timer.remaining, milliseconds{0}));
        alarms_.set(timer);
    }
    auto unsent = [](storage::reader& reader) { return reader.pending_outbox(page * 200); };
    auto rows = co_await parts_.store.read(unsent);
    if (!rows) co_return rows.error();
    for (auto& row : *rows) delivery_.submit(std::move(row));
    co_return co_await announce_listed(parts_.desk.most_owed());
}

asio::awaitable<result<void>> hot_conversations::announce_listed(int most_owed)
{
    auto listed = [most_owed](storage::reader& reader) { return reader.desk_entries(most_owed); };
    auto entries = co_await parts_.store.read(listed);
    if (!entries) co_return entries.error();
    for (const auto& entry : *entries) {
        if (stopping_) break;
        auto found = co_await find(entry.conversation);
        if (found) static_cast<actor&>(**found).announce();
    }
    co_return result<void>();
}

void hot_conversations::list_owed(int most)
{
    if (stopping_) return;
    background_.fetch_add(1);
    auto announce = [](hot_conversations& self, int limit) -> asio::awaitable<void> {
        co_await self.announce_listed(limit);
        self.background_.fetch_sub(1);
    };
    asio::co_spawn(parts_.runtime.io, announce(*this, most), asio::detached);
}

int hot_conversations::in_flight() const
{
    std::scoped_lock lock(mutex_);
    int total = 0;
    for (const auto& [id, each] : by_id_) total += each->pending();
    return total;
}

asio::awaitable<void> hot_conversations::stop(std::chrono::milliseconds limit)
{
    stopping_ = true;
    alarms_.stop();
    delivery_.stop();
    asio::post(sweep_timer_.get_executor(), [this] { sweep_timer_.cancel(); });
    auto deadline = std::chrono::steady_clock::now() + limit;
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((in_flight() > 0 || delivery_.pending() > 0 || background_ > 0) &&
           std::chrono::steady_clock::now() < deadline) {
        pause.expires_after(std::chrono::milliseconds{10});
        boost::system::error_code ignored;
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

} // namespace

std::unique_ptr<registry> make_registry(registry_parts parts)
{
    return std::make_unique<hot_conversations>(std::move(parts));
}

} // namespace amends::bot
