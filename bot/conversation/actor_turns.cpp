#include "bot/conversation/actor.hpp"

#include "bot/config/hours.hpp"
#include "bot/conversation/delivery.hpp"
#include "bot/conversation/phrases.hpp"
#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/understand/understand.hpp"

#include <exception>

namespace amends::bot {

namespace {

using seconds = std::chrono::duration<double>;

double since(std::chrono::steady_clock::time_point start)
{
    return seconds(std::chrono::steady_clock::now() - start).count();
}

/// splitmix64: the seed of wording variants, from what is stored anyway so that a rerun finds it again.
std::uint64_t seed_of(conversation_id id, std::int64_t event)
{
    auto z = static_cast<std::uint64_t>(id.value) * 0x9e3779b97f4a7c15U + static_cast<std::uint64_t>(event);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

spoken_line customer_line(const inbound_message& message)
{
    spoken_line line;
    line.from = speaker::customer;
    line.text = message.text;
    line.client_id = message.key;
    return line;
}

/// Marks the question that is asked again as a repeat.
void mark_repeat(draft& d, const std::string& language)
{
    for (std::size_t i = d.lines.size(); i-- > 0;) {
        if (d.lines[i].from != speaker::bot) continue;
        d.lines[i].text = say_phrase(phrase::repeat, language) + d.lines[i].text;
        d.turn.lines[i].text = d.lines[i].text;
        return;
    }
}

} // namespace

facts actor::gather_facts()
{
    facts f;
    f.now = services_.runtime.time.now();
    f.zone = head_.zone.empty() ? services_.config.hours.zone : head_.zone;
    f.locale = head_.locale;
    f.seed = seed_of(head_.id, head_.last_event + 1);
    f.business_open = open_at(services_.config.hours, f.now);
    f.next_open = f.business_open ? f.now : next_open(services_.config.hours, f.now);
    f.agents_available = services_.desk.agents_available();
    f.queue_length = services_.desk.waiting();
    if (state_.case_number.empty() || state_.ended) {
        if (case_number_.empty()) {
            auto number = services_.case_numbers.next();
            if (number) case_number_ = case_number_text(*number);
        }
        f.case_number = case_number_;
    }
    auto called = services_.channels.find(head_.who.channel);
    for (const auto& [name, connector] : services_.connectors) f.connectors.insert(name);
    f.buttons = called == services_.channels.end() || called->second->capabilities().buttons;
    return f;
}

storage::inbound_key actor::key_of(const inbound_message& message) const
{
    // Client ids are unique to their maker only: the conversation's customer is part of the key.
    return {head_.who.channel, head_.who.key + "/" + message.key,
            digest_of(message.option, digest_of(message.question, digest_of(message.text)))};
}

draft actor::decide_event(const event& e, std::vector<spoken_line> before)
{
    auto started = std::chrono::steady_clock::now();
    auto f = gather_facts();
    auto outcome = dialogs::step(*tree_, state_, e, f);
    auto d = begin_draft(head_, {}, f.now); // the step's state follows below
    set_event(d, e, f, *tree_);
    for (auto& line : before) add_line(d, std::move(line));
    auto holder = std::holds_alternative<agent_joined>(e) ? floor_holder::agent : outcome.state.floor;
    apply_outcome(d, head_, *tree_, std::move(outcome), f);
    if (holder != floor_holder::agent) change_floor(d, head_, holder);
    d.turn.state = dialogs::encode(d.state);
    services_.runtime.metrics.observe(duration::step, since(started));
    return d;
}

draft actor::decide_message(const inbound_message& message)
{
    auto now = services_.runtime.time.now();
    auto spoken = language();
    customer_message e{message.text, message.option, message.question, {}};
    e.meaning = dialogs::understand(message.text, {state_.language.empty() ? std::string_view{} : spoken,
                                                   head_.zone.empty() ? std::string_view("UTC") : head_.zone, now});
    auto d = decide_event(e, {customer_line(message)});
    d.turn.inbound = key_of(message);
    if (uncertain_ && !state_.node.empty() && d.state.node == state_.node) mark_repeat(d, language());
    // Only a person may change who holds a person's floor.
    if (head_.floor.holder == floor_holder::agent) d.turn.new_floor.reset();
    return d;
}

draft actor::poison_message(const inbound_message& message)
{
    auto d = begin_draft(head_, state_, services_.runtime.time.now());
    d.turn.event.kind = "poison";
    d.turn.event.payload = "{}";
    d.turn.event.facts = "{}";
    d.turn.inbound = key_of(message);
    add_line(d, customer_line(message));
    if (head_.floor.holder != floor_holder::agent) {
        spoken_line sorry;
        sorry.from = speaker::bot;
        sorry.text = say_phrase(phrase::poison, language());
        add_line(d, std::move(sorry));
        d.state.floor = floor_holder::waiting;
        change_floor(d, head_, floor_holder::waiting);
    }
    d.turn.state = dialogs::encode(d.state);
    return d;
}

boost::asio::awaitable<actor::performed> actor::attempt(const decider& decide)
{
    performed p;
    try {
        p.made = decide();
    } catch (const std::exception& defect) {
        p.receipt.error = {"poison", kind_of(defect)};
        co_return p;
    }
    if (!p.made) co_return p;
    auto turn = std::move(p.made->turn);
    if (!stored_) turn.created = storage::new_conversation{head_.customer, head_.who, head_.zone, head_.locale};
    turn.push = services_.channels.contains(head_.who.channel);
    p.made->turn = what_follows(turn);
    auto started = std::chrono::steady_clock::now();
    p.receipt = co_await services_.store.commit(std::move(turn));
    services_.runtime.metrics.observe(duration::commit, since(started));
    co_return p;
}

boost::asio::awaitable<actor::performed> actor::perform(decider decide, decider instead)
{
    auto& metrics = services_.runtime.metrics;
    performed p;
    int poisoned = 0;
    for (int tries = 0; tries < 5; ++tries) {
        p = co_await attempt(poisoned < 2 ? decide : instead);
        if (!p.made && p.receipt.error.code != "poison") co_return p;
        switch (p.receipt.verdict) {
        case storage::verdict::committed:
            metrics.add(counter::turns_committed);
            note_stored(services_.store, services_.runtime);
            if (poisoned == 2) metrics.add(counter::poison_turns);
            stored_ = true;
            advance(head_, *p.made, p.receipt);
            state_ = std::move(p.made->state);
            co_return p;
        case storage::verdict::duplicate:
            metrics.add(counter::turns_duplicate);
            co_return p;
        case storage::verdict::no_timer:
            co_return p;
        case storage::verdict::floor_lost:
            metrics.add(counter::floor_conflicts);
            if (const bool readable = co_await reload(); !readable) co_return p;
            continue;
        case storage::verdict::failed:
            break;
        }
        if (p.receipt.error.code != "poison") {
            note_failure(services_.store, services_.runtime, p.receipt.error);
            break;
        }
        services_.runtime.log.write(log_level::error, "conversation.poison_turn",
                                    {{"conversation", head_.id.value},
                                     {"attempt", std::int64_t{++poisoned}},
                                     {"what", std::string_view(p.receipt.error.message)}});
        if (poisoned == 2 && !instead) break;
        if (poisoned > 2) break;
    }
    metrics.add(counter::turns_failed);
    stale_ = true;
    co_return p;
}

void actor::arm_timers(const draft& d)
{
    if (d.turn.fired_timer) services_.alarms.cancel({head_.id, *d.turn.fired_timer});
    for (auto ordinal : d.turn.cancelled_timers) services_.alarms.cancel({head_.id, ordinal});
    for (const auto& timer : d.turn.timers) services_.alarms.set(timer);
}

void actor::publish(performed& p)
{
    if (!p.made || p.receipt.verdict != storage::verdict::committed) return;
    auto& d = *p.made;
    arm_timers(d);
    start_lookups(d);
    for (const auto& defect : d.defects) {
        services_.runtime.metrics.add(counter::tree_defects);
        services_.runtime.log.write(log_level::error, "conversation.tree_defect",
                                    {{"conversation", head_.id.value}, {"what", std::string_view(defect)}});
    }
    if (state_.case_number == case_number_) case_number_.clear();
    for (std::size_t i = 0; i < d.lines.size(); ++i) {
        auto line = std::make_shared<spoken_line>(std::move(d.lines[i]));
        line->sequence = p.receipt.lines[i].sequence;
        if (line->from == speaker::customer) uncertain_ = false;
        if (!line->question.empty()) asked_at_ = line->sequence;
        if (!line->internal) {
            last_text_ = line->text;
            last_at_ = line->at;
            if (!customers_.empty()) handed_ = line->sequence;
            for (const auto& each : customers_) each->on_line(line);
        }
        for (const auto& each : agents_) each->on_line(head_.id, line);
    }
    if (!p.receipt.withdrawn.empty())
        for (const auto& each : agents_) each->on_withdrawn(head_.id, p.receipt.withdrawn);
    bool floor_moved = d.turn.new_floor.has_value();
    if (floor_moved)
        for (const auto& each : customers_) each->on_floor(floor());
    tell_desk();
    if (floor_moved || d.turn.changed_case || !d.turn.promises.empty() || d.turn.keeps_promises_of)
        for (const auto& each : agents_) each->on_change(view());
    deliver(p);
}

void actor::deliver(const performed& p)
{
    std::size_t next = 0;
    const auto& d = *p.made;
    for (std::size_t i = 0; i < d.turn.lines.size() && next < p.receipt.outbox.size(); ++i) {
        const auto& line = d.turn.lines[i];
        if (line.audience != storage::audience::customer || line.from == speaker::customer) continue;
        storage::outbox_row row;
        row.id = p.receipt.outbox[next++];
        row.conversation = head_.id;
        row.sequence = p.receipt.lines[i].sequence;
        row.to = head_.who;
        row.text = line.text;
        row.extra = line.extra;
        row.created_at = d.turn.at;
        services_.delivery.submit(std::move(row));
    }
}

std::optional<instant> actor::owed() const
{
    std::optional<instant> earliest;
    for (const auto& each : head_.promises)
        if (each.owner == "desk" && !each.kept_at && (!earliest || each.due < *earliest)) earliest = each.due;
    return earliest;
}

void actor::tell_desk()
{
    bot_holds_floor_ = head_.floor.holder == floor_holder::bot;
    bool listed = !bot_holds_floor_ || owed();
    if (listed || listed_) services_.desk.changed(view());
    listed_ = listed;
}

boost::asio::awaitable<void> actor::handle(attach_mail& m)
{
    customers_.push_back(m.listener);
    attached_ = static_cast<int>(customers_.size() + agents_.size());
    handed_ = head_.last_sequence;
    finish(m, attached{true, head_.id, head_.last_sequence, floor()});
    co_return;
}

boost::asio::awaitable<void> actor::handle(say_mail& m)
{
    auto started = std::chrono::steady_clock::now();
    said answer;
    bool loaded = co_await load_tree();
    if (!loaded) {
        finish(m, answer);
        co_return;
    }
    auto decide = [&]() -> std::optional<draft> { return decide_message(m.message); };
    auto instead = [&]() -> std::optional<draft> { return poison_message(m.message); };
    auto p = co_await perform(decide, instead);
    if (p.receipt.verdict == storage::verdict::committed) {
        answer.result = said::kind::stored;
        answer.sequence = p.receipt.lines.front().sequence;
    } else if (p.receipt.verdict == storage::verdict::duplicate) {
        bool same = p.receipt.stored_digest == key_of(m.message).digest;
        answer.result = same ? said::kind::repeated : said::kind::reused;
        answer.sequence = p.receipt.lines.empty() ? 0 : p.receipt.lines.front().sequence;
    }
    answer.floor = floor();
    finish(m, answer);
    publish(p);
    services_.runtime.metrics.observe(duration::turn, since(started));
}

boost::asio::awaitable<void> actor::handle(fire_mail& m)
{
    auto armed = [&]() -> const storage::timer_record* {
        for (const auto& timer : head_.timers)
            if (timer.ordinal == m.ordinal && !timer.suspended) return &timer;
        return nullptr;
    };
    bool loaded = co_await load_tree();
    if (!loaded || armed() == nullptr) co_return;
    auto decide = [&]() -> std::optional<draft> {
        const auto* timer = armed();
        if (timer == nullptr) return std::nullopt;
        auto d = decide_event(timer_fired{timer->name}, {});
        d.turn.fired_timer = m.ordinal;
        if (head_.floor.holder == floor_holder::agent) d.turn.new_floor.reset();
        return d;
    };
    auto p = co_await perform(decide, nullptr);
    if (p.receipt.verdict == storage::verdict::committed) services_.runtime.metrics.add(counter::timers_fired);
    if (p.made && p.receipt.verdict == storage::verdict::failed) {
        mail again = m;
        refuse(again);
    }
    publish(p);
}

} // namespace amends::bot
