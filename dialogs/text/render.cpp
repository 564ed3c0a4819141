#include "dialogs/text/render.hpp"

#include "dialogs/text/line_format.hpp"
#include "dialogs/tree/graph.hpp"

#include <algorithm>
#include <charconv>
#include <list>
#include <unordered_map>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_formats = 512; ///< for each thread; a format takes a few KB

/// Compiled patterns of one thread, the least recently used dropped first. ICU's formats are not safe to
/// share between threads, and cloning one costs as much as using it ten times.
class format_cache {
public:
    line_format& at(const std::string& key, std::string_view pattern, std::string_view language, std::string_view zone)
    {
        if (const auto known = index_.find(key); known != index_.end()) {
            order_.splice(order_.begin(), order_, known->second);
            return known->second->second;
        }
        if (order_.size() >= most_formats) {
            index_.erase(order_.back().first);
            order_.pop_back();
        }
        order_.emplace_front(std::piecewise_construct, std::forward_as_tuple(key),
                             std::forward_as_tuple(pattern, language, zone));
        index_.emplace(order_.front().first, order_.begin());
        return order_.front().second;
    }

private:
    using entry = std::pair<const std::string, line_format>;
    std::list<entry> order_;
    std::unordered_map<std::string_view, std::list<entry>::iterator> index_;
};

/// The pattern that a `say` names: of its variant, or the first there is.
const std::string* pattern_of(const text_wordings& wordings, std::string_view variant)
{
    constexpr std::pair<std::string_view, text_wordings::mood> moods[]{{"calm.", text_wordings::calm},
                                                                       {"upset.", text_wordings::upset},
                                                                       {"angry.", text_wordings::angry},
                                                                       {"no_buttons.", text_wordings::no_buttons}};
    for (const auto& [name, mood] : moods) {
        if (!variant.starts_with(name)) continue;
        std::size_t index = 0;
        const auto digits = variant.substr(name.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (index < wordings.by_mood[mood].size()) return &wordings.by_mood[mood][index];
    }
    for (const auto& mood : wordings.by_mood)
        if (!mood.empty()) return &mood.front();
    return nullptr;
}

std::string label_of(const tree::graph& graph, const slot_definition& slot, const std::string& value,
                     std::string_view language);

/// An argument as its slot's type wants it formatted.
line_argument typed(const tree::graph& graph, const text_definition& text, const text_argument& from,
                    const line_format& format, std::string_view language)
{
    line_argument made{from.name, from.value, line_argument::kind::words};
    const auto* words = std::get_if<std::string>(&from.value);
    if (!words) {
        made.as =
            std::holds_alternative<instant>(from.value) ? line_argument::kind::instant : line_argument::kind::number;
        return made;
    }
    const auto source = std::find_if(text.arguments.begin(), text.arguments.end(),
                                     [&](const auto& each) { return each.name == from.name; });
    if (source == text.arguments.end()) return made;
    if (source->from == argument_source::kind::remedy_amount) made.as = line_argument::kind::money;
    const auto index = source->from == argument_source::kind::slot ? source->slot : nowhere;
    if (index >= graph.slots.size()) return made;
    const auto& slot = graph.slots[index];
    switch (slot.type) {
    case slot_type::number:
    case slot_type::rating:
        made.as = line_argument::kind::number;
        break;
    case slot_type::money:
        made.as = line_argument::kind::money;
        break;
    case slot_type::date:
        made.as = line_argument::kind::date;
        break;
    case slot_type::time:
        made.as = line_argument::kind::time;
        break;
    case slot_type::choice:
    case slot_type::yes_no:
        if (!format.selects(from.name)) made.value = label_of(graph, slot, *words, language);
        break;
    default:
        break;
    }
    return made;
}

std::string render_text(const tree::graph& graph, std::string_view id, std::string_view variant,
                        std::string_view language, std::string_view zone, const std::vector<text_argument>& arguments)
{
    const auto index = graph.find_text(id);
    if (index == nowhere) return std::string{id};
    const auto& text = graph.texts[index];
    const auto* wordings = in_language(text.languages, language, graph.languages);
    const auto* pattern = wordings ? pattern_of(*wordings, variant) : nullptr;
    if (!pattern) return "[" + std::string{id} + "]";
    thread_local format_cache cache;
    thread_local std::string key;
    key.assign(graph.version)
        .append("\n")
        .append(id)
        .append("\n")
        .append(variant)
        .append("\n")
        .append(language)
        .append("\n")
        .append(zone);
    auto& format = cache.at(key, *pattern, language, zone);
    if (format.constant()) return *format.constant();
    std::vector<line_argument> values;
    values.reserve(arguments.size());
    for (const auto& each : arguments) values.push_back(typed(graph, text, each, format, language));
    auto line = format.format(values);
    return line ? std::move(*line) : "[" + std::string{id} + "]";
}

std::string label_of(const tree::graph& graph, const slot_definition& slot, const std::string& value,
                     std::string_view language)
{
    for (const auto& choice : slot.choices)
        if (choice.value == value) return render_text(graph, choice.label, {}, language, "UTC", {});
    if (slot.type == slot_type::yes_no && (value == "yes" || value == "no"))
        return render_text(graph, "amends." + value, {}, language, "UTC", {});
    return value;
}

} // namespace

rendered_line render(const tree& tree, const say& line, std::string_view zone)
{
    const auto& graph = tree.compiled();
    rendered_line result;
    result.text = render_text(graph, line.text, line.variant, line.language, zone, line.arguments);
    result.question = line.question;
    result.options.reserve(line.options.size());
    for (const auto& each : line.options)
        result.options.push_back({each.value, render_text(graph, each.label, {}, line.language, zone, {})});
    return result;
}

std::string plain_text(const tree& tree, std::string_view text, std::string_view language)
{
    return render_text(tree.compiled(), text, {}, language, "UTC", {});
}

} // namespace amends::dialogs
