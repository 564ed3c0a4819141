#include "dialogs/slots/dates.hpp"
#include "dialogs/slots/numerals.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>
#include <optional>

namespace amends::dialogs {
namespace {

enum time_pattern : int { han_clock, digital, twelve_hour, named };

const pattern_bank& patterns()
{
    static const pattern_bank bank{{
        "(凌晨|早上|清晨|上午|早|中午|下午|午后|傍晚|晚上|晚|夜里|半夜)?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:"
        "点|时)(?:(半)|(一刻|三刻)|([0-9]{1,2}|[一二三四五六七八九十]{1,3})分?)?",
        "(凌晨|早上|上午|中午|下午|傍晚|晚上)?\\b([0-9]{1,2}):([0-9]{2})\\b ?(am|pm|a\\.m\\.|p\\.m\\.)?",
        "\\b([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm|a\\.m\\.?|p\\.m\\.?|o'clock)",
        "\\b(noon|midnight)\\b|正午|just now|刚才|刚刚",
    }};
    return bank;
}

struct clock_reading {
    int minutes = 0;
    bool half_known = true; ///< morning or afternoon is clear
};

std::optional<clock_reading> reading(int hour, int minute, bool morning, bool afternoon)
{
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
    if (afternoon && hour < 12) hour += 12;
    if (morning && hour == 12) hour = 0;
    return clock_reading{hour % 24 * 60 + minute, morning || afternoon || hour > 12 || hour == 0};
}

bool is_afternoon(std::string_view part)
{
    return part == "下午" || part == "午后" || part == "傍晚" || part == "晚上" || part == "晚" ||
           part.starts_with('p');
}

bool is_morning(std::string_view part)
{
    return part == "凌晨" || part == "早上" || part == "清晨" || part == "上午" || part == "早" ||
           part.starts_with('a');
}

std::optional<clock_reading> read_match(int pattern, const pattern_match& match, const local_time& today,
                                        std::string_view text)
{
    const auto& g = match.groups;
    const auto number = [](std::string_view word) { return word.empty() ? 0 : small_number(word).value_or(-1); };
    switch (pattern) {
    case han_clock: {
        const int minute = !g[2].empty() ? 30 : g[3] == "一刻" ? 15 : g[3] == "三刻" ? 45 : number(g[4]);
        const int hour = number(g[1]);
        if (g[0] == "中午") return reading(hour < 11 ? hour + 12 : hour, minute, false, true);
        if ((g[0] == "晚上" || g[0] == "晚") && hour == 12) return reading(0, minute, true, false);
        return reading(hour, minute, is_morning(g[0]), is_afternoon(g[0]));
    }
    case digital: {
        auto made = reading(number(g[1]), number(g[2]), is_morning(g[0]) || is_morning(g[3]),
                            is_afternoon(g[0]) || is_afternoon(g[3]));
        if (made && g[1].size() == 2) made->half_known = true; // 08:30 is a 24-hour clock
        return made;
    }
    case twelve_hour:
        return number(g[0]) > 12 ? std::nullopt
                                 : reading(number(g[0]), number(g[1]), is_morning(g[2]), is_afternoon(g[2]));
    default:
        break;
    }
    const auto word = text.substr(match.begin, match.end - match.begin);
    if (word == "midnight") return clock_reading{0, true};
    if (word == "noon" || word == "正午") return clock_reading{12 * 60, true};
    return clock_reading{minutes_of(today), true};
}

} // namespace

findings find_times(std::string_view text, const local_time& today, std::string_view language)
{
    findings list;
    const auto occurring = patterns().occurring(text);
    if (occurring.empty()) return list;
    const auto dates = find_dates(text, today, language);
    for (const int pattern : occurring)
        for (const auto& match : patterns().matches(pattern, text)) {
            const auto read = read_match(pattern, match, today, text);
            const bool taken = std::any_of(list.begin(), list.end(), [&](const auto& each) {
                return match.begin < each.end && each.begin < match.end;
            });
            if (!read || taken) continue;
            found made{{}, match.begin, match.end, read->half_known};
            std::string day = canonical_date(day_of(today));
            // The nearest date before the time, else the first one after it.
            const found* with = nullptr;
            for (const auto& date : dates)
                if (!with || date.end <= match.begin) with = &date;
            if (with) {
                day = with->value;
                made.begin = std::min(made.begin, with->begin);
                made.end = std::max(made.end, with->end);
                made.sure = made.sure && with->sure;
            } else {
                made.sure = made.sure && pattern == named && read->minutes == minutes_of(today);
            }
            made.value = day + canonical_time({}, read->minutes).substr(10);
            list.push_back(std::move(made));
        }
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
    return list;
}

} // namespace amends::dialogs
