#include "bot/desk/presence.hpp"

#include <algorithm>

namespace amends::bot {

void presence::page_opened(const agent_identity& agent, const desk_listener* page)
{
    auto& each = agents_[agent.id];
    each.display = agent.display;
    each.pages.insert(page);
    each.gone_at = steady::max();
}

void presence::page_closed(user_id agent, const desk_listener* page, steady now)
{
    auto found = agents_.find(agent);
    if (found == agents_.end()) return;
    found->second.pages.erase(page);
    if (found->second.pages.empty() && found->second.gone_at == steady::max()) found->second.gone_at = now + grace_;
}

void presence::holds_without_page(user_id agent, steady now)
{
    auto& each = agents_[agent];
    if (each.pages.empty() && each.gone_at == steady::max()) each.gone_at = now + grace_;
}

void presence::set_available(user_id agent, bool available)
{
    if (auto found = agents_.find(agent); found != agents_.end()) found->second.available = available;
}

std::vector<user_id> presence::take_vanished(steady now)
{
    std::vector<user_id> vanished;
    for (const auto& [id, each] : agents_)
        if (each.gone_at <= now) vanished.push_back(id);
    for (auto id : vanished) agents_.erase(id);
    return vanished;
}

presence::steady presence::next_deadline() const
{
    auto next = steady::max();
    for (const auto& [id, each] : agents_) next = std::min(next, each.gone_at);
    return next;
}

std::vector<agent_presence> presence::online() const
{
    std::vector<agent_presence> all;
    for (const auto& [id, each] : agents_)
        if (!each.pages.empty()) all.push_back({id, each.display, each.available});
    return all;
}

int presence::available() const
{
    return static_cast<int>(std::count_if(agents_.begin(), agents_.end(), [](const auto& each) {
        return !each.second.pages.empty() && each.second.available;
    }));
}

} // namespace amends::bot
