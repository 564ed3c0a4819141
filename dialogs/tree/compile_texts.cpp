#include "dialogs/text/pattern.hpp"
#include "dialogs/tree/references.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace amends::dialogs {

using nlohmann::json;

namespace {

using source_kind = argument_source::kind;
using use = pattern_argument::use;

/// Case fields that the engine keeps itself.
constexpr std::array engine_fields{"severity",        "severity_factors", "emotion",       "emotion_level",
                                   "complaint_class", "remedy",           "remedy_status", "remedy_withheld"};

/// The case fields that the nodes of `scope` set.
void add_case_fields(const json& scope, std::set<std::string>& fields)
{
    const auto* nodes = references::member(scope, "nodes");
    if (!nodes || !nodes->is_object()) return;
    for (const auto& node : *nodes)
        if (const auto* set = references::member(node, "case"); set && set->is_object())
            for (const auto& [name, value] : set->items()) fields.insert(name);
}

std::set<std::string> case_fields_of(const references& in)
{
    std::set<std::string> fields(engine_fields.begin(), engine_fields.end());
    for (const auto& slot : in.graph().slots)
        if (!slot.case_field.empty()) fields.insert(slot.case_field);
    add_case_fields(in.doc().root(), fields);
    if (const auto* sections = references::member(in.doc().root(), "sections"); sections && sections->is_object())
        for (const auto& each : *sections) add_case_fields(each, fields);
    return fields;
}

bool fits(use how, const argument_source& from, const slot_definition* slot)
{
    const bool file = from.from == source_kind::slot && slot->type == slot_type::attachment;
    if (how == use::plain) return !file; // its id says nothing to anybody
    switch (from.from) {
    case source_kind::slot:
        switch (slot->type) {
        case slot_type::number:
        case slot_type::rating:
            return how == use::number || how == use::plural;
        case slot_type::money:
            return how == use::number;
        case slot_type::date:
        case slot_type::time:
            return how == use::date;
        case slot_type::attachment:
            return false;
        default:
            return how == use::select;
        }
    case source_kind::now:
    case source_kind::next_open:
    case source_kind::promise_due:
    case source_kind::promised:
        return how == use::date;
    case source_kind::remedy_amount:
        return how == use::number;
    case source_kind::queue_length:
        return how == use::number || how == use::plural;
    default:
        return how == use::select;
    }
}

class text_compiler {
public:
    explicit text_compiler(const references& in) : in_{in}, case_fields_{case_fields_of(in)} {}

    void compile(const std::string& id, const json& from)
    {
        const auto pointer = in_.place("texts", id);
        text_definition made;
        made.id = in_.inner(id);
        if (!is_name(id))
            in_.doc().report_name("tree.bad-name", pointer,
                                  {"文本名由 a-z、0-9 和 _ 组成，以字母开头",
                                   "a text's name has a-z, 0-9 and _ and begins with a letter"});
        made.once = references::flag(from, "once");
        if (from.is_object())
            for (const auto& [language, value] : from.items())
                if (language != "once")
                    made.languages[language] = wordings(made, language, value, child_pointer(pointer, language));
        for (const auto& language : in_.graph().languages)
            if (!made.languages.contains(language))
                in_.doc().report_name("tree.missing-language", pointer,
                                      told({"文本缺少“%1”", "the text lacks \"%1\""}, {language}));
        in_.graph().text_named.emplace(made.id, in_.graph().texts.size());
        in_.graph().texts.push_back(std::move(made));
    }

private:
    text_wordings wordings(text_definition& text, const std::string& language, const json& value,
                           const std::string& pointer)
    {
        text_wordings result;
        result.plain = value.is_string();
        if (!value.is_object()) {
            read(text, language, value, pointer, result.by_mood[text_wordings::calm]);
            return result;
        }
        constexpr std::array moods{"calm", "upset", "angry", "no_buttons"};
        for (std::size_t mood = 0; mood < moods.size(); ++mood)
            if (const auto* each = references::member(value, moods[mood]))
                read(text, language, *each, child_pointer(pointer, moods[mood]), result.by_mood[mood]);
        return result;
    }

    void read(text_definition& text, const std::string& language, const json& value, const std::string& pointer,
              std::vector<std::string>& into)
    {
        if (value.is_string()) {
            check(text, language, value.get_ref<const std::string&>(), pointer);
            into.push_back(value.get<std::string>());
        }
        if (!value.is_array()) return;
        for (std::size_t i = 0; i < value.size(); ++i)
            if (value[i].is_string()) {
                check(text, language, value[i].get_ref<const std::string&>(), child_pointer(pointer, i));
                into.push_back(value[i].get<std::string>());
            }
    }

    void check(text_definition& text, const std::string& language, const std::string& pattern,
               const std::string& pointer)
    {
        const auto found = inspect_pattern(pattern, language);
        if (!found.error.empty()) {
            in_.doc().report("tree.pattern", pointer, found.error);
            return;
        }
        for (const auto& argument : found.arguments) use_argument(text, argument, found, pointer);
    }

