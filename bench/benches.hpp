#pragma once

#include "bench/report.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace amends::bench {

/// What can be chosen on the command line.
struct options {
    std::filesystem::path server; ///< the `amends` program
    std::filesystem::path script; ///< what visitors say
    std::filesystem::path data;   ///< of the measurement of understanding
    int conversations = 1000;
    int connections = 19'000;
    double rate = 0; ///< turns a second of the open loop; 0: half of the closed loop's rate
    int seconds = 5; ///< length of a measured window
    int runs = 3;    ///< windows; the figure is their median
    std::int64_t messages = 100'000;
    std::vector<std::string> settings; ///< of the server, besides those that a bench needs (turns)
    bool show = false;                 ///< print the conversations of the script
};

/// Turns through the whole server, closed and open loop, beside its limits.
report measure_turns(const options& chosen);
/// Memory of the server for each connection that does nothing.
report measure_idle(const options& chosen);
/// From exec to /readyz.
report measure_start(const options& chosen);
/// Turns through the store alone, beside bare SQLite.
report measure_storage(const options& chosen);
/// CPU time of understanding, deciding, rendering and encoding one message.
report measure_step(const options& chosen);
/// How well messages are understood that nothing was learned from, how quickly, and what the engine makes of
/// public data sets.
report measure_understanding(const options& chosen);

} // namespace amends::bench
