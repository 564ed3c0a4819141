#pragma once

#include "dialogs/model/effect.hpp"
#include "dialogs/model/understanding.hpp"
#include "dialogs/slots/definition.hpp"
#include "dialogs/tree/condition.hpp"
#include "dialogs/tree/tree.hpp"

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

/// The compiled form of a tree. Names are resolved to indices once, so that a step compares numbers;
/// private to dialogs/.
namespace amends::dialogs {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
/// How deep sections may call one another.
inline constexpr std::size_t deepest_call = 8;

/// The wordings of one text in one language, by mood; all but `calm` may be empty. Those for a channel without quick
/// replies go before any mood.
struct text_wordings {
    enum mood : std::uint8_t { calm, upset, angry, no_buttons };
    std::array<std::vector<std::string>, 4> by_mood; ///< ICU patterns
    bool plain = false;                              ///< only one pattern: its variant has no name
};

/// Where an argument of a text comes from when it is said.
struct argument_source {
    enum class kind : std::uint8_t {
        slot,
        slot_known,
        case_field,
        case_number,
        now,
        next_open,
        agent,
        queue_length,
        promise_due,
        promised,
        remedy_amount,
        remedy_amount_known,
        remedy_reason,
    };
    std::string name;
    kind from = kind::slot;
    std::size_t slot = nowhere;
    bool required = false; ///< used where no select on NAME_known guards it

    bool operator==(const argument_source&) const = default;
};

struct text_definition {
    std::string id;
    bool once = false;
    std::map<std::string, text_wordings, std::less<>> languages;
    std::vector<argument_source> arguments; ///< every argument that any wording uses
};

struct say_node {
    std::vector<std::size_t> texts;
    std::string source; ///< where a fact that is said comes from (recovery.md C5), empty for none
    bool open_case = false;
    std::size_t next = nowhere;
};

/// What `ask` and `choose` share: how an open question is put again.
struct question_manners {
    std::size_t reprompt = nowhere;
    int tries = 3;
    bool skippable = false;
    int remind_after = 0; ///< seconds, 0 for never
    std::size_t reminder = nowhere;
};

struct ask_node {
    std::vector<std::size_t> slots;
    std::vector<std::size_t> prompts; ///< a text for each of `slots`
    question_manners manners;
    std::size_t next = nowhere;
    std::size_t give_up = nowhere;
};

struct choose_node {
    std::size_t slot = nowhere;
    std::size_t text = nowhere;
    question_manners manners;
    std::map<std::string, std::size_t, std::less<>> edges;
    std::size_t next = nowhere;
    std::size_t give_up = nowhere;
};

struct branch_node {
    struct arm {
        condition test;
        std::size_t next = nowhere;
    };
    std::vector<arm> cases;
    std::size_t otherwise = nowhere;
};

/// A value that a node hands on: a literal, or what a slot holds then.
struct given_value {
    std::string literal;
    std::size_t slot = nowhere;
};

struct set_node {
    std::vector<std::pair<std::size_t, std::optional<std::string>>> slots; ///< nothing empties the slot
    std::map<std::string, given_value> case_fields;
    std::vector<std::string> tags;
    std::size_t next = nowhere;
};

struct promise_node {
    enum class unit : std::uint8_t { minutes, hours, business_hours };
    std::size_t what = nowhere;
    std::string owner;
    unit in = unit::hours;
    double amount = 0;
    std::size_t text = nowhere;
    std::size_t next = nowhere;
};

struct lookup_node {
    /// Where one field of the answer goes: a slot or a case field.
    struct kept {
        std::string field;
        std::size_t slot = nowhere;
        std::string case_field;
        bool optional = false;
    };
    std::string connector;
    std::map<std::string, given_value> arguments;
    std::vector<kept> fields;
    std::vector<std::string> flags; ///< fields that are kept as flags of the customer
    int timeout = 5;                ///< seconds
    std::size_t text = nowhere;
    std::size_t success = nowhere;
    std::size_t not_found = nowhere;
    std::size_t failure = nowhere;
};

struct handoff_node {
    std::string queue;
    std::size_t reason = nowhere;
    int priority = 0; ///< 0 is "auto"
    std::size_t text = nowhere;
    int wait = 180; ///< seconds
    std::size_t accepted = nowhere;
    std::size_t nobody = nowhere;
    std::size_t outside_hours = nowhere;
    std::size_t went_back = nowhere;
};

struct survey_node {
    struct question {
        std::string id;
        std::size_t slot = nowhere;
        std::size_t text = nowhere;
        std::size_t reprompt = nowhere;
    };
    std::vector<question> questions;
    std::size_t comment_slot = nowhere;
    std::size_t comment_text = nowhere;
    std::size_t intro = nowhere;
    std::size_t thanks = nowhere;
    int tries = 2;
    std::size_t next = nowhere;
    std::size_t give_up = nowhere;
};

/// Asks the policy what may be given here and lets the customer choose (recovery.md F).
struct remedy_node {
    std::size_t wish = nowhere;     ///< the slot with what the customer wants
    condition confirmed;            ///< the customer agreed that the need is understood
    std::vector<std::size_t> rules; ///< of the policy, in its order
    std::size_t text = nowhere;     ///< puts the choice, after the terms
    std::size_t refusal = nowhere;
    question_manners manners;
    std::size_t accepted = nowhere;
    std::size_t declined = nowhere;
    std::size_t countered = nowhere;
    std::size_t approval = nowhere; ///< accepted, and more than the bot may give
    std::size_t not_yet = nowhere;
    std::size_t refused = nowhere;
    std::size_t give_up = nowhere;
};

/// Walks a section of the tree, or another tree, and comes back.
struct call_node {
    std::size_t section = nowhere;
    std::vector<std::pair<std::size_t, given_value>> pass; ///< slots of the section, and what they hold
    std::vector<std::pair<std::size_t, std::size_t>> take; ///< slots of the caller, and of the section
    std::map<std::string, std::size_t, std::less<>> edges; ///< by what the section returns as
    std::size_t next = nowhere;
    std::vector<std::size_t> lost; ///< slots that the section may empty
    bool passes = false;           ///< the section can be walked without waiting
};

struct return_node {
    std::string as;
    std::vector<std::size_t> texts; ///< the last words of a called tree
};

struct end_node {
    std::vector<std::size_t> texts;
};

using node_body = std::variant<say_node, ask_node, choose_node, branch_node, set_node, promise_node, handoff_node,
                               survey_node, end_node, lookup_node, remedy_node, call_node, return_node>;

struct node {
    std::string id;
    amends::phase phase = phase::acknowledge;
    node_body body;
    std::size_t section = 0;
};

/// A part of the tree with slots of its own. The first is the tree itself.
struct section {
    std::string name;
    std::string prefix; ///< of the names of its slots, texts and nodes
    std::size_t start = nowhere;
    bool whole = false; ///< a tree of its own that is called
};

/// One row of the policy table (recovery.md F8): what may be given when, and how much.
struct remedy_rule {
    std::string id;
    std::string kind;
    std::string origin;
    std::size_t label = nowhere;
    std::size_t terms = nowhere;
    std::vector<std::string> classes; ///< of complaint; empty for any
    std::vector<int> severities;      ///< empty for any
    std::optional<condition> when;
    bool has_band = false; ///< it is an amount of money
    double least = 0;
    double most = std::numeric_limits<double>::max();
    double percent = 0; ///< of the money in `of`
    std::size_t of = nowhere;
    double limit = std::numeric_limits<double>::max(); ///< of the bot's own authority (F1)
    int improvements = 0;
    std::string needs;              ///< the connector without which it cannot be carried out
    std::vector<std::string> words; ///< folded: how customers name it

