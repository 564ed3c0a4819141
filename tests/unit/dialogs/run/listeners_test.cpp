#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

#include <set>

using namespace amends;
using test::dialog_script;
using test::shop;
using test::workshop;

TEST_CASE("a person is given at once in every state (H9)", "[dialogs]")
{
    const std::vector<std::vector<std::string>> ways{
        {},
        {"我要投诉"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456", "昨天"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456", "昨天", "换货"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456", "昨天", "换货", "可以"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456", "昨天", "换货", "可以", "5"},
        {"我要投诉", "杯子收到的时候已经碎了，打电话也没人接听处理", "AB123456", "昨天", "换货", "可以", "5", "没有了"},
    };
    for (const auto& way : ways)
        for (const auto* wish : {"转人工", "我要跟你们经理说", "I want to talk to a human", "agent please"}) {
            dialog_script chat{shop()};
            for (const auto& line : way) chat.says(line);
            INFO(chat.story() << "\n> " << wish);
            chat.says(wish).expect_human("shop").expect_floor(floor_holder::waiting);
        }
}

TEST_CASE("declining a person keeps the bot (H9)", "[dialogs]")
{
    for (const auto* line : {"不用转人工，你继续问吧", "I don't need a person, go ahead"}) {
        dialog_script chat{shop()};
        chat.says("我要投诉").says(line).expect_floor(floor_holder::bot);
    }
}

TEST_CASE("threats and danger bring a person at once and raise the severity (E1, E3)", "[dialogs]")
{
    struct danger {
        const char* line;
        const char* tag;
        const char* severity;
    };
    for (const auto& each : {danger{"再不退钱我就去12315举报你们", "regulator_threat", "2"},
                             danger{"I will sue you, my lawyer is on it", "regulator_threat", "2"},
                             danger{"我要发到微博上曝光你们", "media_threat", "2"},
                             danger{"充电器着火了，手都烫伤了", "safety_threat", "1"},
                             danger{"我不想活了", "self_harm", "1"}, danger{"I just want to die", "self_harm", "1"}}) {
        dialog_script chat{shop()};
        INFO(each.line);
        chat.says("我要投诉")
            .says(each.line)
            .expect_human("shop")
            .expect_tag(each.tag)
            .expect_case("severity", each.severity);
        CHECK(chat.effect<request_human>()->priority == std::stoi(each.severity));
    }
}

TEST_CASE("a listener that speaks returns to the open question", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").says("杯子收到的时候已经碎了，打电话也没人接听处理");
    chat.says("投诉处理得怎么样了")
        .expect_texts({"status", "ask_number"})
        .expect_asking("order_number")
        .expect_words("A-1001");
    chat.says("谢谢").expect_texts({"you_are_welcome", "ask_number"});
}

TEST_CASE("a listener marked once fires once", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").says("你们这些白痴").expect_said("no_abuse");
    chat.says("白痴").expect_not_said("no_abuse");
}

TEST_CASE("a story told with a threat is kept, not asked for again (D8)", "[dialogs]")
{
    dialog_script chat{shop()};
    const std::string told = "杯子碎了三个，客服态度恶劣，再不处理我去消协投诉";
    chat.says("我要投诉").says(told).expect_human("shop").expect_slot("story", told);
}

TEST_CASE("an answer that fits the open question exactly is not taken for anything else", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain")
        .says("My cup came broken and nobody ever answers")
        .says("AB123456")
        .says("yesterday");
    chat.says("exchange").expect_slot("wish", "exchange");
}

TEST_CASE("the language follows the customer and a request to change it", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").expect_language("zh-Hans");
    chat.says("Please speak English")
        .expect_language("en")
        .expect_texts({"switched", "tell_me"})
        .expect_words("in English");
    chat.says("can you speak Chinese?").expect_language("zh-Hans").expect_words("用中文");
    chat.says("My cup came broken and nobody ever answers").expect_language("en");
    chat.says("AB123456").expect_language("en");
}

TEST_CASE("an earlier answer is corrected in plain words", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain").says("My cup came broken and nobody ever answers").says("AB123456");
    SECTION("by its form")
    {
        chat.says("sorry, it's CD222222")
            .expect_slot("order_number", "CD222222")
            .expect_texts({"corrected", "ask_date"});
        chat.expect_case("order_number", "CD222222");
    }
    SECTION("by its end")
    {
        chat.says("no, the number ends in 7").expect_slot("order_number", "AB123457").expect_said("corrected");
    }
    SECTION("in Chinese, by name")
    {
        chat.says("不对，订单号是CD222222").expect_slot("order_number", "CD222222").expect_said("corrected");
    }
    SECTION("what corrects nothing is not called corrected") { chat.says("that's wrong").expect_not_said("corrected"); }
}

