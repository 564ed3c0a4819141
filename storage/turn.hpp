#pragma once

#include "dialogs/model/ids.hpp"
#include "dialogs/model/instant.hpp"
#include "dialogs/model/message.hpp"
#include "dialogs/model/result.hpp"
#include "dialogs/model/sentence.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amends::storage {

/// Who may see a transcript line. Each audience has a gap-free sequence of its own (invariant I3).
enum class audience : std::uint8_t { customer, internal };

/// What became of a line after it was stored (invariant I4). A withdrawn line keeps its number.
enum class line_state : std::uint8_t { said, withdrawn };

/// How the customer is known on a channel: the platform's own id, or the hash of a visitor token.
struct identity {
    std::string channel;
    std::string key;

    auto operator<=>(const identity&) const = default;
};

/// Written with a conversation's first turn. Ids come from `store::reserve`.
struct new_conversation {
    customer_id customer;
    identity who;
    std::string zone;
    std::string locale;
};

/// A platform's own key of an inbound message: it takes effect once (invariant I2).
struct inbound_key {
    std::string channel;
    std::string key;
    std::uint64_t digest = 0; ///< of the body, to tell a repeat from a reused key
};

/// The event that the turn was decided from, as replay needs it. Strings are `dialogs/codec` text.
struct event_record {
    std::string kind; ///< "customer_message", "timer_fired", "agent_joined", "agent_left", "agent_message", ...
    std::string payload;
    std::string facts;
    std::string tree;
    std::string tree_version;
    int codec = 1;
};

struct new_line {
    speaker from = speaker::customer;
    storage::audience audience = storage::audience::customer;
    std::string text;
    std::string extra;  ///< JSON object text of what is not words (options, question, client id), or empty
    std::string author; ///< display name of a person, empty for the bot and the customer
    user_id user;       ///< the agent, when one wrote it
};

/// The holder of the floor; `token` grows by one with every change and fences stale turns (invariant I4).
struct floor {
    floor_holder holder = floor_holder::bot;
    user_id agent;
    std::int64_t token = 0;
    instant since;

    bool operator==(const floor&) const = default;
};

enum class case_status : std::uint8_t {
    open,
    resolved_confirmed,
    resolved_unconfirmed,
    closed_not_upheld,
    closed_no_contact,
    withdrawn,
};

/// As protocols and exports spell it.
constexpr std::string_view name_of(case_status status)
{
    using enum case_status;
    switch (status) {
    case open:
        return "open";
    case resolved_confirmed:
        return "resolved_confirmed";
    case resolved_unconfirmed:
        return "resolved_unconfirmed";
    case closed_not_upheld:
        return "closed_not_upheld";
    case closed_no_contact:
        return "closed_no_contact";
    case withdrawn:
        break;
    }
    return "withdrawn";
}

/// A complaint's case, written whole. An open case has exactly one owner; the first named person who
/// owned it never changes (invariant I8, recovery.md H1); `owner` zero means the bot.
struct case_record {
    case_id id;
    std::string number;
    conversation_id conversation;
    case_status status = case_status::open;
    instant opened_at;
    std::optional<instant> closed_at;
    user_id owner;
    user_id first_owner;
    std::string phase;
    std::string queue;
    int priority = 3;
    sentence handoff_reason;
    std::map<std::string, std::string> fields; ///< slots and case fields: what an agent sees at a glance

    bool operator==(const case_record&) const = default;
};

/// A dated commitment made to the customer (recovery.md G1, G3).
struct promise_record {
    sentence what;
    std::string owner;
    instant due;
    std::optional<instant> kept_at{};

    bool operator==(const promise_record&) const = default;
};

enum class timer_kind : std::uint8_t { pause, deadline };

/// A stored timer ("When things fail", Timers). Its key is (conversation, ordinal); names may repeat.
struct timer_record {
    conversation_id conversation;
    std::int64_t ordinal = 0; ///< given by the caller, growing within a conversation
    std::string name;
    timer_kind kind = timer_kind::pause;
    instant due;              ///< the deadline, or when the pause would end if nothing interrupts it
    milliseconds remaining{}; ///< of a pause, at the time it was last written
    bool suspended = false;   ///< a person holds the floor

    bool operator==(const timer_record&) const = default;
};

/// Everything that one event changes, committed in one transaction or not at all.
struct turn {
    conversation_id conversation;
    std::optional<new_conversation> created;
    instant at;
    std::int64_t expected_floor = 0; ///< fencing token that the turn was decided under
    std::optional<inbound_key> inbound;
    event_record event;
    std::vector<new_line> lines; ///< in the order to be numbered
    std::string state;           ///< dialog state after the turn, codec text
    std::int64_t customer_seen =
        0; ///< largest sequence that a client of the customer has shown; stored with the conversation
    std::optional<storage::floor> new_floor; ///< its token is `expected_floor` + 1
    std::optional<case_record> changed_case;
    std::vector<promise_record> promises;
    std::optional<std::string> keeps_promises_of; ///< every open promise of this owner is kept with this turn
    std::map<std::string, std::string> survey;
    std::optional<std::int64_t> fired_timer; ///< ordinal; no such row, no effect (invariant I7)
    std::vector<std::int64_t> cancelled_timers;
    std::vector<timer_record> timers; ///< inserted, or replaced where the ordinal exists
    bool push = false; ///< the channel must be called: customer lines not from the customer get outbox rows
    /// At takeover: bot lines after this customer sequence are withdrawn unless already claimed.
    std::optional<std::int64_t> withdraw_bot_lines_after;
    std::optional<std::string> audit; ///< what a person did, for the audit trail; JSON object text
    user_id actor;                    ///< the person behind the turn, if any
};

enum class verdict : std::uint8_t {
    committed,
    duplicate,  ///< the inbound key is stored already; `lines` holds the original's receipt
    floor_lost, ///< `expected_floor` is stale: nothing was written, decide again
    no_timer,   ///< the timer's row is gone: nothing was written
    failed,     ///< not stored; `error` says why ("disk_full", "io", "busy", "corrupt", "poison", "stopped"), or
    ///< "unknown": the disk failed at the commit and cannot be read to tell; to be asked again with the same key
};

/// The number a line got, or for a duplicate the number it had got.
struct line_receipt {
    storage::audience audience = storage::audience::customer;
    std::int64_t sequence = 0;
};

struct commit_result {
    storage::verdict verdict = storage::verdict::failed;
    std::vector<line_receipt> lines;     ///< one for each of `turn::lines`; of a duplicate, the first only
    std::uint64_t stored_digest = 0;     ///< of a duplicate: the body's digest as stored
    std::int64_t event = 0;              ///< ordinal of the stored event within the conversation, from 1
    std::vector<std::int64_t> withdrawn; ///< customer sequences that takeover withdrew
    std::vector<std::int64_t> outbox;    ///< ids of new outbox rows, in order
    problem error;
};

} // namespace amends::storage
