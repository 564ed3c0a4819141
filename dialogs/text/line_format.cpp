#include "dialogs/text/line_format.hpp"

#include "dialogs/text/pattern.hpp"
#include "dialogs/text/zone.hpp"

#include <unicode/datefmt.h>
#include <unicode/decimfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/msgfmt.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/ucurr.h>

#include <charconv>
#include <cstdio>
#include <map>

namespace amends::dialogs {
namespace {

using use = pattern_argument::use;

icu::UnicodeString wide(std::string_view text)
{
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

icu::TimeZone* zone_named(std::string_view name)
{
    std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(wide(name))};
    if (*zone == icu::TimeZone::getUnknown()) return icu::TimeZone::createTimeZone(u"UTC");
    return zone.release();
}

/// Formats that a thread makes once for a locale and a zone: making one costs a hundred times its use.
/// Few locales and zones meet on one server; the map is emptied when there are too many.
struct shared_formats {
    std::unique_ptr<icu::DateFormat> date;
    std::unique_ptr<icu::DateFormat> date_time;
    std::unique_ptr<icu::NumberFormat> number;
    std::map<std::string, std::unique_ptr<icu::NumberFormat>> money;
};

std::unique_ptr<icu::DateFormat> skeleton_format(const char16_t* skeleton, const icu::Locale& locale,
                                                 std::string_view zone)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::DateFormat> made{icu::DateFormat::createInstanceForSkeleton(skeleton, locale, status)};
    if (U_FAILURE(status) || !made) return nullptr;
    made->adoptTimeZone(zone_named(zone));
    return made;
}

shared_formats& formats_for(const icu::Locale& locale, std::string_view zone)
{
    constexpr std::size_t most = 64;
    thread_local std::map<std::string, shared_formats> known;
    std::string key = locale.getName();
    key.append("\n").append(zone);
    if (const auto at = known.find(key); at != known.end()) return at->second;
    if (known.size() >= most) known.clear();
    shared_formats made;
    UErrorCode status = U_ZERO_ERROR;
    made.date = skeleton_format(u"yMMMMd", locale, "UTC"); // a date has no zone
    made.date_time = skeleton_format(u"MMMMdjmm", locale, zone);
    made.number.reset(icu::NumberFormat::createInstance(locale, status));
    return known.emplace(std::move(key), std::move(made)).first->second;
}

icu::NumberFormat* money_format(shared_formats& formats, const icu::Locale& locale, const std::string& currency)
{
    constexpr std::size_t most = 32;
    auto at = formats.money.find(currency);
    if (at == formats.money.end()) {
        if (formats.money.size() >= most) formats.money.clear();
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::NumberFormat> made{icu::NumberFormat::createCurrencyInstance(locale, status)};
        if (U_FAILURE(status) || !made) return nullptr;
        made->setCurrency(wide(currency).getTerminatedBuffer(), status);
        at = formats.money.emplace(currency, std::move(made)).first;
    }
    return at->second.get();
}

/// A canonical date ("2026-11-03") or time ("2026-11-26T15:00").
std::optional<local_time> civil(const std::string& text)
{
    int y = 0;
    int m = 0;
    int d = 0;
    int hour = 0;
    int minute = 0;
    if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d", &y, &m, &d, &hour, &minute) < 3) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                                           std::chrono::day{static_cast<unsigned>(d)}};
    if (!date.ok() || hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
    return local_time{std::chrono::local_days{date}, std::chrono::hours{hour} + std::chrono::minutes{minute}};
}

UDate icu_date(instant at) { return static_cast<UDate>(to_unix_ms(at)); }

/// A date inside a select or plural is formatted in ICU's default zone, and nothing gives it another. So that zone is
/// UTC, and every date of a pattern is given as the customer's clock shows it.
void make_utc_the_default()
{
    static const bool once = [] {
        icu::TimeZone::adoptDefault(icu::TimeZone::createTimeZone(u"UTC"));
        return true;
    }();
    static_cast<void>(once);
}

/// The instant at which a clock on UTC shows what the zone's clock shows at `at`.
UDate shown_in(instant at, std::string_view zone) { return icu_date(from_local(to_local(at, zone), "UTC")); }

std::optional<double> leading_number(const std::string& text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

icu::Locale locale_of(std::string_view language)
{
    UErrorCode status = U_ZERO_ERROR;
    auto locale = icu::Locale::forLanguageTag(std::string{language}, status);
    return U_FAILURE(status) ? icu::Locale::getEnglish() : locale;
}

/// An argument printed as it is, in the locale's own form.
icu::UnicodeString words_of(const line_argument& from, const icu::Locale& locale, const std::string& zone)
{
    icu::UnicodeString result;
    const auto* words = std::get_if<std::string>(&from.value);
    auto& formats = formats_for(locale, zone);
    switch (from.as) {
    case line_argument::kind::words:
        break;
    case line_argument::kind::number: {
        const auto number = words ? leading_number(*words) : std::optional{std::get<double>(from.value)};
        if (number && formats.number) return formats.number->format(*number, result);
        break;
    }
    case line_argument::kind::money: {
        const auto number = words ? leading_number(*words) : std::nullopt;
        const auto space = words ? words->rfind(' ') : std::string::npos;
        auto* money =
            number && space != std::string::npos ? money_format(formats, locale, words->substr(space + 1)) : nullptr;
        if (money) return money->format(*number, result);
        break;
    }
    case line_argument::kind::date:
        if (const auto at = words ? civil(*words) : std::nullopt; at && formats.date)
            return formats.date->format(icu_date(from_local(*at, "UTC")), result);
        break;
    case line_argument::kind::time:
        if (const auto at = words ? civil(*words) : std::nullopt; at && formats.date_time)
            return formats.date_time->format(icu_date(from_local(*at, zone)), result);
        break;
    case line_argument::kind::instant:
        if (formats.date_time) return formats.date_time->format(icu_date(std::get<instant>(from.value)), result);
        break;
    }
    return words ? wide(*words) : result;
}
} // namespace

struct line_format::compiled {
    std::unique_ptr<icu::MessageFormat> message;
    std::map<std::string, use, std::less<>> uses; ///< the most demanding use of each argument
    icu::Locale locale;
    std::string zone;

    icu::Formattable value_of(const line_argument& from, use how);
};

line_format::~line_format() = default;

line_format::line_format(std::string_view pattern, std::string_view language, std::string_view zone)
    : compiled_{std::make_unique<compiled>()}
{
    make_utc_the_default();
    auto& c = *compiled_;
    c.locale = locale_of(language);
    c.zone = zone;
    for (auto& each : inspect_pattern(pattern, language).arguments) {
        auto& known = c.uses[std::move(each.name)];
        known = std::max(known, each.how);
    }
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    c.message = std::make_unique<icu::MessageFormat>(wide(pattern), c.locale, where, status);
    if (U_FAILURE(status)) {
        c.message.reset();
        return;
    }
    if (!c.uses.empty()) return;
    constant_ = format({});
    c.message.reset(); // a few KB that are not needed any more
}

bool line_format::selects(std::string_view argument) const
{
    const auto at = compiled_->uses.find(argument);
    return at != compiled_->uses.end() && at->second == use::select;
}

icu::Formattable line_format::compiled::value_of(const line_argument& from, use how)
{
    if (how == use::plain || how == use::select) return icu::Formattable{words_of(from, locale, zone)};
    const auto* words = std::get_if<std::string>(&from.value);
    if (how == use::date) {
        if (const auto* at = std::get_if<instant>(&from.value))
            return icu::Formattable{shown_in(*at, zone), icu::Formattable::kIsDate};
        const auto at = words ? civil(*words) : std::nullopt;
        if (!at) return icu::Formattable{words_of(from, locale, zone)};
        return icu::Formattable{icu_date(from_local(*at, "UTC")), icu::Formattable::kIsDate};
    }
    const auto number = words ? leading_number(*words) : std::optional{std::get<double>(from.value)};
    return number ? icu::Formattable{*number} : icu::Formattable{words_of(from, locale, zone)};
}

std::optional<std::string> line_format::format(const std::vector<line_argument>& arguments)
{
    if (!compiled_->message) return std::nullopt;
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    names.reserve(compiled_->uses.size());
    values.reserve(compiled_->uses.size());
    for (const auto& each : arguments) {
        const auto how = compiled_->uses.find(each.name);
        if (how == compiled_->uses.end()) continue;
        names.push_back(wide(each.name));
        values.push_back(compiled_->value_of(each, how->second));
    }
    icu::UnicodeString line;
    UErrorCode status = U_ZERO_ERROR;
    compiled_->message->format(names.data(), values.data(), static_cast<int32_t>(names.size()), line, status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string result;
    line.toUTF8String(result);
    return result;
}

std::string value_in(std::string_view language, const line_argument& value)
{
    make_utc_the_default();
    std::string shown;
    words_of(value, locale_of(language), "UTC").toUTF8String(shown);
    return shown;
}

} // namespace amends::dialogs
