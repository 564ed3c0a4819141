#pragma once

#include "bot/ports/spoken.hpp"
#include "dialogs/model/event.hpp"
#include "dialogs/tree/shown.hpp"
#include "storage/records.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amends::bot {

struct agent_identity {
    user_id id;
    std::string display;
};

/// One message as an adapter hands it in. `key` is the sender's or platform's own unique id of it.
struct inbound_message {
    std::string key;
    std::string text;
    std::string option;
    std::string question;
};

/// What became of an inbound message or of an agent's line.
struct said {
    enum class kind : std::uint8_t {
        stored,
        repeated,    ///< same key and body: stored before, as `sequence`
        reused,      ///< same key, other body: refused
        busy,        ///< the mailbox is full: hand it in again later
        unavailable, ///< not stored: the store is failing or stopping
        no_floor,    ///< an agent's line whose floor token is stale, or who does not hold the floor
    };
    kind result = kind::unavailable;
    std::int64_t sequence = 0;
    floor_view floor;
};

/// Answer to an attach: the high-water mark up to which the client replays from the store.
struct attached {
    bool ok = false; ///< false: the store could not be read, or the server stops
    conversation_id conversation;
    std::int64_t last = 0;
    floor_view floor;
};

/// Answer to what an agent does with the floor.
struct floor_answer {
    enum class kind : std::uint8_t { done, changed, not_yours, busy, unavailable, closed };
    kind result = kind::unavailable;
    floor_view floor;
};

/// Everything an agent sees of a conversation besides its lines.
struct conversation_view {
    conversation_id id;
    floor_view floor;
    std::string channel;
    std::string language;
    std::string zone;
    int emotion_level = 0;
    emotion_kind emotion = emotion_kind::calm;
    std::optional<storage::case_record> complaint;
    std::vector<storage::promise_record> promises;
    dialogs::tree_ptr tree;      ///< what names the case's fields; null when it could not be loaded
    std::optional<instant> owed; ///< when the desk's earliest open promise to the customer is due
    std::int64_t last_sequence = 0;
    std::int64_t seen = 0; ///< largest customer cursor
    std::string last_text;
    instant last_at;
    bool vanished = false; ///< waiting because its agent vanished: front of the queue
};

/// What the conversation's case holds, in words of `language`: an agent's, who need not speak the customer's.
std::vector<dialogs::shown_field> shown_case(const conversation_view& view, std::string_view language);

/// The desk's side of a followed conversation; same rules as `customer_listener`.
class agent_listener {
public:
    virtual ~agent_listener() = default;
    virtual void on_line(conversation_id id, spoken_line_ptr line) = 0;
    virtual void on_withdrawn(conversation_id id, const std::vector<std::int64_t>& sequences) = 0;
    virtual void on_change(const conversation_view& view) = 0;
    virtual void on_customer_typing(conversation_id id, bool on) = 0;
    virtual void on_seen(conversation_id id, std::int64_t sequence) = 0;
};

/// One conversation: an actor with a bounded mailbox, one turn at a time (architecture.md, "The way of a
/// message"). Every public function may be called from any thread and returns at once; callbacks run on the
/// conversation's strand, exactly once each.
class conversation {
public:
    virtual ~conversation() = default;

    virtual conversation_id id() const = 0;

    /// Attaches a customer's client. Lines stored before the answer are up to `attached::last`; every later
    /// one reaches `listener`, which is held until `detach`.
    virtual void attach(std::shared_ptr<customer_listener> listener, std::function<void(attached)> done) = 0;
    virtual void detach(const customer_listener* listener) = 0;
    virtual void say(inbound_message message, std::function<void(said)> done) = 0;
    virtual void customer_typing(bool on) = 0;
    /// The client shows everything up to `sequence`.
    virtual void seen(std::int64_t sequence) = 0;

    /// Follows the conversation for the desk; the answer is its view and every later change reaches `listener`.
    virtual void follow(std::shared_ptr<agent_listener> listener,
                        std::function<void(std::optional<conversation_view>)> done) = 0;
    virtual void unfollow(const agent_listener* listener) = 0;
    /// Compare-and-set on the floor (invariant I4).
    virtual void take(agent_identity agent, std::int64_t token, std::function<void(floor_answer)> done) = 0;
    virtual void reply(agent_identity agent, std::int64_t token, std::string key, std::string text,
                       std::function<void(said)> done) = 0;
    virtual void note(agent_identity agent, std::string key, std::string text, std::function<void(said)> done) = 0;
    /// Gives up the floor; also how a vanished agent loses it.
    virtual void leave(user_id agent, std::int64_t token, leave_reason reason,
                       std::function<void(floor_answer)> done) = 0;
    virtual void agent_typing(user_id agent, bool on) = 0;

    /// A stored timer is due.
    virtual void fire(std::int64_t timer_ordinal) = 0;
};

using conversation_ptr = std::shared_ptr<conversation>;

} // namespace amends::bot
