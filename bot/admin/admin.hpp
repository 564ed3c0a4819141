#pragma once

#include "bot/ports/admin_command.hpp"
#include "bot/ports/log.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace amends::bot {

/// Answers what comes through the admin socket: a JSON object text with a `command`, answered by one with
/// `ok` true and the command's `result`, or `ok` false and the `code` and `message` of what is wrong. Thread-safe.
class admin {
public:
    admin(admin_commands commands, log_sink& log) : commands_(std::move(commands)), log_(log) {}

    boost::asio::awaitable<std::string> handle(std::string request) const;

private:
    admin_commands commands_;
    log_sink& log_;
};

} // namespace amends::bot
