#include "bench/server.hpp"

#include "bench/failure.hpp"

#include <arpa/inet.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

struct tcp {
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ~tcp() { close(descriptor); }
};

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

std::string end_of(const std::filesystem::path& log)
{
    std::ifstream in(log);
    const std::string all((std::istreambuf_iterator<char>(in)), {});
    return all.substr(all.size() > 2000 ? all.size() - 2000 : 0);
}

} // namespace

std::uint16_t free_port()
{
    const tcp probe;
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(probe.descriptor, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        getsockname(probe.descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw failure("there is no free port on 127.0.0.1");
    return ntohs(address.sin_port);
}

bool listens(std::uint16_t port)
{
    const tcp asking;
    const auto address = loopback(port);
    return connect(asking.descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool answers_ok(std::uint16_t port, const std::string& path)
{
    const tcp asking;
    const timeval limit{2, 0};
    setsockopt(asking.descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const auto address = loopback(port);
    if (connect(asking.descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return false;
    const auto request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    if (send(asking.descriptor, request.data(), request.size(), MSG_NOSIGNAL) < 0) return false;
    std::string answer(12, '\0');
    return recv(asking.descriptor, answer.data(), answer.size(), MSG_WAITALL) == 12 && answer.ends_with(" 200");
}

server::server(const std::filesystem::path& program, const std::filesystem::path& data,
               const std::vector<std::string>& settings)
    : port_(free_port())
{
    if (!std::filesystem::exists(program)) throw failure("there is no server program " + program.string());
    std::vector<std::string> command{program.string(), "serve",
                                     "--set",          "server.data=" + data.string(),
                                     "--set",          "server.port=" + std::to_string(port_)};
    for (const auto& each : settings) command.insert(command.end(), {"--set", each});
    const auto log = data.string() + ".log";
    const auto started = std::chrono::steady_clock::now();
    process_ = std::make_unique<process>(command, log);
    while (!answers_ok(port_, "/readyz")) {
        if (!process_->running()) throw failure("the server does not start:\n" + end_of(log));
        if (std::chrono::steady_clock::now() - started > 60s)
            throw failure("the server is not ready after 60 s:\n" + end_of(log));
        std::this_thread::sleep_for(500us);
    }
    ready_after_ = std::chrono::steady_clock::now() - started;
}

} // namespace amends::bench
