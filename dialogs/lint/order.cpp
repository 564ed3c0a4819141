#include "dialogs/lint/history.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr std::size_t questions_before_apology = 2;

bool speaks(const node_body& body)
{
    if (const auto* say = std::get_if<say_node>(&body)) return !say->texts.empty();
    if (const auto* end = std::get_if<end_node>(&body)) return !end->texts.empty();
    return is_question(body) || std::holds_alternative<remedy_node>(body) || std::holds_alternative<survey_node>(body);
}

/// The phases in which a node of this kind makes sense.
bool fits(const node_body& body, phase at)
{
    if (std::holds_alternative<remedy_node>(body)) return at == phase::propose;
    if (std::holds_alternative<promise_node>(body) || std::holds_alternative<handoff_node>(body))
        return at >= phase::propose;
    if (std::holds_alternative<survey_node>(body) || std::holds_alternative<end_node>(body))
        return at == phase::follow_up || at == phase::close;
    return true;
}

void check_node(const lint_subject& of, std::size_t index, unsigned done)
{
    const auto& each = of.graph.nodes[index];
    const auto& at = of.node_at(index);
    const auto lacks = [&](unsigned what) { return (done & what) == 0; };
    const bool question = is_question(each.body) || std::holds_alternative<survey_node>(each.body);
    const bool offer = std::holds_alternative<remedy_node>(each.body);
    if (question && lacks(deed::acknowledged)) of.report_name("recovery/acknowledge-first", at);
    if ((question || offer) && each.phase >= phase::collect && each.phase <= phase::propose && lacks(deed::apologised))
        of.report_name("recovery/apology-first", at);
    if (offer && lacks(deed::listened)) of.report_name("recovery/offer-before-listening", at);
    if (offer && lacks(deed::need_asked)) of.report_name("recovery/offer-before-need", at);
    if (const auto* say = std::get_if<say_node>(&each.body);
        say && !say->source.empty() && (lacks(deed::apologised) || lacks(deed::listened)))
        of.report_name("recovery/explanation-first", at);
    if (!offer && speaks(each.body) && (each.phase == phase::assess || each.phase == phase::propose) &&
        lacks(deed::listened))
        of.report_name("recovery/phase-order", at, {"还没有倾听", "nobody has listened yet"});
    if (speaks(each.body) && each.phase >= phase::follow_up && lacks(deed::acted))
        of.report_name("recovery/phase-order", at,
                       {"还没有提出方案、作出承诺或转交", "nothing was offered, promised or handed on yet"});
}

/// The customer knows from the first answer that the complaint is taken up, and its number.
void check_start(const lint_subject& of)
{
    const auto* hello = std::get_if<say_node>(&of.graph.nodes[of.graph.start].body);
    const auto numbered = [&](std::size_t text) {
        const auto& all = of.graph.texts[text].arguments;
        return std::any_of(all.begin(), all.end(),
                           [](const auto& each) { return each.from == argument_source::kind::case_number; });
    };
    if (!hello || !hello->open_case || of.graph.nodes[of.graph.start].phase != phase::acknowledge ||
        std::none_of(hello->texts.begin(), hello->texts.end(), numbered))
        of.report("recovery/acknowledge-first", "/start");
}

/// Questions that can be asked in a row, by different nodes, before the first apology (C1).
void check_questions(const lint_subject& of, const std::vector<std::optional<unsigned>>& before)
{
    std::size_t asked = 0;
    for (std::size_t i = 0; i < of.graph.nodes.size(); ++i)
        if (before[i] && (*before[i] & deed::apologised) == 0 && is_question(of.graph.nodes[i].body) &&
            of.graph.nodes[i].phase < phase::collect && ++asked > questions_before_apology)
            of.report_name("recovery/questions-before-apology", of.node_at(i));
}

} // namespace

void check_order(const lint_subject& of)
{
    const auto before = deeds_before(of);
    check_start(of);
    check_questions(of, before);
    for (std::size_t i = 0; i < of.graph.nodes.size(); ++i) {
        const auto& each = of.graph.nodes[i];
        if (of.node_at(i).empty()) continue;
        if (!fits(each.body, each.phase))
            of.report_name("recovery/phase-order", of.node_at(i),
                           {"这种节点属于别的阶段", "a node of this kind belongs in another phase"});
        if (before[i]) check_node(of, i, *before[i]);
    }
}

} // namespace amends::dialogs
