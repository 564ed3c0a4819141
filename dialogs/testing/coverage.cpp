#include "dialogs/testing/coverage.hpp"

#include "dialogs/tree/document.hpp"
#include "dialogs/tree/graph.hpp"
#include "dialogs/tree/places.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

/// A part and the JSON pointer to it; empty where the part is in another file.
struct pointed_part {
    stretch where;
    std::string pointer;
};

class part_lister {
public:
    explicit part_lister(const tree::graph& graph) : graph_{graph} {}

    std::vector<pointed_part> list()
    {
        for (const auto& each : graph_.nodes) {
            node_ = &each;
            pointer_ = pointer_to(each);
            made_.push_back({{each.id, {}}, pointer_});
            std::visit([this](const auto& body) { edges(body); }, each.body);
        }
        for (std::size_t i = 0; i < graph_.listeners.size(); ++i)
            made_.push_back({{{}, listener_part(i)}, child_pointer("/listeners", i)});
        for (const auto* name : {"after_resolved", "after_return", "agent_vanished"})
            made_.push_back({{{}, name}, child_pointer("", name)});
        if (graph_.after_promise != nowhere) made_.push_back({{{}, "after_promise"}, "/after_promise"});
        return std::move(made_);
    }

private:
    std::string pointer_to(const node& each) const
    {
        const auto& section = graph_.sections[each.section];
        const auto inner = std::string_view{each.id}.substr(std::min(section.prefix.size(), each.id.size()));
        if (each.section == 0) return child_pointer("/nodes", each.id);
        const bool elsewhere = section.whole || section.name.find('.') != std::string::npos;
        return elsewhere ? std::string{}
                         : child_pointer(child_pointer(child_pointer("/sections", section.name), "nodes"), inner);
    }

    void edge(const std::string& name, std::size_t to, const std::string& below = {})
    {
        if (to == nowhere) return;
        made_.push_back(
            {{node_->id, name}, pointer_.empty() ? std::string{} : pointer_ + (below.empty() ? "/" + name : below)});
    }

    template <class Edges> void edges_by_value(const Edges& by_value)
    {
        for (const auto& [value, to] : by_value) edge(value, to, child_pointer("/edges", value));
    }

    void edges(const say_node& n) { edge("next", n.next); }
    void edges(const set_node& n) { edge("next", n.next); }
    void edges(const promise_node& n) { edge("next", n.next); }
    void edges(const end_node&) {}
    void edges(const return_node&) {}
    void edges(const ask_node& n)
    {
        edge("next", n.next);
        edge("give_up", n.give_up);
    }
    void edges(const survey_node& n)
    {
        edge("next", n.next);
        edge("give_up", n.give_up);
    }
    void edges(const choose_node& n)
    {
        edges_by_value(n.edges);
        edge("next", n.next);
        edge("give_up", n.give_up);
    }
    void edges(const branch_node& n)
    {
        for (std::size_t i = 0; i < n.cases.size(); ++i)
            edge(case_edge(i), n.cases[i].next, child_pointer("/cases", i));
        edge("default", n.otherwise);
    }
    void edges(const handoff_node& n)
    {
        edge("accepted", n.accepted);
        edge("nobody", n.nobody);
        edge("outside_hours", n.outside_hours);
        edge("went_back", n.went_back);
    }
    void edges(const lookup_node& n)
    {
        edge("success", n.success);
        edge("not_found", n.not_found);
        edge("failure", n.failure);
    }
    void edges(const remedy_node& n)
    {
        edge("accepted", n.accepted);
        edge("approval", n.approval);
        edge("declined", n.declined);
        if (n.countered != n.declined) edge("countered", n.countered);
        edge("not_yet", n.not_yet);
        edge("refused", n.refused);
        edge("give_up", n.give_up);
    }
    void edges(const call_node& n)
    {
        edges_by_value(n.edges);
        edge("next", n.next);
    }

    const tree::graph& graph_;
    std::vector<pointed_part> made_;
    const node* node_ = nullptr;
    std::string pointer_;
};

/// Puts the lines of the file to the parts that were missed.
void locate(std::vector<tree_part>& missed, const std::vector<std::string>& pointers, std::string_view text)
{
    const auto places = find_places(text, pointers);
    for (std::size_t i = 0; i < missed.size(); ++i) {
        const auto before = text.substr(0, places[i].name);
        missed[i].line = pointers[i].empty() ? 0 : 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    }
    std::stable_sort(missed.begin(), missed.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
}

} // namespace

coverage measure(const tree& tree, std::string_view text, const std::set<stretch>& walked)
{
    coverage made;
    std::vector<std::string> pointers;
    for (auto& each : part_lister{tree.compiled()}.list()) {
        const bool reached = walked.contains(each.where);
        auto& all = each.where.edge.empty() ? made.nodes : made.edges;
        auto& got = each.where.edge.empty() ? made.nodes_reached : made.edges_reached;
        ++all;
        if (reached) ++got;
        if (reached) continue;
        made.missed.push_back({std::move(each.where), 0});
        pointers.push_back(std::move(each.pointer));
    }
    locate(made.missed, pointers, text);
    return made;
}

std::string to_string(const stretch& where)
{
    if (where.node.empty()) return where.edge;
    return where.edge.empty() ? "node " + where.node : where.node + ": " + where.edge;
}

} // namespace amends::dialogs
