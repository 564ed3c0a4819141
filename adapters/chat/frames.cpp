#include "adapters/chat/frames.hpp"

#include "adapters/net/limits.hpp"
#include "adapters/net/message_text.hpp"

#include <nlohmann/json.hpp>

namespace amends::adapters::chat {

namespace {

using nlohmann::json;

constexpr std::size_t max_text = 4000;          // characters
constexpr std::size_t max_history = 128 * 1024; // bytes
constexpr std::size_t max_short_text = 200;     // bytes of a locale, a zone, an option's value

// Reads members of one frame; remembers the first that is wrong.
class members {
public:
    explicit members(const json& frame) : frame_(frame) {}

    std::string text(const char* name, std::size_t limit = max_short_text)
    {
        auto found = frame_.find(name);
        if (found == frame_.end() || found->is_null()) return {};
        const auto* value = found->get_ptr<const std::string*>();
        if (!value || value->size() > limit) {
            fail(name, "must be a string of at most " + std::to_string(limit) + " bytes");
            return {};
        }
        return *value;
    }

    std::int64_t number(const char* name, std::int64_t from, std::int64_t to)
    {
        auto found = frame_.find(name);
        if (found != frame_.end() && found->is_number_integer()) {
            const bool fits =
                !found->is_number_unsigned() || found->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX);
            if (fits && found->get<std::int64_t>() >= from && found->get<std::int64_t>() <= to)
                return found->get<std::int64_t>();
        }
        fail(name, "must be an integer from " + std::to_string(from) + " to " + std::to_string(to));
        return from;
    }

    bool truth(const char* name)
    {
        auto found = frame_.find(name);
        if (found != frame_.end() && found->is_boolean()) return found->get<bool>();
        fail(name, "must be true or false");
        return false;
    }

    bool has(const char* name) const { return frame_.contains(name); }
    const std::string& wrong() const { return wrong_; }

private:
    void fail(const char* name, std::string why)
    {
        if (wrong_.empty()) wrong_ = std::string("\"") + name + "\" " + std::move(why);
    }

    const json& frame_;
    std::string wrong_;
};

client_frame parse_say(members& m)
{
    say frame;
    auto id = read_uuid(m.text("id"));
    if (!id) return frame_error{"bad_id", "\"id\" must be a UUID made by the client", {}};
    frame.id = std::move(*id);
    auto text = m.text("text", limits{}.message_bytes);
    frame.option = m.text("option");
    frame.question = m.text("question");
    if (!m.wrong().empty()) return frame_error{"bad_member", m.wrong(), frame.id};
    frame.text = clean_message(text);
    if (frame.text.empty()) return frame_error{"empty", "\"text\" has nothing to read", frame.id};
    if (characters(frame.text) > max_text)
        return frame_error{"too_long", "\"text\" may have at most 4000 characters", frame.id};
    return frame;
}

client_frame parse_known(const std::string& type, members& m)
{
    constexpr auto largest = INT64_MAX;
    if (type == "hello") {
        hello frame;
        frame.token = m.text("token");
        frame.after = m.has("after") ? m.number("after", 0, largest) : 0;
        frame.generation = m.text("generation");
        frame.locale = m.text("locale");
        frame.zone = m.text("zone");
        frame.tree = m.text("tree");
        return frame;
    }
    if (type == "typing") return typing{m.truth("on")};
    if (type == "seen") return seen{m.number("seq", 0, largest)};
    if (type == "history") {
        history frame;
        frame.before = m.number("before", 1, largest);
        frame.limit = static_cast<int>(m.number("limit", 1, 100));
        return frame;
    }
    if (type == "ping") return ping{m.has("n") ? m.number("n", INT64_MIN, largest) : 0};
    return frame_error{"unknown_type", "this server knows no frame of that \"type\"", {}};
}

} // namespace

client_frame parse_frame(std::string_view text)
{
    auto frame = json::parse(text, nullptr, false);
    if (frame.is_discarded())
        if (const auto mended = without_half_characters(text)) frame = json::parse(*mended, nullptr, false);
    if (!frame.is_object()) return frame_error{"malformed", "a frame is one JSON object", {}};
    const auto type = frame.find("type");
    if (type == frame.end() || !type->is_string()) return frame_error{"malformed", "a frame has a \"type\"", {}};

    members m(frame);
    const auto& name = type->get_ref<const std::string&>();
    if (name == "say") return parse_say(m);
    auto parsed = parse_known(name, m);
    if (!m.wrong().empty()) return frame_error{"bad_member", m.wrong(), {}};
    return parsed;
}

std::string_view name_of(floor_holder holder)
{
    switch (holder) {
    case floor_holder::waiting:
        return "waiting";
    case floor_holder::agent:
        return "agent";
    case floor_holder::bot:
        break;
    }
    return "bot";
}

void append_welcome(std::string& out, const welcome& frame)
{
    json_object(out)
        .text("type", "welcome")
        .text("token", frame.token)
        .text("generation", frame.generation)
        .number("last", frame.last)
        .truth("reset", frame.reset)
        .text("greeting", frame.greeting)
        .text("title", frame.title)
        .text("floor", name_of(frame.floor.holder))
        .text("agent", frame.floor.agent_name)
        .number("heartbeat", frame.heartbeat);
}

void append_line(std::string& out, const bot::spoken_line& line, bool typed)
{
    json_object object(out);
    if (typed) object.text("type", "line");
    object.number("seq", line.sequence).text("from", name_of(line.from));
    if (line.withdrawn) {
        object.truth("withdrawn", true);
        return;
    }
    object.text("text", line.text).number("at", to_unix_ms(line.at));
    if (!line.author.empty()) object.text("author", line.author);
    if (!line.client_id.empty() && line.from == speaker::customer) object.text("id", line.client_id);
    if (!line.options.empty())
        append_json_list(object.key("options"), line.options, [&out](const option& each) {
            json_object(out).text("value", each.value).text("label", each.label);
        });
    if (!line.question.empty()) object.text("question", line.question);
}

void append_history(std::string& out, const std::vector<bot::spoken_line_ptr>& lines)
{
    auto first = lines.end();
    std::size_t size = 0;
    while (first != lines.begin()) {
        size += (*std::prev(first))->text.size() + 256;
        if (size > max_history && first != lines.end()) break;
        --first;
    }
    const std::vector<bot::spoken_line_ptr> fitting(first, lines.end());
    json_object object(out);
    object.text("type", "history");
    append_json_list(object.key("lines"), fitting,
                     [&out](const bot::spoken_line_ptr& line) { append_line(out, *line, false); });
    object.truth("more", !fitting.empty() && fitting.front()->sequence > 1);
}

void append_ack(std::string& out, std::string_view id, std::int64_t sequence)
{
    json_object(out).text("type", "ack").text("id", id).number("seq", sequence);
}

void append_typing(std::string& out, speaker who, bool on)
{
    json_object(out).text("type", "typing").text("from", name_of(who)).truth("on", on);
}

void append_floor(std::string& out, const bot::floor_view& floor)
{
    json_object(out).text("type", "floor").text("holder", name_of(floor.holder)).text("agent", floor.agent_name);
}

void append_resync(std::string& out, std::int64_t after)
{
    json_object(out).text("type", "resync").number("after", after);
}

void append_error(std::string& out, const frame_error& error)
{
    json_object object(out);
    object.text("type", "error").text("code", error.code).text("message", error.message);
    if (!error.id.empty()) object.text("id", error.id);
}

void append_pong(std::string& out, std::int64_t n) { json_object(out).text("type", "pong").number("n", n); }

} // namespace amends::adapters::chat
