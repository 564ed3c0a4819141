#pragma once

#include "adapters/net/service.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>

#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace amends::adapters {

/// One strand a connection, its type spelled out: the type-erased one costs an allocation at every step.
using connection_strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, connection_strand>;

/// Takes an accepted socket from here on: HTTP, then perhaps WebSocket. Returns at once.
void serve_plain(service_ptr host, tcp_socket socket, std::unique_ptr<seat> place);
/// The same behind TLS.
void serve_tls(service_ptr host, std::shared_ptr<boost::asio::ssl::context> context, tcp_socket socket,
               std::unique_ptr<seat> place);

} // namespace amends::adapters
