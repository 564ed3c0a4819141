#pragma once

#include "bot/conversation/conversation.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace amends::tests {

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

} // namespace amends::tests
