#include "dialogs/slots/order_id.hpp"

#include "dialogs/text/pattern_bank.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <numeric>
#include <vector>

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

/// The folded message with some of it left out, and where each byte that is left stands in it.
struct shortened {
    std::string text;
    std::vector<std::size_t> at;
};

/// The message without the signs and single spaces that people put into a long number: "AB-12345678", "1234 5678 9012".
/// Letters are joined to digits across a space only when they are capitals, as no word before a number is.
shortened joined(std::string_view text, const folded& heard)
{
    const auto& from = heard.text;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto capital = [&](std::size_t i) {
        const auto begin = heard.source(i, i + 1).begin;
        return begin < text.size() && text[begin] >= 'A' && text[begin] <= 'Z';
    };
    shortened made;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const bool between = i > 0 && i + 1 < from.size() && is_code(from[i - 1]) && is_digit(from[i + 1]);
        const bool sign = from[i] == '-' || from[i] == '_' || from[i] == '.' || from[i] == '/';
        const bool space = from[i] == ' ' && between && (is_digit(from[i - 1]) || capital(i - 1));
        if (space || (sign && between)) continue;
        made.text += from[i];
        made.at.push_back(i);
    }
    return made;
}

/// Who looks for a number, in which message.
struct number_search {
    const slot_definition& slot;
    std::string_view text;
    const folded& heard;
    const understanding& meaning;
};

/// The first number in `in` that the slot's pattern takes and that nothing else claims; not sure when others differ.
/// The bytes of `in` stand at `at` in the folded message; at their own places when that is empty.
parsed_slot read_number(const number_search& search, std::string_view in, const std::vector<std::size_t>& at)
{
    constexpr std::size_t most = 8;
    const auto& [slot, text, heard, meaning] = search;
    parsed_slot best;
    const re2::StringPiece whole{in.data(), in.size()};
    re2::StringPiece match;
    std::size_t from = 0;
    for (std::size_t i = 0; i < most && from <= whole.size(); ++i) {
        if (!slot.pattern->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &match, 1)) break;
        const auto begin = static_cast<std::size_t>(match.data() - whole.data());
        const auto end = begin + match.size();
        from = std::max(end, begin + 1);
        const auto value = upper({match.data(), match.size()});
        const bool inside_a_word =
            value.empty() || (begin > 0 && is_code(in[begin - 1])) || (end < in.size() && is_code(in[end]));
        if (inside_a_word) continue;
        const auto where = at.empty() ? heard.source(begin, end) : heard.source(at[begin], at[end - 1] + 1);
        const bool claimed = std::any_of(meaning.entities.begin(), meaning.entities.end(), [&](const auto& e) {
            const bool over = e.where.begin < where.end && where.begin < e.where.end;
            const bool a_phone = e.type == "phone" && e.confidence >= 0.8 && (e.value == value || !at.empty());
            return over && (a_phone || e.type == "email");
        });
        if (claimed) continue;
        if (best.how == fit::none)
            best = {fit::inside, value, std::string{text.substr(where.begin, where.end - where.begin)}, true};
        else if (value != best.value)
            best.sure = false;
    }
    return best;
}

} // namespace

parsed_slot find_order_id(const slot_definition& slot, std::string_view text, const folded& heard,
                          const understanding& meaning)
{
    if (!slot.pattern) return {};
    const number_search search{slot, text, heard, meaning};
    auto found = read_number(search, heard.text, {});
    if (found.how != fit::none || heard.text.find_first_of("0123456789") == std::string::npos) return found;
    const auto without = joined(text, heard);
    if (without.text.size() == heard.text.size()) return found;
    found = read_number(search, without.text, without.at);
    if (found.said.find(' ') != std::string::npos) found.sure = false; // two numbers side by side look the same
    return found;
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
