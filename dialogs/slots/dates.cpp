#include "dialogs/slots/dates.hpp"

#include "dialogs/slots/numerals.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace amends::dialogs {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

enum date_pattern : int {
    year_first,
    month_day_han,
    day_han,
    slashed,
    days_ago,
    weeks_ago,
    day_words,
    weekday_han,
    weekday_english,
    month_name_first,
    month_name_last,
};

pattern_bank make_patterns()
{
    const std::string number = "([0-9]{1,2}|[一二两三四五六七八九十]{1,3})";
    const std::string count = "([0-9]{1,3}|[一二两三四五六七八九十]{1,3}|几)";
    const std::string before = "(?:之?前|以前)";
    const std::string weekday = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    const std::string month = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
                              "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const std::string ordinal = "([0-9]{1,2})(?:st|nd|rd|th)?";
    const std::string year = "(?:,? ([0-9]{4}))?";
    std::vector<std::string> list(month_name_last + 1);
    list[year_first] = "([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})";
    list[month_day_han] = number + "月" + number + "[日号]?";
    list[day_han] = number + "[号日]";
    list[slashed] = "\\b([0-9]{1,2})[/-]([0-9]{1,2})\\b(?:[/-]([0-9]{2,4})\\b)?";
    list[days_ago] = count + "天" + before + "|\\b([0-9]{1,3}|[a-z]+) days? (?:ago|back)\\b";
    list[weeks_ago] = count + "个?(?:周|星期|礼拜)" + before + "|\\b([0-9]{1,2}|[a-z]+) weeks? (?:ago|back)\\b";
    list[day_words] =
        "大前天|前天|昨[天晚日夜]|今[天早晚日]|明[天早晚日]|后天|day before yesterday|last night|yesterday|"
        "today|tonight|this (?:morning|afternoon|evening)|tomorrow";
    list[weekday_han] = "(上上|上|这|本|下)?个?(?:周|星期|礼拜)([一二三四五六日天])";
    list[weekday_english] = "\\b(last|this|next|on|past)? ?" + weekday + "\\b";
    list[month_name_first] = "\\b" + month + "\\.? " + ordinal + "\\b" + year;
    list[month_name_last] = "\\b" + ordinal + " (?:of )?" + month + "\\b" + year;
    return pattern_bank{{list.begin(), list.end()}};
}

const pattern_bank& patterns()
{
    static const pattern_bank bank = make_patterns();
    return bank;
}

struct day_word {
    std::string_view word;
    int offset;
};

constexpr day_word day_words_known[]{{"大前天", -3},
                                     {"前天", -2},
                                     {"昨", -1},
                                     {"今", 0},
                                     {"明", 1},
                                     {"后天", 2},
                                     {"day before yesterday", -2},
                                     {"last night", -1},
                                     {"yesterday", -1},
                                     {"today", 0},
                                     {"tonight", 0},
                                     {"this ", 0},
                                     {"tomorrow", 1}};

