#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends {

/// Who a transcript line is from. `system` lines are facts told to the customer ("Li Na has joined").
enum class speaker : std::uint8_t { customer, bot, agent, system };

/// As protocols and exports spell it.
constexpr std::string_view name_of(speaker who)
{
    switch (who) {
    case speaker::customer:
        return "customer";
    case speaker::bot:
        return "bot";
    case speaker::agent:
        return "agent";
    case speaker::system:
        break;
    }
    return "system";
}

/// One quick reply or button: what is sent back and what is shown.
struct option {
    std::string value;
    std::string label;

    bool operator==(const option&) const = default;
};

/// A file that came with a customer's message: the server's id of it and what it is.
struct attachment {
    std::string id;
    std::string type;      ///< media type, "image/jpeg"
    std::int64_t size = 0; ///< bytes

    bool operator==(const attachment&) const = default;
};

/// Who speaks to the customer now (invariant I4). While `waiting` for a person the bot still answers.
enum class floor_holder : std::uint8_t { bot, waiting, agent };

} // namespace amends
