#pragma once

#include "bot/auth/accounts.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/desk/desk.hpp"
#include "bot/ports/runtime.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <vector>

/// A bot in memory that keeps the contracts of bot/conversation and bot/desk, for tests of the adapters.
namespace amends::tests {

/// Counts what is counted.
class fake_metrics final : public bot::metric_sink {
public:
    void add(bot::counter c, std::int64_t n) override { counts_[static_cast<std::size_t>(c)] += n; }
    void set(bot::gauge g, std::int64_t value) override { gauges_[static_cast<std::size_t>(g)] = value; }
    void observe(bot::duration, double) override {}
    std::int64_t of(bot::counter c) const { return counts_[static_cast<std::size_t>(c)]; }
    std::int64_t of(bot::gauge g) const { return gauges_[static_cast<std::size_t>(g)]; }

private:
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::counter::count_)> counts_{};
    std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(bot::gauge::count_)> gauges_{};
};

class silent_log final : public bot::log_sink {
public:
    void write(bot::log_level, std::string_view, std::initializer_list<bot::log_field>) override {}
};

/// A conversation that answers each message with one line of the bot's, "you said: ...".
class fake_conversation final : public bot::conversation, public std::enable_shared_from_this<fake_conversation> {
public:
    fake_conversation(boost::asio::io_context& io, conversation_id id) : strand_(boost::asio::make_strand(io)), id_(id)
    {}

    conversation_id id() const override { return id_; }

    void attach(std::shared_ptr<bot::customer_listener> listener, std::function<void(bot::attached)> done) override
    {
        on_strand([this, listener, done] {
            customers_.push_back(listener);
            done({true, id_, last(), floor_});
        });
    }
    void detach(const bot::customer_listener* listener) override
    {
        on_strand([this, listener] { std::erase_if(customers_, [&](auto& each) { return each.get() == listener; }); });
    }

    void say(bot::inbound_message message, std::function<void(bot::said)> done) override
    {
        on_strand([this, message, done] {
            using kind = bot::said::kind;
            if (refuse_with_ != kind::stored) return done({refuse_with_, 0, floor_});
            for (const auto& line : copy())
                if (line->client_id == message.key)
                    return done({line->text == message.text ? kind::repeated : kind::reused, line->sequence, floor_});
            auto line = make_line(speaker::customer, message.text);
            line->client_id = message.key;
            store(line);
            done({kind::stored, line->sequence, floor_});
            tell(line);
            if (floor_.holder != floor_holder::agent) say_as(speaker::bot, "you said: " + message.text);
        });
    }
    void customer_typing(bool on) override
    {
        on_strand([this, on] {
            for (auto& each : agents_) each->on_customer_typing(id_, on);
        });
    }
    void seen(std::int64_t sequence) override
    {
        on_strand([this, sequence] {
            seen_ = sequence;
            for (auto& each : agents_) each->on_seen(id_, sequence);
        });
    }

    void follow(std::shared_ptr<bot::agent_listener> listener,
                std::function<void(std::optional<bot::conversation_view>)> done) override
    {
        on_strand([this, listener, done] {
            agents_.push_back(listener);
            done(view());
        });
    }
    void unfollow(const bot::agent_listener* listener) override
    {
        on_strand([this, listener] { std::erase_if(agents_, [&](auto& each) { return each.get() == listener; }); });
    }
    void take(bot::agent_identity agent, std::int64_t token, std::function<void(bot::floor_answer)> done) override
    {
        on_strand([this, agent, token, done] {
            if (token != floor_.token) return done({bot::floor_answer::kind::changed, floor_});
            set_floor({floor_holder::agent, agent.id, agent.display, floor_.token + 1, instant{}});
            done({bot::floor_answer::kind::done, floor_});
        });
    }
    void reply(bot::agent_identity agent, std::int64_t token, std::string key, std::string text,
               std::function<void(bot::said)> done) override
    {
        on_strand([this, agent, token, key, text, done] {
            if (token != floor_.token || floor_.agent != agent.id) return done({bot::said::kind::no_floor, 0, floor_});
            auto line = make_line(speaker::agent, text);
            line->author = agent.display;
            line->client_id = key;
            store(line);
            done({bot::said::kind::stored, line->sequence, floor_});
            tell(line);
        });
    }
    void note(bot::agent_identity agent, std::string key, std::string text,
              std::function<void(bot::said)> done) override
    {
        on_strand([this, agent, key, text, done] {
            auto line = make_line(speaker::agent, text);
            line->internal = true;
            line->author = agent.display;
            line->client_id = key;
            line->sequence = ++notes_;
            {
                std::lock_guard lock(mutex_);
                all_.push_back(line);
            }
            done({bot::said::kind::stored, line->sequence, floor_});
            for (auto& each : agents_) each->on_line(id_, line);
        });
    }
    void leave(user_id agent, std::int64_t token, leave_reason, std::function<void(bot::floor_answer)> done) override
    {
        on_strand([this, agent, token, done] {
            if (floor_.agent != agent) return done({bot::floor_answer::kind::not_yours, floor_});
            if (token != floor_.token) return done({bot::floor_answer::kind::changed, floor_});
            set_floor({floor_holder::bot, {}, "", floor_.token + 1, instant{}});
            done({bot::floor_answer::kind::done, floor_});
        });
    }
    void agent_typing(user_id, bool on) override
    {
        on_strand([this, on] {
            for (auto& each : customers_) each->on_typing(speaker::agent, on);
        });
    }
    void fire(std::int64_t) override {}

