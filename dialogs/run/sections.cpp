#include "dialogs/run/walk.hpp"

namespace amends::dialogs {

/// The section that the node at hand belongs to; 0 for the tree itself.
std::size_t walk::section_at_hand() const
{
    const auto node = graph_.find_node(state_.node);
    return node == nowhere ? 0 : graph_.nodes[node].section;
}

/// Remembers where to go on and says whether there is room for one more call.
bool walk::enter_section(std::size_t section, call_frame back)
{
    if (section >= graph_.sections.size() || state_.calls.size() >= deepest_call) return false;
    state_.calls.push_back(std::move(back));
    return true;
}

/// A section's slots are its own: what it has asked is not there when it is called again. The case keeps its fields.
void walk::leave_section(std::size_t section)
{
    for (const auto& slot : graph_.slots)
        if (slot.section == section && section != 0) state_.slots.erase(slot.name);
}

walk::onward walk::at(const call_node& n)
{
    for (const auto& [slot, value] : n.pass)
        if (auto given_now = given(value); !given_now.empty()) fill(slot, {fit::exact, std::move(given_now), {}, true});
    if (!enter_section(n.section, {state_.node, false})) {
        defect("sections that call one another too deep");
        return std::nullopt;
    }
    return graph_.sections[n.section].start;
}

walk::onward walk::at(const return_node& n)
{
    for (const auto text : n.texts) speak(text, true);
    if (state_.calls.empty()) {
        defect("a section that nobody called");
        return std::nullopt;
    }
    const auto section = graph_.nodes[position_].section;
    const auto back = std::move(state_.calls.back());
    state_.calls.pop_back();
    const auto node = graph_.find_node(back.node);
    const auto* call = node == nowhere ? nullptr : std::get_if<call_node>(&graph_.nodes[node].body);
    if (back.resumes && node != nowhere) {
        leave_section(section);
        return take_up(node);
    }
    if (!call) {
        defect("a section that was called from nowhere");
        return std::nullopt;
    }
    for (const auto& [mine, theirs] : call->take)
        if (const auto* found = filled(theirs)) fill(mine, {fit::exact, found->value, found->said, found->confirmed});
    leave_section(section);
    const auto edge = call->edges.find(n.as);
    return edge != call->edges.end() ? along(node, edge->first, edge->second) : along(node, "next", call->next);
}

/// Goes on at a node whose question was open before a listener came in between.
walk::onward walk::take_up(std::size_t node)
{
    const auto* survey = std::get_if<survey_node>(&graph_.nodes[node].body);
    if (!survey) return node;
    position_ = node;
    state_.node = graph_.nodes[node].id;
    state_.phase = graph_.nodes[node].phase;
    return next_survey_question(*survey);
}

} // namespace amends::dialogs
