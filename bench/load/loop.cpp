#include "bench/load/loop.hpp"

#include "bench/failure.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <unistd.h>

namespace amends::bench {

loop::loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)), scratch_(std::size_t{64} << 10, '\0')
{
    if (epoll_ < 0) throw failure(std::string("epoll_create1: ") + std::strerror(errno));
}

loop::~loop() { ::close(epoll_); }

void loop::watch(int descriptor, source& on)
{
    epoll_event wanted{};
    wanted.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    wanted.data.ptr = &on;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &wanted) != 0)
        throw failure(std::string("epoll_ctl: ") + std::strerror(errno));
}

void loop::bury(std::unique_ptr<source> gone) { buried_.push_back(std::move(gone)); }

void loop::run_once(moment until)
{
    std::array<epoll_event, 512> events;
    const auto wait = std::max(std::chrono::nanoseconds{0}, std::chrono::nanoseconds{until - steady::now()});
    const timespec limit{static_cast<time_t>(wait.count() / 1'000'000'000),
                         static_cast<long>(wait.count() % 1'000'000'000)};
    const int count = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &limit, nullptr);
    if (count < 0 && errno != EINTR) throw failure(std::string("epoll_pwait2: ") + std::strerror(errno));
    for (int i = 0; i < count; ++i)
        static_cast<source*>(events[static_cast<std::size_t>(i)].data.ptr)
            ->on_ready(events[static_cast<std::size_t>(i)].events);
    buried_.clear();
}

void loop::run_until(const std::function<bool()>& done, std::chrono::milliseconds limit, const char* what)
{
    const auto deadline = steady::now() + limit;
    while (!done()) {
        const auto now = steady::now();
        if (now > deadline) throw failure("gave up after " + std::to_string(limit.count() / 1000) + " s: " + what);
        run_once(std::min(deadline, now + std::chrono::milliseconds{100}));
    }
}

} // namespace amends::bench
