#include "dialogs/step.hpp"

#include "dialogs/run/walk.hpp"
#include "dialogs/tree/graph.hpp"

namespace amends::dialogs {
namespace {

template <class... Each> struct overloaded : Each... {
    using Each::operator()...;
};
template <class... Each> overloaded(Each...) -> overloaded<Each...>; // clang 14 needs it spelled

outcome decide(const tree& tree, const state& state, const event& event, const facts& facts, trail* walked)
{
    walk taken{tree.compiled(), state, facts, walked};
    std::visit(overloaded{[&](const customer_message& e) { taken.hear(e); },
                          [&](const timer_fired& e) { taken.ring(e); }, [&](const agent_joined& e) { taken.join(e); },
                          [&](const agent_left& e) { taken.leave(e); }, [&](const fact_arrived& e) { taken.arrive(e); },
                          [&](const remedy_decided& e) {
                              taken.remedy_came(e.remedy, e.approved ? remedy_step::approved : remedy_step::denied);
                          },
                          [&](const remedy_executed& e) {
                              taken.remedy_came(e.remedy, e.done ? remedy_step::executed : remedy_step::failed);
                          }},
               event);
    return std::move(taken).finish();
}

} // namespace

outcome step(const tree& tree, const state& state, const event& event, const facts& facts)
{
    return decide(tree, state, event, facts, nullptr);
}

outcome step(const tree& tree, const state& state, const event& event, const facts& facts, trail& walked)
{
    return decide(tree, state, event, facts, &walked);
}

} // namespace amends::dialogs
