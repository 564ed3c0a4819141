#pragma once

#include "bench/report.hpp"

#include <filesystem>

namespace amends::bench {

/// Trains the engine on public data sets (bench/data) and adds how well it does on their test parts. What
/// has to be chosen is chosen on their training and validation parts.
void measure_public_sets(const std::filesystem::path& data, report& into);

} // namespace amends::bench