    void use_argument(text_definition& text, const pattern_argument& argument, const pattern_check& all,
                      const std::string& pointer)
    {
        auto from = source_of(argument.name);
        if (!from) {
            in_.doc().report("tree.unknown-argument", pointer,
                             told({"没有叫 {%1} 的内容：请写槽位、工单字段，或 case_number、now、next_open、agent、"
                                   "queue_length、promise_due、promised、remedy_amount、remedy_reason",
                                   "nothing is called {%1}: name a slot, a case field or case_number, now, "
                                   "next_open, agent, queue_length, promise_due, promised, remedy_amount, "
                                   "remedy_reason"},
                                  {argument.name}));
            return;
        }
        const auto* slot = from->slot == nowhere ? nullptr : &in_.graph().slots[from->slot];
        if (!fits(argument.how, *from, slot))
            in_.doc().report(
                "tree.argument-type", pointer,
                told({"{%1} 的类型不能这样显示", "{%1} is not of a type that can be formatted so"}, {argument.name}));
        const bool labelled =
            from->from == source_kind::slot && (slot->type == slot_type::choice || slot->type == slot_type::yes_no);
        if (labelled && argument.how == use::plain)
            for (const auto& other : all.arguments)
                if (other.name == argument.name && other.how == use::select) {
                    in_.doc().report("tree.argument-type", pointer,
                                     told({"{%1} 既用来选择又原样显示；请在 select 里写明",
                                           "{%1} is selected on and also printed; spell it out in the select"},
                                          {argument.name}));
                    break;
                }
        from->required = !argument.guarded;
        const auto known = std::find_if(text.arguments.begin(), text.arguments.end(),
                                        [&](const auto& each) { return each.name == from->name; });
        if (known == text.arguments.end())
            text.arguments.push_back(std::move(*from));
        else
            known->required = known->required || from->required;
    }

    std::optional<argument_source> source_of(const std::string& name) const
    {
        if (const auto slot = in_.find_slot(name); slot != nowhere)
            return argument_source{name, source_kind::slot, slot};
        constexpr std::string_view known = "_known";
        if (name.ends_with(known))
            if (const auto slot = in_.find_slot(name.substr(0, name.size() - known.size())); slot != nowhere)
                return argument_source{name, source_kind::slot_known, slot};
        constexpr std::pair<std::string_view, source_kind> own[]{
            {"case_number", source_kind::case_number},     {"now", source_kind::now},
            {"next_open", source_kind::next_open},         {"agent", source_kind::agent},
            {"queue_length", source_kind::queue_length},   {"promise_due", source_kind::promise_due},
            {"promised", source_kind::promised},           {"remedy_amount", source_kind::remedy_amount},
            {"remedy_reason", source_kind::remedy_reason}, {"remedy_amount_known", source_kind::remedy_amount_known}};
        for (const auto& [word, kind] : own)
            if (word == name) return argument_source{name, kind};
        if (case_fields_.contains(name)) return argument_source{name, source_kind::case_field};
        return std::nullopt;
    }

    const references& in_;
    std::set<std::string> case_fields_;
};

/// `words` as a literal part of a MessageFormat pattern.
std::string literal_pattern(std::string_view words)
{
    std::string result;
    for (const char c : words) {
        if (c == '\'')
            result += "''";
        else if (c == '{' || c == '}')
            result.append("'").append(1, c).append("'");
        else
            result.push_back(c);
    }
    return result;
}

void add_own_text(tree::graph& graph, std::string id, const std::map<std::string, std::string>& patterns,
                  std::vector<argument_source> arguments = {})
{
    if (graph.text_named.contains(id)) return;
    text_definition made;
    made.id = std::move(id);
    made.arguments = std::move(arguments);
    for (const auto& [language, pattern] : patterns) {
        auto& wordings = made.languages[language];
        wordings.plain = true;
        wordings.by_mood[text_wordings::calm].push_back(pattern);
    }
    graph.text_named.emplace(made.id, graph.texts.size());
    graph.texts.push_back(std::move(made));
}

std::string label_in(const slot_definition& slot, const std::string& language)
{
    const auto at = slot.labels.find(language);
    return literal_pattern(at != slot.labels.end() ? at->second : slot.name);
}

/// The engine's own words, in the languages that ship.
void add_own_texts(tree::graph& graph)
{
    add_own_text(graph, "amends.yes", {{"zh-Hans", "是的"}, {"en", "Yes"}});
    add_own_text(graph, "amends.no", {{"zh-Hans", "不是"}, {"en", "No"}});
    add_own_text(
        graph, "amends.defect",
        {{"zh-Hans", "自动对话出错，需要人工接手"}, {"en", "The automated dialog broke off; a person is needed"}});
    add_own_text(graph, "amends.vanished",
                 {{"zh-Hans", "上一位客服已离线，客户仍在等待"},
                  {"en", "The agent before went offline; the customer is waiting"}});
    add_own_text(graph, "amends.none_of_these", {{"zh-Hans", "都不合适"}, {"en", "None of these"}});
    add_own_text(graph, "amends.looking", {{"zh-Hans", "我查一下。"}, {"en", "Let me look that up."}});
    add_own_text(graph, "amends.still_looking",
                 {{"zh-Hans", "收到，我还在查，查到了接着跟您说。"},
                  {"en", "Got that. I’m still looking it up and will go on when I have it."}});
    for (std::size_t i = 0; i < graph.slots.size(); ++i) {
        const auto& slot = graph.slots[i];
        const std::string name{slot.local_name()};
        add_own_text(graph, "amends.confirm." + slot.name,
                     {{"zh-Hans", "跟您核对一下，" + label_in(slot, "zh-Hans") + "是 {" + name + "}，对吗？"},
                      {"en", "Just to check: " + label_in(slot, "en") + " is {" + name + "}, is that right?"}},
                     {{name, source_kind::slot, i, true}});
    }
}

} // namespace

void compile_texts(const references& in)
{
    text_compiler compiler{in};
    if (const auto* texts = in.part("texts"))
        for (const auto& [id, from] : texts->items()) compiler.compile(id, from);
    add_own_texts(in.graph());
}

} // namespace amends::dialogs
