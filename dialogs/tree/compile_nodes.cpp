#include "dialogs/codec/names.hpp"
#include "dialogs/tree/references.hpp"

#include <algorithm>

namespace amends::dialogs {

using nlohmann::json;

namespace {

bool can_be_chosen(const slot_definition& slot)
{
    return slot.type == slot_type::choice || slot.type == slot_type::yes_no || slot.type == slot_type::rating;
}

std::vector<std::string> values_of(const slot_definition& slot)
{
    std::vector<std::string> values;
    if (slot.type == slot_type::yes_no) return {"yes", "no"};
    if (slot.type == slot_type::rating)
        for (int i = 1; i <= slot.best_rating(); ++i) values.push_back(std::to_string(i));
    for (const auto& each : slot.choices)
        if (slot.type == slot_type::choice) values.push_back(each.value);
    return values;
}

class node_compiler {
public:
    node_compiler(const references& in, const json& from, std::string pointer)
        : in_{in}, from_{from}, pointer_{std::move(pointer)}
    {}

    node_body body(const std::string& kind)
    {
        if (kind == "say") return say_node{texts("texts"), in_.flag(from_, "open_case"), edge("next")};
        if (kind == "ask") return ask();
        if (kind == "choose") return choose();
        if (kind == "branch") return branch();
        if (kind == "set") return set();
        if (kind == "promise") return promise();
        if (kind == "handoff") return handoff();
        if (kind == "survey") return survey();
        if (kind == "lookup") return lookup();
        return end_node{texts("texts")};
    }

private:
    std::size_t edge(const char* name) const { return in_.node(from_, pointer_, name); }
    std::size_t text(const char* name) const { return in_.text(from_, pointer_, name); }
    std::vector<std::size_t> texts(const char* name) const { return in_.texts(from_, pointer_, name); }
    void report(const char* code, const char* member, std::string message) const
    {
        in_.doc().report(code, child_pointer(pointer_, member), std::move(message));
    }

    question_manners manners() const
    {
        question_manners made;
        made.reprompt = text("reprompt");
        made.tries = in_.number(from_, "tries", 3);
        made.skippable = in_.flag(from_, "skippable");
        made.remind_after = in_.number(from_, "remind_after", 0);
        made.reminder = text("reminder");
        if (made.remind_after > 0 && !in_.member(from_, "reminder"))
            report("tree.missing-text", "remind_after", "a \"remind_after\" needs a \"reminder\" to say");
        return made;
    }

    node_body ask() const
    {
        ask_node made;
        made.manners = manners();
        made.next = edge("next");
        made.give_up = edge("give_up");
        const auto prompt = text("text");
        const auto* prompts = in_.member(from_, "prompts");
        const auto prompts_at = child_pointer(pointer_, "prompts");
        const auto* slots = in_.member(from_, "slots");
        const auto slots_at = child_pointer(pointer_, "slots");
        if (slots && slots->is_array())
            for (std::size_t i = 0; i < slots->size(); ++i) {
                if (!(*slots)[i].is_string()) continue;
                const auto name = (*slots)[i].get<std::string>();
                const auto slot = in_.slot_named(name, child_pointer(slots_at, i));
                if (slot == nowhere) continue;
                const bool own = prompts && prompts->is_object() && prompts->contains(name);
                if (!own && !in_.member(from_, "text"))
                    in_.doc().report("tree.missing-text", child_pointer(slots_at, i),
                                     "nothing asks for \"" + name + "\": add \"text\", or a prompt under its name");
                made.slots.push_back(slot);
                made.prompts.push_back(own ? in_.text(*prompts, prompts_at, name.c_str()) : prompt);
            }
        if (prompts && prompts->is_object())
            for (const auto& [name, value] : prompts->items())
                if (std::none_of(made.slots.begin(), made.slots.end(),
                                 [&, &given = name](auto s) { return in_.graph().slots[s].name == given; }))
                    in_.doc().report_name("tree.unknown-slot", child_pointer(prompts_at, name),
                                          "\"" + name + "\" is not asked here");
        return made;
    }

