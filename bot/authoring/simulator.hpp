#pragma once

#include "bot/config/config.hpp"
#include "dialogs/state.hpp"
#include "dialogs/tree/tree.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace amends::bot {

/// The customer writes, or presses a quick reply of the open question.
struct simulated_message {
    std::string text;
    std::string option; ///< value of the quick reply, empty when typed
};
/// Time passes; what falls due meanwhile happens.
struct simulated_wait {
    milliseconds time{};
};
/// The connector that is being asked answers.
struct simulated_answer {
    lookup_outcome outcome = lookup_outcome::failed;
    std::map<std::string, std::string> fields;
};
/// A person takes the chat, hands it back, or resolves it.
struct simulated_agent {
    enum class act : std::uint8_t { joins, returns, resolves };
    act what = act::joins;
};

using simulated_input = std::variant<simulated_message, simulated_wait, simulated_answer, simulated_agent>;

/// What the world is like at the beginning; the same start and inputs always give the same simulation.
struct simulated_world {
    instant now;
    std::string zone = "UTC";
    std::string locale;
    int agents = 1;                              ///< people at the desk
    std::map<std::string, std::string> customer; ///< flags of the customer's record: "vip" is "yes"
    enum class hours : std::uint8_t { configured, open, closed };
    hours business = hours::configured;
    instant opens; ///< when `closed` ends
    bool buttons = true;
    bool connectors = true; ///< order and customer can be asked
};

struct simulated_line {
    speaker from = speaker::bot;
    std::string text;
    std::string id; ///< of the text in the tree; empty when the customer speaks
    std::vector<option> options;
    instant at;
};

/// What one event made of the dialog.
struct simulated_step {
    std::string cause; ///< "message", "timer:NAME", "answer", "agent"
    instant at;
    std::string node; ///< where the dialog stands after it, empty when nothing waits
    amends::phase phase = phase::acknowledge;
    std::vector<std::string> path; ///< the nodes that it went through, in order
    std::vector<simulated_line> lines;
    std::vector<std::string> effects; ///< beside what is said, in short: "promise call_back by 2026-11-27T07:00:00Z"
};

struct simulation {
    std::vector<simulated_step> steps;
    dialogs::state state;
    instant now;
    std::map<std::string, instant> timers; ///< that still run
    std::optional<look_up> asked;          ///< the connector that is waited for
};

inline constexpr std::size_t most_inputs = 200;
inline constexpr std::size_t longest_simulated_message = 16 * 1024; ///< bytes
inline constexpr milliseconds longest_simulated_wait = std::chrono::hours{24 * 400};

/// Walks `tree` from the beginning through `inputs`, without a store and without a clock. Errors: "simulation.too_long"
/// (more than `most_inputs`, a longer message or wait). Blocking, milliseconds.
result<simulation> simulate(const dialogs::tree& tree, const business_hours& hours, const simulated_world& world,
                            const std::vector<simulated_input>& inputs);

} // namespace amends::bot
