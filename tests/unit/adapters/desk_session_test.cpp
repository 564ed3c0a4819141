#include "adapters/desk/frames.hpp"
#include "dialogs/trees/shipped.hpp"
#include "tests/support/running_adapters.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::tests;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string own_page = "Origin: http://localhost\r\n";
const std::string uuid = "00000000-0000-4000-8000-000000000001";

std::string signed_in_cookie(std::uint16_t port)
{
    const auto answer =
        raw_client(port).request("POST", "/api/session", own_page + "Content-Type: application/json\r\n",
                                 R"({"name":"lina","password":"correct horse"})");
    const auto set = answer.header("Set-Cookie");
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
}

/// An agent's page.
class desk_page : public raw_client {
public:
    desk_page(std::uint16_t port, const std::string& cookie, int receive_buffer = 0) : raw_client(port, receive_buffer)
    {
        REQUIRE(upgrade("/desk/socket", "amends.desk.v1", own_page + cookie).status == 101);
    }
    json next() { return json::parse(read_text()); }
    json next_of(const std::string& type)
    {
        for (;;)
            if (auto frame = next(); frame["type"] == type) return frame;
    }
    void ask(int number, const std::string& type, json members = json::object())
    {
        members["request"] = number;
        members["type"] = type;
        text(members.dump());
    }
    json result() { return next_of("result"); }
};

/// A conversation that a customer has begun.
std::unique_ptr<raw_client> customer(std::uint16_t port)
{
    auto client = std::make_unique<raw_client>(port);
    client->upgrade("/chat", "amends.chat.v1");
    client->text(R"({"type":"hello"})");
    client->read_text();
    return client;
}

} // namespace

TEST_CASE("the desk opens for a signed-in agent from our own page, and for nobody else", "[desk]")
{
    running_adapters server;
    const auto cookie = signed_in_cookie(server.port());
    for (auto origin : {"", "Origin: null\r\n", "Origin: http://evil.com\r\n", "Origin: http://localhost.evil.com\r\n"})
        CHECK(raw_client(server.port()).upgrade("/desk/socket", "amends.desk.v1", origin + cookie).status == 403);
    for (const std::string& bad : {std::string(), std::string("Cookie: amends_session=guess\r\n")}) {
        desk_page stranger(server.port(), bad);
        CHECK(stranger.read_close() == 4401);
    }
    desk_page page(server.port(), cookie);
    const auto hello = page.next();
    CHECK(hello["type"] == "hello");
    CHECK(hello["user"] == json{{"id", 7}, {"name", "lina"}, {"display", "Li Na"}, {"role", "agent"}});
    CHECK(hello["generation"] == "g1");
    CHECK(hello["available"] == true);
    CHECK(page.next() == json{{"type", "queue"}, {"entries", json::array()}});
    CHECK(page.next()["online"][0] == json{{"id", 7}, {"display", "Li Na"}, {"available", true}});
    page.hang_up();
    CHECK(eventually([&] { return server.desk.left == 1; }));
}

TEST_CASE("signing out closes the desk's sockets", "[desk]")
{
    running_adapters server;
    const auto cookie = signed_in_cookie(server.port());
    desk_page page(server.port(), cookie);
    page.next_of("agents");
    CHECK(raw_client(server.port()).request("DELETE", "/api/session", cookie + "X-CSRF-Token: csrf-1\r\n", "").status ==
          204);
    CHECK(page.read_close() == 4401);
    CHECK(eventually([&] { return server.desk.left == 1; }));
}

