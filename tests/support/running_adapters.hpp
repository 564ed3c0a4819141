#pragma once

#include "adapters/server.hpp"
#include "tests/support/fake_accounts.hpp"
#include "tests/support/fake_desk.hpp"
#include "tests/support/fake_registry.hpp"
#include "tests/support/fake_runtime.hpp"
#include "tests/support/raw_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace amends::tests {

/// The real network side on a free port of loopback, over a bot in memory, with two I/O threads.
class running_adapters {
public:
    explicit running_adapters(adapters::limits bounds = quick(), const std::function<void(bot::config&)>& change = {},
                              bot::authoring* trees = nullptr)
    {
        settings.port = 0;
        if (change) change(settings);
        auto made = adapters::listen(
            {run, settings, conversations, desk, accounts, trees, "a visitor secret for tests",
             [this] { return "accept_errors " + std::to_string(metrics.of(bot::counter::accept_errors)) + "\n"; }},
            bounds);
        if (!made) throw std::runtime_error(made.error().code + ": " + made.error().message);
        server = std::move(*made);
        for (int i = 0; i < 2; ++i) threads.emplace_back([this] { io.run(); });
    }
    ~running_adapters()
    {
        if (server) stop(std::chrono::milliseconds(500));
        guard.reset();
        for (auto& each : threads) each.join();
    }

    void stop(std::chrono::milliseconds limit)
    {
        boost::asio::co_spawn(io, server->stop(limit), boost::asio::use_future).get();
        server.reset();
    }

    /// The usual limits with short waits.
    static adapters::limits quick()
    {
        adapters::limits bounds;
        bounds.sweep = std::chrono::milliseconds(10);
        bounds.close_wait = std::chrono::milliseconds(100);
        return bounds;
    }

    std::uint16_t port() const { return server->port(); }

    bot::config settings;
    boost::asio::io_context io;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{io.get_executor()};
    boost::asio::thread_pool workers{1};
    bot::system_clock time;
    silent_log log;
    fake_metrics metrics;
    bot::runtime run{io, workers, time, log, metrics};
    fake_registry conversations{io};
    fake_desk desk{io};
    fake_accounts accounts;
    std::unique_ptr<adapters::server> server;
    std::vector<std::thread> threads;
};

/// Waits until `condition` holds, at most 10 s.
template <class Condition> bool eventually(Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

} // namespace amends::tests
