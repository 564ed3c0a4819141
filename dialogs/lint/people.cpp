#include "dialogs/lint/subject.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr int most_tries = 2;                  ///< D2: a vague answer is clarified twice, then a person takes over
constexpr int most_before_person = 1;          ///< H9: a wish for a person is confirmed once at most
constexpr std::size_t steps_before_person = 3; ///< C10: insults are calmed twice, then told where the boundary is
constexpr auto promised_argument = argument_source::kind::promised;

bool asks(const node_body& body)
{
    return is_question(body) || std::holds_alternative<survey_node>(body) || std::holds_alternative<remedy_node>(body);
}

/// A section's return is no end: the walk goes on behind its call as well.
bool ends(const node_body& body) { return std::holds_alternative<end_node>(body); }
bool hands_on(const node_body& body) { return std::holds_alternative<handoff_node>(body); }
bool promises(const node_body& body) { return std::holds_alternative<promise_node>(body); }

/// What a walk from some node meets before somebody takes the customer on.
struct ways_to_person {
    int questions = 0; ///< the most that are asked on a way, counted up to one more than is allowed
    bool lost = false; ///< a way ends, or goes round, with nobody
};

/// Walks from a node until `found`; linear, because a node is walked again only with more questions before it.
template <class Found> ways_to_person walk_to(const lint_subject& of, std::size_t from, const Found& found)
{
    ways_to_person met;
    std::vector<int> most(of.graph.nodes.size(), -1);
    std::vector<std::pair<std::size_t, int>> ahead{{from, 0}};
    while (!ahead.empty()) {
        const auto [node, before] = ahead.back();
        ahead.pop_back();
        if (node == nowhere || most[node] >= before) continue;
        most[node] = before;
        const auto& body = of.graph.nodes[node].body;
        if (found(body)) continue;
        met.lost = met.lost || ends(body);
        const int asked = std::min(before + (asks(body) ? 1 : 0), most_before_person + 1);
        met.questions = std::max(met.questions, asked);
        for (const auto& way : of.ways(node))
            if (!way.gained.has(of.names.own(promised_argument)) || promises(body))
                ahead.emplace_back(way.target, asked);
    }
    return met;
}

bool taken_on(const node_body& body) { return hands_on(body) || promises(body); }

ways_to_person walk_from(const lint_subject& of, const listener& each)
{
    return each.jump == nowhere ? ways_to_person{0, true} : walk_to(of, each.jump, taken_on);
}

void check_signal(const lint_subject& of, const listener& each, const std::string& at)
{
    const auto person = walk_from(of, each);
    if (each.heard == signal::human_wanted) {
        if (person.lost) of.report("recovery/no-person", at);
        if (person.questions > most_before_person) of.report("recovery/questions-before-person", at);
    }
    // Who has been promised a person already may be told so again.
    const bool promised = each.when && implied(of.names, *each.when, true).has(of.names.own(promised_argument));
    if (is_threat(each.heard) && !promised && (person.lost || person.questions > 0))
        of.report("recovery/threat-person", at);
    if ((each.heard == signal::start_over || each.heard == signal::stop) && each.jump == nowhere)
        of.report("structure/listener-stays", at);
}

/// Insults: two lines that calm, one that names the boundary, then a person, in one listener or in several.
void check_abuse(const lint_subject& of)
{
    std::size_t steps = 0;
    bool person = false;
    for (const auto& each : of.graph.listeners) {
        if (each.on != listener::kind::signal || each.heard != signal::abuse || person) continue;
        steps += each.ladder.size() + (each.once && each.jump == nowhere ? 1 : 0);
        const auto met = walk_from(of, each);
        person = !each.once && !met.lost && met.questions == 0;
    }
    if (steps < steps_before_person || !person) of.report_name("recovery/abuse-ladder", "/listeners");
}

/// Whether `later` does all that `earlier`, which has a condition, does.
bool says_the_same(const listener& earlier, const listener& later)
{
    return earlier.on == later.on && earlier.heard == later.heard && earlier.act == later.act &&
           earlier.intent == later.intent && earlier.objection == later.objection && earlier.remedy == later.remedy &&
           earlier.texts == later.texts && earlier.ladder == later.ladder && earlier.jump == later.jump &&
           earlier.call == later.call && earlier.tag == later.tag && earlier.once == later.once;
}

void check_listeners(const lint_subject& of)
{
    const auto& all = of.graph.listeners;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& each = all[i];
        const auto at = child_pointer("/listeners", i);
        if (each.on == listener::kind::signal) check_signal(of, each, at);
        if (each.on == listener::kind::remedy &&
            (each.remedy == remedy_step::denied || each.remedy == remedy_step::failed) && walk_from(of, each).lost)
            of.report("recovery/remedy-undone", at);
        if (i + 1 < all.size() && each.when && !all[i + 1].when && says_the_same(each, all[i + 1]))
            of.report("structure/redundant-listener", at);
    }
}

/// Whether a way from `from` comes to a question or an end before anything is promised.
bool waits_without_promise(const lint_subject& of, std::size_t from)
{
    const auto met = walk_to(of, from, taken_on);
    return met.lost || met.questions > 0;
}

void check_manners(const lint_subject& of, std::size_t node, std::size_t slot, const question_manners& manners)
{
    const auto type = of.graph.slots[slot].type;
    const bool takes_all = type == slot_type::text || type == slot_type::address || type == slot_type::attachment;
    if (!takes_all && manners.tries > most_tries)
        of.report("recovery/too-many-tries", child_pointer(of.node_at(node), "tries"),
                  told({"“%1”会问 %2 次", "\"%1\" is asked for %2 times"},
                       {of.graph.slots[slot].name, std::to_string(manners.tries)}));
}

} // namespace

void check_people(const lint_subject& of)
{
    check_listeners(of);
    check_abuse(of);
    for (std::size_t i = 0; i < of.graph.nodes.size(); ++i) {
        if (of.node_at(i).empty()) continue;
        const auto& body = of.graph.nodes[i].body;
        if (const auto* handoff = std::get_if<handoff_node>(&body)) {
            if (waits_without_promise(of, handoff->nobody))
                of.report("recovery/no-callback", child_pointer(of.node_at(i), "nobody"));
            if (waits_without_promise(of, handoff->outside_hours))
                of.report("recovery/no-callback", child_pointer(of.node_at(i), "outside_hours"));
        } else if (const auto* remedy = std::get_if<remedy_node>(&body)) {
            if (walk_to(of, remedy->refused, taken_on).lost)
                of.report("recovery/refusal-ends", child_pointer(of.node_at(i), "refused"));
        } else if (const auto* ask = std::get_if<ask_node>(&body)) {
            for (const auto slot : ask->slots) check_manners(of, i, slot, ask->manners);
        } else if (const auto* choose = std::get_if<choose_node>(&body)) {
            check_manners(of, i, choose->slot, choose->manners);
        }
    }
}

} // namespace amends::dialogs
