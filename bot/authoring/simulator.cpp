#include "bot/authoring/simulator.hpp"

#include "bot/config/hours.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/understand/understand.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace amends::bot {
namespace {

constexpr int most_timers = 100; ///< that fire in one wait: reminders that start themselves again come to an end

template <class... Each> struct overloaded : Each... {
    using Each::operator()...;
};
template <class... Each> overloaded(Each...) -> overloaded<Each...>; // clang 14 needs it spelled

std::string utc(instant at)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", std::chrono::floor<std::chrono::seconds>(at));
}

std::string fields_of(const std::map<std::string, std::string>& fields)
{
    std::string all;
    for (const auto& [name, value] : fields)
        fmt::format_to(std::back_inserter(all), "{}{}={}", all.empty() ? "" : ", ", name, value);
    return all;
}

std::string_view name_of(remedy_step step)
{
    switch (step) {
    case remedy_step::offered:
        return "offered";
    case remedy_step::accepted:
        return "accepted";
    case remedy_step::declined:
        return "declined";
    case remedy_step::countered:
        return "countered";
    case remedy_step::withheld:
        return "withheld";
    case remedy_step::approved:
        return "approved";
    case remedy_step::denied:
        return "denied";
    case remedy_step::executed:
        return "executed";
    case remedy_step::failed:
        break;
    }
    return "failed";
}

std::vector<std::string> nodes_of(const dialogs::trail& walked)
{
    std::vector<std::string> nodes;
    for (const auto& each : walked)
        if (!each.node.empty() && (nodes.empty() || nodes.back() != each.node)) nodes.push_back(each.node);
    return nodes;
}

/// One run of a tree: the world, the dialog's state and what has come of it so far.
class run {
public:
    run(const dialogs::tree& tree, const business_hours& hours, const simulated_world& world)
        : tree_(tree), hours_(hours), world_(world)
    {
        facts_.now = world.now;
        facts_.zone = world.zone;
        facts_.locale = world.locale;
        facts_.agents_available = world.agents;
        facts_.buttons = world.buttons;
        facts_.customer = world.customer;
        facts_.case_number = "AM-0000001-0";
        if (world.connectors) facts_.connectors = {"order", "customer"};
    }

    void take(const simulated_message& said)
    {
        customer_message message{
            said.text, said.option, said.option.empty() ? std::string{} : told_.state.question, {}};
        for (const auto& each : offered_)
            if (!said.option.empty() && each.value == said.option) message.text = each.label;
        message.meaning = dialogs::understand(message.text, {told_.state.language, facts_.zone, facts_.now});
        const simulated_line line{speaker::customer, message.text, {}, {}, facts_.now};
        happen("message", std::move(message), {line});
    }

