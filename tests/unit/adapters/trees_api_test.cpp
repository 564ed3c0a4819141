#include "dialogs/trees/shipped.hpp"
#include "tests/support/running_adapters.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <future>

using namespace amends;
using namespace amends::tests;
using nlohmann::json;

namespace {

const std::string as_json = "Content-Type: application/json\r\n";

/// A server whose trees are in a real store, and an admin and an agent who are signed in.
class trees_world {
public:
    trees_world()
    {
        auto opened = storage::open_sqlite({directory_.path()});
        REQUIRE(opened.has_value());
        store_ = std::move(*opened);
        access_ = std::make_unique<bot::store_access>(*store_, workers_);
        for (const auto& each : dialogs::shipped_trees()) {
            if (each.file != "retail-order.json") continue;
            source = std::string(each.text);
            const auto tree = dialogs::load_tree(source, "retail-order.json").tree;
            version = tree->version();
            std::promise<bool> done;
            store_->publish_tree({{tree->id(), version, source, "amends", "shipped", from_unix_ms(1), true}}, {},
                                 [&](result<storage::done> stored) { done.set_value(stored.has_value()); });
            REQUIRE(done.get_future().get());
        }
        trees_ = std::make_unique<bot::authoring>(runtime_, *access_, nullptr, bot::business_hours{});
        server_ = std::make_unique<running_adapters>(running_adapters::quick(), nullptr, trees_.get());
        admin = sign_in("root");
        agent = sign_in("lina");
    }
    ~trees_world()
    {
        server_.reset();
        workers_.join();
        store_->stop();
    }
    trees_world(const trees_world&) = delete;
    trees_world& operator=(const trees_world&) = delete;

    raw_client::answer ask(const std::string& method, const std::string& path, const json& body = nullptr,
                           const std::string& headers = {})
    {
        return raw_client(server_->port())
            .request(method, path, (headers.empty() ? admin : headers) + as_json, body.is_null() ? "" : body.dump());
    }

    /// What is answered to the header of a request of the admin's whose body never comes.
    raw_client::answer announce(const std::string& path, std::size_t bytes)
    {
        raw_client client(server_->port());
        client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + admin + as_json +
                    "Content-Length: " + std::to_string(bytes) + "\r\n\r\n");
        return client.read_answer();
    }

    std::string admin; ///< headers
    std::string agent;
    std::string source; ///< of the retail tree
    std::string version;

private:
    std::string sign_in(const std::string& name)
    {
        const auto answer = raw_client(server_->port())
                                .request("POST", "/api/session", "Origin: http://localhost\r\n" + as_json,
                                         json{{"name", name}, {"password", "correct horse"}}.dump());
        REQUIRE(answer.status == 200);
        const auto set = answer.header("Set-Cookie");
        return "Cookie: " + set.substr(0, set.find(';')) +
               "\r\nX-CSRF-Token: " + json::parse(answer.body)["csrf"].get<std::string>() + "\r\n";
    }

    testing::temporary_directory directory_;
    boost::asio::io_context io_;
    boost::asio::thread_pool workers_{2};
    bot::system_clock time_;
    silent_log log_;
    fake_metrics metrics_;
    bot::runtime runtime_{io_, workers_, time_, log_, metrics_};
    std::unique_ptr<storage::store> store_;
    std::unique_ptr<bot::store_access> access_;
    std::unique_ptr<bot::authoring> trees_;
    std::unique_ptr<running_adapters> server_;
};

std::string changed(const std::string& source, const char* greeting)
{
    auto tree = json::parse(source);
    tree["greeting"]["en"] = greeting;
    return tree.dump(2);
}

} // namespace

