#include "dialogs/codec/read.hpp"

namespace amends::dialogs {
namespace {

constexpr std::size_t deepest_record = 16;

/// Stored records are shallow; anything deeper is refused before a DOM of it is made.
bool too_deep(std::string_view text)
{
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest_record) return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

} // namespace

nlohmann::json json_reader::parse(std::string_view text, int newest)
{
    if (text.size() > longest_record || too_deep(text)) {
        problem_ = problem{"codec.too-large", what_ + ": longer or deeper than a stored record can be"};
        return nlohmann::json::object();
    }
    auto parsed = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object()) {
        problem_ = problem{"codec.syntax", what_ + ": not a JSON object"};
        return nlohmann::json::object();
    }
    int version = 0;
    read_integer(parsed, "v", version);
    if (!problem_ && (version < 1 || version > newest))
        problem_ = problem{"codec.version", what_ + ": written by version " + std::to_string(version) +
                                                " of the codec, this one reads 1 to " + std::to_string(newest)};
    return parsed;
}

} // namespace amends::dialogs
