#include "dialogs/run/walk.hpp"

#include "dialogs/model/effect.hpp"

#include <algorithm>

namespace amends::dialogs {

walk::walk(const tree::graph& graph, const state& before, const facts& now, trail* walked)
    : graph_{graph}, before_{before}, facts_{now}, walked_{walked}, state_{before}
{}

void walk::begin()
{
    const auto language = state_.language;
    const auto asked = state_.questions_asked;
    state_ = {};
    state_.tree = graph_.id;
    state_.tree_version = graph_.version;
    state_.language = language;
    state_.questions_asked = asked; // question ids never repeat within a conversation
}

void walk::visit(std::size_t node)
{
    onward next = node;
    while (next) {
        if (*next >= graph_.nodes.size()) return defect("an edge that leads nowhere");
        if (visited_.size() >= longest_walk) return defect("more than 64 nodes in one step");
        position_ = *next;
        const auto& here = graph_.nodes[position_];
        state_.node = here.id;
        state_.phase = here.phase;
        mark(position_, {});
        next = std::visit([this](const auto& body) { return at(body); }, here.body);
        visited_.push_back(position_);
    }
}

/// Where `edge` of the node `from` leads to, once it is on record that the step goes there.
std::size_t walk::along(std::size_t from, std::string_view edge, std::size_t to)
{
    mark(from, edge);
    return to;
}

void walk::mark(std::size_t node, std::string_view edge)
{
    if (walked_ && node < graph_.nodes.size()) walked_->push_back({graph_.nodes[node].id, std::string{edge}});
}

/// A part of the tree as a whole.
void walk::mark(std::string_view part)
{
    if (walked_) walked_->push_back({{}, std::string{part}});
}

/// Leaves everything that is open, sections included, for a node of the tree itself.
void walk::jump(std::size_t node)
{
    close_question();
    state_.calls.clear();
    state_.offers.clear();
    state_.ended = false;
    visit(node);
}

void walk::defect(const std::string& what)
{
    if (defective_) return;
    defective_ = true;
    std::string path;
    const auto from = visited_.size() > 8 ? visited_.size() - 8 : 0;
    for (std::size_t i = from; i < visited_.size(); ++i)
        path += (path.empty() ? "" : " > ") + graph_.nodes[visited_[i]].id;
    effect_of(report_defect{path.empty() ? what : what + ": ... " + path});
    close_question();
    state_.calls.clear();
    state_.offers.clear();
    speak(graph_.on_defect);
    if (graph_.desk != nowhere) wait_for_person(graph_.desk, graph_.find_text("amends.defect"), 2, 0);
}

outcome walk::finish() &&
{
    if (message_ && before_.floor == floor_holder::bot && state_.floor != floor_holder::agent && !answered()) {
        if (open_view()) again();
        if (!answered()) defect("nothing was said to the customer");
    }
    if (before_.floor == floor_holder::waiting && state_.floor == floor_holder::bot)
        effects_.insert(effects_.begin(), withdraw_request{});
    keep_case();
    return {std::move(state_), std::move(effects_)};
}

/// What changed of the case since the step began, as one effect.
void walk::keep_case()
{
    if (state_.case_number.empty() || state_.case_number != before_.case_number) return; // told when it was opened
    update_case changed;
    for (const auto& [field, value] : state_.case_fields) {
        const auto old = before_.case_fields.find(field);
        if (old == before_.case_fields.end() || old->second != value) changed.fields[field] = value;
    }
    for (const auto& [field, value] : before_.case_fields)
        if (!state_.case_fields.contains(field)) changed.fields[field] = "";
    if (!changed.fields.empty()) effect_of(std::move(changed));
}

} // namespace amends::dialogs
