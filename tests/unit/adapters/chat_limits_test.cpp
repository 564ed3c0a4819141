#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::tests;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string hello = R"({"type":"hello"})";

std::unique_ptr<raw_client> connected(std::uint16_t port, bool greeted = true)
{
    auto client = std::make_unique<raw_client>(port);
    REQUIRE(client->upgrade("/chat", "amends.chat.v1").status == 101);
    if (greeted) {
        client->text(hello);
        REQUIRE(json::parse(client->read_text())["type"] == "welcome");
    }
    return client;
}

std::string say_frame(int n)
{
    auto digits = std::to_string(n);
    return json{{"type", "say"},
                {"id", "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits},
                {"text", "x"}}
        .dump();
}

} // namespace

TEST_CASE("a handshake without the subprotocol, or from a foreign page, is refused", "[chat]")
{
    running_adapters server(running_adapters::quick(),
                            [](bot::config& c) { c.allowed_origins = {"https://shop.example"}; });
    auto refused = [&](const std::string& subprotocol, const std::string& headers) {
        return raw_client(server.port()).upgrade("/chat", subprotocol, headers);
    };
    const std::string ours = "Origin: https://shop.example\r\n";
    CHECK(refused("", ours).status == 400);
    CHECK(refused("amends.chat.v2", ours).status == 400);
    CHECK(json::parse(refused("", ours).body)["code"] == "subprotocol_required");
    const auto accepted = refused("other, amends.chat.v1", ours);
    CHECK(accepted.status == 101);
    CHECK(accepted.header("Sec-WebSocket-Protocol") == "amends.chat.v1");
    CHECK(accepted.header("Sec-WebSocket-Accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); // RFC 6455, 1.3
    CHECK(accepted.header("Sec-WebSocket-Extensions").empty());
    for (auto origin : {"", "Origin: null\r\n", "Origin: http://shop.example\r\n",
                        "Origin: https://shop.example.evil.com\r\n", "Origin: https://shop.example:444\r\n"}) {
        const auto answer = refused("amends.chat.v1", origin);
        CHECK(answer.status == 403);
        CHECK(json::parse(answer.body)["code"] == "cross_origin");
    }
    CHECK(raw_client(server.port()).upgrade("/elsewhere", "amends.chat.v1", ours).status == 404);
    CHECK(raw_client(server.port()).get("/chat").status == 426);
}

TEST_CASE("each way to break the protocol has its close code", "[chat]")
{
    running_adapters server;
    struct {
        const char* what;
        bool greeted;
        std::string bytes;
        int code;
    } cases[] = {
        {"not JSON", true, raw_client::frame(0x81, "nonsense"), 4400},
        {"no type", true, raw_client::frame(0x81, "{}"), 4400},
        {"something before hello", false, raw_client::frame(0x81, say_frame(1)), 4400},
        {"an unknown type before hello", false, raw_client::frame(0x81, R"({"type":"x"})"), 4400},
        {"hello twice", true, raw_client::frame(0x81, hello), 4409},
        {"a token of another server", false,
         raw_client::frame(0x81, R"({"type":"hello","token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})"), 4401},
        {"a binary frame", true, raw_client::frame(0x82, "x"), 1003},
        {"bad UTF-8", true, raw_client::frame(0x81, "\"\xC3(\""), 1007},
        {"over 64 KiB", true, raw_client::frame(0x81, std::string(64 * 1024 + 1, 'x')), 1009},
        {"over 64 KiB in fragments", true,
         raw_client::frame(0x01, std::string(40'000, 'x')) + raw_client::frame(0x80, std::string(40'000, 'x')), 1009},
        {"a reserved bit", true, raw_client::frame(0xC1, "x"), 1002},
        {"a reserved opcode", true, raw_client::frame(0x83, "x"), 1002},
        {"a continuation of nothing", true, raw_client::frame(0x80, "x"), 1002},
        {"a control frame that is too long", true, raw_client::frame(0x89, std::string(126, 'x')), 1002},
        {"an unmasked frame", true, std::string("\x81\x01x"), 1002},
    };
    for (auto& each : cases) {
        INFO(each.what);
        auto client = connected(server.port(), each.greeted);
        client->send(each.bytes);
        CHECK(client->read_close() == each.code);
        CHECK(client->closed_by_server());
    }
    CHECK(eventually([&] {
        return server.metrics.of(bot::counter::protocol_errors) == static_cast<std::int64_t>(std::size(cases));
    }));
}

TEST_CASE("a hello with a wrong member is told which one", "[chat]")
{
    running_adapters server;
    auto client = connected(server.port(), false);
    client->send(raw_client::frame(0x81, R"({"type":"hello","locale":7})"));
    CHECK(client->read_close() == 4400);
    CHECK(client->close_reason().find("locale") != std::string::npos);
    auto early = connected(server.port(), false);
    early->send(raw_client::frame(0x81, say_frame(1)));
    CHECK(early->read_close() == 4400);
    CHECK(early->close_reason().find("hello") != std::string::npos);
}

TEST_CASE("mistakes in a frame are answered and leave the connection open", "[chat]")
{
    running_adapters server;
    auto client = connected(server.port());
    for (auto [frame, code] : std::initializer_list<std::pair<std::string, std::string>>{
             {R"({"type":"dance"})", "unknown_type"},
             {R"({"type":"say","id":"7","text":"x"})", "bad_id"},
             {R"({"type":"say","id":"00000000-0000-4000-8000-000000000001","text":" "})", "empty"},
             {R"({"type":"seen","seq":"1"})", "bad_member"}}) {
        client->text(frame);
        CHECK(json::parse(client->read_text())["code"] == code);
    }
    client->text(R"({"type":"ping","n":1})");
    CHECK(json::parse(client->read_text())["type"] == "pong");
}

TEST_CASE("messages in fragments, with a ping between them, are one message", "[chat]")
{
    running_adapters server;
    auto client = connected(server.port());
    client->send(raw_client::frame(0x01, R"({"type":"pi)") + raw_client::frame(0x89, "hi") +
                 raw_client::frame(0x00, R"(ng","n")") + raw_client::frame(0x80, ":5}"));
    const auto pong = client->read_message();
    CHECK(pong.opcode == 10);
    CHECK(pong.payload == "hi");
    CHECK(json::parse(client->read_text()) == json{{"type", "pong"}, {"n", 5}});
    // A long one that does not fit the first chunk.
    client->text(R"({"type":"ping","n":6,"pad":")" + std::string(30'000, 'p') + "\"}");
    CHECK(json::parse(client->read_text())["n"] == 6);
}

TEST_CASE("whoever is too fast is slowed down, then disconnected", "[chat]")
{
    running_adapters server;
    auto client = connected(server.port());
    for (int n = 1; n <= 21; ++n) client->text(say_frame(n));
    std::string refused;
    while (refused.empty()) {
        const auto frame = json::parse(client->read_text());
        if (frame["type"] == "error") {
            CHECK(frame["code"] == "too_fast");
            refused = frame["id"];
        }
    }
    CHECK(refused == "00000000-0000-4000-8000-000000000021");
    for (int n = 0; n < 200; ++n) client->text(R"({"type":"ping","n":1})");
    CHECK(client->read_close() == 4429);

    auto pinging = connected(server.port());
    for (int n = 0; n < 201; ++n) pinging->send(raw_client::frame(0x89, "are you there?"));
    CHECK(pinging->read_close() == 4429);

    auto clumsy = connected(server.port());
    for (int n = 0; n < 101; ++n) clumsy->text(R"({"type":"dance"})");
    CHECK(clumsy->read_close() == 4429);
}

TEST_CASE("a client that says no hello, or nothing any more, is closed with 4408", "[chat]")
{
    auto bounds = running_adapters::quick();
    bounds.hello_wait = 50ms;
    running_adapters server(bounds, [](bot::config& c) { c.heartbeat = std::chrono::seconds(1); });
    auto mute = connected(server.port(), false);
    mute->send(raw_client::frame(0x8A, "pong")); // only a hello counts
    CHECK(mute->read_close() == 4408);

    auto silent = connected(server.port());
    CHECK(silent->read_message().opcode == 9); // one heartbeat: a ping
    CHECK(silent->read_close() == 4408);       // two: given up

    auto alive = connected(server.port());
    for (int beat = 0; beat < 3; ++beat) {
        CHECK(alive->read_message().opcode == 9);
        alive->send(raw_client::frame(0x8A, ""));
    }
}

TEST_CASE("over the limit of connections a client is told so", "[chat]")
{
    running_adapters server(running_adapters::quick(), [](bot::config& c) { c.max_connections = 2; });
    auto one = connected(server.port());
    auto two = connected(server.port());
    raw_client third(server.port());
    REQUIRE(third.upgrade("/chat", "amends.chat.v1").status == 101);
    CHECK(third.read_close() == 1013);
    const auto page = raw_client(server.port()).get("/");
    CHECK(page.status == 503);
    CHECK(page.header("Retry-After") == "10");
    one.reset();
    CHECK(eventually([&] { return server.metrics.of(bot::gauge::connections) < 2; }));
    connected(server.port());
    CHECK(server.metrics.of(bot::counter::connections_refused) > 0);
}

TEST_CASE("stopping flushes what is queued and closes with 1012", "[chat]")
{
    running_adapters server;
    auto client = connected(server.port());
    auto half_open = std::make_unique<raw_client>(server.port());
    server.conversations.latest()->speak(300, "last words");
    REQUIRE(eventually([&] { return server.conversations.latest()->copy().size() == 300; }));
    std::thread stopping([&] { server.stop(5s); });
    int lines = 0;
    for (;;) {
        const auto message = client->read_message();
        if (message.opcode == 1) {
            // A page that fell behind is also told to catch up; what is flushed comes in order, each line once.
            const auto frame = json::parse(message.payload);
            if (frame["type"] == "line") CHECK(frame["seq"] == ++lines);
        }
        if (message.opcode == 8) {
            CHECK(message.close_code() == 1012);
            break;
        }
        REQUIRE(message.opcode != 0);
    }
    CHECK(lines > 0);
    client->send(raw_client::frame(0x88, "\x03\xF4"));
    CHECK(client->closed_by_server());
    CHECK(half_open->closed_by_server());
    stopping.join();
}

TEST_CASE("a client that goes away while its queue is full leaves nothing behind", "[chat]")
{
    auto bounds = running_adapters::quick();
    bounds.queue_bytes = 32 * 1024;
    running_adapters server(bounds);
    {
        raw_client slow(server.port(), 4096);
        REQUIRE(slow.upgrade("/chat", "amends.chat.v1").status == 101);
        slow.text(hello);
        REQUIRE(json::parse(slow.read_text())["type"] == "welcome");
        for (int i = 0; i < 10; ++i) server.conversations.latest()->speak(100, std::string(8000, 'x'));
        REQUIRE(eventually([&] { return server.metrics.of(bot::counter::resyncs) > 0; }));
    }
    CHECK(eventually([&] { return server.metrics.of(bot::gauge::connections) == 0; }));
    CHECK(server.conversations.latest()->customers() == 0);
}

TEST_CASE("stopping does not wait for a client that never answers", "[chat]")
{
    auto bounds = running_adapters::quick();
    bounds.close_wait = 1h;
    running_adapters server(bounds);
    auto deaf = connected(server.port());
    server.stop(50ms);
    CHECK(deaf->read_close() == 1012);
    CHECK(deaf->closed_by_server());
}
