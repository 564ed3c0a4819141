#include "dialogs/text/render.hpp"

#include "../fixture.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace amends;
using namespace amends::dialogs;

namespace {

say line(std::string text, std::string language, std::vector<text_argument> arguments = {}, std::string variant = {})
{
    say made;
    made.text = std::move(text);
    made.language = std::move(language);
    made.arguments = std::move(arguments);
    made.variant = std::move(variant);
    return made;
}

tree_ptr shop_with(const std::string& pattern_en)
{
    auto text = test::read_fixture("data/shop.json");
    const std::string from = R"("en": "When did you buy it?")";
    text.replace(text.find(from), from.size(), "\"en\": \"" + pattern_en + "\"");
    // Said only where everything is known: the test is about formatting.
    auto loaded = load_tree(text, "x.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    return loaded.tree;
}

const instant afternoon = from_unix_ms(1'795'762'800'000); // 2026-11-27 15:00 in Shanghai

} // namespace

TEST_CASE("a line is rendered in its language, with its arguments in the customer's zone", "[dialogs][text]")
{
    const auto tree = test::shop();
    CHECK(render(*tree, line("welcome", "en", {{"case_number", std::string{"A-1"}}}), "UTC").text ==
          "I am an automated assistant. Your case is A-1.");
    CHECK(render(*tree, line("welcome", "zh-Hans", {{"case_number", std::string{"A-1"}}}), "UTC").text ==
          "我是自动客服助手，您的受理编号是 A-1。");
    CHECK(render(*tree, line("welcome", "fr", {{"case_number", std::string{"A-1"}}}), "UTC").text.starts_with("我是"));
    CHECK(render(*tree, line("promise_line", "zh-Hans", {{"promise_due", afternoon}}), "Asia/Shanghai").text ==
          "最晚 11月27日 15:00 答复您。");
    CHECK(render(*tree, line("promise_line", "en", {{"promise_due", afternoon}}), "America/New_York").text ==
          "You will have an answer by Nov 27, 2:00\xe2\x80\xaf"
          "AM.");
    CHECK(render(*tree, line("promise_line", "en", {{"promise_due", afternoon}}), "No/Such_Zone").text.find("7:00") !=
          std::string::npos);
}

TEST_CASE("a date inside a select is in the customer's zone as well", "[dialogs][text]")
{
    const auto tree = shop_with("{order_number_known, select, yes {x} other {{now, date, ::MMMdjmm}}} "
                                "{bought_on_known, select, yes {{bought_on, date, ::yMMMd}} other {}}");
    const auto said = line("ask_date", "en",
                           {{"order_number_known", std::string{"no"}},
                            {"now", afternoon},
                            {"bought_on_known", std::string{"yes"}},
                            {"bought_on", std::string{"2026-11-03"}}});
    for (const auto* zone : {"Asia/Shanghai", "America/New_York", "UTC"}) {
        const auto text = render(*tree, said, zone).text;
        INFO(zone << ": " << text);
        CHECK(text.find("Nov 3, 2026") != std::string::npos);
    }
    CHECK(render(*tree, said, "Asia/Shanghai").text.find("Nov 27, 3:00") != std::string::npos);
    CHECK(render(*tree, said, "America/New_York").text.find("Nov 27, 2:00") != std::string::npos);
}

TEST_CASE("plural and select follow the language", "[dialogs][text]")
{
    const auto tree = test::shop();
    CHECK(render(*tree, line("connecting", "en", {{"queue_length", 1.0}}), "UTC").text ==
          "Connecting you; one person is before you.");
    CHECK(render(*tree, line("connecting", "en", {{"queue_length", 3.0}}), "UTC").text ==
          "Connecting you; 3 people are before you.");
    CHECK(render(*tree, line("summary", "zh-Hans", {{"wish", std::string{"refund"}}}), "UTC").text == "为您申请退款。");
    CHECK(render(*tree,
                 line("ask_again", "en", {{"order_number_known", std::string{"no"}}, {"order_number", std::string{}}}),
                 "UTC")
              .text == "I did not get that. Could you say it again?");
}

TEST_CASE("slots are printed the way their type wants it", "[dialogs][text]")
{
    const auto tree = shop_with("{paid_known, select, yes {{paid}} other {}} / {bought_on_known, select, yes "
                                "{{bought_on}} other {}} / {wish_known, select, yes {{wish}} other {}}");
    const auto text = render(*tree,
                             line("ask_date", "en",
                                  {{"paid_known", std::string{"yes"}},
                                   {"paid", std::string{"1299.00 CNY"}},
                                   {"bought_on_known", std::string{"yes"}},
                                   {"bought_on", std::string{"2026-11-03"}},
                                   {"wish_known", std::string{"yes"}},
                                   {"wish", std::string{"refund"}}}),
                             "America/New_York")
                          .text;
    CHECK(text == "CN¥1,299.00 / November 3, 2026 / Refund"); // a date has no zone to slip by; a choice shows its label
}

TEST_CASE("quick replies are labelled in the line's language", "[dialogs][text]")
{
    auto asked = line("ask_wish", "zh-Hans");
    asked.options = {{"refund", "choice_refund"}, {"yes", "amends.yes"}, {"3", "3"}};
    asked.question = "q4";
    const auto shown = render(*test::shop(), asked, "UTC");
    CHECK(shown.question == "q4");
    CHECK(shown.options == std::vector<option>{{"refund", "退款"}, {"yes", "是的"}, {"3", "3"}});
}

TEST_CASE("a variant names its wording", "[dialogs][text]")
{
    const auto tree = test::shop();
    CHECK(render(*tree, line("sorry", "en", {}, "calm.1"), "UTC").text == "I apologise for the trouble.");
    CHECK(render(*tree, line("sorry", "en", {}, "angry.0"), "UTC").text.starts_with("You have every right"));
    CHECK(render(*tree, line("sorry", "en", {}, "calm.99"), "UTC").text == "I am sorry about this.");
    CHECK(render(*tree, line("sorry", "en", {}, "nonsense"), "UTC").text == "I am sorry about this.");
}

TEST_CASE("what a customer wrote is data in a line, never a pattern (I11)", "[dialogs][text]")
{
    const auto text =
        render(*test::shop(),
               line("welcome", "en", {{"case_number", std::string{"{x} '' # {case_number, number} %s <b>"}}}), "UTC")
            .text;
    CHECK(text == "I am an automated assistant. Your case is {x} '' # {case_number, number} %s <b>.");
}

TEST_CASE("an unknown text and odd values still make a line", "[dialogs][text]")
{
    const auto tree = test::shop();
    CHECK(render(*tree, line("no_such_text", "en"), "UTC").text == "no_such_text");
    CHECK_FALSE(
        render(*tree, line("promise_line", "en", {{"promise_due", std::string{"not a date"}}}), "UTC").text.empty());
    CHECK_FALSE(render(*tree, line("connecting", "en", {{"queue_length", std::string{"many"}}}), "UTC").text.empty());
    CHECK_FALSE(render(*tree, line("connecting", "en"), "").text.empty());
    CHECK(plain_text(*tree, "reason", "en") == "The customer asks for a person");
    CHECK(plain_text(*tree, "reason", "de") == "客户要求人工");
    CHECK(plain_text(*tree, "amends.defect", "zh-Hans") == "自动对话出错，需要人工接手");
}

TEST_CASE("lines render alike from many threads and through a full cache", "[dialogs][text]")
{
    const auto tree = test::shop();
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    threads.reserve(wrong.size());
    for (auto& mine : wrong)
        threads.emplace_back([&] {
            for (int i = 0; i < 1'500; ++i) {
                // Each zone is a format of its own; more of them than the cache holds.
                const auto zone = i % 3 == 0 ? "Etc/GMT+" + std::to_string(i % 12) : "Zone/" + std::to_string(i);
                const auto text = render(*tree, line("connecting", "en", {{"queue_length", 3.0}}), zone).text;
                if (text != "Connecting you; 3 people are before you.") ++mine;
            }
        });
    for (auto& each : threads) each.join();
    CHECK(wrong == std::vector<int>(4));
}
