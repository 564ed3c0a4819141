#include "bot/authoring/tree_commands.hpp"
#include "dialogs/codec/codec.hpp"
#include "tests/support/bot_world.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;
using nlohmann::json;

namespace {

/// The shipped retail tree with another greeting: another version.
json changed_tree()
{
    for (const auto& each : dialogs::shipped_trees())
        if (each.file.find("retail-order") != std::string_view::npos) {
            auto tree = json::parse(each.text);
            tree["greeting"]["en"] = "Hello! An automated assistant answers here; ask for a person at any time.";
            return tree;
        }
    throw std::logic_error("no retail tree is shipped");
}

result<bot::json_text> publish(bot_world& world, const json& tree)
{
    auto commands = bot::tree_commands(
        std::make_shared<bot::authoring>(world.runtime(), world.access(), &world.trees(), bot::business_hours{}));
    return world.await(
        commands.at("tree.publish")({{"source", tree.dump()}, {"file", "mine.json"}, {"reason", "a test"}}));
}

std::string version_of(bot_world& world, const bot::conversation_ptr& c)
{
    return dialogs::decode_state(world.stored(c->id()).state)->tree_version;
}

} // namespace

TEST_CASE("a published tree begins new conversations at once; running ones stay with theirs", "[bot]")
{
    bot_world world;
    auto earlier = world.open("earlier");
    world.say(earlier, "m1", "你好");
    auto before = version_of(world, earlier);

    auto done = publish(world, changed_tree());
    REQUIRE(done.has_value());
    auto later = world.open("later");
    world.say(later, "m1", "你好");
    CHECK(version_of(world, later) == json::parse(done->text).at("version"));
    CHECK(version_of(world, later) != before);
    world.say(earlier, "m2", "耳机没有声音");
    CHECK(version_of(world, earlier) == before);
}

TEST_CASE("a tree with mistakes is refused with all of them, and nothing changes", "[bot]")
{
    bot_world world;
    auto active = world.await(world.trees().active("retail-order"))->version();
    auto tree = changed_tree();
    tree["nodes"]["listen"]["next"] = "nowhere";
    tree["nodes"]["order"]["give_up"] = "nowhere either";
    auto refused = publish(world, tree);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == "tree.invalid");
    CHECK(refused.error().message.find("mine.json:") != std::string::npos);
    CHECK(refused.error().message.find("[listen]") != std::string::npos);
    CHECK(refused.error().message.find("[order]") != std::string::npos);
    CHECK(world.await(world.trees().active("retail-order"))->version() == active);
    auto stored = world.access().read_now([](storage::reader& r) { return r.active_trees(); });
    REQUIRE(stored.has_value());
    for (const auto& each : *stored)
        if (each.id == "retail-order") CHECK(each.version == active);
}