constexpr std::array<std::string_view, 7> han_weekdays{"一", "二", "三", "四", "五", "六", "日"};
constexpr std::array<std::string_view, 7> english_weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 12> english_months{"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};

template <std::size_t Size> int index_of(const std::array<std::string_view, Size>& names, std::string_view word)
{
    for (std::size_t i = 0; i < Size; ++i)
        if (word.starts_with(names[i])) return static_cast<int>(i);
    return -1;
}

std::optional<sys_days> civil_day(int year, int month, int day)
{
    if (month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || year < 1900 || year > 2200) return std::nullopt;
    return sys_days{date};
}

int year_of(sys_days day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

/// A day without a year: people complain about the past, so the last such day, unless one comes up soon.
std::optional<sys_days> nearest(int month, int day, sys_days today)
{
    constexpr days soon{45};
    std::optional<sys_days> best;
    for (int year = year_of(today) - 4; year <= year_of(today) + 1; ++year) {
        const auto candidate = civil_day(year, month, day);
        const bool near = candidate && *candidate > today && *candidate - today <= soon &&
                          (!best || *candidate - today < today - *best);
        if (candidate && (*candidate <= today || near)) best = candidate;
    }
    return best;
}

int monday_offset(sys_days day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1; }

/// Collects findings; an earlier, more telling pattern keeps its range.
class date_collector {
public:
    explicit date_collector(const local_time& today) : today_{day_of(today)} {}

    void add(const pattern_match& match, std::optional<sys_days> day, bool sure = true)
    {
        for (const auto& [begin, end] : claimed_)
            if (match.begin < end && begin < match.end) return;
        claimed_.emplace_back(match.begin, match.end); // also by a day that does not exist: no part of it is another
        if (day) list_.push_back({canonical_date(*day), match.begin, match.end, sure});
    }
    sys_days today() const { return today_; }
    findings take() &&
    {
        std::sort(list_.begin(), list_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
        return std::move(list_);
    }

private:
    sys_days today_;
    findings list_;
    std::vector<std::pair<std::size_t, std::size_t>> claimed_;
};

void add_slashed(date_collector& into, const pattern_match& match, std::string_view language)
{
    const int a = small_number(match.groups[0]).value_or(0);
    const int b = small_number(match.groups[1]).value_or(0);
    int year = match.groups[2].empty() ? 0 : small_number(match.groups[2]).value_or(0);
    if (year > 0 && year < 100) year += 2000;
    const bool month_first = b > 12 || (a <= 12 && language != "en-GB");
    const int month = month_first ? a : b;
    const int day = month_first ? b : a;
    const bool sure = (language.starts_with("zh") || a > 12 || b > 12 || a == b);
    into.add(match, year > 0 ? civil_day(year, month, day) : nearest(month, day, into.today()), sure);
}

void add_ago(date_collector& into, const pattern_match& match, int unit)
{
    const auto word = match.groups[0].empty() ? match.groups[1] : match.groups[0];
    if (word == "几" || word == "few") return;
    const auto count = word == "a" || word == "one" ? std::optional{1} : small_number(word);
    if (count) into.add(match, into.today() - days{*count * unit});
}

void add_weekday(date_collector& into, const pattern_match& match, int weekday, std::string_view which)
{
    const auto monday = into.today() - days{monday_offset(into.today())};
    auto day = monday + days{weekday};
    bool sure = true;
    if (which == "上上")
        day -= days{14};
    else if (which == "上")
        day -= days{7};
    else if (which == "下")
        day += days{7};
    else if (which == "next") {
        if (day <= into.today()) day += days{7};
        sure = false;
    } else if (which == "last" || which == "past") {
        // Early in the week "last Tuesday" is last week's for everyone; later it may be this week's.
        sure = day >= into.today();
        if (day >= into.today()) day -= days{7};
    } else if (which.empty() || which == "on") {
        if (day > into.today()) day -= days{7};
        sure = false;
    }
    into.add(match, day, sure);
}

void add_month_name(date_collector& into, const pattern_match& match, std::string_view month, std::string_view day,
                    std::string_view year)
{
    const int m = index_of(english_months, month) + 1;
    const int d = small_number(day).value_or(0);
    into.add(match, year.empty() ? nearest(m, d, into.today()) : civil_day(small_number(year).value_or(0), m, d));
}

void add(date_collector& into, int pattern, const pattern_match& match, std::string_view language)
{
    const auto& g = match.groups;
    switch (pattern) {
    case year_first:
        into.add(match, civil_day(small_number(g[0]).value_or(0), small_number(g[1]).value_or(0),
                                  small_number(g[2]).value_or(0)));
        break;
    case month_day_han:
        into.add(match, nearest(small_number(g[0]).value_or(0), small_number(g[1]).value_or(0), into.today()));
        break;
    case day_han: {
        const std::chrono::year_month_day date{into.today()};
        const int day = small_number(g[0]).value_or(0);
        const int month = static_cast<int>(static_cast<unsigned>(date.month()));
        auto found = civil_day(static_cast<int>(date.year()), month, day);
        if (found && *found > into.today()) found = nearest(month == 1 ? 12 : month - 1, day, into.today());
        into.add(match, found, false);
        break;
    }
    case slashed:
        add_slashed(into, match, language);
        break;
    case days_ago:
        add_ago(into, match, 1);
        break;
    case weeks_ago:
        add_ago(into, match, 7);
        break;
    case weekday_han:
        add_weekday(into, match, g[1] == "天" ? 6 : index_of(han_weekdays, g[1]), g[0]);
        break;
    case weekday_english:
        add_weekday(into, match, index_of(english_weekdays, g[1]), g[0]);
        break;
    case month_name_first:
        add_month_name(into, match, g[0], g[1], g[2]);
        break;
    case month_name_last:
        add_month_name(into, match, g[1], g[0], g[2]);
        break;
    default:
        break;
    }
}

void add_day_word(date_collector& into, const pattern_match& match, std::string_view text)
{
    const auto word = text.substr(match.begin, match.end - match.begin);
    for (const auto& each : day_words_known)
        if (word.starts_with(each.word)) return into.add(match, into.today() + days{each.offset});
}

} // namespace

findings find_dates(std::string_view text, const local_time& today, std::string_view language)
{
    date_collector into{today};
    for (const int pattern : patterns().occurring(text))
        for (const auto& match : patterns().matches(pattern, text)) {
            if (pattern == day_words)
                add_day_word(into, match, text);
            else
                add(into, pattern, match, language);
        }
    return std::move(into).take();
}

} // namespace amends::dialogs
