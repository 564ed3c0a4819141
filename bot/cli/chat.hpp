#pragma once

#include "bot/cli/console.hpp"
#include "bot/config/config.hpp"

#include <filesystem>
#include <string>

namespace amends::bot {

struct chat_options {
    std::string language;            ///< "zh-Hans" or "en"
    std::string tree;                ///< id of a shipped tree; empty: the configuration's default
    std::filesystem::path save_test; ///< file that the chat is kept in as a dialog test; empty: none
};

/// Complains in the terminal: the same engine as the server's, on a store in a temporary directory that is
/// removed at the end. A line typed is a message, the number of an offered option presses it; the end of
/// input ends the chat. Returns the exit code.
int chat(const chat_options& options, const config& config, console& console);

} // namespace amends::bot
