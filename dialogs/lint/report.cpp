#include "dialogs/lint/report.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace amends::dialogs {
namespace {

using json = nlohmann::ordered_json;

std::string_view name_of(lint_severity severity) { return severity == lint_severity::error ? "error" : "warning"; }

fixed_sentence spoken_name_of(lint_severity severity)
{
    return severity == lint_severity::error ? fixed_sentence{"错误", "error"} : fixed_sentence{"提示", "warning"};
}

std::string spelled(const json& value, int indent)
{
    return value.dump(indent, ' ', false, json::error_handler_t::replace) + "\n";
}

/// A file's name as a URI reference (RFC 3986): what is no plain character of a path is escaped.
std::string uri_of(std::string_view file)
{
    constexpr std::string_view plain = "-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char c : file) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || plain.find(c) != std::string_view::npos) {
            made.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            made.append({'%', digits[byte >> 4], digits[byte & 15]});
        }
    }
    return made;
}

/// The rules of the linter, and the codes of the compiler that occur.
json sarif_rules(const std::vector<finding>& findings, std::string_view language)
{
    auto all = json::array();
    for (const auto& each : lint_rules())
        all.push_back({{"id", each.id},
                       {"shortDescription", {{"text", each.reason.in(language)}}},
                       {"help", {{"text", each.mend.in(language)}}},
                       {"defaultConfiguration", {{"level", name_of(each.severity)}}},
                       {"properties", {{"row", each.row}}}});
    std::set<std::string_view> codes;
    for (const auto& each : findings)
        if (!find_lint_rule(each.at.code) && codes.insert(each.at.code).second) all.push_back({{"id", each.at.code}});
    return all;
}

json sarif_location(const diagnostic& at)
{
    json physical{{"artifactLocation", {{"uri", uri_of(at.file)}}}};
    if (at.line > 0) physical["region"] = {{"startLine", at.line}, {"startColumn", std::max(at.column, 1)}};
    json made{{"physicalLocation", std::move(physical)}};
    if (!at.node.empty()) made["logicalLocations"] = json::array({{{"name", at.node}, {"kind", "node"}}});
    return made;
}

} // namespace

std::string as_text(const std::vector<finding>& findings, std::string_view language)
{
    std::string all;
    for (const auto& each : findings) {
        const auto& at = each.at;
        all += at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
        all.append(spoken_name_of(each.severity).in(language)).append(": ");
        if (!at.node.empty()) all += "[" + at.node + "] ";
        all += at.message.in(language) + " (" + at.code + ")\n";
        if (!each.mend.empty()) all += "    " + each.mend.in(language) + "\n";
    }
    return all;
}

std::string as_json(const std::vector<finding>& findings, std::string_view language)
{
    auto all = json::array();
    for (const auto& each : findings)
        all.push_back({{"rule", each.at.code},
                       {"severity", name_of(each.severity)},
                       {"file", each.at.file},
                       {"line", each.at.line},
                       {"column", each.at.column},
                       {"node", each.at.node},
                       {"message", each.at.message.in(language)},
                       {"mend", each.mend.in(language)}});
    return spelled(all, -1);
}

std::string as_sarif(const std::vector<finding>& findings, std::string_view version, std::string_view language)
{
    auto results = json::array();
    for (const auto& each : findings) {
        auto text = each.at.message.in(language);
        if (!each.mend.empty()) text += (language.starts_with("zh") ? "。" : ". ") + each.mend.in(language);
        results.push_back({{"ruleId", each.at.code},
                           {"level", name_of(each.severity)},
                           {"message", {{"text", std::move(text)}}},
                           {"locations", json::array({sarif_location(each.at)})}});
    }
    const json driver{{"name", "amends"}, {"version", version}, {"rules", sarif_rules(findings, language)}};
    const json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", json::array({{{"tool", {{"driver", driver}}},
                                          {"columnKind", "unicodeCodePoints"},
                                          {"results", std::move(results)}}})}};
    return spelled(log, 2);
}

} // namespace amends::dialogs
