#include "bot/auth/session_cache.hpp"

namespace amends::bot {

std::optional<live_session> session_cache::find(const std::string& hash) const
{
    std::scoped_lock lock(mutex_);
    auto found = sessions_.find(hash);
    if (found == sessions_.end()) return std::nullopt;
    return found->second;
}

session_cache::epoch session_cache::now() const
{
    std::scoped_lock lock(mutex_);
    return epoch_;
}

bool session_cache::insert(const std::string& hash, live_session session, epoch before)
{
    std::scoped_lock lock(mutex_);
    if (epoch_ != before) return false;
    // Any one may go: the store knows them all.
    if (sessions_.size() >= capacity) sessions_.erase(sessions_.begin());
    sessions_.insert_or_assign(hash, std::move(session));
    return true;
}

bool session_cache::touch(const std::string& hash, instant at)
{
    std::scoped_lock lock(mutex_);
    auto found = sessions_.find(hash);
    if (found == sessions_.end()) return false;
    auto& session = found->second;
    session.seen_at = std::max(session.seen_at, at);
    if (at - session.touched_at < std::chrono::minutes(1)) return false;
    session.touched_at = at;
    return true;
}

void session_cache::end(const std::string& hash)
{
    std::scoped_lock lock(mutex_);
    ++epoch_;
    sessions_.erase(hash);
}

std::vector<std::string> session_cache::end_all_of(user_id user)
{
    std::vector<std::string> ended;
    std::scoped_lock lock(mutex_);
    ++epoch_;
    for (auto at = sessions_.begin(); at != sessions_.end();) {
        if (at->second.who.user == user) {
            ended.push_back(at->first);
            at = sessions_.erase(at);
        } else {
            ++at;
        }
    }
    return ended;
}

} // namespace amends::bot
