#include "dialogs/recovery/severity.hpp"
#include "dialogs/run/walk.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

constexpr const char* wait_timer = "wait";
constexpr auto told_at_most_every = std::chrono::minutes{1};

/// What cannot wait for the person who is on the way (E3).
constexpr std::array pressing{signal::self_harm, signal::safety_threat, signal::regulator_threat, signal::media_threat};

} // namespace

std::size_t walk::handoff_at_hand() const
{
    const auto last = graph_.find_node(state_.handoff);
    return last != nowhere && std::holds_alternative<handoff_node>(graph_.nodes[last].body) ? last : graph_.desk;
}

int walk::priority_of(const handoff_node& n) const { return n.priority > 0 ? n.priority : grade(state_).grade; }

/// Asks for a person at `handoff`; `seconds` zero means as long as that node says.
void walk::wait_for_person(std::size_t handoff, std::size_t reason, int priority, int seconds)
{
    const auto& n = std::get<handoff_node>(graph_.nodes[handoff].body);
    close_question();
    stop_waiting();
    state_.node = graph_.nodes[handoff].id;
    state_.handoff = state_.node;
    state_.floor = floor_holder::waiting;
    state_.told_waiting = facts_.now;
    asked_for_person_ = true;
    effect_of(request_human{n.queue, priority, reason < graph_.texts.size() ? graph_.texts[reason].id : std::string{}});
    effect_of(
        start_timer{wait_timer, start_timer::kind::pause, std::chrono::seconds{seconds > 0 ? seconds : n.wait}, {}});
}

void walk::stop_waiting()
{
    if (state_.floor != floor_holder::waiting) return;
    effect_of(cancel_timer{wait_timer});
    state_.floor = floor_holder::bot;
}

void walk::hear_while_waiting()
{
    fill_from_message();
    const auto at = handoff_at_hand();
    const auto* here = at == nowhere ? nullptr : &std::get<handoff_node>(graph_.nodes[at].body);
    if (here && message_->meaning.intent == "request.resume_bot") {
        stop_waiting();
        return visit(along(at, "went_back", here->went_back));
    }
    const auto* listening = find_listener();
    const bool urgent = listening && listening->on == listener::kind::signal && fresh_.contains(listening->heard) &&
                        std::find(pressing.begin(), pressing.end(), listening->heard) != pressing.end();
    const bool leaving = listening && listening->on == listener::kind::signal &&
                         (listening->heard == signal::stop || listening->heard == signal::start_over);
    if (urgent || leaving) {
        for (const auto text : listening->texts) speak(text, true);
        if (listening->jump != nowhere) {
            stop_waiting();
            if (listening->heard == signal::start_over) state_.slots.clear();
            return jump(listening->jump);
        }
        if (spoken_ > 0) return;
    }
    if (listening && listening->jump == nowhere)
        for (const auto text : listening->texts) speak(text, true);
    if (spoken_ > 0) return;
    const bool asks = understood(signal::human_wanted) || understood(signal::status_asked);
    if (!asks && facts_.now - state_.told_waiting < told_at_most_every && facts_.now >= state_.told_waiting) return;
    state_.told_waiting = facts_.now;
    speak(graph_.while_waiting);
}

void walk::ring(const timer_fired& timer)
{
    if (timer.name == wait_timer && state_.floor == floor_holder::waiting) {
        const auto at = handoff_at_hand();
        if (at == nowhere) return;
        const auto& here = std::get<handoff_node>(graph_.nodes[at].body);
        state_.floor = floor_holder::bot;
        return visit(facts_.business_open ? along(at, "nobody", here.nobody)
                                          : along(at, "outside_hours", here.outside_hours));
    }
    if (const auto* lookup = looking(); lookup && timer.name == "lookup:" + state_.lookup) {
        state_.lookup.clear();
        return visit(along(node_at_hand(), "failure", lookup->failure));
    }
    const auto question = open_view();
    if (question && state_.floor == floor_holder::bot && question->reminder != nowhere &&
        timer.name == "remind:" + state_.question)
        put_question(question->reminder);
}

void walk::join(const agent_joined& joined)
{
    if (state_.tree.empty()) begin();
    close_question();
    if (state_.floor == floor_holder::waiting) mark(handoff_at_hand(), "accepted");
    stop_waiting();
    if (const auto at = handoff_at_hand(); at != nowhere) {
        const auto& parked = graph_.nodes[std::get<handoff_node>(graph_.nodes[at].body).accepted];
        state_.node = parked.id;
        state_.phase = parked.phase;
    }
    state_.floor = floor_holder::agent;
    state_.agent = joined.name;
    state_.ended = false;
}

void walk::leave(const agent_left& left)
{
    if (state_.floor != floor_holder::agent) return;
    state_.floor = floor_holder::bot;
    switch (left.reason) {
    case leave_reason::resolved:
        state_.promised = {};
        mark("after_resolved");
        return jump(graph_.after_resolved);
    case leave_reason::returned_to_bot:
        state_.promised = {}; // what was promised before is answered; what comes next is promised anew (M6)
        mark("after_return");
        return jump(graph_.after_return);
    case leave_reason::vanished:
        break;
    }
    mark("agent_vanished");
    speak(graph_.agent_vanished);
    if (const auto at = handoff_at_hand(); at != nowhere)
        wait_for_person(at, graph_.find_text("amends.vanished"), 1, 0);
}

} // namespace amends::dialogs
