#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

void three_turns(store& s)
{
    auto t = first_turn(1, "k1");
    t.lines.push_back(said(speaker::bot, "note 1", audience::internal));
    REQUIRE(commit(s, t).verdict == verdict::committed);
    REQUIRE(commit(s, next_turn(1, "k2")).verdict == verdict::committed);
    REQUIRE(commit(s, next_turn(1, "k3")).verdict == verdict::committed);
}

} // namespace

TEST_CASE("whatever is changed in a stored transcript, the chain tells where", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    three_turns(*s);
    const auto broken = [&] { return reader_of(*s)->first_broken_link({1}).value(); };
    REQUIRE_FALSE(broken());
    const auto change = [&](const std::string& what) { sql(directory.path(), what); };
    SECTION("words") { change("UPDATE messages SET text = 'I am happy' WHERE sequence = 3 AND audience = 0"); }
    SECTION("words moved over a border") // 'ab' + 'c' is not 'a' + 'bc'
    {
        change("UPDATE messages SET text = substr(text, 1, 5), extra = substr(text, 6) WHERE sequence = 3 AND audience "
               "= 0");
    }
    SECTION("who spoke") { change("UPDATE messages SET speaker = 2 WHERE sequence = 3 AND audience = 0"); }
    SECTION("when") { change("UPDATE messages SET at = at + 1 WHERE sequence = 3 AND audience = 0"); }
    SECTION("who is named as the agent") { change("UPDATE messages SET user = 7 WHERE sequence = 3 AND audience = 0"); }
    SECTION("the digest") { change("UPDATE messages SET digest = randomblob(32) WHERE sequence = 3 AND audience = 0"); }
    SECTION("the audience: a customer's line made a note")
    {
        change("UPDATE messages SET audience = 1, sequence = 3 WHERE sequence = 3 AND audience = 0");
    }
    SECTION("two lines swapped")
    {
        change("UPDATE messages SET sequence = 99 WHERE sequence = 3 AND audience = 0;"
               "UPDATE messages SET sequence = 3 WHERE sequence = 4 AND audience = 0;"
               "UPDATE messages SET sequence = 4 WHERE sequence = 99 AND audience = 0");
        CHECK(broken() == 4);
        return;
    }
    SECTION("a line removed")
    {
        change("DELETE FROM messages WHERE sequence = 3 AND audience = 0");
        CHECK(broken() == 4);
        return;
    }
    SECTION("the last line removed")
    {
        change("DELETE FROM messages WHERE sequence = 6 AND audience = 0");
        CHECK(broken() == 6);
        return;
    }
    SECTION("a note removed")
    {
        change("DELETE FROM messages WHERE audience = 1");
        CHECK(broken() == 3);
        return;
    }
    CHECK(broken() == 3);
}

TEST_CASE("erasing a line's salt and words leaves the chain whole", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    three_turns(*s);
    sql(directory.path(),
        "UPDATE messages SET salt = NULL, text = NULL, extra = NULL, author = NULL WHERE sequence = 1");
    const auto r = reader_of(*s);
    CHECK_FALSE(r->first_broken_link({1}).value());
    CHECK(r->lines_after({1}, 0, 1).value()[0].text.empty());
    REQUIRE(commit(*s, next_turn(1, "k4")).verdict == verdict::committed);
    CHECK_FALSE(r->first_broken_link({1}).value());
    sql(directory.path(), "UPDATE messages SET digest = zeroblob(32) WHERE sequence = 1 AND audience = 0");
    CHECK(r->first_broken_link({1}).value() == 1);
}

TEST_CASE("lines are numbered without a gap in each audience, whatever turns come (I3)", "[storage]")
{
    const scratch directory;
    const auto seed = GENERATE(take(8, random(1U, 1'000'000U)));
    CAPTURE(seed);
    std::mt19937 dice{seed};
    const auto roll = [&](unsigned sides) { return std::uniform_int_distribution<unsigned>{0, sides - 1}(dice); };
    struct model {
        std::int64_t sequence = 0;
        std::int64_t note = 0;
        std::int64_t event = 0;
        std::int64_t floor = 0;
        std::vector<std::string> texts;
    };
    std::map<std::int64_t, model> expected;
    int keys = 0;
    auto s = open_at(directory.path(), 7);
    for (int round = 0; round < 30; ++round) {
        if (roll(10) == 0) {
            s.reset();
            s = open_at(directory.path(), 1 + static_cast<int>(roll(20)));
        }
        std::vector<std::pair<turn, std::future<commit_result>>> batch;
        for (std::int64_t c = 1; c <= 6; ++c) {
            if (roll(4) == 0) continue;
            auto t =
                expected.contains(c) ? next_turn(c, std::to_string(++keys)) : first_turn(c, std::to_string(++keys));
            t.lines.clear();
            for (auto n = roll(5); n > 0; --n)
                t.lines.push_back(said(static_cast<speaker>(roll(4)), std::to_string(dice()),
                                       roll(3) == 0 ? audience::internal : audience::customer));
            t.expected_floor = expected[c].floor;
            if (roll(5) == 0) t.new_floor = storage::floor{floor_holder::waiting, {}, t.expected_floor + 1, at(round)};
            if (expected[c].event > 0 && roll(6) == 0) t.expected_floor += 3; // floor_lost or poison
            if (expected[c].event > 0 && roll(6) == 0) t.inbound->key = "first-" + std::to_string(c); // duplicate later
            if (expected[c].event > 0 && roll(6) == 0) t.fired_timer = 5;                             // no_timer
            t.push = roll(2) == 0;
            batch.emplace_back(t, commit_later(*s, t));
        }
        for (auto& [t, answer] : batch) {
            const auto r = answer.get();
            auto& m = expected[t.conversation.value];
            if (r.verdict != verdict::committed) {
                if (m.event == 0) expected.erase(t.conversation.value);
                continue;
            }
            CHECK(r.event == ++m.event);
            m.floor += t.new_floor ? 1 : 0;
            REQUIRE(r.lines.size() == t.lines.size());
            for (std::size_t i = 0; i < t.lines.size(); ++i) {
                CHECK(r.lines[i].audience == t.lines[i].audience);
                CHECK(r.lines[i].sequence == (t.lines[i].audience == audience::customer ? ++m.sequence : ++m.note));
                m.texts.push_back(t.lines[i].text);
            }
        }
    }
    const auto r = reader_of(*s);
    REQUIRE(expected.size() == 6);
    for (const auto& [id, m] : expected) {
        const auto c = r->conversation({id}).value().value();
        CHECK(c.last_sequence == m.sequence);
        CHECK(c.last_note == m.note);
        CHECK(c.last_event == m.event);
        CHECK(c.floor.token == m.floor);
        std::vector<std::string> texts;
        std::int64_t next[] = {1, 1};
        for (const auto& line : r->transcript({id}, 10'000).value()) {
            texts.push_back(line.text);
            CHECK(line.sequence == next[static_cast<int>(line.audience)]++);
        }
        CHECK(texts == m.texts);
        CHECK_FALSE(r->first_broken_link({id}).value());
    }
}
