#include "dialogs/codec/codec.hpp"
#include "tests/support/bot_world.hpp"
#include "tests/support/desk_page.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <barrier>

using namespace amends;
using namespace amends::testing;

namespace {

const char* const opening = "上周买的耳机左边没有声音,我要退款";

struct staffed {
    explicit staffed(bot_world& w) : world(w), agent{w.add_user("li"), "Li"}, page(std::make_shared<desk_page>())
    {
        world.desk().join(agent, page);
        page->wait_agents(1);
    }
    bot_world& world;
    bot::agent_identity agent;
    std::shared_ptr<desk_page> page;
};

bool spoke_after_takeover(const std::vector<storage::stored_line>& lines)
{
    bool taken = false;
    for (const auto& line : lines) {
        if (line.from == speaker::system) taken = true;
        if (taken && line.from == speaker::bot && line.state == storage::line_state::said) return true;
    }
    return false;
}

} // namespace

TEST_CASE("of what the desk only owes an answer the most urgent is listed, and the rest comes when there is room (I10)",
          "[bot]")
{
    bot_world::options chosen;
    chosen.most_owed = 2;
    bot_world world(std::move(chosen));
    std::vector<conversation_id> all;
    for (int i = 0; i < 4; ++i) {
        auto c = world.open("visitor-" + std::to_string(i));
        world.say(c, "m1", opening);
        world.say(c, "m2", "转人工");
        REQUIRE(world.stored(c->id()).promises.size() == 1);
        all.push_back(c->id());
        world.clock.advance(1min);
    }
    const auto lists = [](const std::vector<conversation_id>& ids) {
        return [ids](const auto& entries) {
            return entries.size() == ids.size() &&
                   std::all_of(ids.begin(), ids.end(), [&](auto id) { return entries.contains(id); });
        };
    };
    staffed desk(world);
    REQUIRE(desk.page->wait_entries(lists({all[0], all[1]})));
    CHECK(desk.page->wait_entries([&](const auto& entries) {
        const auto found = entries.find(all[0]);
        return found != entries.end() && found->second.floor.since == world.stored(all[0]).started_at;
    }));
    auto first = world.open("visitor-0");
    auto taken = world.take(first, desk.agent, world.stored(first->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    world.reply(first, desk.agent, taken.floor.token, "r1", "您好");
    world.leave(first, desk.agent.id, taken.floor.token, leave_reason::returned_to_bot);
    CHECK(desk.page->wait_entries(lists({all[1], all[2]})));
}

TEST_CASE("a person wanted is a person queued, taken over and answered (H9, I4)", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    world.say(c, "m2", "转人工");
    REQUIRE(desk.page->wait_holder(c->id(), floor_holder::waiting));

    auto entry = desk.page->entry(c->id());
    auto taken = world.take(c, desk.agent, entry.floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    CHECK(taken.floor.token == entry.floor.token + 1);
    REQUIRE(desk.page->wait_holder(c->id(), floor_holder::agent));

    auto said = world.reply(c, desk.agent, taken.floor.token, "r1", "您好,我来处理");
    CHECK(said.result == bot::said::kind::stored);
    CHECK(world.reply(c, desk.agent, taken.floor.token, "r1", "您好,我来处理").result == bot::said::kind::repeated);
    REQUIRE(page->wait_for_text("您好,我来处理"));

    auto silent = world.stored_lines(c->id()).size();
    world.say(c, "m3", "转人工"); // a person has the floor: the bot says nothing
    CHECK(world.stored_lines(c->id()).size() == silent + 1);

    auto row = world.stored(c->id());
    REQUIRE(row.open_case);
    CHECK(row.open_case->owner == desk.agent.id);
    CHECK(row.open_case->first_owner == desk.agent.id); // I8, H1
    // Words, not the name of a text, for agents of either language.
    CHECK(row.open_case->handoff_reason == sentence{"客户要求和人沟通", "The customer asked for a person"});
}

TEST_CASE("a stale floor token speaks nothing and takes nothing (I4)", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto other = bot::agent_identity{world.add_user("wang"), "Wang"};
    auto c = world.open("visitor");
    world.say(c, "m1", opening);
    auto token = world.stored(c->id()).floor.token;
    auto taken = world.take(c, desk.agent, token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);

    auto late = world.take(c, other, token);
    CHECK(late.result == bot::floor_answer::kind::changed);
    CHECK(late.floor.agent == desk.agent.id);
    CHECK(world.reply(c, other, taken.floor.token, "r1", "我来").result == bot::said::kind::no_floor);
    CHECK(world.reply(c, desk.agent, token, "r2", "我来").result == bot::said::kind::no_floor);
    CHECK(world.leave(c, other.id, taken.floor.token, leave_reason::resolved).result ==
          bot::floor_answer::kind::not_yours);
}

TEST_CASE("two agents take the same chat at the same instant, a thousand times: one wins, and a timer due then never "
          "speaks after (I4, I7)",
          "[bot]")
{
    constexpr int rounds = 1000;
    bot_world world;
    bot::agent_identity first{world.add_user("li"), "Li"};
    bot::agent_identity second{world.add_user("wang"), "Wang"};
    int both = 0;
    int neither = 0;
    int spoken = 0;
    int reminders = 0;
    std::array<int, 2> wins{};
    std::barrier line(3);
    for (int round = 0; round < rounds; ++round) {
        auto c = world.open("visitor" + std::to_string(round));
        world.say(c, "m1", "你好");
        auto row = world.stored(c->id());
        REQUIRE_FALSE(row.timers.empty()); // the reminder of the open question
        auto ordinal = row.timers.front().ordinal;
        std::array<bot::floor_answer, 2> answers;
        auto contend = [&](std::size_t which, const bot::agent_identity& agent) {
            line.arrive_and_wait();
            answers[which] = bot_world::take(c, agent, row.floor.token);
        };
        std::thread one([&] { contend(0, first); });
        std::thread two([&] { contend(1, second); });
        line.arrive_and_wait();
        c->fire(ordinal);
        one.join();
        two.join();
        // An answered note comes after everything that was in the mailbox.
        bot_world::answer<bot::said>([&](auto done) { c->note(first, "n" + std::to_string(round), "seen", done); });
        int won = 0;
        for (std::size_t i = 0; i < 2; ++i)
            if (answers[i].result == bot::floor_answer::kind::done) {
                ++won;
                ++wins[i];
            }
        both += won == 2 ? 1 : 0;
        neither += won == 0 ? 1 : 0;
        auto lines = world.stored_lines(c->id());
        spoken += spoke_after_takeover(lines) ? 1 : 0;
        reminders +=
            std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.from == speaker::bot; }) > 2;
    }
    INFO("reminders spoken before a takeover: " << reminders << ", wins " << wins[0] << " and " << wins[1]);
    CHECK(both == 0);
    CHECK(neither == 0);
    CHECK(spoken == 0);
    CHECK(wins[0] + wins[1] == rounds);
}

TEST_CASE("bot lines that reached nobody are withdrawn at takeover; the number stays (I4)", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    world.say(c, "m1", opening); // said by a client that was gone before the answer
    auto before = world.stored_lines(c->id());
    auto taken = world.take(c, desk.agent, world.stored(c->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);

    auto lines = world.await(world.registry().lines_after(c->id(), 0, 100));
    REQUIRE(lines.has_value());
    std::int64_t expected = 1;
    for (const auto& line : *lines) {
        CHECK(line->sequence == expected++);
        if (line->from == speaker::bot) {
            CHECK(line->withdrawn);
            CHECK(line->text.empty());
        }
    }
    // The agent still reads what the bot would have said.
    auto full = world.await(world.registry().transcript(c->id(), 100));
    REQUIRE(full.has_value());
    auto bot_line = std::find_if(full->begin(), full->end(), [](const auto& l) { return l->from == speaker::bot; });
    REQUIRE(bot_line != full->end());
    CHECK_FALSE((*bot_line)->text.empty());
    CHECK((*bot_line)->withdrawn);
}

TEST_CASE("lines that a client was given are not withdrawn", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    REQUIRE(page->wait([](const auto& lines) { return lines.size() >= 2; }));
    world.take(c, desk.agent, world.stored(c->id()).floor.token);
    for (const auto& line : world.stored_lines(c->id())) CHECK(line.state == storage::line_state::said);
}

TEST_CASE("handing back gives the floor to the bot, which then answers again", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    auto taken = world.take(c, desk.agent, world.stored(c->id()).floor.token);
    auto back = world.leave(c, desk.agent.id, taken.floor.token, leave_reason::returned_to_bot);
    REQUIRE(back.result == bot::floor_answer::kind::done);
    CHECK(back.floor.holder == floor_holder::bot);
    auto count = world.stored_lines(c->id()).size();
    world.say(c, "m2", "还没好吗?");
    CHECK(world.stored_lines(c->id()).size() > count + 1);
}

TEST_CASE("resolving asks whether it is, and only the customer's word confirms (L2, L3, K3)", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    auto taken = world.take(c, desk.agent, world.stored(c->id()).floor.token);
    world.leave(c, desk.agent.id, taken.floor.token, leave_reason::resolved);
    CHECK(world.stored(c->id()).open_case->status == storage::case_status::resolved_unconfirmed);
    world.say(c, "m2", "是的,解决了");
    CHECK(world.stored(c->id()).open_case->status == storage::case_status::resolved_confirmed);
    auto ended = [&] { return dialogs::decode_state(world.stored(c->id()).state)->ended; };
    for (int i = 3; i < 12 && !ended(); ++i) world.say(c, "m" + std::to_string(i), "5");
    CHECK(world.stored(c->id()).open_case->status == storage::case_status::resolved_confirmed);
}

TEST_CASE("resolved, with thanks, is a yes to whether it is", "[bot]")
{
    bot_world world;
    staffed desk(world);
    for (const auto* word : {"解决了，谢谢", "解决了", "It's resolved, thank you"}) {
        auto c = world.open(word);
        world.say(c, "m1", opening);
        auto taken = world.take(c, desk.agent, world.stored(c->id()).floor.token);
        world.leave(c, desk.agent.id, taken.floor.token, leave_reason::resolved);
        world.say(c, "m2", word);
        INFO(word);
        CHECK(world.stored(c->id()).open_case->status == storage::case_status::resolved_confirmed);
    }
}

TEST_CASE("not yet opens the case again, for somebody else (K4)", "[bot]")
{
    bot_world world;
    staffed desk(world);
    auto c = world.open("visitor");
    world.say(c, "m1", opening);
    const auto opened = *world.stored(c->id()).open_case;
    for (int round = 0; round < 2; ++round) {
        auto taken = world.take(c, desk.agent, world.stored(c->id()).floor.token);
        world.leave(c, desk.agent.id, taken.floor.token, leave_reason::resolved);
        CHECK(world.stored(c->id()).open_case->closed_at);
        world.say(c, "no" + std::to_string(round), "还没有");
        const auto again = *world.stored(c->id()).open_case;
        CHECK(again.number == opened.number);
        CHECK(again.status == storage::case_status::open);
        CHECK_FALSE(again.closed_at);
        CHECK(again.owner != desk.agent.id);
        CHECK(again.first_owner == desk.agent.id);
    }
}

TEST_CASE("what a customer may have read before a restart is not withdrawn when somebody takes over (I4)", "[bot]")
{
    bot_world world;
    const bot::agent_identity agent{world.add_user("li"), "li"};
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    c.reset();
    world.restart();
    c = world.open("visitor");
    REQUIRE(world.take(c, agent, world.stored(c->id()).floor.token).result == bot::floor_answer::kind::done);
    const auto lines = world.stored_lines(c->id());
    CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& each) { return each.from == speaker::bot; }) > 0);
    for (const auto& each : lines) CHECK(each.state == storage::line_state::said);
}

