#include "linted.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <map>

using namespace amends;
using namespace amends::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

/// The findings, within a bound that even a build without optimisation and with sanitizers keeps.
std::vector<dialogs::finding> soon(const std::string& text)
{
    const auto begin = std::chrono::steady_clock::now();
    auto findings = dialogs::lint_source({"hostile.json", text}).findings;
    CHECK(std::chrono::steady_clock::now() - begin < 30s);
    CHECK(findings.size() <= 200);
    return findings;
}

json shop() { return json::parse(source_text("tests/unit/dialogs/lint/fixtures/corner_shop.json")); }

} // namespace

TEST_CASE("A tree of ten megabytes is refused by its size", "[lint][hostile]")
{
    std::string text = "{\"id\": \"";
    text.resize(10 * 1024 * 1024, 'x');
    const auto findings = soon(text + "\"}");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].at.code == "tree.too-long");
    CHECK(findings[0].severity == dialogs::lint_severity::error);
}

TEST_CASE("Values nested ten thousand deep are refused", "[lint][hostile]")
{
    std::string objects;
    for (int i = 0; i < 10'000; ++i) objects += "{\"sections\":";
    const auto findings = soon(objects + "1" + std::string(10'000, '}'));
    REQUIRE_FALSE(findings.empty());
    CHECK(findings[0].at.code == "json.too-deep");
    CHECK_FALSE(soon(std::string(10'000, '[')).empty());
}

TEST_CASE("A node that is there twice is refused", "[lint][hostile]")
{
    auto text = shop().dump();
    const auto at = text.find("\"danger\":{\"next\"");
    REQUIRE(at != std::string::npos);
    text.insert(at, "\"danger\":{\"node\":\"end\",\"phase\":\"close\",\"texts\":[]},");
    CHECK_FALSE(soon(text).empty());
}

TEST_CASE("Two thousand nodes in a circle of questions are judged in time", "[lint][hostile]")
{
    auto tree = shop();
    tree["nodes"]["tell"]["next"] = "n0";
    constexpr int count = 1900;
    for (int i = 0; i < count; ++i) {
        const auto next = "n" + std::to_string((i + 1) % count);
        const auto leap = "n" + std::to_string((i * 7 + 3) % count);
        tree["nodes"]["n" + std::to_string(i)] = {{"node", "ask"},    {"phase", "collect"}, {"slots", {"story"}},
                                                  {"text", "listen"}, {"next", next},       {"give_up", leap}};
    }
    const auto findings = soon(tree.dump());
    CHECK(has_rule(findings, "structure/dead-end"));
}

TEST_CASE("Hundreds of listeners that lead into a long way are judged in time", "[lint][hostile]")
{
    auto tree = shop();
    constexpr int count = 1000;
    for (int i = 0; i < count; ++i)
        tree["nodes"]["n" + std::to_string(i)] = {
            {"node", "branch"},
            {"phase", "execute"},
            {"cases", {{{"if", {{"tag", "a"}}}, {"next", i + 2 < count ? "n" + std::to_string(i + 2) : "person"}}}},
            {"default", i + 1 < count ? "n" + std::to_string(i + 1) : "person"}};
    for (int i = 0; i < 180; ++i)
        tree["listeners"].push_back({{"on", "media_threat"}, {"when", {{"tag", std::to_string(i)}}}, {"goto", "n0"}});
    CHECK_FALSE(has_rule(soon(tree.dump()), "recovery/threat-person"));
}

TEST_CASE("Texts with a thousand branches and long words are judged in time", "[lint][hostile]")
{
    auto tree = shop();
    std::string pattern = "{wish, select, ";
    for (int i = 0; i < 500; ++i) pattern += "v" + std::to_string(i) + " {x} ";
    pattern += "other {We apologise for any inconvenience}} ";
    pattern += std::string(1500, '.');
    for (int i = 0; i < 150; ++i) {
        const auto id = "t" + std::to_string(i);
        tree["texts"][id] = {{"zh-Hans", pattern}, {"en", pattern}};
        tree["nodes"]["danger"]["texts"].push_back(id);
    }
    tree["nodes"]["danger"]["texts"].erase(tree["nodes"]["danger"]["texts"].begin());
    soon(tree.dump());
}
