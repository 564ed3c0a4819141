#include "dialogs/slots/choices.hpp"

#include "dialogs/slots/numerals.hpp"
#include "dialogs/slots/phrases.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace amends::dialogs {
namespace {

struct ordinal {
    std::string_view word;
    int number;
};

constexpr ordinal ordinals[]{{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4},
                             {"fifth", 5}, {"sixth", 6},  {"last", -1}, {"最后", -1}};

/// "2", "第二个", "option 3", "the first one": which entry, counted from 1.
std::optional<int> position(std::string_view text, int count)
{
    for (const auto& each : ordinals) {
        const auto at = find_phrase(text, each.word);
        if (at == std::string_view::npos) continue;
        auto end = at + each.word.size();
        for (const auto tail : {" one", " option", " choice", "一个", "一项", "个", "项"})
            if (text.substr(end).starts_with(tail)) {
                end += std::string_view{tail}.size();
                break;
            }
        if (only_filling_around(text, at, end)) return each.number < 0 ? count : each.number;
    }
    const auto numbers = find_numbers(text);
    if (numbers.size() != 1 || numbers[0].value < 1 || numbers[0].value > count) return std::nullopt;
    auto end = numbers[0].end;
    for (const auto tail : {"个", "项", "号", ".", ")", "、"})
        if (text.substr(end).starts_with(tail)) end += std::string_view{tail}.size();
    if (!only_filling_around(text, numbers[0].begin, end)) return std::nullopt;
    return static_cast<int>(numbers[0].value);
}

struct mention {
    std::size_t choice = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The choices that the text names and does not negate; of overlapping words the longest.
std::vector<mention> mentions(const slot_definition& slot, std::string_view text)
{
    std::vector<mention> found;
    for (std::size_t i = 0; i < slot.choices.size(); ++i)
        for (const auto& word : slot.choices[i].words) {
            if (word.size() < 2) continue;
            const auto at = find_phrase(text, word);
            if (at == std::string_view::npos || negated(text, at)) continue;
            found.push_back({i, at, at + word.size()});
        }
    std::vector<mention> longest;
    for (const auto& each : found) {
        const bool covered = std::any_of(found.begin(), found.end(), [&](const auto& other) {
            return other.choice != each.choice && other.begin <= each.begin && each.end <= other.end &&
                   other.end - other.begin > each.end - each.begin;
        });
        const bool known =
            std::any_of(longest.begin(), longest.end(), [&](const auto& other) { return other.choice == each.choice; });
        if (!covered && !known) longest.push_back(each);
    }
    return longest;
}

/// `text` without the numbers and addresses that come with a choice ("by phone, +44 20 7946 0000", "邮件 li@example.com");
/// nothing when none do.
std::optional<std::string> without_contacts(std::string_view text, const understanding& meaning)
{
    const auto told = [&](std::string_view type) {
        return std::any_of(meaning.entities.begin(), meaning.entities.end(),
                           [&](const auto& each) { return each.type == type; });
    };
    if (!told("email") && !told("phone")) return std::nullopt;
    static const RE2 contact{R"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|[+(]?[0-9][0-9() .-]{5,}[0-9])"};
    std::string rest{text};
    RE2::GlobalReplace(&rest, contact, " ");
    return rest;
}

} // namespace

parsed_slot parse_choice(const slot_definition& slot, const folded& heard, const understanding& meaning)
{
    const auto stripped = without_contacts(heard.text, meaning);
    const std::string_view words = stripped ? std::string_view{*stripped} : std::string_view{heard.text};
    const auto text = bare(words);
    for (const auto& choice : slot.choices)
        for (const auto& word : choice.words)
            if (!word.empty() && (text == word || bare(word) == text)) return {fit::exact, choice.value, {}, true};
    const auto named = mentions(slot, words);
    if (named.size() == 1) {
        const bool alone = only_filling_around(words, named[0].begin, named[0].end);
        return {alone ? fit::exact : fit::inside, slot.choices[named[0].choice].value, {}, true};
    }
    if (const auto at = position(text, static_cast<int>(slot.choices.size())))
        return {fit::exact, slot.choices[static_cast<std::size_t>(*at - 1)].value, {}, true};
    if (named.empty() && slot.entity == "desired_outcome")
        for (const auto& each : meaning.entities)
            for (const auto& choice : slot.choices)
                if (each.type == "desired_outcome" && each.value == choice.value)
                    return {fit::inside, choice.value, {}, each.confidence >= 0.8};
    return {};
}

} // namespace amends::dialogs
