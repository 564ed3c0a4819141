#pragma once

#include "bot/desk/desk.hpp"

#include <chrono>
#include <map>
#include <set>
#include <vector>

namespace amends::bot {

/// Who is at the desk. An agent is present while a page is open, and for a grace after the last one closed:
/// a reload or a short break loses nothing. A plain value; the clock is the caller's.
class presence {
public:
    using steady = std::chrono::steady_clock::time_point;

    explicit presence(std::chrono::milliseconds grace) : grace_(grace) {}

    void page_opened(const agent_identity& agent, const desk_listener* page);
    void page_closed(user_id agent, const desk_listener* page, steady now);
    /// An agent who holds chats but has no page: known from the store after a restart.
    void holds_without_page(user_id agent, steady now);
    void set_available(user_id agent, bool available);

    /// Agents whose grace ran out since the last call; they are forgotten.
    std::vector<user_id> take_vanished(steady now);
    /// When the next grace runs out; `steady::max()` when none runs.
    steady next_deadline() const;

    /// Those with an open page.
    std::vector<agent_presence> online() const;
    int available() const;

private:
    struct entry {
        std::string display;
        bool available = true;
        std::set<const desk_listener*> pages;
        steady gone_at = steady::max(); ///< when the grace runs out, once the last page has closed
    };

    std::chrono::milliseconds grace_;
    std::map<user_id, entry> agents_;
};

} // namespace amends::bot
