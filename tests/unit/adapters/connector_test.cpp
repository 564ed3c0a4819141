#include "adapters/connector/answer.hpp"
#include "adapters/connector/http_connector.hpp"
#include "adapters/connector/signature.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <optional>
#include <thread>

using namespace amends;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

const std::string secret = "0123456789abcdef0123456789abcdef";

/// A server on loopback that takes one request and answers with the bytes it was given, or never.
class one_answer {
public:
    explicit one_answer(std::optional<std::string> bytes)
        : bytes_(std::move(bytes)), acceptor_(io_, {asio::ip::address_v4::loopback(), 0})
    {
        acceptor_.async_accept(socket_, [this](boost::system::error_code error) {
            if (!error) serve();
        });
        thread_ = std::thread([this] { io_.run(); });
    }
    ~one_answer()
    {
        asio::post(io_, [this] { acceptor_.close(); }); // who has not come by now is not waited for
        thread_.join();
    }
    std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/order?v=1";
    }
    std::string request() const { return request_; }

private:
    void serve()
    {
        boost::system::error_code error;
        const auto head = asio::read_until(socket_, asio::dynamic_buffer(request_), "\r\n\r\n", error);
        const auto at = request_.find("Content-Length: ");
        const auto size = at == std::string::npos ? 0 : std::stoul(request_.substr(at + 16));
        while (!error && request_.size() < head + size) {
            char chunk[1000];
            request_.append(chunk, socket_.read_some(asio::buffer(chunk), error));
        }
        if (!bytes_) return; // the connection stays open
        asio::write(socket_, asio::buffer(*bytes_), error);
        socket_.close(error);
    }

    std::optional<std::string> bytes_;
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_;
    asio::ip::tcp::socket socket_{io_};
    std::string request_;
    std::thread thread_;
};

std::string http(const std::string& body, const std::string& status = "200 OK")
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

bot::connector_answer ask(const std::string& url, std::chrono::milliseconds limit = 5s)
{
    asio::io_context io;
    bot::system_clock clock;
    auto parsed = adapters::parse_web_address(url);
    REQUIRE(parsed.has_value());
    auto connector = adapters::make_http_connector(clock, "order", *parsed, secret);
    auto answer =
        asio::co_spawn(io, connector->look_up({"17-l3", {{"order_number", "AB\"1"}}, limit}), asio::use_future);
    io.run();
    return answer.get();
}

} // namespace

TEST_CASE("a question is posted as JSON, signed, and the answer's facts come back typed", "[connector]")
{
    one_answer server(http(
        R"({"found":true,"fields":{"total":{"amount":320.5,"currency":"CNY"},"vip":true,"orders":12,"rate":0.25,"status":"已发货","carrier":null}})"));
    const auto answer = ask(server.url());
    CHECK(answer.error.empty());
    CHECK(answer.outcome == lookup_outcome::found);
    CHECK(answer.fields ==
          std::map<std::string, std::string>{
              {"orders", "12"}, {"rate", "0.25"}, {"status", "已发货"}, {"total", "320.50 CNY"}, {"vip", "yes"}});
    const auto request = server.request();
    CHECK(request.starts_with("POST /order?v=1 HTTP/1.1\r\n"));
    const auto body = request.substr(request.find("\r\n\r\n") + 4);
    const auto question = nlohmann::json::parse(body);
    CHECK(question.at("connector") == "order");
    CHECK(question.at("reference") == "17-l3");
    CHECK(question.at("arguments").at("order_number") == "AB\"1");
    const auto at = request.find("Amends-Signature: t=") + 20;
    const auto seconds = std::stoll(request.substr(at));
    const auto expected = adapters::signature_of(secret, from_unix_ms(seconds * 1000), body);
    CHECK(request.find("Amends-Signature: " + expected + "\r\n") != std::string::npos);
}

TEST_CASE("the signature is HMAC-SHA256 over seconds, dot and body", "[connector]")
{
    // printf '1795762800.{}' | openssl dgst -sha256 -hmac key
    CHECK(adapters::signature_of("key", from_unix_ms(1'795'762'800'999), "{}") ==
          "t=1795762800,v1=441bfb0b66436845204a7f198e750b2c00243241b26f1d7c0c956140d78c403d");
}

