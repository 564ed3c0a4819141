#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace amends::dialogs {

/// Something of one kind found in folded text, in its canonical form.
struct found {
    std::string value;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool sure = true; ///< false when the words could mean another value

    bool operator==(const found&) const = default;
};

using findings = std::vector<found>;

} // namespace amends::dialogs
