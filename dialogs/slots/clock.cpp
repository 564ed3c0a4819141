#include "dialogs/slots/clock.hpp"

#include <cstdio>

namespace amends::dialogs {

std::string canonical_date(std::chrono::sys_days day)
{
    const std::chrono::year_month_day date{day};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string canonical_time(std::chrono::sys_days day, int minutes)
{
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02d", minutes / 60 % 24, minutes % 60);
    return canonical_date(day) + text;
}

} // namespace amends::dialogs