TEST_CASE("not found is told by a 404 or by the answer itself", "[connector]")
{
    CHECK(ask(one_answer(http(R"({"found":false})")).url()).outcome == lookup_outcome::not_found);
    CHECK(ask(one_answer(http("gone", "404 Not Found")).url()).outcome == lookup_outcome::not_found);
}

TEST_CASE("whatever else comes back is a failure that says what was wrong, without the data", "[connector]")
{
    struct row {
        std::string bytes;
        const char* part;
    };
    for (const auto& each :
         {row{http("{}", "500 Oops"), "HTTP status 500"}, row{http("{}", "302 Found"), "HTTP status 302"},
          row{http("[]"), "no JSON object"}, row{http("{\"found\":1}"), "\"found\""}, row{http("{"), "no JSON object"},
          row{http(R"({"found":true,"fields":[]})"), "\"fields\""},
          row{http(R"({"found":true,"fields":{"a":[1]}})"), "\"a\""},
          row{http(R"({"found":true,"fields":{"a":{"amount":1,"currency":"yuan"}}})"), "\"a\""},
          row{http(R"({"found":true,"fields":{"a":")" + std::string(501, 'x') + "\"}}"), "longer"},
          row{http(std::string(200, '[')), "deep"}, row{"nonsense\r\n\r\n", "reading the answer"},
          row{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", "reading the answer"}, row{"", "reading the answer"},
          row{http(std::string(70'000, ' ')), "reading the answer"},
          row{"HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", "reading the answer"}}) {
        one_answer server(each.bytes);
        const auto answer = ask(server.url());
        INFO(answer.error);
        CHECK(answer.outcome == lookup_outcome::failed);
        CHECK(answer.error.find(each.part) != std::string::npos);
        CHECK(answer.fields.empty());
    }
}

TEST_CASE("an answer in pieces and of a length that is not told is read all the same", "[connector]")
{
    const std::string chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"found\"\r\n7\r\n:false}\r\n0\r\n\r\n";
    CHECK(ask(one_answer(chunked).url()).outcome == lookup_outcome::not_found);
    CHECK(ask(one_answer("HTTP/1.1 200 OK\r\n\r\n{\"found\":false}").url()).outcome == lookup_outcome::not_found);
}

TEST_CASE("who never answers is not waited for, and who is not there neither", "[connector]")
{
    one_answer server(std::nullopt);
    const auto answer = ask(server.url(), 50ms);
    CHECK(answer.outcome == lookup_outcome::failed);
    CHECK(answer.error.find("time limit") != std::string::npos);
    std::string gone;
    {
        one_answer closed(std::string{});
        gone = closed.url();
    }
    CHECK(ask(gone).error.find("connecting") != std::string::npos);
}

TEST_CASE("a connector's address is taken apart, and plain http stays on this machine", "[connector]")
{
    using adapters::parse_web_address;
    using adapters::web_address;
    CHECK(*parse_web_address("https://erp.shop.example/a/b?c=d") ==
          web_address{true, "erp.shop.example", "443", "/a/b?c=d"});
    CHECK(*parse_web_address("https://erp.shop.example:8443") == web_address{true, "erp.shop.example", "8443", "/"});
    CHECK(*parse_web_address("http://[::1]:8090/order") == web_address{false, "::1", "8090", "/order"});
    CHECK(*parse_web_address("http://localhost/order") == web_address{false, "localhost", "80", "/order"});
    for (const auto* wrong :
         {"", "erp.shop.example", "ftp://x/", "http://erp.shop.example/", "http://10.0.0.1/", "https://",
          "https://:80/", "https://a:b/", "https://a:/", "https://u:p@a/", "https://a/ b", "https://a/\r\nX: y",
          "https://[::1/", "https://[::1]x/", "https://a:123456/"}) {
        INFO(wrong);
        CHECK_FALSE(parse_web_address(wrong).has_value());
    }
}
