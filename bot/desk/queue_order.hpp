#pragma once

#include "bot/conversation/conversation.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace amends::bot {

/// The order in which chats are shown and taken: those whose agent vanished, then those that wait, by
/// priority and then the longest wait first; then those that the desk owes an answer, by its due time; those
/// held by agents last.
inline void sort_queue(std::vector<conversation_view>& entries)
{
    auto rank = [](const conversation_view& v) {
        bool owed = v.floor.holder == floor_holder::bot;
        int group = v.floor.holder == floor_holder::waiting ? 0 : owed ? 1 : 2;
        auto since = owed ? v.owed.value_or(v.floor.since) : v.floor.since;
        return std::tuple(group, !v.vanished, owed || !v.complaint ? 3 : v.complaint->priority, since, v.id);
    };
    std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

} // namespace amends::bot
