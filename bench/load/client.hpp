#pragma once

#include "bench/load/frames.hpp"
#include "bench/load/loop.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace amends::bench {

/// Where the server listens and what is asked of it. Clients come from many loopback addresses, so that neither
/// ports nor closed connections that the kernel still remembers run out.
struct endpoint {
    std::uint16_t port = 0;
    std::string path = "/";
    std::string subprotocol; ///< empty: none
};

/// One WebSocket connection over plain TCP, not blocking, as cheap as it gets: no timer, no buffer while idle.
/// Derived classes react. Troubles are `failure`s thrown out of the loop: a load client that lost a connection
/// measures nothing.
class client : public loop::source {
public:
    /// Connects from the `number`th loopback address.
    client(loop& on, const endpoint& to, unsigned number);
    ~client() override;
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    void send(std::string_view text) { send(opcode::text, text); }
    /// Says goodbye (1000); `on_closed` follows when the server has answered and closed.
    void close();

protected:
    virtual void on_open() = 0;
    virtual void on_text(std::string_view text) = 0;
    /// After `close`. May bury the client.
    virtual void on_closed() = 0;

    loop& loop_;

private:
    enum class stage : std::uint8_t { connecting, upgrading, open, closing, closed };

    void on_ready(std::uint32_t events) override;
    void send(opcode kind, std::string_view payload);
    void upgrade();
    void receive(bool to_the_end);
    bool consume(std::string_view& bytes);
    bool answered(std::string_view& bytes);
    void on_frame(const frame& taken);
    void write(std::string_view bytes);
    void flush();
    void ended(const std::string& how);

    const endpoint& to_;
    int socket_;
    stage stage_ = stage::connecting;
    std::string partial_; ///< of a frame not yet complete
    std::string unsent_;
};

} // namespace amends::bench
