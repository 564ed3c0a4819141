#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <thread>
#include <utility>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

std::vector<std::string> texts(const std::vector<stored_line>& lines)
{
    std::vector<std::string> all;
    all.reserve(lines.size());
    for (const auto& line : lines) all.push_back(line.text);
    return all;
}

} // namespace

TEST_CASE("what a turn committed is what a reader finds, also after the store is opened again", "[storage]")
{
    const scratch directory;
    auto t = first_turn(1, "k1");
    t.changed_case = a_case("AM-1", 1);
    t.promises = {{{"答复", "an answer"}, "desk", at(3600)}};
    t.timers = {{{1}, 1, "silence", timer_kind::pause, at(300), milliseconds{300'000}, false}};
    t.lines.push_back(said(speaker::bot, "a note for the desk", audience::internal));
    t.lines[1].extra = R"({"question":"q1"})";
    t.new_floor = storage::floor{floor_holder::waiting, {}, 1, at(10)};
    std::string generation;
    {
        const auto s = open_at(directory.path());
        generation = s->generation();
        const auto r = commit(*s, t);
        REQUIRE(r.verdict == verdict::committed);
        CHECK(r.event == 1);
        REQUIRE(r.lines.size() == 3);
        CHECK((r.lines[0].audience == audience::customer && r.lines[0].sequence == 1));
        CHECK((r.lines[1].audience == audience::customer && r.lines[1].sequence == 2));
        CHECK((r.lines[2].audience == audience::internal && r.lines[2].sequence == 1));
        CHECK(r.outbox.empty());
    }
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    CHECK(s->generation() == generation);
    REQUIRE(r->find_conversation({"web", "visitor-1"}).value() == conversation_id{1});
    CHECK_FALSE(r->find_conversation({"irc", "visitor-1"}).value());

    const auto c = r->conversation({1}).value().value();
    CHECK(c.customer == customer_id{1});
    CHECK(c.who == identity{"web", "visitor-1"});
    CHECK(c.zone == "Asia/Shanghai");
    CHECK(c.locale == "zh-CN");
    CHECK(c.floor == storage::floor{floor_holder::waiting, {}, 1, at(10)});
    CHECK(c.state == t.state);
    CHECK(c.last_sequence == 2);
    CHECK(c.last_note == 1);
    CHECK(c.last_event == 1);
    CHECK(c.last_timer == 1);
    CHECK(c.timers == t.timers);
    CHECK(c.started_at == t.at);
    auto expected_case = *t.changed_case;
    expected_case.id = {1};
    CHECK(c.open_case == expected_case);
    CHECK(r->find_case("AM-1").value() == expected_case);
    CHECK(r->timers().value() == t.timers);
    CHECK(r->promises({1}).value() == t.promises);

    const auto seen = r->lines_after({1}, 0, 10).value();
    CHECK(texts(seen) == std::vector<std::string>{"where is it k1", "let me look k1"});
    CHECK(seen[1].extra == R"({"question":"q1"})");
    CHECK(texts(r->lines_after({1}, 1, 10).value()) == std::vector<std::string>{"let me look k1"});
    CHECK(texts(r->lines_before({1}, 3, 1).value()) == std::vector<std::string>{"let me look k1"});
    CHECK(texts(r->transcript({1}, 10).value()) ==
          std::vector<std::string>{"where is it k1", "let me look k1", "a note for the desk"});
    CHECK(texts(r->transcript({1}, 2).value()) == std::vector<std::string>{"let me look k1", "a note for the desk"});
    CHECK_FALSE(r->first_broken_link({1}).value());
    CHECK(r->message_count().value() == 3);

    const auto events = r->events({1}).value();
    REQUIRE(events.size() == 1);
    CHECK(events[0].ordinal == 1);
    CHECK(events[0].line == 1);
    CHECK(events[0].event.payload == t.event.payload);
    CHECK(events[0].event.facts == t.event.facts);
    CHECK(events[0].event.tree_version == "1.0.0");

    const auto desk = r->desk_entries(10).value();
    REQUIRE(desk.size() == 1);
    CHECK(desk[0].conversation == conversation_id{1});
    CHECK(desk[0].floor.holder == floor_holder::waiting);
    CHECK(desk[0].channel == "web");
    CHECK(desk[0].last_text == "let me look k1");
    CHECK(desk[0].open_case == expected_case);
    CHECK(r->conversations({0}, 10).value() == std::vector<conversation_id>{{1}});
}

TEST_CASE("a message that comes twice takes effect once and gets the original's receipt (I2)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    REQUIRE(commit(*s, next_turn(1, "k2")).verdict == verdict::committed);

    auto again = next_turn(1, "k2");
    again.inbound->digest = 99;
    again.expected_floor = 5; // a repeat is a repeat, whoever has the floor by now
    const auto r = commit(*s, again);
    CHECK(r.verdict == verdict::duplicate);
    CHECK(r.stored_digest == 7);
    CHECK(r.event == 2);
    REQUIRE(r.lines.size() == 1);
    CHECK(r.lines[0].sequence == 3);

    SECTION("a first message too, which does not make a second conversation")
    {
        const auto first = commit(*s, first_turn(1, "k1"));
        CHECK(first.verdict == verdict::duplicate);
        CHECK(first.lines.at(0).sequence == 1);
        CHECK(commit(*s, first_turn(2, "k1")).verdict == verdict::duplicate);
        CHECK_FALSE(reader_of(*s)->conversation({2}).value());
    }
    SECTION("the same key of another channel is another message")
    {
        auto other = next_turn(1, "k2");
        other.inbound->channel = "irc";
        CHECK(commit(*s, other).verdict == verdict::committed);
    }
    SECTION("also when both are in one batch, and the answer comes after the commit of the first")
    {
        std::vector<std::future<commit_result>> answers;
        {
            const held_writer held{*s};
            for (int i = 0; i < 3; ++i) answers.push_back(commit_later(*s, next_turn(1, "k3")));
        }
        CHECK(answers[0].get().verdict == verdict::committed);
        CHECK(answers[1].get().verdict == verdict::duplicate);
        CHECK(answers[2].get().lines.at(0).sequence == 5);
    }
    const auto c = reader_of(*s)->conversation({1}).value().value();
    CHECK(std::cmp_equal(c.last_event, reader_of(*s)->events({1}).value().size()));
    CHECK_FALSE(reader_of(*s)->first_broken_link({1}).value());
}

TEST_CASE("a known identity keeps its customer in its next conversation", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    auto again = first_turn(2, "k2");
    again.created->who = {"web", "visitor-1"};
    REQUIRE(commit(*s, again).verdict == verdict::committed);
    const auto r = reader_of(*s);
    CHECK(r->conversation({2}).value()->customer == customer_id{1});
    CHECK(r->find_conversation({"web", "visitor-1"}).value() == conversation_id{2});
}

TEST_CASE("of two turns decided under the same floor, the one that comes second writes nothing (I4)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    auto takeover = next_turn(1, "k2");
    takeover.new_floor = storage::floor{floor_holder::agent, {4}, 1, at(20)};
    REQUIRE(commit(*s, takeover).verdict == verdict::committed);

    auto stale = next_turn(1, "k3");
    stale.timers = {{{1}, 1, "t", timer_kind::pause, at(1), milliseconds{1}, false}};
    CHECK(commit(*s, stale).verdict == verdict::floor_lost);
    const auto r = reader_of(*s);
    CHECK(r->conversation({1}).value()->last_event == 2);
    CHECK(r->lines_after({1}, 0, 100).value().size() == 4);
    CHECK(r->timers().value().empty());

    stale.expected_floor = 1; // decided again
    CHECK(commit(*s, stale).verdict == verdict::committed);
}

TEST_CASE("of two agents who take a conversation at the same moment one wins, a thousand times (I4)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    for (std::int64_t round = 0; round < 1000; ++round) {
        std::vector<std::future<commit_result>> answers(2);
        {
            std::vector<std::jthread> agents;
            for (std::size_t a = 0; a < 2; ++a)
                agents.emplace_back([&, a] {
                    turn t;
                    t.conversation = {1};
                    t.at = at(round);
                    t.event.kind = "agent_joined";
                    t.expected_floor = round;
                    t.new_floor =
                        storage::floor{floor_holder::agent, {static_cast<std::int64_t>(a) + 1}, round + 1, at(round)};
                    answers[a] = commit_later(*s, std::move(t));
                });
        }
        const auto first = answers[0].get().verdict;
        const auto second = answers[1].get().verdict;
        const bool one_won = (first == verdict::committed && second == verdict::floor_lost) ||
                             (first == verdict::floor_lost && second == verdict::committed);
        if (!one_won) FAIL("round " << round);
    }
    const auto c = reader_of(*s)->conversation({1}).value().value();
    CHECK(c.floor.token == 1000);
    CHECK(c.last_event == 1001);
}

TEST_CASE("a timer fires once: its row goes in the turn that it caused (I7)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = first_turn(1, "k1");
    t.timers = {{{1}, 1, "silence", timer_kind::pause, at(300), milliseconds{300}, false},
                {{1}, 2, "promise", timer_kind::deadline, at(900), milliseconds{0}, false}};
    REQUIRE(commit(*s, t).verdict == verdict::committed);

    turn fires;
    fires.conversation = {1};
    fires.at = at(300);
    fires.event.kind = "timer_fired";
    fires.fired_timer = 1;
    fires.lines = {said(speaker::bot, "are you still there?")};
    CHECK(commit(*s, fires).verdict == verdict::committed);
    CHECK(commit(*s, fires).verdict == verdict::no_timer);
    const auto r = reader_of(*s);
    CHECK(r->conversation({1}).value()->last_sequence == 3);
    CHECK(r->conversation({1}).value()->last_event == 2);
    CHECK(r->conversation({1}).value()->last_timer == 2);
    CHECK(r->timers().value() == std::vector<timer_record>{t.timers[1]});

    SECTION("a replaced timer keeps its number, a cancelled one goes")
    {
        auto changes = next_turn(1, "k2");
        changes.timers = {{{1}, 2, "promise", timer_kind::deadline, at(950), milliseconds{5}, true},
                          {{1}, 3, "silence", timer_kind::pause, at(960), milliseconds{6}, false}};
        REQUIRE(commit(*s, changes).verdict == verdict::committed);
        CHECK(r->timers().value() == changes.timers);
        auto cancels = next_turn(1, "k3");
        cancels.cancelled_timers = {2};
        REQUIRE(commit(*s, cancels).verdict == verdict::committed);
        CHECK(r->timers().value() == std::vector<timer_record>{changes.timers[1]});
        CHECK(r->conversation({1}).value()->last_timer == 3);
    }
}

TEST_CASE("the first owner of a case never changes, whoever writes (I8)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = first_turn(1, "k1");
    t.changed_case = a_case("AM-1", 1);
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    t = next_turn(1, "k2");
    t.changed_case = a_case("AM-1", 1);
    t.changed_case->owner = t.changed_case->first_owner = {4};
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    t = next_turn(1, "k3");
    t.changed_case = a_case("AM-1", 1);
    t.changed_case->owner = {5};
    t.changed_case->first_owner = {4};
    t.changed_case->status = case_status::resolved_confirmed;
    t.changed_case->closed_at = at(99);
    REQUIRE(commit(*s, t).verdict == verdict::committed);

    t = next_turn(1, "k4");
    t.changed_case = a_case("AM-1", 1);
    t.changed_case->first_owner = {5};
    const auto refused = commit(*s, t);
    CHECK(refused.verdict == verdict::failed);
    CHECK(refused.error.code == "poison");
    CHECK(reader_of(*s)->find_case("AM-1").value()->first_owner == user_id{4});
    CHECK(reader_of(*s)->find_case("AM-1").value()->owner == user_id{5});
    CHECK(reader_of(*s)->find_case("AM-1").value()->closed_at == at(99));
}

TEST_CASE("what the desk owes keeps a conversation on its list until the promise is kept", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    auto t = first_turn(1, "k1");
    t.promises = {{{"回电", "a call back"}, "desk", at(3600)}, {{"提醒", "a reminder"}, "bot", at(60)}};
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    REQUIRE(commit(*s, first_turn(2, "k2")).verdict == verdict::committed);
    REQUIRE(r->desk_entries(10).value().size() == 1);
    CHECK(r->desk_entries(0).value().empty());
    CHECK(r->desk_entries(10).value()[0].conversation == conversation_id{1});
    CHECK(r->conversation({1}).value()->promises == t.promises);

    auto keeps = next_turn(1, "k3");
    keeps.keeps_promises_of = "desk";
    keeps.promises = {{{"退款到账", "the refund arrives"}, "desk", at(9000)}}; // made in the same turn: still open
    REQUIRE(commit(*s, keeps).verdict == verdict::committed);
    auto expected = t.promises;
    expected[0].kept_at = keeps.at;
    expected.push_back(keeps.promises[0]);
    CHECK(r->promises({1}).value() == expected);
    CHECK(r->desk_entries(10).value().size() == 1);
    keeps = next_turn(1, "k4");
    keeps.keeps_promises_of = "desk";
    REQUIRE(commit(*s, keeps).verdict == verdict::committed);
    CHECK(r->desk_entries(10).value().empty());
}

TEST_CASE("how far the customer has read only moves on", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = first_turn(1, "k1");
    t.customer_seen = 2;
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    REQUIRE(commit(*s, next_turn(1, "k2")).verdict == verdict::committed);
    CHECK(reader_of(*s)->conversation({1}).value()->customer_seen == 2);
}

TEST_CASE("the desk's last line is cut between characters and leaves out what was withdrawn", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = first_turn(1, "k1");
    t.new_floor = storage::floor{floor_holder::waiting, {}, 1, at(10)};
    t.lines[0].text = "a";
    for (int i = 0; i < 100; ++i) t.lines[0].text += "退";
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    auto joins = next_turn(1, "k2");
    joins.expected_floor = 1;
    joins.lines.clear();
    joins.new_floor = storage::floor{floor_holder::agent, {3}, 2, at(20)};
    joins.withdraw_bot_lines_after = 0;
    REQUIRE(commit(*s, joins).verdict == verdict::committed);
    const auto entry = reader_of(*s)->desk_entries(10).value().at(0);
    CHECK(entry.floor.agent == user_id{3});
    CHECK(entry.last_text.size() == 199);
    CHECK(entry.last_text.ends_with("退"));
    CHECK(entry.last_at == t.at);
}

TEST_CASE("a turn for a conversation that does not exist is refused", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = commit(*s, next_turn(7, "k"));
    CHECK(r.verdict == verdict::failed);
    CHECK(r.error.code == "poison");
    auto skips = first_turn(1, "k");
    skips.new_floor = storage::floor{floor_holder::waiting, {}, 5, at(1)};
    CHECK(commit(*s, skips).error.code == "poison");
    CHECK(reader_of(*s)->message_count().value() == 0);
}

TEST_CASE("a case number of another conversation is refused", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = first_turn(1, "k1");
    t.changed_case = a_case("AM-1", 1);
    REQUIRE(commit(*s, t).verdict == verdict::committed);
    t = first_turn(2, "k2");
    t.changed_case = a_case("AM-1", 2);
    CHECK(commit(*s, t).error.code == "poison");
    CHECK_FALSE(reader_of(*s)->conversation({2}).value());
}
