#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

turn pushed(turn t)
{
    t.push = true;
    return t;
}

bool claim(store& s, std::int64_t id)
{
    return wait_for<bool>([&](auto done) { s.claim_outbox(id, at(50), done); }).value();
}

result<done> settle(store& s, outbox_settlement settlement)
{
    return wait_for<done>([&](auto done) { s.settle_outbox(settlement, done); });
}

outbox_settlement ends(std::int64_t id, outbox_state state)
{
    outbox_settlement s;
    s.id = id;
    s.state = state;
    s.at = at(60);
    return s;
}

turn takeover(std::int64_t conversation, std::int64_t after, bool push)
{
    turn t;
    t.conversation = {conversation};
    t.at = at(100);
    t.event.kind = "agent_joined";
    t.new_floor = storage::floor{floor_holder::agent, {4}, 1, at(100)};
    t.withdraw_bot_lines_after = after;
    t.push = push;
    t.lines = {said(speaker::system, "Li Na has joined")};
    t.audit = R"({"conversation":1})";
    t.actor = {4};
    return t;
}

std::vector<outbox_state> states(reader& r, std::int64_t conversation)
{
    std::vector<outbox_state> all;
    for (const auto& row : r.outbox_of({conversation}).value()) all.push_back(row.state);
    return all;
}

std::vector<line_state> line_states(reader& r, std::int64_t conversation)
{
    std::vector<line_state> all;
    for (const auto& line : r.lines_after({conversation}, 0, 100).value()) all.push_back(line.state);
    return all;
}

constexpr auto spoken = line_state::said;
constexpr auto taken_back = line_state::withdrawn;

} // namespace

TEST_CASE("a line for a channel that must be called waits in the outbox until it is claimed once", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    auto t = pushed(first_turn(1, "k1"));
    t.lines.push_back(said(speaker::bot, "for the desk only", audience::internal));
    const auto r = commit(*s, t);
    REQUIRE(r.outbox.size() == 1); // the bot's answer; neither the customer's own line nor the note
    const auto reads = reader_of(*s);
    const auto pending = reads->pending_outbox(10).value();
    REQUIRE(pending.size() == 1);
    CHECK(pending[0].id == r.outbox[0]);
    CHECK(pending[0].conversation == conversation_id{1});
    CHECK(pending[0].sequence == 2);
    CHECK(pending[0].to == identity{"web", "visitor-1"});
    CHECK(pending[0].text == "let me look k1");
    CHECK(pending[0].created_at == t.at);

    CHECK(claim(*s, r.outbox[0]));
    CHECK_FALSE(claim(*s, r.outbox[0]));
    CHECK_FALSE(claim(*s, 999));
    CHECK(reads->pending_outbox(10).value().empty());

    SECTION("and ends as sent")
    {
        auto sent = ends(r.outbox[0], outbox_state::sent);
        sent.platform_reference = "m-77";
        REQUIRE(settle(*s, sent));
        const auto row = reads->outbox_of({1}).value().at(0);
        CHECK(row.state == outbox_state::sent);
        CHECK(row.platform_reference == "m-77");
        CHECK(row.attempts == 1);
        CHECK(settle(*s, sent).error().code == "outbox.unclaimed");
    }
    SECTION("or goes back to wait for a later try")
    {
        auto later = ends(r.outbox[0], outbox_state::pending);
        later.not_before = at(90);
        later.error = "429";
        REQUIRE(settle(*s, later));
        const auto row = reads->pending_outbox(10).value().at(0);
        CHECK(row.not_before == at(90));
        CHECK(row.last_error == "429");
        CHECK(claim(*s, row.id));
        CHECK(reads->outbox_of({1}).value().at(0).attempts == 2);
    }
}

TEST_CASE("a recipient who is gone ends every pending row of the conversation, and no other's", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto first = commit(*s, pushed(first_turn(1, "k1"))).outbox;
    commit(*s, pushed(next_turn(1, "k2")));
    commit(*s, pushed(first_turn(2, "k3")));
    REQUIRE(claim(*s, first[0]));
    auto gone = ends(first[0], outbox_state::dead);
    gone.whole_conversation = true;
    gone.error = "recipient gone";
    REQUIRE(settle(*s, gone));
    const auto r = reader_of(*s);
    CHECK(states(*r, 1) == std::vector{outbox_state::dead, outbox_state::dead});
    CHECK(states(*r, 2) == std::vector{outbox_state::pending});
}

