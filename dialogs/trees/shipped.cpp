#include "dialogs/trees/shipped.hpp"

#include "embedded/trees.hpp"

namespace amends::dialogs {
namespace {

constexpr std::string_view schema_file = "tree.schema.json";

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

} // namespace

const std::vector<shipped_source>& shipped_trees()
{
    static const auto sources = [] {
        std::vector<shipped_source> made;
        for (const auto& file : embedded::trees())
            if (file_name(file.name) != schema_file) made.push_back({file_name(file.name), file.content});
        return made;
    }();
    return sources;
}

std::string_view tree_schema()
{
    for (const auto& file : embedded::trees())
        if (file_name(file.name) == schema_file) return file.content;
    return {};
}

} // namespace amends::dialogs
