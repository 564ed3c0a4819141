#include "dialogs/slots/parse.hpp"

#include "dialogs/slots/choices.hpp"
#include "dialogs/slots/money.hpp"
#include "dialogs/slots/numerals.hpp"
#include "dialogs/slots/order_id.hpp"
#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/rating.hpp"
#include "dialogs/slots/yes_no.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace amends::dialogs {
namespace {

constexpr double sure_enough = 0.8;

std::string_view slice(std::string_view text, const span& where)
{
    if (where.begin > text.size() || where.end > text.size() || where.begin > where.end) return {};
    return text.substr(where.begin, where.end - where.begin);
}

/// A number as people and `stod` write it: no exponent, no trailing zeros.
std::string canonical_number(double value)
{
    std::array<char, 64> buffer{};
    if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return error == std::errc{} ? std::string{buffer.data(), end} : std::string{};
}

bool within(const slot_definition& slot, double value)
{
    return (!slot.has_min || value >= slot.min) && (!slot.has_max || value <= slot.max);
}

/// Whether anything in the text is a letter, a digit or a Chinese character.
bool has_words(std::string_view folded_text)
{
    return std::any_of(folded_text.begin(), folded_text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte >= 0xc3 && byte <= 0xda) ||
               (byte >= 0xe3 && byte <= 0xed);
    });
}

parsed_slot parse_text(const slot_definition& slot, std::string_view text, const folded& heard)
{
    if (!has_words(heard.text)) return {};
    auto value = std::string{cut(clean_utf8(trim(text)), slot.longest())};
    return {fit::inside, std::move(value), {}, true};
}

parsed_slot parse_number(const slot_definition& slot, std::string_view text, const folded& heard)
{
    const auto numbers = find_numbers(heard.text);
    if (numbers.empty()) return {};
    const auto& first = numbers.front();
    if (!within(slot, first.value)) return {};
    constexpr std::array<std::string_view, 14> counted{"个", "件", "次", "晚",      "间",     "位",     "人",
                                                       "盒", "箱", "包", " nights", " night", " items", " times"};
    auto end = first.end;
    for (const auto word : counted)
        if (std::string_view{heard.text}.substr(end).starts_with(word)) end += word.size();
    const bool alone = numbers.size() == 1 && only_filling_around(heard.text, first.begin, end);
    return {alone ? fit::exact : fit::inside, canonical_number(first.value),
            std::string{slice(text, heard.source(first.begin, first.end))}, numbers.size() == 1};
}

/// The entity of `type` that the understanding found; not sure when there are several different ones.
parsed_slot parse_entity(std::string_view type, std::string_view text, const folded& heard,
                         const understanding& meaning)
{
    parsed_slot best;
    const entity* chosen = nullptr;
    for (const auto& each : meaning.entities) {
        if (each.type != type) continue;
        if (!chosen)
            chosen = &each;
        else if (each.value != chosen->value)
            best.sure = false;
    }
    if (!chosen) return {};
    best.value = chosen->value;
    best.said = slice(text, chosen->where);
    best.sure = best.sure && chosen->confidence >= sure_enough;
    best.how = fit::inside;
    const auto begin =
        std::lower_bound(heard.origin.begin(), heard.origin.end(), chosen->where.begin) - heard.origin.begin();
    const auto end =
        std::lower_bound(heard.origin.begin(), heard.origin.end(), chosen->where.end) - heard.origin.begin();
    if (only_filling_around(heard.text, static_cast<std::size_t>(begin), static_cast<std::size_t>(end)))
        best.how = fit::exact;
    return best;
}

parsed_slot parse_money(const slot_definition& slot, std::string_view text, const folded& heard,
                        const understanding& meaning)
{
    auto found = parse_entity("money", text, heard, meaning);
    double amount = 0;
    if (found.how == fit::none) {
        const auto numbers = find_numbers(heard.text);
        if (numbers.size() != 1) return {};
        amount = numbers[0].value;
        const bool alone = only_filling_around(heard.text, numbers[0].begin, numbers[0].end);
        found = {alone ? fit::exact : fit::inside, canonical_money(amount, slot.currency),
                 std::string{slice(text, heard.source(numbers[0].begin, numbers[0].end))}, alone};
    } else {
        std::from_chars(found.value.data(), found.value.data() + found.value.size(), amount);
    }
    return within(slot, amount) ? found : parsed_slot{};
}