    node_body choose() const
    {
        choose_node made;
        made.slot = in_.slot(from_, pointer_, "slot");
        made.text = text("text");
        made.manners = manners();
        made.next = edge("next");
        made.give_up = edge("give_up");
        const auto* edges = in_.member(from_, "edges");
        const auto edges_at = child_pointer(pointer_, "edges");
        if (edges && edges->is_object())
            for (const auto& [value, target] : edges->items())
                if (target.is_string())
                    made.edges[value] = in_.node_named(target.get<std::string>(), child_pointer(edges_at, value));
        if (made.slot == nowhere) return made;
        const auto& slot = in_.graph().slots[made.slot];
        if (!can_be_chosen(slot)) {
            report("tree.slot-type", "slot",
                   "\"" + slot.name + "\" is not a choice, yes_no or rating; ask for it instead");
            return made;
        }
        const auto values = values_of(slot);
        for (const auto& [value, target] : made.edges)
            if (std::find(values.begin(), values.end(), value) == values.end())
                in_.doc().report_name("tree.unknown-value", child_pointer(edges_at, value),
                                      "\"" + slot.name + "\" can never be \"" + value + "\"");
        const bool all =
            std::all_of(values.begin(), values.end(), [&](const auto& v) { return made.edges.contains(v); });
        if (!in_.member(from_, "next") && (!all || made.manners.skippable))
            in_.doc().report("tree.missing-edge", pointer_,
                             "needs \"next\" for the values without an edge of their own");
        return made;
    }

    node_body branch() const
    {
        branch_node made;
        made.otherwise = edge("default");
        const auto* cases = in_.member(from_, "cases");
        const auto at = child_pointer(pointer_, "cases");
        if (cases && cases->is_array())
            for (std::size_t i = 0; i < cases->size(); ++i) {
                const auto here = child_pointer(at, i);
                const auto& each = (*cases)[i];
                const auto* test = in_.member(each, "if");
                made.cases.push_back({test ? compile_condition(in_, *test, child_pointer(here, "if")) : condition{},
                                      in_.node(each, here, "next")});
            }
        return made;
    }

    node_body set() const
    {
        set_node made;
        made.next = edge("next");
        const auto* slots = in_.member(from_, "slots");
        const auto at = child_pointer(pointer_, "slots");
        if (slots && slots->is_object())
            for (const auto& [name, value] : slots->items()) {
                const auto slot = in_.slot_named(name, child_pointer(at, name));
                if (slot == nowhere) continue;
                made.slots.emplace_back(slot, value.is_null() ? std::nullopt : std::optional{literal(value)});
            }
        made.case_fields = given("case");
        const auto* tags = in_.member(from_, "tags");
        if (tags && tags->is_array())
            for (const auto& tag : *tags)
                if (tag.is_string()) made.tags.push_back(tag.get<std::string>());
        return made;
    }

    /// The members of an object of values, each a literal or "{slot}".
    std::map<std::string, given_value> given(const char* member) const
    {
        std::map<std::string, given_value> made;
        const auto* values = in_.member(from_, member);
        const auto at = child_pointer(pointer_, member);
        if (!values || !values->is_object()) return made;
        for (const auto& [name, value] : values->items()) {
            auto spelled = literal(value);
            given_value each;
            if (spelled.size() > 2 && spelled.front() == '{' && spelled.back() == '}')
                each.slot = in_.slot_named(spelled.substr(1, spelled.size() - 2), child_pointer(at, name));
            else
                each.literal = std::move(spelled);
            made.emplace(name, std::move(each));
        }
        return made;
    }

    static std::string literal(const json& value)
    {
        if (value.is_string()) return value.get<std::string>();
        if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
        return value.is_null() ? std::string{} : value.dump();
    }

