#pragma once

#include "dialogs/model/message.hpp"
#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace amends::bot {

/// What a channel can do; texts are shaped to it.
struct channel_capabilities {
    bool buttons = true;
    bool typing = false;
    /// The server calls the platform for every line (outbox). Web chat does not: its clients keep cursors.
    bool push = false;
};

/// One line to hand to a platform.
struct outgoing {
    std::string to;              ///< the customer's key on the channel
    std::string idempotency_key; ///< the same for every attempt at this line
    std::string text;
    std::vector<option> options;
};

/// What became of one attempt ("When things fail", Outbox).
struct send_outcome {
    enum class kind : std::uint8_t {
        sent,
        unknown,        ///< no answer: it may have arrived
        not_before,     ///< not now; `wait` says when to try again
        rejected,       ///< this line will never be taken
        recipient_gone, ///< nor will any other to this customer
    };
    kind result = kind::unknown;
    std::chrono::milliseconds wait{};
    std::string platform_reference;
    std::string error; ///< for people, without the customer's words
};

/// A messaging platform that the server calls. `send` is called for one line of a conversation at a time.
class channel {
public:
    virtual ~channel() = default;
    virtual const std::string& name() const = 0;
    virtual channel_capabilities capabilities() const = 0;
    virtual boost::asio::awaitable<send_outcome> send(outgoing line) = 0;
};

} // namespace amends::bot
