#pragma once

#include "dialogs/tree/document.hpp"
#include "dialogs/tree/graph.hpp"
#include "dialogs/tree/knowledge.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the rules look at; private to dialogs/lint.
namespace amends::dialogs {

/// A wording of a text as it stands in the tree's file.
struct wording_at {
    std::string language;
    std::string pointer;
    std::string pattern;
};

/// A node's use of a text.
struct text_use {
    enum class role : std::uint8_t {
        line,
        prompt,
        reprompt,
        reminder,
        promise,
        refusal,
        terms,
        handoff,
        label,
        internal
    };
    std::size_t node = nowhere; ///< `nowhere`: said by a listener or the tree's frame
    role as = role::line;
};

/// A compiled tree beside its text. What belongs to a tree that it calls has no pointer here and is not judged.
class lint_subject {
public:
    lint_subject(const tree::graph& graph, document& doc);

    const tree::graph& graph;
    document& doc;
    vocabulary names{graph};

    /// Where a node or a text stands; empty when it is not of this file.
    const std::string& node_at(std::size_t node) const { return node_pointers_[node]; }
    const std::string& text_at(std::size_t text) const { return text_pointers_[text]; }
    /// The wordings of a text in the order of the file.
    const std::vector<wording_at>& wordings(std::size_t text) const { return wordings_[text]; }
    /// Who says a text: every text that nobody says has none.
    const std::vector<text_use>& uses(std::size_t text) const { return uses_[text]; }
    /// The ways out of each node.
    const std::vector<way_out>& ways(std::size_t node) const { return ways_[node]; }

    void report(std::string_view rule, std::string pointer, const sentence& detail = {}) const;
    void report_name(std::string_view rule, std::string pointer, const sentence& detail = {}) const;

private:
    void find_places(const nlohmann::json& scope, const std::string& pointer, const std::string& prefix);
    void find_wordings(std::size_t text, const nlohmann::json& from);
    void find_uses();

    std::vector<std::string> node_pointers_;
    std::vector<std::string> text_pointers_;
    std::vector<std::vector<wording_at>> wordings_;
    std::vector<std::vector<text_use>> uses_;
    std::vector<std::vector<way_out>> ways_;
};

/// Something is asked of the customer, once or in a row.
inline bool is_question(const node_body& body)
{
    return std::holds_alternative<ask_node>(body) || std::holds_alternative<choose_node>(body);
}

/// Unreachable languages, edges that are easily forgotten, labels that do not fit.
void check_structure(const lint_subject& of);
/// What comes before what: acknowledgement, apology, listening, need, offer (recovery.md B, C, F).
void check_order(const lint_subject& of);
/// A person is always within reach, and what nobody can do now is promised (H, G).
void check_people(const lint_subject& of);
/// What is said where: apologies, promises, refusals, and the wording of every text (B, F, G, N).
void check_texts(const lint_subject& of);

} // namespace amends::dialogs
