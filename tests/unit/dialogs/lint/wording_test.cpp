#include "dialogs/lint/wording.hpp"

#include "linted.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <sstream>

using namespace amends;
using namespace amends::test;
using dialogs::check_wording;

namespace {

/// One line of a file of examples: "zh - WORDS" breaks the file's rule, "en + WORDS" only looks like it.
struct example {
    std::string language;
    bool breaks = false;
    std::string words;
};

std::vector<example> examples_in(const std::filesystem::path& file)
{
    std::vector<example> all;
    std::istringstream in(source_text(file));
    for (std::string line; std::getline(in, line);)
        if (line.size() > 5) all.push_back({line.substr(0, 2), line[3] == '-', line.substr(5)});
    return all;
}

bool breaks(const std::string& words, const std::string& language, const std::string& rule)
{
    const auto found = check_wording(words, language == "zh" ? "zh-Hans" : language);
    return std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.rule->id == rule; });
}

} // namespace

TEST_CASE("Every rule of wording knows its phrase in many words, and leaves those alone that only look like it",
          "[lint][wording]")
{
    std::size_t files = 0;
    for (const auto& file : files_in("tests/unit/dialogs/lint/wording", ".txt")) {
        const auto rule = "wording/" + file.stem().string();
        REQUIRE(dialogs::find_lint_rule(rule) != nullptr);
        std::map<std::pair<std::string, bool>, int> count;
        for (const auto& each : examples_in(file)) {
            INFO(rule << ": " << each.words);
            ++count[{each.language, each.breaks}];
            CHECK(breaks(each.words, each.language, rule) == each.breaks);
        }
        INFO(rule);
        for (const auto* language : {"zh", "en"})
            for (const bool which : {true, false}) CHECK(count[{language, which}] >= 15);
        ++files;
    }
    const auto rules = dialogs::lint_rules();
    CHECK(files == static_cast<std::size_t>(std::count_if(
                       rules.begin(), rules.end(), [](const auto& rule) { return rule.id.starts_with("wording/"); })));
}

TEST_CASE("A finding of wording covers the words in the text as it was written", "[lint][wording]")
{
    const std::string draft = "您好，Ａ 這不是什麼大問題，我们会尽快处理。";
    const auto found = check_wording(draft, "zh-Hans");
    REQUIRE(found.size() == 2);
    CHECK(found[0].rule->id == "wording/n1-not-serious");
    CHECK(draft.substr(found[0].where.begin, found[0].where.end - found[0].where.begin) == "不是什麼大問題");
    CHECK(found[1].rule->id == "wording/vague-time");
    CHECK(draft.substr(found[1].where.begin, found[1].where.end - found[1].where.begin) == "尽快");
}

TEST_CASE("Wording is judged in the language that is named, in both when none is, and in no other", "[lint][wording]")
{
    const std::string draft = "这不关我的事。 That's not my job.";
    CHECK(check_wording(draft, "zh-Hans").size() == 1);
    CHECK(check_wording(draft, "en-GB").size() == 1);
    CHECK(check_wording(draft, "").size() == 2);
    CHECK(check_wording(draft, "fr").empty());
    CHECK(check_wording("", "en").empty());
}

TEST_CASE("Wording takes any bytes, and long ones", "[lint][wording]")
{
    CHECK(check_wording(std::string(200, '\xff'), "zh-Hans").empty());
    std::string all;
    for (int i = 0; i < 256 * 40; ++i) all.push_back(static_cast<char>(i % 256));
    check_wording(all, "");
    std::string many;
    while (many.size() < 1'000'000) many += "sorry if you feel ";
    CHECK(check_wording(many, "en").size() == 1);
}

TEST_CASE("An apology is told in both languages; a refusal has a reason, another way and who comes next",
          "[lint][wording]")
{
    CHECK(dialogs::apologises("没能让您和人说上话，我很过意不去。", "zh-Hans"));
    CHECK(dialogs::apologises("I regret that you can’t speak to someone yet.", "en"));
    CHECK_FALSE(dialogs::apologises("您希望得到一个道歉，对吗？", "zh-Hans"));
    CHECK_FALSE(dialogs::apologises("You’d like an apology. Is that right?", "en"));
    CHECK(dialogs::refusal_is_whole("因为已经拆封，退不了；可以换一件，也可以请主管复核。", "zh-Hans"));
    CHECK_FALSE(dialogs::refusal_is_whole("因为已经拆封，退不了。", "zh-Hans"));
    CHECK_FALSE(dialogs::refusal_is_whole("You can have a repair instead.", "en"));
    CHECK(dialogs::names_owner("A colleague answers by noon.", "en"));
    CHECK_FALSE(dialogs::names_owner("It is answered by noon.", "en"));
}
