#include "bot/authoring/authoring.hpp"
#include "bot/authoring/tree_commands.hpp"
#include "tests/support/bot_world.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;
using namespace amends::bot;
using nlohmann::json;

namespace {

const author wang{user_id{8}, "wang"};

constexpr auto greets = "== 开头\nlocale: zh-CN\ncustomer: 你好\nbot: \"您好，王先生\"\n";

/// A world with a room for authors, and the retail tree in it.
struct tests_world : bot_world {
    std::shared_ptr<authoring> trees =
        std::make_shared<authoring>(runtime(), access(), &bot_world::trees(), business_hours{});

    std::string source() { return await(trees->open("retail-order")).value().active->source; }
    result<std::int64_t> keep(const std::string& name, const std::string& text, std::int64_t revision = 0)
    {
        storage::tree_test test;
        test.tree = "retail-order";
        test.name = name;
        test.source = text;
        test.revision = revision;
        return await(trees->save_test(test, wang));
    }
    publish_answer publish(const std::string& text)
    {
        return await(trees->publish_text(text, "mine.json", "why", wang)).value();
    }
    result<json> ask(const char* command, const json& request)
    {
        auto told = await(tree_commands(trees).at(command)(request));
        if (!told) return told.error();
        return {boost::system::in_place_value, json::parse(told->text)};
    }
};

const tree_test& named(const std::vector<tree_test>& all, const std::string& name)
{
    for (const auto& each : all)
        if (each.name == name) return each;
    throw std::runtime_error("there is no test " + name);
}

} // namespace

TEST_CASE("the tests that come with Amends are a tree's until somebody changes or withdraws them", "[bot][authoring]")
{
    tests_world world;
    auto all = world.await(world.trees->tests("retail-order")).value();
    const auto shipped = named(all, "beginnings");
    CHECK(shipped.revision == 0);
    CHECK(shipped.source == shipped.shipped);
    CHECK(world.await(world.trees->tests("garden-centre")).value().empty());

    REQUIRE(world.keep("beginnings", greets).value() == 1);
    REQUIRE(world.keep("mine", greets).value() == 1);
    all = world.await(world.trees->tests("retail-order")).value();
    CHECK(named(all, "beginnings").source == greets);
    CHECK(named(all, "beginnings").shipped == shipped.source);
    CHECK(named(all, "mine").author == "wang");
    CHECK(named(all, "mine").shipped.empty());

    CHECK(world.keep("mine", "== other", 0).error().code == "test.stale");
    CHECK(world.keep("no/name", greets).error().code == "test.bad_name");
    CHECK(world.keep("long", std::string((256 << 10) + 1, '#')).error().code == "test.too_long");
}

TEST_CASE("a failing test keeps a version from being published, and is told with name, line and what was said",
          "[bot][authoring]")
{
    tests_world world;
    const auto text = world.source() + "\n"; // another version
    const auto before = world.await(world.bot_world::trees().active("retail-order"))->version();
    REQUIRE(world.keep("opening", greets).has_value());
    const auto refused = world.publish(text);
    CHECK(refused.version.empty());
    REQUIRE(refused.findings.size() == 1);
    const auto& why = refused.findings.front();
    CHECK(why.severity == severity::error);
    CHECK(why.test == "opening");
    CHECK(why.what.code == "test.failed");
    CHECK(why.what.line == 4);
    CHECK(why.what.message.english.find("开头: ") == 0);
    CHECK(why.happened.find("hello") != std::string::npos);
    CHECK(world.await(world.bot_world::trees().active("retail-order"))->version() == before);

    // The shell tells the same.
    const auto told = world.ask("tree.publish", {{"source", text}, {"file", "mine.json"}, {"reason", "x"}});
    REQUIRE(told.has_error());
    CHECK(told.error().message.find("opening.dialog:4") != std::string::npos);
    CHECK(told.error().message.find("what happened:\n    bot: hello") != std::string::npos);

    REQUIRE(world.keep("opening", "", 1).has_value()); // withdrawn
    CHECK_FALSE(world.publish(text).version.empty());
}

TEST_CASE("a test that cannot be played keeps a version from being published too", "[bot][authoring]")
{
    tests_world world;
    REQUIRE(world.keep("broken", "== a\nsings: la\n").has_value());
    REQUIRE(world.keep("foreign", "tree: hotel-stay\n== a\ncustomer: hi\n").has_value());
    const auto refused = world.publish(world.source() + "\n");
    REQUIRE(refused.findings.size() == 2);
    CHECK(refused.findings[0].what.code == "script.word");
    CHECK(refused.findings[1].what.code == "script.tree");
}

TEST_CASE("whoever goes back is not kept from it by tests", "[bot][authoring]")
{
    tests_world world;
    const auto first = world.await(world.trees->open("retail-order")).value().active->version;
    const auto second = world.publish(world.source() + "\n").version;
    REQUIRE_FALSE(second.empty());
    REQUIRE(world.keep("opening", greets).has_value());
    CHECK(world.await(world.trees->roll_back("retail-order", first, second, "worse", wang)).value().version == first);
}

TEST_CASE("tests are played with a text that is not saved, one of them as it is being written", "[bot][authoring]")
{
    tests_world world;
    const auto played = world.await(world.trees->play("retail-order", world.source())).value();
    REQUIRE(played.told);
    CHECK(played.told->failures().empty());
    CHECK(played.told->tests.front().conversations > 0);
    CHECK(played.told->edges > 0);
    CHECK(played.told->edges_reached == played.told->edges);

    tree_test written;
    written.name = "beginnings";
    written.source = greets;
    const auto other = world.await(world.trees->play("retail-order", world.source(), written)).value();
    CHECK(other.told->failures().front().test == "beginnings");
    const auto broken = world.await(world.trees->play("retail-order", "{")).value();
    CHECK_FALSE(broken.told);
    CHECK_FALSE(broken.findings.empty());
}

TEST_CASE("from the shell a test is kept, looked at, played and withdrawn", "[bot][authoring]")
{
    tests_world world;
    const auto shipped = world.ask("tree.tests", {{"tree", "retail-order"}}).value()["tests"].size();
    const json mine{{"tree", "retail-order"}, {"name", "opening"}, {"source", greets}};
    CHECK(world.ask("tree.save_test", mine)->at("revision") == 1);
    CHECK(world.ask("tree.save_test", mine)->at("revision") == 2); // the same text is nobody's loss
    auto other = mine;
    other["source"] = "== 另一个\nlocale: zh-CN\ncustomer: 你好\nbot: hello\n";
    const auto refused = world.ask("tree.save_test", other);
    CHECK(refused.error().code == "test.other");
    CHECK(refused.error().message.find("--over 2") != std::string::npos);
    const auto failing = world.ask("tree.test", {{"tree", "retail-order"}}).value();
    CHECK(failing["failures"].size() == 1);
    CHECK(failing["failures"][0]["line"] == 4);
    other["over"] = 2;
    CHECK(world.ask("tree.save_test", other)->at("revision") == 3);
    CHECK(world.ask("tree.test", {{"tree", "retail-order"}})->at("failures").empty());
    const auto listed = world.ask("tree.tests", {{"tree", "retail-order"}}).value();
    CHECK(listed["tests"].size() == shipped + 1);
}
