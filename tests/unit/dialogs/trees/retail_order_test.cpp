#include "tests/unit/dialogs/trees/shipped_tree.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;

namespace {

dialog_script shop() { return chat_with("retail-order"); }

} // namespace

TEST_CASE("A customer who opens with the story is not asked for it again, in Chinese (B1, B2, C4, D1, F4)",
          "[trees][retail]")
{
    auto chat = shop();
    chat.says("上周买的耳机左边没有声音，我要退款")
        .expect_texts({"hello", "sorry_quality", "order"})
        .expect_words("自动客服助手")
        .expect_words("A-1001");
    CHECK(chat.effect<open_case>() != nullptr);
    chat.expect_slot("desired_outcome", "refund").expect_case("complaint_class", "quality");
    chat.says("订单号 AB12345678")
        .expect_texts({"when"})
        .expect_slot("order_number", "AB12345678")
        .expect_words("收到");
    chat.says("三天前收到的")
        .expect_texts({"check"})
        .expect_slot("happened_on", "2026-11-24")
        .expect_words("订单 AB12345678")
        .expect_words("您希望退款");
    chat.says("对").expect_texts({"offer"}).expect_options({"now", "later"});
    chat.presses("later").expect_texts({"in_writing", "how"}).expect_words("11月27日周五 19:00");
    expect_promise(chat, chat.facts.now + 4h);
    chat.presses("chat").expect_texts({"more"});
    chat.says("没有了").expect_texts({"closed"}).expect_ended();
}

TEST_CASE("A customer who opens with the story is not asked for it again, in English (B1, B2, C4, D1, F4)",
          "[trees][retail]")
{
    auto chat = shop();
    chat.says("I bought headphones last week and the left side has no sound, I want my money back")
        .expect_texts({"hello", "sorry_quality", "order"});
    chat.expect_language("en")
        .expect_words("automated assistant")
        .expect_words("A-1001")
        .expect_slot("desired_outcome", "refund");
    chat.says("It's AB12345678").expect_texts({"when"});
    chat.says("It arrived three days ago")
        .expect_texts({"check"})
        .expect_words("order AB12345678")
        .expect_words("your money back");
    chat.says("Yes, that's right").expect_texts({"offer"});
    chat.says("now please").expect_texts({"to_person"}).expect_human("orders").expect_floor(floor_holder::waiting);
    chat.agent_joins().expect_silence().expect_floor(floor_holder::agent);
}

TEST_CASE("The bench's fixed script fits: each answer is taken, and after four turns a question is open",
          "[trees][retail]")
{
    std::ifstream file{std::string{AMENDS_SOURCE_DIR} + "/bench/scripts/retail-turns.json"};
    REQUIRE(file.good());
    const auto script = nlohmann::json::parse(file);
    CHECK(script.at("tree") == "retail-order");
    for (const char* language : {"en", "zh"}) {
        auto chat = shop();
        REQUIRE(script.at(language).size() == 4);
        for (const auto& line : script.at(language)) {
            chat.says(line.get<std::string>());
            INFO(chat.story());
            CHECK(chat.state().tries == 0);
            CHECK_FALSE(chat.state().confirming);
        }
        chat.expect_slot("order_number", "AB12345678").expect_slot("right", "yes").expect_node("offer");
        CHECK_FALSE(chat.state().question.empty());
    }
}

TEST_CASE("A customer who only says hello is asked one open question, then the apology names the failure (B10, C1)",
          "[trees][retail]")
{
    auto chat = shop();
    chat.says("你好").expect_texts({"hello", "sorry_first", "listen"}).expect_words("是怎么一回事？");
    chat.says("买的水壶到手就漏水，做饭的时候洒了一地")
        .expect_texts({"sorry_quality", "order"})
        .expect_case("complaint_class", "quality");
    chat.says("手边没有").expect_texts({"order_again"});
    chat.says("没有订单号").expect_texts({"order_phone"});
    chat.says("13800138000").expect_texts({"when"}).expect_slot("phone", "13800138000");
    chat.says("不记得了").expect_texts({"want"});
    chat.says("给我换一个吧").expect_texts({"check"}).expect_slot("desired_outcome", "exchange");
    chat.presses("yes").expect_texts({"offer"});
    chat.presses("later").expect_texts({"in_writing", "more"}); // the phone is known: how to reach is not asked
}

