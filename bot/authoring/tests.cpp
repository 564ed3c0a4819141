#include "bot/authoring/tests.hpp"

#include "dialogs/testing/coverage.hpp"
#include "dialogs/testing/play.hpp"
#include "dialogs/text/sentence.hpp"
#include "dialogs/trees/shipped.hpp"

#include <map>
#include <set>

namespace amends::bot {
namespace {

finding failure_of(const tree_test& test, std::string code, int line, sentence message, std::string happened = {})
{
    return {severity::error,
            {std::move(code), test.name + ".dialog", line, 0, {}, std::move(message)},
            {},
            test.name,
            std::move(happened)};
}

played_test play(const dialogs::tree_ptr& tree, const tree_test& test, std::set<dialogs::stretch>& walked)
{
    played_test made{test.name, 0, 0, {}};
    const auto loaded = dialogs::load_script(test.source, test.name + ".dialog");
    for (const auto& each : loaded.problems)
        made.failures.push_back(failure_of(test, each.code, each.line, each.message));
    if (const auto& named = loaded.script.tree; !named.empty() && named != tree->id())
        made.failures.push_back(
            failure_of(test, "script.tree", 1,
                       dialogs::told({"写的是“tree: %1”；应为“%2”", "says \"tree: %1\"; it must say \"%2\""},
                                     {named, tree->id()})));
    if (!made.failures.empty()) return made;
    for (const auto& conversation : loaded.script.conversations) {
        auto played = dialogs::play(tree, loaded.script, conversation);
        ++made.conversations;
        made.expectations += played.expectations;
        walked.insert(played.walked.begin(), played.walked.end());
        for (auto& each : played.failures)
            made.failures.push_back(failure_of(
                test, each.mistake ? "script.line" : "test.failed", each.line,
                sentence{played.name + "：" + each.message.chinese, played.name + ": " + each.message.english},
                std::move(each.happened)));
    }
    return made;
}

} // namespace

std::vector<finding> played_tests::failures() const
{
    std::vector<finding> all;
    for (const auto& each : tests) all.insert(all.end(), each.failures.begin(), each.failures.end());
    return all;
}

std::vector<tree_test> merge_tests(std::string_view id, std::vector<storage::tree_test> stored)
{
    std::map<std::string, tree_test> merged;
    for (const auto& each : dialogs::shipped_scripts())
        if (each.tree == id) {
            auto& test = merged[std::string(each.name)];
            test.shipped = each.text;
            test.source = each.text;
        }
    for (auto& each : stored) {
        auto& test = merged[each.name];
        test.source = std::move(each.source);
        test.revision = each.revision;
        test.author = std::move(each.author);
        test.at = each.at;
    }
    std::vector<tree_test> tests;
    for (auto& [name, test] : merged) {
        test.name = name;
        tests.push_back(std::move(test));
    }
    return tests;
}

played_tests play_tests(const dialogs::tree_ptr& tree, std::string_view text, const std::vector<tree_test>& tests)
{
    played_tests played;
    std::set<dialogs::stretch> walked;
    for (const auto& each : tests)
        if (!each.source.empty()) played.tests.push_back(play(tree, each, walked));
    const auto reached = dialogs::measure(*tree, text, walked);
    played.edges = reached.edges;
    played.edges_reached = reached.edges_reached;
    return played;
}

} // namespace amends::bot
