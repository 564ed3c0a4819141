#include "dialogs/codec/write.hpp"

#include <algorithm>

namespace amends::dialogs {
namespace {

/// Decides for one lead byte and what follows whether it is a well-formed UTF-8 sequence; its length, or 0.
std::size_t sequence_length(std::string_view text)
{
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto tail = [&](std::size_t i) { return (at(i) & 0xc0) == 0x80; };
    const auto lead = at(0);
    if (lead < 0xc2) return 0;
    if (lead < 0xe0) return tail(1) ? 2 : 0;
    if (lead < 0xf0) {
        const bool overlong = lead == 0xe0 && at(1) < 0xa0;
        const bool surrogate = lead == 0xed && at(1) >= 0xa0;
        return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
    }
    const bool overlong = lead == 0xf0 && at(1) < 0x90;
    const bool beyond = lead > 0xf4 || (lead == 0xf4 && at(1) >= 0x90);
    return tail(1) && tail(2) && tail(3) && !overlong && !beyond ? 4 : 0;
}

} // namespace

void json_writer::quote(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    text_.push_back('"');
    while (!text.empty()) {
        const auto plain = std::find_if(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x80 || c == '"' ||
                   c == '\\';
        });
        text_.append(text.begin(), plain);
        text.remove_prefix(static_cast<std::size_t>(plain - text.begin()));
        if (text.empty()) break;
        const auto c = static_cast<unsigned char>(text.front());
        std::size_t taken = 1;
        if (c == '"' || c == '\\') {
            text_.push_back('\\');
            text_.push_back(text.front());
        } else if (c == '\n') {
            text_ += "\\n";
        } else if (c < 0x20) {
            text_ += "\\u00";
            text_.push_back(hex[c >> 4]);
            text_.push_back(hex[c & 15]);
        } else if ((taken = sequence_length(text)) > 0) {
            text_ += text.substr(0, taken);
        } else {
            text_ += "\xef\xbf\xbd"; // a stored text is UTF-8 whatever came in
            taken = 1;
        }
        text.remove_prefix(taken);
    }
    text_.push_back('"');
}

} // namespace amends::dialogs
