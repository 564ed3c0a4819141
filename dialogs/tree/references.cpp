#include "dialogs/tree/references.hpp"

#include <algorithm>
#include <numeric>

namespace amends::dialogs {

using nlohmann::json;

namespace {

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

sentence nearest_to(std::string_view name, const std::string& prefix, const name_index& known)
{
    std::string_view nearest;
    std::size_t best = 4;
    if (name.size() <= 64)
        for (const auto& [full, index] : known) {
            if (!full.starts_with(prefix)) continue;
            const auto candidate = std::string_view{full}.substr(prefix.size());
            if (candidate.size() > 64) continue;
            const auto d = distance(name, candidate);
            if (d < best || (d == best && !nearest.empty() && candidate < nearest)) best = d, nearest = candidate;
        }
    return nearest.empty() ? sentence{} : told({"；您是指“%1”吗？", "; did you mean \"%1\"?"}, {nearest});
}

} // namespace

const json* references::member(const json& in, const char* name)
{
    if (!in.is_object()) return nullptr;
    const auto at = in.find(name);
    return at == in.end() ? nullptr : &*at;
}

std::string references::word(const json& in, const char* name)
{
    const auto* value = member(in, name);
    return value && value->is_string() ? value->get<std::string>() : std::string{};
}

int references::number(const json& in, const char* name, int otherwise)
{
    const auto* value = member(in, name);
    if (!value || !value->is_number()) return otherwise;
    const auto wide = value->get<double>();
    return wide > -1e9 && wide < 1e9 ? static_cast<int>(wide) : otherwise;
}

bool references::flag(const json& in, const char* name)
{
    const auto* value = member(in, name);
    return value && value->is_boolean() && value->get<bool>();
}

std::size_t references::node(const json& in, std::string_view pointer, const char* name) const
{
    const auto spelled = word(in, name);
    return spelled.empty() ? nowhere : node_named(spelled, child_pointer(pointer, name));
}

std::size_t references::slot(const json& in, std::string_view pointer, const char* name) const
{
    const auto spelled = word(in, name);
    return spelled.empty() ? nowhere : slot_named(spelled, child_pointer(pointer, name));
}

std::size_t references::text(const json& in, std::string_view pointer, const char* name) const
{
    const auto spelled = word(in, name);
    return spelled.empty() ? nowhere : text_named(spelled, child_pointer(pointer, name));
}

std::vector<std::size_t> references::texts(const json& in, std::string_view pointer, const char* name) const
{
    std::vector<std::size_t> result;
    const auto* list = member(in, name);
    if (!list || !list->is_array()) return result;
    const auto at = child_pointer(pointer, name);
    for (std::size_t i = 0; i < list->size(); ++i) {
        if (!(*list)[i].is_string()) continue;
        const auto found = text_named((*list)[i].get<std::string>(), child_pointer(at, i));
        if (found != nowhere) result.push_back(found);
    }
    return result;
}

const json* references::part(const char* name) const
{
    const auto* found = member(*scope_.base, name);
    return found && found->is_object() ? found : nullptr;
}

std::string references::place(std::string_view name) const { return child_pointer(scope_.pointer, name); }

std::string references::place(std::string_view part, std::string_view name) const
{
    return child_pointer(place(part), name);
}

std::size_t references::find(const name_index& known, std::string_view name) const
{
    for (const auto& prefix : scope_.prefixes)
        if (const auto at = known.find(prefix + std::string{name}); at != known.end()) return at->second;
    return nowhere;
}

std::size_t references::find_slot(std::string_view name) const { return find(graph_.slot_named, name); }

std::size_t references::resolve(const name_index& known, const std::string& name, const std::string& pointer,
                                const fixed_sentence& what) const
{
    if (const auto at = find(known, name); at != nowhere) return at;
    const auto nearest = nearest_to(name, scope_.prefix(), known);
    const auto spelled = name.substr(0, 64);
    doc_.report("tree.unknown-" + std::string{what.english}, pointer,
                {"没有" + std::string{what.chinese} + "“" + spelled + "”" + nearest.chinese,
                 "there is no " + std::string{what.english} + " \"" + spelled + "\"" + nearest.english});
    return nowhere;
}

/// Edges stay within their scope: a section is left by its returns.
std::size_t references::node_named(const std::string& name, const std::string& pointer) const
{
    const auto at = graph_.node_named.find(inner(name));
    if (at != graph_.node_named.end()) return at->second;
    const auto nearest = nearest_to(name, scope_.prefix(), graph_.node_named);
    const auto unknown = scope_.section == 0
                             ? fixed_sentence{"没有节点“%1”%2", "there is no node \"%1\"%3"}
                             : fixed_sentence{"这个小节里没有节点“%1”%2", "there is no node \"%1\" in this section%3"};
    doc_.report("tree.unknown-node", pointer, told(unknown, {name.substr(0, 64), nearest.chinese, nearest.english}));
    return nowhere;
}

std::size_t references::slot_named(const std::string& name, const std::string& pointer) const
{
    return resolve(graph_.slot_named, name, pointer, {"槽位", "slot"});
}

std::size_t references::text_named(const std::string& name, const std::string& pointer) const
{
    return resolve(graph_.text_named, name, pointer, {"文本", "text"});
}

std::size_t references::section_named(const json& in, const std::string& pointer) const
{
    const bool whole = member(in, "tree") != nullptr;
    const char* const field = whole ? "tree" : "section";
    const auto spelled = word(in, field);
    if (spelled.empty()) return nowhere;
    const auto wanted = whole ? spelled : scope_.prefixes.back() + spelled;
    for (std::size_t i = 1; i < graph_.sections.size(); ++i)
        if (graph_.sections[i].name == wanted && graph_.sections[i].whole == whole) return i;
    doc_.report(whole ? "tree.unknown-tree" : "tree.unknown-section", child_pointer(pointer, field),
                told(whole ? fixed_sentence{"没有可供调用的对话树“%1”", "no tree \"%1\" was given to be called"}
                           : fixed_sentence{"对话树的“sections”里没有小节“%1”",
                                            "there is no section \"%1\" among the tree's \"sections\""},
                     {spelled.substr(0, 64)}));
    return nowhere;
}

bool is_name(std::string_view name)
{
    if (name.empty() || name.size() > 64 || !(name[0] >= 'a' && name[0] <= 'z')) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

} // namespace amends::dialogs