TEST_CASE("trees are for signed-in admins, and changes need the session's own token", "[http][trees]")
{
    trees_world world;
    CHECK(world.ask("GET", "/api/admin/trees", nullptr, "X-Nobody: x\r\n").status == 401);
    CHECK(world.ask("GET", "/api/admin/trees", nullptr, world.agent).status == 403);
    CHECK(world.ask("GET", "/api/admin/trees").status == 200);
    const auto cookie = world.admin.substr(0, world.admin.find("X-CSRF-Token"));
    const auto forged = world.ask("PUT", "/api/admin/trees/retail-order/draft", {{"revision", 0}}, cookie);
    CHECK(forged.status == 403);
    CHECK(json::parse(forged.body)["code"] == "csrf");
    const auto agents = world.ask("PUT", "/api/admin/trees/retail-order/draft", {{"revision", 0}}, world.agent);
    CHECK(json::parse(agents.body)["code"] == "forbidden");
}

TEST_CASE("a tree is listed, opened, saved, checked and published", "[http][trees]")
{
    trees_world world;
    const auto list = json::parse(world.ask("GET", "/api/admin/trees").body)["trees"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["id"] == "retail-order");
    CHECK(list[0]["draft"].is_null());

    const auto opened = json::parse(world.ask("GET", "/api/admin/trees/retail-order").body);
    CHECK(opened["source"] == world.source);
    CHECK(opened["revision"] == 0);
    CHECK(opened["based_on"] == world.version);
    const auto text = changed(world.source, "Hello, an automated assistant answers; ask for a person.");
    const auto saved = world.ask("PUT", "/api/admin/trees/retail-order/draft",
                                 {{"revision", 0}, {"based_on", world.version}, {"source", text}});
    REQUIRE(saved.status == 200);
    CHECK(json::parse(saved.body)["revision"] == 1);
    CHECK(json::parse(world.ask("GET", "/api/admin/trees").body)["trees"][0]["draft"]["author"] == "root");

    const auto checked = world.ask("POST", "/api/admin/tree-check", {{"source", text}});
    CHECK(json::parse(checked.body)["findings"].empty());
    CHECK(json::parse(world.ask("POST", "/api/admin/trees/retail-order/publish", {{"revision", 1}}).body)["code"] ==
          "reason.missing");
    const auto published =
        world.ask("POST", "/api/admin/trees/retail-order/publish", {{"revision", 1}, {"reason", "friendlier"}});
    REQUIRE(published.status == 200);
    const auto next = json::parse(published.body)["version"].get<std::string>();
    const auto history =
        json::parse(world.ask("GET", "/api/admin/trees/retail-order/publications").body)["publications"];
    REQUIRE(history.size() == 2);
    CHECK(history[0]["version"] == next);
    CHECK(history[0]["reason"] == "friendlier");
    CHECK(json::parse(world.ask("GET", "/api/admin/trees/retail-order/versions/" + next).body)["source"] == text);

    const auto back = world.ask("POST", "/api/admin/trees/retail-order/roll-back",
                                {{"version", world.version}, {"over", next}, {"reason", "too friendly"}});
    CHECK(back.status == 200);
    CHECK(json::parse(world.ask("GET", "/api/admin/trees/retail-order").body)["active"]["version"] == world.version);
    CHECK(world.ask("GET", "/api/admin/trees/nothing").status == 404);
}

TEST_CASE("a stale save is answered with what there is now", "[http][trees]")
{
    trees_world world;
    const auto save = [&](const std::string& text) {
        return world.ask("PUT", "/api/admin/trees/retail-order/draft",
                         {{"revision", 0}, {"based_on", world.version}, {"source", text}});
    };
    REQUIRE(save("{ \"first\": 1 }").status == 200);
    const auto stale = save("{ \"second\": 1 }");
    REQUIRE(stale.status == 409);
    CHECK(stale.header("Content-Type") == "application/problem+json");
    const auto told = json::parse(stale.body);
    CHECK(told["code"] == "draft.stale");
    CHECK(told["current"]["revision"] == 1);
    CHECK(told["current"]["source"] == "{ \"first\": 1 }");
    CHECK(told["current"]["author"] == "root");
}

