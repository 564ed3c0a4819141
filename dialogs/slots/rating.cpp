#include "dialogs/slots/rating.hpp"

#include "dialogs/slots/numerals.hpp"
#include "dialogs/slots/phrases.hpp"

#include <algorithm>
#include <optional>

namespace amends::dialogs {
namespace {

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
        const auto at = find_phrase(text, each.word);
        if (at == std::string_view::npos || !only_filling_around(text, at, at + each.word.size())) continue;
        return std::max(1, each.fifths * best / 5);
    }
    return std::nullopt;
}

} // namespace

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
