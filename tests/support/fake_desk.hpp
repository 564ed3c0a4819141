#pragma once

#include "bot/desk/desk.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

namespace amends::tests {

/// A desk that lists what it is told to.
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

} // namespace amends::tests
