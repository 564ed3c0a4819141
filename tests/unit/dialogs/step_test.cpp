#include "dialogs/step.hpp"

#include "fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::shop;

TEST_CASE("the first message is acknowledged with a case number and an apology before anything is asked", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉")
        .expect_texts({"welcome", "sorry", "tell_me"})
        .expect_asking("story")
        .expect_language("zh-Hans");
    chat.expect_words("A-1001"); // B1
    REQUIRE(chat.effect<open_case>() != nullptr);
    const auto* first = chat.effect<update_case>();
    REQUIRE(first != nullptr); // what is known is filed with the case that is opened
    CHECK(first->fields.at("severity") == "3");
    CHECK(first->fields.at("emotion") == "calm");
    CHECK(first->fields.at("complaint_class") == "other");
}

TEST_CASE("a complaint goes from the story to a promise, a survey and the end", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("Hello, I want to complain").expect_language("en").expect_asking("story");
    chat.says("The cup I ordered came broken and nobody answers me")
        .expect_texts({"ask_number"})
        .expect_asking("order_number");
    chat.says("it's ab123456")
        .expect_slot("order_number", "AB123456")
        .expect_case("order_number", "AB123456")
        .expect_asking("bought_on");
    chat.says("three days ago")
        .expect_slot("bought_on", "2026-11-24")
        .expect_texts({"ask_wish"})
        .expect_options({"refund", "exchange", "explanation"});
    chat.presses("refund")
        .expect_slot("wish", "refund")
        .expect_case("desired_outcome", "refund")
        .expect_texts({"ask_paid"});
    chat.says("320").expect_slot("paid", "320.00 CNY").expect_texts({"summary", "promise_line", "ask_happy"});
    chat.expect_tag("assessed")
        .expect_case("source", "bot")
        .expect_case("asked_for", "refund")
        .expect_words("file for a refund");
    const auto* promised = chat.effect<record_promise>();
    REQUIRE(promised != nullptr); // G3
    CHECK(promised->owner == "desk");
    CHECK(promised->due == chat.facts.now + std::chrono::hours{4});
    CHECK(dialogs::plain_text(*shop(), promised->what, "en") == "Answer the customer");
    chat.says("yes please").expect_texts({"survey_intro", "ask_outcome"}).expect_options({"1", "2", "3", "4", "5"});
    chat.says("four stars").expect_texts({"ask_comment"});
    chat.says("Thanks to nobody in particular, it went fine").expect_texts({"survey_thanks", "goodbye"}).expect_ended();
    const auto* survey = chat.effect<record_survey>();
    REQUIRE(survey != nullptr); // K3
    CHECK(survey->answers.at("outcome") == "4");
    CHECK(survey->answers.at("comment") == "Thanks to nobody in particular, it went fine");
    CHECK(chat.effect<end_dialog>() != nullptr);
}

TEST_CASE("what the opening message tells is never asked again (C4)", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我11月20日买的杯子碎了，订单号AB123456，付了三百二十块，我要求退款！");
    chat.expect_slot("order_number", "AB123456")
        .expect_slot("bought_on", "2026-11-20")
        .expect_slot("paid", "320.00 CNY");
    chat.expect_slot("wish", "refund").expect_texts({"welcome", "sorry", "summary", "promise_line", "ask_happy"});
}

TEST_CASE("several answers in one message fill several slots, in any order", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").says("杯子收到的时候已经碎了，打电话也没人接听处理");
    chat.expect_asking("order_number");
    chat.says("昨天买的，单号 AB123456")
        .expect_slot("order_number", "AB123456")
        .expect_slot("bought_on", "2026-11-26")
        .expect_texts({"ask_wish"});
}

TEST_CASE("a pressed quick reply is in the tree's words: it shows no feeling", "[dialogs]")
{
    auto text = test::read_fixture("data/shop.json");
    const std::string label = "给个说法";
    text.replace(text.find(label), label.size(), "给我一个解释");
    const auto loaded = dialogs::load_tree(text, "shop.json");
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("我要投诉").says("杯子收到的时候已经碎了").says("昨天买的，单号 AB123456").expect_texts({"ask_wish"});
    chat.expect_case("emotion", "calm");
    SECTION("written") { chat.says("给我一个解释").expect_case("emotion", "anger"); }
    SECTION("pressed") { chat.presses("explanation").expect_case("emotion", "calm"); }
}

TEST_CASE("an answer that could mean something else is confirmed first", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain").says("My cup came broken and nobody ever answers").says("AB123456");
    chat.says("on 03/04")
        .expect_slot("bought_on", "2026-03-04")
        .expect_texts({"amends.confirm.bought_on"})
        .expect_options({"yes", "no"});
    SECTION("yes keeps it") { chat.presses("yes").expect_slot("bought_on", "2026-03-04").expect_texts({"ask_wish"}); }
    SECTION("no asks again") { chat.says("no").expect_unfilled("bought_on").expect_texts({"ask_date"}); }
    SECTION("a better answer replaces it")
    {
        chat.says("no, 3 April").expect_slot("bought_on", "2026-04-03").expect_texts({"ask_wish"});
    }
    SECTION("neither leads back to the question, not to a yes")
    {
        chat.says("blue").expect_texts({"amends.confirm.bought_on"});
        chat.says("green").expect_unfilled("bought_on").expect_texts({"ask_date"});
    }
}

TEST_CASE("answers that do not fit are asked again and then given up", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain").says("My cup came broken and nobody ever answers");
    chat.says("blue").expect_texts({"ask_again"}).expect_asking("order_number");
    chat.says("purple").expect_texts({"connecting"}).expect_human("shop").expect_floor(floor_holder::waiting);
}