    /// The bot speaks of its own accord, `count` lines of `text` in one go.
    void speak(int count, std::string text)
    {
        on_strand([this, count, text] {
            for (int i = 0; i < count; ++i) say_as(speaker::bot, text);
        });
    }
    void withdraw(std::int64_t sequence)
    {
        on_strand([this, sequence] {
            {
                std::lock_guard lock(mutex_);
                auto gone = std::make_shared<bot::spoken_line>(*lines_.at(static_cast<std::size_t>(sequence - 1)));
                gone->withdrawn = true;
                gone->text.clear();
                lines_[static_cast<std::size_t>(sequence - 1)] = gone;
            }
            for (auto& each : agents_) each->on_withdrawn(id_, {sequence});
        });
    }
    void refuse_with(bot::said::kind kind)
    {
        on_strand([this, kind] { refuse_with_ = kind; });
    }
    std::vector<bot::spoken_line_ptr> copy() const
    {
        std::lock_guard lock(mutex_);
        return lines_;
    }
    std::vector<bot::spoken_line_ptr> transcript() const
    {
        std::lock_guard lock(mutex_);
        return all_;
    }
    std::int64_t seen_up_to() const { return seen_; }
    std::size_t customers()
    {
        std::promise<std::size_t> count;
        on_strand([&] { count.set_value(customers_.size()); });
        return count.get_future().get();
    }

private:
    template <class Work> void on_strand(Work work)
    {
        boost::asio::post(strand_, [self = shared_from_this(), work]() mutable { work(); });
    }
    std::int64_t last() const
    {
        std::lock_guard lock(mutex_);
        return static_cast<std::int64_t>(lines_.size());
    }
    std::shared_ptr<bot::spoken_line> make_line(speaker from, std::string text)
    {
        auto line = std::make_shared<bot::spoken_line>();
        line->from = from;
        line->text = std::move(text);
        line->at = from_unix_ms(1'700'000'000'000);
        return line;
    }
    void store(const std::shared_ptr<bot::spoken_line>& line)
    {
        std::lock_guard lock(mutex_);
        line->sequence = static_cast<std::int64_t>(lines_.size()) + 1;
        lines_.push_back(line);
        all_.push_back(line);
    }
    void tell(const bot::spoken_line_ptr& line)
    {
        for (auto& each : customers_) each->on_line(line);
        for (auto& each : agents_) each->on_line(id_, line);
    }
    void say_as(speaker who, const std::string& text)
    {
        auto line = make_line(who, text);
        store(line);
        tell(line);
    }
    void set_floor(bot::floor_view floor)
    {
        floor_ = floor;
        for (auto& each : customers_) each->on_floor(floor_);
        for (auto& each : agents_) each->on_change(view());
    }
    bot::conversation_view view() const
    {
        bot::conversation_view v;
        v.id = id_;
        v.floor = floor_;
        v.channel = "web";
        v.language = "zh-Hans";
        v.zone = "Asia/Shanghai";
        v.last_sequence = last();
        v.seen = seen_;
        storage::case_record complaint;
        complaint.number = "C-1";
        v.complaint = complaint;
        return v;
    }

    boost::asio::strand<boost::asio::io_context::executor_type> strand_;
    conversation_id id_;
    bot::floor_view floor_;
    std::vector<std::shared_ptr<bot::customer_listener>> customers_;
    std::vector<std::shared_ptr<bot::agent_listener>> agents_;
    bot::said::kind refuse_with_ = bot::said::kind::stored;
    std::atomic<std::int64_t> seen_{0};
    std::int64_t notes_ = 0;
    mutable std::mutex mutex_;
    std::vector<bot::spoken_line_ptr> lines_; ///< customer-visible
    std::vector<bot::spoken_line_ptr> all_;
};

