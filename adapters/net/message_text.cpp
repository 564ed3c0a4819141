#include "adapters/net/message_text.hpp"

#include <algorithm>
#include <iterator>

namespace amends::adapters {
namespace {

/// What takes room in a text and shows nothing: spaces, joiners, marks of direction, byte order marks.
constexpr std::string_view unseen[]{" ",      "\n",     "\t",     "\u00A0", "\u00AD", "\u200B", "\u200C",
                                    "\u200D", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D",
                                    "\u202E", "\u2060", "\u3000", "\uFE0E", "\uFE0F", "\uFEFF"};

bool shows(std::string_view text)
{
    while (!text.empty()) {
        const auto* at = std::find_if(std::begin(unseen), std::end(unseen),
                                      [&](std::string_view each) { return text.starts_with(each); });
        if (at == std::end(unseen)) return true;
        text.remove_prefix(at->size());
    }
    return false;
}

} // namespace

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string clean_message(std::string_view text)
{
    std::string clean;
    clean.reserve(text.size());
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 0x20 && byte != 0x7F) || c == '\n' || c == '\t') clean += c;
    }
    constexpr std::string_view white = " \n\t";
    const auto begin = clean.find_first_not_of(white);
    if (begin == std::string::npos) return {};
    clean = clean.substr(begin, clean.find_last_not_of(white) - begin + 1);
    return shows(clean) ? clean : std::string{};
}

std::optional<std::string> read_uuid(std::string_view text)
{
    if (text.size() != 36) return std::nullopt;
    std::string made{text};
    for (std::size_t i = 0; i < made.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        auto& c = made[i];
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) return std::nullopt;
    }
    return made;
}

} // namespace amends::adapters