TEST_CASE("an agent who vanishes loses the floor; the chat goes to the front and the customer is told", "[bot]")
{
    bot_world::options chosen;
    chosen.agent_grace = 50ms;
    bot_world world(std::move(chosen));
    staffed desk(world);
    bot::agent_identity leaving{world.add_user("wang"), "Wang"};
    auto leaving_page = std::make_shared<desk_page>();
    world.desk().join(leaving, leaving_page);

    auto earlier = world.open("earlier");
    world.say(earlier, "m1", opening);
    world.say(earlier, "m2", "转人工");
    REQUIRE(desk.page->wait_holder(earlier->id(), floor_holder::waiting));

    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    auto taken = world.take(c, leaving, world.stored(c->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    REQUIRE(desk.page->wait_holder(c->id(), floor_holder::agent));
    world.desk().leave(leaving.id, leaving_page.get());
    REQUIRE(page->wait_for_text("连接中断"));
    REQUIRE(desk.page->wait_holder(c->id(), floor_holder::waiting));
    CHECK(desk.page->entry(c->id()).vanished);
    world.desk().refresh(desk.page.get());
    REQUIRE(desk.page->wait_order(2));
    CHECK(desk.page->order().front() == c->id());
    CHECK(world.reply(c, leaving, taken.floor.token, "r", "还在").result == bot::said::kind::no_floor);
}

TEST_CASE("after a restart the customer still reads who held the chat", "[bot]")
{
    bot_world world;
    const bot::agent_identity agent{world.add_user("li"), "li"};
    auto c = world.open("visitor");
    world.say(c, "m1", opening);
    const auto taken = world.take(c, agent, world.stored(c->id()).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    const auto id = c->id();
    c.reset();
    world.restart();
    c = world.open("visitor");
    REQUIRE(c->id() == id);
    CHECK(world.stored(id).agent == "li");
    const auto back = world.leave(c, agent.id, taken.floor.token, leave_reason::returned_to_bot);
    REQUIRE(back.result == bot::floor_answer::kind::done);
    const auto lines = world.stored_lines(id);
    const auto told =
        std::find_if(lines.rbegin(), lines.rend(), [](const auto& l) { return l.from == speaker::system; });
    REQUIRE(told != lines.rend());
    CHECK(told->text.starts_with("li "));
    CHECK(world.stored(id).agent.empty());
}

TEST_CASE("a floor held across a restart is given up when its agent does not come back", "[bot]")
{
    bot_world::options chosen;
    chosen.agent_grace = 50ms;
    bot_world world(std::move(chosen));
    auto agent = bot::agent_identity{world.add_user("li"), "Li"};
    auto page = std::make_shared<desk_page>();
    world.desk().join(agent, page);
    auto c = world.open("visitor");
    world.say(c, "m1", opening);
    REQUIRE(world.take(c, agent, world.stored(c->id()).floor.token).result == bot::floor_answer::kind::done);
    auto id = c->id();
    c.reset();
    world.restart();
    auto again = std::make_shared<desk_page>();
    bot::agent_identity other{world.add_user("wang"), "Wang"};
    world.desk().join(other, again);
    CHECK(again->wait_holder(id, floor_holder::waiting));
}

TEST_CASE("when nobody is there the customer is promised a time, and the desk owes an answer until a person writes "
          "(F12, G1, G3)",
          "[bot]")
{
    bot_world world;
    auto c = world.open("visitor");
    auto page = std::make_shared<screen>();
    world.attach(c, page);
    world.say(c, "m1", opening);
    world.say(c, "m2", "转人工");
    auto row = world.stored(c->id());
    REQUIRE(row.promises.size() == 1);
    CHECK(row.promises.front().owner == "desk");
    CHECK(row.promises.front().what.chinese.find("答复客户") != std::string::npos);
    CHECK(row.promises.front().due > world.clock.now());
    CHECK(row.floor.holder == floor_holder::bot);
    CHECK(page->wait_for_text(row.open_case->number));
    auto id = c->id();
    c.reset();
    world.restart(); // what is owed is not forgotten

    staffed desk(world);
    REQUIRE(desk.page->wait_holder(id, floor_holder::bot));
    CHECK(desk.page->entry(id).owed == row.promises.front().due);
    CHECK_FALSE(desk.page->entry(id).last_text.empty()); // nor what was said last
    c = world.open("visitor");
    auto taken = world.take(c, desk.agent, row.floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    world.reply(c, desk.agent, taken.floor.token, "r1", "您好,您的退款今天处理");
    CHECK(world.stored(id).promises.front().kept_at == world.clock.now());
    // What is handed back is owed again (M6); what is resolved is not.
    world.leave(c, desk.agent.id, taken.floor.token, leave_reason::returned_to_bot);
    REQUIRE(world.stored(id).promises.size() == 2);
    CHECK_FALSE(world.stored(id).promises.back().kept_at.has_value());
    REQUIRE(desk.page->wait_holder(id, floor_holder::bot));
    CHECK(desk.page->entry(id).owed == world.stored(id).promises.back().due);
    taken = world.take(c, desk.agent, world.stored(id).floor.token);
    REQUIRE(taken.result == bot::floor_answer::kind::done);
    world.reply(c, desk.agent, taken.floor.token, "r2", "退款已到账");
    CHECK(world.stored(id).promises.back().kept_at == world.clock.now());
    world.leave(c, desk.agent.id, taken.floor.token, leave_reason::resolved);
    CHECK(desk.page->wait_entries([&](const auto& entries) { return entries.count(id) == 0; }));
}
