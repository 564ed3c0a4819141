#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace amends::adapters {

/// Characters (code points) of a valid UTF-8 text.
std::size_t characters(std::string_view text);
/// A person's message without control characters except line breaks and tabs, without white space at either end.
std::string clean_message(std::string_view text);
/// A client's own id of a message, in lower case: the same id however its letters are written (RFC 9562, section 4);
/// nothing when it is no UUID.
std::optional<std::string> read_uuid(std::string_view text);

} // namespace amends::adapters