TEST_CASE("an agent opens a chat, takes it, answers and hands it back", "[desk]")
{
    running_adapters server;
    auto shopper = customer(server.port());
    auto conversation = server.conversations.latest();
    conversation->speak(1, "welcome");
    shopper->read_text();
    desk_page page(server.port(), signed_in_cookie(server.port()));

    page.ask(1, "open", {{"conversation", 1}});
    const auto opened = page.next_of("opened");
    CHECK(opened["conversation"] == 1);
    CHECK(opened["lines"].size() == 1);
    CHECK(opened["lines"][0]["audience"] == "customer");
    CHECK(opened["case"]["number"] == "C-1");
    CHECK(opened["case"]["owner"] == nullptr);
    CHECK(opened["floor"] == json{{"holder", "bot"}, {"agent", nullptr}, {"token", 0}, {"since", 0}});
    CHECK(opened["customer"]["zone"] == "Asia/Shanghai");
    CHECK(page.result() == json{{"type", "result"}, {"request", 1}, {"ok", true}});

    page.ask(2, "take", {{"conversation", 1}, {"token", 5}}); // stale: invariant I4
    auto refused = page.result();
    CHECK(refused["ok"] == false);
    CHECK(refused["code"] == "floor_changed");
    CHECK(refused["floor"]["token"] == 0);
    page.ask(3, "reply", {{"conversation", 1}, {"token", 0}, {"id", uuid}, {"text", "hi"}});
    CHECK(page.result()["code"] == "floor_not_yours");

    page.ask(4, "take", {{"conversation", 1}, {"token", 0}});
    CHECK(page.next_of("floor")["floor"]["agent"] == json{{"id", 7}, {"display", "Li Na"}});
    CHECK(page.result()["ok"] == true);
    page.ask(5, "typing", {{"conversation", 1}, {"on", true}});
    page.ask(6, "reply", {{"conversation", 1}, {"token", 1}, {"id", uuid}, {"text", "您好，我是李娜"}});
    CHECK(page.result()["ok"] == true);
    const auto line = page.next_of("line");
    CHECK(line["conversation"] == 1);
    CHECK(line["line"]["seq"] == 2);
    CHECK(line["line"]["author"] == "Li Na");
    CHECK(json::parse(shopper->read_text())["type"] == "floor");
    CHECK(json::parse(shopper->read_text())["type"] == "typing");
    CHECK(json::parse(shopper->read_text())["text"] == "您好，我是李娜");

    page.ask(7, "note", {{"conversation", 1}, {"id", uuid}, {"text", "angry"}});
    const auto note = page.next_of("line");
    CHECK(note["line"]["audience"] == "internal");
    CHECK(note["line"]["seq"] == 1);
    shopper->text(R"({"type":"typing","on":true})");
    CHECK(page.next_of("typing") == json{{"type", "typing"}, {"conversation", 1}, {"on", true}});
    shopper->text(R"({"type":"seen","seq":2})");
    CHECK(page.next_of("seen")["seq"] == 2);
    conversation->withdraw(1);
    CHECK(page.next_of("withdrawn")["seqs"] == json::array({1}));

    page.ask(8, "return", {{"conversation", 1}, {"token", 1}});
    CHECK(page.next_of("floor")["floor"]["holder"] == "bot");
    CHECK(page.result()["ok"] == true);
    CHECK_FALSE(shopper->read_text().empty());

    page.ask(9, "close", {{"conversation", 1}});
    CHECK(page.result()["ok"] == true);
    conversation->speak(1, "unheard");
    page.text(R"({"type":"ping","n":3})");
    CHECK(page.next() == json{{"type", "pong"}, {"n", 3}}); // and no line before it
}

TEST_CASE("the queue is told whole, then change by change", "[desk]")
{
    running_adapters server;
    desk_page page(server.port(), signed_in_cookie(server.port()));
    page.next_of("agents");
    bot::conversation_view entry;
    entry.id = conversation_id{4};
    entry.floor.holder = floor_holder::waiting;
    entry.floor.token = 3;
    entry.emotion = emotion_kind::anger;
    entry.emotion_level = 2;
    entry.last_text = "\"坏\"了";
    entry.owed = from_unix_ms(99);
    server.desk.put(entry);
    const auto told = page.next_of("entry")["entry"];
    CHECK(told["conversation"] == 4);
    CHECK(told["holder"] == "waiting");
    CHECK(told["token"] == 3);
    CHECK(told["case"] == "");
    CHECK(told["due"] == 99);
    CHECK(told["emotion"] == "anger");
    CHECK(told["last_text"] == "\"坏\"了");
    server.desk.remove(conversation_id{4});
    CHECK(page.next_of("entry")["entry"] == json{{"conversation", 4}, {"gone", true}});
    page.ask(1, "available", {{"on", false}});
    CHECK(page.result()["ok"] == true);
    CHECK(page.next_of("agents")["online"][0]["available"] == false);
}

