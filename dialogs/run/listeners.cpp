#include "dialogs/run/walk.hpp"
#include "dialogs/slots/yes_no.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

std::string once_key(const tree::graph& graph, const listener& l)
{
    return "listener:" + std::to_string(&l - graph.listeners.data());
}

} // namespace

bool walk::hears(const listener& l) const
{
    const auto& meaning = message_->meaning;
    bool heard = false;
    switch (l.on) {
    case listener::kind::signal:
        heard = l.heard == signal::correction ? corrected_ : meaning.has(l.heard);
        break;
    case listener::kind::act:
        heard = meaning.act == l.act;
        break;
    case listener::kind::objection:
        heard = objects(l.objection);
        break;
    case listener::kind::remedy:
        break; // `remedy_came` listens for these
    case listener::kind::intent:
        heard = meaning.intent == l.intent || meaning.intent.starts_with(l.intent + ".");
        break;
    }
    if (!heard || (l.once && state_.said_once.contains(once_key(graph_, l)))) return false;
    return !l.when || holds(*l.when);
}

/// The first listener that answers or jumps; those before it that only tag have tagged.
const listener* walk::find_listener()
{
    for (const auto& each : graph_.listeners) {
        if (!hears(each)) continue;
        mark(listener_part(static_cast<std::size_t>(&each - graph_.listeners.data())));
        if (!each.tag.empty()) state_.tags.insert(each.tag);
        if (each.once) state_.said_once.insert(once_key(graph_, each));
        if (!each.texts.empty() || !each.ladder.empty() || each.jump != nowhere || each.call != nowhere) return &each;
    }
    return nullptr;
}

walk::answer_of_listener walk::climb(const listener& l)
{
    for (std::size_t rung = 0; rung < l.ladder.size(); ++rung)
        if (state_.said_once.insert(once_key(graph_, l) + ":" + std::to_string(rung)).second)
            return {{l.ladder[rung]}, nowhere, nowhere};
    return {l.texts, l.jump, l.call};
}

void walk::fire(const listener& l)
{
    // What else the message told is kept, also where the listener leads away from the question (D8).
    const auto question = open_view();
    const bool story = std::any_of(message_->meaning.entities.begin(), message_->meaning.entities.end(),
                                   [](const auto& e) { return e.type == "story"; });
    if (question && question->slot != nowhere && found_.how != fit::none && !state_.confirming) {
        const auto type = graph_.slots[question->slot].type;
        const auto said = yes_or_no(heard_);
        const bool may_be_no = type == slot_type::yes_no || (type == slot_type::choice && said && said->value == "no");
        const auto& told = message_->meaning.entities;
        const bool wish = std::any_of(told.begin(), told.end(), [&](const auto& each) {
            return each.type == "desired_outcome" && each.value == found_.value;
        });
        const bool its_own_no = l.on == listener::kind::signal && l.heard == signal::correction && may_be_no && !wish;
        if (its_own_no)
            found_ = {}; // "no, the number ends in 7" answers neither yes or no nor "Can you use it?"
        else if (story || (type != slot_type::text && type != slot_type::address))
            fill(question->slot, found_);
    }
    fill_from_message();
    const auto answer = climb(l);
    for (const auto text : answer.texts) speak(text, true);
    if (answer.call != nowhere && enter_section(answer.call, {state_.node, true})) {
        close_question();
        return visit(graph_.sections[answer.call].start);
    }
    if (answer.jump == nowhere) return resume();
    if (l.on == listener::kind::signal && l.heard == signal::start_over) {
        close_question();
        state_.slots.clear();
    }
    jump(answer.jump);
}

/// Goes on where the dialog stood before the message.
void walk::resume()
{
    if (looking()) return; // its answer goes on
    if (const auto question = open_view()) {
        const auto known = state_.slots.find(state_.asking);
        if (known != state_.slots.end() && !state_.confirming) return go_on();
        return again();
    }
    if (state_.ended) return;
    const auto node = graph_.find_node(state_.node);
    visit(node == nowhere ? graph_.start : node);
}

/// The first message of a dialog. What the start node says comes before anything else, also before a jump.
void walk::hear_first()
{
    if (state_.ended) {
        // Thanks after the end, or a mere "OK", is answered, not taken for a new complaint.
        const bool nods =
            message_->meaning.act == dialogue_act::yes && message_->meaning.kind != message_kind::complaint;
        const auto l = std::find_if(graph_.listeners.begin(), graph_.listeners.end(), [&](const auto& each) {
            if (each.on != listener::kind::act || !each.only_speaks()) return false;
            return hears(each) || (nods && each.act == dialogue_act::thanks && (!each.when || holds(*each.when)));
        });
        if (l != graph_.listeners.end()) {
            mark(listener_part(static_cast<std::size_t>(l - graph_.listeners.begin())));
            for (const auto text : l->texts) speak(text);
            return;
        }
    }
    begin();
    observe();
    fill_from_message();
    auto next = graph_.start;
    if (const auto* say = std::get_if<say_node>(&graph_.nodes[next].body)) {
        state_.node = graph_.nodes[next].id;
        state_.phase = graph_.nodes[next].phase;
        visited_.push_back(next);
        position_ = next;
        mark(next, {});
        next = *at(*say);
    }
    if (const auto* listening = find_listener()) {
        const auto answer = climb(*listening);
        for (const auto text : answer.texts) speak(text, true);
        if (answer.jump != nowhere) next = answer.jump;
        if (answer.call != nowhere && enter_section(answer.call, {graph_.nodes[next].id, true}))
            next = graph_.sections[answer.call].start;
    }
    visit(next);
}

/// A message after the end, while an answer is owed: it belongs to the case that is open, and to no second one, unless
/// the customer asks to start over (H9).
void walk::hear_after_promise()
{
    if (message_->meaning.has(signal::start_over)) return hear_first();
    observe();
    fill_from_message();
    const auto* listening = find_listener();
    // Once the promised time has passed, that is owned up to before anything is answered (M11, G1): all but courtesies
    // and what leads to a person anyway.
    const bool waits = overdue() && listening && (listening->on != listener::kind::act || !listening->ladder.empty()) &&
                       (listening->jump == nowhere || !listening->ladder.empty());
    const bool answers =
        listening && listening->call == nowhere && (listening->jump != nowhere || listening->only_speaks());
    if (answers && !waits) return fire(*listening);
    mark("after_promise");
    jump(graph_.after_promise);
}

void walk::hear(const customer_message& message)
{
    message_ = &message;
    heard_ = fold(message.text);
    if (begins_anew(state_) && state_.floor != floor_holder::agent) return hear_first();
    if ((state_.ended || overdue()) && state_.floor == floor_holder::bot) return hear_after_promise();
    observe();
    switch (state_.floor) {
    case floor_holder::bot:
        return answer();
    case floor_holder::waiting:
        return hear_while_waiting();
    case floor_holder::agent:
        fill_from_message();
        return;
    }
}

} // namespace amends::dialogs