    /// What the law grants is offered in full (F7).
    bool entitled() const { return origin == "statutory"; }
    /// All of it or nothing: what exceeds the bot's limit is not made smaller, it needs somebody's approval.
    bool whole() const { return percent >= 100; }
};

struct remedy_policy {
    std::string currency = "CNY";
    double per_case = std::numeric_limits<double>::max(); ///< all that the bot may give in one case
    std::vector<remedy_rule> rules;
};

struct listener {
    enum class kind : std::uint8_t { signal, act, intent, objection, remedy };
    kind on = kind::signal;
    signal heard{};
    dialogue_act act{};
    std::string intent;
    objection_kind objection{};
    remedy_step remedy{};
    std::vector<std::size_t> texts;
    std::vector<std::size_t> ladder; ///< one of these each time, before `texts` and `jump`
    std::size_t jump = nowhere;
    std::size_t call = nowhere; ///< the section that answers
    std::string tag;
    bool once = false;
    std::optional<condition> when;

    bool only_speaks() const { return jump == nowhere && call == nowhere && !texts.empty(); }
};

/// Name to index, for text that arrives at run time.
struct name_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
};
using name_index = std::unordered_map<std::string, std::size_t, name_hash, std::equal_to<>>;

struct tree::graph {
    std::string id;
    std::string version;
    std::vector<std::string> languages;
    std::map<std::string, std::string, std::less<>> title;
    std::map<std::string, std::string, std::less<>> greeting;
    /// What agents call the queues of the tree's handoffs, by language.
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> queues;
    std::vector<slot_definition> slots;
    std::vector<text_definition> texts;
    std::vector<node> nodes;
    std::vector<listener> listeners;
    std::vector<section> sections{1};
    remedy_policy remedies;
    name_index slot_named;
    name_index text_named;
    name_index node_named;
    std::size_t start = nowhere;
    std::size_t after_resolved = nowhere;
    std::size_t after_return = nowhere;
    std::size_t after_promise = nowhere; ///< `nowhere` in a tree that promises nothing
    std::size_t agent_vanished = nowhere;
    std::size_t on_defect = nowhere;
    std::size_t while_waiting = nowhere;
    std::size_t desk = nowhere; ///< the handoff that serves when the dialog itself names none

    std::size_t find_slot(std::string_view name) const { return find(slot_named, name); }
    std::size_t find_text(std::string_view name) const { return find(text_named, name); }
    std::size_t find_node(std::string_view name) const { return find(node_named, name); }
    std::size_t find_remedy(std::string_view rule) const
    {
        for (std::size_t i = 0; i < remedies.rules.size(); ++i)
            if (remedies.rules[i].id == rule) return i;
        return nowhere;
    }

private:
    static std::size_t find(const name_index& in, std::string_view name)
    {
        const auto at = in.find(name);
        return at == in.end() ? nowhere : at->second;
    }
};

/// The entry of `by_language` for `language`, else for the tree's first language, else any; null when empty.
template <class Map>
const typename Map::mapped_type* in_language(const Map& by_language, std::string_view language,
                                             const std::vector<std::string>& languages)
{
    if (auto at = by_language.find(language); at != by_language.end()) return &at->second;
    for (const auto& each : languages)
        if (auto at = by_language.find(each); at != by_language.end()) return &at->second;
    return by_language.empty() ? nullptr : &by_language.begin()->second;
}

} // namespace amends::dialogs
