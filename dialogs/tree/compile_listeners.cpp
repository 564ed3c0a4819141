#include "dialogs/codec/names.hpp"
#include "dialogs/tree/references.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {

using nlohmann::json;

namespace {

/// What no tree may be deaf to: the wish for a person (H9) and threats (E3).
constexpr std::array compulsory{signal::human_wanted, signal::safety_threat, signal::media_threat,
                                signal::regulator_threat, signal::self_harm};

bool hear(const std::string& on, listener& made)
{
    constexpr std::string_view intent = "intent:";
    if (on.starts_with(intent) && on.size() > intent.size()) {
        made.on = listener::kind::intent;
        made.intent = on.substr(intent.size());
        return true;
    }
    constexpr std::string_view objection = "objection.";
    if (on.starts_with(objection)) {
        const auto how = named<objection_kind>(std::string_view{on}.substr(objection.size()));
        made.on = listener::kind::objection;
        made.objection = how.value_or(objection_kind::none);
        return made.objection != objection_kind::none;
    }
    constexpr std::string_view remedy = "remedy_";
    if (on.starts_with(remedy)) {
        const auto step = named<remedy_step>(std::string_view{on}.substr(remedy.size()));
        made.on = listener::kind::remedy;
        made.remedy = step.value_or(remedy_step::offered);
        return step && *step >= remedy_step::approved;
    }
    if (const auto heard = named<signal>(on)) {
        made.heard = *heard;
        return true;
    }
    const auto act = named<dialogue_act>(on);
    if (!act || (*act != dialogue_act::thanks && *act != dialogue_act::bye)) return false;
    made.on = listener::kind::act;
    made.act = *act;
    return true;
}

std::size_t called_section(const references& in, const json& from, const std::string& pointer)
{
    const auto name = references::word(from, "call");
    const auto& sections = in.graph().sections;
    for (std::size_t i = 1; i < sections.size(); ++i)
        if (sections[i].name == name && !sections[i].whole) return i;
    in.doc().report(
        "tree.unknown-section", child_pointer(pointer, "call"),
        told({"对话树的“sections”里没有小节“%1”", "there is no section \"%1\" among the tree's \"sections\""},
             {name.substr(0, 64)}));
    return nowhere;
}

/// What an answer to an objection must have in it: doubt, evidence and whether it is accepted (C7); a
/// misunderstanding, the need asked for and then the fact with its source (C8); a special request, somebody who
/// owns it (C9).
void check_objection(const references& in, const listener& made, const std::string& pointer)
{
    if (made.call == nowhere) {
        if (made.jump != nowhere || !made.texts.empty())
            in.doc().report("tree.objection", pointer,
                            {"异议由小节来回应：请给它“call”（C7 至 C9）",
                             "an objection is answered by a section: give it \"call\" (C7 to C9)"});
        return;
    }
    bool source = false;
    bool question = false;
    bool owner = false;
    for (const auto& node : in.graph().nodes) {
        if (node.section != made.call) continue;
        if (const auto* say = std::get_if<say_node>(&node.body)) source = source || !say->source.empty();
        question =
            question || std::holds_alternative<ask_node>(node.body) || std::holds_alternative<choose_node>(node.body);
        owner =
            owner || std::holds_alternative<promise_node>(node.body) || std::holds_alternative<handoff_node>(node.body);
    }
    const auto lacks = [&](const sentence& what) {
        in.doc().report("tree.objection", child_pointer(pointer, "call"),
                        {"小节缺少" + what.chinese, "the section lacks " + what.english});
    };
    if (made.objection == objection_kind::special_request) {
        if (!owner)
            lacks({"负责这个请求的人：“promise”或“handoff”（C9）",
                   "somebody who owns the request: a \"promise\" or a \"handoff\" (C9)"});
        return;
    }
    if (!source) lacks({"依据：带“source”的“say”（C7、C8）", "evidence: a \"say\" with its \"source\" (C7, C8)"});
    if (!question) lacks({"询问客户是否认可的问题（C7、C8）", "a question whether the customer agrees (C7, C8)"});
}

} // namespace

void compile_listeners(const references& in)
{
    auto& graph = in.graph();
    const auto* list = references::member(in.doc().root(), "listeners");
    if (!list || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& from = (*list)[i];
        const auto pointer = child_pointer("/listeners", i);
        listener made;
        const auto on = references::word(from, "on");
        if (!on.empty() && !hear(on, made)) {
            in.doc().report(
                "tree.unknown-signal", child_pointer(pointer, "on"),
                told({"没有“%1”可听：请写信号、thanks、bye、objection.KIND、remedy_approved、remedy_denied、"
                      "remedy_executed、remedy_failed 或 intent:NAME",
                      "there is no \"%1\" to listen for: name a signal, thanks, bye, objection.KIND, "
                      "remedy_approved, remedy_denied, remedy_executed, remedy_failed or intent:NAME"},
                     {on}));
            continue;
        }
        made.texts = in.texts(from, pointer, "texts");
        made.ladder = in.texts(from, pointer, "ladder");
        made.jump = in.node(from, pointer, "goto");
        if (references::member(from, "call")) made.call = called_section(in, from, pointer);
        if (made.on == listener::kind::objection) check_objection(in, made, pointer);
        made.tag = references::word(from, "tag");
        made.once = references::flag(from, "once");
        if (const auto* when = references::member(from, "when"))
            made.when = compile_condition(in, *when, child_pointer(pointer, "when"));
        bool answers = !made.tag.empty();
        for (const auto* member : {"texts", "ladder", "goto", "call"})
            answers = answers || references::member(from, member);
        if (!answers)
            in.doc().report("tree.listener", pointer,
                            {"什么也不做：请给它“texts”“ladder”“goto”“call”或“tag”",
                             "does nothing: give it \"texts\", \"ladder\", \"goto\", \"call\" or \"tag\""});
        if (references::member(from, "goto") && references::member(from, "call"))
            in.doc().report("tree.listener", pointer,
                            {"要么用“goto”离开，要么从“call”回来，不能兼有",
                             "either leads away by \"goto\" or comes back from a \"call\""});
        if (on == "human_wanted" && !references::member(from, "goto"))
            in.doc().report("tree.listener", pointer,
                            {"客户要求人工时需要“goto”转人工（H9）",
                             "a wish for a person needs a \"goto\" that leads to one (H9)"});
        graph.listeners.push_back(std::move(made));
    }
    // Whom a customer may ask for is also who steps in when the dialog itself breaks off.
    for (const auto& each : graph.listeners)
        if (each.on == listener::kind::signal && each.heard == signal::human_wanted && each.jump < graph.nodes.size() &&
            std::holds_alternative<handoff_node>(graph.nodes[each.jump].body)) {
            graph.desk = each.jump;
            break;
        }
    for (const auto needed : compulsory) {
        const bool heard = std::any_of(graph.listeners.begin(), graph.listeners.end(), [&](const auto& each) {
            return each.on == listener::kind::signal && each.heard == needed && !each.when && !each.once;
        });
        if (!heard)
            in.doc().report_name("tree.missing-listener", "/listeners",
                                 told({"没有不带条件的监听器听“%1”（H9、E3）",
                                       "nothing listens for \"%1\" without a condition (H9, E3)"},
                                      {name_of(needed)}));
    }
}

} // namespace amends::dialogs
