#include "bot/cli/difference.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/bot/cli/command_line.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace amends;
using namespace amends::tests;

namespace {

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

json opened(const std::string& source)
{
    return {{"tree", "shop"}, {"active", "v1"}, {"revision", 3}, {"author", "li.na"}, {"source", source}};
}

} // namespace

TEST_CASE("a difference shows the changed lines with three around them", "[cli][trees]")
{
    CHECK(bot::difference("a\nb\n", "a\nb\n", "x", "y").empty());
    CHECK(bot::difference("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "x", "y") ==
          "--- x\n+++ y\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    CHECK(bot::difference("", "a\n", "x", "y") == "--- x\n+++ y\n@@ -1,0 +1,1 @@\n+a\n");
    CHECK(bot::difference("a\nb\n", "", "x", "y") == "--- x\n+++ y\n@@ -1,2 +1,0 @@\n-a\n-b\n");
    // Far apart: two hunks; near: one.
    std::string before;
    for (int i = 0; i < 40; ++i) before += std::to_string(i) + "\n";
    auto after = before;
    after.replace(after.find("\n5\n") + 1, 1, "five");
    after.replace(after.find("\n30\n") + 1, 2, "thirty");
    const auto found = bot::difference(before, after, "x", "y");
    CHECK(found.find("@@ -3,7 +3,7 @@") != std::string::npos);
    CHECK(found.find("@@ -28,7 +28,7 @@") != std::string::npos);
}

TEST_CASE("texts that have little in common are compared in bounded time", "[cli][trees]")
{
    std::string before;
    std::string after;
    for (int i = 0; i < 20'000; ++i) {
        before += "old " + std::to_string(i) + "\n";
        after += "new " + std::to_string(i) + "\n";
    }
    const auto found = bot::difference(before, after, "x", "y");
    CHECK(std::count(found.begin(), found.end(), '\n') == 40'003);
}

TEST_CASE("a tree is pulled into a file, and a file that has another text is left alone", "[cli][trees]")
{
    const testing::temporary_directory directory;
    const auto file = directory.path() / "shop.json";
    line line;
    line.script.answers = {ok(opened("{1}")), ok(opened("{1}")), ok(opened("{2}")), ok(opened("{2}"))};
    CHECK(line.run({"trees", "pull", "shop", "--to", file}).code == 0);
    CHECK(text_of(file) == "{1}");
    CHECK(line.run({"trees", "pull", "shop", "--to", file}).code == 0); // as it is
    const auto refused = line.run({"trees", "pull", "shop", "--to", file});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("--force") != std::string::npos);
    CHECK(text_of(file) == "{1}");
    CHECK(line.run({"trees", "pull", "shop", "--to", file, "--force"}).code == 0);
    CHECK(text_of(file) == "{2}");
    line.script.answers = {ok(opened("{3}"))};
    CHECK(line.run({"trees", "pull", "shop", "--to", "-"}).out == "{3}");
}

TEST_CASE("a file is pushed as the draft of the tree that it names", "[cli][trees]")
{
    const testing::temporary_directory directory;
    const auto file = directory.path() / "mine.json";
    write(file, R"({"id": "shop"})");
    line line;
    line.script.answers = {ok({{"tree", "shop"}, {"revision", 4}}), ok({{"tree", "shop"}, {"revision", 5}})};
    CHECK(line.run({"trees", "push", file}).err.find("revision 4") != std::string::npos);
    CHECK(line.script.asked.at(0) == json{{"command", "tree.save"}, {"tree", "shop"}, {"source", R"({"id": "shop"})"}});
    CHECK(line.run({"trees", "push", file, "--over", "4"}).code == 0);
    CHECK(line.script.asked.at(1)["over"] == 4);
    write(file, "{");
    CHECK(line.run({"trees", "push", file}).err.find("--tree") != std::string::npos);
}

TEST_CASE("a draft is compared with what is published, or with a file", "[cli][trees]")
{
    const testing::temporary_directory directory;
    const auto file = directory.path() / "mine.json";
    write(file, "a\nmine\n");
    line line;
    line.script.answers = {ok(opened("a\nb\n")), ok({{"source", "a\n"}}), ok(opened("a\nb\n"))};
    const auto found = line.run({"tree", "diff", "shop"}); // by the shorter name too
    CHECK(found.out == "--- shop@v1\n+++ shop draft 3\n@@ -1,1 +1,2 @@\n a\n+b\n");
    line.script.answers = {ok(opened("a\nb\n"))};
    CHECK(line.run({"trees", "diff", "shop", "--from", "draft", "--to", file}).out.find("-b\n+mine\n") !=
          std::string::npos);
}

TEST_CASE("a draft or a file is published, and an older version taken up again, with a reason", "[cli][trees]")
{
    const testing::temporary_directory directory;
    const auto file = directory.path() / "mine.json";
    write(file, "{}");
    line line;
    const json done{{"tree", "shop"}, {"version", "v2"}};
    line.script.answers = {ok(done), ok(done), ok(done)};
    CHECK(line.run({"trees", "publish", "shop", "--reason", "why"}).code == 0);
    CHECK(line.script.asked.at(0) ==
          json{{"command", "tree.publish"}, {"tree", "shop"}, {"reason", "why"}, {"language", "en"}});
    CHECK(line.run({"trees", "publish", file}).code == 0);
    CHECK(line.script.asked.at(1)["source"] == "{}");
    CHECK(line.run({"trees", "rollback", "shop", "v1"}).code == 2); // no reason
    CHECK(line.run({"trees", "rollback", "shop", "v1", "--reason", "asked twice"}).code == 0);
    CHECK(line.script.asked.at(2) ==
          json{{"command", "tree.roll_back"}, {"tree", "shop"}, {"version", "v1"}, {"reason", "asked twice"}});
}

TEST_CASE("a script is pushed as a test of its tree, pulled, and played with the draft", "[cli][trees]")
{
    const testing::temporary_directory directory;
    const auto file = directory.path() / "late.dialog";
    write(file, "tree: shop\n== a\ncustomer: hi\n");
    line line;
    line.script.answers = {ok({{"tree", "shop"}, {"revision", 1}})};
    CHECK(line.run({"trees", "push", file}).err.find("is a test of shop") != std::string::npos);
    CHECK(line.script.asked.at(0) == json{{"command", "tree.save_test"},
                                          {"tree", "shop"},
                                          {"name", "late"},
                                          {"source", "tree: shop\n== a\ncustomer: hi\n"}});
    write(file, "== a\n");
    CHECK(line.run({"trees", "push", file}).err.find("--tree") != std::string::npos);

    const json tests{{"tests", {{{"name", "late"}, {"source", "== kept\n"}}}}};
    line.script.answers = {ok(tests), ok(tests)};
    CHECK(line.run({"trees", "pull", "shop", "--test", "late", "--to", "-"}).out == "== kept\n");
    CHECK(line.run({"trees", "pull", "shop", "--test", "early", "--to", "-"}).err.find("there are: late") !=
          std::string::npos);

    json played{{"tests", 1}, {"conversations", 2}, {"failures", json::array()}, {"edges", 8}, {"edges_reached", 4}};
    line.script.answers = {ok(played)};
    auto told = line.run({"trees", "test", "shop"});
    CHECK(told.code == 0);
    CHECK(told.err.find("4 of 8 edges walked: all hold.") != std::string::npos);
    played["failures"] = {{{"test", "late"}, {"line", 3}, {"told", "late.dialog:3: no"}}};
    line.script.answers = {ok(played)};
    told = line.run({"trees", "test", "shop"});
    CHECK(told.code == 1);
    CHECK(told.out == "late.dialog:3: no\n");
}