TEST_CASE("a row may expire without having been claimed, but not count as sent", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto row = commit(*s, pushed(first_turn(1, "k1"))).outbox.at(0);
    CHECK(settle(*s, ends(row, outbox_state::sent)).error().code == "outbox.unclaimed");
    CHECK(settle(*s, ends(row, outbox_state::dead)));
}

TEST_CASE("what a dead server was sending is unknown when the store is opened again", "[storage]")
{
    const scratch directory;
    std::int64_t row = 0;
    {
        const auto s = open_at(directory.path());
        row = commit(*s, pushed(first_turn(1, "k1"))).outbox.at(0);
        commit(*s, pushed(next_turn(1, "k2")));
        REQUIRE(claim(*s, row));
    }
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    CHECK(states(*r, 1) == std::vector{outbox_state::unknown, outbox_state::pending});
    CHECK_FALSE(claim(*s, row));
    CHECK(settle(*s, ends(row, outbox_state::sent))); // a late report may still tell
    CHECK(states(*r, 1) == std::vector{outbox_state::sent, outbox_state::pending});
}

TEST_CASE("a takeover withdraws what the bot has not said yet, and what is being sent stays (I4)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto sent = commit(*s, pushed(first_turn(1, "k1"))).outbox.at(0);   // line 2
    commit(*s, pushed(next_turn(1, "k2")));                                   // line 4
    const auto sending = commit(*s, pushed(next_turn(1, "k3"))).outbox.at(0); // line 6
    commit(*s, pushed(next_turn(1, "k4")));                                   // line 8
    REQUIRE(claim(*s, sent));
    REQUIRE(settle(*s, ends(sent, outbox_state::sent)));
    REQUIRE(claim(*s, sending));

    const auto r = commit(*s, takeover(1, 4, true));
    REQUIRE(r.verdict == verdict::committed);
    CHECK(r.withdrawn == std::vector<std::int64_t>{4, 8}); // 4 was pending still, though before the mark
    const auto reads = reader_of(*s);
    CHECK(line_states(*reads, 1) ==
          std::vector{spoken, spoken, spoken, taken_back, spoken, spoken, spoken, taken_back, spoken});
    CHECK(states(*reads, 1) == std::vector{outbox_state::sent, outbox_state::withdrawn, outbox_state::sending,
                                           outbox_state::withdrawn, outbox_state::pending});
    CHECK(reads->lines_after({1}, 3, 1).value()[0].text.empty());
    CHECK(reads->transcript({1}, 100).value()[3].text == "let me look k2"); // the desk shows what was not sent
    CHECK_FALSE(reads->first_broken_link({1}).value());
    const auto trail = reads->audit(1).value();
    REQUIRE(trail.size() == 1);
    CHECK(trail[0].action == "agent_joined");
    CHECK(trail[0].actor == user_id{4});

    SECTION("a send that fails afterwards is not tried again")
    {
        REQUIRE(settle(*s, ends(sending, outbox_state::pending)));
        CHECK_FALSE(claim(*s, sending));
        CHECK(states(*reads, 1)[2] == outbox_state::withdrawn);
        CHECK(line_states(*reads, 1)[5] == taken_back);
    }
    SECTION("a send that arrives counts as sent")
    {
        REQUIRE(settle(*s, ends(sending, outbox_state::sent)));
        CHECK(line_states(*reads, 1)[5] == spoken);
    }
    SECTION("the person's own lines are retried as always")
    {
        const auto line = reads->pending_outbox(10).value().at(0);
        REQUIRE(claim(*s, line.id));
        REQUIRE(settle(*s, ends(line.id, outbox_state::pending)));
        CHECK(claim(*s, line.id));
    }
}

TEST_CASE("a takeover on web chat withdraws the bot's lines that the client has not acknowledged (I4)", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    commit(*s, first_turn(1, "k1"));
    commit(*s, next_turn(1, "k2"));
    const auto r = commit(*s, takeover(1, 2, false));
    CHECK(r.withdrawn == std::vector<std::int64_t>{4});
    CHECK(r.outbox.empty());
    CHECK(line_states(*reader_of(*s), 1) == std::vector{spoken, spoken, spoken, taken_back, spoken});
    auto again = takeover(1, 0, false);
    again.expected_floor = 1;
    again.new_floor->token = 2;
    CHECK(commit(*s, again).withdrawn == std::vector<std::int64_t>{2}); // each once
}
