#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// Byte offsets of a value and of the member name before it (of an array's element, its own).
struct place {
    std::size_t name = 0;
    std::size_t value = 0;
};

/// Where in the JSON `text` each of the values is that the JSON pointers name, or the nearest value around
/// it where there is none. One pass over the text for all of them.
std::vector<place> find_places(std::string_view text, const std::vector<std::string>& pointers);

} // namespace amends::dialogs