TEST_CASE("A story that does not tell its kind is sorted by one button (A11)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("hello").expect_texts({"hello", "sorry_first", "listen"});
    chat.says("it is about the blue lamp from last month").expect_texts({"kind"});
    chat.expect_options({"quality", "effectiveness", "timeliness", "price_billing", "promise", "attitude", "other"});
    SECTION("a broken promise")
    {
        chat.presses("promise").expect_texts({"sorry_promise", "order"}).expect_case("complaint_class", "promise");
    }
    SECTION("money")
    {
        chat.presses("price_billing").expect_texts({"sorry_money", "order"});
        chat.says("AB12345678").expect_texts({"amount"});
        chat.says("about 20 dollars").expect_texts({"want"}).expect_slot("amount", "20.00 USD");
    }
    SECTION("treatment")
    {
        chat.presses("attitude").expect_texts({"sorry_treatment", "order"});
        chat.says("AB12345678").expect_texts({"when"}).expect_words("Which day was that?");
    }
    SECTION("lateness, typed") { chat.says("it's late").expect_texts({"sorry_late", "order"}); }
    SECTION("the wrong item")
    {
        chat.presses("effectiveness").expect_texts({"sorry_delivery", "order"});
        chat.says("AB12345678").expect_texts({"want"});
    }
    SECTION("something else") { chat.presses("other").expect_texts({"order"}); }
    SECTION("no fitting answer twice: the customer is not pressed")
    {
        chat.says("well").expect_texts({"kind_again"});
        chat.says("well well").expect_texts({"order"});
    }
}

TEST_CASE("An angry customer reaches a person after the order and the wish (B10, C10)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("买的鞋子穿了两天就开胶了，气死我了！！！")
        .expect_texts({"hello", "sorry_quality", "order"})
        .expect_words("您生气我完全理解")
        .expect_tag("angry");
    chat.says("AB12345678").expect_texts({"want"});
    chat.presses("refund").expect_texts({"to_person"}).expect_human("orders");
}

TEST_CASE("Somebody who comes back about the same thing hears that it was noticed (E1)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("I have asked you three times already and my refund is still missing, it is late")
        .expect_texts({"hello", "sorry_repeat", "order"})
        .expect_tag("repeat_contact");
}

TEST_CASE("A wish for something else is asked for in the customer's own words (D2)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("My jacket arrived torn at the sleeve and looks worn");
    chat.says("AB12345678");
    chat.says("yesterday").expect_texts({"want"});
    SECTION("by button")
    {
        chat.presses("other").expect_texts({"wish"});
        chat.says("Have the sleeve mended by a tailor near me")
            .expect_texts({"check"})
            .expect_case("wish", "Have the sleeve mended by a tailor near me");
    }
    SECTION("by answers that fit nothing")
    {
        chat.says("hmm").expect_texts({"want_again"});
        chat.says("hmmm").expect_texts({"wish"}).expect_case("desired_outcome", "other");
        chat.says("don't know").expect_texts({"check"});
    }
}

