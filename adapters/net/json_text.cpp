#include "adapters/net/json_text.hpp"

#include <array>
#include <charconv>

namespace amends::adapters {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool continuation(unsigned char c) { return (c & 0xC0) == 0x80; }

// Length of the well-formed UTF-8 sequence at the start of `s`, 0 if there is none (RFC 3629).
std::size_t sequence_length(std::string_view s)
{
    auto at = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : std::uint8_t{0}; };
    const auto a = at(0), b = at(1);
    if (a < 0x80) return 1;
    if (a >= 0xC2 && a <= 0xDF) return continuation(b) ? 2 : 0;
    if (a >= 0xE0 && a <= 0xEF) {
        const bool overlong = a == 0xE0 && b < 0xA0;
        const bool surrogate = a == 0xED && b > 0x9F;
        return continuation(b) && !overlong && !surrogate && continuation(at(2)) ? 3 : 0;
    }
    if (a >= 0xF0 && a <= 0xF4) {
        const bool overlong = a == 0xF0 && b < 0x90;
        const bool too_large = a == 0xF4 && b > 0x8F;
        return continuation(b) && !overlong && !too_large && continuation(at(2)) && continuation(at(3)) ? 4 : 0;
    }
    return 0;
}

bool plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

void append_escaped(std::string& out, unsigned char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += hex[c >> 4];
        out += hex[c & 15];
    }
}

enum class surrogate { none, first, second };

/// Which half of a character (UTF-16) the escape at `at` stands for.
surrogate half_at(std::string_view json, std::size_t at)
{
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return surrogate::none;
    unsigned value = 0;
    const auto* digits = json.data() + at + 2;
    if (std::from_chars(digits, digits + 4, value, 16).ptr != digits + 4) return surrogate::none;
    if (value >= 0xD800 && value < 0xDC00) return surrogate::first;
    return value >= 0xDC00 && value < 0xE000 ? surrogate::second : surrogate::none;
}

} // namespace

void append_json_string(std::string& out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        std::size_t run = 0;
        while (run < text.size() && plain(static_cast<unsigned char>(text[run]))) ++run;
        out += text.substr(0, run);
        text.remove_prefix(run);
        if (text.empty()) break;
        const auto c = static_cast<unsigned char>(text.front());
        if (c < 0x80) {
            append_escaped(out, c);
            text.remove_prefix(1);
        } else if (auto length = sequence_length(text)) {
            out += text.substr(0, length);
            text.remove_prefix(length);
        } else {
            out += replacement;
            text.remove_prefix(1);
        }
    }
    out += '"';
}

void append_json_number(std::string& out, std::int64_t value)
{
    std::array<char, 24> digits;
    auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

std::string& json_object::key(std::string_view name)
{
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return out_;
}

std::optional<std::string> without_half_characters(std::string_view json)
{
    constexpr std::size_t escape = 6; // \uXXXX
    std::string mended;
    std::size_t copied = 0;
    for (std::size_t at = 0; at + 1 < json.size();) {
        if (json[at] != '\\') {
            ++at;
            continue;
        }
        const auto half = half_at(json, at);
        if (half == surrogate::first && half_at(json, at + escape) == surrogate::second) {
            at += 2 * escape;
        } else if (half != surrogate::none) {
            mended.append(json.substr(copied, at - copied)).append("\\ufffd");
            at += escape;
            copied = at;
        } else {
            at += 2; // an escaped backslash hides what follows it
        }
    }
    if (copied == 0) return std::nullopt;
    return mended.append(json.substr(copied));
}

} // namespace amends::adapters
