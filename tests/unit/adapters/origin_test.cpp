#include "adapters/http/cookies.hpp"
#include "adapters/net/address.hpp"
#include "adapters/net/http.hpp"
#include "adapters/net/origin.hpp"

#include <catch2/catch.hpp>

using namespace amends::adapters;

namespace {

http_request from(const std::string& origin, const std::string& host = "shop.example", bool secure = true)
{
    http_request request;
    request.secure = secure;
    request.headers.emplace_back("host", host);
    if (!origin.empty()) request.headers.emplace_back("origin", origin);
    return request;
}

} // namespace

TEST_CASE("origins are compared whole", "[adapters]")
{
    CHECK(parse_origin("https://Shop.Example") == "https://shop.example:443");
    CHECK(parse_origin("http://[::1]:8080/path") == "http://[::1]:8080");
    for (auto text :
         {"", "null", "shop.example", "ftp://shop.example", "https://", "https://a b", "https://a:", "https://a:x",
          "https://a@b", "https://[::1", "https://a:123456", "file:///etc/passwd", "https://[evil.com]"})
        CHECK_FALSE(parse_origin(text));
}

TEST_CASE("only the server's own pages may use the desk", "[adapters]")
{
    const origin_rules rules("https://chat.shop.example", {});
    CHECK(rules.own(from("https://shop.example")));
    CHECK(rules.own(from("https://shop.example:443")));
    CHECK(rules.own(from("https://chat.shop.example", "internal:8080", false)));
    CHECK(rules.own(from("http://localhost:8080", "localhost:8080", false)));
    for (auto text : {"", "null", "http://shop.example", "https://shop.example:8443", "https://shop.example.evil.com",
                      "https://evilshop.example", "https://evil.com/shop.example", "https://shop.example@evil.com"})
        CHECK_FALSE(rules.own(from(text)));
}

TEST_CASE("a chat may be opened by listed pages, or by any when none is listed", "[adapters]")
{
    const origin_rules open("", {});
    CHECK(open.may_chat(from("https://anywhere.example")));
    CHECK(open.may_chat(from("")));
    const origin_rules listed("", {"https://one.example", "https://two.example:8443"});
    CHECK(listed.may_chat(from("https://one.example")));
    CHECK(listed.may_chat(from("https://two.example:8443")));
    CHECK(listed.may_chat(from("https://shop.example"))); // our own
    for (auto text : {"", "null", "http://one.example", "https://two.example", "https://one.example.evil.com",
                      "https://xone.example"})
        CHECK_FALSE(listed.may_chat(from(text)));
}

TEST_CASE("forwarded headers count only from a declared proxy", "[adapters]")
{
    auto address = [](const char* text) { return boost::asio::ip::make_address(text); };
    const auto trust = *proxy_trust::from({"10.0.0.1", "10.0.0.2"});

    auto stranger = trust.resolve(address("203.0.113.9"), false, {"1.2.3.4"}, "https");
    CHECK(stranger.address == "203.0.113.9");
    CHECK_FALSE(stranger.secure);

    auto behind = trust.resolve(address("10.0.0.1"), false, {"6.6.6.6, 198.51.100.7, 10.0.0.2"}, "https");
    CHECK(behind.address == "198.51.100.7");
    CHECK(behind.secure);
    // A client may send lines of its own; the proxy's comes last.
    CHECK(trust.resolve(address("10.0.0.1"), false, {"6.6.6.6", "198.51.100.7"}, "").address == "198.51.100.7");
    CHECK(trust.resolve(address("::ffff:10.0.0.1"), false, {"198.51.100.7"}, "").address == "198.51.100.7");
    CHECK(trust.resolve(address("10.0.0.1"), false, {}, "").address.empty());
    CHECK(trust.resolve(address("10.0.0.1"), false, {"unknown"}, "").address.empty());
    CHECK(trust.resolve(address("::ffff:127.0.0.1"), true, {}, "").address == "127.0.0.1");

    CHECK(proxy_trust::from({"proxy.example"}).error().code == "listen.refused");
    CHECK(is_loopback("127.8.8.8"));
    CHECK(is_loopback("::1"));
    CHECK(is_loopback("::ffff:127.0.0.1"));
    CHECK_FALSE(is_loopback(""));
    CHECK_FALSE(is_loopback("localhost"));
    CHECK_FALSE(is_loopback("128.0.0.1"));
}

TEST_CASE("the session cookie is bound to this host, and to TLS where there is TLS", "[adapters]")
{
    http_request plain, secure;
    secure.secure = true;
    CHECK(session_cookie(plain, "s3cret", std::chrono::seconds(60)) ==
          "amends_session=s3cret; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
    CHECK(session_cookie(secure, "s3cret", std::chrono::seconds(60)) ==
          "__Host-amends_session=s3cret; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
    CHECK(session_cookie(plain, "", std::chrono::seconds(60)) ==
          "amends_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");

    plain.headers.emplace_back("cookie", "a=b; xamends_session=no; amends_session=yes==; amends_session=later");
    CHECK(session_secret(plain) == "yes==");
    // A cookie that plain HTTP could have planted is not taken under TLS.
    secure.headers.emplace_back("cookie", "amends_session=planted");
    CHECK(session_secret(secure).empty());
    CHECK(session_secret(http_request{}).empty());
}
