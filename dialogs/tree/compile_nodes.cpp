#include "dialogs/codec/names.hpp"
#include "dialogs/tree/node_reader.hpp"

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

class node_compiler : node_reader {
public:
    using node_reader::node_reader;

    node_body body(const std::string& kind) const
    {
        if (kind == "say")
            return say_node{texts("texts"), in_.word(from_, "source"), in_.flag(from_, "open_case"), edge("next")};
        if (kind == "ask") return ask();
        if (kind == "choose") return choose();
        if (kind == "branch") return branch();
        if (kind == "set") return set();
        if (kind == "survey") return survey();
        if (auto made = compile_action(in_, from_, pointer_, kind)) return std::move(*made);
        if (in_.scope().called) return return_node{{}, texts("texts")};
        return end_node{texts("texts")};
    }

private:
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
                                     told({"没有话来问“%1”：请加“text”，或以它为名的提示语",
                                           "nothing asks for \"%1\": add \"text\", or a prompt under its name"},
                                          {name}));
                made.slots.push_back(slot);
                made.prompts.push_back(own ? in_.text(*prompts, prompts_at, name.c_str()) : prompt);
            }
        if (prompts && prompts->is_object())
            for (const auto& [name, value] : prompts->items())
                if (std::none_of(made.slots.begin(), made.slots.end(),
                                 [&, &given = name](auto s) { return in_.graph().slots[s].name == given; }))
                    in_.doc().report_name("tree.unknown-slot", child_pointer(prompts_at, name),
                                          told({"这里没有问“%1”", "\"%1\" is not asked here"}, {name}));
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
        const auto edges_at = child_pointer(pointer_, "edges");
        edges(made.edges);
        if (made.slot == nowhere) return made;
        const auto& slot = in_.graph().slots[made.slot];
        if (!can_be_chosen(slot)) {
            report("tree.slot-type", "slot",
                   told({"“%1”不是选择、是否或评分；请改用“ask”",
                         "\"%1\" is not a choice, yes_no or rating; ask for it instead"},
                        {slot.name}));
            return made;
        }
        const auto values = values_of(slot);
        for (const auto& [value, target] : made.edges)
            if (std::find(values.begin(), values.end(), value) == values.end())
                in_.doc().report_name("tree.unknown-value", child_pointer(edges_at, value),
                                      told({"“%1”不可能是“%2”", "\"%1\" can never be \"%2\""}, {slot.name, value}));
        const bool all =
            std::all_of(values.begin(), values.end(), [&](const auto& v) { return made.edges.contains(v); });
        if (!in_.member(from_, "next") && (!all || made.manners.skippable))
            in_.doc().report(
                "tree.missing-edge", pointer_,
                {"没有单独的边的值需要“next”", "needs \"next\" for the values without an edge of their own"});
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
                    in_.doc().report(
                        "tree.slot-type", child_pointer(here, "slot"),
                        {"回访问题需要评分、选择或是否", "a survey's question needs a rating, choice or yes_no"});
            }
        if (const auto* comment = in_.member(from_, "comment")) {
            const auto here = child_pointer(pointer_, "comment");
            made.comment_slot = in_.slot(*comment, here, "slot");
            made.comment_text = in_.text(*comment, here, "text");
            if (made.comment_slot != nowhere && in_.graph().slots[made.comment_slot].type != slot_type::text)
                in_.doc().report("tree.slot-type", child_pointer(here, "slot"),
                                 {"留言需要文本槽位", "a comment needs a text slot"});
        }
        made.intro = text("intro");
        made.thanks = text("thanks");
        made.tries = in_.number(from_, "tries", 2);
        made.next = edge("next");
        made.give_up = edge("give_up");
        return made;
    }
};

} // namespace

void declare_nodes(const references& in)
{
    const auto* nodes = in.part("nodes");
    if (!nodes) return;
    auto& graph = in.graph();
    for (const auto& [id, from] : nodes->items()) {
        if (!is_name(id))
            in.doc().report_name("tree.bad-name", in.place("nodes", id),
                                 {"节点名由 a-z、0-9 和 _ 组成，以字母开头",
                                  "a node's name has a-z, 0-9 and _ and begins with a letter"});
        graph.node_named.emplace(in.inner(id), graph.nodes.size());
        graph.nodes.push_back({in.inner(id), named<phase>(references::word(from, "phase")).value_or(phase::acknowledge),
                               end_node{}, in.scope().section});
    }
}

void compile_nodes(const references& in)
{
    const auto* nodes = in.part("nodes");
    if (!nodes) return;
    auto& graph = in.graph();
    for (const auto& [id, from] : nodes->items()) {
        auto& made = graph.nodes[graph.find_node(in.inner(id))];
        made.body = node_compiler{in, from, in.place("nodes", id)}.body(references::word(from, "node"));
    }
    if (in.scope().section != 0)
        graph.sections[in.scope().section].start = in.node(*in.scope().base, in.scope().pointer, "start");
}

void compile_frame(const references& in)
{
    auto& graph = in.graph();
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (std::holds_alternative<handoff_node>(graph.nodes[i].body) && graph.desk == nowhere) graph.desk = i;
    if (graph.desk == nowhere)
        in.doc().report_name("tree.no-person", "/nodes",
                             {"没有节点把客户转给人工：请加“handoff”（H9）",
                              "no node hands the customer to a person: add a \"handoff\" (H9)"});
    const auto& root = in.doc().root();
    graph.start = in.node(root, "", "start");
    graph.after_resolved = in.node(root, "", "after_resolved");
    graph.after_return = in.node(root, "", "after_return");
    const bool promises = std::any_of(graph.nodes.begin(), graph.nodes.end(),
                                      [](const auto& each) { return std::holds_alternative<promise_node>(each.body); });
    if (references::member(root, "after_promise"))
        graph.after_promise = in.node(root, "", "after_promise");
    else if (promises)
        in.doc().report_name(
            "tree.no-after-promise", "/nodes",
            {"有承诺在先，而客户在结束之后再写就没有回答：请用“after_promise”指明由哪个节点回答（H9）",
             "something is promised, and a customer who writes after the end is not answered: name the "
             "node that does so in \"after_promise\" (H9)"});
    graph.agent_vanished = in.text(root, "", "agent_vanished");
    graph.on_defect = in.text(root, "", "on_defect");
    graph.while_waiting = in.text(root, "", "while_waiting");
}

} // namespace amends::dialogs
