#include "dialogs/tree/tree.hpp"

#include "../fixture.hpp"
#include "spoiled.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace amends;
using dialogs::diagnostic;
using dialogs::load_tree;
using test::all;
using test::mistake;
using test::place_of;
using test::replaced;

namespace {

const mistake mistakes[]{
    {"tree.unknown-node", R"("next": "details", "give_up": "wish")", R"("next": "detail", "give_up": "wish")",
     R"("detail", "give_up")", "listen"},
    {"tree.unknown-slot", R"("slots": ["story"])", R"("slots": ["history"])", R"("history")", "listen"},
    {"tree.unknown-text", R"("text": "tell_me",)", R"("text": "tell_mee",)", R"("tell_mee")", "listen"},
    {"tree.missing-edge", R"("default": "say_summary" })", R"("note": "no way on" })", R"("large": {)", "large"},
    {"tree.missing-edge", R"("next": "details", "give_up": "wish")", R"("next": "details")", R"("listen": {)",
     "listen"},
    {"tree.missing-edge", R"("edges": { "refund": "amount" }, "next": "mark",)", R"("edges": { "refund": "amount" },)",
     R"({ "node": "choose", "phase": "assess")", "wish"},
    {"tree.unknown-field", R"("open_case": true)", R"("opens_case": true)", R"("opens_case")", "welcome"},
    {"tree.type", R"("tries": 2)", R"("tries": "two")", R"("two")", "details"},
    {"tree.value", R"("phase": "listen", "slots": ["story"])", R"("phase": "hear", "slots": ["story"])", R"("hear")",
     "listen"},
    {"tree.missing-field", R"("greeting":)", R"("note_to_self":)", "{\n  \"$schema\"", ""},
    {"tree.missing-language", R"("tell_me": { "zh-Hans": "发生了什么？", "en": "What happened?" })",
     R"("tell_me": { "zh-Hans": "发生了什么？" })", R"("tell_me": {)", ""},
    {"tree.missing-language", R"("label": { "zh-Hans": "购买日期", "en": "Date of purchase" })",
     R"("label": { "zh-Hans": "购买日期" })", R"({ "zh-Hans": "购买日期" })", ""},
    {"tree.pattern", R"("en": "When did you buy it?")", R"("en": "When did you {buy it?")", R"("When did you {buy)",
     ""},
    {"tree.pattern", R"("en": "When did you buy it?")", R"("en": "{queue_length, plural, one {x}}")",
     R"("{queue_length, plural, one {x}}")", ""},
    {"tree.pattern", R"([A-Z]{2}[0-9]{6})", R"([A-Z]{2}(?=[0-9]))", R"("[A-Z]{2}(?=)", ""},
    {"tree.unknown-argument", R"("en": "When did you buy it?")", R"("en": "When did you buy {thing}?")",
     R"("When did you buy {thing}?")", ""},
    {"tree.argument-type", R"("en": "When did you buy it?")", R"("en": "{wish, number}")", R"("{wish, number}")", ""},
    {"tree.argument-type", R"("en": "An explanation")", R"("en": "{wish, select, refund {a} other {b}} {wish}")",
     R"("{wish, select, refund {a})", ""},
    {"tree.argument", R"("en": "Refund")", R"("en": "Refund {case_number}")", R"("choice_refund", "synonyms")", ""},
    {"tree.argument", R"("en": "Answer the customer")", R"("en": "Answer {agent}")", R"("promise_what", "owner")",
     "promise"},
    {"tree.empty-argument", R"("en": "When did you buy it?")", R"("en": "When did you pay {paid}?")",
     R"({ "node": "ask", "phase": "collect", "slots": ["order_number")", "details"},
    {"tree.empty-argument", R"("open_case": true, )", "", R"(["welcome", "sorry"])", "welcome"},
    {"tree.unreachable", R"("give_up": "survey" })",
     R"("give_up": "survey" }, "island": { "node": "end", "phase": "close" })", R"("island")", "island"},
    {"tree.endless", R"("texts": ["nobody_there"], "next": "promise")",
     R"("texts": ["nobody_there"], "next": "to_person")", R"("nobody": { "node")", "nobody"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "slot": "wish", "is": "money" })", R"("money" })",
     "say_summary"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "slot": "wish", "above": 3 })",
     R"("wish", "above")", "say_summary"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "signal": "cold" })", R"("cold")", "say_summary"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "slot": "wish" })", R"({ "slot": "wish" })",
     "say_summary"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "known": true })", R"({ "known": true })",
     "say_summary"},
    {"tree.condition", R"({ "slot": "wish", "known": true })", R"({ "slot": "wish", "known": true, "tag": "x" })",
     R"("x" })", "say_summary"},
    {"tree.unknown-value", R"("edges": { "refund": "amount" })", R"("edges": { "gold": "amount" })", R"("gold")",
     "wish"},
    {"tree.slot-type", R"("phase": "assess", "slot": "wish")", R"("phase": "assess", "slot": "story")",
     R"("story", "text": "ask_wish")", "wish"},
    {"tree.slot-type", R"("comment": { "slot": "comment")", R"("comment": { "slot": "happy")",
     R"("happy", "text": "ask_comment")", "survey"},
    {"tree.missing-text", R"("prompts": { "order_number": "ask_number", "bought_on": "ask_date" })",
     R"("prompts": { "order_number": "ask_number" })", R"("bought_on"], "prompts")", "details"},
    {"tree.missing-text", R"("remind_after": 120, "reminder": "still_there")", R"("remind_after": 120)",
     R"(120, "next")", "listen"},
    {"tree.missing-listener", R"({ "on": "self_harm", "goto": "safe" },)", "", R"("listeners": [)", ""},
    {"tree.listener", R"({ "on": "human_wanted", "goto": "to_person" })",
     R"({ "on": "human_wanted", "texts": ["waiting"] })", R"({ "on": "human_wanted", "texts")", ""},
    {"tree.listener", R"({ "on": "thanks", "texts": ["you_are_welcome"] })", R"({ "on": "thanks" })",
     R"({ "on": "thanks" })", ""},
    {"tree.unknown-signal", R"("on": "abuse")", R"("on": "rudeness")", R"("rudeness")", ""},
    {"tree.no-choices", R"("type": "yes_no", "label": { "zh-Hans": "是否满意")",
     R"("type": "choice", "label": { "zh-Hans": "是否满意")", R"({ "type": "choice", "label": { "zh-Hans": "是否满意")",
     ""},
    {"tree.duplicate-choice", R"({ "value": "explanation", "text": "choice_explanation" })",
     R"({ "value": "refund", "text": "choice_explanation" })", R"({ "value": "refund", "text": "choice_explanation" })",
     ""},
    {"tree.wrong-field", R"("bought_on": { "type": "date",)", R"("bought_on": { "type": "date", "pattern": "x",)",
     R"("pattern": "x")", ""},
    {"json.duplicate-key", R"("start": "welcome",)", "\"start\": \"welcome\",\n  \"start\": \"listen\",",
     R"("start": "listen")", ""},
};

} // namespace

