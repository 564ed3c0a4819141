#include "dialogs/lint/places.hpp"

#include "dialogs/tree/document.hpp"

namespace amends::dialogs {
namespace {

std::string within(const section& part, std::string_view kind, const std::string& name)
{
    if (part.whole) return {};
    const auto base = part.name.empty() ? std::string{} : child_pointer("/sections", part.name);
    return child_pointer(child_pointer(base, kind), name.substr(part.prefix.size()));
}

} // namespace

std::string place_of_node(const tree::graph& graph, std::size_t node)
{
    const auto& found = graph.nodes[node];
    return within(graph.sections[found.section], "nodes", found.id);
}

std::string place_of_text(const tree::graph& graph, std::size_t text)
{
    const auto& id = graph.texts[text].id;
    const section* owner = &graph.sections.front();
    for (const auto& each : graph.sections)
        if (id.starts_with(each.prefix) && each.prefix.size() > owner->prefix.size()) owner = &each;
    return within(*owner, "texts", id);
}

} // namespace amends::dialogs