TEST_CASE("a tree with mistakes is not published, and each mistake has its place", "[http][trees]")
{
    trees_world world;
    auto tree = json::parse(world.source);
    tree["nodes"]["listen"]["next"] = "nowhere";
    const auto text = tree.dump(2);
    REQUIRE(world
                .ask("PUT", "/api/admin/trees/retail-order/draft",
                     {{"revision", 0}, {"based_on", world.version}, {"source", text}})
                .status == 200);
    const auto refused =
        world.ask("POST", "/api/admin/trees/retail-order/publish", {{"revision", 1}, {"reason", "a try"}});
    CHECK(refused.status == 422);
    const auto finding = json::parse(refused.body)["findings"].at(0);
    CHECK(finding["node"] == "listen");
    CHECK(finding["severity"] == "error");
    CHECK(finding["line"].get<int>() > 0);
    CHECK(json::parse(world.ask("POST", "/api/admin/tree-check", {{"source", text}}).body)["findings"].at(0) ==
          finding);
}

TEST_CASE("a text is tried out without being saved, on the clock that the request names", "[http][trees]")
{
    trees_world world;
    const json at{{"now", 1'795'762'800'000}, {"zone", "Asia/Shanghai"}, {"locale", "zh-CN"}};
    const auto ask = [&](const std::string& source, const json& inputs) {
        return world.ask("POST", "/api/admin/tree-simulation", {{"source", source}, {"world", at}, {"inputs", inputs}});
    };
    const auto told =
        ask(world.source, {{{"kind", "say"}, {"text", "耳机左边没有声音"}}, {{"kind", "wait"}, {"ms", 60'000}}});
    REQUIRE(told.status == 200);
    const auto trial = json::parse(told.body);
    CHECK(trial["now"] == 1'795'762'860'000);
    CHECK(trial["steps"].at(0)["lines"].at(0)["from"] == "customer");
    CHECK(trial["steps"].at(0)["lines"].at(1)["from"] == "bot");
    CHECK_FALSE(trial["node"].get<std::string>().empty());

    CHECK(ask("{", json::array()).status == 422);
    CHECK(ask(world.source, {{{"kind", "sing"}}}).status == 400);
    CHECK(ask(world.source, {{{"kind", "wait"}, {"ms", -5}}}).status == 400);
    CHECK(ask(world.source, json(std::vector<json>(201, {{"kind", "say"}, {"text", "x"}}))).status == 400);
}

TEST_CASE("only admins may send a large body, and they only so much", "[http][trees][limits]")
{
    trees_world world;
    const std::string large(100 * 1024, ' ');
    const json body{{"revision", 0}, {"based_on", world.version}, {"source", large}};
    CHECK(world.ask("PUT", "/api/admin/trees/large/draft", body, world.agent).status == 403);
    CHECK(world.ask("PUT", "/api/admin/trees/large/draft", body, "X-Nobody: x\r\n").status == 401);
    CHECK(world.ask("PUT", "/api/admin/trees/large/draft", body).status == 200);
    CHECK(world.ask("POST", "/api/session", body).status == 413);
    // Refused by its header alone.
    const auto refused = world.announce("/api/admin/tree-check", 6 << 20);
    CHECK(refused.status == 413);
    CHECK(refused.body.find("5120 KiB") != std::string::npos);
}

TEST_CASE("a tree's tests are kept and played over HTTP, and one that fails refuses the publication", "[http][trees]")
{
    trees_world world;
    const auto listed = json::parse(world.ask("GET", "/api/admin/trees/retail-order/tests").body)["tests"];
    const auto called = [](const json& tests, const char* name) {
        for (const auto& each : tests)
            if (each.at("name") == name) return each;
        return json(nullptr);
    };
    REQUIRE(called(listed, "beginnings").is_object());
    for (const auto& each : listed) CHECK(each["source"] == each["shipped"]);
    const auto text = changed(world.source, "Hello, an automated assistant answers; ask for a person.");
    REQUIRE(world
                .ask("PUT", "/api/admin/trees/retail-order/draft",
                     {{"revision", 0}, {"based_on", world.version}, {"source", text}})
                .status == 200);

    const std::string script = "== a\nlocale: en\ncustomer: hello\nbot: nowhere\n";
    const json played{{"tree", "retail-order"}, {"source", text}, {"test", {{"name", "mine"}, {"source", script}}}};
    const auto told = json::parse(world.ask("POST", "/api/admin/tree-tests", played).body);
    REQUIRE(told["tests"].size() == listed.size() + 1);
    CHECK(called(told["tests"], "beginnings")["failures"].empty());
    CHECK(called(told["tests"], "mine")["failures"][0]["line"] == 4);
    CHECK(told["edges_reached"].get<int>() > 0);
    CHECK(world.ask("POST", "/api/admin/tree-tests", {{"tree", "retail-order"}, {"source", "{"}}).status == 422);

    const auto path = "/api/admin/trees/retail-order/tests/mine";
    CHECK(json::parse(world.ask("PUT", path, {{"revision", 0}, {"source", script}}).body)["revision"] == 1);
    const auto stale = world.ask("PUT", path, {{"revision", 0}, {"source", "== b"}});
    CHECK(stale.status == 409);
    CHECK(json::parse(stale.body)["test"]["source"] == script);
    CHECK(world.ask("PUT", path, {{"source", "== b"}}).status == 400);
    CHECK(world.ask("PUT", path, {{"revision", 1}, {"source", ""}}, world.agent).status == 403);

    const auto refused =
        world.ask("POST", "/api/admin/trees/retail-order/publish", {{"revision", 1}, {"reason", "friendlier"}});
    CHECK(refused.status == 422);
    const auto why = json::parse(refused.body)["findings"].at(0);
    CHECK(why["test"] == "mine");
    CHECK(why["line"] == 4);
    CHECK(why["happened"].get<std::string>().find("hello") != std::string::npos);
}

TEST_CASE("an agent's draft is judged by the linter of the trees, in both languages", "[http]")
{
    trees_world world;
    const auto ask = [&](const json& body, const std::string& who) {
        return world.ask("POST", "/api/wording", body, who);
    };
    const auto told =
        json::parse(ask({{"text", "We are sorry if you feel that something went wrong."}}, world.agent).body);
    REQUIRE_FALSE(told["objections"].empty());
    CHECK(told["objections"][0]["rule"] == "wording/conditional-apology");
    CHECK(told["objections"][0]["grave"] == true);
    CHECK(told["objections"][0]["words"].get<std::string>().find("sorry if") != std::string::npos);
    CHECK_FALSE(
        json::parse(ask({{"text", "如果给您带来不便，我们深表歉意。"}}, world.agent).body)["objections"].empty());
    CHECK(
        json::parse(ask({{"text", "您的退款今天 18:00 前到账，由我负责。"}}, world.agent).body)["objections"].empty());
    CHECK(ask({{"text", 7}}, world.agent).status == 400);
    CHECK(ask({{"text", std::string(17 * 1024, 'x')}}, world.agent).status == 400);
    CHECK(ask({{"text", "x"}}, "X-Nobody: x\r\n").status == 401);
    const auto cookie = world.agent.substr(0, world.agent.find("X-CSRF-Token"));
    CHECK(ask({{"text", "x"}}, cookie).status == 403);
}

TEST_CASE("/admin leads to the trees", "[http][trees]")
{
    trees_world world;
    for (const char* path : {"/admin", "/admin/"}) {
        const auto answer = world.ask("GET", path);
        CHECK(answer.status == 302);
        CHECK(answer.header("Location") == "/admin/trees");
    }
}
