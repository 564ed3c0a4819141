#include "adapters/desk/frames.hpp"

#include "adapters/chat/frames.hpp"

namespace amends::adapters::desk {

namespace {

void append_person(std::string& out, user_id id, std::string_view display)
{
    if (!id) {
        out += "null";
        return;
    }
    json_object(out).number("id", id.value).text("display", display);
}

std::string_view name_of(emotion_kind kind)
{
    using enum emotion_kind;
    switch (kind) {
    case disappointment:
        return "disappointment";
    case anxiety:
        return "anxiety";
    case anger:
        return "anger";
    case calm:
        break;
    }
    return "calm";
}

/// Every field in both languages: agents and customers need not speak the same, and a page switches at once.
void append_fields(std::string& out, const bot::conversation_view& view)
{
    const auto chinese = bot::shown_case(view, "zh-Hans");
    const auto english = bot::shown_case(view, "en");
    const auto append_words = [&out](json_object&& words, const dialogs::shown_field& field) {
        words.text("label", field.label).text("value", field.value);
    };
    out += '[';
    for (std::size_t i = 0; i < std::min(chinese.size(), english.size()); ++i) {
        if (i > 0) out += ',';
        json_object field(out);
        field.text("name", chinese[i].name);
        append_words(json_object(field.key("zh-Hans")), chinese[i]);
        append_words(json_object(field.key("en")), english[i]);
    }
    out += ']';
}

/// In both languages, as the fields are.
void append_words(std::string& out, const sentence& words)
{
    json_object(out).text("zh-Hans", words.chinese).text("en", words.english);
}

sentence queue_words(const bot::conversation_view& view)
{
    const auto& queue = view.complaint->queue;
    if (!view.tree) return {queue, queue};
    return {view.tree->queue_name(queue, "zh-Hans"), view.tree->queue_name(queue, "en")};
}

void append_line(std::string& out, const bot::spoken_line& line)
{
    json_object object(out);
    object.number("seq", line.sequence)
        .text("audience", line.internal ? "internal" : "customer")
        .text("state", line.withdrawn ? "withdrawn" : "said")
        .text("from", name_of(line.from))
        .text("text", line.text)
        .text("author", line.author)
        .number("at", to_unix_ms(line.at));
    if (!line.client_id.empty()) object.text("id", line.client_id);
    if (!line.options.empty())
        append_json_list(object.key("options"), line.options, [&out](const option& each) {
            json_object(out).text("value", each.value).text("label", each.label);
        });
    if (!line.question.empty()) object.text("question", line.question);
}

void append_floor(std::string& out, const bot::floor_view& floor)
{
    json_object object(out);
    object.text("holder", chat::name_of(floor.holder));
    append_person(object.key("agent"), floor.agent, floor.agent_name);
    object.number("token", floor.token).number("since", to_unix_ms(floor.since));
}

void append_entry(std::string& out, const bot::conversation_view& view)
{
    json_object object(out);
    object.number("conversation", view.id.value)
        .text("case", view.complaint ? view.complaint->number : std::string{})
        .text("holder", chat::name_of(view.floor.holder));
    if (view.owed)
        object.number("due", to_unix_ms(*view.owed));
    else
        object.null("due");
    object.number("token", view.floor.token);
    append_person(object.key("agent"), view.floor.agent, view.floor.agent_name);
    object.number("since", to_unix_ms(view.floor.since))
        .number("priority", view.complaint ? view.complaint->priority : 3);
    append_words(object.key("reason"), view.complaint ? view.complaint->handoff_reason : sentence{});
    object.text("language", view.language)
        .text("emotion", name_of(view.emotion))
        .number("emotion_level", view.emotion_level)
        .text("channel", view.channel)
        .text("last_text", view.last_text)
        .number("last_at", to_unix_ms(view.last_at))
        .truth("front", view.vanished);
}

void append_customer(std::string& out, const bot::conversation_view& view)
{
    json_object(out)
        .text("channel", view.channel)
        .text("language", view.language)
        .text("zone", view.zone)
        .text("emotion", name_of(view.emotion))
        .number("emotion_level", view.emotion_level)
        .number("seen", view.seen);
}

void append_agents(std::string& out, const std::vector<bot::agent_presence>& agents)
{
    append_json_list(out, agents, [&out](const bot::agent_presence& each) {
        json_object(out).number("id", each.id.value).text("display", each.display).truth("available", each.available);
    });
}

// What a frame about one chat begins with.
json_object& begin(json_object& frame, std::string_view type, conversation_id id)
{
    return frame.text("type", type).number("conversation", id.value);
}

} // namespace

void append_lines(std::string& out, const std::vector<bot::spoken_line_ptr>& lines)
{
    append_json_list(out, lines, [&out](const bot::spoken_line_ptr& line) { append_line(out, *line); });
}

void append_case(std::string& out, const bot::conversation_view& view, const name_of_user& names)
{
    if (!view.complaint) {
        out += "null";
        return;
    }
    const auto& record = *view.complaint;
    json_object object(out);
    object.text("number", record.number)
        .text("status", name_of(record.status))
        .number("opened_at", to_unix_ms(record.opened_at));
    if (record.closed_at)
        object.number("closed_at", to_unix_ms(*record.closed_at));
    else
        object.null("closed_at");
    append_person(object.key("owner"), record.owner, names(record.owner));
    append_person(object.key("first_owner"), record.first_owner, names(record.first_owner));
    object.text("phase", record.phase).number("priority", record.priority);
    append_words(object.key("queue"), queue_words(view));
    append_words(object.key("reason"), record.handoff_reason);
    append_fields(object.key("fields"), view);
    append_json_list(object.key("promises"), view.promises, [&out](const auto& each) {
        json_object promise(out);
        append_words(promise.key("what"), each.what);
        promise.text("owner", each.owner).number("due", to_unix_ms(each.due));
        if (each.kept_at)
            promise.number("kept_at", to_unix_ms(*each.kept_at));
        else
            promise.null("kept_at");
    });
}

void append_result(std::string& out, const outcome& result)
{
    json_object object(out);
    object.text("type", "result").number("request", result.number).truth("ok", result.code.empty());
    if (!result.code.empty()) object.text("code", result.code).text("message", result.message);
    if (result.floor) append_floor(object.key("floor"), *result.floor);
}

outcome outcome_of(std::int64_t number, const bot::floor_answer& answer)
{
    using kind = bot::floor_answer::kind;
    switch (answer.result) {
    case kind::done:
        return {number, {}, {}, answer.floor};
    case kind::changed:
        return {number, "floor_changed", "somebody was faster", answer.floor};
    case kind::not_yours:
        return {number, "floor_not_yours", "take the chat first", answer.floor};
    case kind::closed:
        return {number, "already_closed", "the case is closed", answer.floor};
    case kind::busy:
        return {number, "busy", "too much at once: repeat later", {}};
    case kind::unavailable:
        break;
    }
    return {number, "unavailable", "not stored: repeat later", {}};
}

outcome outcome_of(std::int64_t number, const bot::said& answer, user_id me)
{
    using kind = bot::said::kind;
    switch (answer.result) {
    case kind::stored:
    case kind::repeated:
        return {number, {}, {}, {}};
    case kind::reused:
        return {number, "id_reused", "that \"id\" already stands for another text", {}};
    case kind::no_floor:
        if (answer.floor.agent == me) return {number, "floor_changed", "the token is stale", answer.floor};
        return {number, "floor_not_yours", "take the chat first", answer.floor};
    case kind::busy:
        return {number, "busy", "too much at once: repeat later", {}};
    case kind::unavailable:
        break;
    }
    return {number, "unavailable", "not stored: repeat later", {}};
}

void append_hello(std::string& out, const bot::signed_in& who, const std::string& generation, instant now,
                  std::chrono::seconds heartbeat)
{
    json_object frame(out);
    frame.text("type", "hello");
    json_object(frame.key("user"))
        .number("id", who.user.value)
        .text("name", who.name)
        .text("display", who.display)
        .text("role", who.role == bot::user_role::admin ? "admin" : "agent");
    frame.text("generation", generation)
        .number("now", to_unix_ms(now))
        .truth("available", true)
        .number("heartbeat", heartbeat.count());
}

void append_queue_frame(std::string& out, const std::vector<bot::conversation_view>& entries)
{
    json_object frame(out);
    append_json_list(frame.text("type", "queue").key("entries"), entries,
                     [&out](const bot::conversation_view& each) { append_entry(out, each); });
}

void append_entry_frame(std::string& out, const bot::conversation_view& entry)
{
    json_object frame(out);
    append_entry(frame.text("type", "entry").key("entry"), entry);
}

void append_gone_frame(std::string& out, conversation_id id)
{
    json_object frame(out);
    json_object(frame.text("type", "entry").key("entry")).number("conversation", id.value).truth("gone", true);
}

void append_agents_frame(std::string& out, const std::vector<bot::agent_presence>& agents)
{
    json_object frame(out);
    append_agents(frame.text("type", "agents").key("online"), agents);
}

void append_opened_frame(std::string& out, const bot::conversation_view& view,
                         const std::vector<bot::spoken_line_ptr>& lines, const name_of_user& names)
{
    json_object frame(out);
    append_lines(begin(frame, "opened", view.id).key("lines"), lines);
    append_case(frame.key("case"), view, names);
    append_floor(frame.key("floor"), view.floor);
    append_customer(frame.key("customer"), view);
}

void append_line_frame(std::string& out, conversation_id id, const bot::spoken_line& line)
{
    json_object frame(out);
    append_line(begin(frame, "line", id).key("line"), line);
}

void append_withdrawn_frame(std::string& out, conversation_id id, const std::vector<std::int64_t>& sequences)
{
    json_object frame(out);
    append_json_list(begin(frame, "withdrawn", id).key("seqs"), sequences,
                     [&out](std::int64_t each) { append_json_number(out, each); });
}

void append_case_frame(std::string& out, const bot::conversation_view& view, const name_of_user& names)
{
    json_object frame(out);
    append_case(begin(frame, "case", view.id).key("case"), view, names);
}

void append_floor_frame(std::string& out, conversation_id id, const bot::floor_view& floor)
{
    json_object frame(out);
    append_floor(begin(frame, "floor", id).key("floor"), floor);
}

void append_typing_frame(std::string& out, conversation_id id, bool on)
{
    json_object frame(out);
    begin(frame, "typing", id).truth("on", on);
}

void append_seen_frame(std::string& out, conversation_id id, std::int64_t sequence)
{
    json_object frame(out);
    begin(frame, "seen", id).number("seq", sequence);
}

} // namespace amends::adapters::desk
