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

/// Where a conversation stands between two events: everything `step` remembers, and nothing else.
struct state {
    std::string tree;         ///< tree id, empty before the first step
    std::string tree_version; ///< the version the conversation began with and stays pinned to
    std::string node;         ///< the node that waits (an open question, a handoff), empty when none does
    std::string question;     ///< id of the open question, empty when none is open
    std::string asking;       ///< the slot that the open question is about
    bool confirming = false;  ///< the open question asks whether what was understood is right
    int tries = 0;            ///< answers to the open question that did not fit
    amends::phase phase = phase::acknowledge;
    std::string language;
    amends::emotion_kind emotion = emotion_kind::calm;
    int emotion_level = 0;
    int questions_asked = 0; ///< ids of questions are made from it
    floor_holder floor = floor_holder::bot;
    std::string handoff;     ///< the handoff node that a person was last asked for at
    std::string agent;       ///< display name of the person who spoke last
    instant told_waiting;    ///< when a waiting customer was last told so
    std::string case_number; ///< empty before a case is open
    std::map<std::string, slot_value> slots;
    std::map<std::string, std::string> case_fields;
    std::set<std::string> tags;
    std::set<std::string> said_once; ///< texts that are never said twice in one case (recovery.md B3)
    bool ended = false;

    bool operator==(const state&) const = default;
};

/// What `step` returns.
struct outcome {
    dialogs::state state;
    std::vector<effect> effects;

    bool operator==(const outcome&) const = default;
};

} // namespace amends::dialogs
