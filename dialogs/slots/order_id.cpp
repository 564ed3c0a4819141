#include "dialogs/slots/order_id.hpp"

#include "dialogs/text/pattern_bank.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace amends::dialogs {
namespace {

const pattern_bank& tails()
{
    static const pattern_bank bank{{
        "(?:ends? (?:in|with)|ending (?:in|with)|last (?:digits?|numbers?|characters?|letters?)(?: \\w+)? "
        "(?:is|are)|尾号|末尾|结尾|最后[一二两三四]?位?)"
        "[是为: ]*([0-9a-z]{1,8})",
    }};
    return bank;
}

std::string upper(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return result;
}

bool is_code(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

} // namespace

parsed_slot find_order_id(const slot_definition& slot, std::string_view text, const folded& heard,
                          const understanding& meaning)
{
    constexpr std::size_t most = 8;
    parsed_slot best;
    if (!slot.pattern) return best;
    const re2::StringPiece whole{heard.text.data(), heard.text.size()};
    re2::StringPiece match;
    std::size_t from = 0;
    for (std::size_t i = 0; i < most && from <= whole.size(); ++i) {
        if (!slot.pattern->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &match, 1)) break;
        const auto begin = static_cast<std::size_t>(match.data() - whole.data());
        const auto end = begin + match.size();
        from = std::max(end, begin + 1);
        const auto value = upper({match.data(), match.size()});
        const bool inside_a_word = value.empty() || (begin > 0 && is_code(heard.text[begin - 1])) ||
                                   (end < heard.text.size() && is_code(heard.text[end]));
        const bool a_phone = std::any_of(meaning.entities.begin(), meaning.entities.end(), [&](const auto& e) {
            return (e.type == "phone" && e.value == value && e.confidence >= 0.8) ||
                   (e.type == "email" && e.where.begin <= heard.source(begin, end).begin &&
                    e.where.end >= heard.source(begin, end).end);
        });
        if (inside_a_word || a_phone) continue;
        if (best.how == fit::none) {
            const auto where = heard.source(begin, end);
            best = {fit::inside, value, std::string{text.substr(where.begin, where.end - where.begin)}, true};
        } else if (value != best.value) {
            best.sure = false;
        }
    }
    return best;
}

bool gives_tail(const folded& heard) { return !tails().occurring(heard.text).empty(); }

std::optional<std::string> corrected_tail(const folded& heard, const std::string& old)
{
    if (!gives_tail(heard)) return std::nullopt;
    const auto found = tails().matches(0, heard.text, 1);
    if (found.empty()) return std::nullopt;
    const auto tail = upper(found.front().groups[0]);
    if (tail.empty() || tail.size() >= old.size()) return std::nullopt;
    return old.substr(0, old.size() - tail.size()) + tail;
}

} // namespace amends::dialogs
