#include "storage/apply.hpp"

#include "storage/accounts.hpp"
#include "storage/outbox.hpp"

#include <algorithm>
#include <utility>

namespace amends::storage {
namespace {

commit_result only(verdict v)
{
    commit_result r;
    r.verdict = v;
    return r;
}

commit_result poison(std::string why)
{
    auto r = only(verdict::failed);
    r.error = {"poison", std::move(why)};
    return r;
}

/// The number that the customer's own line is about to get.
std::optional<std::int64_t> customers_line(const turn& t, std::int64_t last_sequence)
{
    for (const auto& line : t.lines) {
        if (line.audience != audience::customer) continue;
        ++last_sequence;
        if (line.from == speaker::customer) return last_sequence;
    }
    return std::nullopt;
}

} // namespace

turn_applier::turn_applier(SQLite::Database& db, outbox& sends, accounts& trail)
    : conversations_(db), transcript_(db), events_(db), timers_(db), cases_(db), outbox_(sends), accounts_(trail)
{}

commit_result turn_applier::apply(const turn& t)
{
    if (t.new_floor && t.new_floor->token != t.expected_floor + 1)
        return poison("a new floor's token must be one more than the token that the turn was decided under");
    if (t.created) {
        // Asked first: a first message that comes again must not fail on the conversation that it made.
        if (t.inbound)
            if (const auto first = events_.find(*t.inbound)) return duplicate_of(*first);
        conversations_.create(t.conversation, *t.created, t.at);
    }
    auto now = conversations_.find(t.conversation);
    if (!now) return poison("there is no conversation number " + std::to_string(t.conversation.value));

    ++now->last_event;
    if (!events_.append(t, now->last_event, customers_line(t, now->last_sequence)))
        if (const auto first = events_.find(*t.inbound)) return duplicate_of(*first);
    if (now->floor_token != t.expected_floor) return only(verdict::floor_lost);
    if (t.fired_timer && !timers_.remove(t.conversation, *t.fired_timer)) return only(verdict::no_timer);

    auto result = only(verdict::committed);
    result.event = now->last_event;
    write_lines(t, *now, result);
    if (t.changed_case && !cases_.put(t.conversation, *t.changed_case))
        return poison("the case number " + t.changed_case->number + " belongs to another conversation");
    if (t.keeps_promises_of) cases_.keep_promises(t.conversation, *t.keeps_promises_of, t.at);
    for (const auto& promise : t.promises) cases_.promise(t.conversation, promise, t.at);
    for (const auto& [question, answer] : t.survey) cases_.answer(t.conversation, question, answer, t.at);
    write_timers(t, *now);
    if (t.audit) accounts_.append_audit({t.at, t.actor, t.event.kind, *t.audit}, t.conversation);
    conversations_.update(t, *now);
    return result;
}

commit_result turn_applier::duplicate_of(const events::original& first)
{
    auto result = only(verdict::duplicate);
    result.event = first.ordinal;
    result.stored_digest = first.digest;
    if (const auto line = transcript_.first_line_of(first.conversation, first.ordinal)) result.lines.push_back(*line);
    return result;
}

void turn_applier::write_lines(const turn& t, standing& now, commit_result& result)
{
    if (t.withdraw_bot_lines_after)
        result.withdrawn = transcript_.withdraw_bot_lines(t.conversation, *t.withdraw_bot_lines_after, t.push);
    result.lines.reserve(t.lines.size());
    for (const auto& line : t.lines) {
        const auto receipt = transcript_.append(t, now.last_event, line, now);
        result.lines.push_back(receipt);
        if (t.push && line.audience == audience::customer && line.from != speaker::customer)
            result.outbox.push_back(outbox_.add(t.conversation, receipt.sequence, t.at));
    }
}

void turn_applier::write_timers(const turn& t, standing& now)
{
    for (const auto ordinal : t.cancelled_timers) timers_.remove(t.conversation, ordinal);
    for (const auto& timer : t.timers) {
        timers_.put(t.conversation, timer);
        now.last_timer = std::max(now.last_timer, timer.ordinal);
    }
}

} // namespace amends::storage
