#include "bot/auth/session_watch.hpp"

namespace amends::bot {

std::shared_ptr<void> session_watch::add(const std::string& session, std::function<void()> ended)
{
    auto each = std::make_shared<interest>(interest{std::move(ended)});
    {
        std::scoped_lock lock(mutex_);
        interests_.emplace(session, each);
    }
    // The ticket owns nothing but the duty to deregister; the registry may be gone before it.
    auto forget = [weak = weak_from_this(), session, which = std::weak_ptr(each)](void*) {
        auto self = weak.lock();
        auto interested = which.lock();
        if (!self || !interested) return;
        std::scoped_lock lock(self->mutex_);
        auto [first, last] = self->interests_.equal_range(session);
        for (auto at = first; at != last; ++at) {
            if (at->second != interested) continue;
            self->interests_.erase(at);
            return;
        }
    };
    return std::shared_ptr<void>(each.get(), std::move(forget));
}

void session_watch::end(const std::string& session)
{
    std::vector<std::shared_ptr<interest>> told;
    {
        std::scoped_lock lock(mutex_);
        auto [first, last] = interests_.equal_range(session);
        for (auto at = first; at != last; ++at) told.push_back(std::move(at->second));
        interests_.erase(first, last);
    }
    for (const auto& each : told) each->ended();
}

std::vector<std::string> session_watch::sessions() const
{
    std::vector<std::string> all;
    std::scoped_lock lock(mutex_);
    for (const auto& [session, each] : interests_)
        if (all.empty() || all.back() != session) all.push_back(session);
    return all;
}

} // namespace amends::bot
