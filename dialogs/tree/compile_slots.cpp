#include "dialogs/slots/pattern.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/tree/references.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {

using nlohmann::json;

namespace {

constexpr std::array slot_type_names{"text",  "choice", "yes_no",   "number",  "money",  "date",      "time",
                                     "phone", "email",  "order_id", "address", "rating", "attachment"};

constexpr std::array remedies{"refund",  "discount",  "exchange", "repair",       "redo", "explanation",
                              "apology", "assurance", "speed",    "compensation", "other"};

bool is_remedy(const slot_choice& choice)
{
    return std::find(remedies.begin(), remedies.end(), choice.value) != remedies.end();
}

std::string default_entity(const slot_definition& slot)
{
    switch (slot.type) {
    case slot_type::money:
        return "money";
    case slot_type::date:
        return "date";
    case slot_type::time:
        return "time";
    case slot_type::phone:
        return "phone";
    case slot_type::email:
        return "email";
    case slot_type::order_id:
        return "order_id";
    case slot_type::attachment:
        return "attachment";
    case slot_type::choice:
        return std::all_of(slot.choices.begin(), slot.choices.end(), is_remedy) ? "desired_outcome" : "";
    default:
        return "";
    }
}

void read_choices(const json& from, slot_definition& slot)
{
    const auto* choices = references::member(from, "choices");
    if (!choices || !choices->is_array()) return;
    for (const auto& each : *choices) {
        slot_choice made;
        made.value = references::word(each, "value");
        made.label = references::word(each, "text");
        made.words.push_back(fold_words(made.value));
        if (const auto* synonyms = references::member(each, "synonyms"); synonyms && synonyms->is_object())
            for (const auto& language : *synonyms)
                for (const auto& word : language)
                    if (word.is_string()) made.words.push_back(fold_words(word.get_ref<const std::string&>()));
        slot.choices.push_back(std::move(made));
    }
}

void read_bounds(const json& from, slot_definition& slot)
{
    if (const auto* min = references::member(from, "min"); min && min->is_number())
        slot.min = min->get<double>(), slot.has_min = true;
    if (const auto* max = references::member(from, "max"); max && max->is_number())
        slot.max = max->get<double>(), slot.has_max = true;
}

void read_pattern(const references& in, const json& from, const std::string& pointer, slot_definition& slot)
{
    auto spelled = references::word(from, "pattern");
    if (slot.type != slot_type::order_id) {
        if (!spelled.empty())
            in.doc().report_name("tree.wrong-field", child_pointer(pointer, "pattern"),
                                 {"只有 order_id 才有“pattern”", "only an order_id has a \"pattern\""});
        return;
    }
    if (spelled.empty()) spelled = "[A-Za-z]{0,4}-?[0-9][A-Za-z0-9-]{5,30}";
    auto compiled = compile_order_pattern(spelled);
    if (compiled)
        slot.pattern = *compiled;
    else
        in.doc().report("tree.pattern", child_pointer(pointer, "pattern"),
                        told({"不是 RE2 表达式：%1", "not an RE2 pattern: %1"}, {compiled.error().message}));
}

void read_accepted(const references& in, const json& from, const std::string& pointer, slot_definition& slot)
{
    const auto* accepted = references::member(from, "accept");
    if (!accepted || !accepted->is_array()) return;
    if (slot.type != slot_type::attachment)
        in.doc().report_name("tree.wrong-field", child_pointer(pointer, "accept"),
                             {"只有 attachment 才有“accept”", "only an attachment has \"accept\""});
    for (const auto& each : *accepted)
        if (each.is_string()) slot.accept.push_back(each.get<std::string>());
}

void check_slot(const references& in, const slot_definition& slot, const std::string& pointer)
{
    auto& doc = in.doc();
    if (!is_name(slot.local_name()))
        doc.report_name(
            "tree.bad-name", pointer,
            {"槽位名由 a-z、0-9 和 _ 组成，以字母开头", "a slot's name has a-z, 0-9 and _ and begins with a letter"});
    for (const auto& language : in.graph().languages)
        if (!slot.labels.contains(language))
            doc.report("tree.missing-language", child_pointer(pointer, "label"),
                       told({"标签缺少“%1”", "the label lacks \"%1\""}, {language}));
    if (slot.type == slot_type::choice && slot.choices.empty())
        doc.report("tree.no-choices", pointer, {"选择需要“choices”", "a choice needs \"choices\""});
    const bool may_choose =
        slot.type == slot_type::choice || slot.type == slot_type::yes_no || slot.type == slot_type::rating;
    if (!may_choose && !slot.choices.empty())
        doc.report_name("tree.wrong-field", child_pointer(pointer, "choices"),
                        {"只有选择、是否或评分才有“choices”", "only a choice, yes_no or rating has \"choices\""});
    for (std::size_t i = 0; i < slot.choices.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (slot.choices[i].value == slot.choices[j].value)
                doc.report("tree.duplicate-choice", child_pointer(child_pointer(pointer, "choices"), i),
                           told({"已有选项“%1”", "\"%1\" is a choice already"}, {slot.choices[i].value}));
}

} // namespace

void compile_slots(const references& in)
{
    const auto* slots = in.part("slots");
    if (!slots) return;
    auto& graph = in.graph();
    for (const auto& [name, from] : slots->items()) {
        const auto pointer = in.place("slots", name);
        slot_definition made;
        made.name = in.inner(name);
        made.section = in.scope().section;
        const auto type = references::word(from, "type");
        const auto at = std::find(slot_type_names.begin(), slot_type_names.end(), type);
        if (at == slot_type_names.end()) continue; // the schema has said so
        made.type = static_cast<slot_type>(at - slot_type_names.begin());
        if (const auto* labels = references::member(from, "label"); labels && labels->is_object())
            for (const auto& [language, label] : labels->items())
                if (label.is_string()) {
                    made.labels[language] = label.get<std::string>();
                    made.label_words.push_back(fold_words(label.get_ref<const std::string&>()));
                }
        if (auto currency = references::word(from, "currency"); !currency.empty()) made.currency = currency;
        read_choices(from, made);
        read_bounds(from, made);
        read_pattern(in, from, pointer, made);
        made.case_field = references::word(from, "case_field");
        made.entity = references::word(from, "entity");
        if (made.entity.empty()) made.entity = default_entity(made);
        if (made.entity == "none") made.entity.clear();
        made.confirm = references::word(from, "confirm");
        read_accepted(in, from, pointer, made);
        check_slot(in, made, pointer);
        graph.slot_named.emplace(made.name, graph.slots.size());
        graph.slots.push_back(std::move(made));
    }
}

void compile_choices(const references& in)
{
    auto& graph = in.graph();
    for (auto& slot : graph.slots) {
        if (slot.section != in.scope().section) continue;
        const auto pointer = in.place("slots", slot.local_name());
        if (slot.confirm.empty())
            slot.confirm = "amends.confirm." + slot.name;
        else if (const auto text = in.text_named(slot.confirm, child_pointer(pointer, "confirm")); text != nowhere)
            slot.confirm = graph.texts[text].id;
        for (std::size_t i = 0; i < slot.choices.size(); ++i) {
            auto& choice = slot.choices[i];
            if (choice.label.empty()) continue;
            const auto at = child_pointer(child_pointer(child_pointer(pointer, "choices"), i), "text");
            const auto text = in.text_named(choice.label, at);
            if (text == nowhere) continue;
            choice.label = graph.texts[text].id;
            if (!graph.texts[text].arguments.empty())
                in.doc().report("tree.argument", at, {"标签不带参数", "a label takes no arguments"});
            for (auto& word : words_of(graph.texts[text])) choice.words.push_back(std::move(word));
        }
    }
}

std::vector<std::string> words_of(const text_definition& label)
{
    std::vector<std::string> words;
    for (const auto& [language, wordings] : label.languages)
        for (const auto& mood : wordings.by_mood)
            for (const auto& wording : mood) words.push_back(fold_words(wording));
    return words;
}

} // namespace amends::dialogs
