#pragma once

#include "dialogs/model/effect.hpp"
#include "dialogs/model/result.hpp"
#include "dialogs/text/sentence.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amends::dialogs {

/// One thing wrong with a tree's text: where, which node, and how to mend it.
struct diagnostic {
    std::string code; ///< stable rule id: "tree.unknown-node"
    std::string file;
    int line = 0; ///< from 1; 0 when the place is not known
    int column = 0;
    std::string node;
    sentence message;

    bool operator==(const diagnostic&) const = default;
};

/// file:line:column: [node] message (code)
std::string to_string(const diagnostic& d, std::string_view language = "en");

/// An immutable, compiled dialog tree at one version. Shared by every conversation pinned to it; safe to
/// use from any thread.
class tree {
public:
    struct graph; ///< the compiled form, private to dialogs/

    explicit tree(std::unique_ptr<const graph> compiled);
    ~tree();
    tree(const tree&) = delete;
    tree& operator=(const tree&) = delete;

    const std::string& id() const;
    /// Content address of the source text: first 16 hex digits of its SHA-256 or an equal-strength digest.
    const std::string& version() const;
    /// BCP 47 tags of the languages it is complete in, the first is the fallback.
    const std::vector<std::string>& languages() const;
    /// The tree's title in `language`, for people.
    std::string_view title(std::string_view language) const;
    /// The line a channel may show before the customer has written; says that an automated assistant answers.
    std::string_view greeting(std::string_view language) const;

    /// What agents call a queue in `language`; its bare name when the tree has none for it.
    std::string queue_name(std::string_view queue, std::string_view language) const;

    /// Slot (or case field) names with their labels in `language`, in the tree's order: what agents see.
    std::vector<std::pair<std::string, std::string>> field_labels(std::string_view language) const;

    const graph& compiled() const { return *graph_; }

private:
    std::unique_ptr<const graph> graph_;
};

using tree_ptr = std::shared_ptr<const tree>;

/// A tree, or everything that is wrong with its text.
struct loaded_tree {
    tree_ptr tree; ///< null when any diagnostic is an error
    std::vector<diagnostic> problems;
};

/// The version of `text` as a tree that calls no other.
std::string version_of(std::string_view text);

/// The text of a tree that another one may call.
struct tree_source {
    std::string_view file;
    std::string_view text;
};

/// Parses, validates against the JSON Schema, type-checks and compiles `text`. Reports all mistakes, not
/// just the first. Bounded: at most 2 MiB, nesting depth 64. `file` is only used in diagnostics.
/// Trees among `others` that it calls become part of it, and of its version.
loaded_tree load_tree(std::string_view text, std::string_view file, const std::vector<tree_source>& others = {});

} // namespace amends::dialogs
