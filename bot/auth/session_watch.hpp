#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace amends::bot {

/// Who wants to know when a session ends. Thread-safe.
class session_watch : public std::enable_shared_from_this<session_watch> {
public:
    /// The interest lasts as long as the returned ticket.
    std::shared_ptr<void> add(const std::string& session, std::function<void()> ended);
    /// Calls and forgets everyone interested in `session`.
    void end(const std::string& session);
    /// Sessions that somebody is interested in.
    std::vector<std::string> sessions() const;

private:
    struct interest {
        std::function<void()> ended;
    };
    using interests = std::multimap<std::string, std::shared_ptr<interest>>;

    mutable std::mutex mutex_;
    interests interests_;
};

} // namespace amends::bot
