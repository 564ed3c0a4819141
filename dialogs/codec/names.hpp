#pragma once

#include "dialogs/model/effect.hpp"
#include "dialogs/model/event.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace amends::dialogs {

/// The names of enumerators, as trees and stored text spell them. Index is the enumerator's number.
template <class Enum> struct names_of;

template <> struct names_of<phase> {
    static constexpr std::array<std::string_view, 9> list{"acknowledge", "apologise", "listen",    "collect", "assess",
                                                          "propose",     "execute",   "follow_up", "close"};
};
template <> struct names_of<emotion_kind> {
    static constexpr std::array<std::string_view, 4> list{"calm", "disappointment", "anxiety", "anger"};
};
template <> struct names_of<signal> {
    static constexpr std::array<std::string_view, 15> list{
        "human_wanted", "status_asked",  "safety_threat",  "media_threat", "regulator_threat",
        "self_harm",    "abuse",         "stop",           "start_over",   "language_switch",
        "correction",   "new_complaint", "repeat_contact", "vulnerable",   "group"};
};
template <> struct names_of<message_kind> {
    static constexpr std::array<std::string_view, 6> list{"other",   "complaint", "dissatisfaction",
                                                          "request", "question",  "thanks"};
};
template <> struct names_of<complaint_cause> {
    static constexpr std::array<std::string_view, 8> list{"none",    "expectation", "feelings", "quality",
                                                          "promise", "need",        "others",   "own"};
};
template <> struct names_of<dialogue_act> {
    static constexpr std::array<std::string_view, 7> list{"answer", "question", "yes",     "no",
                                                          "thanks", "bye",      "greeting"};
};
template <> struct names_of<objection_kind> {
    static constexpr std::array<std::string_view, 4> list{"none", "doubt", "misunderstanding", "special_request"};
};
template <> struct names_of<lookup_outcome> {
    static constexpr std::array<std::string_view, 3> list{"found", "not_found", "failed"};
};
template <> struct names_of<remedy_step> {
    static constexpr std::array<std::string_view, 9> list{"offered",  "accepted", "declined", "countered", "withheld",
                                                          "approved", "denied",   "executed", "failed"};
};
template <> struct names_of<floor_holder> {
    static constexpr std::array<std::string_view, 3> list{"bot", "waiting", "agent"};
};
template <> struct names_of<leave_reason> {
    static constexpr std::array<std::string_view, 3> list{"returned_to_bot", "vanished", "resolved"};
};

template <class Enum> std::string_view name_of(Enum value)
{
    const auto index = static_cast<std::size_t>(value);
    return index < names_of<Enum>::list.size() ? names_of<Enum>::list[index] : std::string_view{};
}

template <class Enum> std::optional<Enum> named(std::string_view name)
{
    for (std::size_t i = 0; i < names_of<Enum>::list.size(); ++i)
        if (names_of<Enum>::list[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace amends::dialogs