TEST_CASE("a slot that only listens for words does not make a story a mere number (C4)", "[dialogs]")
{
    auto text = test::read_fixture("data/shop.json");
    const std::string before = R"("bought_on": {)";
    text.insert(text.find(before), R"("heard": {
        "type": "order_id", "pattern": "(?s:(?:.*?\\p{Han}){12}.*|.{45,})|漏水",
        "label": { "zh-Hans": "听到的", "en": "Heard" } }, )");
    const auto loaded = dialogs::load_tree(text, "shop.json");
    REQUIRE(loaded.tree != nullptr);
    const std::string told = GENERATE("约好的师傅没来，我在家白白等了一整天", "漏水",
                                      "the man never came and we stayed at home for the whole of Monday");
    dialog_script chat{loaded.tree};
    chat.says("我要投诉").says(told).expect_slot("story", told);
    chat.says("AB123456").expect_slot("order_number", "AB123456");
}

TEST_CASE("starting over empties the answers and keeps the case", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain").says("My cup came broken and nobody ever answers").says("AB123456");
    chat.says("start over please")
        .expect_texts({"over_again", "tell_me"})
        .expect_unfilled("order_number")
        .expect_unfilled("story");
    CHECK(chat.state().case_number == "A-1001");
}

TEST_CASE("a wish for a person in the first message comes after the bot has said what it is", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工").expect_texts({"welcome", "sorry", "connecting"}).expect_human("shop");
    CHECK(chat.effect<open_case>() != nullptr);
}

TEST_CASE("an apology is never said twice in the same words in one case (B3)", "[dialogs]")
{
    auto text = test::read_fixture("data/shop.json");
    const std::string from = R"("texts": ["over_again"])";
    text.replace(text.find(from), from.size(), R"("texts": ["sorry", "over_again"])");
    const auto loaded = dialogs::load_tree(text, "shop.json");
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("I want to complain");
    std::set<std::string> said;
    for (int i = 0; i < 8; ++i) {
        for (std::size_t line = 0; line < chat.lines().size(); ++line)
            if (chat.texts()[line] == "sorry") CHECK(said.insert(chat.lines()[line]).second);
        chat.says("start over").expect_said("over_again");
    }
    CHECK(said.size() >= 3);
}

TEST_CASE("the wording follows the emotion (A6, B10)", "[dialogs]")
{
    dialog_script calm{shop()};
    calm.says("I would like to complain about an order");
    dialog_script angry{shop()};
    angry.says("This is ABSOLUTELY unacceptable!!! I am furious!");
    bool found = false;
    for (const auto& each : angry.effects())
        if (const auto* said = std::get_if<say>(&each); said && said->text == "sorry") {
            CHECK(said->variant.starts_with("angry."));
            found = true;
        }
    CHECK(found);
    angry.expect_case("emotion", "anger").expect_case("emotion_level", "3");
    for (const auto& each : calm.effects())
        if (const auto* said = std::get_if<say>(&each); said && said->text == "sorry")
            CHECK(said->variant.starts_with("calm."));
    // The feeling fades as the conversation goes on.
    angry.says("The cup I bought came broken and no one answers").expect_case("emotion_level", "2");
    angry.says("AB123456").expect_case("emotion_level", "1");
}

TEST_CASE("abuse is met by one rung of the ladder after the other, then by a person (C10)", "[dialogs]")
{
    dialog_script chat{workshop()};
    chat.says("The coffee machine I bought leaks all over the kitchen");
    chat.says("you idiots").expect_texts({"calm_1", "ask_number"});
    chat.says("idiots").expect_texts({"calm_2", "ask_number"});
    chat.says("you are idiots").expect_texts({"boundary", "ask_number"});
    chat.says("idiots").expect_texts({"connecting"}).expect_human("workshop");
}

TEST_CASE("whoever asks how far it is hears the promised time again (G2, G3)", "[dialogs]")
{
    dialog_script chat{workshop()};
    chat.says("The coffee machine I bought leaks all over the kitchen");
    chat.says("any update?").expect_texts({"status", "ask_number"});
    chat.objects("could you send it to my mother", objection_kind::special_request).expect_said("promise_line");
    const auto due = chat.state().promised;
    CHECK(due == chat.facts.now + std::chrono::hours{2});
    chat.facts.now += std::chrono::hours{1};
    chat.says("any update?").expect_texts({"status_promised", "ask_number"});
    for (const auto& each : chat.effects())
        if (const auto* line = std::get_if<say>(&each); line && line->text == "status_promised")
            for (const auto& argument : line->arguments)
                if (argument.name == "promised") CHECK(std::get<instant>(argument.value) == due);
}

TEST_CASE("a channel without quick replies gets words that name the choices", "[dialogs]")
{
    for (const bool buttons : {true, false}) {
        dialog_script chat{workshop()};
        chat.facts.buttons = buttons;
        chat.says("The coffee machine I bought leaks all over the kitchen").says("none").expect_said("ask_wish");
        const bool named = chat.lines().back().find("a refund, an exchange or an apology") != std::string::npos;
        CHECK(named != buttons);
    }
}
