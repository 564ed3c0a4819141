#pragma once

#include "bot/auth/accounts.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace amends::tests {

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
