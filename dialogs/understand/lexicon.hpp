#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amends::dialogs {

/// What a phrase is a sign of.
enum class cue : std::uint8_t { emotion, complaint_class, signal, remedy, question, act, want, theme };

/// Phrases that mean the same, in Chinese and English, folded and separated by `|`. `what` is the number
/// of an enumerator within the kind, `weight` the level of an emotion or how telling the phrases are.
/// Every phrase has at least three bytes; one that ends in `*` stands for every word that begins so.
struct phrase_group {
    cue kind;
    std::uint8_t what;
    std::uint8_t weight;
    std::string_view phrases;
};

/// One phrase of the lexicon.
struct lexicon_entry {
    std::string_view phrase;
    cue kind;
    std::uint8_t what;
    std::uint8_t weight;
    bool open; ///< the word may go on
};

struct lexicon_hit {
    const lexicon_entry* entry;
    std::size_t begin;
    std::size_t end;
};

/// A fixed set of phrases, searched for at every place of a text at once. Safe to use from any thread.
class lexicon {
public:
    explicit lexicon(std::initializer_list<std::span<const phrase_group>> groups);
    lexicon(const lexicon&) = delete;
    lexicon& operator=(const lexicon&) = delete;

    /// Every phrase that occurs, by place; of phrases of one kind that begin at one place only the
    /// longest, with all its themes. English phrases match whole words. At most `most` hits.
    std::vector<lexicon_hit> find(std::string_view folded_text, std::size_t most = 256) const;

private:
    static std::uint32_t key(std::string_view text)
    {
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
        };
        return byte(0) | byte(1) << 8 | byte(2) << 16;
    }

    std::vector<lexicon_entry> entries_;
    std::unordered_map<std::uint32_t, std::vector<const lexicon_entry*>> by_beginning_;
};

std::span<const phrase_group> words_of_feeling();
std::span<const phrase_group> words_of_complaint();
std::span<const phrase_group> words_of_signal();
std::span<const phrase_group> words_of_wish();
std::span<const phrase_group> words_of_theme_zh();
std::span<const phrase_group> words_of_theme_en();

} // namespace amends::dialogs