    node_body promise() const
    {
        promise_node made;
        made.what = plain_text("what");
        made.owner = in_.word(from_, "owner");
        made.text = text("text");
        made.next = edge("next");
        constexpr std::pair<const char*, promise_node::unit> units[]{
            {"minutes", promise_node::unit::minutes},
            {"hours", promise_node::unit::hours},
            {"business_hours", promise_node::unit::business_hours}};
        if (const auto* within = in_.member(from_, "within"))
            for (const auto& [name, unit] : units)
                if (const auto* amount = in_.member(*within, name); amount && amount->is_number())
                    made.in = unit, made.amount = std::clamp(amount->get<double>(), 1.0, 100'000.0);
        return made;
    }

    /// A text that agents read: without arguments, since it is spelled apart from the conversation.
    std::size_t plain_text(const char* name) const
    {
        const auto found = text(name);
        if (found != nowhere && !in_.graph().texts[found].arguments.empty())
            report("tree.argument", name, "agents read this text by itself, so it takes no arguments");
        return found;
    }

    node_body handoff() const
    {
        handoff_node made;
        made.queue = in_.word(from_, "queue");
        made.reason = plain_text("reason");
        const auto* priority = in_.member(from_, "priority");
        made.priority = priority && priority->is_number_integer() ? std::clamp(priority->get<int>(), 1, 4) : 0;
        made.text = text("text");
        made.wait = in_.number(from_, "wait", 180);
        made.accepted = edge("accepted");
        made.nobody = edge("nobody");
        made.outside_hours = edge("outside_hours");
        made.went_back = edge("went_back");
        return made;
    }

    /// The fields of an answer that are kept under the names of `member`, "field" or "field?" each.
    void keep(const char* member, std::vector<lookup_node::kept>& into) const
    {
        const auto* names = in_.member(from_, member);
        const auto at = child_pointer(pointer_, member);
        if (!names || !names->is_object()) return;
        for (const auto& [name, field] : names->items()) {
            if (!field.is_string()) continue;
            lookup_node::kept made;
            made.field = field.get<std::string>();
            made.optional = made.field.ends_with('?');
            if (made.optional) made.field.pop_back();
            if (std::string_view{member} == "case")
                made.case_field = name;
            else if (made.slot = in_.slot_named(name, child_pointer(at, name)); made.slot == nowhere)
                continue;
            into.push_back(std::move(made));
        }
    }

    node_body lookup() const
    {
        lookup_node made;
        made.connector = in_.word(from_, "connector");
        made.arguments = given("arguments");
        keep("slots", made.fields);
        keep("case", made.fields);
        if (const auto* flags = in_.member(from_, "customer"); flags && flags->is_array())
            for (const auto& each : *flags)
                if (each.is_string()) made.flags.push_back(each.get<std::string>());
        for (const auto& each : made.fields)
            if (each.slot != nowhere && in_.graph().slots[each.slot].type == slot_type::attachment)
                report("tree.slot-type", "slots", "an attachment comes from the customer, not from a connector");
        made.timeout = in_.number(from_, "timeout", 5);
        made.text = text("text");
        made.success = edge("success");
        made.not_found = edge("not_found");
        made.failure = edge("failure");
        return made;
    }

    node_body survey() const
    {
        survey_node made;
        const auto* questions = in_.member(from_, "questions");
        const auto at = child_pointer(pointer_, "questions");
        if (questions && questions->is_array())
            for (std::size_t i = 0; i < questions->size(); ++i) {
                const auto here = child_pointer(at, i);
                const auto& each = (*questions)[i];
                made.questions.push_back({in_.word(each, "id"), in_.slot(each, here, "slot"),
                                          in_.text(each, here, "text"), in_.text(each, here, "reprompt")});
                const auto slot = made.questions.back().slot;
                if (slot != nowhere && !can_be_chosen(in_.graph().slots[slot]))
                    in_.doc().report("tree.slot-type", child_pointer(here, "slot"),
                                     "a survey's question needs a rating, choice or yes_no");
            }
        if (const auto* comment = in_.member(from_, "comment")) {
            const auto here = child_pointer(pointer_, "comment");
            made.comment_slot = in_.slot(*comment, here, "slot");
            made.comment_text = in_.text(*comment, here, "text");
            if (made.comment_slot != nowhere && in_.graph().slots[made.comment_slot].type != slot_type::text)
                in_.doc().report("tree.slot-type", child_pointer(here, "slot"), "a comment needs a text slot");
        }
        made.intro = text("intro");
        made.thanks = text("thanks");
        made.tries = in_.number(from_, "tries", 2);
        made.next = edge("next");
        made.give_up = edge("give_up");
        return made;
    }

    const references& in_;
    const json& from_;
    std::string pointer_;
};

} // namespace

void compile_nodes(const references& in)
{
    const auto* nodes = references::member(in.doc().root(), "nodes");
    if (!nodes || !nodes->is_object()) return;
    auto& graph = in.graph();
    for (const auto& [id, from] : nodes->items()) {
        const auto pointer = child_pointer("/nodes", id);
        if (!is_name(id))
            in.doc().report_name("tree.bad-name", pointer, "a node's name has a-z, 0-9 and _ and begins with a letter");
        graph.node_named.emplace(id, graph.nodes.size());
        graph.nodes.push_back(
            {id, named<phase>(references::word(from, "phase")).value_or(phase::acknowledge), end_node{}});
    }
    for (auto& each : graph.nodes) {
        const auto& from = (*nodes)[each.id];
        each.body = node_compiler{in, from, child_pointer("/nodes", each.id)}.body(references::word(from, "node"));
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (std::holds_alternative<handoff_node>(graph.nodes[i].body) && graph.desk == nowhere) graph.desk = i;
    if (graph.desk == nowhere)
        in.doc().report_name("tree.no-person", "/nodes",
                             "no node hands the customer to a person: add a \"handoff\" (H9)");
    const auto& root = in.doc().root();
    graph.start = in.node(root, "", "start");
    graph.after_resolved = in.node(root, "", "after_resolved");
    graph.after_return = in.node(root, "", "after_return");
    graph.agent_vanished = in.text(root, "", "agent_vanished");
    graph.on_defect = in.text(root, "", "on_defect");
    graph.while_waiting = in.text(root, "", "while_waiting");
}

} // namespace amends::dialogs
