#include "bot/cli/lint.hpp"

#include "bot/cli/cli.hpp"
#include "bot/cli/tree_text.hpp"
#include "dialogs/lint/lint.hpp"
#include "dialogs/trees/shipped.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace amends::bot {
namespace {

using dialogs::lint_finding;
using dialogs::lint_severity;
using nlohmann::json;

const char* name_of(lint_severity severity) { return severity == lint_severity::error ? "error" : "warning"; }

/// What the compiler objects to, or else what the rules do.
std::vector<lint_finding> look_at(std::string_view text, const std::string& file)
{
    auto loaded = dialogs::load_tree(text, file);
    if (loaded.tree) return dialogs::lint(*loaded.tree, text, file);
    std::vector<lint_finding> all;
    for (auto& each : loaded.problems) all.push_back({lint_severity::error, std::move(each)});
    return all;
}

json as_json(const std::vector<lint_finding>& findings)
{
    auto rows = json::array();
    for (const auto& each : findings)
        rows.push_back({{"rule", each.at.code},
                        {"severity", name_of(each.severity)},
                        {"file", each.at.file},
                        {"line", each.at.line},
                        {"column", each.at.column},
                        {"node", each.at.node},
                        {"message", each.at.message}});
    return rows;
}

/// SARIF 2.1.0 (OASIS), as editors and code hosts read it.
json as_sarif(const std::vector<lint_finding>& findings)
{
    auto rules = json::array();
    const auto add_rule = [&](std::string_view id, std::string_view reason, lint_severity severity) {
        rules.push_back({{"id", id},
                         {"shortDescription", {{"text", reason}}},
                         {"defaultConfiguration", {{"level", name_of(severity)}}}});
    };
    for (const auto& each : dialogs::lint_rules()) add_rule(each.id, each.reason, each.severity);
    for (const auto& each : dialogs::wording_rules()) add_rule(each.id, each.reason, each.severity);
    auto results = json::array();
    for (const auto& each : findings)
        results.push_back({{"ruleId", each.at.code},
                           {"level", name_of(each.severity)},
                           {"message", {{"text", each.at.message}}},
                           {"locations", json::array({{{"physicalLocation",
                                                        {{"artifactLocation", {{"uri", each.at.file}}},
                                                         {"region",
                                                          {{"startLine", std::max(each.at.line, 1)},
                                                           {"startColumn", std::max(each.at.column, 1)}}}}}}})}});
    const json driver{{"name", "Amends"}, {"version", AMENDS_VERSION}, {"rules", std::move(rules)}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", json::array({{{"tool", {{"driver", driver}}}, {"results", std::move(results)}}})}};
}

void print(const std::vector<lint_finding>& findings, const std::string& format, console& console)
{
    const auto written = [](const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace); };
    if (format == "json") {
        console.out << written(as_json(findings)) << "\n";
    } else if (format == "sarif") {
        console.out << written(as_sarif(findings)) << "\n";
    } else {
        for (const auto& each : findings)
            console.out << name_of(each.severity) << ": " << printable(to_string(each.at)) << "\n";
        if (findings.empty()) console.err << "Nothing to object to.\n";
    }
}

} // namespace

int lint_trees(const linting& asked, console& console)
{
    std::vector<lint_finding> all;
    const auto add = [&](std::vector<lint_finding> found) {
        std::move(found.begin(), found.end(), std::back_inserter(all));
    };
    bool read = true;
    for (const auto& file : asked.files) {
        const auto text = tree_text(file);
        if (text) {
            add(look_at(*text, file));
            continue;
        }
        console.err << "amends: " << printable(text.error().message) << "\n";
        read = false;
    }
    if (asked.files.empty())
        for (const auto& source : dialogs::shipped_trees()) add(look_at(source.text, std::string(source.file)));
    print(all, asked.format, console);
    const bool failed = dialogs::has_errors(all) || (asked.strict && !all.empty());
    return read && !failed ? exit_done : exit_failed;
}

} // namespace amends::bot
