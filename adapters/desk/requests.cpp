#include "adapters/desk/frames.hpp"

#include "adapters/net/json_text.hpp"
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

} // namespace

std::variant<request, request_error> parse_request(std::string_view bytes)
{
    auto frame = json::parse(bytes, nullptr, false);
    if (frame.is_discarded())
        if (const auto mended = without_half_characters(bytes)) frame = json::parse(*mended, nullptr, false);
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
    if (shape == shapes.end())
        return request_error{"unknown_type", "this server knows no frame of that \"type\"", number};

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
        const auto* given = text(frame, "id");
        auto id = given ? read_uuid(*given) : std::nullopt;
        if (!id) return wrong("\"id\" must be a UUID made by the client");
        const auto* words = text(frame, "text");
        made.id = std::move(*id);
        if (words) made.text = clean_message(*words);
        if (made.text.empty()) return wrong("\"text\" must have something to read");
        if (characters(made.text) > max_text)
            return request_error{"too_long", "\"text\" may have at most 4000 characters", number};
    }
    return made;
}

} // namespace amends::adapters::desk