class fake_registry final : public bot::registry {
public:
    explicit fake_registry(boost::asio::io_context& io) : io_(io) {}

    boost::asio::awaitable<result<bot::conversation_ptr>> open(bot::arrival who) override
    {
        if (failing) co_return problem{"store.io", "failing"};
        std::lock_guard lock(mutex_);
        arrivals_.push_back(who);
        auto& found = by_key_[who.channel + ' ' + who.key];
        if (!found) {
            found =
                std::make_shared<fake_conversation>(io_, conversation_id{static_cast<std::int64_t>(by_key_.size())});
            all_.push_back(found);
        }
        co_return found;
    }
    boost::asio::awaitable<result<bot::conversation_ptr>> find(conversation_id id) override
    {
        auto found = at(id);
        if (!found) co_return problem{"no_such_conversation", "no"};
        co_return found;
    }
    boost::asio::awaitable<result<std::vector<bot::spoken_line_ptr>>>
    lines_after(conversation_id id, std::int64_t after, int limit) override
    {
        ++pages;
        if (failing) co_return problem{"store.io", "failing"};
        std::vector<bot::spoken_line_ptr> found;
        for (auto& line : at(id)->copy())
            if (line->sequence > after && static_cast<int>(found.size()) < limit) found.push_back(line);
        co_return found;
    }
    boost::asio::awaitable<result<std::vector<bot::spoken_line_ptr>>>
    lines_before(conversation_id id, std::int64_t before, int limit) override
    {
        if (failing) co_return problem{"store.io", "failing"};
        std::vector<bot::spoken_line_ptr> found;
        for (auto& line : at(id)->copy())
            if (line->sequence < before && line->sequence >= before - limit) found.push_back(line);
        co_return found;
    }
    boost::asio::awaitable<result<std::vector<bot::spoken_line_ptr>>> transcript(conversation_id id, int) override
    {
        co_return at(id)->transcript();
    }
    const std::string& generation() const override { return generation_; }
    bot::dialog_welcome welcome(const std::string& tree, const std::string&) const override
    {
        return {"Shop " + tree, "I am an automated assistant."};
    }
    boost::asio::awaitable<bool> ready() override { co_return !failing; }
    void list_owed(int) override {}
    boost::asio::awaitable<result<void>> resume() override { co_return result<void>{}; }
    boost::asio::awaitable<void> stop(std::chrono::milliseconds) override { co_return; }

    std::shared_ptr<fake_conversation> at(conversation_id id)
    {
        std::lock_guard lock(mutex_);
        const auto index = static_cast<std::size_t>(id.value - 1);
        return index < all_.size() ? all_[index] : nullptr;
    }
    std::shared_ptr<fake_conversation> latest()
    {
        std::lock_guard lock(mutex_);
        return all_.empty() ? nullptr : all_.back();
    }
    std::vector<bot::arrival> arrivals()
    {
        std::lock_guard lock(mutex_);
        return arrivals_;
    }

    std::atomic<bool> failing{false};
    std::atomic<int> pages{0};

private:
    boost::asio::io_context& io_;
    std::string generation_ = "g1";
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<fake_conversation>> by_key_;
    std::vector<std::shared_ptr<fake_conversation>> all_;
    std::vector<bot::arrival> arrivals_;
};

class fake_desk final : public bot::desk {
public:
    explicit fake_desk(boost::asio::io_context& io) : strand_(boost::asio::make_strand(io)) {}

    void join(bot::agent_identity agent, std::shared_ptr<bot::desk_listener> listener) override
    {
        boost::asio::post(strand_, [this, agent, listener] {
            listeners_[listener.get()] = listener;
            presence_[agent.id] = {agent.id, agent.display, true};
            listener->on_queue(entries_);
            tell_agents();
        });
    }
    void leave(user_id agent, const bot::desk_listener* listener) override
    {
        boost::asio::post(strand_, [this, agent, listener] {
            listeners_.erase(listener);
            presence_.erase(agent);
            ++left;
        });
    }
    void set_available(user_id agent, bool available) override
    {
        boost::asio::post(strand_, [this, agent, available] {
            presence_[agent].available = available;
            tell_agents();
        });
    }
    void refresh(const bot::desk_listener* listener) override
    {
        boost::asio::post(strand_, [this, listener] {
            ++refreshed;
            if (auto found = listeners_.find(listener); found != listeners_.end()) found->second->on_queue(entries_);
        });
    }

