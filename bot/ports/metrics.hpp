#pragma once

#include <cstdint>

namespace amends::bot {

/// Everything that is counted, in one place so that names cannot drift. `bot/observe` exports each as a
/// Prometheus series; a golden test pins the names.
enum class counter : std::uint8_t {
    connections_accepted,
    connections_refused, ///< over a limit
    accept_errors,       ///< out of descriptors and the like
    frames_in,
    frames_out,
    protocol_errors,
    resyncs, ///< slow readers sent back to the store
    turns_committed,
    turns_duplicate,
    turns_refused, ///< mailbox full
    turns_failed,  ///< the store would not take them
    poison_turns,
    tree_defects,
    floor_conflicts,
    takeovers,
    agents_vanished,
    timers_fired,
    outbox_sent,
    outbox_retried,
    outbox_unknown,
    outbox_dead,
    sign_ins,
    sign_ins_refused,
    count_ ///< how many there are
};

enum class gauge : std::uint8_t {
    connections,
    conversations_hot, ///< actors in memory
    conversations_waiting,
    agents_online,
    store_queue,
    timers_pending,
    count_
};

/// Durations in seconds, as histograms.
enum class duration : std::uint8_t {
    turn,   ///< mailbox in to commit out
    step,   ///< understanding and deciding
    commit, ///< handed to the store until its completion
    wait_for_human,
    count_
};

/// Where numbers go. Thread-safe, lock-free or nearly: called on the hot path.
class metric_sink {
public:
    virtual ~metric_sink() = default;
    virtual void add(counter c, std::int64_t n = 1) = 0;
    virtual void set(gauge g, std::int64_t value) = 0;
    virtual void observe(duration d, double seconds) = 0;
};

} // namespace amends::bot