    void take(const simulated_wait& wait)
    {
        const auto until = facts_.now + wait.time;
        for (int fired = 0; fired < most_timers; ++fired) {
            const auto next = std::min_element(told_.timers.begin(), told_.timers.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            if (next == told_.timers.end() || next->second > until) break;
            facts_.now = std::max(facts_.now, next->second);
            const auto name = next->first;
            told_.timers.erase(next);
            happen("timer:" + name, timer_fired{name}, {});
        }
        facts_.now = until;
    }

    void take(const simulated_answer& answer)
    {
        if (!told_.asked) return;
        const auto asked = *std::exchange(told_.asked, std::nullopt);
        happen("answer", fact_arrived{asked.id, asked.connector, answer.outcome, answer.fields}, {});
    }

    void take(const simulated_agent& agent)
    {
        constexpr user_id person{1};
        switch (agent.what) {
        case simulated_agent::act::joins:
            return happen("agent", agent_joined{person, "Agent"}, {});
        case simulated_agent::act::returns:
            return happen("agent", agent_left{person, leave_reason::returned_to_bot}, {});
        case simulated_agent::act::resolves:
            return happen("agent", agent_left{person, leave_reason::resolved}, {});
        }
    }

    simulation finish() &&
    {
        told_.now = facts_.now;
        return std::move(told_);
    }

private:
    void look_at_hours()
    {
        using hours = simulated_world::hours;
        const bool closed = world_.business == hours::closed;
        facts_.business_open =
            closed ? facts_.now >= world_.opens : world_.business == hours::open || open_at(hours_, facts_.now);
        facts_.next_open = facts_.business_open ? facts_.now : closed ? world_.opens : next_open(hours_, facts_.now);
    }

    void happen(std::string cause, const event& what, std::vector<simulated_line> lines)
    {
        look_at_hours();
        ++facts_.seed;
        dialogs::trail walked;
        auto outcome = dialogs::step(tree_, told_.state, what, facts_, walked);
        told_.state = std::move(outcome.state);
        simulated_step step{std::move(cause), facts_.now, told_.state.node, told_.state.phase, nodes_of(walked),
                            std::move(lines), {}};
        for (const auto& each : outcome.effects) std::visit([&](const auto& effect) { carry_out(effect, step); }, each);
        if (told_.asked && told_.asked->id != told_.state.lookup) told_.asked.reset();
        told_.steps.push_back(std::move(step));
    }

    void carry_out(const say& line, simulated_step& step)
    {
        auto rendered = dialogs::render(tree_, line, facts_.zone);
        if (!rendered.options.empty()) offered_ = rendered.options;
        step.lines.push_back(
            {speaker::bot, std::move(rendered.text), line.text, std::move(rendered.options), facts_.now});
    }
    void carry_out(const start_timer& timer, simulated_step& step)
    {
        const auto due = timer.type == start_timer::kind::pause ? facts_.now + timer.wait : timer.due;
        told_.timers[timer.name] = due;
        step.effects.push_back("timer " + timer.name + " at " + utc(due));
    }
    void carry_out(const cancel_timer& timer, simulated_step&) { told_.timers.erase(timer.name); }
    void carry_out(const look_up& asked, simulated_step& step)
    {
        told_.asked = asked;
        step.effects.push_back("asks " + asked.connector + ": " + fields_of(asked.arguments));
    }
    void carry_out(const open_case&, simulated_step& step) { step.effects.push_back("case " + facts_.case_number); }
    void carry_out(const update_case& update, simulated_step& step)
    {
        step.effects.push_back("case fields " + fields_of(update.fields));
    }
    void carry_out(const record_promise& promise, simulated_step& step)
    {
        step.effects.push_back("promise of " + promise.owner + ": " + promise.what + " by " + utc(promise.due));
    }
    void carry_out(const request_human& request, simulated_step& step)
    {
        step.effects.push_back("asks for a person: queue " + request.queue + ", priority " +
                               std::to_string(request.priority) + ", " + request.reason);
    }
    void carry_out(const withdraw_request&, simulated_step& step)
    {
        step.effects.emplace_back("no longer asks for a person");
    }
    void carry_out(const record_survey& survey, simulated_step& step)
    {
        step.effects.push_back("survey " + fields_of(survey.answers));
    }
    void carry_out(const end_dialog&, simulated_step& step) { step.effects.emplace_back("end"); }
    void carry_out(const report_defect& defect, simulated_step& step)
    {
        step.effects.push_back("DEFECT " + defect.what);
    }
    void carry_out(const record_remedy& remedy, simulated_step& step)
    {
        step.effects.push_back("remedy " + std::string(name_of(remedy.step)) + ": " + remedy.remedy + " " +
                               remedy.amount + (remedy.reason.empty() ? "" : " (" + remedy.reason + ")"));
    }

    const dialogs::tree& tree_;
    const business_hours& hours_;
    const simulated_world& world_;
    facts facts_;
    std::vector<option> offered_;
    simulation told_;
};

bool fits(const simulated_input& input)
{
    return std::visit(overloaded{[](const simulated_message& each) {
                                     return each.text.size() <= longest_simulated_message &&
                                            each.option.size() <= longest_simulated_message;
                                 },
                                 [](const simulated_wait& each) {
                                     return each.time.count() >= 0 && each.time <= longest_simulated_wait;
                                 },
                                 [](const simulated_answer& each) { return each.fields.size() <= 100; },
                                 [](const simulated_agent&) { return true; }},
                      input);
}

} // namespace

result<simulation> simulate(const dialogs::tree& tree, const business_hours& hours, const simulated_world& world,
                            const std::vector<simulated_input>& inputs)
{
    if (inputs.size() > most_inputs || !std::all_of(inputs.begin(), inputs.end(), fits))
        return problem{"simulation.too_long", "A simulation takes at most 200 inputs, messages of 16 KiB and waits of "
                                              "400 days. Begin it anew."};
    run taken(tree, hours, world);
    for (const auto& input : inputs) std::visit([&](const auto& each) { taken.take(each); }, input);
    return std::move(taken).finish();
}

} // namespace amends::bot
