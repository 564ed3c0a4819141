#pragma once

#include "bot/ports/clock.hpp"
#include "bot/ports/log.hpp"
#include "bot/ports/metrics.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

namespace amends::bot {

/// What every part of the running server shares. Owned by the composition root, outlives all of them.
struct runtime {
    boost::asio::io_context& io;       ///< I/O threads: coroutines, never blocking
    boost::asio::thread_pool& workers; ///< bounded: store reads, password hashing, exports
    const clock& time;
    log_sink& log;
    metric_sink& metrics;
};

} // namespace amends::bot
