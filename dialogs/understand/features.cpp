#include "dialogs/understand/features.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace amends::dialogs {
namespace {

/// FNV-1a, one byte at a time: an n-gram's hash goes on from that of the shorter one.
constexpr std::uint32_t nothing_yet = 2166136261U;
constexpr std::uint32_t longer(std::uint32_t hash, unsigned char byte) { return (hash ^ byte) * 16777619U; }

std::uint32_t longer(std::uint32_t hash, std::string_view bytes)
{
    for (const char c : bytes) hash = longer(hash, static_cast<unsigned char>(c));
    return hash;
}

constexpr feature finished(feature_sort sort, std::uint32_t hash)
{
    hash ^= hash >> 16;
    hash *= 0x85ebca6bU;
    hash ^= hash >> 13;
    hash *= 0xc2b2ae35U;
    hash ^= hash >> 16;
    return static_cast<feature>(sort) << 30 | (hash & 0x3fffffffU);
}

constexpr char edge = '\x02'; ///< stands for both ends of a word or a clause

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '0' || c == '\''; }

/// The end of the character that begins at `at`.
std::size_t after(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && continues(text[at])) ++at;
    return at;
}

/// Chinese stops as ASCII has them; other characters as they are.
std::string_view plain(std::string_view character)
{
    if (character.size() == 1) return character[0] >= '0' && character[0] <= '9' ? "0" : character;
    if (character.front() != '\xe3' && character.front() != '\xe2' && character.front() != '\xc2' &&
        character.front() != '\xef')
        return character;
    if (character == "。" || character == "…") return ".";
    if (character == "、" || character == "·") return ",";
    if (character == "～") return "~";
    return character;
}

/// Digits made one, runs of the same character shortened to three, of digits to five.
std::string levelled(std::string_view text)
{
    std::string made;
    made.reserve(text.size());
    std::string_view last;
    int run = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = after(text, at);
        const auto each = plain(text.substr(at, end - at));
        at = end;
        run = each == last ? run + 1 : 1;
        last = each;
        if (run <= (each == "0" ? 5 : 3)) made += each;
    }
    return made;
}

class cutter {
public:
    cutter(std::string_view text, std::vector<feature>& into) : text_{text}, into_{into} {}

    void chinese()
    {
        std::array<std::size_t, 3> ends{};
        for (std::size_t at = 0; at < text_.size(); at = after(text_, at)) {
            auto hash = nothing_yet;
            auto end = at;
            for (std::size_t n = 0; n < ends.size() && end < text_.size(); ++n) {
                const auto begin = end;
                end = after(text_, begin);
                hash = longer(hash, text_.substr(begin, end - begin));
                if (n == 0 && text_[begin] == ' ') break;
                put(feature_sort::characters, hash);
            }
        }
        clauses();
        words(false);
    }

    void english() { words(true); }

private:
    void put(feature_sort sort, std::uint32_t hash) { into_.push_back(finished(sort, hash)); }

    static bool ends_clause(char c)
    {
        constexpr std::string_view stops = ",.!?;:~ ";
        return stops.find(c) != std::string_view::npos;
    }

    /// How clauses begin and end: "我要…", "…吗".
    void clauses()
    {
        for (std::size_t at = 0; at < text_.size();) {
            auto end = at;
            while (end < text_.size() && !ends_clause(text_[end])) ++end;
            if (end > at) clause(text_.substr(at, end - at), end < text_.size() ? text_[end] : edge);
            at = end + 1;
        }
    }

    void clause(std::string_view part, char stop)
    {
        const auto first = after(part, 0);
        auto hash = longer(longer(nothing_yet, edge), part.substr(0, first));
        put(feature_sort::words, hash);
        if (first < part.size()) {
            const auto second = after(part, first);
            hash = longer(hash, part.substr(first, second - first));
            put(feature_sort::words, hash);
        }
        auto last = part.size() - 1;
        while (last > 0 && continues(part[last])) --last;
        auto before = last;
        if (before > 0) --before;
        while (before > 0 && continues(part[before])) --before;
        put(feature_sort::words, longer(longer(nothing_yet, part.substr(last)), edge));
        put(feature_sort::words, longer(longer(nothing_yet, part.substr(before)), edge));
        put(feature_sort::words, longer(longer(nothing_yet, part.substr(last)), static_cast<unsigned char>(stop)));
    }

    void words(bool with_parts)
    {
        auto previous = longer(nothing_yet, edge);
        for (std::size_t at = 0; at < text_.size();) {
            auto end = after(text_, at);
            const bool letters = is_letter(text_[at]) || (with_parts && static_cast<unsigned char>(text_[at]) >= 0x80);
            if (text_[at] == ' ' || (!with_parts && !letters)) {
                at = end;
                continue;
            }
            while (letters && end < text_.size() &&
                   (is_letter(text_[end]) || (with_parts && static_cast<unsigned char>(text_[end]) >= 0x80)))
                ++end;
            const auto word = text_.substr(at, end - at);
            const auto hash = longer(nothing_yet, word);
            put(feature_sort::words, hash);
            put(feature_sort::words, longer(longer(previous, ' '), word));
            if (with_parts && letters) parts(word);
            previous = hash;
            at = end;
        }
        put(feature_sort::words, longer(longer(previous, ' '), edge));
    }

    /// N-grams of two to five characters within a word and its edges.
    void parts(std::string_view word)
    {
        constexpr std::size_t longest_word = 24;
        if (word.size() > longest_word) word = word.substr(0, longest_word);
        std::array<char, longest_word + 2> framed{};
        framed[0] = edge;
        std::copy(word.begin(), word.end(), framed.begin() + 1);
        framed[word.size() + 1] = edge;
        const auto size = word.size() + 2;
        for (std::size_t at = 0; at + 1 < size; ++at) {
            auto hash = longer(nothing_yet, static_cast<unsigned char>(framed[at]));
            for (std::size_t end = at + 1; end < std::min(size, at + 5); ++end) {
                hash = longer(hash, static_cast<unsigned char>(framed[end]));
                put(feature_sort::characters, hash);
            }
        }
    }

    std::string_view text_;
    std::vector<feature>& into_;
};

} // namespace

feature cue_feature(std::string_view family, unsigned number, feature_sort sort)
{
    auto hash = longer(nothing_yet, family);
    for (int i = 0; i < 4; ++i) hash = longer(hash, static_cast<unsigned char>(number >> (8 * i)));
    return finished(sort, hash);
}

void cut_features(std::string_view folded_text, cutting how, std::vector<feature>& into)
{
    const auto text = levelled(folded_text);
    cutter each{text, into};
    if (how == cutting::chinese)
        each.chinese();
    else
        each.english();
}

} // namespace amends::dialogs
