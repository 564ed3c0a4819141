#pragma once

#include "dialogs/model/result.hpp"

#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

namespace amends::bot {

/// What the command line reads from and writes to. Results go to `out`, everything said about them to `err`.
struct console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::map<std::string, std::string> environment;
    bool interactive = false; ///< a person types at `in` and reads `out`
};

/// `text` as a terminal may show it: escape sequences, control characters other than line feed and tab, and
/// direction overrides are taken out, what is not UTF-8 becomes U+FFFD (reliability.md 7, 16.x).
std::string printable(std::string_view text);

/// "zh-Hans" or "en": what was asked for with --language, else what LC_ALL, LC_MESSAGES or LANG says.
std::string console_language(const std::string& asked, const std::map<std::string, std::string>& environment);

/// A password: with `from_in` the first line of `in`, else typed twice at the terminal without being shown.
/// Errors: "usage" when there is no terminal to ask at, or the two differ.
result<std::string> read_password(console& console, bool from_in);

} // namespace amends::bot
