#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace amends::adapters {

/// Characters (code points) of a valid UTF-8 text.
std::size_t characters(std::string_view text);
/// A person's message without control characters except line breaks and tabs, without white space at either end.
std::string clean_message(std::string_view text);
/// 8-4-4-4-12 hexadecimal digits (RFC 9562, 4).
bool is_uuid(std::string_view text);

} // namespace amends::adapters
