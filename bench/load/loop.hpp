#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace amends::bench {

using steady = std::chrono::steady_clock;
using moment = steady::time_point;

/// The load client's event loop: epoll, one thread. Descriptors are edge-triggered and registered once.
class loop {
public:
    class source {
    public:
        virtual ~source() = default;
        virtual void on_ready(std::uint32_t events) = 0;
    };

    loop();
    ~loop();
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;

    /// Until the descriptor is closed. `on` must outlive that, and the round of events in which it happens: see `bury`.
    void watch(int descriptor, source& on);
    /// Destroys `gone` once no event of the current round can name it any more.
    void bury(std::unique_ptr<source> gone);
    /// Waits for events until `until` at the latest and hands them out.
    void run_once(moment until);
    /// Runs until `done()`. Throws `failure` naming `what` when that takes longer than `limit`.
    void run_until(const std::function<bool()>& done, std::chrono::milliseconds limit, const char* what);

    /// Where every connection reads to first; 64 KiB.
    std::string& scratch() { return scratch_; }

private:
    int epoll_;
    std::string scratch_;
    std::vector<std::unique_ptr<source>> buried_;
};

} // namespace amends::bench
