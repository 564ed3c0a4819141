#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::tests;
using nlohmann::json;

namespace {

const std::string protocol = "amends.chat.v1";

std::string uuid(int n)
{
    auto digits = std::to_string(n);
    return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

/// A page's side of the chat.
class page : public raw_client {
public:
    explicit page(std::uint16_t port, int receive_buffer = 0) : raw_client(port, receive_buffer)
    {
        if (upgrade("/chat", protocol).status != 101) throw std::runtime_error("no upgrade");
    }
    json next() { return json::parse(read_text()); }
    json next_of(const std::string& type)
    {
        for (;;)
            if (auto frame = next(); frame["type"] == type) return frame;
    }
    void say(int id, const std::string& words)
    {
        text(json{{"type", "say"}, {"id", uuid(id)}, {"text", words}}.dump());
    }
    json hello(const std::string& token = "", std::int64_t after = 0, const std::string& generation = "")
    {
        text(json{{"type", "hello"},
                  {"token", token},
                  {"after", after},
                  {"generation", generation},
                  {"locale", "zh-CN"},
                  {"zone", "Asia/Shanghai"}}
                 .dump());
        return next();
    }
};

} // namespace

TEST_CASE("a new visitor is welcomed with a token and answered in order", "[chat]")
{
    running_adapters server;
    page tab(server.port());
    const auto welcome = tab.hello();
    CHECK(welcome["type"] == "welcome");
    CHECK(welcome["generation"] == "g1");
    CHECK(welcome["last"] == 0);
    CHECK(welcome["reset"] == false);
    CHECK(welcome["greeting"] == "I am an automated assistant.");
    CHECK(welcome["floor"] == "bot");
    CHECK(welcome["heartbeat"] == 25);
    CHECK(welcome["token"].get<std::string>().size() == 43);
    REQUIRE(server.conversations.arrivals().size() == 1);
    CHECK(server.conversations.arrivals()[0].channel == "web");
    CHECK(server.conversations.arrivals()[0].key.size() == 64);
    CHECK(server.conversations.arrivals()[0].zone == "Asia/Shanghai");

    tab.say(1, "包裹\"坏\"了 \n 😀");
    CHECK(tab.next() == json{{"type", "ack"}, {"id", uuid(1)}, {"seq", 1}});
    const auto own = tab.next();
    CHECK(own["type"] == "line");
    CHECK(own["seq"] == 1);
    CHECK(own["from"] == "customer");
    CHECK(own["id"] == uuid(1));
    CHECK(own["text"] == "包裹\"坏\"了 \n 😀");
    const auto answer = tab.next();
    CHECK(answer["seq"] == 2);
    CHECK(answer["from"] == "bot");
}

TEST_CASE("a message that is said again is acknowledged again, not stored again", "[chat]")
{
    running_adapters server; // invariant I2
    page tab(server.port());
    tab.hello();
    tab.say(1, "broken");
    CHECK(tab.next_of("ack")["seq"] == 1);
    tab.say(1, "broken");
    CHECK(tab.next_of("ack")["seq"] == 1);
    tab.say(1, "something else");
    const auto refusal = tab.next_of("error");
    CHECK(refusal["code"] == "id_reused");
    CHECK(refusal["id"] == uuid(1));
    CHECK(server.conversations.latest()->copy().size() == 2);
}

TEST_CASE("a page that comes back gets exactly the lines it lacks", "[chat]")
{
    running_adapters server;
    std::string token;
    {
        page tab(server.port());
        token = tab.hello()["token"];
        tab.say(1, "one");
        tab.next_of("ack");
    }
    server.conversations.latest()->speak(120, "while you were away");
    REQUIRE(eventually([&] { return server.conversations.latest()->copy().size() == 122; }));

    page again(server.port());
    const auto welcome = again.hello(token, 2, "g1");
    CHECK(welcome["token"] == token);
    CHECK(welcome["last"] == 122);
    CHECK(welcome["reset"] == false);
    for (int seq = 3; seq <= 122; ++seq) REQUIRE(again.next()["seq"] == seq);
    again.say(2, "two");
    CHECK(again.next() == json{{"type", "ack"}, {"id", uuid(2)}, {"seq", 123}});
    CHECK(again.next()["seq"] == 123);
    CHECK(server.conversations.arrivals()[0].key == server.conversations.arrivals()[1].key);
}

TEST_CASE("a cursor of another store, or ahead of this one, is reset to the latest lines", "[chat]")
{
    running_adapters server;
    page first(server.port());
    const std::string token = first.hello()["token"];
    server.conversations.latest()->speak(60, "line");
    for (int seq = 1; seq <= 60; ++seq) REQUIRE(first.next()["seq"] == seq);

    page other_store(server.port());
    auto welcome = other_store.hello(token, 5, "g0");
    CHECK(welcome["reset"] == true);
    CHECK(welcome["last"] == 60);
    for (int seq = 11; seq <= 60; ++seq) REQUIRE(other_store.next()["seq"] == seq);

    page ahead(server.port());
    CHECK(ahead.hello(token, 61, "g1")["reset"] == true);
    CHECK(ahead.next()["seq"] == 11);

    // A client that holds nothing has nothing to drop: it gets everything.
    page fresh(server.port());
    CHECK(fresh.hello(token, 0, "g0")["reset"] == false);
    CHECK(fresh.next()["seq"] == 1);
}

TEST_CASE("two tabs of one customer see the same lines", "[chat]")
{
    running_adapters server;
    page one(server.port());
    const std::string token = one.hello()["token"];
    page two(server.port());
    two.hello(token);
    one.say(1, "from one");
    two.say(2, "from two");
    std::vector<json> seen_by_one, seen_by_two;
    while (seen_by_one.size() < 4) seen_by_one.push_back(one.next_of("line"));
    while (seen_by_two.size() < 4) seen_by_two.push_back(two.next_of("line"));
    CHECK(seen_by_one == seen_by_two);
    for (std::size_t i = 0; i < 4; ++i) CHECK(seen_by_one[i]["seq"] == i + 1);
}

TEST_CASE("a slow reader is resynchronised: no line is skipped, none comes twice", "[chat]")
{
    auto bounds = running_adapters::quick();
    bounds.queue_bytes = 64 * 1024;
    running_adapters server(bounds);
    page slow(server.port(), 4096);
    slow.hello();
    // Far more than the kernel's buffers and the queue hold together.
    const int lines = 3000;
    auto conversation = server.conversations.latest();
    for (int i = 0; i < 30; ++i) conversation->speak(lines / 30, std::string(8000, 'x'));
    REQUIRE(eventually([&] { return server.metrics.of(bot::counter::resyncs) > 0; }));
    REQUIRE(eventually([&] { return conversation->copy().size() == lines; }));

    int next = 1, resyncs = 0;
    while (next <= lines) {
        const auto frame = slow.next();
        if (frame["type"] == "resync") {
            CHECK(frame["after"] == next - 1);
            ++resyncs;
        } else {
            REQUIRE(frame["seq"] == next);
            ++next;
        }
    }
    CHECK(resyncs > 0);
    // Caught up, it is live again.
    slow.say(1, "still here");
    CHECK(slow.next_of("ack")["seq"] == lines + 1);
    CHECK(slow.next_of("line")["seq"] == lines + 1);
}

TEST_CASE("a burst that the session cannot take in one go is caught up from the store", "[chat]")
{
    running_adapters server;
    page tab(server.port());
    tab.hello();
    const int lines = 5000; // nothing comes after them that could tell of a gap
    server.conversations.latest()->speak(lines, "short");
    for (int next = 1; next <= lines;) {
        const auto frame = tab.next();
        if (frame["type"] == "line") REQUIRE(frame["seq"] == next++);
    }
}

TEST_CASE("a reader that is slow while lines keep coming still gets each once", "[chat]")
{
    auto bounds = running_adapters::quick();
    bounds.queue_bytes = 16 * 1024;
    bounds.queue_frames = 20;
    running_adapters server(bounds);
    page slow(server.port(), 4096);
    slow.hello();
    auto conversation = server.conversations.latest();
    int next = 1;
    const int lines = 4000;
    for (int spoken = 0; spoken < lines; spoken += 100) {
        conversation->speak(100, std::string(2000, 'y'));
        for (int read = 0; read < 60; ++read) {
            const auto frame = slow.next();
            if (frame["type"] == "line") REQUIRE(frame["seq"] == next++);
        }
    }
    while (next <= lines) {
        const auto frame = slow.next();
        if (frame["type"] == "line") REQUIRE(frame["seq"] == next++);
    }
    CHECK(server.metrics.of(bot::counter::resyncs) > 0);
}

TEST_CASE("a store that cannot be read for a while delays lines and loses none", "[chat]")
{
    running_adapters server;
    page tab(server.port());
    const std::string token = tab.hello()["token"];
    server.conversations.latest()->speak(10, "line");
    for (int seq = 1; seq <= 10; ++seq) tab.next();
    tab.hang_up();

    page again(server.port());
    again.text(json{{"type", "hello"}, {"token", token}, {"after", 4}, {"generation", "g1"}}.dump());
    CHECK(again.next()["type"] == "welcome");
    for (int seq = 5; seq <= 10; ++seq) REQUIRE(again.next()["seq"] == seq);
    again.text(json{{"type", "history"}, {"before", 5}, {"limit", 2}}.dump());
    const auto history = again.next();
    CHECK(history["lines"].size() == 2);
    CHECK(history["lines"][0]["seq"] == 3);
    CHECK(history["more"] == true);
    server.conversations.failing = true;
    again.text(json{{"type", "history"}, {"before", 5}, {"limit", 2}}.dump());
    CHECK(again.next()["code"] == "unavailable");
    page refused(server.port());
    refused.text(R"({"type":"hello"})");
    CHECK(refused.read_close() == 1012);
}

TEST_CASE("what is not stored is not acknowledged", "[chat]")
{
    running_adapters server; // invariant I1
    page tab(server.port());
    tab.hello();
    auto conversation = server.conversations.latest();
    conversation->refuse_with(bot::said::kind::busy);
    tab.say(1, "one");
    CHECK(tab.next()["code"] == "busy");
    conversation->refuse_with(bot::said::kind::unavailable);
    tab.say(1, "one");
    CHECK(tab.next()["code"] == "unavailable");
    conversation->refuse_with(bot::said::kind::stored);
    tab.say(1, "one");
    CHECK(tab.next() == json{{"type", "ack"}, {"id", uuid(1)}, {"seq", 1}});
}

TEST_CASE("the floor and typing reach the customer, the customer's cursor reaches the desk", "[chat]")
{
    running_adapters server;
    page tab(server.port());
    tab.hello();
    auto conversation = server.conversations.latest();
    conversation->take({user_id{7}, "李娜"}, 0, [](auto) {});
    CHECK(tab.next() == json{{"type", "floor"}, {"holder", "agent"}, {"agent", "李娜"}});
    conversation->agent_typing(user_id{7}, true);
    CHECK(tab.next() == json{{"type", "typing"}, {"from", "agent"}, {"on", true}});
    conversation->speak(2, "x");
    tab.next();
    tab.next();
    tab.text(R"({"type":"seen","seq":1})");
    CHECK(eventually([&] { return conversation->seen_up_to() == 1; }));
    tab.text(R"({"type":"seen","seq":99})"); // more than it was ever sent
    CHECK(eventually([&] { return conversation->seen_up_to() == 2; }));
    tab.text(R"({"type":"ping","n":41})");
    CHECK(tab.next() == json{{"type", "pong"}, {"n", 41}});
    tab.hang_up();
    CHECK(eventually([&] { return conversation->customers() == 0; }));
}
