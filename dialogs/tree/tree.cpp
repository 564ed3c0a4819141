#include "dialogs/tree/tree.hpp"

#include "dialogs/text/language.hpp"
#include "dialogs/tree/graph.hpp"

namespace amends::dialogs {
namespace {

/// What is said to a speaker of `wanted`, or else in the tree's first language.
std::string_view said_to(std::string_view wanted, const std::map<std::string, std::string, std::less<>>& by_language,
                         const std::vector<std::string>& languages)
{
    const auto* found = in_language(by_language, supported_language(wanted, languages), languages);
    return found ? std::string_view{*found} : std::string_view{};
}

} // namespace

std::string to_string(const diagnostic& d, std::string_view language)
{
    std::string result = d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + ": ";
    if (!d.node.empty()) result += "[" + d.node + "] ";
    return result + d.message.in(language) + " (" + d.code + ")";
}

tree::tree(std::unique_ptr<const graph> compiled) : graph_{std::move(compiled)} {}
tree::~tree() = default;

const std::string& tree::id() const { return graph_->id; }
const std::string& tree::version() const { return graph_->version; }
const std::vector<std::string>& tree::languages() const { return graph_->languages; }

std::string_view tree::title(std::string_view language) const
{
    return said_to(language, graph_->title, graph_->languages);
}

std::string_view tree::greeting(std::string_view language) const
{
    return said_to(language, graph_->greeting, graph_->languages);
}

std::string tree::queue_name(std::string_view queue, std::string_view language) const
{
    const auto known = graph_->queues.find(queue);
    const auto name =
        known == graph_->queues.end() ? std::string_view{} : said_to(language, known->second, graph_->languages);
    return std::string{name.empty() ? queue : name};
}

std::vector<std::pair<std::string, std::string>> tree::field_labels(std::string_view language) const
{
    std::vector<std::pair<std::string, std::string>> labels;
    labels.reserve(graph_->slots.size());
    for (const auto& slot : graph_->slots) {
        const auto label = said_to(language, slot.labels, graph_->languages);
        labels.emplace_back(slot.name, label.empty() ? slot.name : std::string{label});
    }
    return labels;
}

} // namespace amends::dialogs
