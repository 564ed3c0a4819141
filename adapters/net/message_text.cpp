#include "adapters/net/message_text.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace amends::adapters {
namespace {

/// Whether there is anything to see in it: joiners, marks of direction and the like show nothing.
bool shows(std::string_view text)
{
    const auto points = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    for (std::int32_t at = 0; at < points.length(); at = points.moveIndex32(at, 1)) {
        const auto point = points.char32At(at);
        if (!u_isUWhiteSpace(point) && !u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
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
