#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"
#include "tests/support/bot_world.hpp"
#include "tests/support/desk_page.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::testing;

namespace {

/// What a conversation comes to when the stored events are stepped through again.
struct replayed {
    std::string state;
    std::vector<std::string> bot_lines;
};

replayed replay(bot_world& world, conversation_id id, const std::string& tree_id)
{
    const auto source = [&] {
        for (const auto& each : dialogs::shipped_trees())
            if (auto loaded = dialogs::load_tree(each.text, each.file); loaded.tree && loaded.tree->id() == tree_id)
                return loaded.tree;
        throw std::runtime_error("no such tree");
    }();
    const auto lines = world.stored_lines(id);
    dialogs::state state;
    replayed made;
    for (const auto& stored : world.access().read_now([&](storage::reader& r) { return r.events(id); }).value()) {
        if (stored.event.kind == "agent_message" || stored.event.kind == "agent_note") continue; // no step
        auto happened = dialogs::decode_event(stored.event.payload).value();
        if (auto* message = std::get_if<customer_message>(&happened))
            for (const auto& line : lines)
                if (line.sequence == stored.line) message->text = line.text;
        const auto facts = dialogs::decode_facts(stored.event.facts).value();
        CHECK(stored.event.tree_version == source->version());
        auto outcome = dialogs::step(*source, state, happened, facts);
        state = std::move(outcome.state);
        for (const auto& each : outcome.effects)
            if (const auto* line = std::get_if<say>(&each))
                made.bot_lines.push_back(dialogs::render(*source, *line, facts.zone).text);
    }
    made.state = dialogs::encode(state);
    return made;
}

void check_replay(bot_world& world, conversation_id id, const std::string& tree)
{
    const auto again = replay(world, id, tree);
    CHECK(again.state == world.stored(id).state);
    std::vector<std::string> spoken;
    for (const auto& line : world.stored_lines(id))
        if (line.from == speaker::bot) spoken.push_back(line.text);
    CHECK(again.bot_lines == spoken);
}

} // namespace

TEST_CASE("a stored conversation, stepped through again, says and comes to the same (I6)", "[bot]")
{
    bot_world world;
    auto agent = bot::agent_identity{world.add_user("li"), "Li"};
    auto page = std::make_shared<desk_page>();
    world.desk().join(agent, page);
    page->wait_agents(1);
    auto c = world.open("visitor");
    world.say(c, "m1", "上周买的耳机左边没有声音，我要退款！！");
    world.clock.advance(90s);
    world.say(c, "m2", "订单号 AB12345678");
    world.say(c, "m3", "三天前收到的，花了三百二十块");
    world.say(c, "m4", "不对，尾号是7");
    world.say(c, "m5", "转人工");
    const auto taken = world.take(c, agent, world.stored(c->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    world.reply(c, agent, taken.floor.token, "r1", "您好，我来处理");
    world.say(c, "m6", "谢谢");
    world.leave(c, agent.id, taken.floor.token, leave_reason::returned_to_bot);
    world.say(c, "m7", "还是换货吧");
    check_replay(world, c->id(), "retail-order");
}

TEST_CASE("an English conversation that ends in a survey replays as well (I6)", "[bot]")
{
    bot_world world;
    auto c = world.open("visitor", "parcel-delivery", "en");
    world.say(c, "m1", "My parcel SF1234567890 was due on Monday and it has not moved since, I want it now");
    for (int i = 2; i < 8; ++i) {
        const auto state = dialogs::decode_state(world.stored(c->id()).state).value();
        world.say(c, "m" + std::to_string(i), i % 2 == 0 ? "last Tuesday" : "yes");
        world.clock.advance(30s);
        if (state.ended) break;
    }
    check_replay(world, c->id(), "parcel-delivery");
}
