#include "dialogs/slots/clock.hpp"

#include <unicode/timezone.h>

#include <cstdio>
#include <memory>

namespace amends::dialogs {
namespace {

std::chrono::milliseconds offset_of(instant now, std::string_view zone)
{
    if (zone.empty() || zone == "UTC") return {};
    thread_local std::string last_name;
    thread_local std::unique_ptr<icu::TimeZone> last;
    if (!last || last_name != zone) {
        last.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8({zone.data(), static_cast<int32_t>(zone.size())})));
        last_name = zone;
    }
    int32_t raw = 0;
    int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    last->getOffset(static_cast<UDate>(to_unix_ms(now)), false, raw, daylight, status);
    return std::chrono::milliseconds{U_SUCCESS(status) ? raw + daylight : 0};
}

} // namespace

local_time local_clock(instant now, std::string_view zone)
{
    const auto local = now + offset_of(now, zone);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {day, static_cast<int>(std::chrono::floor<std::chrono::minutes>(local - day).count())};
}

std::string canonical_date(std::chrono::sys_days day)
{
    const std::chrono::year_month_day date{day};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    return text;
}

std::string canonical_time(std::chrono::sys_days day, int minutes)
{
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02d", minutes / 60 % 24, minutes % 60);
    return canonical_date(day) + text;
}

} // namespace amends::dialogs
