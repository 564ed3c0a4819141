#include "adapters/desk/frames.hpp"

#include "adapters/chat/frames.hpp"
#include "adapters/net/message_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace amends::adapters::desk {

namespace {

using nlohmann::json;

constexpr std::size_t max_text = 4000; // characters, as for customers

struct request_shape {
    std::string_view name;
    request_type type;
    bool conversation;
    bool token;
    bool words; ///< "id" and "text"
    bool on;
};

constexpr std::array<request_shape, 9> shapes{{
    {"open", request_type::open, true, false, false, false},
    {"close", request_type::close, true, false, false, false},
    {"take", request_type::take, true, true, false, false},
    {"reply", request_type::reply, true, true, true, false},
    {"note", request_type::note, true, false, true, false},
    {"return", request_type::give_back, true, true, false, false},
    {"resolve", request_type::resolve, true, true, false, false},
    {"typing", request_type::typing, true, false, false, true},
    {"available", request_type::available, false, false, false, true},
}};

std::optional<std::int64_t> integer(const json& frame, const char* name)
{
    const auto found = frame.find(name);
    if (found == frame.end() || !found->is_number_integer()) return std::nullopt;
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return std::nullopt;
    return found->get<std::int64_t>();
}

const std::string* text(const json& frame, const char* name)
{
    const auto found = frame.find(name);
    return found == frame.end() ? nullptr : found->get_ptr<const std::string*>();
}

void append_person(std::string& out, user_id id, std::string_view display)
{
    if (!id) {
        out += "null";
        return;
    }
    json_object(out).number("id", id.value).text("display", display);
}

std::string_view name_of(storage::case_status status)
{
    using enum storage::case_status;
    switch (status) {
    case open: return "open";
    case resolved_confirmed: return "resolved_confirmed";
    case resolved_unconfirmed: return "resolved_unconfirmed";
    case closed_not_upheld: return "closed_not_upheld";
    case closed_no_contact: return "closed_no_contact";
    case withdrawn: break;
    }
    return "withdrawn";
}

std::string_view name_of(emotion_kind kind)
{
    using enum emotion_kind;
    switch (kind) {
    case disappointment: return "disappointment";
    case anxiety: return "anxiety";
    case anger: return "anger";
    case calm: break;
    }
    return "calm";
}

void append_field(std::string& out, std::string_view name, std::string_view label, std::string_view value)
{
    json_object(out).text("name", name).text("label", label).text("value", value);
}

// Labelled fields in the tree's order, then those without a label.
void append_fields(std::string& out, const bot::conversation_view& view)
{
    const auto& fields = view.complaint->fields;
    auto rest = fields;
    bool first = true;
    auto separate = [&] {
        if (!first) out += ',';
        first = false;
    };
    out += '[';
    for (const auto& [name, label] : view.labels) {
        const auto found = fields.find(name);
        if (found == fields.end()) continue;
        separate();
        append_field(out, name, label, found->second);
        rest.erase(name);
    }
    for (const auto& [name, value] : rest) {
        separate();
        append_field(out, name, name, value);
    }
    out += ']';
}

} // namespace

std::variant<request, request_error> parse_request(std::string_view bytes)
{
    const auto frame = json::parse(bytes, nullptr, false);
    if (!frame.is_object()) return request_error{"malformed", "a frame is one JSON object", {}};
    const auto* type = text(frame, "type");
    if (!type) return request_error{"malformed", "a frame has a \"type\"", {}};

    request made;
    if (*type == "ping") {
        made.number = integer(frame, "n").value_or(0);
        return made;
    }
    const auto number = integer(frame, "request");
    const auto wrong = [&](std::string message) { return request_error{"bad_member", std::move(message), number}; };
    const auto shape = std::find_if(shapes.begin(), shapes.end(), [&](const auto& each) { return each.name == *type; });
    if (shape == shapes.end()) return request_error{"unknown_type", "this server knows no frame of that \"type\"", number};

    made.type = shape->type;
    if (number)
        made.number = *number;
    else if (shape->type != request_type::typing)
        return wrong("\"request\" must be an integer");
    if (shape->conversation) {
        made.conversation = conversation_id{integer(frame, "conversation").value_or(0)};
        if (made.conversation.value < 1) return wrong("\"conversation\" must be a positive integer");
    }
    if (shape->token) {
        const auto token = integer(frame, "token");
        if (!token) return wrong("\"token\" must be an integer");
        made.token = *token;
    }
    if (shape->on) {
        const auto on = frame.find("on");
        if (on == frame.end() || !on->is_boolean()) return wrong("\"on\" must be true or false");
        made.on = on->get<bool>();
    }
    if (shape->words) {
        const auto* id = text(frame, "id");
        if (!id || !is_uuid(*id)) return wrong("\"id\" must be a UUID made by the client");
        const auto* words = text(frame, "text");
        made.id = *id;
        if (words) made.text = clean_message(*words);
        if (made.text.empty()) return wrong("\"text\" must have something to read");
        if (characters(made.text) > max_text)
            return request_error{"too_long", "\"text\" may have at most 4000 characters", number};
    }
    return made;
}

void append_line(std::string& out, const bot::spoken_line& line)
{
    json_object object(out);
    object.number("seq", line.sequence)
        .text("audience", line.internal ? "internal" : "customer")
        .text("state", line.withdrawn ? "withdrawn" : "said")
        .text("from", chat::to_string(line.from))
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
    object.text("number", record.number).text("status", name_of(record.status)).number("opened_at", to_unix_ms(record.opened_at));
    if (record.closed_at)
        object.number("closed_at", to_unix_ms(*record.closed_at));
    else
        object.null("closed_at");
    append_person(object.key("owner"), record.owner, names(record.owner));
    append_person(object.key("first_owner"), record.first_owner, names(record.first_owner));
    object.text("phase", record.phase)
        .text("queue", record.queue)
        .number("priority", record.priority)
        .text("reason", record.handoff_reason);
    append_fields(object.key("fields"), view);
    append_json_list(object.key("promises"), view.promises, [&out](const auto& each) {
        json_object promise(out);
        promise.text("what", each.what).text("owner", each.owner).number("due", to_unix_ms(each.due));
        if (each.kept_at)
            promise.number("kept_at", to_unix_ms(*each.kept_at));
        else
            promise.null("kept_at");
    });
}

void append_floor(std::string& out, const bot::floor_view& floor)
{
    json_object object(out);
    object.text("holder", chat::to_string(floor.holder));
    append_person(object.key("agent"), floor.agent, floor.agent_name);
    object.number("token", floor.token).number("since", to_unix_ms(floor.since));
}

void append_entry(std::string& out, const bot::conversation_view& view)
{
    json_object object(out);
    object.number("conversation", view.id.value)
        .text("case", view.complaint ? view.complaint->number : std::string{})
        .text("holder", chat::to_string(view.floor.holder));
    if (view.owed)
        object.number("due", to_unix_ms(*view.owed));
    else
        object.null("due");
    object.number("token", view.floor.token);
    append_person(object.key("agent"), view.floor.agent, view.floor.agent_name);
    object.number("since", to_unix_ms(view.floor.since))
        .number("priority", view.complaint ? view.complaint->priority : 3)
        .text("reason", view.complaint ? view.complaint->handoff_reason : std::string{})
        .text("language", view.language)
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

void append_result(std::string& out, const outcome& result)
{
    json_object object(out);
    object.text("type", "result").number("request", result.number).truth("ok", result.code.empty());
    if (!result.code.empty()) object.text("code", result.code).text("message", result.message);
    if (result.floor) append_floor(object.key("floor"), *result.floor);
}

} // namespace amends::adapters::desk
