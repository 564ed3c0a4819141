#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::tests;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string own_page = "Origin: http://localhost\r\nContent-Type: application/json\r\n";

json credentials(const std::string& name, const std::string& password)
{
    return json{{"name", name}, {"password", password}};
}

struct session {
    std::string cookie;
    std::string csrf;
};

session sign_in(std::uint16_t port, const std::string& name = "lina")
{
    const auto answer =
        raw_client(port).request("POST", "/api/session", own_page, credentials(name, "correct horse").dump());
    REQUIRE(answer.status == 200);
    const auto set = answer.header("Set-Cookie");
    return {"Cookie: " + set.substr(0, set.find(';')) + "\r\n", json::parse(answer.body)["csrf"]};
}

std::string code_of(const raw_client::answer& answer)
{
    CHECK(answer.header("Content-Type") == "application/problem+json");
    return json::parse(answer.body)["code"];
}

} // namespace

TEST_CASE("one connection serves request after request", "[http]")
{
    running_adapters server;
    raw_client client(server.port());
    for (int i = 0; i < 3; ++i) {
        CHECK(client.get("/healthz").status == 200);
        const auto missing = client.get("/nothing/here?x=1");
        CHECK(missing.status == 404);
        CHECK(code_of(missing) == "not_found");
        CHECK(missing.header("Connection") == "keep-alive");
    }
    // Two at once, answered in order.
    client.send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(client.read_answer().status == 200);
    CHECK(client.read_answer().status == 404);
    CHECK(client.closed_by_server());

    raw_client head(server.port());
    const auto headers = head.request("HEAD", "/readyz", "", "");
    CHECK(headers.status == 200);
    CHECK(headers.header("Content-Length") != "0");
    CHECK(head.get("/readyz").status == 200); // no body came between
}

TEST_CASE("whatever the answer, the security headers are there", "[http]")
{
    running_adapters server;
    for (const auto& answer :
         {raw_client(server.port()).get("/nothing"), raw_client(server.port()).get("/healthz"),
          raw_client(server.port()).request("PUT", "/api/session", "", "x"), raw_client(server.port()).get("/chat")}) {
        CHECK(answer.header("Content-Security-Policy").starts_with("default-src 'none'"));
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(answer.header("Referrer-Policy") == "no-referrer");
        CHECK(answer.header("Server").empty());
    }
}

