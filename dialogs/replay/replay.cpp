#include "dialogs/replay/replay.hpp"

#include "dialogs/step.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace amends::dialogs {
namespace {

template <class... Each> struct overloaded : Each... {
    using Each::operator()...;
};
template <class... Each> overloaded(Each...) -> overloaded<Each...>; // clang 14 needs it spelled

/// A conversation in the making, by one tree.
class performance {
public:
    /// Takes one step and adds what it leads to.
    void take(const tree& tree, const event& what, const facts& facts, replay_side& into)
    {
        auto taken = step(tree, state_, what, facts);
        state_ = std::move(taken.state);
        for (auto& each : taken.effects) note(tree, std::move(each), facts, into);
        into.node = state_.node;
        into.ended = state_.ended;
    }

    const dialogs::state& state() const { return state_; }
    bool waits_for(const std::string& timer) const { return timers_.contains(timer); }
    void forget(const std::string& timer) { timers_.erase(timer); }
    /// Whether the open question offers this reply.
    bool offers(const std::string& option) const { return !state_.question.empty() && offered_.contains(option); }
    const std::string& asked() const { return asked_; }

    /// The timer that is due first by `until`, of those that `other` does not wait for too.
    std::optional<std::pair<std::string, instant>> due(instant until, const performance& other) const
    {
        std::optional<std::pair<std::string, instant>> first;
        for (const auto& each : timers_)
            if (each.second <= until && !other.waits_for(each.first) && (!first || each.second < first->second))
                first = each;
        return first;
    }

private:
    void note(const tree& tree, effect what, const facts& facts, replay_side& into)
    {
        std::visit(overloaded{[&](say& line) {
                                  if (!line.options.empty()) offer(line);
                                  into.said.push_back({line.text, render(tree, line, facts.zone)});
                              },
                              [&](record_promise& promise) { into.promises.push_back(std::move(promise)); },
                              [&](record_remedy& remedy) {
                                  if (remedy.step == remedy_step::offered) into.offers.push_back(std::move(remedy));
                              },
                              [&](request_human& call) { into.calls.push_back(std::move(call)); },
                              [&](start_timer& timer) {
                                  const bool pause = timer.type == start_timer::kind::pause;
                                  timers_[timer.name] = pause ? facts.now + timer.wait : timer.due;
                              },
                              [&](cancel_timer& timer) { timers_.erase(timer.name); },
                              [&](look_up& question) { asked_ = question.connector; }, [](auto&) {}},
                   what);
    }

    void offer(const say& line)
    {
        offered_.clear();
        for (const auto& each : line.options) offered_.insert(each.value);
    }

    dialogs::state state_;
    std::map<std::string, instant> timers_;
    std::set<std::string> offered_; ///< quick replies of the latest line that had any
    std::string asked_;             ///< the connector that was asked last
};

class comparison {
public:
    explicit comparison(const tree& draft) : draft_{draft} {}

    replayed_turn turn(const happening& each)
    {
        replayed_turn made{each.what, each.facts.now, {}, {}};
        stand(made.now); // where nothing reaches it, the draft's dialog stays where it is
        const auto fired = std::get_if<timer_fired>(&each.what);
        if (!each.facts.case_number.empty()) case_number_ = each.facts.case_number;
        ring_before(each, made.now);
        const auto reaching = adapted(each);
        if (fired) {
            then_.forget(fired->name);
            now_.forget(fired->name);
        }
        if (reaching) now_.take(draft_, *reaching, facts_for_draft(each), made.now);
        then_.take(*each.tree, each.what, each.facts, made.then);
        return made;
    }

private:
    void stand(replay_side& side) const
    {
        side.node = now_.state().node;
        side.ended = now_.state().ended;
    }

    /// Facts lose the case's number once a case is open; a draft may open it later.
    facts facts_for_draft(const happening& each) const
    {
        auto made = each.facts;
        if (made.case_number.empty()) made.case_number = case_number_;
        return made;
    }

