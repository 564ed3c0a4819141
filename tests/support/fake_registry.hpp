#pragma once

#include "bot/conversation/registry.hpp"
#include "tests/support/fake_conversation.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace amends::tests {

/// Conversations in memory, one a visitor.
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
    boost::asio::awaitable<bot::dialog_welcome> welcome(std::string tree, std::string) override
    {
        co_return bot::dialog_welcome{"Shop " + tree, "I am an automated assistant."};
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

} // namespace amends::tests
