#pragma once

#include "dialogs/tree/document.hpp"
#include "dialogs/tree/graph.hpp"

#include <nlohmann/json.hpp>

namespace amends::dialogs {

/// Where names are looked up: the tree, a section of it, or a tree that it calls.
struct tree_scope {
    const nlohmann::json* base = nullptr; ///< slots, texts and nodes are its members
    std::string pointer;                  ///< of `base` in its document
    std::size_t section = 0;
    std::vector<std::string> prefixes{{}}; ///< of the names, the innermost first
    bool called = false;                   ///< a tree of its own, whose ends are returns

    const std::string& prefix() const { return prefixes.front(); }
};

/// Reads the members of a value that the schema has judged already: what is missing or of the wrong type
/// was reported there and reads as absent here. Names are resolved against the graph; an unknown one is
/// reported with the nearest known one.
class references {
public:
    references(document& doc, tree::graph& graph, tree_scope scope) : doc_{doc}, graph_{graph}, scope_{std::move(scope)}
    {}

    document& doc() const { return doc_; }
    tree::graph& graph() const { return graph_; }
    const tree_scope& scope() const { return scope_; }
    /// A member of the scope that is an object ("slots", "texts", "nodes"), or null.
    const nlohmann::json* part(const char* name) const;
    /// The pointer of a member of the scope.
    std::string place(std::string_view name) const;
    std::string place(std::string_view part, std::string_view name) const;
    /// `name` as the graph knows it.
    std::string inner(std::string_view name) const { return scope_.prefix() + std::string{name}; }

    static const nlohmann::json* member(const nlohmann::json& in, const char* name);
    static std::string word(const nlohmann::json& in, const char* name);
    static int number(const nlohmann::json& in, const char* name, int otherwise);
    static bool flag(const nlohmann::json& in, const char* name);

    std::size_t node(const nlohmann::json& in, std::string_view pointer, const char* name) const;
    std::size_t slot(const nlohmann::json& in, std::string_view pointer, const char* name) const;
    std::size_t text(const nlohmann::json& in, std::string_view pointer, const char* name) const;
    std::vector<std::size_t> texts(const nlohmann::json& in, std::string_view pointer, const char* name) const;

    std::size_t node_named(const std::string& name, const std::string& pointer) const;
    std::size_t slot_named(const std::string& name, const std::string& pointer) const;
    std::size_t text_named(const std::string& name, const std::string& pointer) const;
    /// The same without a report.
    std::size_t find_slot(std::string_view name) const;
    /// The section or tree that `in` names by its member "section" or "tree".
    std::size_t section_named(const nlohmann::json& in, const std::string& pointer) const;

private:
    std::size_t find(const name_index& known, std::string_view name) const;
    std::size_t resolve(const name_index& known, const std::string& name, const std::string& pointer,
                        const fixed_sentence& what) const;

    document& doc_;
    tree::graph& graph_;
    tree_scope scope_;
};

/// Every scope of a tree, itself first, then its sections and the trees that it calls.
using all_scopes = std::vector<references>;

/// The scope of a section's names.
const references& scope_of(const all_scopes& scopes, std::size_t section);
/// Where a node of that scope stands in its document.
std::string node_pointer(const references& in, const node& of);

/// Types, labels and choices of the slots.
void compile_slots(const references& in);
/// Patterns of the texts: languages complete, every pattern good, every argument known.
void compile_texts(const references& in);
/// The labels of choices, which need both slots and texts.
void compile_choices(const references& in);
/// The policy table.
void compile_remedies(const references& in);
/// Gives every node of the scope its place in the graph.
void declare_nodes(const references& in);
void compile_nodes(const references& in);
/// The sections of the tree and what it calls, found before anything is compiled. `others` are the documents of the
/// trees that may be called; those that are become scopes.
all_scopes find_scopes(document& doc, tree::graph& graph, const std::vector<std::unique_ptr<document>>& others);
/// What can only be told of calls when every node is there: where they return, what they empty, that none goes round.
void check_calls(const all_scopes& scopes);
/// Where the tree begins, what it says when it cannot go on.
void compile_frame(const references& in);
void compile_listeners(const references& in);
condition compile_condition(const references& in, const nlohmann::json& value, const std::string& pointer);

/// What only the whole graph shows: unreachable nodes, cycles that never wait, arguments that can be empty.
void check_flow(const all_scopes& scopes, const tree::graph& graph);

/// Every wording of a label, folded: how customers say it.
std::vector<std::string> words_of(const text_definition& label);

/// A name that nodes, slots and texts may have.
bool is_name(std::string_view name);

} // namespace amends::dialogs
