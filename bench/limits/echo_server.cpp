#include "bench/limits/echo_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace amends::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
constexpr auto awaitable_result = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> echo(asio::ip::tcp::socket socket)
{
    beast::websocket::stream<beast::tcp_stream, false> stream(std::move(socket));
    beast::get_lowest_layer(stream).socket().set_option(asio::ip::tcp::no_delay(true));
    stream.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::server));
    stream.text(true);
    if (auto [error] = co_await stream.async_accept(awaitable_result); error) co_return;
    beast::flat_buffer message;
    for (;;) {
        if (auto [error, size] = co_await stream.async_read(message, awaitable_result); error) co_return;
        if (auto [error, size] = co_await stream.async_write(message.data(), awaitable_result); error) co_return;
        message.clear();
    }
}

asio::awaitable<void> listen(std::uint16_t port)
{
    const auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::acceptor door(executor, {asio::ip::address_v4::loopback(), port});
    for (;;) {
        auto [error, socket] = co_await door.async_accept(awaitable_result);
        if (!error) asio::co_spawn(executor, echo(std::move(socket)), asio::detached);
    }
}

} // namespace

void serve_echo(std::uint16_t port)
{
    asio::io_context io(1);
    asio::co_spawn(io, listen(port), asio::detached);
    io.run();
}

} // namespace amends::bench
