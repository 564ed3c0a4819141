#pragma once

#include <chrono>
#include <cstdint>

namespace amends::adapters {

/// Counts events in windows of ten seconds: cheap, and at worst twice the limit across a border.
class rate_window {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Counts one event at `now`; false when the window already holds `limit`.
    bool take(time_point now, int limit)
    {
        if (now - began_ >= std::chrono::seconds(10)) {
            began_ = now;
            count_ = 0;
        }
        return ++count_ <= limit;
    }

private:
    time_point began_{};
    std::int32_t count_ = 0;
};

} // namespace amends::adapters
