#pragma once

#include "dialogs/model/instant.hpp"
#include "dialogs/model/message.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace amends {

/// The nine phases of service recovery (dialogs.md, "Phases").
enum class phase : std::uint8_t { acknowledge, apologise, listen, collect, assess, propose, execute, follow_up, close };

/// A typed argument of a message pattern; rendered in the customer's locale and zone.
struct text_argument {
    std::string name;
    std::variant<std::string, double, instant> value;

    bool operator==(const text_argument&) const = default;
};

/// Say one line. The text is named, not spelled: rendering follows the step and its result is stored.
struct say {
    std::string text;    ///< text id in the tree
    std::string variant; ///< which wording; empty for the only one
    std::string language;
    std::vector<text_argument> arguments;
    std::vector<option> options; ///< quick replies offered with this line; `label` is a text id until rendered
    std::string question;        ///< id of the question that the options answer; empty when none

    bool operator==(const say&) const = default;
};

/// Open the complaint's case under `facts::case_number`.
struct open_case {
    bool operator==(const open_case&) const = default;
};

/// Set fields of the open case ("desired_outcome", "severity", "complaint_class", "order_number", ...).
struct update_case {
    std::map<std::string, std::string> fields;

    bool operator==(const update_case&) const = default;
};

/// A dated commitment with an owner (recovery.md G3): what was promised and by when.
struct record_promise {
    std::string what;  ///< text id without arguments; `dialogs::plain_text` spells it in the reader's language
    std::string owner; ///< role that owes it: "desk", "bot"
    instant due;

    bool operator==(const record_promise&) const = default;
};

/// `pause` waits a length of time that takeover suspends; `deadline` is an instant that nothing moves.
struct start_timer {
    enum class kind : std::uint8_t { pause, deadline };
    std::string name;
    kind type = kind::pause;
    milliseconds wait{}; ///< for a pause
    instant due;         ///< for a deadline

    bool operator==(const start_timer&) const = default;
};

struct cancel_timer {
    std::string name;

    bool operator==(const cancel_timer&) const = default;
};

/// Ask for a person. The floor becomes `waiting`.
struct request_human {
    std::string queue;
    int priority = 3;   ///< 1 is most urgent, 4 least (recovery.md E1)
    std::string reason; ///< text id without arguments; `dialogs::plain_text` spells it in the reader's language

    bool operator==(const request_human&) const = default;
};

/// Ask a connector ("order", "customer"); the answer comes back as a `fact_arrived` with the same id.
struct look_up {
    std::string id;
    std::string connector;
    std::map<std::string, std::string> arguments;
    milliseconds limit{}; ///< after which the dialog no longer waits

    bool operator==(const look_up&) const = default;
};

/// What became of a remedy (recovery.md F4, F11): `withheld` is a proposal that a gate kept back.
enum class remedy_step : std::uint8_t {
    offered,
    accepted,
    declined,
    countered,
    withheld,
    approved,
    denied,
    executed,
    failed,
};

/// Put a step of a remedy's way on record.
struct record_remedy {
    remedy_step step = remedy_step::offered;
    std::string remedy;       ///< the rule's id in the tree; empty when none applied
    std::string kind;         ///< "refund", "exchange", ...
    std::string amount;       ///< canonical money, empty for a remedy without
    std::string origin;       ///< recovery.md F14: proactive, requested, statutory
    bool within_limit = true; ///< the bot's own authority covers it (F1)
    std::string reason;       ///< of `withheld` the gate that was closed; of `countered` the amount asked for, if any

    bool operator==(const record_remedy&) const = default;
};

/// The customer no longer waits for a person: the floor returns to the bot.
struct withdraw_request {
    bool operator==(const withdraw_request&) const = default;
};

/// The survey's answers (recovery.md K3).
struct record_survey {
    std::map<std::string, std::string> answers;

    bool operator==(const record_survey&) const = default;
};

struct end_dialog {
    bool operator==(const end_dialog&) const = default;
};

/// The tree could not go on ("more than 64 nodes", "no such node"): logged, counted, handed to a person.
struct report_defect {
    std::string what;

    bool operator==(const report_defect&) const = default;
};

using effect = std::variant<say, open_case, update_case, record_promise, start_timer, cancel_timer, request_human,
                            withdraw_request, record_survey, end_dialog, report_defect, look_up, record_remedy>;

} // namespace amends
