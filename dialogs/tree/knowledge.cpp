#include "dialogs/tree/knowledge.hpp"

#include <algorithm>

namespace amends::dialogs {

using kind = condition::kind;
using source_kind = argument_source::kind;

std::size_t vocabulary::argument(const argument_source& from) const
{
    switch (from.from) {
    case source_kind::slot:
        return slot(from.slot);
    case source_kind::case_field:
        return case_field(from.name);
    case source_kind::slot_known:
    case source_kind::now:
    case source_kind::queue_length:
    case source_kind::remedy_amount_known:
        return nowhere;
    default:
        return own(from.from);
    }
}

namespace {

known_set implied_by_parts(const vocabulary& names, const std::vector<condition>& parts, bool truth, bool each_holds)
{
    known_set result;
    bool first = true;
    for (const auto& part : parts) {
        const auto one = implied(names, part, truth);
        if (each_holds || first)
            result |= one;
        else
            result.restrict_to(one);
        first = false;
    }
    return result;
}

struct out_of {
    const vocabulary& names;
    const known_set& known;
    std::vector<way_out> ways;

    void go(std::size_t target, known_set gained = {}, bool waits = false, std::vector<std::size_t> lost = {})
    {
        if (target != nowhere) ways.push_back({target, std::move(gained), std::move(lost), waits});
    }

    void operator()(const say_node& n)
    {
        known_set gained;
        if (n.open_case) gained.add(names.own(source_kind::case_number));
        go(n.next, gained);
    }
    void operator()(const ask_node& n)
    {
        known_set gained;
        if (!n.manners.skippable)
            for (const auto slot : n.slots)
                if (!names.may_be_passed(slot)) gained.add(names.slot(slot));
        go(n.next, gained, true);
        go(n.give_up, {}, true);
    }
    void operator()(const choose_node& n)
    {
        known_set gained;
        if (!n.manners.skippable) gained.add(names.slot(n.slot));
        for (const auto& [value, target] : n.edges) go(target, gained, true);
        go(n.next, gained, true);
        go(n.give_up, {}, true);
    }
    void operator()(const branch_node& n)
    {
        known_set so_far;
        for (const auto& each : n.cases) {
            auto gained = implied(names, each.test, true);
            gained |= so_far;
            go(each.next, gained);
            so_far |= implied(names, each.test, false);
        }
        go(n.otherwise, so_far);
    }
    void operator()(const set_node& n)
    {
        known_set gained;
        std::vector<std::size_t> lost;
        for (const auto& [slot, value] : n.slots) {
            if (value && !value->empty())
                gained.add(names.slot(slot));
            else
                lost.push_back(names.slot(slot));
        }
        for (const auto& [field, value] : n.case_fields)
            if (!value.literal.empty()) gained.add(names.case_field(field));
        go(n.next, gained, false, lost);
    }
    void operator()(const promise_node& n)
    {
        known_set gained;
        gained.add(names.own(source_kind::promised));
        go(n.next, gained);
    }
    void operator()(const remedy_node& n)
    {
        known_set gained;
        gained.add(names.case_field("remedy"));
        gained.add(names.case_field("remedy_status"));
        const auto amount_where = [&](const auto& certain) {
            known_set taken = gained;
            if (std::all_of(n.rules.begin(), n.rules.end(), certain)) taken.add(names.own(source_kind::remedy_amount));
            return taken;
        };
        go(n.accepted, amount_where([&](auto rule) { return names.has_amount(rule); }), true);
        go(n.approval, amount_where([&](auto rule) { return names.amount_needs_approval(rule); }), true);
        known_set talked;
        talked.add(names.case_field("remedy_status"));
        go(n.declined, talked, true);
        go(n.countered, talked, true);
        go(n.give_up, talked, true);
        known_set withheld = talked;
        withheld.add(names.case_field("remedy_withheld"));
        go(n.not_yet, withheld);
        go(n.refused, withheld);
    }
    void operator()(const call_node& n)
    {
        if (n.section == nowhere) return;
        known_set passed;
        for (const auto& [slot, value] : n.pass) {
            const bool certain = value.slot == nowhere ? !value.literal.empty() : known.has(names.slot(value.slot));
            if (certain) passed.add(names.slot(slot));
        }
        go(names.section_start(n.section), passed);
        const auto back = [&](std::size_t target) {
            std::vector<std::size_t> lost;
            for (const auto slot : n.lost) lost.push_back(names.slot(slot));
            go(target, {}, !n.passes, std::move(lost));
        };
        back(n.next);
        for (const auto& [as, target] : n.edges) back(target);
    }
    void operator()(const return_node&) {}
    void operator()(const handoff_node& n)
    {
        known_set closed;
        closed.add(names.own(source_kind::next_open));
        go(n.accepted, {}, true);
        go(n.nobody);
        go(n.outside_hours, closed);
        go(n.went_back, {}, true);
    }
    void operator()(const survey_node& n)
    {
        known_set gained;
        for (const auto& each : n.questions)
            if (each.slot != nowhere) gained.add(names.slot(each.slot));
        go(n.next, gained, true);
        go(n.give_up, {}, true);
    }
    void operator()(const lookup_node& n)
    {
        known_set told;
        for (const auto& each : n.fields) {
            if (each.optional) continue;
            told.add(each.slot == nowhere ? names.case_field(each.case_field) : names.slot(each.slot));
        }
        go(n.success, told, true);
        go(n.not_found);
        go(n.failure); // at once where the connector is not set up
    }
    void operator()(const end_node&) {}
};

} // namespace

known_set implied(const vocabulary& names, const condition& test, bool truth)
{
    known_set result;
    switch (test.what) {
    case kind::all:
        return implied_by_parts(names, test.parts, truth, truth);
    case kind::any:
        return implied_by_parts(names, test.parts, truth, !truth);
    case kind::negation:
        return test.parts.empty() ? result : implied(names, test.parts.front(), !truth);
    case kind::slot_is:
    case kind::slot_compares:
        if (truth) result.add(names.slot(test.slot));
        break;
    case kind::slot_known:
        if (truth == test.flag) result.add(names.slot(test.slot));
        break;
    case kind::case_is:
    case kind::case_compares:
        if (truth) result.add(names.case_field(test.name));
        break;
    case kind::case_known:
        if (truth == test.flag) result.add(names.case_field(test.name));
        break;
    case kind::promised:
        if (truth == test.flag) result.add(names.own(source_kind::promised));
        break;
    case kind::overdue:
        if (truth && test.flag) result.add(names.own(source_kind::promised));
        break;
    case kind::business_open:
        if (truth != test.flag) result.add(names.own(source_kind::next_open));
        break;
    default:
        break;
    }
    return result;
}

std::vector<way_out> ways_out(const vocabulary& names, const node& from, const known_set& known)
{
    out_of visitor{names, known, {}};
    std::visit(visitor, from.body);
    return std::move(visitor.ways);
}

} // namespace amends::dialogs
