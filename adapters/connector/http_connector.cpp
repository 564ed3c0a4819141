#include "adapters/connector/http_connector.hpp"

#include "adapters/connector/answer.hpp"
#include "adapters/connector/signature.hpp"

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
#include <fstream>

namespace amends::adapters {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t largest_answer = 64 * 1024;
constexpr std::uint32_t largest_header = 8 * 1024;
constexpr std::size_t shortest_secret = 32;

bot::connector_answer failed(std::string_view doing, const boost::system::error_code& error)
{
    return {lookup_outcome::failed, {}, std::string(doing) + ": " + error.message()};
}

/// Sends `question` and reads the answer, on a stream that is open.
template <class Stream> asio::awaitable<bot::connector_answer> exchange(Stream& stream, std::string question)
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
    co_return read_answer(parser.get().result_int(), parser.get().body());
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

class http_connector final : public bot::connector {
public:
    http_connector(bot::runtime& runtime, std::string name, connector_url url, std::string secret)
        : runtime_(runtime), name_(std::move(name)), url_(std::move(url)), secret_(std::move(secret))
    {
        if (!url_.tls) return;
        boost::system::error_code ignored; // without the system's authorities no certificate fits, which is told then
        tls_.set_default_verify_paths(ignored);
        tls_.set_verify_mode(asio::ssl::verify_peer);
    }

    asio::awaitable<bot::connector_answer> look_up(bot::connector_request request) override
    {
        auto executor = co_await asio::this_coro::executor;
        // The timer's handler may run after this coroutine is done with it.
        auto open = std::make_shared<attempt>(executor);
        asio::steady_timer deadline(executor, request.limit);
        deadline.async_wait([open](const boost::system::error_code& cancelled) {
            if (!cancelled) open->give_up();
        });
        auto answer = co_await ask(*open, written(request));
        deadline.cancel();
        if (open->late) answer = {lookup_outcome::failed, {}, "no answer within the time limit"};
        co_return answer;
    }

private:
    std::string written(const bot::connector_request& request) const
    {
        const auto body = question_text(name_, request);
        const auto host = url_.host.find(':') == std::string::npos ? url_.host : "[" + url_.host + "]";
        return "POST " + url_.target + " HTTP/1.1\r\nHost: " + host + ":" + url_.port +
               "\r\nUser-Agent: Amends\r\nAccept: application/json\r\nContent-Type: "
               "application/json\r\nContent-Length: " +
               std::to_string(body.size()) +
               "\r\nConnection: close\r\nAmends-Signature: " + signature_of(secret_, runtime_.time.now(), body) +
               "\r\n\r\n" + body;
    }

    asio::awaitable<bot::connector_answer> ask(attempt& open, std::string question)
    {
        auto& socket = open.socket;
        auto [unknown, places] = co_await open.names.async_resolve(url_.host, url_.port, token);
        if (unknown) co_return failed("finding the host", unknown);
        if (open.late) co_return bot::connector_answer{};
        auto [refused, place] = co_await asio::async_connect(socket, places, token);
        if (refused) co_return failed("connecting", refused);
        if (!url_.tls) {
            auto answer = co_await exchange(socket, std::move(question));
            co_return answer;
        }
        asio::ssl::stream<tcp::socket&> secure(socket, tls_);
        secure.set_verify_callback(asio::ssl::host_name_verification(url_.host));
        SSL_set_tlsext_host_name(secure.native_handle(), url_.host.c_str());
        auto [distrusted] = co_await secure.async_handshake(asio::ssl::stream_base::client, token);
        if (distrusted) co_return failed("the TLS handshake", distrusted);
        auto answer = co_await exchange(secure, std::move(question));
        co_return answer;
    }

    bot::runtime& runtime_;
    std::string name_;
    connector_url url_;
    std::string secret_;
    asio::ssl::context tls_{asio::ssl::context::tls_client};
};

bool is_this_machine(const std::string& host)
{
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    return host == "localhost" || (!error && address.is_loopback());
}

} // namespace

result<connector_url> parse_connector_url(std::string_view url)
{
    const auto wrong = [](std::string why) {
        return problem{"connector.url", std::move(why) + "; write it like https://erp.shop.example/amends/order"};
    };
    connector_url made;
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

result<std::string> read_connector_secret(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(4096, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    constexpr std::string_view space = " \t\r\n";
    const auto begin = text.find_first_not_of(space);
    text = begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(space) - begin + 1);
    if (text.size() < shortest_secret)
        return problem{"connector.secret", file.string() + " holds less than " + std::to_string(shortest_secret) +
                                               " characters; make one with `openssl rand -hex 32`"};
    return {boost::system::in_place_value, std::move(text)};
}

std::shared_ptr<bot::connector> make_http_connector(bot::runtime& runtime, std::string name, connector_url url,
                                                    std::string secret)
{
    return std::make_shared<http_connector>(runtime, std::move(name), std::move(url), std::move(secret));
}

} // namespace amends::adapters
