#pragma once

#include "bench/load/client.hpp"

#include <memory>
#include <vector>

namespace amends::bench {

/// Connections to an echo server, the same client as for the chat; each sends again as soon as it got its message back.
class echo_load {
public:
    /// Opens `connections`. Messages have `size` bytes.
    echo_load(loop& on, const endpoint& to, int connections, std::size_t size);
    ~echo_load();

    /// Messages a second in `window`, after `warm_up`.
    double measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window);

private:
    class caller;

    loop& loop_;
    std::string message_;
    std::vector<std::unique_ptr<caller>> callers_;
    int open_ = 0;
    int idle_ = 0;
    bool calling_ = false;
    std::int64_t echoes_ = 0;
};

} // namespace amends::bench
