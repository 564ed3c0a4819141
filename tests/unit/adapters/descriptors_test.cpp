#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace amends;
using namespace amends::tests;
using namespace std::chrono_literals;

namespace {

// A server in a process of its own that may open few descriptors; tells its port, ends when its input does.
[[noreturn]] void serve_with_few_descriptors(int to_parent, int from_parent)
{
    const rlimit few{40, 40};
    ::setrlimit(RLIMIT_NOFILE, &few);
    auto bounds = running_adapters::quick();
    bounds.accept_pause = 5ms;
    running_adapters server(bounds);
    const auto port = server.port();
    char end = 0;
    if (::write(to_parent, &port, sizeof port) == sizeof port) [[maybe_unused]]
        auto got = ::read(from_parent, &end, 1);
    ::_exit(0);
}

} // namespace

TEST_CASE("a server that runs out of descriptors keeps its port and serves on when there are some again", "[http]")
{
    int down[2], up[2];
    REQUIRE(::pipe(down) == 0);
    REQUIRE(::pipe(up) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(down[1]);
        serve_with_few_descriptors(up[1], down[0]);
    }
    ::close(down[0]);
    ::close(up[1]);
    std::uint16_t port = 0;
    REQUIRE(::read(up[0], &port, sizeof port) == sizeof port);

    std::vector<std::unique_ptr<raw_client>> crowd;
    for (int i = 0; i < 60; ++i) crowd.push_back(std::make_unique<raw_client>(port)); // the kernel's backlog takes them
    // While it cannot accept, it still serves whom it has accepted.
    REQUIRE(eventually([&] { return crowd.front()->get("/metrics").body != "accept_errors 0\n"; }));
    crowd.resize(10);
    // Those that waited and have gone are drained; a new one is served.
    raw_client later(port);
    CHECK(later.get("/readyz").status == 200);
    CHECK(raw_client(port).get("/healthz").status == 200);

    ::close(down[1]);
    int status = 0;
    CHECK(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    ::close(up[0]);
}
