#include "dialogs/understand/tone.hpp"

#include "dialogs/slots/phrases.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

constexpr std::size_t most_evidence = 32;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Lead bytes of U+3400..U+9FFF in UTF-8.
bool begins_han(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead >= 0xe4 && lead <= 0xe9 && at + 2 < text.size();
}

constexpr std::string_view english_words[]{
    "a",    "about", "again",  "all",    "am",     "an",      "and",   "any",  "are",      "as",    "at",     "be",
    "been", "but",   "by",     "can",    "cancel", "could",   "day",   "days", "delivery", "did",   "do",     "does",
    "for",  "from",  "get",    "give",   "go",     "got",     "had",   "has",  "have",     "help",  "how",    "i",
    "i'd",  "i'm",   "i've",   "if",     "in",     "is",      "it",    "it's", "item",     "just",  "late",   "like",
    "me",   "money", "my",     "need",   "never",  "no",      "not",   "now",  "of",       "on",    "or",     "order",
    "our",  "out",   "please", "refund", "room",   "service", "she",   "so",   "still",    "thank", "thanks", "that",
    "the",  "their", "there",  "they",   "this",   "to",      "today", "very", "want",     "was",   "we",     "were",
    "what", "when",  "where",  "why",    "will",   "with",    "you",   "your"};
static_assert(std::is_sorted(std::begin(english_words), std::end(english_words)));

struct word_count {
    int known = 0;
    int all = 0;
};

word_count count_english(std::string_view text)
{
    word_count count;
    for (std::size_t at = 0; at < text.size() && count.all < 400;) {
        if (!is_letter(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && (is_letter(text[end]) || text[end] == '\'')) ++end;
        ++count.all;
        const bool whole = (at == 0 || text[at - 1] < '0' || text[at - 1] > '9') &&
                           (end == text.size() || text[end] < '0' || text[end] > '9');
        if (whole && std::binary_search(std::begin(english_words), std::end(english_words), text.substr(at, end - at)))
            ++count.known;
        at = end;
    }
    return count;
}

/// Longest run of exclamation and question marks.
int longest_run(std::string_view text)
{
    int longest = 0;
    int run = 0;
    for (const char c : text) {
        run = c == '!' || c == '?' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

bool shouts(std::string_view written)
{
    int upper = 0;
    int lower = 0;
    int words = 0;
    int length = 0;
    for (const char c : written) {
        const bool capital = c >= 'A' && c <= 'Z';
        upper += capital ? 1 : 0;
        lower += c >= 'a' && c <= 'z' ? 1 : 0;
        length = capital ? length + 1 : 0;
        words += length == 3 ? 1 : 0;
    }
    return upper >= 10 && upper > 4 * lower && words >= 2;
}

} // namespace

std::string language_of(std::string_view text, std::string_view so_far)
{
    int han = 0;
    int kana = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (begins_han(text, at)) ++han;
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead == 0xe3 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x81 &&
            static_cast<unsigned char>(text[at + 1]) <= 0x83)
            ++kana;
    }
    const auto english = count_english(text);
    if (kana > 1 && kana * 2 > han) return {};
    if (han > 0 && (han >= 2 || english.known == 0) && han * 2 >= english.known) return "zh-Hans";
    if (english.known >= 2 || (english.known == 1 && english.all <= 6 && (so_far.empty() || english.all >= 3)))
        return "en";
    if (so_far.empty() && english.all > 0) {
        constexpr std::array<std::string_view, 8> greetings{"complaint", "complain", "hello", "hey",
                                                            "hi",        "yes",      "human", "agent"};
        for (const auto word : greetings)
            if (find_phrase(text, word) != std::string_view::npos) return "en";
    }
    return {};
}

emotion tone_of(const folded& heard, const std::vector<lexicon_hit>& hits, std::string_view written)
{
    emotion result;
    std::array<int, 4> levels{};
    int strong = 0;
    for (const auto& hit : hits) {
        if (hit.entry->kind != cue::emotion || negated(heard.text, hit.begin)) continue;
        levels[hit.entry->what] = std::max<int>(levels[hit.entry->what], hit.entry->weight);
        strong += hit.entry->weight >= 2 ? 1 : 0;
        if (result.evidence.size() < most_evidence) result.evidence.push_back(heard.source(hit.begin, hit.end));
    }
    // Of equal feelings the one that presses most: anger, then anxiety, then disappointment.
    int kind = 0;
    for (int each = 1; each < 4; ++each)
        if (levels[static_cast<std::size_t>(each)] > 0 &&
            levels[static_cast<std::size_t>(each)] >= levels[static_cast<std::size_t>(kind)])
            kind = each;
    int level = levels[static_cast<std::size_t>(kind)];
    const bool loud = longest_run(heard.text) >= 3 || shouts(written);
    if (level == 0 && loud) {
        kind = static_cast<int>(emotion_kind::anger);
        level = shouts(written) ? 2 : 1;
    } else if (level > 0 && (loud || strong >= 3)) {
        level = std::min(3, level + 1);
    }
    result.kind = static_cast<emotion_kind>(kind);
    result.level = static_cast<std::uint8_t>(level);
    return result;
}

bool asks(std::string_view text)
{
    constexpr std::array<std::string_view, 14> openings{"how", "what",  "when", "where", "why", "who", "which",
                                                        "can", "could", "do",   "does",  "is",  "are", "will"};
    constexpr std::array<std::string_view, 10> han{"吗",   "呢",   "怎么",   "为什么", "什么时候",
                                                   "哪里", "多久", "是不是", "能不能", "有没有"};
    auto trimmed = trim(text);
    if (trimmed.ends_with('?')) return true;
    for (const auto word : openings)
        if (trimmed.starts_with(word) && trimmed.size() > word.size() && trimmed[word.size()] == ' ') return true;
    const auto words = bare(text);
    if (words.ends_with(han[0]) || words.ends_with(han[1])) return true;
    return std::any_of(han.begin() + 2, han.end(), [&](auto word) { return words.starts_with(word); });
}

} // namespace amends::dialogs
