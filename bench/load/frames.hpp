#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amends::bench {

/// RFC 6455, 11.8.
enum class opcode : std::uint8_t { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Appends one final client frame, masked with `mask` (RFC 6455, 5.3).
void append_frame(std::string& out, opcode kind, std::string_view payload, std::uint32_t mask);

struct frame {
    opcode kind = opcode::text;
    std::string_view payload; ///< into the bytes that were given
};

/// Takes the first whole frame off `bytes`, which is moved past it; nothing while it is incomplete. Throws
/// `failure` for what our servers never send: masked, fragmented or reserved frames, or more than 1 MiB.
std::optional<frame> take_frame(std::string_view& bytes);

} // namespace amends::bench
