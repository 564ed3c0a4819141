#include "bot/conversation/alarms.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::bot;
using namespace std::chrono_literals;

namespace {

storage::timer_record pause(std::int64_t ordinal, milliseconds remaining)
{
    storage::timer_record timer;
    timer.conversation = conversation_id{7};
    timer.ordinal = ordinal;
    timer.remaining = remaining;
    return timer;
}

storage::timer_record deadline(std::int64_t ordinal, instant due)
{
    auto timer = pause(ordinal, 0ms);
    timer.kind = storage::timer_kind::deadline;
    timer.due = due;
    return timer;
}

const alarm_table::steady start{};
const instant wall = from_unix_ms(1'000'000);

} // namespace

TEST_CASE("a pause is due when its time has passed on the monotonic clock, whatever wall time says (I7)", "[bot]")
{
    alarm_table table;
    table.set(pause(1, 10s), start);
    CHECK(table.take_due(start + 9s, wall + 72h, 10).empty());
    CHECK(table.take_due(start + 10s, wall - 72h, 10) == std::vector<alarm_key>{{conversation_id{7}, 1}});
    CHECK(table.take_due(start + 11s, wall, 10).empty());
}

TEST_CASE("a deadline follows wall time when it jumps (I7)", "[bot]")
{
    alarm_table table;
    table.set(deadline(1, wall + 24h), start);
    CHECK(table.take_due(start + 48h, wall, 10).empty());
    CHECK(table.take_due(start, wall + 24h, 10).size() == 1);
}

TEST_CASE("setting a timer again moves it; suspending or cancelling disarms it", "[bot]")
{
    alarm_table table;
    table.set(pause(1, 10s), start);
    table.set(pause(1, 20s), start);
    CHECK(table.take_due(start + 10s, wall, 10).empty());
    auto suspended = pause(1, 5s);
    suspended.suspended = true;
    table.set(suspended, start);
    CHECK(table.size() == 0);
    table.set(deadline(2, wall), start);
    table.cancel({conversation_id{7}, 2});
    CHECK(table.take_due(start + 1h, wall + 1h, 10).empty());
}

TEST_CASE("overdue timers come in bounded bursts, deadlines first, each once", "[bot]")
{
    alarm_table table;
    for (int i = 1; i <= 250; ++i) table.set(pause(i, 1s), start);
    table.set(deadline(1000, wall), start);
    auto first = table.take_due(start + 1h, wall, 100);
    REQUIRE(first.size() == 100);
    CHECK(first.front().ordinal == 1000);
    CHECK(table.take_due(start + 1h, wall, 100).size() == 100);
    CHECK(table.take_due(start + 1h, wall, 100).size() == 51);
    CHECK(table.size() == 0);
}

TEST_CASE("the wait until the next timer is never negative and never longer than asked", "[bot]")
{
    alarm_table table;
    CHECK(table.until_next(start, wall, 5s) == 5s);
    table.set(pause(1, 2s), start);
    CHECK(table.until_next(start, wall, 5s) == 2s);
    CHECK(table.until_next(start + 9s, wall, 5s) == 0s);
    table.set(deadline(2, wall + 1s), start);
    CHECK(table.until_next(start, wall, 5s) == 1s);
}
