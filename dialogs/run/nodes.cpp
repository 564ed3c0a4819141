#include "dialogs/recovery/promise.hpp"
#include "dialogs/run/walk.hpp"

#include <algorithm>

namespace amends::dialogs {

void walk::open_case_once()
{
    if (!state_.case_number.empty() || facts_.case_number.empty()) return;
    state_.case_number = facts_.case_number;
    effect_of(open_case{});
    if (!state_.case_fields.empty()) effect_of(update_case{state_.case_fields});
}

walk::onward walk::at(const say_node& n)
{
    if (n.open_case) open_case_once();
    for (const auto text : n.texts) speak(text, true);
    return along(position_, "next", n.next);
}

walk::onward walk::at(const ask_node& n)
{
    // Coming round again within one step means that the tree wants the answers anew.
    const bool anew = std::find(visited_.begin(), visited_.end(), position_) != visited_.end();
    for (const auto slot : n.slots) {
        const auto known = state_.slots.find(graph_.slots[slot].name);
        if (graph_.slots[slot].type == slot_type::attachment && !facts_.attachments && known == state_.slots.end()) {
            state_.slots[graph_.slots[slot].name] = {}; // the channel carries no files: not asked for
            continue;
        }
        if (known == state_.slots.end() || anew) {
            open_question(slot, false);
            return std::nullopt;
        }
        if (!known->second.confirmed) {
            open_question(slot, true);
            return std::nullopt;
        }
    }
    return along(position_, "next", n.next);
}

walk::onward walk::at(const choose_node& n)
{
    const bool anew = std::find(visited_.begin(), visited_.end(), position_) != visited_.end();
    const auto known = state_.slots.find(graph_.slots[n.slot].name);
    if (known == state_.slots.end() || anew) {
        open_question(n.slot, false);
        return std::nullopt;
    }
    if (!known->second.confirmed) {
        open_question(n.slot, true);
        return std::nullopt;
    }
    const auto edge = n.edges.find(known->second.value);
    return edge != n.edges.end() ? along(position_, edge->first, edge->second) : along(position_, "next", n.next);
}

walk::onward walk::at(const branch_node& n)
{
    for (std::size_t i = 0; i < n.cases.size(); ++i)
        if (holds(n.cases[i].test)) return along(position_, case_edge(i), n.cases[i].next);
    return along(position_, "default", n.otherwise);
}

walk::onward walk::at(const set_node& n)
{
    for (const auto& [slot, value] : n.slots) {
        if (value)
            fill(slot, {fit::exact, *value, {}, true});
        else
            erase(slot);
    }
    for (const auto& [field, value] : n.case_fields)
        if (value.slot == nowhere || filled(value.slot)) state_.case_fields[field] = given(value);
    state_.tags.insert(n.tags.begin(), n.tags.end());
    return along(position_, "next", n.next);
}

walk::onward walk::at(const promise_node& n)
{
    promise_due_ = promise_due(n, facts_);
    effect_of(record_promise{graph_.texts[n.what].id, n.owner, *promise_due_});
    state_.promised = *promise_due_;
    speak(n.text);
    promise_due_.reset();
    return along(position_, "next", n.next);
}

walk::onward walk::at(const handoff_node& n)
{
    if (defective_) return std::nullopt;
    if (!facts_.business_open) return along(position_, "outside_hours", n.outside_hours);
    if (facts_.agents_available <= 0) return along(position_, "nobody", n.nobody);
    speak(n.text);
    wait_for_person(position_, n.reason, priority_of(n), n.wait);
    return std::nullopt;
}

walk::onward walk::at(const survey_node& n)
{
    for (const auto& each : n.questions) state_.slots.erase(graph_.slots[each.slot].name);
    if (n.comment_slot != nowhere) state_.slots.erase(graph_.slots[n.comment_slot].name);
    if (n.intro != nowhere) speak(n.intro);
    return next_survey_question(n);
}

walk::onward walk::next_survey_question(const survey_node& n)
{
    for (const auto& each : n.questions)
        if (!state_.slots.contains(graph_.slots[each.slot].name)) {
            open_question(each.slot, false);
            return std::nullopt;
        }
    if (n.comment_slot != nowhere && !state_.slots.contains(graph_.slots[n.comment_slot].name)) {
        open_question(n.comment_slot, false);
        return std::nullopt;
    }
    keep_survey(n);
    if (n.thanks != nowhere) speak(n.thanks);
    return along(position_, "next", n.next);
}

/// Records the answers there are; a survey that is broken off keeps those given before (K3).
void walk::keep_survey(const survey_node& n)
{
    record_survey given;
    for (const auto& each : n.questions)
        if (const auto* value = filled(each.slot)) given.answers[each.id] = value->value;
    if (const auto* comment = filled(n.comment_slot)) given.answers["comment"] = comment->value;
    if (!given.answers.empty()) effect_of(std::move(given));
}

walk::onward walk::at(const end_node& n)
{
    for (const auto text : n.texts) speak(text, true);
    effect_of(end_dialog{});
    state_.ended = true;
    state_.node.clear();
    return std::nullopt;
}

} // namespace amends::dialogs
