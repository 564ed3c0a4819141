#pragma once

#include "adapters/net/json_text.hpp"
#include "bot/auth/accounts.hpp"
#include "bot/conversation/conversation.hpp"
#include "bot/desk/desk.hpp"

#include <chrono>
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

void append_lines(std::string& out, const std::vector<bot::spoken_line_ptr>& lines);
/// A case object, or null when there is none.
void append_case(std::string& out, const bot::conversation_view& view, const name_of_user& names);

/// Answer to one request.
struct outcome {
    std::int64_t number = 0;
    std::string_view code; ///< empty: it is done
    std::string_view message;
    std::optional<bot::floor_view> floor;
};
outcome outcome_of(std::int64_t number, const bot::floor_answer& answer);
/// `me` tells a stale token from the floor of another.
outcome outcome_of(std::int64_t number, const bot::said& answer, user_id me);

// Whole frames.
void append_hello(std::string& out, const bot::signed_in& who, const std::string& generation, instant now,
                  std::chrono::seconds heartbeat);
void append_queue_frame(std::string& out, const std::vector<bot::conversation_view>& entries);
void append_entry_frame(std::string& out, const bot::conversation_view& entry);
void append_gone_frame(std::string& out, conversation_id id);
void append_agents_frame(std::string& out, const std::vector<bot::agent_presence>& agents);
void append_opened_frame(std::string& out, const bot::conversation_view& view,
                         const std::vector<bot::spoken_line_ptr>& lines, const name_of_user& names);
void append_line_frame(std::string& out, conversation_id id, const bot::spoken_line& line);
void append_withdrawn_frame(std::string& out, conversation_id id, const std::vector<std::int64_t>& sequences);
void append_case_frame(std::string& out, const bot::conversation_view& view, const name_of_user& names);
void append_floor_frame(std::string& out, conversation_id id, const bot::floor_view& floor);
void append_typing_frame(std::string& out, conversation_id id, bool on);
void append_seen_frame(std::string& out, conversation_id id, std::int64_t sequence);
void append_result(std::string& out, const outcome& result);

} // namespace amends::adapters::desk
