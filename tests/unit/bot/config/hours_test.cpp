#include "bot/config/hours.hpp"

#include "dialogs/text/zone.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace std::chrono_literals;
using bot::business_hours;

namespace {

instant utc(int year, unsigned month, unsigned day, int hour, int minute = 0)
{
    const std::chrono::sys_days date{std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)};
    return date + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

/// Monday to Friday, 09:00-12:00 and 13:00-18:00.
business_hours office(std::string zone)
{
    business_hours hours;
    hours.zone = std::move(zone);
    hours.always = false;
    for (int day = 0; day < 5; ++day) hours.days[day] = {{9 * 60, 12 * 60}, {13 * 60, 18 * 60}};
    return hours;
}

/// The definition, minute by minute on the zone's own clock.
bool open_by_the_clock(const business_hours& hours, instant at)
{
    const auto local = dialogs::to_local(at, hours.zone);
    const auto minute = std::chrono::floor<std::chrono::minutes>(local.of_day).count();
    const auto weekday = std::chrono::weekday(local.date).iso_encoding() - 1;
    for (const auto& span : hours.days[weekday])
        if (minute >= span.from && minute < span.to) return true;
    return false;
}

} // namespace

TEST_CASE("spans of hours are read strictly", "[config]")
{
    auto span = bot::parse_span("09:00-12:30");
    REQUIRE(span);
    CHECK(span->from == 540);
    CHECK(span->to == 750);
    CHECK(bot::parse_span("00:00-24:00")->to == 1440);
    for (auto text : {"9:00-12:00", "09:00 - 12:00", "09:00-09:00", "12:00-09:00", "09:00-24:01", "09:60-12:00",
                      "09:00-25:00", "09.00-12.00", "", "09:00", "ab:cd-ef:gh", "-9:00-12:00"}) {
        CAPTURE(text);
        CHECK_FALSE(bot::parse_span(text));
    }
}

TEST_CASE("a desk without hours is always open", "[config]")
{
    CHECK(bot::open_at(business_hours{}, utc(2026, 11, 29, 3)));
    CHECK(bot::next_open(business_hours{}, utc(2026, 11, 29, 3)) == utc(2026, 11, 29, 3));
}

TEST_CASE("hours are those of the desk's zone, the end not included", "[config]")
{
    const auto hours = office("Asia/Shanghai");              // UTC+8
    CHECK(bot::open_at(hours, utc(2026, 11, 27, 1)));        // Friday 09:00
    CHECK_FALSE(bot::open_at(hours, utc(2026, 11, 27, 4)));  // 12:00
    CHECK(bot::open_at(hours, utc(2026, 11, 27, 5)));        // 13:00
    CHECK_FALSE(bot::open_at(hours, utc(2026, 11, 27, 10))); // 18:00
    CHECK_FALSE(bot::open_at(hours, utc(2026, 11, 28, 2)));  // Saturday
    CHECK(bot::next_open(hours, utc(2026, 11, 27, 4, 30)) == utc(2026, 11, 27, 5));
    CHECK(bot::next_open(hours, utc(2026, 11, 27, 10)) == utc(2026, 11, 30, 1)); // over the weekend
    CHECK(bot::next_open(hours, utc(2026, 11, 30, 2, 17)) == utc(2026, 11, 30, 2, 17));
}

TEST_CASE("a desk open once a week opens again a week later", "[config]")
{
    business_hours hours;
    hours.always = false;
    hours.days[2] = {{600, 660}}; // Wednesday 10:00-11:00
    CHECK(bot::next_open(hours, utc(2026, 11, 25, 11)) == utc(2026, 12, 2, 10));
    CHECK(bot::next_open(hours, utc(2026, 11, 25, 10, 59)) == utc(2026, 11, 25, 10, 59));
}

TEST_CASE("hours that end at midnight meet those that begin there", "[config]")
{
    business_hours hours;
    hours.always = false;
    for (auto& day : hours.days) day = {{0, 1440}};
    CHECK(bot::next_open(hours, utc(2026, 11, 25, 23, 59)) == utc(2026, 11, 25, 23, 59));
    CHECK(bot::next_open(hours, utc(2026, 11, 26, 0)) == utc(2026, 11, 26, 0));
}

TEST_CASE("hours follow the zone's clock through its changes", "[config]")
{
    // 2026-03-29 01:00 UTC: London 01:00 becomes 02:00; 2026-10-25 01:00 UTC: 02:00 becomes 01:00.
    business_hours hours;
    hours.zone = "Europe/London";
    hours.always = false;
    for (auto& day : hours.days) day = {{30, 90}, {9 * 60, 17 * 60}};
    CHECK(bot::next_open(hours, utc(2026, 3, 28, 17)) == utc(2026, 3, 29, 0, 30));
    CHECK(bot::next_open(hours, utc(2026, 3, 29, 4)) == utc(2026, 3, 29, 8));   // 09:00 BST
    CHECK(bot::next_open(hours, utc(2026, 10, 25, 4)) == utc(2026, 10, 25, 9)); // 09:00 GMT
    // 01:30 to 02:00 does not exist in March: nobody is there at what the clock calls 02:00.
    CHECK_FALSE(bot::open_at(hours, utc(2026, 3, 29, 1, 30)));
}

TEST_CASE("whether it is open agrees with the clock on the wall, minute by minute for a year", "[config]")
{
    for (auto zone : {"Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe"}) {
        const auto hours = office(zone);
        int wrong = 0;
        for (auto at = utc(2026, 1, 1, 0); at < utc(2027, 1, 1, 0); at += 7min)
            if (bot::open_at(hours, at) != open_by_the_clock(hours, at)) ++wrong;
        CAPTURE(zone);
        CHECK(wrong == 0);
    }
}

TEST_CASE("the next opening is open, and nothing before it is", "[config]")
{
    const auto hours = office("America/New_York");
    for (auto at = utc(2026, 3, 1, 0); at < utc(2026, 3, 22, 0); at += 61min) {
        const auto next = bot::next_open(hours, at);
        CAPTURE(to_unix_ms(at));
        REQUIRE(bot::open_at(hours, next));
        if (next > at) {
            CHECK_FALSE(bot::open_at(hours, at));
            CHECK_FALSE(bot::open_at(hours, next - 1ms));
        }
    }
}
