#include "bot/admin/admin.hpp"

#include "bot/admin/local_link.hpp"
#include "bot/admin/store_commands.hpp"
#include "bot/conversation/seed.hpp"
#include "dialogs/trees/shipped.hpp"
#include "tests/support/bot_world.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace amends;
using namespace amends::testing;
using nlohmann::json;

namespace {

boost::asio::awaitable<result<bot::json_text>> echo(json request) { co_return bot::to_text(request); }
boost::asio::awaitable<result<bot::json_text>> refuse(json) { co_return problem{"no", "not today"}; }

json asked(bot_world& world, const bot::admin& admin, const std::string& request)
{
    return json::parse(world.await(admin.handle(request)));
}

/// One customer's word, and the answers to it, stored.
conversation_id complain(bot_world& world, const std::string& key, const std::string& text)
{
    auto talk = world.open(key);
    auto shown = std::make_shared<screen>();
    bot_world::attach(talk, shown);
    REQUIRE(bot_world::say(talk, "m1", text).result == bot::said::kind::stored);
    REQUIRE(shown->wait([](const auto& lines) { return lines.size() >= 2; }));
    return talk->id();
}

/// Keeps what is logged as "code".
struct code_log final : bot::log_sink {
    void write(bot::log_level, std::string_view, std::initializer_list<bot::log_field> fields) override
    {
        for (const auto& each : fields)
            if (each.name == "code") codes.emplace_back(std::get<std::string_view>(each.value));
    }
    std::vector<std::string> codes;
};

struct store_admin {
    bot_world world;
    silent_log log;
    boost::asio::io_context io;
    boost::asio::thread_pool workers{1};
    bot::runtime runtime{io, workers, world.clock, log, world.metrics};
    bot::admin admin{bot::store_commands(runtime, world.access()), log};

    json ask(const json& request) { return asked(world, admin, request.dump()); }
};

} // namespace

TEST_CASE("a request is answered with a result or a refusal, never without", "[admin]")
{
    bot_world world;
    code_log log;
    const bot::admin admin({{"echo", echo}, {"refuse", refuse}}, log);
    CHECK(asked(world, admin, R"({"command":"echo","n":1})") ==
          json{{"ok", true}, {"result", {{"command", "echo"}, {"n", 1}}}});
    CHECK(asked(world, admin, R"({"command":"refuse"})") ==
          json{{"ok", false}, {"code", "no"}, {"message", "not today"}});
    CHECK(log.codes == std::vector<std::string>{"ok", "no"});
    CHECK(asked(world, admin, R"({"command":"delete.everything"})")["code"] == "admin.unknown");
    for (auto text : {"", "{", "[]", "null", "\"echo\"", "\xff", R"({"command":"echo"} x)"}) {
        CAPTURE(text);
        CHECK(asked(world, admin, text)["code"] == "admin.malformed");
    }
    CHECK(asked(world, admin, R"({"command":7})")["code"] == "admin.unknown");
}

TEST_CASE("an export pages through every conversation with all its lines", "[admin]")
{
    store_admin at;
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 5; ++i)
        ids.push_back(
            complain(at.world, "customer-" + std::to_string(i), "我的包裹碎了，第" + std::to_string(i) + "件").value);
    std::vector<std::int64_t> exported;
    json after = 0;
    int pages = 0;
    while (!after.is_null()) {
        auto answer = at.ask({{"command", "export"}, {"after", after}, {"limit", 2}});
        REQUIRE(answer["ok"] == true);
        for (const auto& each : answer["result"]["conversations"]) {
            exported.push_back(each["conversation"]);
            CHECK(each["channel"] == "web");
            CHECK(each["lines"][0]["from"] == "customer");
            CHECK(each["lines"][0]["text"].get<std::string>().starts_with("我的包裹碎了"));
            CHECK(each["lines"].size() == at.world.stored_lines(conversation_id{each["conversation"]}).size());
        }
        after = answer["result"]["next"];
        REQUIRE(++pages <= 4);
    }
    CHECK(exported == ids);
    CHECK(pages == 3);
    CHECK(at.ask({{"command", "export"}, {"after", "x"}, {"limit", -5}})["result"]["conversations"].size() == 1);
}

