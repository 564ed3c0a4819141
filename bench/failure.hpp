#pragma once

#include <stdexcept>

namespace amends::bench {

/// The measurement cannot be made or is worth nothing: the server does not start, a reply is missing. Caught
/// in `main`, which prints it and ends with 1.
struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace amends::bench
