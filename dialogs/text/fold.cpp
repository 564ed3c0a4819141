#include "dialogs/text/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

struct script_pair {
    char16_t traditional;
    char16_t simplified;
};

/// Traditional to simplified characters, from ICU's Traditional-Simplified transform. A table, because
/// making the transform takes 70 ms.
constexpr script_pair script_pairs[] = {
#include "dialogs/text/simplified.inc"
};
static_assert(std::is_sorted(std::begin(script_pairs), std::end(script_pairs),
                             [](auto a, auto b) { return a.traditional < b.traditional; }));

constexpr std::size_t first_han = 0x4e00;
constexpr std::size_t han_count = 0xa000 - first_han;

/// The same pairs, indexed by character: one look-up in the block where nearly all of them are.
const std::array<char16_t, han_count>& simplified_han()
{
    static const auto table = [] {
        std::array<char16_t, han_count> made{};
        for (std::size_t i = 0; i < han_count; ++i) made[i] = static_cast<char16_t>(first_han + i);
        for (auto pair : script_pairs)
            if (pair.traditional >= first_han) made[pair.traditional - first_han] = pair.simplified;
        return made;
    }();
    return table;
}

constexpr UChar32 dropped = -1;

bool is_space(UChar32 c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f;
}

UChar32 fold_rare(UChar32 c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02bc:
        return '\'';
    case 0x201c:
    case 0x201d:
        return '"';
    case 0x2212:
    case 0x2010:
    case 0x2011:
        return '-';
    case 0x2070:
        return '0';
    default:
        break;
    }
    constexpr auto invisible = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CS_MASK;
    if (U_MASK(u_charType(c)) & invisible) return dropped;
    if (c >= 0x1f3fb && c <= 0x1f3ff) return dropped; // skin tones
    return u_foldCase(c, U_FOLD_CASE_DEFAULT);
}

UChar32 fold_character(UChar32 c)
{
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
        return c < ' ' || c == 0x7f ? dropped : c;
    }
    if (c >= 0x4e00 && c < 0xa000) return simplified_han()[static_cast<std::size_t>(c) - first_han];
    if (c >= 0xff01 && c <= 0xff5e) return fold_character(c - 0xfee0);
    if (c == 0xffe5) return 0xa5;
    return fold_rare(c);
}

template <class Sink> void fold_into(std::string_view message, std::size_t limit, Sink&& sink)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(message.data());
    const auto size = static_cast<std::int32_t>(std::min(message.size(), limit));
    bool after_space = false;
    for (std::int32_t at = 0; at < size;) {
        const auto begin = static_cast<std::uint32_t>(at);
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c);
        if (is_space(c)) {
            if (!after_space) sink(' ', begin);
            after_space = true;
            continue;
        }
        c = fold_character(c);
        if (c == dropped) continue;
        after_space = false;
        sink(c, begin);
    }
}

void append_utf8(std::string& to, UChar32 c)
{
    std::uint8_t buffer[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, c);
    to.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

} // namespace

span folded::source(std::size_t begin, std::size_t end) const
{
    if (origin.empty()) return {};
    begin = std::min(begin, origin.size() - 1);
    end = std::clamp(end, begin, origin.size() - 1);
    return {origin[begin], origin[end]};
}

folded fold(std::string_view message, std::size_t limit)
{
    folded result;
    result.text.reserve(std::min(message.size(), limit));
    result.origin.reserve(std::min(message.size(), limit) + 1);
    fold_into(message, limit, [&](UChar32 c, std::uint32_t begin) {
        append_utf8(result.text, c);
        result.origin.resize(result.text.size(), begin);
    });
    result.origin.push_back(static_cast<std::uint32_t>(std::min(message.size(), limit)));
    return result;
}

std::string fold_words(std::string_view words)
{
    std::string result;
    fold_into(words, fold_limit, [&](UChar32 c, std::uint32_t) { append_utf8(result, c); });
    return std::string{trim(result)};
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view ideographic = "\xe3\x80\x80";
    for (bool more = true; more;) {
        more = false;
        while (!text.empty() && (static_cast<unsigned char>(text.front()) <= ' ')) text.remove_prefix(1);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) <= ' ')) text.remove_suffix(1);
        if (text.starts_with(ideographic)) text.remove_prefix(ideographic.size()), more = true;
        if (text.ends_with(ideographic)) text.remove_suffix(ideographic.size()), more = true;
    }
    return text;
}

std::string_view cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

std::string clean_utf8(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 0x7fffffff));
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c);
        if (c != 0) append_utf8(result, c);
    }
    return result;
}

} // namespace amends::dialogs
