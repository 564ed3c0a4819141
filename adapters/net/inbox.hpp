#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace amends::adapters {

/// Where other strands leave what a session shall do; the session takes all of it in one go, so that several things
/// that happen together cost one hop between strands. Bounded; holds no memory while empty.
template <class Event> class inbox {
public:
    enum class put : std::uint8_t { first, more, full };

    /// `first` means: the owner must be told to `take`.
    put push(Event event, std::size_t limit)
    {
        std::lock_guard lock(mutex_);
        if (events_.size() >= limit) {
            overflowed_ = true;
            return put::full;
        }
        events_.push_back(std::move(event));
        return events_.size() == 1 ? put::first : put::more;
    }

    struct batch {
        std::vector<Event> events;
        bool overflowed = false; ///< something was refused since the last one
    };
    batch take()
    {
        std::lock_guard lock(mutex_);
        return {std::exchange(events_, {}), std::exchange(overflowed_, false)};
    }

private:
    std::mutex mutex_;
    std::vector<Event> events_;
    bool overflowed_ = false;
};

} // namespace amends::adapters