TEST_CASE("a skippable question may be passed and is not asked again", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").says("杯子收到的时候已经碎了，打电话也没人接听处理");
    chat.says("不记得了").expect_slot("order_number", "").expect_asking("bought_on");
    chat.says("忘了").expect_texts({"ask_wish"});
}

TEST_CASE("words that a pattern listens for still tell the story", "[dialogs]")
{
    auto text = test::read_fixture("data/shop.json");
    const std::string pattern = "[A-Z]{2}[0-9]{6}";
    text.replace(text.find(pattern), pattern.size(), pattern + "|全都碎了");
    const auto loaded = dialogs::load_tree(text, "shop.json");
    REQUIRE(loaded.tree);
    dialog_script chat{loaded.tree};
    chat.says("我要投诉").says("全都碎了").expect_slot("story", "全都碎了");
    CHECK(chat.state().asking != "story");
}

TEST_CASE("who passes a question asks for nothing else", "[dialogs]")
{
    for (const auto* line : {"不方便说", "没有，谢谢", "no thanks"}) {
        dialog_script chat{shop()};
        INFO(line);
        chat.says("我要投诉").says("杯子收到的时候已经碎了，打电话也没人接听处理");
        chat.says(line).expect_floor(floor_holder::bot).expect_slot("order_number", "").expect_asking("bought_on");
    }
}

TEST_CASE("silence is followed by one reminder, and none after the answer", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉");
    CHECK(chat.timers().size() == 1);
    SECTION("silence")
    {
        chat.waits(std::chrono::minutes{3}).expect_texts({"still_there"}).expect_asking("story");
        CHECK(chat.timers().empty());
    }
    SECTION("an answer")
    {
        chat.says("杯子收到的时候已经碎了，打电话也没人接听处理");
        CHECK(chat.timers().empty());
    }
}

TEST_CASE("what a quick reply says is not what the customer says (E1)", "[dialogs]")
{
    auto text = test::read_fixture("data/shop.json");
    const std::string label = R"("en": "Exchange")";
    text.replace(text.find(label), label.size(), R"("en": "It is on fire")");
    const auto loaded = dialogs::load_tree(text, "shop.json");
    REQUIRE(loaded.tree);
    dialog_script chat{loaded.tree};
    chat.says("I want to complain")
        .says("My cup came broken and nobody ever answers")
        .says("AB123456")
        .says("yesterday");
    const auto before = chat.state().case_fields.at("severity");
    chat.presses("exchange").expect_slot("wish", "exchange").expect_case("severity", before);
    CHECK_FALSE(chat.state().tags.contains("safety_threat"));
    CHECK(chat.state().case_fields.at("complaint_class") != "safety");
}

TEST_CASE("a quick reply of a question that is no longer open changes nothing", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain")
        .says("My cup came broken and nobody ever answers")
        .says("AB123456")
        .says("yesterday");
    const auto old = chat.state().question;
    chat.presses("exchange").expect_texts({"summary", "promise_line", "ask_happy"}).expect_slot("wish", "exchange");
    chat.presses("refund", old).expect_slot("wish", "exchange").expect_texts({"ask_happy"});
    chat.presses("yes", "q1").expect_texts({"ask_happy"}).expect_unfilled("happy");
    chat.presses("bogus", chat.state().question).expect_unfilled("happy");
    chat.presses("yes").expect_slot("happy", "yes");
}

TEST_CASE(
    "after the end thanks are answered, what is told joins the case that is owed, and starting over opens another",
    "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("I want to complain")
        .says("My cup came broken and nobody ever answers")
        .says("AB123456")
        .says("yesterday");
    chat.presses("exchange").presses("yes").says("5").says("nothing").expect_ended();
    chat.says("thank you").expect_texts({"you_are_welcome"}).expect_ended();
    const auto number = chat.state().case_number;
    chat.says("now the plate came broken too").expect_said("back_to_me").expect_slot("order_number", "AB123456");
    CHECK(chat.state().case_number == number);
    chat.presses("yes").says("5").says("nothing").expect_ended();
    chat.says("start over").expect_ended(false).expect_said("welcome").expect_unfilled("order_number");
}

TEST_CASE("a tree that walks in a circle is reported and the customer gets a person", "[dialogs]")
{
    // `went_back` leads to a question that passes straight through once it is answered; the loader cannot
    // see that, the step must.
    auto text = test::read_fixture("data/shop.json");
    const std::string mend = R"("next": "mark", "give_up": "to_person" },
    "amount")";
    const auto at = text.find(mend);
    REQUIRE(at != std::string::npos);
    text.replace(at, mend.size(), R"("next": "wish", "give_up": "to_person" },
    "amount")");
    const auto loaded = dialogs::load_tree(text, "circle.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("I want to complain")
        .says("My cup came broken and nobody ever answers")
        .says("AB123456")
        .says("yesterday");
    // Coming round within one step asks afresh instead of circling.
    chat.presses("exchange").expect_texts({"ask_wish"});
}

TEST_CASE("a state that names nodes the tree does not have still answers", "[dialogs]")
{
    dialogs::state lost;
    lost.tree = "test-shop";
    lost.node = "long_gone";
    lost.question = "q9";
    lost.asking = "nothing";
    lost.language = "zh-Hans";
    facts now;
    now.now = from_unix_ms(1'795'762'800'000);
    now.agents_available = 1;
    customer_message message;
    message.text = "在吗";
    const auto taken = dialogs::step(*shop(), lost, message, now);
    CHECK_FALSE(taken.effects.empty());
    for (const auto& e : {event{timer_fired{"wait"}}, event{timer_fired{"remind:q9"}},
                          event{agent_joined{user_id{1}, "A"}}, event{agent_left{user_id{1}, leave_reason::vanished}}})
        CHECK(dialogs::step(*shop(), lost, e, now) == dialogs::step(*shop(), lost, e, now));
}
