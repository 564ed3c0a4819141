#pragma once

#include "dialogs/model/effect.hpp"
#include "dialogs/model/event.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace amends::dialogs {

/// A filled slot: its canonical text form ("2026-11-27", "320.00 CNY") and what the customer wrote.
struct slot_value {
    std::string value;
    std::string said;
    bool confirmed = true;

    bool operator==(const slot_value&) const = default;
};

/// A section of the tree that is being walked: where to go on when it returns.
struct call_frame {
    std::string node;     ///< the node that called, or at which a listener came in between
    bool resumes = false; ///< goes on at `node` itself, as after a listener

    bool operator==(const call_frame&) const = default;
};

/// A remedy as it lies on the table: the rule's id in the tree and the amount, if it has one.
struct offered_remedy {
    std::string remedy;
    std::string amount;

    bool operator==(const offered_remedy&) const = default;
};

/// Where a conversation stands between two events: everything `step` remembers, and nothing else.
struct state {
    std::string tree;         ///< tree id, empty before the first step
    std::string tree_version; ///< the version the conversation began with and stays pinned to
    std::string node;         ///< the node that waits (an open question, a look-up, a handoff), empty when none does
    std::string lookup;       ///< id of the look-up that is waited for, empty when none is
    std::vector<call_frame> calls; ///< sections being walked, the innermost last
    std::string question;          ///< id of the open question, empty when none is open
    std::string asking;            ///< the slot that the open question is about
    bool confirming = false;       ///< the open question asks whether what was understood is right
    int tries = 0;                 ///< answers to the open question that did not fit
    amends::phase phase = phase::acknowledge;
    std::string language;
    amends::emotion_kind emotion = emotion_kind::calm;
    int emotion_level = 0;
    int questions_asked = 0; ///< ids of questions and look-ups are made from it
    floor_holder floor = floor_holder::bot;
    std::string handoff;     ///< the handoff node that a person was last asked for at
    std::string agent;       ///< display name of the person who spoke last
    instant told_waiting;    ///< when a waiting customer was last told so
    std::string case_number; ///< empty before a case is open
    std::map<std::string, slot_value> slots;
    std::map<std::string, std::string> case_fields;
    std::map<std::string, std::string> customer; ///< what look-ups told of the customer
    std::vector<offered_remedy> offers;          ///< between which the customer may choose now
    std::map<std::string, std::string> remedies; ///< that the customer accepted in this case, with their amounts
    int improvements = 0;                        ///< of the offer that was made
    instant promised;                            ///< when the latest promise is due; the epoch when there is none
    std::set<std::string> tags;
    std::set<std::string> said_once; ///< texts that are never said twice in one case (recovery.md B3)
    bool ended = false;

    bool operator==(const state&) const = default;
};

/// Whether the customer's next message begins a dialog, unless a person holds the floor: the first one, and the one
/// after an end that nobody owes an answer to (H9).
inline bool begins_anew(const state& s) { return s.tree.empty() || (s.ended && s.promised == instant{}); }

/// What `step` returns.
struct outcome {
    dialogs::state state;
    std::vector<effect> effects;

    bool operator==(const outcome&) const = default;
};

} // namespace amends::dialogs
