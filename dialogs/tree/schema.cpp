#include "dialogs/tree/schema.hpp"

#include "dialogs/trees/shipped.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <algorithm>
#include <iterator>

namespace amends::dialogs {
namespace {

using nlohmann::json;
using adapter = valijson::adapters::NlohmannJsonAdapter;

const valijson::Schema& schema()
{
    static const auto compiled = [] {
        auto made = std::make_unique<valijson::Schema>();
        const auto source = tree_schema();
        const auto parsed = json::parse(source.begin(), source.end());
        valijson::SchemaParser{}.populateSchema(adapter{parsed}, *made);
        return made;
    }();
    return *compiled;
}

/// Only says that something inside was wrong, which has been reported where it is.
bool is_echo(std::string_view description)
{
    return description.starts_with("Failed to validate against") ||
           description.starts_with("Failed to validate item") ||
           description.find("child schema") != std::string_view::npos;
}

std::string quoted_name(std::string_view description)
{
    const auto begin = description.find_last_of('\'', description.size() - 3);
    const auto end = description.find_last_of('\'');
    if (begin == std::string_view::npos || end <= begin) return {};
    return std::string{description.substr(begin + 1, end - begin - 1)};
}

/// Members that lead from node to node.
constexpr std::string_view edges[]{"next",          "give_up",   "default", "accepted",  "nobody",
                                   "outside_hours", "went_back", "success", "not_found", "failure",
                                   "declined",      "not_yet",   "refused"};

/// A kind of JSON value by its name in the library.
constexpr std::pair<std::string_view, std::string_view> chinese_types[]{
    {"null", "空值"},      {"object", "对象"}, {"array", "列表"},  {"string", "文本"},
    {"boolean", "真假值"}, {"number", "数字"}, {"nothing", "空缺"}};

sentence wrong_type(const json& root, const std::string& pointer)
{
    const json::json_pointer at{pointer};
    const std::string_view type = root.contains(at) ? root.at(at).type_name() : "nothing";
    const auto known = std::find_if(std::begin(chinese_types), std::end(chinese_types),
                                    [&](const auto& each) { return each.first == type; });
    return told({"这里不能是%2；见 docs/trees.md", "a %1 does not belong here; see docs/trees.md"},
                {type, known == std::end(chinese_types) ? type : known->second});
}

void report(document& doc, const valijson::ValidationResults::Error& error)
{
    std::string pointer;
    for (const auto& step : error.context)
        if (step.size() > 2 && step.front() == '[') pointer = child_pointer(pointer, step.substr(1, step.size() - 2));
    const std::string_view what = error.description;
    if (what.starts_with("Object contains a property")) {
        const auto name = quoted_name(what);
        doc.report_name(
            "tree.unknown-field", child_pointer(pointer, name),
            told({"这里没有字段“%1”；见 docs/trees.md", "there is no field \"%1\" here; see docs/trees.md"}, {name}));
    } else if (what.starts_with("Missing required property")) {
        const auto name = quoted_name(what);
        const bool edge = std::find(std::begin(edges), std::end(edges), name) != std::end(edges);
        doc.report_name(edge ? "tree.missing-edge" : "tree.missing-field", pointer,
                        told({"这里必须有“%1”", "\"%1\" is compulsory here"}, {name}));
    } else if (what.starts_with("Value type not permitted")) {
        doc.report("tree.type", pointer, wrong_type(doc.root(), pointer));
    } else if (what.find("enum") != std::string_view::npos || what.find("const") != std::string_view::npos) {
        doc.report("tree.value", pointer,
                   {"docs/trees.md 列出的值里没有这个", "this value is not one of those that docs/trees.md lists"});
    } else {
        doc.report("tree.value", pointer, told({"不符合对话树的格式：%1", "%1"}, {error.description}));
    }
}

} // namespace

void check_schema(document& doc)
{
    valijson::Validator validator{valijson::Validator::kStrongTypes};
    valijson::ValidationResults results;
    if (validator.validate(schema(), adapter{doc.root()}, &results)) return;
    for (const auto& error : results)
        if (!is_echo(error.description)) report(doc, error);
    if (doc.problem_count() == 0)
        doc.report("tree.value", "", {"不符合对话树的格式", "does not follow the schema of trees"});
}

} // namespace amends::dialogs