    bot::desk_feed& feed() override { throw std::logic_error("adapters do not feed the desk"); }
    void start(bot::registry&) override {}
    void stop() override {}

    /// Adds or changes an entry and tells everybody.
    void put(bot::conversation_view entry)
    {
        boost::asio::post(strand_, [this, entry] {
            std::erase_if(entries_, [&](auto& each) { return each.id == entry.id; });
            entries_.push_back(entry);
            for (auto& [key, each] : listeners_) each->on_entry(entry);
        });
    }
    void remove(conversation_id id)
    {
        boost::asio::post(strand_, [this, id] {
            std::erase_if(entries_, [&](auto& each) { return each.id == id; });
            for (auto& [key, each] : listeners_) each->on_gone(id);
        });
    }

    std::atomic<int> left{0};
    std::atomic<int> refreshed{0};

private:
    void tell_agents()
    {
        std::vector<bot::agent_presence> all;
        for (auto& [id, each] : presence_) all.push_back(each);
        for (auto& [key, each] : listeners_) each->on_agents(all);
    }

    boost::asio::strand<boost::asio::io_context::executor_type> strand_;
    std::map<const bot::desk_listener*, std::shared_ptr<bot::desk_listener>> listeners_;
    std::map<user_id, bot::agent_presence> presence_;
    std::vector<bot::conversation_view> entries_;
};

/// Knows "lina" (agent) and "root" (admin), both with the password "correct horse".
class fake_accounts final : public bot::accounts {
public:
    boost::asio::awaitable<result<bot::signed_in>> sign_in(std::string name, std::string password,
                                                           std::string remote) override
    {
        std::lock_guard lock(mutex_);
        remotes_.push_back(remote);
        if (name == "flood") co_return problem{"too_many", "17"};
        if ((name != "lina" && name != "root") || password != "correct horse")
            co_return problem{"bad_credentials", "wrong"};
        bot::signed_in who;
        who.user = user_id{name == "root" ? 1 : 7};
        who.name = name;
        who.display = name == "root" ? "Root" : "Li Na";
        who.role = name == "root" ? bot::user_role::admin : bot::user_role::agent;
        who.secret = "secret-" + std::to_string(++count_);
        who.session = "session-" + std::to_string(count_);
        who.csrf_token = "csrf-" + std::to_string(count_);
        sessions_[who.secret] = who;
        co_return who;
    }
    boost::asio::awaitable<result<bot::signed_in>> check(std::string secret) override
    {
        std::lock_guard lock(mutex_);
        auto found = sessions_.find(secret);
        if (found == sessions_.end()) co_return problem{"signed_out", "no"};
        auto who = found->second;
        who.secret.clear();
        co_return who;
    }
    boost::asio::awaitable<void> sign_out(std::string secret) override
    {
        std::vector<std::function<void()>> ended;
        {
            std::lock_guard lock(mutex_);
            auto found = sessions_.find(secret);
            if (found == sessions_.end()) co_return;
            for (auto& [session, call] : watchers_)
                if (session == found->second.session)
                    if (auto alive = call.lock()) ended.push_back(*alive);
            sessions_.erase(found);
        }
        for (auto& each : ended) each();
    }
    std::shared_ptr<void> on_session_end(const std::string& session, std::function<void()> ended) override
    {
        std::lock_guard lock(mutex_);
        auto ticket = std::make_shared<std::function<void()>>(std::move(ended));
        watchers_.emplace_back(session, ticket);
        return ticket;
    }
    boost::asio::awaitable<result<user_id>> add_user(std::string, std::string, bot::user_role, std::string,
                                                     user_id) override
    {
        co_return user_id{9};
    }
    boost::asio::awaitable<result<void>> set_password(std::string, std::string, user_id) override
    {
        co_return result<void>{};
    }
    boost::asio::awaitable<result<void>> set_disabled(std::string, bool, user_id) override { co_return result<void>{}; }

    std::vector<std::string> remotes()
    {
        std::lock_guard lock(mutex_);
        return remotes_;
    }

private:
    std::mutex mutex_;
    int count_ = 0;
    std::map<std::string, bot::signed_in> sessions_;
    std::vector<std::pair<std::string, std::weak_ptr<std::function<void()>>>> watchers_;
    std::vector<std::string> remotes_;
};

} // namespace amends::tests
