#pragma once

#include "bench/load/chat_client.hpp"

#include <memory>
#include <vector>

namespace amends::bench {

/// Visitors that were welcomed and then say nothing: they send the protocol's `ping` once in each heartbeat.
class idlers {
public:
    /// Connects and greets `connections`.
    idlers(loop& on, const endpoint& to, const script& words, int connections);
    ~idlers();

    /// Keeps the heartbeats going for `length`.
    void run_for(std::chrono::milliseconds length);
    /// Heartbeats that every connection has had answered.
    int whole_rounds() const;
    /// Pings everybody and waits for every answer. Throws `failure` when one is missing.
    void prove_all_alive();

private:
    class idler;

    void beat(moment now);

    loop& loop_;
    std::vector<std::unique_ptr<idler>> all_;
    std::chrono::milliseconds heartbeat_{25'000};
    int welcomed_ = 0;
    std::int64_t pings_ = 0;
    std::int64_t pongs_ = 0;
    moment next_;          ///< when the next one is to send its heartbeat
    std::size_t turn_ = 0; ///< which one
};

} // namespace amends::bench
