#include "bot/cli/lint.hpp"

#include "bot/cli/cli.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

using namespace amends;
using nlohmann::json;

namespace {

struct outcome {
    int code = 0;
    std::string out;
    std::string err;
};

outcome run(std::vector<std::string> arguments, const std::map<std::string, std::string>& environment = {})
{
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    bot::console console{in, out, err, environment, false};
    arguments.insert(arguments.begin(), "lint");
    const auto code = bot::run_command_line(arguments, console, {});
    return {code, out.str(), err.str()};
}

/// A folder with the corner shop's tree in it.
class shop_folder {
public:
    shop_folder()
    {
        std::ifstream in(AMENDS_SOURCE_DIR "/tests/unit/dialogs/lint/fixtures/corner_shop.json");
        text = {std::istreambuf_iterator<char>{in}, {}};
        write("shop.json", text);
    }

    std::string path(const std::string& name) const { return (place_.path() / name).string(); }
    std::string path() const { return place_.path().string(); }
    void write(const std::string& name, const std::string& words) const { std::ofstream{path(name)} << words; }
    /// The shop's tree with one text changed.
    void spoil(const std::string& name, const std::string& from, const std::string& to) const
    {
        auto spoiled = text;
        const auto at = spoiled.find(from);
        REQUIRE(at != std::string::npos);
        write(name, spoiled.replace(at, from.size(), to));
    }

    std::string text;

private:
    testing::temporary_directory place_;
};

} // namespace

TEST_CASE("A tree that keeps the rules passes, by file and by folder", "[cli][lint]")
{
    const shop_folder shop;
    shop.write("tree.schema.json", "{}");
    shop.write("notes.txt", "no tree");
    for (const auto& place : {shop.path("shop.json"), shop.path()}) {
        const auto done = run({place, "--strict"});
        CHECK(done.code == bot::exit_done);
        CHECK(done.out.empty());
        CHECK(done.err == "1 tree: 0 errors, 0 warnings.\n");
    }
}

TEST_CASE("Without a name the trees that come with Amends are judged, and pass", "[cli][lint]")
{
    const auto done = run({"--strict"});
    CHECK(done.code == bot::exit_done);
    CHECK(done.out.empty());
    CHECK(done.err == "8 trees: 0 errors, 0 warnings.\n");
}

TEST_CASE("An error fails, a warning only when it is asked for", "[cli][lint]")
{
    const shop_folder shop;
    shop.spoil("error.json", "I’ve got that.", "That's not my job.");
    const auto wrong = run({shop.path("error.json")});
    CHECK(wrong.code == bot::exit_failed);
    CHECK(wrong.out.find("error.json:") != std::string::npos);
    CHECK(wrong.out.find("(wording/n4-not-my-concern)\n    ") != std::string::npos);
    CHECK(wrong.err == "1 tree: 1 errors, 0 warnings.\n");

    shop.spoil("warning.json", "I’ve got that.", "I’ve got that, it won't take long.");
    CHECK(run({shop.path("warning.json")}).code == bot::exit_done);
    CHECK(run({shop.path("warning.json"), "--strict"}).code == bot::exit_failed);
}

TEST_CASE("Findings are told in the language of the shell, or the one that is asked for", "[cli][lint]")
{
    const shop_folder shop;
    shop.spoil("error.json", "I’ve got that.", "That's not my job.");
    shop.spoil("broken.json", "\"next\": \"sorry\"", "\"next\": \"sory\"");
    const auto asked = run({shop.path("error.json"), "--language", "zh"});
    CHECK(asked.out.find("错误: ") != std::string::npos);
    CHECK(asked.out.find("把客户推开：“not my job” [N4] (wording/n4-not-my-concern)\n    说明由谁负责") !=
          std::string::npos);
    CHECK(asked.err == "1 棵对话树：1 处错误，0 条提示。\n");
    const std::map<std::string, std::string> chinese{{"LANG", "zh_CN.UTF-8"}};
    CHECK(run({shop.path("broken.json")}, chinese).out.find("没有节点“sory”；您是指“sorry”吗？") != std::string::npos);
    CHECK(run({shop.path("broken.json"), "--language", "en"}, chinese).out.find("there is no node") !=
          std::string::npos);
}

TEST_CASE("What does not compile is told with the compiler's code", "[cli][lint]")
{
    const shop_folder shop;
    shop.spoil("broken.json", "\"next\": \"sorry\"", "\"next\": \"sory\"");
    const auto done = run({shop.path("broken.json")});
    CHECK(done.code == bot::exit_failed);
    CHECK(done.out.find("(tree.unknown-node)") != std::string::npos);
}

TEST_CASE("JSON and SARIF hold the findings of all trees", "[cli][lint]")
{
    const shop_folder shop;
    shop.spoil("a.json", "I’ve got that.", "That's not my job.");
    shop.spoil("b.json", "收到了。", "这不关我的事。");
    const auto plain = run({shop.path(), "--format", "json"});
    CHECK(plain.code == bot::exit_failed);
    CHECK(plain.err.empty());
    const auto found = json::parse(plain.out);
    REQUIRE(found.size() == 2);
    CHECK(found[0].at("file") == shop.path("a.json"));
    CHECK(found[1].at("rule") == "wording/n4-not-my-concern");
    const auto sarif = json::parse(run({shop.path(), "--format", "sarif"}).out);
    CHECK(sarif.at("version") == "2.1.0");
    CHECK(sarif.at("runs")[0].at("results").size() == 2);
    CHECK(run({shop.path(), "--format", "xml"}).code == bot::exit_usage);
}

TEST_CASE("A file that is not there and a folder without trees fail and are named", "[cli][lint]")
{
    const testing::temporary_directory empty;
    const auto none = run({empty.path().string()});
    CHECK(none.code == bot::exit_failed);
    CHECK(none.err.find(empty.path().string()) != std::string::npos);
    const auto missing = run({(empty.path() / "shop.json").string(), "--format", "json"});
    CHECK(missing.code == bot::exit_failed);
    CHECK(missing.err.find("shop.json") != std::string::npos);
    CHECK(missing.out == "[]\n");
}
