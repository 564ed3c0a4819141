#include "bot/config/hours.hpp"

#include "dialogs/text/zone.hpp"

#include <algorithm>

namespace amends::bot {
namespace {

constexpr int minutes_a_day = 24 * 60;

std::optional<int> parse_time(std::string_view text)
{
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (auto i : {0U, 1U, 3U, 4U})
        if (!digit(text[i])) return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    const int all = hour * 60 + minute;
    if (minute > 59 || all > minutes_a_day) return std::nullopt;
    return all;
}

} // namespace

std::optional<business_hours::span> parse_span(std::string_view text)
{
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    auto from = parse_time(text.substr(0, 5));
    auto to = parse_time(text.substr(6));
    if (!from || !to || *from >= *to) return std::nullopt;
    return business_hours::span{*from, *to};
}

instant next_open(const business_hours& hours, instant at)
{
    if (hours.always) return at;
    const auto today = dialogs::to_local(at, hours.zone).date;
    // A week and a day: today's hours may be over, and next week's today may be the only day there is.
    for (int ahead = 0; ahead <= 7; ++ahead) {
        const auto date = today + std::chrono::days(ahead);
        const auto weekday = std::chrono::weekday(date).iso_encoding() - 1;
        auto first = instant::max();
        for (const auto& span : hours.days[weekday]) {
            const auto opens = dialogs::from_local({date, std::chrono::minutes(span.from)}, hours.zone);
            const auto closes = dialogs::from_local({date, std::chrono::minutes(span.to)}, hours.zone);
            if (at < closes) first = std::min(first, std::max(at, opens));
        }
        if (first != instant::max()) return first;
    }
    return instant::max();
}

bool open_at(const business_hours& hours, instant at) { return next_open(hours, at) == at; }

} // namespace amends::bot
