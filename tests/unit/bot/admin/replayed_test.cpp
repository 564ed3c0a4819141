#include "bot/admin/replayed.hpp"
#include "tests/support/bot_world.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;
using nlohmann::json;

namespace {

json retail_tree()
{
    for (const auto& each : dialogs::shipped_trees())
        if (each.file == "retail-order.json") return json::parse(each.text);
    throw std::logic_error("no retail tree is shipped");
}

json replayed(bot_world& world, const json& draft)
{
    auto commands = bot::replay_commands(world.runtime(), world.access());
    auto done = world.await(commands.at("tree.replay")({{"source", draft.dump()}, {"file", "mine.json"}}));
    INFO((done ? done->text : done.error().message));
    REQUIRE(done.has_value());
    return json::parse(done->text);
}

void complain(bot_world& world, const std::string& who, const std::string& tree = {})
{
    auto c = world.open(who, tree);
    world.say(c, "m1", "上周买的耳机左边没有声音，我要退款");
    world.clock.advance(90s);
    world.say(c, "m2", "订单号 AB12345678");
    world.say(c, "m3", "三天前收到的");
    world.say(c, "m4", "对");
}

} // namespace

TEST_CASE("Stored conversations are the same against the tree that led them, those of other trees are left out",
          "[bot][replay]")
{
    bot_world world;
    complain(world, "one");
    complain(world, "two");
    complain(world, "three", "hotel-stay");
    const auto answer = replayed(world, retail_tree());
    REQUIRE(answer.at("conversations").size() == 2);
    CHECK(answer.at("next").is_null());
    for (const auto& each : answer.at("conversations")) {
        CHECK(each.at("same") == true);
        CHECK_FALSE(each.contains("broken"));
        CHECK(each.at("lines").at("kept") >= 4);
    }
}

TEST_CASE("A draft's differences are told turn by turn, with the customer's words, and nothing is changed",
          "[bot][replay]")
{
    bot_world world;
    complain(world, "one");
    const auto before = world.stored(conversation_id{1}).state;
    auto draft = retail_tree();
    draft["texts"]["order"] = {{"zh-Hans", "订单号发我一下？"}, {"en", "Your order number, please?"}};
    const auto talk = replayed(world, draft).at("conversations").at(0);
    CHECK(talk.at("conversation") == 1);
    CHECK(talk.at("same") == false);
    const auto& turn = talk.at("turns").at(0);
    CHECK(turn.at("text") == "上周买的耳机左边没有声音，我要退款");
    CHECK(turn.at("now").at("lines").back().at("text") == "订单号发我一下？");
    CHECK(turn.at("then").at("node") == turn.at("now").at("node"));
    CHECK(talk.at("turns").at(1).at("same") == true);
    CHECK(talk.at("lines").at("new") == 1);
    CHECK(world.stored(conversation_id{1}).state == before);
}

TEST_CASE("A draft with mistakes is refused with all of them", "[bot][replay]")
{
    bot_world world;
    auto commands = bot::replay_commands(world.runtime(), world.access());
    auto done = world.await(commands.at("tree.replay")({{"source", "{}"}, {"file", "mine.json"}}));
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == "tree.invalid");
    CHECK(done.error().message.find("mine.json") != std::string::npos);
}
