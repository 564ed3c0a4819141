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
    void say(int id, const std::string& words) { text(json{{"type", "say"}, {"id", uuid(id)}, {"text", words}}.dump()); }
    json hello(const std::string& token = "", std::int64_t after = 0, const std::string& generation = "")
    {
        text(json{{"type", "hello"}, {"token", token}, {"after", after}, {"generation", generation},
                  {"locale", "zh-CN"}, {"zone", "Asia/Shanghai"}}
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
