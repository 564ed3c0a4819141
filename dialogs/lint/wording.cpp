#include "dialogs/lint/wording.hpp"

#include "dialogs/lint/phrases.hpp"
#include "dialogs/text/fold.hpp"
#include "dialogs/text/pattern_bank.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace amends::dialogs {
namespace {

constexpr std::string_view folder = "wording/";
constexpr std::string_view boilerplate = "boilerplate";
constexpr std::size_t longest_checked = 16 * 1024;

/// What excuses a rule when the text has all of it (F5, G3).
unsigned excuse_of(std::string_view rule)
{
    const auto all = [](auto... marks) { return (static_cast<unsigned>(marks) | ...); };
    if (rule == "n7-just-policy") return all(text_mark::reason, text_mark::alternative);
    if (rule == "vague-time" || rule == "promise-undated") return all(text_mark::time);
    if (rule == "refusal-bare") return all(text_mark::reason, text_mark::alternative, text_mark::next_level);
    return 0;
}

/// A range of the folded text.
struct range {
    std::size_t begin;
    std::size_t end;
};

/// The phrases of a language, compiled.
class wording_book {
public:
    explicit wording_book(const phrase_book& of)
        : of_{of}, phrases_{patterns_of(of.phrases)}, marks_{patterns_of(of.marks)}, word_{{of.word}}
    {}

    unsigned marks(std::string_view folded_text) const
    {
        unsigned all = 0;
        for (const auto each : marks_.occurring(folded_text))
            all |= static_cast<unsigned>(of_.marks[static_cast<std::size_t>(each)].mark);
        return all;
    }

    std::vector<wording_finding> check(std::string_view text) const
    {
        const auto folded = fold(text, longest_checked);
        const auto occurring = phrases_.occurring(folded.text);
        std::map<std::string_view, std::vector<int>> by_rule;
        for (const auto each : occurring) by_rule[phrase(each).rule].push_back(each);
        std::optional<unsigned> has;
        std::vector<wording_finding> found;
        for (const auto& [rule, patterns] : by_rule) {
            const auto broken = first_breach(rule, patterns, folded.text);
            if (!broken) continue;
            if (const auto excuse = excuse_of(rule); excuse != 0) {
                if (!has) has = marks(folded.text);
                if ((*has & excuse) == excuse) continue;
            }
            if (const auto* known = find_lint_rule(std::string{folder} + std::string{rule}))
                found.push_back({known, folded.source(broken->begin, broken->end)});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.where.begin < b.where.begin; });
        return found;
    }

private:
    template <class Phrases> static std::vector<std::string_view> patterns_of(const Phrases& phrases)
    {
        std::vector<std::string_view> all;
        for (const auto& each : phrases) all.push_back(each.pattern);
        return all;
    }

    const wording_phrase& phrase(int index) const { return of_.phrases[static_cast<std::size_t>(index)]; }

    std::vector<range> ranges(const std::vector<int>& patterns, phrase_use use, std::string_view text) const
    {
        std::vector<range> all;
        for (const auto each : patterns)
            if (phrase(each).use == use)
                for (const auto& match : phrases_.matches(each, text, text.size() + 1))
                    all.push_back({match.begin, match.end});
        std::sort(all.begin(), all.end(), [](const range& a, const range& b) { return a.begin < b.begin; });
        return all;
    }

    /// The first place where the rule is broken and nothing harmless lies over it.
    std::optional<range> first_breach(std::string_view rule, const std::vector<int>& patterns,
                                      std::string_view text) const
    {
        const auto broken = ranges(patterns, phrase_use::breaks, text);
        if (rule == boilerplate && !broken.empty()) {
            const auto filler = ranges(patterns, phrase_use::filler, text);
            return words_beside(broken, filler, text) > of_.few_words ? std::nullopt : std::optional{broken.front()};
        }
        const auto harmless = ranges(patterns, phrase_use::harmless, text);
        std::size_t next = 0;
        std::size_t reach = 0;
        for (const auto& each : broken) {
            while (next < harmless.size() && harmless[next].begin < each.end)
                reach = std::max(reach, harmless[next++].end);
            if (reach <= each.begin) return each;
        }
        return std::nullopt;
    }

    /// How many words neither set of ranges covers.
    std::size_t words_beside(const std::vector<range>& some, const std::vector<range>& more,
                             std::string_view text) const
    {
        std::string left{text};
        for (const auto* set : {&some, &more})
            for (const auto& each : *set)
                std::fill(left.begin() + static_cast<std::ptrdiff_t>(each.begin),
                          left.begin() + static_cast<std::ptrdiff_t>(each.end), ' ');
        return word_.matches(0, left, of_.few_words + 1).size();
    }

    phrase_book of_;
    pattern_bank phrases_;
    pattern_bank marks_;
    pattern_bank word_;
};

const wording_book& chinese()
{
    static const wording_book book{chinese_phrases()};
    return book;
}

const wording_book& english()
{
    static const wording_book book{english_phrases()};
    return book;
}

/// The book of a language, null for one that has none.
const wording_book* book_of(std::string_view language)
{
    const auto main = language.substr(0, language.find('-'));
    if (main == "zh") return &chinese();
    return main == "en" ? &english() : nullptr;
}

bool has(std::string_view text, std::string_view language, text_mark wanted)
{
    const auto* book = book_of(language);
    return book && (book->marks(fold_words(text)) & static_cast<unsigned>(wanted)) != 0;
}

} // namespace

std::vector<wording_finding> check_wording(std::string_view text, std::string_view language)
{
    if (const auto* book = book_of(language)) return book->check(text);
    if (!language.empty()) return {};
    auto found = chinese().check(text);
    for (const auto& each : english().check(text)) found.push_back(each);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.where.begin < b.where.begin; });
    return found;
}

bool apologises(std::string_view text, std::string_view language) { return has(text, language, text_mark::apology); }

bool names_owner(std::string_view text, std::string_view language)
{
    return !book_of(language) || has(text, language, text_mark::owner);
}

bool refusal_is_whole(std::string_view text, std::string_view language)
{
    return !book_of(language) ||
           (has(text, language, text_mark::reason) && has(text, language, text_mark::alternative) &&
            has(text, language, text_mark::next_level));
}

} // namespace amends::dialogs
