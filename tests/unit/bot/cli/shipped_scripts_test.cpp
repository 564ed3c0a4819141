#include "bot/cli/dialog_tests.hpp"
#include "dialogs/trees/shipped.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace amends;

TEST_CASE("the shipped trees go as their scripts say, and the scripts walk every edge of them", "[cli][dialog-tests]")
{
    bot::dialog_test_options asked;
    const std::string trees = std::string{AMENDS_SOURCE_DIR} + "/dialogs/trees";
    asked.what = {trees + "/tests"};
    asked.trees = trees;
    const auto report = bot::run_dialog_tests(asked);
    REQUIRE(report.has_value());
    for (const auto& script : report->scripts) {
        for (const auto& each : script.problems) FAIL_CHECK(to_string(each));
        for (const auto& each : script.conversations)
            for (const auto& failure : each.failures)
                FAIL_CHECK(script.file << ":" << failure.line << ": [" << each.name << "] " << failure.message.english
                                       << "\n"
                                       << failure.happened);
    }
    std::set<std::string> walked;
    for (const auto& each : report->trees) {
        INFO(each.tree);
        CHECK(each.reached.edges_reached == each.reached.edges);
        CHECK(each.reached.nodes_reached == each.reached.nodes);
        walked.insert(each.tree);
    }
    for (const auto& each : dialogs::shipped_trees())
        CHECK(walked.contains(std::filesystem::path(each.file).stem().string()));
}

TEST_CASE("the example in docs/dialog-tests.md holds", "[cli][dialog-tests]")
{
    std::ifstream page(std::string{AMENDS_SOURCE_DIR} + "/docs/dialog-tests.md");
    const std::string text(std::istreambuf_iterator<char>(page), {});
    const auto fence = std::string{"```\n"};
    const auto begin = text.find(fence) + fence.size();
    testing::temporary_directory directory;
    const auto file = directory.path() / "example.dialog";
    std::ofstream(file) << text.substr(begin, text.find(fence, begin) - begin);
    bot::dialog_test_options asked;
    asked.what = {file.string()};
    const auto report = bot::run_dialog_tests(asked);
    REQUIRE(report.has_value());
    CHECK(report->scripts.front().conversations.size() == 2);
    CHECK(report->passed());
}
