#include "dialogs/testing/spelling.hpp"

#include "dialogs/slots/clock.hpp"
#include "dialogs/text/zone.hpp"

#include <array>
#include <charconv>

namespace amends::dialogs {
namespace {

constexpr std::string_view blanks = " \t\r\n";

struct unit {
    char letter;
    std::chrono::seconds length;
};
constexpr std::array units{unit{'d', std::chrono::days{1}}, unit{'h', std::chrono::hours{1}},
                           unit{'m', std::chrono::minutes{1}}, unit{'s', std::chrono::seconds{1}}};

} // namespace

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> parts(std::string_view text, char separator)
{
    std::vector<std::string> made;
    while (!text.empty()) {
        const auto end = text.find(separator);
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) made.emplace_back(part);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return made;
}

std::optional<std::pair<std::string, std::string>> assignment(std::string_view text)
{
    const auto equals = text.find('=');
    const auto name = trimmed(text.substr(0, equals));
    if (equals == std::string_view::npos || name.empty()) return std::nullopt;
    return std::pair{std::string{name}, std::string{trimmed(text.substr(equals + 1))}};
}

std::optional<int> count_in(std::string_view text)
{
    int made = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), made);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && made >= 0 && made <= 1'000'000'000 ? std::optional{made} : std::nullopt;
}

std::optional<milliseconds> span_in(std::string_view text)
{
    milliseconds made{};
    if (text.empty()) return std::nullopt;
    for (const auto& each : units) {
        const auto end = text.find(each.letter);
        if (end == std::string_view::npos) continue;
        const auto count = count_in(text.substr(0, end));
        if (!count || *count > 100'000) return std::nullopt;
        made += *count * each.length;
        text.remove_prefix(end + 1);
    }
    return text.empty() ? std::optional{made} : std::nullopt;
}

std::optional<instant> moment_in(std::string_view text, std::string_view zone)
{
    // Each part stands at its place: "2026-11-28 09:00" or "2026-11-28 09:00:30".
    const bool seconds = text.size() == 19 && text[16] == ':';
    if ((text.size() != 16 && !seconds) || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':')
        return std::nullopt;
    const auto year = count_in(text.substr(0, 4));
    const auto month = count_in(text.substr(5, 2));
    const auto day = count_in(text.substr(8, 2));
    const auto hour = count_in(text.substr(11, 2));
    const auto minute = count_in(text.substr(14, 2));
    const auto second = seconds ? count_in(text.substr(17, 2)) : std::optional{0};
    if (!second || *second > 59 || !year || !month || !day || !hour || !minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    const auto of_day = std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
    return from_local({std::chrono::local_days{date}, of_day}, zone);
}

std::string moment_of(instant at, std::string_view zone)
{
    const auto clock = to_local(at, zone);
    auto made = canonical_time(day_of(clock), minutes_of(clock));
    if (const auto t = made.find('T'); t != std::string::npos) made[t] = ' ';
    const auto second = std::chrono::floor<std::chrono::seconds>(clock.of_day).count() % 60;
    if (second > 0) made += (second < 10 ? ":0" : ":") + std::to_string(second);
    return made;
}

std::string span_of(milliseconds span)
{
    std::string made;
    for (const auto& each : units) {
        const auto count = span / each.length;
        if (count > 0) made += std::to_string(count) + each.letter;
        span -= count * each.length;
    }
    return made.empty() ? "0s" : made;
}

std::string unescaped(std::string_view text)
{
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == '\\');
        made += !escape ? text[i] : text[++i] == 'n' ? '\n' : '\\';
    }
    return made;
}

std::string escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) made += c == '\n' ? "\\n" : c == '\\' ? "\\\\" : std::string{c};
    return made;
}

} // namespace amends::dialogs
