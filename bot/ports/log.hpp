#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

namespace amends::bot {

enum class log_level : std::uint8_t { debug, info, warning, error };

/// One member of a structured log line. Values are ids, codes, counts and names of our own: never a
/// customer's words, name, address or token (reliability.md 7, 16.x).
struct log_field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, bool> value;
};

/// Where events of the server's own life go. Thread-safe, does not block.
class log_sink {
public:
    virtual ~log_sink() = default;
    /// `event` is a stable dotted name: "conversation.poison_turn".
    virtual void write(log_level level, std::string_view event, std::initializer_list<log_field> fields = {}) = 0;
};

} // namespace amends::bot
