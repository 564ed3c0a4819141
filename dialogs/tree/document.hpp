#pragma once

#include "dialogs/tree/tree.hpp"

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace amends::dialogs {

inline constexpr std::size_t longest_tree = 2 * 1024 * 1024;
inline constexpr std::size_t deepest_tree = 64;
inline constexpr std::size_t most_values = 100'000;
/// Enough for any author; a hostile text does not make a report of its own size.
inline constexpr std::size_t most_problems = 200;

/// A tree's text as JSON, and the list of what is wrong with it so far. Values are addressed by JSON
/// pointers (RFC 6901); their places in the text are looked up only when there is something to report.
class document {
public:
    /// Parses; a syntax error, a repeated name or a limit passed is a problem like any other.
    document(std::string_view text, std::string_view file);
    ~document();
    document(const document&) = delete;
    document& operator=(const document&) = delete;

    const nlohmann::json& root() const { return *root_; }
    std::string_view text() const { return text_; }

    /// Reports a mistake at the value that `pointer` names, or at the nearest value around it.
    void report(std::string_view code, std::string pointer, sentence message);
    /// Reports a mistake at the name of the member that `pointer` names.
    void report_name(std::string_view code, std::string pointer, sentence message);

    std::size_t problem_count() const { return problems_.size(); }
    /// Every problem with its line and column, in the order of the text.
    std::vector<diagnostic> problems() &&;

private:
    friend class document_reader;

    struct finding {
        std::string code;
        std::string pointer;
        sentence message;
        bool at_name = false;
        bool placed = false;
        std::size_t offset = 0;
    };

    void add(finding made);
    diagnostic spell(const finding& f) const;

    std::string_view text_;
    std::string file_;
    std::unique_ptr<nlohmann::json> root_;
    std::vector<finding> problems_;
};

/// `parent` extended by one step, escaped as RFC 6901 says.
std::string child_pointer(std::string_view parent, std::string_view name);
std::string child_pointer(std::string_view parent, std::size_t index);

} // namespace amends::dialogs
