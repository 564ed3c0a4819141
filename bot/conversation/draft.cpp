#include "bot/conversation/draft.hpp"

#include "bot/conversation/line_extra.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/text/render.hpp"

#include <algorithm>
#include <array>

namespace amends::bot {

namespace {

template <class... F> struct overloaded : F... {
    using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>; // clang 14 needs it spelled

constexpr std::array<std::string_view, 9> phase_names{"acknowledge", "apologise", "listen",    "collect", "assess",
                                                      "propose",     "execute",   "follow_up", "close"};

bool is_cancelled(const draft& d, std::int64_t ordinal)
{
    const auto& gone = d.turn.cancelled_timers;
    return d.turn.fired_timer == ordinal || std::find(gone.begin(), gone.end(), ordinal) != gone.end();
}

void cancel_named(draft& d, const storage::stored_conversation& head, const std::string& name)
{
    for (const auto& timer : head.timers)
        if (timer.name == name && !is_cancelled(d, timer.ordinal)) d.turn.cancelled_timers.push_back(timer.ordinal);
    std::erase_if(d.turn.timers, [&](const auto& timer) { return timer.name == name; });
}

void start_named(draft& d, const storage::stored_conversation& head, const start_timer& start)
{
    cancel_named(d, head, start.name);
    storage::timer_record timer;
    timer.conversation = head.id;
    timer.ordinal = head.last_timer + 1;
    for (const auto& other : d.turn.timers) timer.ordinal = std::max(timer.ordinal, other.ordinal + 1);
    timer.name = start.name;
    if (start.type == start_timer::kind::pause) {
        timer.kind = storage::timer_kind::pause;
        timer.remaining = start.wait;
        timer.due = d.turn.at + start.wait;
    } else {
        timer.kind = storage::timer_kind::deadline;
        timer.due = start.due;
    }
    d.turn.timers.push_back(std::move(timer));
}

/// Slots and case fields as an agent sees them.
std::map<std::string, std::string> visible_fields(const dialogs::state& state)
{
    auto fields = state.case_fields;
    for (const auto& [name, slot] : state.slots)
        if (!slot.value.empty()) fields[name] = slot.value;
    return fields;
}

/// Survey answers that confirm the outcome: 4 or 5 of 5, or a plain yes (recovery.md L2, L3).
bool confirms(const std::map<std::string, std::string>& answers)
{
    auto outcome = answers.find("outcome");
    return outcome != answers.end() && (outcome->second == "4" || outcome->second == "5" || outcome->second == "yes");
}

spoken_line rendered(const dialogs::tree& tree, const say& line, const std::string& zone, instant at)
{
    auto text = dialogs::render(tree, line, zone);
    spoken_line spoken;
    spoken.from = speaker::bot;
    spoken.text = std::move(text.text);
    spoken.options = std::move(text.options);
    spoken.question = std::move(text.question);
    spoken.at = at;
    return spoken;
}

} // namespace

draft begin_draft(const storage::stored_conversation& head, const dialogs::state& state, instant now)
{
    draft d;
    d.state = state;
    d.turn.conversation = head.id;
    d.turn.at = now;
    d.turn.expected_floor = head.floor.token;
    d.turn.customer_seen = head.customer_seen;
    d.turn.event.codec = dialogs::codec_version;
    d.turn.event.tree = state.tree;
    d.turn.event.tree_version = state.tree_version;
    return d;
}

void add_line(draft& d, spoken_line line, user_id user)
{
    storage::new_line stored;
    stored.from = line.from;
    stored.audience = line.internal ? storage::audience::internal : storage::audience::customer;
    stored.text = line.text;
    stored.extra = encode_extra(line.options, line.question, line.client_id);
    stored.author = line.author;
    stored.user = user;
    d.turn.lines.push_back(std::move(stored));
    line.at = d.turn.at;
    d.lines.push_back(std::move(line));
}

void set_event(draft& d, const event& e, const facts& f, const dialogs::tree& tree)
{
    d.turn.event.kind = std::visit(overloaded{
                                       [](const customer_message&) { return "customer_message"; },
                                       [](const timer_fired&) { return "timer_fired"; },
                                       [](const agent_joined&) { return "agent_joined"; },
                                       [](const agent_left&) { return "agent_left"; },
                                       [](const fact_arrived&) { return "fact_arrived"; },
                                       [](const remedy_decided&) { return "remedy_decided"; },
                                       [](const remedy_executed&) { return "remedy_executed"; },
                                   },
                                   e);
    d.turn.event.payload = dialogs::encode(e);
    d.turn.event.facts = dialogs::encode(f);
    d.turn.event.tree = tree.id();
    d.turn.event.tree_version = tree.version();
}

storage::case_record* complaint_of(draft& d, const storage::stored_conversation& head)
{
    if (!d.turn.changed_case) {
        if (!head.open_case) return nullptr;
        d.turn.changed_case = head.open_case;
    }
    return &*d.turn.changed_case;
}

namespace {

/// Who is owed an answer has no closed case; somebody else than before may take it (recovery.md K4).
void reopen(draft& d, const storage::stored_conversation& head)
{
    auto* complaint = complaint_of(d, head);
    if (complaint == nullptr || !complaint->closed_at) return;
    complaint->status = storage::case_status::open;
    complaint->closed_at.reset();
    complaint->owner = {};
}

} // namespace

void change_floor(draft& d, const storage::stored_conversation& head, floor_holder holder, user_id agent)
{
    if (head.floor.holder == holder && head.floor.agent == agent) {
        d.turn.new_floor.reset();
        return;
    }
    d.turn.new_floor = storage::floor{holder, agent, head.floor.token + 1, d.turn.at};
    bool taken = holder == floor_holder::agent;
    for (auto timer : head.timers) {
        if (timer.kind != storage::timer_kind::pause || timer.suspended == taken || is_cancelled(d, timer.ordinal))
            continue;
        if (taken)
            timer.remaining = std::clamp(timer.due - d.turn.at, milliseconds{0}, timer.remaining);
        else
            timer.due = d.turn.at + timer.remaining;
        timer.suspended = taken;
        d.turn.timers.push_back(std::move(timer));
    }
}

void apply_outcome(draft& d, const storage::stored_conversation& head, const dialogs::tree& tree,
                   dialogs::outcome outcome, const facts& f)
{
    d.state = std::move(outcome.state);
    const auto zone = f.zone;
    // Reasons and promises are texts of the tree too: agents read them as words, each in their own language.
    auto in_words = [&](const std::string& text) -> sentence {
        if (text.empty()) return {};
        return {dialogs::plain_text(tree, text, "zh-Hans"), dialogs::plain_text(tree, text, "en")};
    };
    auto perform = overloaded{
        [&](const say& line) { add_line(d, rendered(tree, line, zone, d.turn.at)); },
        [&](const open_case&) {
            storage::case_record fresh;
            fresh.number = f.case_number;
            fresh.conversation = head.id;
            fresh.opened_at = d.turn.at;
            d.turn.changed_case = std::move(fresh);
        },
        [&](const update_case&) {}, // `state.case_fields` holds the result; it is copied below
        [&](const record_promise& promise) {
            reopen(d, head);
            d.turn.promises.push_back({in_words(promise.what), promise.owner, promise.due, std::nullopt});
        },
        [&](const start_timer& start) { start_named(d, head, start); },
        [&](const cancel_timer& cancel) { cancel_named(d, head, cancel.name); },
        [&](const request_human& request) {
            if (auto* complaint = complaint_of(d, head)) {
                complaint->queue = request.queue;
                complaint->priority = request.priority;
                complaint->handoff_reason = in_words(request.reason);
            }
        },
        [&](const withdraw_request&) {},
        [&](const record_survey& survey) {
            d.turn.survey = survey.answers;
            auto* complaint = complaint_of(d, head);
            if (complaint != nullptr && confirms(survey.answers)) {
                complaint->status = storage::case_status::resolved_confirmed;
                if (!complaint->closed_at) complaint->closed_at = d.turn.at;
            }
        },
        [&](const end_dialog&) {},
        [&](const report_defect& defect) { d.defects.push_back(defect.what); },
        [&](const look_up& asked) { d.lookups.push_back(asked); },
        [&](const record_remedy&) {}, // the case's fields tell it
    };
    for (const auto& each : outcome.effects) std::visit(perform, each);

    auto fields = visible_fields(d.state);
    std::string phase{phase_names[static_cast<std::size_t>(d.state.phase)]};
    const auto* known = d.turn.changed_case ? &*d.turn.changed_case : head.open_case ? &*head.open_case : nullptr;
    if (known != nullptr && known->number == d.state.case_number &&
        (known->fields != fields || known->phase != phase)) {
        auto* complaint = complaint_of(d, head);
        complaint->fields = std::move(fields);
        complaint->phase = std::move(phase);
        // The customer's own word closes it, whether or not the survey is answered (recovery.md L3).
        const auto word = complaint->fields.find("customer_confirms");
        if (complaint->status == storage::case_status::resolved_unconfirmed && word != complaint->fields.end() &&
            word->second == "yes")
            complaint->status = storage::case_status::resolved_confirmed;
    }
}

storage::turn what_follows(const storage::turn& handed_in)
{
    storage::turn rest;
    rest.conversation = handed_in.conversation;
    rest.at = handed_in.at;
    rest.customer_seen = handed_in.customer_seen;
    rest.new_floor = handed_in.new_floor;
    rest.changed_case = handed_in.changed_case;
    rest.promises = handed_in.promises;
    rest.keeps_promises_of = handed_in.keeps_promises_of;
    rest.fired_timer = handed_in.fired_timer;
    rest.cancelled_timers = handed_in.cancelled_timers;
    rest.timers = handed_in.timers;
    if (handed_in.push) rest.lines = handed_in.lines;
    return rest;
}

void advance(storage::stored_conversation& head, draft& d, const storage::commit_result& receipt)
{
    for (const auto& line : receipt.lines)
        (line.audience == storage::audience::customer ? head.last_sequence : head.last_note) = line.sequence;
    head.last_event = receipt.event;
    head.customer_seen = std::max(head.customer_seen, d.turn.customer_seen);
    if (d.turn.new_floor) head.floor = *d.turn.new_floor;
    if (d.turn.keeps_promises_of)
        for (auto& each : head.promises)
            if (each.owner == *d.turn.keeps_promises_of && !each.kept_at) each.kept_at = d.turn.at;
    head.promises.insert(head.promises.end(), d.turn.promises.begin(), d.turn.promises.end());
    if (d.turn.changed_case) head.open_case = std::move(d.turn.changed_case);
    std::erase_if(head.timers, [&](const auto& timer) { return is_cancelled(d, timer.ordinal); });
    for (const auto& timer : d.turn.timers) {
        std::erase_if(head.timers, [&](const auto& other) { return other.ordinal == timer.ordinal; });
        head.timers.push_back(timer);
        head.last_timer = std::max(head.last_timer, timer.ordinal);
    }
}

} // namespace amends::bot
