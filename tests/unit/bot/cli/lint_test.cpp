#include "bot/cli/cli.hpp"
#include "bot/cli/lint.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace amends;
using namespace amends::bot;
using nlohmann::json;

namespace {

struct lint_run {
    int code = 0;
    std::string out;
    std::string err;
};

lint_run lint_with(const linting& asked)
{
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    console console{in, out, err, {}, false};
    const auto code = lint_trees(asked, console);
    return {code, out.str(), err.str()};
}

} // namespace

TEST_CASE("the trees that come with Amends pass their own linter", "[cli]")
{
    const auto done = lint_with({{}, "text", true});
    CHECK(done.code == exit_done);
    CHECK(done.out.empty());
    CHECK(done.err == "Nothing to object to.\n");
}

TEST_CASE("what is wrong with a tree is told as text, JSON and SARIF, and fails", "[cli]")
{
    testing::temporary_directory place;
    const auto file = (place.path() / "shop.json").string();
    std::ofstream(file) << "{\n  \"id\": 7\n}\n";
    const auto text = lint_with({{file}, "text", false});
    CHECK(text.code == exit_failed);
    CHECK(text.out.find("error: " + file + ":") == 0);

    const auto rows = json::parse(lint_with({{file}, "json", false}).out);
    REQUIRE_FALSE(rows.empty());
    CHECK(rows[0]["file"] == file);
    CHECK(rows[0]["severity"] == "error");

    const auto sarif = json::parse(lint_with({{file}, "sarif", false}).out);
    CHECK(sarif["version"] == "2.1.0");
    const auto& result = sarif["runs"][0]["results"][0];
    CHECK(result["ruleId"].get<std::string>().starts_with("tree."));
    CHECK(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == file);

    const auto missing = lint_with({{file + ".none"}, "text", false});
    CHECK(missing.code == exit_failed);
    CHECK(missing.err.find(file + ".none") != std::string::npos);
}
