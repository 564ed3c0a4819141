#include "adapters/net/connections.hpp"
#include "adapters/net/http.hpp"
#include "adapters/net/inbox.hpp"
#include "adapters/net/rate.hpp"
#include "tests/support/fake_runtime.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::adapters;

namespace {

boost::asio::awaitable<http_response> nothing(http_request) { co_return http_response{}; }

class waiting_connection final : public connection {
public:
    void on_due() override { ++due; }
    void on_stop() override { ++stopped; }
    void on_abort() override {}
    void expire_at(std::int64_t when) { deadline_.store(when); }
    int due = 0;
    int stopped = 0;
};

} // namespace

TEST_CASE("routes match whole paths and name what they capture", "[adapters]")
{
    route_table routes;
    routes.add("GET", "/api/conversations/{}/transcript", nothing);
    routes.add("GET", "/api/session", nothing);
    routes.add("POST", "/api/session", nothing);

    auto found = routes.find("GET", "/api/conversations/17/transcript");
    REQUIRE(found.handler);
    CHECK(found.captures == std::vector<std::string>{"17"});
    CHECK(routes.find("HEAD", "/api/session").handler);
    CHECK_FALSE(routes.find("GET", "/api/conversations//transcript").handler);
    CHECK_FALSE(routes.find("GET", "/api/conversations/1/2/transcript").handler);
    CHECK_FALSE(routes.find("GET", "/api/session/").handler);
    CHECK_FALSE(routes.find("GET", "/api").handler);
    CHECK(routes.find("PUT", "/api/session").allowed == "GET, HEAD, POST");
    CHECK(routes.find("PUT", "/elsewhere").allowed.empty());
}

TEST_CASE("every answer carries the security headers", "[adapters]")
{
    http_request request;
    const auto head =
        response_head(problem_response(404, "not_found", "no"), request, true, from_unix_ms(784111777000));
    CHECK(head.starts_with("HTTP/1.1 404 Not Found\r\n"));
    CHECK(head.find("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n") != std::string::npos); // RFC 9110's own example
    for (auto line :
         {"Content-Security-Policy: default-src 'none'; script-src 'self';", "frame-ancestors 'none'",
          "require-trusted-types-for 'script'", "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
          "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
          "Cache-Control: no-store", "Content-Type: application/problem+json"})
        CHECK(head.find(line) != std::string::npos);
    CHECK(head.find("unsafe-inline") == std::string::npos);
    CHECK(head.find("Strict-Transport-Security") == std::string::npos);
    request.secure = true;
    CHECK(response_head({}, request, true, {}).find("Strict-Transport-Security") != std::string::npos);
}

TEST_CASE("a problem says what, and what to do, in JSON", "[adapters]")
{
    const auto body = nlohmann::json::parse(problem_response(429, "too_many", "wait").body);
    CHECK(body == nlohmann::json{{"type", "about:blank"},
                                 {"title", "Too Many Requests"},
                                 {"status", 429},
                                 {"code", "too_many"},
                                 {"detail", "wait"}});
}

TEST_CASE("seats are limited in all and for each address, and come back", "[adapters]")
{
    tests::fake_metrics metrics;
    auto room = std::make_shared<connections>(connections::bounds{3, 2, 1}, metrics);
    const auto a = boost::asio::ip::make_address("198.51.100.1");
    const auto b = boost::asio::ip::make_address("::ffff:198.51.100.1"); // the same client
    const auto c = boost::asio::ip::make_address("198.51.100.2");

    auto first = room->admit(a, false);
    auto second = room->admit(b, false);
    CHECK_FALSE(first->over());
    CHECK_FALSE(second->over());
    auto third = room->admit(a, false);
    REQUIRE(third);
    CHECK(third->over()); // to be told so
    CHECK_FALSE(room->admit(a, false));
    auto fourth = room->admit(c, false);
    REQUIRE(fourth);
    CHECK(fourth->over()); // the fourth in all
    CHECK_FALSE(room->admit(c, false));
    CHECK(metrics.of(bot::gauge::connections) == 4);
    third.reset();
    fourth.reset();
    CHECK(room->count() == 2);
    CHECK_FALSE(room->admit(c, false)->over());
    first.reset();
    CHECK_FALSE(room->admit(a, false)->over());

    // A proxy stands for many.
    second.reset();
    auto p = room->admit(a, true), q = room->admit(a, true), r = room->admit(a, true);
    CHECK_FALSE(r->over());
}

TEST_CASE("the sweep tells each overdue connection once, and forgets those that are gone", "[adapters]")
{
    tests::fake_metrics metrics;
    auto room = std::make_shared<connections>(connections::bounds{3, 3, 0}, metrics);
    auto overdue = std::make_shared<waiting_connection>();
    auto patient = std::make_shared<waiting_connection>();
    auto gone = std::make_shared<waiting_connection>();
    for (auto& each : {overdue, patient, gone}) room->add(each);
    overdue->expire_at(room->now() - 1);
    patient->expire_at(room->now() + 3'600'000);
    gone.reset();
    room->sweep();
    room->sweep();
    CHECK(overdue->due == 1);
    CHECK(patient->due == 0);

    room->stop_all();
    CHECK(patient->stopped == 1);
    auto late = std::make_shared<waiting_connection>();
    room->add(late);
    CHECK(late->stopped == 1);
}

TEST_CASE("an inbox wakes its owner once, and is bounded", "[adapters]")
{
    inbox<int> box;
    using put = inbox<int>::put;
    CHECK(box.push(1, 2) == put::first);
    CHECK(box.push(2, 2) == put::more);
    CHECK(box.push(3, 2) == put::full);
    CHECK(box.push(4, 3) == put::more); // what must not be lost has a limit of its own
    const auto batch = box.take();
    CHECK(batch.events == std::vector<int>{1, 2, 4});
    CHECK(batch.overflowed);
    CHECK(box.take().events.empty());
    CHECK(box.push(5, 2) == put::first);
    CHECK_FALSE(box.take().overflowed);
}

TEST_CASE("a rate window refuses what is beyond its limit until ten seconds have passed", "[adapters]")
{
    rate_window window;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) CHECK(window.take(start, 20));
    CHECK_FALSE(window.take(start + std::chrono::milliseconds(9'999), 20));
    CHECK(window.take(start + std::chrono::seconds(10), 20));
}
