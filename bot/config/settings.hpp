#pragma once

#include "bot/config/config.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amends::bot {

/// A value before it is believed: of a TOML file with its type, or plain text from the environment and flags.
struct written_value {
    struct unusable {
        std::string what; ///< "a table", "a date", ...
    };
    std::variant<std::string, std::int64_t, bool, std::vector<std::string>, unusable> value;
    bool typed = false; ///< false: text that stands for any type
};

/// One key that an operator can set. The table of them is what the loader knows and what
/// docs/operations.md must list.
struct setting {
    std::string_view key; ///< "server.port"
    /// Stores the value, or says in a sentence what is wrong with it and what to write.
    std::optional<std::string> (*store)(config& into, const written_value& from);
};

std::span<const setting> settings();

/// "server.port" to "AMENDS_SERVER_PORT".
std::string environment_name(std::string_view key);

} // namespace amends::bot
