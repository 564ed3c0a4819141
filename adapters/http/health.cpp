#include "adapters/http/health.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace amends::adapters {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto token() { return asio::as_tuple(asio::use_awaitable); }

// Any reaction will do: who is accepted and sent away (over the limit; no handshake, behind TLS) was accepted. A loop
// that no longer accepts leaves the connection in the kernel's backlog, where nothing happens.
asio::awaitable<bool> answers(tcp::endpoint where)
{
    tcp::socket socket(co_await asio::this_coro::executor);
    auto [connect_error] = co_await socket.async_connect(where, token());
    if (connect_error) co_return false;
    static constexpr std::string_view question = "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    auto [write_error, written] = co_await asio::async_write(socket, asio::buffer(question), token());
    if (write_error || written == 0) co_return false;
    std::array<char, 64> answer;
    auto [read_error, size] = co_await socket.async_read_some(asio::buffer(answer), token());
    co_return size > 0 || read_error == asio::error::eof || read_error == asio::error::connection_reset;
}

} // namespace

asio::awaitable<http_response> health::healthz(http_request) const
{
    using namespace asio::experimental::awaitable_operators;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(door_->own_address(), error);
    asio::steady_timer limit(co_await asio::this_coro::executor, std::chrono::seconds(2));
    auto first = co_await (answers({address, door_->port()}) || limit.async_wait(token()));
    const bool* alive = std::get_if<0>(&first);
    if (alive && *alive) co_return json_response(200, R"({"status":"ok"})");
    co_return problem_response(503, "not_accepting", "a connection to this server itself was not answered");
}

asio::awaitable<http_response> health::readyz(http_request) const
{
    const bool ready = co_await conversations_.ready();
    if (ready) co_return json_response(200, R"({"status":"ready"})");
    co_return problem_response(503, "not_ready", "the store takes no turns now");
}

} // namespace amends::adapters