TEST_CASE("requests that are too large or no HTTP are answered, not dropped", "[http]")
{
    running_adapters server;
    const auto long_header = raw_client(server.port()).get("/", "X-Long: " + std::string(20'000, 'x') + "\r\n");
    CHECK(long_header.status == 431);
    CHECK(code_of(long_header) == "header_too_large");
    const auto long_target = raw_client(server.port()).get("/" + std::string(20'000, 'x'));
    CHECK(long_target.status == 431);

    const auto long_body =
        raw_client(server.port()).request("POST", "/api/session", own_page, std::string(100'000, 'x'));
    CHECK(long_body.status == 413);
    CHECK(code_of(long_body) == "body_too_large");

    raw_client chunked(server.port());
    chunked.send("POST /api/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; ++i) chunked.send("1000\r\n" + std::string(4096, 'x') + "\r\n");
    CHECK(chunked.read_answer().status == 413);

    for (auto bytes : {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                       "GET / HTTP/1.1\r\nbad header\r\n\r\n"}) {
        raw_client client(server.port());
        client.send(bytes);
        CHECK(client.read_answer().status == 400);
        CHECK(client.closed_by_server());
    }
    raw_client elsewhere(server.port());
    elsewhere.send("GET http://evil.com/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(elsewhere.read_answer().status == 400);
}

TEST_CASE("slow headers do not hold a connection", "[http]")
{
    auto bounds = running_adapters::quick();
    bounds.header_wait = 60ms;
    bounds.keep_alive_wait = 30ms;
    running_adapters server(bounds);
    raw_client slow(server.port());
    slow.send("GET / HTTP/1.1\r\nHost: lo");
    CHECK(slow.closed_by_server());
    raw_client silent(server.port());
    CHECK(silent.closed_by_server());
    raw_client idle(server.port());
    CHECK(idle.get("/readyz").status == 200);
    CHECK(idle.closed_by_server());
    CHECK(eventually([&] { return server.metrics.of(bot::gauge::connections) == 0; }));
}

TEST_CASE("a client that asks before sending its body is told to go on", "[http]")
{
    running_adapters server;
    raw_client client(server.port());
    client.send("POST /api/session HTTP/1.1\r\nHost: localhost\r\n" + own_page +
                "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.take_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("{}");
    CHECK(client.read_answer().status == 400);
}

TEST_CASE("health looks at the whole way in, readiness at the store", "[http]")
{
    running_adapters server;
    CHECK(raw_client(server.port()).get("/healthz").status == 200);
    CHECK(raw_client(server.port()).get("/readyz").status == 200);
    server.conversations.failing = true;
    CHECK(raw_client(server.port()).get("/healthz").status == 200);
    CHECK(code_of(raw_client(server.port()).get("/readyz")) == "not_ready");
}

TEST_CASE("signing in gives a cookie that only the browser sees", "[http]")
{
    running_adapters server;
    const auto answer = raw_client(server.port())
                            .request("POST", "/api/session", own_page, credentials("lina", "correct horse").dump());
    CHECK(answer.status == 200);
    CHECK(json::parse(answer.body)["user"] ==
          json{{"id", 7}, {"name", "lina"}, {"display", "Li Na"}, {"role", "agent"}});
    CHECK(answer.header("Set-Cookie").starts_with("amends_session=secret-1; Path=/; HttpOnly; SameSite=Strict;"));
    CHECK(answer.body.find("secret-1") == std::string::npos);
    CHECK(answer.header("Cache-Control") == "no-store");
    CHECK(server.accounts.remotes() == std::vector<std::string>{"127.0.0.1"});

    const auto lina = sign_in(server.port());
    const auto current = raw_client(server.port()).get("/api/session", lina.cookie);
    CHECK(current.status == 200);
    CHECK(json::parse(current.body)["csrf"] == lina.csrf);
    CHECK(code_of(raw_client(server.port()).get("/api/session")) == "signed_out");
    CHECK(raw_client(server.port()).get("/api/session", "Cookie: amends_session=guess\r\n").status == 401);
}

TEST_CASE("sign-in is refused to foreign pages, wrong words and floods", "[http]")
{
    running_adapters server;
    const auto good = credentials("lina", "correct horse").dump();
    auto post = [&](const std::string& headers, const std::string& body) {
        return raw_client(server.port()).request("POST", "/api/session", headers, body);
    };
    const std::string json_type = "Content-Type: application/json\r\n";
    for (auto origin : {"", "Origin: null\r\n", "Origin: http://evil.com\r\n", "Origin: http://localhost.evil.com\r\n",
                        "Origin: https://localhost\r\n", "Origin: http://localhost:81\r\n"})
        CHECK(code_of(post(origin + json_type, good)) == "cross_origin");
    CHECK(post("Origin: http://localhost\r\nContent-Type: text/plain\r\n", good).status == 415);
    CHECK(post(own_page, credentials("lina", "wrong").dump()).status == 401);
    CHECK(code_of(post(own_page, credentials("nobody", "wrong").dump())) == "bad_credentials");
    for (auto body : {"[]", "{", R"({"name":"lina"})", R"({"name":7,"password":"x"})"})
        CHECK(post(own_page, body).status == 400);
    CHECK(post(own_page, credentials("lina", std::string(2000, 'x')).dump()).status == 400);
    const auto flood = post(own_page, credentials("flood", "x").dump());
    CHECK(flood.status == 429);
    CHECK(flood.header("Retry-After") == "17");
}

TEST_CASE("signing out needs the page's own token and ends the session", "[http]")
{
    running_adapters server;
    const auto lina = sign_in(server.port());
    auto sign_out = [&](const std::string& headers) {
        return raw_client(server.port()).request("DELETE", "/api/session", headers, "");
    };
    CHECK(code_of(sign_out(lina.cookie)) == "csrf");
    CHECK(sign_out(lina.cookie + "X-CSRF-Token: csrf-9\r\n").status == 403);
    CHECK(raw_client(server.port()).get("/api/session", lina.cookie).status == 200);
    const auto out = sign_out(lina.cookie + "X-CSRF-Token: " + lina.csrf + "\r\n");
    CHECK(out.status == 204);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(raw_client(server.port()).get("/api/session", lina.cookie).status == 401);
    CHECK(sign_out(lina.cookie + "X-CSRF-Token: " + lina.csrf + "\r\n").status == 401);
}

TEST_CASE("transcripts are for those who are signed in", "[http]")
{
    running_adapters server;
    raw_client customer(server.port());
    customer.upgrade("/chat", "amends.chat.v1");
    customer.text(R"({"type":"hello"})");
    customer.read_text();
    server.conversations.latest()->speak(2, "您好");
    customer.read_text();

    CHECK(raw_client(server.port()).get("/api/conversations/1/transcript").status == 401);
    const auto lina = sign_in(server.port());
    const auto answer = raw_client(server.port()).get("/api/conversations/1/transcript", lina.cookie);
    CHECK(answer.status == 200);
    CHECK(answer.header("Content-Disposition") == "attachment; filename=\"conversation-1.json\"");
    const auto body = json::parse(answer.body);
    CHECK(body["case"]["number"] == "C-1");
    CHECK(body["lines"].size() == 2);
    CHECK(body["lines"][0]["text"] == "您好");
    for (auto id : {"0", "x", "1x", "-1", "99", "99999999999999999999"})
        CHECK(raw_client(server.port())
                  .get("/api/conversations/" + std::string(id) + "/transcript", lina.cookie)
                  .status == 404);
}

TEST_CASE("metrics are for this machine and for admins", "[http]")
{
    running_adapters here;
    CHECK(raw_client(here.port()).get("/metrics").body == "accept_errors 0\n");

    running_adapters behind_proxy(running_adapters::quick(), [](bot::config& c) { c.trusted_proxies = {"127.0.0.1"}; });
    const std::string outside = "X-Forwarded-For: 203.0.113.5\r\n";
    CHECK(raw_client(behind_proxy.port()).get("/metrics", outside).status == 403);
    CHECK(raw_client(behind_proxy.port()).get("/metrics").status == 403); // nobody knows who
    const auto lina = sign_in(behind_proxy.port());
    const auto root = sign_in(behind_proxy.port(), "root");
    CHECK(raw_client(behind_proxy.port()).get("/metrics", outside + lina.cookie).status == 403);
    CHECK(raw_client(behind_proxy.port()).get("/metrics", outside + root.cookie).status == 200);
}

TEST_CASE("behind a proxy that does TLS the cookie is secure and the client's address is the forwarded one", "[http]")
{
    running_adapters server(running_adapters::quick(), [](bot::config& c) {
        c.trusted_proxies = {"127.0.0.1"};
        c.public_url = "https://help.shop.example";
    });
    const auto answer = raw_client(server.port())
                            .request("POST", "/api/session",
                                     "X-Forwarded-For: 6.6.6.6, 203.0.113.5\r\nX-Forwarded-Proto: https\r\n"
                                     "Origin: https://help.shop.example\r\nContent-Type: application/json\r\n",
                                     credentials("lina", "correct horse").dump());
    CHECK(answer.status == 200);
    CHECK(answer.header("Set-Cookie").starts_with("__Host-amends_session="));
    CHECK(answer.header("Set-Cookie").ends_with("; Secure"));
    CHECK(answer.header("Strict-Transport-Security") == "max-age=31536000");
    CHECK(server.accounts.remotes() == std::vector<std::string>{"203.0.113.5"});
}

TEST_CASE("what cannot be bound is refused with its mend", "[http]")
{
    running_adapters server;
    auto listen_on = [&](const std::function<void(bot::config&)>& change) {
        static bot::config settings;
        settings = {};
        change(settings);
        auto made = adapters::listen(
            {server.run, settings, server.conversations, server.desk, server.accounts, nullptr, "", {}});
        return made ? std::string() : made.error().code;
    };
    CHECK(listen_on([&](bot::config& c) { c.port = server.port(); }) == "listen.in_use");
    CHECK(listen_on([](bot::config& c) { c.host = "0.0.0.0"; }) == "listen.refused");
    CHECK(listen_on([](bot::config& c) { c.host = "::"; }) == "listen.refused");
    CHECK(listen_on([](bot::config& c) { c.trusted_proxies = {"a proxy"}; }) == "listen.refused");
    CHECK(listen_on([](bot::config& c) { c.host = "no.such.host.invalid"; }) == "listen.io");
    CHECK(listen_on([](bot::config& c) { c.web_root = "/no/such/folder"; }) == "server.web_root");
    CHECK(listen_on([](bot::config& c) { c.tls_certificate = "/no/such/file"; }) == "tls.certificate");
    CHECK(listen_on([](bot::config& c) {
              c.host = "::1";
              c.port = 0;
          }).empty());
    CHECK(listen_on([](bot::config& c) {
              c.host = "0.0.0.0";
              c.port = 0;
              c.trusted_proxies = {"127.0.0.1"};
          }).empty());
}
