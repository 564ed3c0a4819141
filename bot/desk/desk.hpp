#pragma once

#include "bot/conversation/conversation.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/ports/desk_feed.hpp"
#include "bot/ports/runtime.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace amends::bot {

struct agent_presence {
    user_id id;
    std::string display;
    bool available = true;

    bool operator==(const agent_presence&) const = default;
};

/// One agent's open desk page. Called on the desk's strand; must not block or throw.
class desk_listener {
public:
    virtual ~desk_listener() = default;
    /// The whole list, in queue order.
    virtual void on_queue(const std::vector<conversation_view>& entries) = 0;
    virtual void on_entry(const conversation_view& entry) = 0;
    virtual void on_gone(conversation_id id) = 0;
    virtual void on_agents(const std::vector<agent_presence>& agents) = 0;
};

/// The agents' common room: who is there, which conversations wait or are held. Thread-safe.
class desk {
public:
    virtual ~desk() = default;
    /// A page opened: the agent is present; the queue follows through `on_queue`.
    virtual void join(agent_identity agent, std::shared_ptr<desk_listener> listener) = 0;
    /// A page closed. When it was the agent's last, the grace of 60 s begins, after which every floor the
    /// agent holds is given up ("When things fail", Agents).
    virtual void leave(user_id agent, const desk_listener* listener) = 0;
    virtual void set_available(user_id agent, bool available) = 0;
    /// Asks for `on_queue` again, after a resync.
    virtual void refresh(const desk_listener* listener) = 0;

    /// The side that conversations speak to.
    virtual desk_feed& feed() = 0;
    /// Begins to watch over agents who vanish. `conversations` takes their floors back.
    virtual void start(registry& conversations) = 0;
    virtual void stop() = 0;
};

/// `grace`: how long an agent may be gone before losing the floor. Of conversations that neither wait nor are held
/// and only owe an answer, the `most_owed` that are due first are listed (I10).
std::unique_ptr<desk> make_desk(runtime& runtime, std::chrono::milliseconds grace, int most_owed = 1000);

} // namespace amends::bot
