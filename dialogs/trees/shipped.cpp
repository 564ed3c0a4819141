#include "dialogs/trees/shipped.hpp"

#include "embedded/tree_tests.hpp"
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
            if (const auto name = file_name(file.name); name != schema_file)
                made.push_back({name.substr(0, name.rfind('.')), name, file.content});
        return made;
    }();
    return sources;
}

const std::vector<shipped_script>& shipped_scripts()
{
    static const auto scripts = [] {
        std::vector<shipped_script> made;
        for (const auto& file : embedded::tree_tests()) {
            const auto name = file_name(file.name);
            const auto folder = file_name(file.name.substr(0, file.name.size() - name.size() - 1));
            made.push_back({folder, name.substr(0, name.rfind('.')), file.content});
        }
        return made;
    }();
    return scripts;
}

std::string_view tree_schema()
{
    for (const auto& file : embedded::trees())
        if (file_name(file.name) == schema_file) return file.content;
    return {};
}

} // namespace amends::dialogs
