#include "dialogs/slots/numerals.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace amends::dialogs {
namespace {

using form = number_found::form;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

struct han_numeral {
    std::string_view sign;
    int digit;   ///< -1 for a unit
    double unit; ///< 0 for a digit
};

constexpr han_numeral han_numerals[]{
    {"零", 0, 0},    {"〇", 0, 0},    {"一", 1, 0},     {"壹", 1, 0},     {"二", 2, 0},      {"两", 2, 0},
    {"贰", 2, 0},    {"三", 3, 0},    {"叁", 3, 0},     {"四", 4, 0},     {"五", 5, 0},      {"伍", 5, 0},
    {"六", 6, 0},    {"七", 7, 0},    {"八", 8, 0},     {"九", 9, 0},     {"十", -1, 10},    {"拾", -1, 10},
    {"百", -1, 100}, {"佰", -1, 100}, {"千", -1, 1000}, {"仟", -1, 1000}, {"万", -1, 10000}, {"亿", -1, 1e8}};

const han_numeral* han_at(std::string_view text)
{
    if (text.size() < 3 || static_cast<unsigned char>(text[0]) < 0xe3) return nullptr;
    const auto sign = text.substr(0, 3);
    const auto at =
        std::find_if(std::begin(han_numerals), std::end(han_numerals), [&](const auto& n) { return n.sign == sign; });
    return at == std::end(han_numerals) ? nullptr : at;
}

/// 三百二十 = 320, 三百二 = 320, 一万二 = 12000, 一二三四 = 1234, 十二 = 12.
std::optional<number_found> read_han(std::string_view text, std::size_t begin)
{
    constexpr std::size_t longest = 60; // twenty numerals
    double total = 0;
    double section = 0; // below the next 万 or 亿
    double digit = 0;
    double last_unit = 0;
    int run = 0; // digits without a unit between
    bool zero = false;
    auto at = begin;
    while (at - begin < longest) {
        const auto* sign = han_at(text.substr(at));
        if (!sign) break;
        if (sign->digit >= 0) {
            digit = run > 0 ? digit * 10 + sign->digit : sign->digit;
            zero = sign->digit == 0;
            ++run;
        } else if (sign->unit >= 10000) {
            total = (total + section + digit) * sign->unit;
            section = digit = 0;
            last_unit = sign->unit;
            run = 0;
        } else {
            section += (run == 0 ? 1 : digit) * sign->unit;
            digit = 0;
            last_unit = sign->unit;
            run = 0;
        }
        at += 3;
    }
    if (at == begin) return std::nullopt;
    if (run == 1 && last_unit >= 100 && !zero && !(at - begin >= 6 && text.substr(at - 6, 3) == "零"))
        digit *= last_unit / 10;
    return number_found{total + section + digit, begin, at, form::han, true};
}

std::optional<number_found> read_digits(std::string_view text, std::size_t begin)
{
    constexpr std::size_t longest = 24;
    std::array<char, longest + 1> digits{};
    std::size_t count = 0;
    bool plain = true;
    bool fraction = false;
    auto at = begin;
    while (at < text.size() && count < longest) {
        const char c = text[at];
        if (is_digit(c)) {
            digits[count++] = c;
        } else if (c == '.' && !fraction && at + 1 < text.size() && is_digit(text[at + 1])) {
            digits[count++] = c;
            fraction = true;
            plain = false;
        } else if (c == ',' && !fraction && at + 3 < text.size() && is_digit(text[at + 1]) && is_digit(text[at + 2]) &&
                   is_digit(text[at + 3]) && (at + 4 == text.size() || !is_digit(text[at + 4]))) {
            plain = false;
        } else {
            break;
        }
        ++at;
    }
    while (at < text.size() && is_digit(text[at])) ++at; // too long to be a number: taken as one all the same
    number_found found{0, begin, at, form::digits, plain};
    std::from_chars(digits.data(), digits.data() + count, found.value);
    return found;
}

struct word_number {
    std::string_view word;
    double value;
};

constexpr word_number word_numbers[]{
    {"a", 1},        {"eight", 8},       {"eighteen", 18}, {"eighty", 80}, {"eleven", 11},   {"fifteen", 15},
    {"fifty", 50},   {"five", 5},        {"forty", 40},    {"four", 4},    {"fourteen", 14}, {"hundred", 100},
    {"nine", 9},     {"nineteen", 19},   {"ninety", 90},   {"one", 1},     {"seven", 7},     {"seventeen", 17},
    {"seventy", 70}, {"six", 6},         {"sixteen", 16},  {"sixty", 60},  {"ten", 10},      {"thirteen", 13},
    {"thirty", 30},  {"thousand", 1000}, {"three", 3},     {"twelve", 12}, {"twenty", 20},   {"two", 2},
    {"zero", 0}};

const word_number* word_named(std::string_view word)
{
    const auto at = std::lower_bound(std::begin(word_numbers), std::end(word_numbers), word,
                                     [](const auto& n, std::string_view w) { return n.word < w; });
    return at == std::end(word_numbers) || at->word != word ? nullptr : at;
}

std::string_view word_at(std::string_view text, std::size_t at)
{
    auto end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    return text.substr(at, end - at);
}

/// "three hundred and twenty", "twenty-five", "a hundred".
std::optional<number_found> read_words(std::string_view text, std::size_t begin)
{
    double total = 0;
    double section = 0;
    auto at = begin;
    auto end = begin;
    int words = 0;
    while (words < 12) {
        const auto word = word_at(text, at);
        const auto* known = word_named(word);
        if (word == "and" && words > 0) {
            at += word.size() + 1;
            continue;
        }
        if (!known || (word == "a" && words > 0)) break;
        if (known->value == 100)
            section = (section == 0 ? 1 : section) * 100;
        else if (known->value == 1000)
            total += (section == 0 ? 1 : section) * 1000, section = 0;
        else
            section += known->value;
        ++words;
        at += word.size();
        end = at;
        if (at < text.size() && (text[at] == ' ' || text[at] == '-'))
            ++at;
        else
            break;
    }
    if (words == 0 || (words == 1 && word_at(text, begin) == "a")) return std::nullopt;
    return number_found{total + section, begin, end, form::words, true};
}

} // namespace

std::vector<number_found> find_numbers(std::string_view text)
{
    std::vector<number_found> found;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<number_found> here;
        if (is_digit(text[at]))
            here = read_digits(text, at);
        else if (is_letter(text[at])) {
            here = read_words(text, at);
            if (!here) {
                at += word_at(text, at).size();
                continue;
            }
        } else {
            here = read_han(text, at);
        }
        if (here) found.push_back(*here);
        at = here ? here->end : at + 1;
    }
    return found;
}

std::optional<int> small_number(std::string_view word)
{
    const auto found = find_numbers(word);
    if (found.size() != 1 || found[0].begin != 0 || found[0].end != word.size() || found[0].value > 1e6)
        return std::nullopt;
    return static_cast<int>(found[0].value);
}

} // namespace amends::dialogs
