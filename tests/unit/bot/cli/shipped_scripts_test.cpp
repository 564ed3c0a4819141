#include "bot/cli/dialog_tests.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <map>

using namespace amends;

/// What the scripts of each shipped tree walk of it at least, in percent of its edges.
static const std::map<std::string, int> required{{"retail-order", 100}, {"parcel-delivery", 100}};

TEST_CASE("the shipped trees go as their scripts say, and the scripts walk as much of them as is required",
          "[cli][dialog-tests]")
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
                FAIL_CHECK(script.file << ":" << failure.line << ": [" << each.name << "] " << failure.message << "\n"
                                       << failure.happened);
    }
    for (const auto& each : report->trees) {
        INFO(each.tree);
        const auto least = required.find(each.tree);
        CHECK(each.reached.percent() >= (least == required.end() ? 0 : least->second));
    }
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
