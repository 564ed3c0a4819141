#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amends::adapters {

/// Appends `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD, so that the
/// result may always travel in a WebSocket text message (RFC 6455, 8.1).
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::int64_t value);

/// JSON with U+FFFD for each escape that stands for half a character ("\ud83d" with no other half after it), which
/// JavaScript strings can hold and JSON parsers refuse (RFC 8259, 8.2). Nothing when there is no such escape.
std::optional<std::string> without_half_characters(std::string_view json);

/// Writes one JSON object to the end of a string, without a tree in memory: opens it when made, closes it when
/// destroyed. Member names are literals of our own and are not escaped.
class json_object {
public:
    explicit json_object(std::string& out) : out_(out) { out_ += '{'; }
    ~json_object() { out_ += '}'; }
    json_object(const json_object&) = delete;
    json_object& operator=(const json_object&) = delete;

    json_object& text(std::string_view name, std::string_view value)
    {
        append_json_string(key(name), value);
        return *this;
    }
    json_object& number(std::string_view name, std::int64_t value)
    {
        append_json_number(key(name), value);
        return *this;
    }
    json_object& truth(std::string_view name, bool value)
    {
        key(name) += value ? "true" : "false";
        return *this;
    }
    json_object& null(std::string_view name)
    {
        key(name) += "null";
        return *this;
    }
    /// The caller appends exactly one JSON value to what is returned.
    std::string& key(std::string_view name);

private:
    std::string& out_;
    bool first_ = true;
};

/// Appends `[`, each of `items` by `write(item)` and `]`.
template <class Items, std::invocable<typename Items::const_reference> Write>
void append_json_list(std::string& out, const Items& items, Write write)
{
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += ',';
        first = false;
        write(item);
    }
    out += ']';
}

} // namespace amends::adapters
