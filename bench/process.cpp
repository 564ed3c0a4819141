#include "bench/process.hpp"

#include "bench/failure.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace amends::bench {

process::process(const std::vector<std::string>& command, const std::filesystem::path& log)
{
    std::vector<char*> arguments;
    for (const auto& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (output < 0 || nothing < 0) throw failure("cannot write " + log.string());
    const pid_t parent = getpid();
    id_ = fork();
    if (id_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
        dup2(nothing, 0);
        dup2(output, 1);
        dup2(output, 2);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    close(output);
    close(nothing);
    if (id_ < 0) throw failure(std::string("fork: ") + std::strerror(errno));
}

process::~process() { kill(); }

std::optional<int> process::wait_for(std::chrono::milliseconds limit)
{
    if (status_) return status_;
    const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, id_, 0));
    if (descriptor >= 0) {
        pollfd ended{descriptor, POLLIN, 0};
        poll(&ended, 1, static_cast<int>(limit.count()));
        close(descriptor);
    }
    int status = 0;
    if (waitpid(id_, &status, WNOHANG) == id_) status_ = status;
    return status_;
}

bool process::running() { return !wait_for(std::chrono::milliseconds{0}); }

void process::stop()
{
    if (!status_) ::kill(id_, SIGTERM);
    const auto status = wait_for(std::chrono::seconds{30});
    if (!status) throw failure("the server did not stop within 30 s");
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0) throw failure("the server did not stop in order");
}

void process::kill()
{
    if (status_) return;
    ::kill(id_, SIGKILL);
    int status = 0;
    waitpid(id_, &status, 0);
    status_ = status;
}

} // namespace amends::bench
