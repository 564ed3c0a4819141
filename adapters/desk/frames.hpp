#pragma once

#include "adapters/net/json_text.hpp"
#include "bot/conversation/conversation.hpp"
#include "bot/desk/desk.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The frames of `amends.desk.v1` (docs/desk-protocol.md).
namespace amends::adapters::desk {

enum class request_type : std::uint8_t {
    open,
    close,
    take,
    reply,
    note,
    give_back, ///< "return"
    resolve,
    typing,
    available,
    ping,
};

/// A frame of the agent's page, checked: the members that its type needs are there.
struct request {
    request_type type = request_type::ping;
    std::int64_t number = 0; ///< "request", or "n" of a ping
    conversation_id conversation;
    std::int64_t token = 0;
    std::string id;
    std::string text;
    bool on = false;
};

/// `code` is the protocol's, or "malformed" for what closes with 4400. `number` is the request's when it had one.
struct request_error {
    std::string code;
    std::string message;
    std::optional<std::int64_t> number;
};

std::variant<request, request_error> parse_request(std::string_view text);

/// Display name of a user as far as it is known, else empty.
using name_of_user = std::function<std::string(user_id)>;

void append_line(std::string& out, const bot::spoken_line& line);
void append_lines(std::string& out, const std::vector<bot::spoken_line_ptr>& lines);
/// A case object, or null when there is none.
void append_case(std::string& out, const bot::conversation_view& view, const name_of_user& names);
void append_floor(std::string& out, const bot::floor_view& floor);
void append_entry(std::string& out, const bot::conversation_view& view);
void append_customer(std::string& out, const bot::conversation_view& view);
void append_agents(std::string& out, const std::vector<bot::agent_presence>& agents);

/// Answer to one request.
struct outcome {
    std::int64_t number = 0;
    std::string_view code; ///< empty: it is done
    std::string_view message;
    std::optional<bot::floor_view> floor;
};
void append_result(std::string& out, const outcome& result);

} // namespace amends::adapters::desk
