#pragma once

#include "bot/cli/console.hpp"
#include "bot/ports/server_link.hpp"

#include <filesystem>

namespace amends::bot {

/// Replays the stored conversations of a tree against the draft in `file` and tells what would be otherwise
/// (docs/replay.md). Changes nothing. `as_json`: an object with the conversations and the sums. Returns
/// the exit code: 0 also when conversations differ.
int replay(const std::filesystem::path& file, server_link& link, console& console, bool as_json);

} // namespace amends::bot
