#pragma once

#include "adapters/net/limits.hpp"
#include "adapters/net/socket.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/ports/runtime.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace amends::adapters::chat {

/// What all chat sessions share; outlives them.
struct room {
    bot::runtime& runtime;
    bot::registry& conversations;
    std::string visitor_secret;
    std::chrono::seconds heartbeat;
    adapters::limits limits;
};

/// A session of `amends.chat.v1` on a socket that has just opened (docs/chat-protocol.md).
std::shared_ptr<socket_listener> open_session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire);

} // namespace amends::adapters::chat
