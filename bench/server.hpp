#pragma once

#include "bench/process.hpp"

#include <cstdint>
#include <memory>

namespace amends::bench {

/// The real server, `amends serve`, on a data folder and a free port of loopback.
class server {
public:
    /// Starts it and waits until /readyz answers 200. Throws `failure` with the end of its log.
    server(const std::filesystem::path& program, const std::filesystem::path& data,
           const std::vector<std::string>& settings = {});

    std::uint16_t port() const { return port_; }
    pid_t id() const { return process_->id(); }
    /// From exec until /readyz said 200.
    std::chrono::duration<double, std::milli> ready_after() const { return ready_after_; }

    void stop() { process_->stop(); }
    void kill() { process_->kill(); }

private:
    std::uint16_t port_;
    std::unique_ptr<process> process_;
    std::chrono::duration<double, std::milli> ready_after_{};
};

/// A port of 127.0.0.1 that nobody listens on.
std::uint16_t free_port();

/// Whether somebody listens there.
bool listens(std::uint16_t port);

/// Whether GET `path` on that port answers 200; false also when nobody listens.
bool answers_ok(std::uint16_t port, const std::string& path);

} // namespace amends::bench
