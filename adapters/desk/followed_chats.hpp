#pragma once

#include "bot/conversation/conversation.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace amends::adapters::desk {

struct withdrawn_lines {
    std::vector<std::int64_t> sequences;
};
struct customer_types {
    bool on = false;
};
struct customer_saw {
    std::int64_t sequence = 0;
};

/// Something that happened in a followed chat.
struct chat_news {
    conversation_id id;
    std::variant<bot::spoken_line_ptr, withdrawn_lines, std::shared_ptr<const bot::conversation_view>, customer_types,
                 customer_saw>
        what;
};

/// One chat that an agent's page follows. Between following it and having read its transcript, news is held back;
/// lines that the transcript already had are not told twice.
class followed_chat {
public:
    bot::conversation_ptr conversation; ///< null until it was found

    /// Begins (again) to open; `attempt` tells a later attempt from this one.
    void begin_opening(std::int64_t attempt)
    {
        attempt_ = attempt;
        opening_ = true;
        overflowed_ = false;
        held_.clear();
    }
    std::int64_t attempt() const { return attempt_; }

    /// The transcript has been told; what was held back is now due.
    std::vector<chat_news> end_opening(const bot::conversation_view& view,
                                       const std::vector<bot::spoken_line_ptr>& lines)
    {
        opening_ = false;
        floor_ = view.floor;
        last_ = {};
        for (const auto& each : lines) is_new(*each);
        return std::exchange(held_, {});
    }

    /// Keeps the news while the chat is being opened; false: tell it now.
    bool hold(chat_news& news)
    {
        if (opening_ && held_.size() < max_held)
            held_.push_back(std::move(news));
        else if (opening_)
            overflowed_ = true;
        return opening_;
    }
    /// More happened while opening than could be held back: to be opened again.
    bool overflowed() const { return overflowed_; }

    /// True for a line beyond all before it in its audience.
    bool is_new(const bot::spoken_line& line)
    {
        auto& last = last_[line.internal ? 1 : 0];
        if (line.sequence <= last) return false;
        last = line.sequence;
        return true;
    }

    bool floor_changed(const bot::floor_view& floor)
    {
        if (floor == floor_) return false;
        floor_ = floor;
        return true;
    }

private:
    static constexpr std::size_t max_held = 500;

    std::vector<chat_news> held_;
    std::array<std::int64_t, 2> last_{};
    bot::floor_view floor_;
    std::int64_t attempt_ = 0;
    bool opening_ = false;
    bool overflowed_ = false;
};

} // namespace amends::adapters::desk