TEST_CASE("the test shop has nothing wrong with it", "[dialogs][tree]")
{
    const auto loaded = load_tree(test::read_fixture("data/shop.json"), "shop.json");
    CHECK_THAT(all(loaded.problems), Catch::Equals(""));
    REQUIRE(loaded.tree != nullptr);
    CHECK(loaded.tree->id() == "test-shop");
    CHECK(loaded.tree->languages() == std::vector<std::string>{"zh-Hans", "en"});
    CHECK(loaded.tree->title("en") == "Test shop");
    CHECK(loaded.tree->title("en-GB") == "Test shop");
    CHECK(loaded.tree->title("zh-CN") == "测试小店");
    CHECK(loaded.tree->title("fr") == "测试小店");
    CHECK(loaded.tree->field_labels("en-AU") == loaded.tree->field_labels("en"));
    CHECK(loaded.tree->greeting("en").find("automated") != std::string_view::npos);
}

TEST_CASE("a version is the address of the content", "[dialogs][tree]")
{
    const auto text = test::read_fixture("data/shop.json");
    const auto first = load_tree(text, "a.json");
    const auto same = load_tree(text, "b.json");
    const auto other = load_tree(text + "\n", "a.json");
    REQUIRE(first.tree);
    REQUIRE(same.tree);
    REQUIRE(other.tree);
    CHECK(first.tree->version().size() == 16);
    CHECK(first.tree->version() == same.tree->version());
    CHECK(first.tree->version() != other.tree->version());
    CHECK(first.tree->version().find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("every mistake is reported with its code, line, column and node", "[dialogs][tree]")
{
    const auto good = test::read_fixture("data/shop.json");
    for (const auto& each : mistakes) test::expect_mistake(good, each);
}

TEST_CASE("a name out of the alphabet is reported where it is given", "[dialogs][tree]")
{
    const auto spoiled =
        replaced(test::read_fixture("data/shop.json"), R"("tell_me_again": {)", R"("tell-me-again": {)");
    const auto loaded = load_tree(spoiled, "x.json");
    const auto where = place_of(spoiled, R"("tell-me-again")");
    CHECK(std::any_of(loaded.problems.begin(), loaded.problems.end(), [&](const auto& p) {
        return p.code == "tree.bad-name" && p.line == where.line && p.column == where.column;
    }));
}

TEST_CASE("all mistakes of a tree are reported at once, in the order of the text", "[dialogs][tree]")
{
    auto text = test::read_fixture("data/shop.json");
    text = replaced(text, R"("type": "date", "label")", R"("type": "day", "label")");
    text = replaced(text, R"("en": "When did you buy it?")", R"("en": "When did {")");
    text = replaced(text, R"("next": "details", "give_up": "wish")", R"("next": "nowhere", "give_up": "wish")");
    text = replaced(text, R"("on": "abuse")", R"("on": "rudeness")");
    const auto loaded = load_tree(text, "x.json");
    std::vector<std::string> codes;
    for (const auto& each : loaded.problems) codes.push_back(each.code);
    INFO(all(loaded.problems));
    for (const auto* code : {"tree.value", "tree.pattern", "tree.unknown-node", "tree.unknown-signal"})
        CHECK(std::count(codes.begin(), codes.end(), code) >= 1);
    CHECK(std::is_sorted(loaded.problems.begin(), loaded.problems.end(),
                         [](const auto& a, const auto& b) { return a.line < b.line; }));
}

TEST_CASE("a misspelt name is answered with the nearest one", "[dialogs][tree]")
{
    const auto loaded =
        load_tree(replaced(test::read_fixture("data/shop.json"), R"("next": "details", "give_up": "wish")",
                           R"("next": "detials", "give_up": "wish")"),
                  "x.json");
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].message.english.find("did you mean \"details\"?") != std::string::npos);
    CHECK(loaded.problems[0].message.chinese == "没有节点“detials”；您是指“details”吗？");
    CHECK(to_string(loaded.problems[0]).find("x.json:") == 0);
    CHECK(to_string(loaded.problems[0]).find("[listen]") != std::string::npos);
}

TEST_CASE("an argument guarded by a select on NAME_known may be empty", "[dialogs][tree]")
{
    const auto loaded =
        load_tree(replaced(test::read_fixture("data/shop.json"), R"("en": "When did you buy it?")",
                           R"("en": "When did you buy it{paid_known, select, yes { for {paid}} other {}}?")"),
                  "x.json");
    CHECK_THAT(all(loaded.problems), Catch::Equals(""));
}

TEST_CASE("a hostile tree is refused in bounded time with a reason", "[dialogs][tree]")
{
    const auto codes = [](const std::string& text) {
        std::vector<std::string> result;
        for (const auto& each : load_tree(text, "hostile.json").problems) result.push_back(each.code);
        return result;
    };
    const auto good = test::read_fixture("data/shop.json");
    SECTION("too long")
    {
        CHECK(codes(std::string(10 * 1024 * 1024, ' ')) == std::vector<std::string>{"tree.too-long"});
    }
    SECTION("too deep") { CHECK(codes(std::string(10'000, '[')) == std::vector<std::string>{"json.too-deep"}); }
    SECTION("too deep in objects")
    {
        std::string text;
        for (int i = 0; i < 10'000; ++i) text += R"({"a":)";
        CHECK(codes(text) == std::vector<std::string>{"json.too-deep"});
    }
    SECTION("too many values")
    {
        std::string text = "[0";
        for (int i = 0; i < 200'000; ++i) text += ",0";
        CHECK(codes(text + "]") == std::vector<std::string>{"tree.too-long"});
    }
    SECTION("many wrong values")
    {
        std::string list = "1";
        for (int i = 0; i < 50'000; ++i) list += ",1";
        const auto found = codes(replaced(good, R"("texts": ["over_again"])", "\"texts\": [" + list + "]"));
        CHECK_FALSE(found.empty());
        CHECK(found.size() <= 200);
    }
    SECTION("not JSON at all")
    {
        for (const auto* text : {"", "{", "[1,", "nul", "\"", "{\"a\" 1}", "{]", "\xff\xfe", "{\"a\":\"\xed\xa0\x80\"}",
                                 "true", "12e999999", "[]", "3"}) {
            INFO(text);
            CHECK_FALSE(codes(text).empty());
        }
    }
    SECTION("a message pattern nested without end")
    {
        std::string pattern;
        for (int i = 0; i < 3'000; ++i) pattern += "{wish, select, other {";
        const auto found = codes(replaced(good, R"("en": "When did you buy it?")", "\"en\": \"" + pattern + "\""));
        CHECK(found == std::vector<std::string>{"tree.pattern"});
    }
    SECTION("a greedy regular expression")
    {
        const auto found = codes(replaced(good, "[A-Z]{2}[0-9]{6}", "((a{1,100}){1,100}){1,100}"));
        CHECK(found == std::vector<std::string>{"tree.pattern"});
    }
    SECTION("long names in a deep tree")
    {
        std::string text;
        for (int i = 0; i < 60; ++i) text += "{\"" + std::string(20'000, 'n') + "\":";
        CHECK_FALSE(codes(text + "1").empty());
    }
    SECTION("edges of every wrong type")
    {
        for (const auto* value : {"1", "null", "[]", "{}", "\"\"", "true", "1e400"}) {
            INFO(value);
            CHECK_FALSE(codes(replaced(good, R"("next": "details", "give_up": "wish")",
                                       std::string{R"("next": )"} + value + R"(, "give_up": "wish")"))
                            .empty());
        }
    }
}

TEST_CASE("any part of a tree may be missing or of another type without a crash", "[dialogs][tree]")
{
    const auto good = test::read_fixture("data/shop.json");
    constexpr std::array wrong{"null", "7", "[[]]", "{}", "\"\"", "-1"};
    // Values all over the text become what they should not be, one at a time.
    std::size_t turn = 0;
    for (auto at = good.find(": "); at != std::string::npos; at = good.find(": ", at + 1)) {
        if (++turn % 4 != 0) continue;
        const auto end = good.find_first_of(",}\n", at + 2);
        auto text = good;
        text.replace(at + 2, end - at - 2, wrong[turn / 4 % wrong.size()]);
        const auto loaded = load_tree(text, "x.json");
        CHECK((loaded.tree == nullptr) != loaded.problems.empty());
    }
    CHECK(turn > 300);
}
