#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace amends::bench {

/// A child process. It dies with its parent, and is killed by the destructor should it still run.
class process {
public:
    /// Runs `command`; its output goes to `log`. Throws `failure`.
    process(const std::vector<std::string>& command, const std::filesystem::path& log);
    ~process();
    process(const process&) = delete;
    process& operator=(const process&) = delete;

    pid_t id() const { return id_; }
    bool running();
    /// SIGTERM, then up to 30 s. Throws `failure` unless it ends with 0.
    void stop();
    /// SIGKILL.
    void kill();

private:
    std::optional<int> wait_for(std::chrono::milliseconds limit);

    pid_t id_ = -1;
    std::optional<int> status_; ///< of waitpid, once it ended
};

} // namespace amends::bench