    /// The draft's own timers. Those that run in both conversations wait for what is stored: it tells when they fired.
    void ring_before(const happening& each, replay_side& into)
    {
        constexpr int most = 1000; // a draft that never rests would go on for ever
        for (int rung = 0; rung < most; ++rung) {
            const auto next = now_.due(each.facts.now, then_);
            if (!next) return;
            auto facts = facts_for_draft(each);
            facts.now = next->second;
            now_.forget(next->first);
            now_.take(draft_, timer_fired{next->first}, facts, into);
        }
    }

    /// The happening as it reaches the draft's conversation; nothing when it does not.
    std::optional<event> adapted(const happening& each) const
    {
        return std::visit(overloaded{[&](const customer_message& e) { return std::optional<event>{pressed(e)}; },
                                     [&](const timer_fired& e) {
                                         return now_.waits_for(e.name) ? std::optional<event>{e} : std::nullopt;
                                     },
                                     [&](const fact_arrived& e) { return answered(e); },
                                     [](const auto& e) { return std::optional<event>{e}; }},
                          each.what);
    }

    customer_message pressed(customer_message message) const
    {
        if (message.option.empty() || message.question != then_.state().question) return message;
        if (now_.offers(message.option)) {
            message.question = now_.state().question;
        } else {
            message.option.clear();
            message.question.clear();
        }
        return message;
    }

    std::optional<event> answered(fact_arrived fact) const
    {
        if (now_.state().lookup.empty() || now_.asked() != fact.connector) return std::nullopt;
        if (fact.lookup == then_.state().lookup) fact.lookup = now_.state().lookup;
        return fact;
    }

    const tree& draft_;
    performance then_;
    performance now_;
    std::string case_number_; ///< the one that was given out last
};

/// Counts what is in both lists, and in one only, by its spelling.
class balance {
public:
    void then(const std::string& what) { ++count_[what].first; }
    void now(const std::string& what) { ++count_[what].second; }
    replay_count sum() const
    {
        replay_count made;
        for (const auto& [what, times] : count_) {
            made.kept += std::min(times.first, times.second);
            made.gone += std::max(0, times.first - times.second);
            made.added += std::max(0, times.second - times.first);
        }
        return made;
    }

private:
    std::map<std::string, std::pair<int, int>> count_;
};

template <class List, class Spell> replay_count counted(const replayed_talk& talk, List list, Spell spell)
{
    balance all;
    for (const auto& turn : talk.turns) {
        for (const auto& each : turn.then.*list) all.then(spell(each));
        for (const auto& each : turn.now.*list) all.now(spell(each));
    }
    return all.sum();
}

} // namespace

bool replay_side::line::operator==(const line& other) const
{
    return shown.text == other.shown.text && shown.options == other.shown.options;
}

replay_count& replay_count::operator+=(const replay_count& other)
{
    kept += other.kept;
    gone += other.gone;
    added += other.added;
    return *this;
}

std::optional<std::size_t> replayed_talk::first_difference() const
{
    const auto at = std::find_if(turns.begin(), turns.end(), [](const auto& each) { return !each.same(); });
    if (at == turns.end()) return std::nullopt;
    return static_cast<std::size_t>(at - turns.begin());
}

replayed_talk replay(const std::vector<happening>& happenings, const tree& draft)
{
    replayed_talk made;
    comparison both{draft};
    for (const auto& each : happenings) made.turns.push_back(both.turn(each));
    made.lines = counted(made, &replay_side::said, [](const auto& each) { return each.shown.text; });
    made.promises = counted(made, &replay_side::promises, [](const auto& each) {
        return each.what + "|" + each.owner + "|" + std::to_string(to_unix_ms(each.due));
    });
    made.offers = counted(made, &replay_side::offers, [](const auto& each) { return each.remedy + "|" + each.amount; });
    made.calls = counted(made, &replay_side::calls,
                         [](const auto& each) { return each.queue + "|" + std::to_string(each.priority); });
    made.ended_then = !made.turns.empty() && made.turns.back().then.ended;
    made.ended_now = !made.turns.empty() && made.turns.back().now.ended;
    return made;
}

} // namespace amends::dialogs
