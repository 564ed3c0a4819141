#pragma once

#include "dialogs/tree/document.hpp"
#include "dialogs/tree/graph.hpp"

#include <nlohmann/json.hpp>

namespace amends::dialogs {

/// Reads the members of a value that the schema has judged already: what is missing or of the wrong type
/// was reported there and reads as absent here. Names are resolved against the graph; an unknown one is
/// reported with the nearest known one.
class references {
public:
    references(document& doc, tree::graph& graph) : doc_{doc}, graph_{graph} {}

    document& doc() const { return doc_; }
    tree::graph& graph() const { return graph_; }

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

private:
    document& doc_;
    tree::graph& graph_;
};

/// Types, labels and choices of the slots.
void compile_slots(const references& in);
/// Patterns of the texts: languages complete, every pattern good, every argument known.
void compile_texts(const references& in);
/// The labels of choices, which need both slots and texts.
void compile_choices(const references& in);
void compile_nodes(const references& in);
void compile_listeners(const references& in);
condition compile_condition(const references& in, const nlohmann::json& value, const std::string& pointer);

/// What only the whole graph shows: unreachable nodes, cycles that never wait, arguments that can be empty.
void check_flow(document& doc, const tree::graph& graph);

/// A name that nodes, slots and texts may have.
bool is_name(std::string_view name);

} // namespace amends::dialogs
