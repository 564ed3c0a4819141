#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace amends::adapters {

/// What an open WebSocket tells the session on it. Called on the socket's strand.
class socket_listener {
public:
    virtual ~socket_listener() = default;
    /// One text message: valid UTF-8, within limits::message_bytes. The view ends with the call.
    virtual void on_text(std::string_view text) = 0;
    /// A queue that had to wait for the other side is empty again.
    virtual void on_drained() = 0;
    /// The socket is gone; nothing follows.
    virtual void on_closed() = 0;
};

/// An open WebSocket (RFC 6455, server side) as sessions see it. Every call belongs on `executor()`, the
/// connection's strand. Reading pauses while the outgoing queue is full, so that whoever does not read cannot
/// make us write without bound.
class socket {
public:
    virtual ~socket() = default;
    virtual boost::asio::any_io_executor executor() = 0;

    enum class sent : std::uint8_t {
        queued,
        full,   ///< the queue is at its limit: nothing was taken
        closed, ///< closing or closed: nothing was taken
    };
    /// Queues one text message; it leaves with the next `flush`.
    virtual sent send(std::string_view text) = 0;
    /// Queues an answer to a frame of the client's even when the queue is at its limit: bounded, because no
    /// further frames are read while it is.
    virtual void answer(std::string_view text) = 0;
    /// Writes what is queued: many messages, one system call.
    virtual void flush() = 0;
    /// True when everything is with the kernel.
    virtual bool drained() const = 0;

    /// The client is expected to say something meaningful within `wait`: closes with `code` unless
    /// `expect` or `heartbeat` is called before.
    virtual void expect(std::chrono::milliseconds wait, std::uint16_t code) = 0;
    /// From now on: a WebSocket ping after `beat` of silence, 4408 after two.
    virtual void heartbeat(std::chrono::milliseconds beat) = 0;
    /// Sends what is queued, then a close frame; the first call counts.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

/// Close codes of our protocols (docs/chat-protocol.md).
namespace close_code {
inline constexpr std::uint16_t not_text = 1003;
inline constexpr std::uint16_t internal = 1011;
inline constexpr std::uint16_t restarting = 1012;
inline constexpr std::uint16_t too_many = 1013;
inline constexpr std::uint16_t malformed = 4400;
inline constexpr std::uint16_t unauthorised = 4401;
inline constexpr std::uint16_t silent = 4408;
inline constexpr std::uint16_t hello_twice = 4409;
inline constexpr std::uint16_t too_fast = 4429;
} // namespace close_code

} // namespace amends::adapters
