#pragma once

#include "adapters/net/limits.hpp"
#include "adapters/net/socket.hpp"
#include "bot/auth/accounts.hpp"
#include "bot/conversation/registry.hpp"
#include "bot/desk/desk.hpp"
#include "bot/ports/runtime.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace amends::adapters::desk {

/// What all desk sessions share; outlives them.
struct room {
    bot::runtime& runtime;
    bot::registry& conversations;
    bot::desk& desk;
    bot::accounts& accounts;
    std::chrono::seconds heartbeat;
    adapters::limits limits;
};

/// A session of `amends.desk.v1` on a socket that has just opened; `secret` is the cookie's. Without a session behind
/// it the socket is closed with 4401.
std::shared_ptr<socket_listener> open_session(std::shared_ptr<const room> place, std::shared_ptr<socket> wire,
                                              std::string secret);

} // namespace amends::adapters::desk
