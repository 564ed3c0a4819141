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

struct verdict {
    std::string_view word;
    int fifths; ///< of the best rating
};

constexpr verdict verdicts[]{{"非常满意", 5},
                             {"很满意", 5},
                             {"十分满意", 5},
                             {"特别满意", 5},
                             {"非常好", 5},
                             {"很好", 5},
                             {"非常公道", 5},
                             {"很公道", 5},
                             {"很公平", 5},
                             {"非常公平", 5},
                             {"很省心", 5},
                             {"非常省心", 5},
                             {"一定会", 5},
                             {"肯定会", 5},
                             {"满意", 4},
                             {"比较满意", 4},
                             {"挺满意", 4},
                             {"不错", 4},
                             {"挺好", 4},
                             {"公道", 4},
                             {"公平", 4},
                             {"省心", 4},
                             {"一般", 3},
                             {"一般般", 3},
                             {"还行", 3},
                             {"还可以", 3},
                             {"还好", 3},
                             {"凑合", 3},
                             {"马马虎虎", 3},
                             {"不满意", 2},
                             {"不太满意", 2},
                             {"不太好", 2},
                             {"不公道", 2},
                             {"不公平", 2},
                             {"不省心", 2},
                             {"非常不满意", 1},
                             {"很不满意", 1},
                             {"很差", 1},
                             {"太差", 1},
                             {"太差了", 1},
                             {"很不公道", 1},
                             {"很不公平", 1},
                             {"very satisfied", 5},
                             {"very happy", 5},
                             {"excellent", 5},
                             {"perfect", 5},
                             {"very good", 5},
                             {"very fair", 5},
                             {"very easy", 5},
                             {"definitely", 5},
                             {"satisfied", 4},
                             {"happy", 4},
                             {"good", 4},
                             {"fair", 4},
                             {"easy", 4},
                             {"probably", 4},
                             {"so so", 3},
                             {"average", 3},
                             {"neutral", 3},
                             {"not bad", 3},
                             {"dissatisfied", 2},
                             {"unsatisfied", 2},
                             {"not satisfied", 2},
                             {"not happy", 2},
                             {"unhappy", 2},
                             {"bad", 2},
                             {"poor", 2},
                             {"not good", 2},
                             {"unfair", 2},
                             {"not fair", 2},
                             {"very dissatisfied", 1},
                             {"very unhappy", 1},
                             {"terrible", 1},
                             {"awful", 1},
                             {"very bad", 1},
                             {"very poor", 1},
                             {"very unfair", 1}};

/// "非常满意", "not bad": a rating in words, when the text says nothing else.
std::optional<int> rating_in_words(std::string_view text, int best)
{
    for (const std::string_view opening : {"i'm ", "i am ", "i was ", "it's ", "it was "})
        if (text.starts_with(opening)) text.remove_prefix(opening.size());
    for (const auto& each : verdicts) {
        auto at = find_phrase(text, each.word);
        if (at == std::string_view::npos || !only_filling_around(text, at, at + each.word.size())) continue;
        return std::max(1, each.fifths * best / 5);
    }
    return std::nullopt;
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

/// `text` without the numbers and addresses that come with a choice: "by phone, +44 20 7946 0000", "邮件 li@example.com".
std::string without_contacts(std::string_view text, const understanding& meaning)
{
    const auto told = [&](std::string_view type) {
        return std::any_of(meaning.entities.begin(), meaning.entities.end(),
                           [&](const auto& each) { return each.type == type; });
    };
    std::string rest{text};
    if (told("email")) {
        static const RE2 address{R"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)"};
        RE2::GlobalReplace(&rest, address, " ");
    }
    if (told("phone")) {
        static const RE2 number{R"([+(]?[0-9][0-9() .-]{5,}[0-9])"};
        RE2::GlobalReplace(&rest, number, " ");
    }
    return rest;
}

} // namespace

parsed_slot parse_choice(const slot_definition& slot, const folded& whole, const understanding& meaning)
{
    const folded heard{without_contacts(whole.text, meaning), {}};
    const auto text = bare(heard.text);
    for (const auto& choice : slot.choices)
        for (const auto& word : choice.words)
            if (!word.empty() && (text == word || bare(word) == text)) return {fit::exact, choice.value, {}, true};
    const auto named = mentions(slot, heard.text);
    if (named.size() == 1) {
        const bool alone = only_filling_around(heard.text, named[0].begin, named[0].end);
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

parsed_slot parse_rating(const slot_definition& slot, const folded& heard)
{
    const auto text = bare(heard.text);
    for (const auto& choice : slot.choices)
        for (const auto& word : choice.words)
            if (text == word) return {fit::exact, choice.value, {}, true};
    if (const auto told = rating_in_words(text, slot.best_rating()))
        return {fit::exact, std::to_string(*told), {}, true};
    int stars = 0;
    for (const auto star : {"★", "⭐"})
        for (auto at = heard.text.find(star); at != std::string::npos; at = heard.text.find(star, at + 3)) ++stars;
    const auto numbers = find_numbers(text);
    const auto value = stars > 0 ? static_cast<double>(stars) : numbers.size() == 1 ? numbers[0].value : 0.0;
    if (value < 1 || value > slot.best_rating() || value != static_cast<int>(value)) return {};
    if (stars > 0) return {fit::exact, std::to_string(stars), {}, true};
    auto end = numbers[0].end;
    for (const auto tail : {"分", "颗星", "星", " stars", " star", " out of", " points", "/5"})
        if (text.substr(end).starts_with(tail)) end += std::string_view{tail}.size();
    const bool alone = only_filling_around(text, numbers[0].begin, end);
    return {alone ? fit::exact : fit::inside, std::to_string(static_cast<int>(value)), {}, true};
}

} // namespace amends::dialogs
