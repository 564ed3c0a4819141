#pragma once

#include "dialogs/model/instant.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amends::dialogs {

/// A value for a named argument and how it is meant: "320.00 CNY" as money, "2026-11-03" as a date.
struct line_argument {
    enum class kind : std::uint8_t { words, number, money, date, time, instant };
    std::string name;
    std::variant<std::string, double, amends::instant> value;
    kind as = kind::words;
};

/// One MessageFormat pattern compiled for a language and a time zone. Not thread-safe, as ICU's formats
/// are not: one object belongs to one thread.
class line_format {
public:
    line_format(std::string_view pattern, std::string_view language, std::string_view zone);
    ~line_format();
    line_format(const line_format&) = delete;
    line_format& operator=(const line_format&) = delete;

    /// The line, when it is the same whatever the arguments.
    const std::optional<std::string>& constant() const { return constant_; }
    /// Whether the pattern chooses its words by this argument.
    bool selects(std::string_view argument) const;
    /// The line, or nothing when the pattern or an argument does not work out.
    std::optional<std::string> format(const std::vector<line_argument>& arguments);

private:
    struct compiled;
    std::unique_ptr<compiled> compiled_;
    std::optional<std::string> constant_;
};

/// A value by itself in the form of the language: "¥320.00", "November 3, 2026"; as it is when it has none.
std::string value_in(std::string_view language, const line_argument& value);

} // namespace amends::dialogs
