#include "dialogs/slots/money.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace amends::dialogs {
namespace {

struct currency_sign {
    std::string_view sign;
    std::string_view currency;
};

/// Before the number; longer signs first.
constexpr currency_sign before_number[]{{"us$", "USD"}, {"hk$", "HKD"}, {"nt$", "TWD"},    {"rmb", "CNY"},
                                        {"cny", "CNY"}, {"usd", "USD"}, {"eur", "EUR"},    {"gbp", "GBP"},
                                        {"hkd", "HKD"}, {"jpy", "JPY"}, {"人民币", "CNY"}, {"¥", "CNY"},
                                        {"$", "USD"},   {"€", "EUR"},   {"£", "GBP"}};

/// After the number; longer signs first.
constexpr currency_sign after_number[]{
    {"元人民币", "CNY"}, {"人民币", "CNY"}, {"块钱", "CNY"},    {"美元", "USD"},   {"美金", "USD"},  {"欧元", "EUR"},
    {"英镑", "GBP"},     {"港币", "HKD"},   {"港元", "HKD"},    {"台币", "TWD"},   {"日元", "JPY"},  {"元", "CNY"},
    {"块", "CNY"},       {"圆", "CNY"},     {"dollars", "USD"}, {"dollar", "USD"}, {"bucks", "USD"}, {"buck", "USD"},
    {"pounds", "GBP"},   {"pound", "GBP"},  {"quid", "GBP"},    {"euros", "EUR"},  {"euro", "EUR"},  {"yuan", "CNY"},
    {"rmb", "CNY"},      {"cny", "CNY"},    {"usd", "USD"},     {"eur", "EUR"},    {"gbp", "GBP"},   {"hkd", "HKD"},
    {"¥", "CNY"},        {"€", "EUR"},      {"£", "GBP"},       {"$", "USD"}};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The sign just before `at`, spaces allowed between; its beginning goes to `begin`.
const currency_sign* sign_before(std::string_view text, std::size_t at, std::size_t& begin)
{
    while (at > 0 && text[at - 1] == ' ') --at;
    const auto before = text.substr(0, at);
    for (const auto& each : before_number) {
        if (!before.ends_with(each.sign)) continue;
        begin = at - each.sign.size();
        if (is_letter(each.sign.front()) && begin > 0 && is_letter(text[begin - 1])) continue;
        return &each;
    }
    return nullptr;
}

const currency_sign* sign_after(std::string_view text, std::size_t at, std::size_t& end)
{
    while (at < text.size() && text[at] == ' ') ++at;
    const auto after = text.substr(at);
    for (const auto& each : after_number) {
        if (!after.starts_with(each.sign)) continue;
        end = at + each.sign.size();
        if (is_letter(each.sign.front()) && end < text.size() && is_letter(text[end])) continue;
        return &each;
    }
    return nullptr;
}

/// 1.2万, 3千, 2k: what the number counts.
double scale_after(std::string_view text, std::size_t& end)
{
    const auto after = text.substr(end);
    constexpr std::pair<std::string_view, double> scales[]{{"万", 1e4}, {"千", 1e3}, {"百", 1e2}, {"亿", 1e8}};
    for (const auto& [sign, scale] : scales)
        if (after.starts_with(sign)) return end += sign.size(), scale;
    if (after.starts_with("k") && (after.size() == 1 || !is_letter(after[1]))) return ++end, 1e3;
    return 1;
}

/// 三块五: the figure after 块 counts tenths when nothing else follows it.
double tenths_after(std::string_view text, const std::vector<number_found>& numbers, std::size_t& end)
{
    for (const auto& number : numbers) {
        if (number.begin != end || number.value > 9 || number.value != std::floor(number.value)) continue;
        const auto after = text.substr(number.end);
        if (after.starts_with("毛") || after.starts_with("角")) {
            end = number.end + 3;
            return number.value / 10;
        }
        constexpr std::string_view counted[]{"个", "件", "次", "天", "点", "号", "月", "年", "分", "包", "箱", "双"};
        if (std::any_of(std::begin(counted), std::end(counted), [&](auto word) { return after.starts_with(word); }))
            return 0;
        end = number.end;
        return number.value / 10;
    }
    return 0;
}

} // namespace

std::string canonical_money(double amount, std::string_view currency)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.2f %.*s", amount, static_cast<int>(std::min<std::size_t>(currency.size(), 3)),
                  currency.data());
    return text;
}

findings find_money(std::string_view text, const std::vector<number_found>& numbers)
{
    constexpr double most = 1e9;
    findings list;
    for (const auto& number : numbers) {
        if (!list.empty() && number.begin < list.back().end) continue;
        found made{{}, number.begin, number.end, true};
        double value = number.value;
        if (number.how == number_found::form::digits) value *= scale_after(text, made.end);
        std::size_t after = made.end;
        const auto* sign = sign_before(text, number.begin, made.begin);
        if (const auto* behind = sign_after(text, made.end, after)) {
            if (!sign || behind->sign.size() > 1) sign = sign ? sign : behind, made.end = after;
            if (behind->sign == "块") value += tenths_after(text, numbers, made.end);
        }
        if (!sign || value > most) continue;
        // 一块 is "together" at least as often as one yuan.
        made.sure = !(number.how == number_found::form::han && value == 1);
        made.value = canonical_money(value, sign->currency);
        list.push_back(std::move(made));
    }
    return list;
}

std::optional<double> amount_in(std::string_view canonical)
{
    double number = 0;
    const auto [end, error] = std::from_chars(canonical.data(), canonical.data() + canonical.size(), number);
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

} // namespace amends::dialogs
