#include "bench/load/client.hpp"

#include "bench/failure.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace amends::bench {
namespace {

// The sample of RFC 6455, 1.3: a key whose answer is known without computing a SHA-1 for each connection.
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view key_answer = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
constexpr std::uint32_t mask = 0x5AC3F19B; // fixed: masking guards proxies, and there is none
constexpr unsigned client_addresses = 200;

[[noreturn]] void fail(const char* call) { throw failure(std::string(call) + ": " + std::strerror(errno)); }

sockaddr_in loopback(std::uint32_t last_octets, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x7F000000U | last_octets);
    address.sin_port = htons(port);
    return address;
}

void bind_and_connect(int socket, unsigned number, std::uint16_t port)
{
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const auto from = loopback(0x100 + 1 + number % client_addresses, 0);
    if (bind(socket, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) fail("bind");
    const auto server = loopback(1, port);
    if (connect(socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 && errno != EINPROGRESS)
        fail("connect");
}

} // namespace

client::client(loop& on, const endpoint& to, unsigned number)
    : loop_(on), to_(to), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    if (socket_ < 0) fail("socket");
    try {
        bind_and_connect(socket_, number, to.port);
        loop_.watch(socket_, *this);
    } catch (...) {
        ::close(socket_);
        throw;
    }
}

client::~client()
{
    if (socket_ >= 0) ::close(socket_);
}

void client::on_ready(std::uint32_t events)
{
    if (stage_ == stage::connecting && (events & (EPOLLOUT | EPOLLERR)) != 0) upgrade();
    if (stage_ != stage::connecting && (events & EPOLLOUT) != 0 && !unsent_.empty()) flush();
    const bool over = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    if (((events & EPOLLIN) != 0 || over) && stage_ != stage::closed) receive(over);
}

void client::upgrade()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) throw failure(std::string("cannot connect: ") + std::strerror(error));
    stage_ = stage::upgrading;
    std::string request =
        "GET " + to_.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(to_.port) +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ";
    request += key;
    if (!to_.subprotocol.empty()) request += "\r\nSec-WebSocket-Protocol: " + to_.subprotocol;
    write(request += "\r\n\r\n");
}

void client::receive(bool to_the_end)
{
    auto& scratch = loop_.scratch();
    for (;;) {
        const auto count = recv(socket_, scratch.data(), scratch.size(), 0);
        if (count == 0) return ended("the server closed the connection");
        if (count < 0) {
            if (errno == EAGAIN || errno == EINTR) return;
            return ended(std::strerror(errno));
        }
        std::string_view bytes(scratch.data(), static_cast<std::size_t>(count));
        std::string joined;
        if (!partial_.empty()) {
            joined.swap(partial_);
            joined += bytes;
            bytes = joined;
        }
        while (consume(bytes)) {
        }
        if (stage_ == stage::closed) return;
        partial_.assign(bytes);
        if (bytes.empty() && partial_.capacity() > 64) std::string().swap(partial_);
        // Drained: the next byte makes a new edge. The end that was announced already does not.
        if (static_cast<std::size_t>(count) < scratch.size() && !to_the_end) return;
    }
}

bool client::consume(std::string_view& bytes)
{
    if (stage_ == stage::upgrading) return answered(bytes);
    const auto next = take_frame(bytes);
    if (next) on_frame(*next);
    return next && stage_ != stage::closed;
}

bool client::answered(std::string_view& bytes)
{
    const auto end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return false;
    const auto head = bytes.substr(0, end + 2);
    if (!head.starts_with("HTTP/1.1 101") || head.find(key_answer) == head.npos)
        throw failure("the upgrade was refused: " + std::string(head.substr(0, head.find("\r\n"))));
    bytes.remove_prefix(end + 4);
    stage_ = stage::open;
    on_open();
    return true;
}

void client::on_frame(const frame& taken)
{
    switch (taken.kind) {
    case opcode::text:
        if (stage_ == stage::open) on_text(taken.payload);
        return;
    case opcode::ping:
        send(opcode::pong, taken.payload);
        return;
    case opcode::pong:
        return;
    case opcode::close:
        if (stage_ != stage::closing) {
            const auto code = taken.payload.size() < 2 ? 0
                                                       : static_cast<unsigned char>(taken.payload[0]) * 256 +
                                                             static_cast<unsigned char>(taken.payload[1]);
            throw failure("the server closed with " + std::to_string(code) + " " +
                          std::string(taken.payload.substr(std::min<std::size_t>(2, taken.payload.size()))));
        }
        return; // it closes the connection next (RFC 6455, 7.1.1)
    case opcode::binary:
        break;
    }
    throw failure("the server sent a frame of an unexpected kind");
}

void client::send(opcode kind, std::string_view payload)
{
    thread_local std::string bytes;
    bytes.clear();
    append_frame(bytes, kind, payload, mask);
    write(bytes);
}

void client::write(std::string_view bytes)
{
    if (unsent_.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR) return ended(std::strerror(errno));
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    unsent_ += bytes;
}

void client::flush()
{
    std::string waiting;
    waiting.swap(unsent_);
    write(waiting);
}

void client::close()
{
    stage_ = stage::closing;
    send(opcode::close, std::string_view("\x03\xE8", 2));
}

void client::ended(const std::string& how)
{
    // A server may drop the connection right after it was told goodbye.
    if (stage_ != stage::closing) throw failure("lost a connection: " + how);
    stage_ = stage::closed;
    on_closed();
}

} // namespace amends::bench
