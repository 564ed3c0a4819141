#include "adapters/net/http_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>

namespace amends::adapters {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t largest_answer = 64 * 1024;
constexpr std::uint32_t largest_header = 8 * 1024;

web_answer failed(std::string_view doing, const boost::system::error_code& error)
{
    return {0, {}, std::string(doing) + ": " + error.message()};
}

/// Sends `question` and reads the answer, on a stream that is open.
template <class Stream> asio::awaitable<web_answer> exchange(Stream& stream, std::string question)
{
    auto [sent, written] = co_await asio::async_write(stream, asio::buffer(question), token);
    if (sent) co_return failed("sending the question", sent);
    http::response_parser<http::string_body> parser;
    parser.header_limit(largest_header);
    parser.body_limit(largest_answer);
    parser.eager(true);
    std::array<char, 4096> chunk{};
    std::string waiting; // read and not parsed yet
    while (!parser.is_done()) {
        auto [read, size] = co_await stream.async_read_some(asio::buffer(chunk), token);
        boost::system::error_code wrong;
        if (!read) {
            waiting.append(chunk.data(), size);
            while (!waiting.empty() && !parser.is_done() && !wrong) {
                const auto taken = parser.put(asio::buffer(waiting), wrong);
                waiting.erase(0, taken);
                if (taken == 0) break;
            }
            if (wrong == http::error::need_more) wrong = {};
            if (waiting.size() > largest_answer) wrong = http::error::body_limit;
        } else {
            const bool ended = read == asio::error::eof || read == asio::ssl::error::stream_truncated;
            if (!ended) co_return failed("reading the answer", read);
            if (!parser.got_some()) co_return failed("reading the answer", read);
            parser.put_eof(wrong);
            if (!wrong && !parser.is_done()) wrong = http::error::partial_message;
        }
        if (wrong) co_return failed("reading the answer", wrong);
    }
    co_return web_answer{parser.get().result_int(), std::move(parser.get().body()), {}};
}

/// One connection while it is used.
struct attempt {
    explicit attempt(const asio::any_io_executor& on) : names(on), socket(on) {}

    void give_up()
    {
        late = true;
        names.cancel();
        boost::system::error_code ignored;
        socket.close(ignored);
    }

    tcp::resolver names;
    tcp::socket socket;
    bool late = false;
};

bool is_this_machine(const std::string& host)
{
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    return host == "localhost" || (!error && address.is_loopback());
}

} // namespace

struct http_client::inside {
    explicit inside(web_address to) : at(std::move(to))
    {
        if (!at.tls) return;
        boost::system::error_code ignored; // without the system's authorities no certificate fits, which is told then
        tls.set_default_verify_paths(ignored);
        tls.set_verify_mode(asio::ssl::verify_peer);
    }

    std::string written(const std::string& header, const std::string& body) const
    {
        const auto host = at.host.find(':') == std::string::npos ? at.host : "[" + at.host + "]";
        return "POST " + at.target + " HTTP/1.1\r\nHost: " + host + ":" + at.port +
               "\r\nUser-Agent: Amends\r\nAccept: application/json\r\nContent-Type: application/json\r\n" + header +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }

    asio::awaitable<web_answer> ask(attempt& open, std::string question)
    {
        auto& socket = open.socket;
        auto [unknown, places] = co_await open.names.async_resolve(at.host, at.port, token);
        if (unknown) co_return failed("finding the host", unknown);
        if (open.late) co_return web_answer{};
        auto [refused, place] = co_await asio::async_connect(socket, places, token);
        if (refused) co_return failed("connecting", refused);
        if (!at.tls) {
            auto answer = co_await exchange(socket, std::move(question));
            co_return answer;
        }
        asio::ssl::stream<tcp::socket&> secure(socket, tls);
        secure.set_verify_callback(asio::ssl::host_name_verification(at.host));
        SSL_set_tlsext_host_name(secure.native_handle(), at.host.c_str());
        auto [distrusted] = co_await secure.async_handshake(asio::ssl::stream_base::client, token);
        if (distrusted) co_return failed("the TLS handshake", distrusted);
        auto answer = co_await exchange(secure, std::move(question));
        co_return answer;
    }

    web_address at;
    asio::ssl::context tls{asio::ssl::context::tls_client};
};

http_client::http_client(web_address at) : inside_(std::make_unique<inside>(std::move(at))) {}
http_client::~http_client() = default;

asio::awaitable<web_answer> http_client::post(std::string header, std::string body, std::chrono::milliseconds limit)
{
    auto executor = co_await asio::this_coro::executor;
    // The timer's handler may run after this coroutine is done with it.
    auto open = std::make_shared<attempt>(executor);
    asio::steady_timer deadline(executor, limit);
    deadline.async_wait([open](const boost::system::error_code& cancelled) {
        if (!cancelled) open->give_up();
    });
    auto answer = co_await inside_->ask(*open, inside_->written(header, body));
    deadline.cancel();
    if (open->late) answer = {0, {}, "no answer within the time limit"};
    co_return answer;
}

result<web_address> parse_web_address(std::string_view url)
{
    const auto wrong = [](std::string why) {
        return problem{"web.address", std::move(why) + "; write it like https://erp.shop.example/amends/order"};
    };
    web_address made;
    if (url.starts_with("https://"))
        made.tls = true;
    else if (!url.starts_with("http://"))
        return wrong("begins with neither https:// nor http://");
    url.remove_prefix(made.tls ? 8 : 7);
    const auto printable = [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '#'; };
    if (!std::all_of(url.begin(), url.end(), printable)) return wrong("has characters that a URL cannot have");
    const auto slash = std::min(url.find_first_of("/?"), url.size());
    auto authority = url.substr(0, slash);
    made.target = url.substr(slash);
    if (!made.target.starts_with('/')) made.target.insert(0, "/");
    if (authority.find('@') != std::string_view::npos) return wrong("holds a password; the signature takes its place");
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return wrong("has an address without its \"]\"");
        made.host = authority.substr(1, end - 1);
        authority.remove_prefix(end + 1);
    } else {
        made.host = authority.substr(0, authority.find(':'));
        authority.remove_prefix(made.host.size());
    }
    made.port = made.tls ? "443" : "80";
    if (authority.starts_with(':')) made.port = authority.substr(1);
    const bool digits = !made.port.empty() && made.port.size() <= 5 &&
                        std::all_of(made.port.begin(), made.port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (made.host.empty() || made.host.size() > 253) return wrong("names no host");
    if (!digits || (!authority.empty() && !authority.starts_with(':'))) return wrong("has a port that is no number");
    if (!made.tls && !is_this_machine(made.host))
        return wrong("is plain http to another machine, which would show customers' data on the way");
    return made;
}

} // namespace amends::adapters
