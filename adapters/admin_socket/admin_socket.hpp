#pragma once

#include "bot/ports/runtime.hpp"
#include "bot/ports/server_link.hpp"
#include "dialogs/model/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace amends::adapters {

/// Answers one request, both JSON object texts without a line feed.
using admin_handler = std::function<boost::asio::awaitable<std::string>(std::string request)>;

/// The command line's way into the running server: a Unix socket `admin.sock` in the data directory that only
/// its owner may open. A request is a line of at most 4 MiB, its answer a line. At most 8 connections; one that
/// is silent for a minute is closed.
class admin_socket {
public:
    virtual ~admin_socket() = default;
    /// Closes the socket and waits for requests under way, at most `limit`.
    virtual boost::asio::awaitable<void> stop(std::chrono::milliseconds limit) = 0;
};

/// Call it while holding the store's lock: a socket that is there already belongs to a server that is gone,
/// and is replaced. Errors: "admin.io".
result<std::unique_ptr<admin_socket>> open_admin_socket(bot::runtime& runtime, const std::filesystem::path& data,
                                                        admin_handler handler);

/// The other end. An answer is waited for at most ten minutes (a backup of a large store), and has at most
/// 256 MiB. Errors: "link.none" when no server listens there, "link.forbidden" when this user may not ask
/// it (the message names who may), "link.io".
result<std::unique_ptr<bot::server_link>> connect_admin_socket(const std::filesystem::path& data);

} // namespace amends::adapters
