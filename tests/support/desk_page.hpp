#pragma once

#include "bot/desk/desk.hpp"
#include "tests/support/bot_world.hpp"

#include <map>

namespace amends::testing {

/// An agent's desk page without a browser: the queue as shown, and waits for it.
class desk_page final : public bot::desk_listener {
public:
    void on_queue(const std::vector<bot::conversation_view>& entries) override
    {
        std::scoped_lock lock(mutex_);
        order_.clear();
        entries_.clear();
        for (const auto& each : entries) {
            entries_[each.id] = each;
            order_.push_back(each.id);
        }
        changed_.notify_all();
    }
    void on_entry(const bot::conversation_view& entry) override
    {
        std::scoped_lock lock(mutex_);
        entries_[entry.id] = entry;
        changed_.notify_all();
    }
    void on_gone(conversation_id id) override
    {
        std::scoped_lock lock(mutex_);
        entries_.erase(id);
        changed_.notify_all();
    }
    void on_agents(const std::vector<bot::agent_presence>& agents) override
    {
        std::scoped_lock lock(mutex_);
        agents_ = agents;
        changed_.notify_all();
    }

    template <class Enough> bool wait_entries(Enough enough)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return enough(entries_); });
    }
    bool wait_agents(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return agents_.size() == count; });
    }
    bool wait_order(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, [&] { return order_.size() == count; });
    }
    bool wait_holder(conversation_id id, floor_holder holder)
    {
        return wait_entries([&](const auto& entries) {
            auto found = entries.find(id);
            return found != entries.end() && found->second.floor.holder == holder;
        });
    }
    bot::conversation_view entry(conversation_id id) const
    {
        std::scoped_lock lock(mutex_);
        return entries_.at(id);
    }
    std::vector<conversation_id> order() const
    {
        std::scoped_lock lock(mutex_);
        return order_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<conversation_id, bot::conversation_view> entries_;
    std::vector<conversation_id> order_;
    std::vector<bot::agent_presence> agents_;
};

} // namespace amends::testing
