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
            in.doc().report("tree.unknown-signal", child_pointer(pointer, "on"),
                            "there is no \"" + on + "\" to listen for: name a signal, thanks, bye or intent:NAME");
            continue;
        }
        made.texts = in.texts(from, pointer, "texts");
        made.jump = in.node(from, pointer, "goto");
        made.tag = references::word(from, "tag");
        made.once = references::flag(from, "once");
        if (const auto* when = references::member(from, "when"))
            made.when = compile_condition(in, *when, child_pointer(pointer, "when"));
        const bool answers = references::member(from, "texts") || references::member(from, "goto") || !made.tag.empty();
        if (!answers) in.doc().report("tree.listener", pointer, "does nothing: give it \"texts\", \"goto\" or \"tag\"");
        if (on == "human_wanted" && !references::member(from, "goto"))
            in.doc().report("tree.listener", pointer, "a wish for a person needs a \"goto\" that leads to one (H9)");
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
                                 "nothing listens for \"" + std::string{name_of(needed)} +
                                     "\" without a condition (H9, E3)");
    }
}

} // namespace amends::dialogs
