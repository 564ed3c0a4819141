#pragma once

#include <cstdint>
#include <vector>

namespace amends::bench {

/// The smallest value that at least `part` (0..1) of `values` do not exceed; 0 for none. Reorders them.
std::int64_t percentile(std::vector<std::int64_t>& values, double part);

/// The middle value, or the mean of the two middle ones; 0 for none.
double median(std::vector<double> values);

} // namespace amends::bench