TEST_CASE("What is read back can be put right in plain words or by button (F4)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("上周买的耳机左边没有声音，我要退款");
    chat.says("AB12345678");
    chat.says("昨天").expect_texts({"check"});
    SECTION("in plain words, at once")
    {
        chat.says("不对，订单号是 AB99999999")
            .expect_texts({"corrected", "check"})
            .expect_slot("order_number", "AB99999999")
            .expect_words("AB99999999");
    }
    SECTION("the last digit only")
    {
        chat.says("不是，订单号尾号是9").expect_slot("order_number", "AB12345679").expect_said("check");
    }
    SECTION("by button, then in words that are kept for the person")
    {
        chat.presses("no").expect_texts({"fix"}).expect_tag("fixing");
        chat.says("我买的是白色那一副").expect_texts({"corrected", "offer"}).expect_slot("fix", "我买的是白色那一副");
    }
    SECTION("by button, then with a correction")
    {
        chat.presses("no");
        chat.says("写错了，订单号是 AB99999999")
            .expect_texts({"corrected", "offer"})
            .expect_slot("order_number", "AB99999999");
    }
    SECTION("no answer that fits: the plan goes on") { chat.says("嗯……").expect_said("offer"); }
}

TEST_CASE("A day that can be read two ways is confirmed once", "[trees][retail]")
{
    auto chat = shop();
    chat.says("I bought headphones last week and the left side has no sound, I want my money back");
    chat.says("AB12345678");
    chat.says("last Tuesday").expect_texts({"happened_on_is"}).expect_words("Tue, November 24");
    SECTION("yes") { chat.says("yes, that's right").expect_texts({"check"}).expect_slot("happened_on", "2026-11-24"); }
    SECTION("no") { chat.says("no").expect_texts({"when"}).expect_unfilled("happened_on"); }
}

TEST_CASE("A wish that is only half said is confirmed in plain words (C4)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("退款到现在还没到账，已经等了半个月，客服一直没回复").expect_said("order");
    chat.says("AB12345678");
    chat.says("11月10日").expect_texts({"want_is"}).expect_words("您希望退款");
    chat.says("是的").expect_texts({"check"});
}

TEST_CASE("Side remarks are answered and the open question stays open (A10, G2)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("My kettle leaks and I can't use it any more").expect_said("order");
    chat.says("are you a bot?").expect_texts({"i_am_a_bot", "order"});
    chat.says("how do I complain?").expect_texts({"guide", "order"});
    chat.says("where is my order?").expect_texts({"cannot_see", "order"});
    chat.says("any update on my case?").expect_texts({"status_open", "order"});
    chat.says("there is another problem").expect_texts({"also", "order"});
    chat.says("thank you").expect_texts({"welcome", "order"});
    chat.says("说中文")
        .expect_texts({"switched", "order"})
        .expect_language("zh-Hans")
        .expect_words("我们用中文接着说")
        .expect_words("麻烦发一下订单号");
    chat.says("重新开始").expect_texts({"fresh_start", "listen"}).expect_unfilled("story");
    chat.says("my kettle leaks and I want to send it back").expect_language("en").expect_said("order");
    chat.says("speak chinese please").expect_said("switched").expect_language("zh-Hans");
}

TEST_CASE("Stop and goodbye are respected, and the case goes on (H2)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("My kettle leaks and I can't use it any more");
    SECTION("stop")
    {
        chat.says("stop").expect_texts({"stopped"}).expect_ended();
        chat.says("thanks").expect_texts({"welcome"});
    }
    SECTION("goodbye before a promise was made: one is made") // F12
    {
        chat.says("bye").expect_texts({"bye_promise"}).expect_ended();
        expect_promise(chat, chat.facts.now + 4h);
    }
    SECTION("goodbye after it")
    {
        with_nobody_there(chat);
        chat.says("talk to a person").expect_said("nobody");
        chat.says("bye").expect_texts({"closed"}).expect_ended();
    }
}

TEST_CASE("A silent customer is reminded once and kindly (C3)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("你好");
    chat.waits(5min).expect_texts({"listen_reminder"});
    chat.waits(1h);
    CHECK(chat.timers().empty());
    chat.says("   ").expect_said("listen_again");
    chat.says("买的水壶到手就漏水，做饭的时候洒了一地").expect_said("sorry_quality");
}
