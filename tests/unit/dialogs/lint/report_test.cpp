#include "linted.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using nlohmann::json;

namespace {

const std::vector<dialogs::finding> two{
    {{"wording/vague-time",
      "a \"b\".json",
      3,
      14,
      "",
      {"时间含糊：“尽快” [G3, M6]", "a time that is none: \"尽快\" [G3, M6]"}},
     dialogs::lint_severity::warning,
     {"说明最晚什么时候", "say by when"}},
    {{"tree.unreachable", "c.json", 7, 5, "island", {"没有路径通往这个节点", "nothing leads to this node"}},
     dialogs::lint_severity::error,
     {}}};

} // namespace

TEST_CASE("As text a finding is a line that editors can follow, and how to mend it", "[lint]")
{
    CHECK(dialogs::as_text(two) == "a \"b\".json:3:14: warning: a time that is none: \"尽快\" [G3, M6] "
                                   "(wording/vague-time)\n    say by when\n"
                                   "c.json:7:5: error: [island] nothing leads to this node (tree.unreachable)\n");
    CHECK(dialogs::as_text(two, "zh-Hans") == "a \"b\".json:3:14: 提示: 时间含糊：“尽快” [G3, M6] "
                                              "(wording/vague-time)\n    说明最晚什么时候\n"
                                              "c.json:7:5: 错误: [island] 没有路径通往这个节点 (tree.unreachable)\n");
    CHECK(dialogs::as_text({}).empty());
}

TEST_CASE("As JSON a finding has all its parts", "[lint]")
{
    const auto all = json::parse(dialogs::as_json(two));
    REQUIRE(all.size() == 2);
    CHECK(all[0] == json{{"rule", "wording/vague-time"},
                         {"severity", "warning"},
                         {"file", "a \"b\".json"},
                         {"line", 3},
                         {"column", 14},
                         {"node", ""},
                         {"message", "a time that is none: \"尽快\" [G3, M6]"},
                         {"mend", "say by when"}});
    CHECK(json::parse(dialogs::as_json(two, "zh-Hans"))[0].at("mend") == "说明最晚什么时候");
    CHECK(json::parse(dialogs::as_json({})) == json::array());
}

TEST_CASE("As SARIF every result names a rule that is listed", "[lint]")
{
    const auto log = json::parse(dialogs::as_sarif(two, "1.2.3"));
    CHECK(log.at("version") == "2.1.0");
    REQUIRE(log.at("runs").size() == 1);
    const auto& run = log.at("runs")[0];
    const auto& driver = run.at("tool").at("driver");
    CHECK(driver.at("name") == "amends");
    CHECK(driver.at("version") == "1.2.3");
    CHECK(driver.at("rules").size() == dialogs::lint_rules().size() + 1);
    REQUIRE(run.at("results").size() == 2);
    for (const auto& result : run.at("results")) {
        const auto& listed = driver.at("rules");
        CHECK(std::any_of(listed.begin(), listed.end(),
                          [&](const auto& rule) { return rule.at("id") == result.at("ruleId"); }));
    }
    const auto& place = run.at("results")[1].at("locations")[0];
    CHECK(run.at("results")[1].at("level") == "error");
    CHECK(place.at("physicalLocation").at("artifactLocation").at("uri") == "c.json");
    CHECK(place.at("physicalLocation").at("region") == json{{"startLine", 7}, {"startColumn", 5}});
    CHECK(place.at("logicalLocations")[0].at("name") == "island");
    // The address of a file is a URI.
    CHECK(run.at("results")[0].at("locations")[0].at("physicalLocation").at("artifactLocation").at("uri") ==
          "a%20%22b%22.json");
    CHECK(json::parse(dialogs::as_sarif({}, "1")).at("runs")[0].at("results") == json::array());
}
