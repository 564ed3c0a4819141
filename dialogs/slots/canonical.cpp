#include "dialogs/slots/canonical.hpp"

#include "dialogs/slots/money.hpp"
#include "dialogs/text/fold.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace amends::dialogs {
namespace {

constexpr std::size_t longest_word = 254; ///< of an e-mail address, the longest of the short kinds

/// The number at the beginning of `text`, and where it ends.
std::optional<double> leading_number(std::string_view text, std::size_t& end)
{
    double number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number) || std::abs(number) > 1e12) return std::nullopt;
    end = static_cast<std::size_t>(rest - text.data());
    return number;
}

bool within(const slot_definition& slot, double value)
{
    return (!slot.has_min || value >= slot.min) && (!slot.has_max || value <= slot.max);
}

std::string number_of(const slot_definition& slot, std::string_view value)
{
    std::size_t end = 0;
    const auto number = leading_number(value, end);
    if (!number || end != value.size()) return {};
    if (slot.type != slot_type::rating) return within(slot, *number) ? std::string{value} : std::string{};
    const bool fits = *number >= 1 && *number <= slot.best_rating() && std::floor(*number) == *number;
    return fits ? std::to_string(static_cast<int>(*number)) : std::string{};
}

/// "320", "320.5 USD"
std::string money_of(const slot_definition& slot, std::string_view value)
{
    std::size_t end = 0;
    const auto number = leading_number(value, end);
    if (!number || !within(slot, *number)) return {};
    const auto currency = trim(value.substr(end));
    if (currency.empty()) return canonical_money(*number, slot.currency);
    const bool code = currency.size() == 3 &&
                      std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return code ? canonical_money(*number, currency) : std::string{};
}

/// Whether `value` begins with what `form` shows: 0 stands for any digit.
bool formed(std::string_view value, std::string_view form)
{
    if (value.size() < form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool digit = value[i] >= '0' && value[i] <= '9';
        if (form[i] == '0' ? !digit : value[i] != form[i]) return false;
    }
    return true;
}

int two_digits(std::string_view value, std::size_t at) { return (value[at] - '0') * 10 + value[at + 1] - '0'; }

bool is_date(std::string_view value)
{
    if (!formed(value, "0000-00-00")) return false;
    const std::chrono::year_month_day day{std::chrono::year{two_digits(value, 0) * 100 + two_digits(value, 2)},
                                          std::chrono::month{static_cast<unsigned>(two_digits(value, 5))},
                                          std::chrono::day{static_cast<unsigned>(two_digits(value, 8))}};
    return day.ok();
}

/// "2026-11-27", also with a time behind it.
std::string date_of(std::string_view value)
{
    const bool whole = value.size() == 10 || (value.size() > 10 && value[10] == 'T');
    return is_date(value) && whole ? std::string{value.substr(0, 10)} : std::string{};
}

/// "2026-11-26T15:00", in the customer's zone.
std::string time_of(std::string_view value)
{
    if (value.size() != 16 || !is_date(value) || !formed(value.substr(10), "T00:00")) return {};
    return two_digits(value, 11) < 24 && two_digits(value, 14) < 60 ? std::string{value} : std::string{};
}

std::string yes_no_of(std::string_view value)
{
    if (value == "yes" || value == "true") return "yes";
    return value == "no" || value == "false" ? "no" : "";
}

/// One word without white space in it, no longer than any of its kind.
std::string word_of(std::string_view value)
{
    const bool whole = value.size() <= longest_word &&
                       std::none_of(value.begin(), value.end(), [](char c) { return c > 0 && c <= ' '; });
    return whole ? std::string{value} : std::string{};
}

std::string upper(std::string word)
{
    for (char& c : word)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return word;
}

std::string choice_of(const slot_definition& slot, std::string_view value)
{
    const bool known =
        std::any_of(slot.choices.begin(), slot.choices.end(), [&](const auto& c) { return c.value == value; });
    return known ? std::string{value} : std::string{};
}

} // namespace

std::string canonical_fact(const slot_definition& slot, std::string_view value)
{
    value = trim(value);
    switch (slot.type) {
    case slot_type::text:
    case slot_type::address:
        return std::string{cut(value, slot.longest())};
    case slot_type::choice:
        return choice_of(slot, value);
    case slot_type::yes_no:
        return yes_no_of(value);
    case slot_type::number:
    case slot_type::rating:
        return number_of(slot, value);
    case slot_type::money:
        return money_of(slot, value);
    case slot_type::date:
        return date_of(value);
    case slot_type::time:
        return time_of(value);
    case slot_type::phone:
    case slot_type::email:
        return word_of(value);
    case slot_type::order_id:
        return upper(word_of(value));
    case slot_type::attachment:
        break;
    }
    return {};
}

} // namespace amends::dialogs
