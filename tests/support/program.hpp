#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

namespace amends::testing {

/// A program of our own, run with pipes at its standard streams. What is still running at the end is killed.
class program {
public:
    using strings = std::vector<std::string>;

    enum class input { ends, stays_open };

    static constexpr std::chrono::seconds usual_patience{30};

    /// `environment` is all that it gets besides PATH. Standard input holds `typed`, and then ends or not.
    explicit program(strings command, const strings& environment = {}, const std::string& typed = {},
                     input then = input::ends)
    {
        int in[2];
        int out[2];
        int err[2];
        if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        std::vector<char*> arguments;
        for (auto& each : command) arguments.push_back(each.data());
        arguments.push_back(nullptr);
        strings variables = environment;
        variables.emplace_back("PATH=/usr/bin:/bin");
        std::vector<char*> variable_pointers;
        for (auto& each : variables) variable_pointers.push_back(each.data());
        variable_pointers.push_back(nullptr);
        id_ = ::fork();
        if (id_ < 0) throw std::runtime_error("no fork");
        if (id_ == 0) {
            ::dup2(in[0], 0);
            ::dup2(out[1], 1);
            ::dup2(err[1], 2);
            ::execve(arguments[0], arguments.data(), variable_pointers.data());
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        ::close(err[1]);
        for (std::size_t at = 0; at < typed.size();) {
            const auto written = ::write(in[1], typed.data() + at, typed.size() - at);
            if (written <= 0) break;
            at += static_cast<std::size_t>(written);
        }
        if (then == input::ends)
            ::close(in[1]);
        else
            in_ = in[1];
        streams_[0] = {out[0], POLLIN, 0};
        streams_[1] = {err[0], POLLIN, 0};
    }

    ~program()
    {
        if (code_ < 0) {
            ::kill(id_, SIGKILL);
            ::waitpid(id_, nullptr, 0);
        }
        if (in_ >= 0) ::close(in_);
        for (auto& each : streams_)
            if (each.fd >= 0) ::close(each.fd);
    }
    program(const program&) = delete;
    program& operator=(const program&) = delete;

    /// Reads on until standard output has `text`; false when it ends, or patience does, before that.
    bool says(const std::string& text)
    {
        return read_until([&] { return out_.find(text) != std::string::npos; });
    }
    void send(int signal) const { ::kill(id_, signal); }
    /// Its exit code, or 128 and the signal that ended it. Throws when patience ends first.
    int wait(std::chrono::seconds patience = usual_patience)
    {
        if (code_ >= 0) return code_;
        if (!read_until([] { return false; }, patience) && (streams_[0].fd >= 0 || streams_[1].fd >= 0))
            throw std::runtime_error("the program does not end");
        int status = 0;
        ::waitpid(id_, &status, 0);
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return code_;
    }
    const std::string& out() const { return out_; }
    const std::string& err() const { return err_; }

private:
    template <class Enough> bool read_until(Enough enough, std::chrono::seconds patience = usual_patience)
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!enough()) {
            if (streams_[0].fd < 0 && streams_[1].fd < 0) return false;
            if (std::chrono::steady_clock::now() > end) return false;
            if (::poll(streams_, 2, 200) <= 0) continue;
            take(streams_[0], out_);
            take(streams_[1], err_);
        }
        return true;
    }

    static void take(pollfd& from, std::string& into)
    {
        if (from.fd < 0 || (from.revents & (POLLIN | POLLHUP | POLLERR)) == 0) return;
        char part[4096];
        const auto got = ::read(from.fd, part, sizeof part);
        if (got > 0) {
            into.append(part, static_cast<std::size_t>(got));
        } else {
            ::close(from.fd);
            from.fd = -1;
        }
    }

    pid_t id_ = -1;
    int in_ = -1;
    pollfd streams_[2] = {{-1, 0, 0}, {-1, 0, 0}};
    std::string out_;
    std::string err_;
    int code_ = -1;
};

} // namespace amends::testing