TEST_CASE("reason, promises and queue of a case are told in both languages", "[desk]")
{
    bot::conversation_view view;
    view.complaint.emplace();
    view.complaint->queue = "orders";
    view.complaint->handoff_reason = {"客户要求和人沟通", "The customer wants to speak to a person"};
    view.promises = {{{"答复客户", "Answer the customer"}, "desk", from_unix_ms(99), std::nullopt}};
    for (const auto& each : dialogs::shipped_trees())
        if (each.file == "retail-order.json") view.tree = dialogs::load_tree(each.text, each.file).tree;
    REQUIRE(view.tree);
    const auto nobody = [](user_id) { return std::string{}; };
    const auto told = [&] {
        std::string out;
        adapters::desk::append_case(out, view, nobody);
        return json::parse(out);
    };
    CHECK(told()["reason"] == json{{"zh-Hans", "客户要求和人沟通"}, {"en", "The customer wants to speak to a person"}});
    CHECK(told()["queue"] == json{{"zh-Hans", "订单"}, {"en", "Orders"}});
    CHECK(told()["promises"][0]["what"] == json{{"zh-Hans", "答复客户"}, {"en", "Answer the customer"}});
    view.tree.reset(); // it could not be loaded
    CHECK(told()["queue"]["en"] == "orders");
}

TEST_CASE("a request with a mistake gets a result that names it", "[desk]")
{
    running_adapters server;
    desk_page page(server.port(), signed_in_cookie(server.port()));
    page.next_of("agents");
    auto code = [&](int number, const std::string& type, const json& members) {
        page.ask(number, type, members);
        const auto answer = page.result();
        CHECK(answer["request"] == number);
        CHECK(answer["ok"] == false);
        return answer["code"].get<std::string>();
    };
    CHECK(code(1, "open", {{"conversation", 77}}) == "no_such_conversation");
    CHECK(code(2, "take", {{"conversation", 77}, {"token", 1}}) == "no_such_conversation");
    CHECK(code(3, "open", {{"conversation", "1"}}) == "bad_member");
    CHECK(code(4, "take", {{"conversation", 1}}) == "bad_member");
    CHECK(code(5, "reply", {{"conversation", 1}, {"token", 1}, {"id", "x"}, {"text", "y"}}) == "bad_member");
    CHECK(code(6, "reply", {{"conversation", 1}, {"token", 1}, {"id", uuid}, {"text", " "}}) == "bad_member");
    CHECK(code(7, "note", {{"conversation", 1}, {"id", uuid}, {"text", std::string(4001, 'x')}}) == "too_long");
    CHECK(code(8, "available", {{"on", 1}}) == "bad_member");
    CHECK(code(9, "dance", json::object()) == "unknown_type");
    page.text(R"({"type":"open","conversation":1})");
    CHECK(page.next_of("error")["code"] == "bad_member");
    page.text("nonsense");
    CHECK(page.read_close() == 4400);
}

TEST_CASE("an agent's page that reads too slowly gets the queue and its chats anew", "[desk]")
{
    auto bounds = running_adapters::quick();
    bounds.queue_bytes = 32 * 1024;
    running_adapters server(bounds);
    auto shopper = customer(server.port());
    auto conversation = server.conversations.latest();
    desk_page page(server.port(), signed_in_cookie(server.port()), 4096);
    page.ask(1, "open", {{"conversation", 1}});
    page.result();
    const int lines = 700;
    for (int i = 0; i < 7; ++i) conversation->speak(lines / 7, std::string(8000, 'z'));
    REQUIRE(eventually([&] { return server.metrics.of(bot::counter::resyncs) > 0; }));
    REQUIRE(eventually([&] { return conversation->copy().size() == lines; }));
    // Every line arrives, either one by one or with the chat as a whole.
    std::int64_t last = 0;
    bool queue_again = false, opened_again = false;
    while (last < lines || !queue_again || !opened_again) {
        const auto frame = page.next();
        if (frame["type"] == "line") {
            CHECK(frame["line"]["seq"] == last + 1);
            last = frame["line"]["seq"];
        }
        if (frame["type"] == "queue") queue_again = true;
        if (frame["type"] == "opened") {
            opened_again = true;
            last = frame["lines"].back()["seq"];
        }
    }
    CHECK(server.desk.refreshed > 0);
    conversation->speak(1, "one more");
    while (last <= lines) {
        const auto frame = page.next();
        if (frame["type"] == "line") last = frame["line"]["seq"];
        if (frame["type"] == "opened") last = frame["lines"].back()["seq"];
    }
    CHECK(last == lines + 1);
}
