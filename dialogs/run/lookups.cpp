#include "dialogs/run/walk.hpp"
#include "dialogs/slots/canonical.hpp"

namespace amends::dialogs {
namespace {

constexpr std::size_t longest_fact = 500;

std::string timer_name(const std::string& lookup) { return "lookup:" + lookup; }

/// What the answer says of `field`, bounded and well-formed; empty when it says nothing.
std::string fact(const fact_arrived& answer, const std::string& field)
{
    const auto at = answer.fields.find(field);
    return at == answer.fields.end() ? std::string{} : clean_utf8(cut(at->second, longest_fact));
}

} // namespace

walk::onward walk::at(const lookup_node& n)
{
    if (!facts_.connectors.contains(n.connector)) return along(position_, "failure", n.failure);
    look_up asked;
    for (const auto& [name, value] : n.arguments)
        if (auto spelled = given(value); !spelled.empty()) asked.arguments.emplace(name, std::move(spelled));
    if (asked.arguments.empty() && !n.arguments.empty())
        return along(position_, "not_found", n.not_found); // nothing to go by
    close_question();
    if (n.text != nowhere)
        speak(n.text);
    else if (message_ && !answered())
        speak(graph_.find_text("amends.looking"));
    asked.id = "l" + std::to_string(++state_.questions_asked);
    asked.connector = n.connector;
    asked.limit = std::chrono::seconds{n.timeout};
    state_.lookup = asked.id;
    effect_of(start_timer{timer_name(asked.id), start_timer::kind::pause, asked.limit, {}});
    effect_of(std::move(asked));
    return std::nullopt;
}

/// The look-up whose answer is waited for, if one is.
const lookup_node* walk::looking() const
{
    if (state_.lookup.empty() || state_.floor != floor_holder::bot) return nullptr;
    const auto node = graph_.find_node(state_.node);
    return node == nowhere ? nullptr : std::get_if<lookup_node>(&graph_.nodes[node].body);
}

void walk::close_lookup()
{
    if (state_.lookup.empty()) return;
    effect_of(cancel_timer{timer_name(state_.lookup)});
    state_.lookup.clear();
}

void walk::arrive(const fact_arrived& fact)
{
    const auto* lookup = looking();
    if (!lookup || fact.lookup != state_.lookup) return; // too late: the dialog has gone on without it
    close_lookup();
    const auto here = node_at_hand();
    switch (fact.outcome) {
    case lookup_outcome::found:
        return visit(keep(fact, *lookup) ? along(here, "success", lookup->success)
                                         : along(here, "failure", lookup->failure));
    case lookup_outcome::not_found:
        return visit(along(here, "not_found", lookup->not_found));
    case lookup_outcome::failed:
        return visit(along(here, "failure", lookup->failure));
    }
}

/// Keeps what the answer tells; nothing of it when a field is missing or not of its slot's type. What the
/// customer said stays as it was said.
bool walk::keep(const fact_arrived& answer, const lookup_node& n)
{
    std::vector<std::string> values;
    for (const auto& each : n.fields) {
        auto value = fact(answer, each.field);
        if (each.slot != nowhere) value = canonical_fact(graph_.slots[each.slot], value);
        if (value.empty() && !each.optional) return false;
        values.push_back(std::move(value));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].empty()) continue;
        const auto& each = n.fields[i];
        if (each.slot == nowhere) {
            state_.case_fields[each.case_field] = std::move(values[i]);
            continue;
        }
        const auto* known = filled(each.slot);
        if (!known || !known->confirmed) fill(each.slot, {fit::exact, std::move(values[i]), {}, true});
    }
    for (const auto& flag : n.flags)
        if (auto value = fact(answer, flag); !value.empty()) state_.customer[flag] = std::move(value);
    return true;
}

/// A message while a connector is asked: kept, answered, and the look-up goes on unless a listener leads away.
void walk::hear_while_looking()
{
    corrected_ = understood(signal::correction) && correct();
    if (const auto* listening = find_listener()) fire(*listening);
    if (!looking() || answered()) return;
    fill_from_message();
    speak(graph_.find_text("amends.still_looking"));
}

} // namespace amends::dialogs
