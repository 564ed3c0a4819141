#include "dialogs/tree/tree.hpp"

#include "dialogs/tree/graph.hpp"

namespace amends::dialogs {

std::string to_string(const diagnostic& d)
{
    std::string result = d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + ": ";
    if (!d.node.empty()) result += "[" + d.node + "] ";
    return result + d.message + " (" + d.code + ")";
}

tree::tree(std::unique_ptr<const graph> compiled) : graph_{std::move(compiled)} {}
tree::~tree() = default;

const std::string& tree::id() const { return graph_->id; }
const std::string& tree::version() const { return graph_->version; }
const std::vector<std::string>& tree::languages() const { return graph_->languages; }

std::string_view tree::title(std::string_view language) const
{
    const auto* found = in_language(graph_->title, language, graph_->languages);
    return found ? std::string_view{*found} : std::string_view{};
}

std::string_view tree::greeting(std::string_view language) const
{
    const auto* found = in_language(graph_->greeting, language, graph_->languages);
    return found ? std::string_view{*found} : std::string_view{};
}

std::vector<std::pair<std::string, std::string>> tree::field_labels(std::string_view language) const
{
    std::vector<std::pair<std::string, std::string>> labels;
    labels.reserve(graph_->slots.size());
    for (const auto& slot : graph_->slots) {
        auto label = slot.labels.find(std::string{language});
        if (label == slot.labels.end()) label = slot.labels.find(graph_->languages.front());
        if (label != slot.labels.end()) labels.emplace_back(slot.name, label->second);
    }
    return labels;
}

} // namespace amends::dialogs
