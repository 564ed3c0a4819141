#pragma once

#include "bench/rehearsal.hpp"
#include "storage/store.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace amends::bench {

/// Conversations that hand their turns to a store, each the next one as soon as the last is stored.
class store_load {
public:
    /// Both outlive it.
    store_load(storage::store& into, const rehearsal& turns, int conversations);

    struct figures {
        std::vector<std::int64_t> waits_us; ///< from handing a turn in to its completion
        std::uint64_t commits = 0;
        std::chrono::duration<double> took{};
    };
    /// The turns of `window`, after `warm_up`.
    figures measure(std::chrono::milliseconds warm_up, std::chrono::milliseconds window);
    /// Stores whole conversations until there are `messages` transcript lines or a few more.
    void fill(std::int64_t messages);

private:
    struct talk {
        std::int64_t id = 0;
        std::size_t step = 0;
        std::chrono::steady_clock::time_point handed_in;
    };
    void begin(talk& one);
    void hand_in(talk& one);
    std::vector<talk*> stored();
    void finish_all();

    storage::store& store_;
    const rehearsal& turns_;
    std::vector<talk> talks_;
    std::int64_t last_id_ = 0;
    std::size_t under_way_ = 0;

    std::mutex mutex_;
    std::condition_variable some_;
    std::vector<talk*> stored_;
    problem trouble_;
};

} // namespace amends::bench
