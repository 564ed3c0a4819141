#include "dialogs/understand/lexicon.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

} // namespace

lexicon::lexicon(std::initializer_list<std::span<const phrase_group>> groups)
{
    for (const auto& list : groups)
        for (const auto& group : list)
            for (auto rest = group.phrases; !rest.empty();) {
                const auto end = std::min(rest.find('|'), rest.size());
                auto phrase = rest.substr(0, end);
                const bool open = phrase.ends_with('*');
                if (open) phrase.remove_suffix(1);
                if (phrase.size() >= 3) entries_.push_back({phrase, group.kind, group.what, group.weight, open});
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
    by_beginning_.reserve(entries_.size());
    for (const auto& each : entries_) by_beginning_[key(each.phrase)].push_back(&each);
    for (auto& [beginning, list] : by_beginning_)
        std::stable_sort(list.begin(), list.end(), [](auto a, auto b) { return a->phrase.size() > b->phrase.size(); });
}

std::vector<lexicon_hit> lexicon::find(std::string_view text, std::size_t most) const
{
    std::vector<lexicon_hit> hits;
    for (std::size_t at = 0; at + 3 <= text.size() && hits.size() < most; ++at) {
        const bool word_start = at == 0 || !is_letter(text[at - 1]);
        if ((static_cast<unsigned char>(text[at]) & 0xc0) == 0x80 || (is_letter(text[at]) && !word_start)) continue;
        const auto list = by_beginning_.find(key(text.substr(at)));
        if (list == by_beginning_.end()) continue;
        std::uint32_t seen = 0; // kinds that have had their longest phrase here
        for (const auto* each : list->second) {
            const auto end = at + each->phrase.size();
            if (!text.substr(at).starts_with(each->phrase)) continue;
            if (!each->open && is_letter(each->phrase.back()) && end < text.size() && is_letter(text[end])) continue;
            const auto kind = std::uint32_t{1} << static_cast<unsigned>(each->kind);
            const bool as_long = !hits.empty() && hits.back().begin == at && hits.back().end == end;
            if (seen & kind && !(each->kind == cue::theme && as_long)) continue;
            seen |= kind;
            hits.push_back({each, at, end});
        }
    }
    return hits;
}

} // namespace amends::dialogs