parsed_slot parse_order_id(const slot_definition& slot, std::string_view text, const folded& heard,
                           const understanding& meaning)
{
    auto found = find_order_id(slot, text, heard, meaning);
    if (found.how == fit::none) return found;
    const auto at = heard.text.find(fold_words(found.said));
    if (at != std::string::npos && only_filling_around(heard.text, at, at + fold_words(found.said).size()))
        found.how = fit::exact;
    return found;
}

/// "Thanks, but it still doesn't work": a yes or no of this question's own words, within something else.
parsed_slot told_in_passing(const slot_definition& slot, const folded& heard)
{
    constexpr std::size_t telling = 6; // bytes: shorter words stand in too many sentences
    for (const std::string_view value : {"no", "yes"})
        for (const auto& choice : slot.choices)
            for (const auto& word : choice.words) {
                if (choice.value != value || word.size() < telling) continue;
                const auto at = find_phrase(heard.text, word);
                if (at != std::string_view::npos && !negated(heard.text, at))
                    return {fit::inside, choice.value, {}, true};
            }
    return {};
}

} // namespace

parsed_slot parse_slot(const slot_definition& slot, std::string_view text, const folded& heard,
                       const understanding& meaning)
{
    switch (slot.type) {
    case slot_type::text:
    case slot_type::address:
        return parse_text(slot, text, heard);
    case slot_type::choice:
        return parse_choice(slot, heard, meaning);
    case slot_type::yes_no: {
        const auto first = std::string_view{heard.text}.substr(0, heard.text.find_first_of(",.;!"));
        for (const auto& choice : slot.choices)
            for (const auto& word : choice.words) {
                if (bare(heard.text) == word) return {fit::exact, choice.value, {}, true};
                if (bare(first) == word) return {fit::inside, choice.value, {}, true}; // "It's resolved, thank you"
            }
        if (const auto plain = yes_or_no(heard)) return *plain;
        return told_in_passing(slot, heard);
    }
    case slot_type::number:
        return parse_number(slot, text, heard);
    case slot_type::money:
        return parse_money(slot, text, heard, meaning);
    case slot_type::date:
        return parse_entity("date", text, heard, meaning);
    case slot_type::time:
        return parse_entity("time", text, heard, meaning);
    case slot_type::phone:
        return parse_entity("phone", text, heard, meaning);
    case slot_type::email:
        return parse_entity("email", text, heard, meaning);
    case slot_type::order_id:
        return parse_order_id(slot, text, heard, meaning);
    case slot_type::rating:
        return parse_rating(slot, heard);
    case slot_type::attachment:
        return {}; // comes beside the text: `walk::read_answer`
    }
    return {};
}

bool passes(const folded& heard)
{
    constexpr std::string_view words[]{"不知道",
                                       "不清楚",
                                       "不记得",
                                       "不记得了",
                                       "忘了",
                                       "忘记了",
                                       "没有",
                                       "没",
                                       "没有了",
                                       "找不到",
                                       "找不到了",
                                       "忘记",
                                       "跳过",
                                       "略过",
                                       "无",
                                       "不想说",
                                       "不方便",
                                       "不方便说",
                                       "不填",
                                       "没有订单号",
                                       "我不知道",
                                       "我忘了",
                                       "我没有",
                                       "我不记得",
                                       "我不记得了",
                                       "想不起来",
                                       "想不起来了",
                                       "don't know",
                                       "dont know",
                                       "i don't know",
                                       "i dont know",
                                       "idk",
                                       "no idea",
                                       "not sure",
                                       "i'm not sure",
                                       "i don't remember",
                                       "don't remember",
                                       "can't remember",
                                       "i can't remember",
                                       "i forgot",
                                       "forgot",
                                       "skip",
                                       "skip it",
                                       "skip this",
                                       "none",
                                       "n/a",
                                       "na",
                                       "don't have",
                                       "i don't have",
                                       "can't find",
                                       "i can't find",
                                       "i lost",
                                       "don't have it",
                                       "i don't have it",
                                       "don't have one",
                                       "i don't have one",
                                       "can't find it",
                                       "i can't find it",
                                       "no",
                                       "nope",
                                       "pass",
                                       "nothing",
                                       "rather not say",
                                       "i'd rather not",
                                       "i'd rather not say"};
    const auto text = bare(heard.text);
    // "没有预订号", "I don't have the order number"
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return text.starts_with(word) && only_filling_around(text, 0, word.size());
    });
}

bool passes_first(const folded& heard)
{
    const auto end = std::min(heard.text.find_first_of(",.;!"), heard.text.find("。"));
    return end != std::string::npos && passes(fold(heard.text.substr(0, end)));
}

} // namespace amends::dialogs
