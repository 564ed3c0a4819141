#pragma once

#include "adapters/net/json_text.hpp"
#include "bot/ports/spoken.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The frames of `amends.chat.v1` (docs/chat-protocol.md).
namespace amends::adapters::chat {

struct hello {
    std::string token;
    std::int64_t after = 0;
    std::string generation;
    std::string locale;
    std::string zone;
    std::string tree;
};
struct say {
    std::string id;
    std::string text;
    std::string option;
    std::string question;
};
struct typing {
    bool on = false;
};
struct seen {
    std::int64_t sequence = 0;
};
struct history {
    std::int64_t before = 0;
    int limit = 0;
};
struct ping {
    std::int64_t n = 0;
};

/// What is wrong with a frame. `code` is the protocol's; "malformed" stands for what closes with 4400.
struct frame_error {
    std::string code;
    std::string message;
    std::string id; ///< of the `say` it is about
};

using client_frame = std::variant<hello, say, typing, seen, history, ping, frame_error>;

client_frame parse_frame(std::string_view text);

struct welcome {
    std::string token;
    std::string generation;
    std::int64_t last = 0;
    bool reset = false;
    std::string greeting;
    std::string title;
    bot::floor_view floor;
    std::int64_t heartbeat = 0; ///< seconds
};

void append_welcome(std::string& out, const welcome& frame);
/// A line object; as a frame of its own when `typed`.
void append_line(std::string& out, const bot::spoken_line& line, bool typed = true);
/// Of `lines`, ascending, the newest that fit into one frame of 128 KiB.
void append_history(std::string& out, const std::vector<bot::spoken_line_ptr>& lines);
void append_ack(std::string& out, std::string_view id, std::int64_t sequence);
void append_typing(std::string& out, speaker who, bool on);
void append_floor(std::string& out, const bot::floor_view& floor);
void append_resync(std::string& out, std::int64_t after);
void append_error(std::string& out, const frame_error& error);
void append_pong(std::string& out, std::int64_t n);

/// As both protocols spell it.
std::string_view name_of(floor_holder holder);

} // namespace amends::adapters::chat
