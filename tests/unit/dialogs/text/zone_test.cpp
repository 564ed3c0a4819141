#include "dialogs/text/zone.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace std::chrono_literals;
using dialogs::from_local;
using dialogs::local_time;
using dialogs::to_local;

namespace {

instant utc(int year, int month, int day, int hour, int minute = 0)
{
    return std::chrono::sys_days{std::chrono::year(year) / month / day} + std::chrono::hours(hour) +
           std::chrono::minutes(minute);
}

local_time civil(int year, int month, int day, int hour, int minute = 0)
{
    return {std::chrono::local_days{std::chrono::year(year) / month / day},
            std::chrono::hours(hour) + std::chrono::minutes(minute)};
}

} // namespace

TEST_CASE("names of zones are those of the IANA database", "[text]")
{
    for (auto zone : {"UTC", "Asia/Shanghai", "Europe/London", "America/Argentina/ComodRivadavia"})
        CHECK(dialogs::is_zone(zone));
    for (auto zone : {"", "Shanghai", "GMT+8", "GMT+0823", "UTC+8", "Asia/", "asia/nowhere", "Etc/Unknown", "\xff\xfe"})
        CHECK_FALSE(dialogs::is_zone(zone));
    CHECK_FALSE(dialogs::is_zone(std::string(100000, 'A')));
}

TEST_CASE("civil time is the zone's, with its date", "[text]")
{
    CHECK(to_local(utc(2026, 11, 27, 17, 30), "Asia/Shanghai") == civil(2026, 11, 28, 1, 30));
    CHECK(to_local(utc(2026, 7, 1, 12), "Europe/London") == civil(2026, 7, 1, 13));
    CHECK(to_local(utc(2026, 7, 1, 3), "America/New_York") == civil(2026, 6, 30, 23));
    CHECK(to_local(utc(2026, 7, 1, 3), "Nowhere/Such") == civil(2026, 7, 1, 3));
    CHECK(from_local(civil(2026, 11, 28, 1, 30), "Asia/Shanghai") == utc(2026, 11, 27, 17, 30));
}

TEST_CASE("a time that the clock skips is read by the clock before", "[text]")
{
    // New York, 2026-03-08: 02:00 EST becomes 03:00 EDT at 07:00 UTC.
    CHECK(from_local(civil(2026, 3, 8, 2, 30), "America/New_York") == utc(2026, 3, 8, 7, 30));
    CHECK(to_local(utc(2026, 3, 8, 7, 30), "America/New_York") == civil(2026, 3, 8, 3, 30));
}

TEST_CASE("a time that the clock repeats is its first occurrence", "[text]")
{
    // New York, 2026-11-01: 02:00 EDT becomes 01:00 EST at 06:00 UTC.
    CHECK(from_local(civil(2026, 11, 1, 1, 30), "America/New_York") == utc(2026, 11, 1, 5, 30));
    CHECK(to_local(utc(2026, 11, 1, 6, 30), "America/New_York") == civil(2026, 11, 1, 1, 30));
}

TEST_CASE("civil time and back is the same instant except in a repeated hour", "[text]")
{
    for (auto zone : {"Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"})
        for (auto at = utc(2026, 1, 1, 0); at < utc(2027, 1, 1, 0); at += 47min) {
            const auto back = from_local(to_local(at, zone), zone);
            if (back != at) {
                CAPTURE(zone, to_unix_ms(at));
                CHECK(to_local(back, zone) == to_local(at, zone));
                CHECK(back < at);
            }
        }
}
