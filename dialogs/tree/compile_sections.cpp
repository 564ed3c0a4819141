#include "dialogs/tree/knowledge.hpp"
#include "dialogs/tree/references.hpp"
#include "dialogs/tree/schema.hpp"

#include <algorithm>
#include <set>

namespace amends::dialogs {

using nlohmann::json;

namespace {

constexpr std::size_t most_called = 16;

/// The trees that nodes of `part` call.
void add_called(const json& part, std::vector<std::string>& names)
{
    const auto* nodes = references::member(part, "nodes");
    if (!nodes || !nodes->is_object()) return;
    for (const auto& node : *nodes)
        if (auto name = references::word(node, "tree"); !name.empty() && references::word(node, "node") == "call")
            names.push_back(std::move(name));
}

class scope_finder {
public:
    scope_finder(tree::graph& graph, const std::vector<std::unique_ptr<document>>& others)
        : graph_{graph}, others_{others}
    {}

    all_scopes find(document& doc)
    {
        add(doc, 0);
        for (std::size_t i = 0; i < called_.size() && trees_ < most_called; ++i) {
            const auto known = std::any_of(graph_.sections.begin(), graph_.sections.end(),
                                           [&](const auto& each) { return each.name == called_[i]; });
            const auto other = std::find_if(others_.begin(), others_.end(), [&](const auto& each) {
                return references::word(each->root(), "id") == called_[i];
            });
            if (known || other == others_.end()) continue; // the node that calls it reports
            ++trees_;
            if ((*other)->problem_count() == 0) check_schema(**other);
            add(**other, open_section(called_[i], true));
        }
        return std::move(scopes_);
    }

private:
    std::size_t open_section(const std::string& name, bool whole)
    {
        graph_.sections.push_back({name, name + ".", nowhere, whole});
        return graph_.sections.size() - 1;
    }

    void add(document& doc, std::size_t index)
    {
        const auto& root = doc.root();
        const auto prefix = graph_.sections[index].prefix;
        scopes_.emplace_back(doc, graph_, tree_scope{&root, "", index, {prefix}, index != 0});
        add_called(root, called_);
        const auto* sections = references::member(root, "sections");
        if (!sections || !sections->is_object()) return;
        for (const auto& [name, part] : sections->items()) {
            const auto pointer = child_pointer("/sections", name);
            if (!is_name(name))
                doc.report_name("tree.bad-name", pointer,
                                {"小节名由 a-z、0-9 和 _ 组成，以字母开头",
                                 "a section's name has a-z, 0-9 and _ and begins with a letter"});
            const auto inner = open_section(prefix + name, false);
            scopes_.emplace_back(doc, graph_,
                                 tree_scope{&part, pointer, inner, {graph_.sections[inner].prefix, prefix}, false});
            add_called(part, called_);
        }
    }

    tree::graph& graph_;
    const std::vector<std::unique_ptr<document>>& others_;
    all_scopes scopes_;
    std::vector<std::string> called_;
    std::size_t trees_ = 0;
};

/// Follows calls from section to section: depth, circles, and what each call may empty or pass without waiting.
class call_checker {
public:
    call_checker(const all_scopes& scopes, tree::graph& graph)
        : scopes_{scopes}, graph_{graph}, names_{graph}, marks_(graph.sections.size(), mark::fresh),
          depths_(graph.sections.size(), 0)
    {}

    void check()
    {
        for (std::size_t i = 0; i < graph_.sections.size(); ++i) follow(i);
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
            if (const auto* call = std::get_if<call_node>(&graph_.nodes[i].body)) check_edges(i, *call);
    }

private:
    enum class mark : std::uint8_t { fresh, on_path, done };

    void report(std::size_t node, const char* code, sentence message) const
    {
        const auto& in = scope_of(scopes_, graph_.nodes[node].section);
        in.doc().report_name(code, node_pointer(in, graph_.nodes[node]), std::move(message));
    }

    /// Sections are followed before those that call them, so that what they do is known there.
    void follow(std::size_t section)
    {
        if (marks_[section] != mark::fresh) return;
        marks_[section] = mark::on_path;
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            auto* call = std::get_if<call_node>(&graph_.nodes[i].body);
            if (!call || graph_.nodes[i].section != section || call->section == nowhere) continue;
            if (marks_[call->section] == mark::on_path) {
                report(i, "tree.endless",
                       told({"调用“%1”，而从它又会走回这次调用", "calls \"%1\", from which the call itself is reached"},
                            {graph_.sections[call->section].name}));
                call->section = nowhere;
                continue;
            }
            follow(call->section);
            depths_[section] = std::max(depths_[section], depths_[call->section] + 1);
            if (depths_[section] > deepest_call)
                report(i, "tree.too-deep",
                       told({"小节互相调用超过 %1 层", "sections call one another deeper than %1 levels"},
                            {std::to_string(deepest_call)}));
            call->lost = lost_in(call->section);
            call->passes = passes(call->section);
        }
        marks_[section] = mark::done;
    }

    std::vector<std::size_t> lost_in(std::size_t section) const
    {
        std::vector<std::size_t> lost;
        for (const auto& node : graph_.nodes) {
            if (node.section != section) continue;
            if (const auto* set = std::get_if<set_node>(&node.body))
                for (const auto& [slot, value] : set->slots)
                    if (!value || value->empty()) lost.push_back(slot);
            if (const auto* call = std::get_if<call_node>(&node.body))
                lost.insert(lost.end(), call->lost.begin(), call->lost.end());
        }
        return lost;
    }

    bool passes(std::size_t section) const
    {
        std::vector<std::size_t> open{graph_.sections[section].start};
        std::set<std::size_t> seen;
        while (!open.empty()) {
            const auto node = open.back();
            open.pop_back();
            if (node == nowhere || graph_.nodes[node].section != section || !seen.insert(node).second) continue;
            if (std::holds_alternative<return_node>(graph_.nodes[node].body)) return true;
            for (const auto& way : ways_out(names_, graph_.nodes[node], {}))
                if (!way.waits) open.push_back(way.target);
        }
        return false;
    }

    void check_edges(std::size_t node, const call_node& call) const
    {
        if (call.section == nowhere) return;
        for (const auto& [name, target] : call.edges) {
            const bool returned =
                std::any_of(graph_.nodes.begin(), graph_.nodes.end(), [&, &as = name](const auto& each) {
                    const auto* back = std::get_if<return_node>(&each.body);
                    return back && each.section == call.section && back->as == as;
                });
            if (!returned)
                report(node, "tree.unknown-value",
                       told({"“%1”不会以“%2”返回", "\"%1\" never returns as \"%2\""},
                            {graph_.sections[call.section].name, name}));
        }
    }

    const all_scopes& scopes_;
    tree::graph& graph_;
    vocabulary names_;
    std::vector<mark> marks_;
    std::vector<std::size_t> depths_;
};

} // namespace

const references& scope_of(const all_scopes& scopes, std::size_t section)
{
    return *std::find_if(scopes.begin(), scopes.end(), [&](const auto& in) { return in.scope().section == section; });
}

std::string node_pointer(const references& in, const node& of)
{
    return in.place("nodes", std::string_view{of.id}.substr(in.scope().prefix().size()));
}

all_scopes find_scopes(document& doc, tree::graph& graph, const std::vector<std::unique_ptr<document>>& others)
{
    return scope_finder{graph, others}.find(doc);
}

void check_calls(const all_scopes& scopes) { call_checker{scopes, scopes.front().graph()}.check(); }

} // namespace amends::dialogs
