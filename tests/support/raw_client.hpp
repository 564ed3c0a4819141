#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// A blocking client that says exactly the bytes it is told to, so that tests can misbehave.
namespace amends::tests {

class raw_client {
public:
    explicit raw_client(std::uint16_t port, int receive_buffer = 0)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (fd_ < 0) throw std::runtime_error("no socket");
        if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        int one = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("no connection");
    }
    ~raw_client() { hang_up(); }
    raw_client(const raw_client&) = delete;
    raw_client& operator=(const raw_client&) = delete;

    void hang_up()
    {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

    void send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return; // the other side is gone: reading will tell
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    /// Reads on until `enough` bytes are there or the connection ends; false at its end or after 10 s.
    bool fill(std::size_t enough)
    {
        while (in_.size() < enough) {
            pollfd ready{fd_, POLLIN, 0};
            if (::poll(&ready, 1, 10'000) <= 0) throw std::runtime_error("the server said nothing for 10 s");
            char chunk[4096];
            auto got = ::recv(fd_, chunk, sizeof chunk, 0);
            if (got <= 0) return false;
            in_.append(chunk, static_cast<std::size_t>(got));
        }
        return true;
    }
    bool closed_by_server() { return !fill(in_.size() + 1); }
    /// True when something can be read at once.
    bool pending()
    {
        pollfd ready{fd_, POLLIN, 0};
        return !in_.empty() || ::poll(&ready, 1, 0) > 0;
    }

    std::string take(std::size_t size)
    {
        if (!fill(size)) throw std::runtime_error("the connection ended");
        auto taken = in_.substr(0, size);
        in_.erase(0, size);
        return taken;
    }
    std::string take_until(std::string_view mark)
    {
        std::size_t at;
        while ((at = in_.find(mark)) == std::string::npos)
            if (!fill(in_.size() + 1)) throw std::runtime_error("the connection ended");
        return take(at + mark.size());
    }

    struct answer {
        int status = 0;
        std::string head;
        std::string body;
        /// Value of a header, its name in the case the server writes; empty when absent.
        std::string header(const std::string& name) const
        {
            const auto at = head.find("\r\n" + name + ": ");
            if (at == std::string::npos) return {};
            const auto begin = at + name.size() + 4;
            return head.substr(begin, head.find("\r\n", begin) - begin);
        }
    };
    answer read_answer(bool without_body = false)
    {
        answer a;
        a.head = take_until("\r\n\r\n");
        a.status = std::stoi(a.head.substr(9, 3));
        const auto length = a.header("Content-Length");
        if (!without_body && !length.empty()) a.body = take(std::stoul(length));
        return a;
    }
    answer get(const std::string& path, const std::string& headers = {}) { return request("GET", path, headers, {}); }
    answer request(const std::string& method, const std::string& path, const std::string& headers,
                   const std::string& body)
    {
        std::string text = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
        if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        send(text + "\r\n" + body);
        return read_answer(method == "HEAD");
    }

    // WebSocket
    answer upgrade(const std::string& path, const std::string& subprotocol, const std::string& headers = {})
    {
        send("GET " + path +
             " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
             (subprotocol.empty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + headers + "\r\n");
        auto a = read_answer(true);
        if (a.status != 101 && !a.header("Content-Length").empty())
            a.body = take(std::stoul(a.header("Content-Length")));
        return a;
    }

    /// A masked frame; `opcode` with the FIN bit.
    static std::string frame(unsigned char opcode, std::string_view payload)
    {
        std::string f{static_cast<char>(opcode)};
        if (payload.size() < 126) {
            f += static_cast<char>(0x80 | payload.size());
        } else if (payload.size() <= 0xFFFF) {
            f += static_cast<char>(0x80 | 126);
            f += static_cast<char>(payload.size() >> 8);
            f += static_cast<char>(payload.size() & 0xFF);
        } else {
            f += static_cast<char>(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) f += static_cast<char>((payload.size() >> shift) & 0xFF);
        }
        const std::string mask = "\x11\x22\x33\x44";
        f += mask;
        for (std::size_t i = 0; i < payload.size(); ++i) f += static_cast<char>(payload[i] ^ mask[i % 4]);
        return f;
    }
    void text(std::string_view payload) { send(frame(0x81, payload)); }

    struct message {
        unsigned char opcode = 0; ///< 1 text, 8 close, 9 ping, 10 pong; 0 when the connection ended without a word
        std::string payload;
        int close_code() const
        {
            if (opcode != 8 || payload.size() < 2) return 0;
            return (static_cast<unsigned char>(payload[0]) << 8) | static_cast<unsigned char>(payload[1]);
        }
    };
    message read_message()
    {
        if (!fill(2)) return {};
        auto head = take(2);
        std::size_t size = static_cast<unsigned char>(head[1]);
        if (size >= 126) {
            const auto bytes = take(size == 126 ? 2 : 8);
            size = 0;
            for (char c : bytes) size = (size << 8) | static_cast<unsigned char>(c);
        }
        return {static_cast<unsigned char>(head[0] & 0x0F), take(size)};
    }
    /// The next text message; control frames between are skipped, a close is an error.
    std::string read_text()
    {
        for (;;) {
            auto m = read_message();
            if (m.opcode == 1) return m.payload;
            if (m.opcode == 8 || m.opcode == 0)
                throw std::runtime_error("closed with " + std::to_string(m.close_code()));
        }
    }
    /// The code that the server closes with; what it says before is skipped.
    int read_close()
    {
        for (;;) {
            auto m = read_message();
            if (m.opcode == 8) {
                close_reason_ = m.payload.size() > 2 ? m.payload.substr(2) : std::string{};
                return m.close_code();
            }
            if (m.opcode == 0) return 0;
        }
    }
    /// The reason that came with it.
    const std::string& close_reason() const { return close_reason_; }

private:
    int fd_;
    std::string in_;
    std::string close_reason_;
};

} // namespace amends::tests
