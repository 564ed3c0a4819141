#pragma once

#include "bot/cli/console.hpp"
#include "bot/config/config.hpp"
#include "bot/ports/server_link.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace amends::bot {

/// What the program's exit code says (docs/operations.md).
enum exit_code : int {
    exit_done = 0,
    exit_failed = 1,
    exit_usage = 2,  ///< the command line or the configuration is wrong
    exit_in_use = 3, ///< the port or the data directory belongs to another server
};

/// "port in use" and "another server holds the data" are 3, everything else is 1.
int exit_code_of(const problem& p);

/// What the command line needs of those who know the network.
struct cli_parts {
    /// Runs the server until it is told to stop; returns an exit code.
    std::function<int(const config&, console&)> serve;
    /// The running server of that data directory, or the same commands in this process when none runs.
    std::function<result<std::unique_ptr<server_link>>(const config&)> link;
};

/// The whole command line: `arguments` without the program's name. Returns the exit code.
int run_command_line(const std::vector<std::string>& arguments, console& console, const cli_parts& parts);

} // namespace amends::bot
