#pragma once

#include "dialogs/lint/lint.hpp"
#include "dialogs/lint/report.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace amends::test {

/// A file of the source tree, as it is.
inline std::string source_text(const std::filesystem::path& file)
{
    std::ifstream in(std::filesystem::path{AMENDS_SOURCE_DIR} / file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The files of a folder that end in `ending`, by name.
inline std::vector<std::filesystem::path> files_in(const std::string& folder, std::string_view ending)
{
    std::vector<std::filesystem::path> all;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path{AMENDS_SOURCE_DIR} / folder))
        if (each.path().filename().string().ends_with(ending)) all.push_back(each.path());
    std::sort(all.begin(), all.end());
    return all;
}

/// Every tree that ships.
inline std::vector<std::filesystem::path> every_tree()
{
    auto all = files_in("dialogs/trees", ".json");
    std::erase_if(all, [](const auto& file) { return file.filename() == "tree.schema.json"; });
    return all;
}

/// A tree in memory, compiled and linted.
inline std::vector<dialogs::finding> findings_of(const nlohmann::json& tree)
{
    return dialogs::lint_source({"mutant.json", tree.dump(1)}).findings;
}

inline bool has_rule(const std::vector<dialogs::finding>& findings, std::string_view rule)
{
    return std::any_of(findings.begin(), findings.end(), [&](const auto& each) { return each.at.code == rule; });
}

} // namespace amends::test
