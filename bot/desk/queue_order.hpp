#pragma once

#include "bot/conversation/conversation.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace amends::bot {

/// The order in which waiting chats are shown and taken: those whose agent vanished, then by priority, then
/// the longest wait first; chats held by agents come after all that wait.
inline void sort_queue(std::vector<conversation_view>& entries)
{
    auto rank = [](const conversation_view& v) {
        bool held = v.floor.holder == floor_holder::agent;
        return std::tuple(held, !v.vanished, v.complaint ? v.complaint->priority : 3, v.floor.since, v.id);
    };
    std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

} // namespace amends::bot
