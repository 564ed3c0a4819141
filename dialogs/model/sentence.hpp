#pragma once

#include <string>
#include <string_view>

namespace amends {

/// Words for the people who work with Amends, in both of its languages: they need not speak the customer's.
struct sentence {
    std::string chinese;
    std::string english;

    /// As a reader of this language (a BCP 47 tag) reads it.
    const std::string& in(std::string_view language) const { return language.starts_with("zh") ? chinese : english; }
    bool empty() const { return chinese.empty() && english.empty(); }

    bool operator==(const sentence&) const = default;
};

/// A sentence of the program's own that says the same each time.
struct fixed_sentence {
    std::string_view chinese;
    std::string_view english;

    std::string_view in(std::string_view language) const { return language.starts_with("zh") ? chinese : english; }
    bool empty() const { return chinese.empty() || english.empty(); }
    operator sentence() const { return {std::string{chinese}, std::string{english}}; }
};

} // namespace amends
