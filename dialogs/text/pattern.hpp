#pragma once

#include "dialogs/text/sentence.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

/// How a pattern uses one of its arguments.
struct pattern_argument {
    enum class use : std::uint8_t { plain, number, date, plural, select };
    std::string name;
    use how = use::plain;
    bool guarded = false; ///< inside the `yes` of a select on NAME_known, so it may be empty elsewhere

    bool operator==(const pattern_argument&) const = default;
};

/// What an ICU MessageFormat pattern needs, or why it does not compile.
struct pattern_check {
    std::vector<pattern_argument> arguments;
    sentence error; ///< empty when the pattern is good
};

/// Parses `pattern` and compiles it for `language`; keeps nothing.
pattern_check inspect_pattern(std::string_view pattern, std::string_view language);

} // namespace amends::dialogs
