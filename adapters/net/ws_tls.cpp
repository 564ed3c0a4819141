#include "adapters/net/http_connection.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

namespace amends::adapters {

namespace {

// Keeps the TLS context for as long as a connection made with it.
class tls_stream : public boost::asio::ssl::stream<tcp_socket> {
public:
    tls_stream(tcp_socket&& socket, std::shared_ptr<boost::asio::ssl::context> context)
        : boost::asio::ssl::stream<tcp_socket>(std::move(socket), *context), context_(std::move(context))
    {}

private:
    std::shared_ptr<boost::asio::ssl::context> context_;
};

boost::asio::awaitable<bool> shake_hands(tls_stream& stream)
{
    auto [error] =
        co_await stream.async_handshake(tls_stream::server, boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return !error;
}

} // namespace

void serve_tls(service_ptr host, std::shared_ptr<boost::asio::ssl::context> context, tcp_socket socket,
               std::unique_ptr<seat> place)
{
    std::make_shared<http_connection<tls_stream>>(std::move(host), tls_stream(std::move(socket), std::move(context)),
                                                  std::move(place))
        ->start();
}

} // namespace amends::adapters
