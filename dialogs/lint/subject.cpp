#include "dialogs/lint/subject.hpp"

#include "dialogs/lint/rules.hpp"

#include <nlohmann/json.hpp>

namespace amends::dialogs {

using nlohmann::json;

namespace {

using role = text_use::role;

const json* object_in(const json& from, const char* name)
{
    const auto at = from.is_object() ? from.find(name) : from.end();
    return from.is_object() && at != from.end() && at->is_object() ? &*at : nullptr;
}

/// Calls `say(text, role)` for every text that a node uses.
template <class Say> void each_text(const tree::graph& graph, const node_body& body, const Say& say)
{
    const auto all = [&](const std::vector<std::size_t>& texts, role as) {
        for (const auto each : texts) say(each, as);
    };
    const auto manners = [&](const question_manners& m) {
        say(m.reprompt, role::reprompt);
        say(m.reminder, role::reminder);
    };
    if (const auto* n = std::get_if<say_node>(&body)) all(n->texts, role::line);
    if (const auto* n = std::get_if<end_node>(&body)) all(n->texts, role::line);
    if (const auto* n = std::get_if<return_node>(&body)) all(n->texts, role::line);
    if (const auto* n = std::get_if<lookup_node>(&body)) say(n->text, role::line);
    if (const auto* n = std::get_if<ask_node>(&body)) all(n->prompts, role::prompt), manners(n->manners);
    if (const auto* n = std::get_if<choose_node>(&body)) say(n->text, role::prompt), manners(n->manners);
    if (const auto* n = std::get_if<promise_node>(&body)) say(n->text, role::promise), say(n->what, role::internal);
    if (const auto* n = std::get_if<handoff_node>(&body)) say(n->text, role::handoff), say(n->reason, role::internal);
    if (const auto* n = std::get_if<survey_node>(&body)) {
        for (const auto& each : n->questions) say(each.text, role::prompt), say(each.reprompt, role::reprompt);
        for (const auto each : {n->comment_text, n->intro, n->thanks}) say(each, role::line);
    }
    if (const auto* n = std::get_if<remedy_node>(&body)) {
        say(n->text, role::prompt), say(n->refusal, role::refusal), manners(n->manners);
        for (const auto rule : n->rules) {
            say(graph.remedies.rules[rule].terms, role::terms);
        }
    }
}

} // namespace

lint_subject::lint_subject(const tree::graph& of, document& text)
    : graph{of}, doc{text}, node_pointers_(of.nodes.size()), text_pointers_(of.texts.size()),
      wordings_(of.texts.size()), uses_(of.texts.size())
{
    find_places(doc.root(), "", "");
    if (const auto* sections = object_in(doc.root(), "sections"))
        for (const auto& [name, section] : sections->items())
            find_places(section, child_pointer("/sections", name), name + ".");
    find_uses();
    for (const auto& each : graph.nodes) ways_.push_back(ways_out(names, each, {}));
}

void lint_subject::find_places(const json& scope, const std::string& pointer, const std::string& prefix)
{
    if (const auto* nodes = object_in(scope, "nodes"))
        for (const auto& [id, value] : nodes->items())
            if (const auto at = graph.find_node(prefix + id); at != nowhere)
                node_pointers_[at] = child_pointer(pointer + "/nodes", id);
    if (const auto* texts = object_in(scope, "texts"))
        for (const auto& [id, value] : texts->items())
            if (const auto at = graph.find_text(prefix + id); at != nowhere) {
                text_pointers_[at] = child_pointer(pointer + "/texts", id);
                find_wordings(at, value);
            }
}

/// A text is a pattern a language, a list of them, or either of these a mood.
void lint_subject::find_wordings(std::size_t text, const json& from)
{
    if (!from.is_object()) return;
    for (const auto& [language, value] : from.items()) {
        const auto at = child_pointer(text_pointers_[text], language);
        const auto add = [&, &spoken = language](const json& pattern, std::string pointer) {
            if (pattern.is_string())
                wordings_[text].push_back({spoken, std::move(pointer), pattern.get<std::string>()});
        };
        const auto add_all = [&](const json& one_or_more, const std::string& pointer) {
            add(one_or_more, pointer);
            for (std::size_t i = 0; one_or_more.is_array() && i < one_or_more.size(); ++i)
                add(one_or_more[i], child_pointer(pointer, i));
        };
        add_all(value, at);
        if (value.is_object())
            for (const auto& [mood, each] : value.items()) add_all(each, child_pointer(at, mood));
    }
}

void lint_subject::find_uses()
{
    const auto add = [&](std::size_t text, std::size_t node, role as) {
        if (text != nowhere) uses_[text].push_back({node, as});
    };
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        each_text(graph, graph.nodes[i].body, [&](std::size_t text, role as) { add(text, i, as); });
    for (const auto& each : graph.listeners) {
        for (const auto text : each.texts) add(text, nowhere, role::line);
        for (const auto text : each.ladder) add(text, nowhere, role::line);
    }
    for (const auto text : {graph.agent_vanished, graph.on_defect, graph.while_waiting}) add(text, nowhere, role::line);
    for (const auto& each : graph.remedies.rules)
        add(each.label, nowhere, role::label), add(each.terms, nowhere, role::terms);
    for (const auto& slot : graph.slots) {
        add(graph.find_text(slot.confirm), nowhere, role::prompt);
        for (const auto& each : slot.choices) add(graph.find_text(each.label), nowhere, role::label);
    }
}

namespace {

sentence spelled(std::string_view rule, const sentence& detail)
{
    const auto* known = find_lint_rule(rule);
    if (!known) return as_it_is(std::string{rule});
    sentence made = known->reason;
    if (!detail.empty()) {
        made.chinese.append("：").append(detail.chinese);
        made.english.append(": ").append(detail.english);
    }
    for (auto* each : {&made.chinese, &made.english}) each->append(" [").append(known->row).append("]");
    return made;
}

} // namespace

void lint_subject::report(std::string_view rule, std::string pointer, const sentence& detail) const
{
    doc.report(rule, std::move(pointer), spelled(rule, detail));
}

void lint_subject::report_name(std::string_view rule, std::string pointer, const sentence& detail) const
{
    doc.report_name(rule, std::move(pointer), spelled(rule, detail));
}

} // namespace amends::dialogs