TEST_CASE("verify finds every chain whole on an untouched store", "[admin]")
{
    store_admin at;
    for (int i = 0; i < 3; ++i) complain(at.world, "customer-" + std::to_string(i), "my parcel is late");
    auto answer = at.ask({{"command", "verify"}});
    CHECK(answer["result"] == json{{"checked", 3}, {"broken", json::array()}, {"next", nullptr}});
}

TEST_CASE("a backup taken while the server runs opens as a store with everything in it", "[admin]")
{
    store_admin at;
    const auto id = complain(at.world, "customer", "my parcel is late");
    temporary_directory directory;
    const auto to = directory.path() / "restored" / "amends.db";
    std::filesystem::create_directory(to.parent_path());
    auto answer = at.ask({{"command", "backup"}, {"to", to.string()}});
    CAPTURE(answer.dump());
    REQUIRE(answer["ok"] == true);
    CHECK(answer["result"]["pages"] > 0);
    CHECK(at.ask({{"command", "backup"}, {"to", to.string()}})["ok"] == false);
    CHECK(at.ask({{"command", "backup"}, {"to", "relative.db"}})["code"] == "backup.path");

    auto restored = storage::open_sqlite({to.parent_path()});
    REQUIRE(restored.has_value());
    auto reader = (*restored)->open_reader();
    REQUIRE(reader.has_value());
    CHECK((*reader)->transcript(id, 1000)->size() == at.world.stored_lines(id).size());
    (*restored)->stop();
}

TEST_CASE("status tells how much there is", "[admin]")
{
    store_admin at;
    const auto id = complain(at.world, "customer", "my parcel is late");
    auto result = at.ask({{"command", "status"}})["result"];
    CHECK(result["version"] == AMENDS_VERSION);
    CHECK(result["messages"] == at.world.stored_lines(id).size());
}

TEST_CASE("the same commands work without a server, under the store's lock", "[admin]")
{
    temporary_directory directory;
    silent_log log;
    counted_metrics metrics;
    auto commands = [](bot::runtime& runtime, bot::store_access& store) { return bot::store_commands(runtime, store); };
    auto missing = bot::make_local_link(directory.path() / "none", log, metrics, commands);
    REQUIRE(missing.has_error());
    CHECK(missing.error().code == "store.none");
    CHECK_FALSE(std::filesystem::exists(directory.path() / "none"));

    (*storage::open_sqlite({directory.path()}))->stop();
    {
        auto link = bot::make_local_link(directory.path(), log, metrics, commands);
        REQUIRE(link.has_value());
        CHECK(json::parse(*(*link)->request(R"({"command":"status"})"))["result"]["messages"] == 0);
        auto second = bot::make_local_link(directory.path(), log, metrics, commands);
        REQUIRE(second.has_error());
        CHECK(second.error().code == "store.locked");
    }
    CHECK(bot::make_local_link(directory.path(), log, metrics, commands).has_value());
}

TEST_CASE("shipped trees are published once, and what was made active later stays so", "[admin]")
{
    temporary_directory directory;
    auto opened = storage::open_sqlite({directory.path()});
    REQUIRE(opened.has_value());
    auto& store = **opened;
    boost::asio::thread_pool workers(1);
    bot::store_access access(store, workers);
    set_clock clock;
    silent_log log;
    auto active = [&] { return access.read_now([](storage::reader& r) { return r.active_trees(); }).value(); };
    auto compiled = [&](bot::tree_library& trees, const std::string& id) {
        return boost::asio::co_spawn(workers, trees.active(id), boost::asio::use_future).get();
    };
    {
        bot::tree_library trees(access, log, "retail-order");
        REQUIRE(bot::seed_trees(access, trees, clock, log).has_value());
        CHECK(active().size() == dialogs::shipped_trees().size());
        CHECK(compiled(trees, "hotel-stay")->id() == "hotel-stay");
    }
    // An operator's own version: any other text is another version.
    auto changed = active().front();
    auto own = changed;
    own.source = changed.source + "\n";
    own.version = dialogs::load_tree(own.source, "own").tree->version();
    REQUIRE(own.version != changed.version);
    bot_world::answer<result<storage::done>>([&](auto done) { store.publish_tree({own}, {}, done); });
    {
        bot::tree_library trees(access, log, "retail-order");
        REQUIRE(bot::seed_trees(access, trees, clock, log).has_value());
        CHECK(compiled(trees, own.id)->version() == own.version);
    }
    store.stop();
    workers.join();
}
