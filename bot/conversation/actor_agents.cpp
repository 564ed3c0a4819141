// What agents do in a conversation: follow it, take the floor, speak, leave.
#include "bot/conversation/actor.hpp"

#include "bot/conversation/phrases.hpp"
#include "dialogs/codec/codec.hpp"

namespace amends::bot {

namespace {

spoken_line system_line(std::string text)
{
    spoken_line line;
    line.from = speaker::system;
    line.text = std::move(text);
    return line;
}

} // namespace

draft actor::decide_take(const agent_identity& agent)
{
    auto d = decide_event(agent_joined{agent.id, agent.display},
                          {system_line(say_phrase(phrase::agent_joined, language(), agent.display))});
    change_floor(d, head_, floor_holder::agent, agent.id);
    d.turn.withdraw_bot_lines_after = handed_;
    d.turn.actor = agent.id;
    d.turn.audit = R"({"action":"chat.take"})";
    if (auto* complaint = complaint_of(d, head_)) {
        complaint->owner = agent.id;
        if (!complaint->first_owner) complaint->first_owner = agent.id;
    }
    return d;
}

draft actor::decide_leave(const leave_mail& m)
{
    std::vector<spoken_line> before;
    if (m.reason == leave_reason::returned_to_bot)
        before.push_back(system_line(say_phrase(phrase::agent_left, language(), floor_name_)));
    if (m.reason == leave_reason::vanished)
        before.push_back(system_line(say_phrase(phrase::agent_vanished, language())));
    auto d = decide_event(agent_left{m.agent, m.reason}, std::move(before));
    if (m.reason == leave_reason::vanished) {
        d.state.floor = floor_holder::waiting;
        change_floor(d, head_, floor_holder::waiting);
        d.turn.state = dialogs::encode(d.state);
    }
    d.turn.actor = m.agent;
    d.turn.audit = m.reason == leave_reason::vanished          ? R"({"action":"chat.vanished"})"
                   : m.reason == leave_reason::returned_to_bot ? R"({"action":"chat.return"})"
                                                               : R"({"action":"chat.resolve"})";
    if (m.reason == leave_reason::resolved)
        if (auto* complaint = complaint_of(d, head_); complaint != nullptr && !complaint->closed_at) {
            complaint->status = storage::case_status::resolved_unconfirmed;
            complaint->closed_at = d.turn.at;
        }
    return d;
}

draft actor::decide_agent_line(const agent_line_mail& m)
{
    auto d = begin_draft(head_, state_, services_.runtime.time.now());
    d.turn.event.kind = m.token ? "agent_message" : "agent_note";
    d.turn.event.payload = "{}";
    d.turn.event.facts = "{}";
    d.turn.inbound = storage::inbound_key{"desk", std::to_string(head_.id.value) + "/" + m.key, digest_of(m.text)};
    d.turn.actor = m.agent.id;
    if (m.token) d.turn.keeps_promises_of = "desk"; // what the desk owed was a person's answer
    spoken_line line;
    line.from = speaker::agent;
    line.internal = !m.token;
    line.text = m.text;
    line.author = m.agent.display;
    line.client_id = m.key;
    add_line(d, std::move(line), m.agent.id);
    d.turn.state = dialogs::encode(d.state);
    return d;
}

boost::asio::awaitable<void> actor::handle(follow_mail& m)
{
    if (!stored_) {
        finish(m, std::optional<conversation_view>{});
        co_return;
    }
    co_await load_tree();
    agents_.push_back(m.listener);
    attached_ = static_cast<int>(customers_.size() + agents_.size());
    finish(m, view());
}

boost::asio::awaitable<void> actor::handle(take_mail& m)
{
    floor_answer answer;
    bool free = stored_ && head_.floor.token == m.token && head_.floor.holder != floor_holder::agent;
    bool loaded = co_await load_tree();
    if (!free || !loaded) {
        answer.result = stored_ && !free ? floor_answer::kind::changed : floor_answer::kind::unavailable;
        answer.floor = floor();
        finish(m, answer);
        co_return;
    }
    auto decide = [&]() -> std::optional<draft> {
        if (head_.floor.token != m.token) return std::nullopt;
        return decide_take(m.agent);
    };
    auto p = co_await perform(decide, nullptr);
    if (p.receipt.verdict == storage::verdict::committed) {
        floor_name_ = m.agent.display;
        vanished_ = false;
        answer.result = floor_answer::kind::done;
        services_.runtime.metrics.add(counter::takeovers);
    } else if (!p.made) {
        answer.result = floor_answer::kind::changed;
    }
    answer.floor = floor();
    finish(m, answer);
    publish(p);
}

boost::asio::awaitable<void> actor::handle(agent_line_mail& m)
{
    said answer;
    auto allowed = [&] { return stored_ && (!m.token || held_by(m.agent.id, *m.token)); };
    auto decide = [&]() -> std::optional<draft> {
        if (!allowed()) return std::nullopt;
        return decide_agent_line(m);
    };
    auto p = co_await perform(decide, nullptr);
    if (!p.made && p.receipt.error.code.empty()) answer.result = said::kind::no_floor;
    if (p.receipt.verdict == storage::verdict::committed) answer.result = said::kind::stored;
    if (p.receipt.verdict == storage::verdict::duplicate)
        answer.result = p.receipt.stored_digest == digest_of(m.text) ? said::kind::repeated : said::kind::reused;
    if (!p.receipt.lines.empty()) answer.sequence = p.receipt.lines.front().sequence;
    answer.floor = floor();
    finish(m, answer);
    publish(p);
}

boost::asio::awaitable<void> actor::handle(leave_mail& m)
{
    floor_answer answer;
    bool loaded = co_await load_tree();
    if (!loaded || !held_by(m.agent, m.token)) {
        answer.result = held_by(m.agent, m.token) ? floor_answer::kind::unavailable : floor_answer::kind::not_yours;
        answer.floor = floor();
        finish(m, answer);
        co_return;
    }
    auto decide = [&]() -> std::optional<draft> {
        if (!held_by(m.agent, m.token)) return std::nullopt;
        return decide_leave(m);
    };
    auto p = co_await perform(decide, nullptr);
    if (p.receipt.verdict == storage::verdict::committed) {
        answer.result = floor_answer::kind::done;
        floor_name_.clear();
        vanished_ = m.reason == leave_reason::vanished;
        if (vanished_) services_.runtime.metrics.add(counter::agents_vanished);
    } else if (!p.made) {
        answer.result = floor_answer::kind::not_yours;
    }
    answer.floor = floor();
    finish(m, answer);
    publish(p);
}

} // namespace amends::bot
