/// The retail tree around people: asking for one, waiting, threats, insults, and after a person has spoken.
#include "tests/unit/dialogs/trees/shipped_tree.hpp"

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;

namespace {

dialog_script shop() { return chat_with("retail-order"); }

} // namespace

TEST_CASE("Nobody there: said honestly, with a time, and a way to be reached (F12, G3, H9)", "[trees][retail]")
{
    auto chat = shop();
    with_nobody_there(chat);
    chat.says("转人工")
        .expect_texts({"hello", "nobody", "how"})
        .expect_words("11月27日周五 19:00")
        .expect_floor(floor_holder::bot);
    expect_promise(chat, chat.facts.now + 4h);
    chat.presses("phone").expect_texts({"phone"});
    chat.says("打我电话").expect_texts({"phone_again"});
    chat.says("138 0013 8000").expect_texts({"more"}).expect_case("phone", "13800138000");
    chat.says("另外包装盒也是破的").expect_texts({"noted", "more"});
    chat.presses("yes").expect_texts({"add"});
    chat.says("是周末买的").expect_texts({"noted", "more"});
    chat.says("转人工").expect_texts({"nobody", "more"}); // other words than before (B3)
    chat.says("没有了，谢谢").expect_said("closed").expect_ended();
    chat.says("谢谢").expect_texts({"welcome"});
    chat.says("再见").expect_texts({"see_you"});
}

TEST_CASE("A person who does not come in three minutes is not waited for in silence (G3, M11)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("I want to speak to a person").expect_texts({"hello", "to_person"}).expect_human("orders");
    chat.says("are you still there?").expect_silence();
    chat.waits(70s);
    chat.says("hello?").expect_texts({"while_waiting"});
    chat.waits(3min).expect_texts({"nobody", "how"}).expect_floor(floor_holder::bot);
    CHECK(chat.effect<withdraw_request>() != nullptr);
    chat.presses("email").expect_texts({"email"});
    chat.says("not-an-address").expect_texts({"email_again"});
    chat.says("jo@example.com").expect_texts({"more"}).expect_case("email", "jo@example.com");
    chat.says("how far is my case? any update?").expect_texts({"status_promised", "more"});
}

TEST_CASE("Outside hours: when people are back and when the answer comes (G3, H9)", "[trees][retail]")
{
    auto chat = shop();
    outside_hours(chat);
    chat.says("my parcel has the wrong item in it, it is not what I ordered").expect_said("sorry_delivery");
    chat.says("AB12345678").expect_texts({"want"});
    chat.presses("exchange").expect_texts({"check"});
    chat.presses("yes")
        .expect_texts({"after_hours", "how"})
        .expect_words("Sat, November 28 at 9:00")
        .expect_words("Sat, November 28 at 1:00");
    expect_promise(chat, chat.facts.next_open + 4h);
    chat.says("skip that").expect_said("how_again");
    chat.says("hm").expect_texts({"more"});
}

TEST_CASE("Who would rather not wait goes on where the story stands (H9)", "[trees][retail]")
{
    auto chat = shop();
    SECTION("nothing told yet")
    {
        chat.says("转人工").expect_floor(floor_holder::waiting);
        chat.says("不等了，还是跟机器人说吧").expect_texts({"listen"}).expect_floor(floor_holder::bot);
    }
    SECTION("the story told")
    {
        chat.says("买的水壶到手就漏水，做饭的时候洒了一地");
        chat.says("转人工").expect_texts({"to_person"});
        chat.says("不等了，还是跟机器人说吧").expect_texts({"order"});
    }
    SECTION("everything told")
    {
        chat.says("上周买的耳机左边没有声音，我要退款");
        chat.says("转人工").expect_texts({"to_person"});
        chat.says("不等了，还是跟机器人说吧").expect_texts({"in_writing", "how"});
        chat.presses("chat").expect_texts({"more"});
        chat.says("转人工").expect_texts({"to_person"});
        chat.says("不等了，还是跟机器人说吧").expect_texts({"more"});
    }
}

TEST_CASE("Threats and danger go to a person first of all, with what helps at once (E3, E4)", "[trees][retail]")
{
    auto chat = shop();
    SECTION("publicity, zh")
    {
        chat.says("手机开不了机，再不处理我就找记者曝光你们")
            .expect_texts({"hello", "public", "urgent_person"})
            .expect_human("orders");
        expect_priority(chat, 1);
    }
    SECTION("a regulator, zh")
    {
        chat.says("我要打12315投诉你们")
            .expect_texts({"hello", "official", "urgent_person"})
            .expect_words("是您的权利");
        expect_priority(chat, 1);
    }
    SECTION("a court, en")
    {
        chat.says("my order is late");
        chat.says("I will see you in court").expect_texts({"official", "urgent_person"});
        expect_priority(chat, 1);
    }
    SECTION("safety, en")
    {
        chat.says("the charger caught fire and burned my table")
            .expect_texts({"hello", "danger", "urgent_person"})
            .expect_words("emergency number");
        expect_priority(chat, 1);
    }
    SECTION("self-harm, zh")
    {
        chat.says("为了这个单子我都不想活了")
            .expect_texts({"hello", "care", "care_person"})
            .expect_words("12356")
            .expect_words("120");
        expect_priority(chat, 1);
    }
    SECTION("self-harm with nobody there is not left alone")
    {
        with_nobody_there(chat);
        chat.says("I want to die")
            .expect_texts({"hello", "care", "care_alone", "care_phone"})
            .expect_words("116 123")
            .expect_words("November 27 at 4:00");
        chat.says("skip").expect_texts({"more"});
    }
    SECTION("danger outside hours still gets its advice and a time")
    {
        outside_hours(chat);
        chat.says("充电宝冒烟了").expect_texts({"hello", "danger", "urgent", "how"}).expect_words("119");
    }
    SECTION("a second threat only asks for the person again")
    {
        with_nobody_there(chat);
        chat.says("我要曝光你们").expect_said("public");
        chat.says("我要曝光你们").expect_not_said("public").expect_said("urgent");
    }
}

TEST_CASE("Insults are met calmly twice, then with a boundary, then with a person (C10)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("买的耳机坏了，左边完全没有声音").expect_said("order");
    chat.says("傻逼").expect_texts({"calm_1", "order"});
    chat.says("废物").expect_texts({"calm_2", "order"});
    chat.says("白痴").expect_texts({"boundary", "order"});
    chat.says("智障").expect_texts({"to_person"}).expect_human("orders");
}

TEST_CASE("After a person: confirmation, survey and farewell (K3, L2, L3)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("转人工");
    chat.agent_joins();
    chat.says("耳机左边没声音").expect_silence(); // I4
    chat.agent_resolves().expect_texts({"solved"}).expect_options({"yes", "no"});
    SECTION("resolved: five ratings and a comment")
    {
        chat.says("解决了").expect_texts({"survey_intro", "survey_outcome"}).expect_case("customer_confirms", "yes");
        chat.presses("4").expect_texts({"survey_procedure"});
        chat.says("五分").expect_texts({"survey_interaction"});
        chat.says("不好说").expect_texts({"survey_again"});
        chat.says("5分").expect_texts({"survey_effort"});
        chat.says("3").expect_texts({"survey_return"});
        chat.says("5").expect_texts({"survey_comment"});
        chat.says("处理得很清楚，谢谢").expect_texts({"survey_thanks", "done"}).expect_ended();
        const auto* survey = chat.effect<record_survey>();
        REQUIRE(survey != nullptr);
        CHECK(survey->answers == std::map<std::string, std::string>{{"outcome", "4"},
                                                                    {"procedure", "5"},
                                                                    {"interaction", "5"},
                                                                    {"effort", "3"},
                                                                    {"return", "5"},
                                                                    {"comment", "处理得很清楚，谢谢"}});
        chat.says("谢谢").expect_texts({"welcome"});
    }
    SECTION("no comment is no comment")
    {
        chat.presses("yes");
        for (int i = 0; i < 5; ++i) chat.says("5");
        chat.says("没有").expect_texts({"survey_thanks", "done"});
        REQUIRE(chat.effect<record_survey>() != nullptr);
        CHECK(chat.effect<record_survey>()->answers.count("comment") == 0);
    }
    SECTION("a survey that is broken off keeps the answers given before")
    {
        chat.presses("yes");
        chat.says("4").says("不想评").says("不评").expect_texts({"done"}).expect_ended();
        REQUIRE(chat.effect<record_survey>() != nullptr);
        CHECK(chat.effect<record_survey>()->answers == std::map<std::string, std::string>{{"outcome", "4"}});
    }
    SECTION("somebody who will not rate is let go")
    {
        chat.presses("yes");
        chat.says("不想评").expect_texts({"survey_again"});
        chat.says("不评").expect_texts({"done"}).expect_ended();
    }
    SECTION("not resolved: reopened for someone else, with a time") // K4
    {
        chat.says("还没有")
            .expect_texts({"reopened", "how"})
            .expect_tag("reopened")
            .expect_case("customer_confirms", "no");
        expect_promise(chat, chat.facts.now + 4h);
    }
    SECTION("silence and vagueness are not satisfaction")
    {
        chat.says("说不好").expect_texts({"solved_again"});
        chat.says("看吧").expect_texts({"closed"}).expect_ended();
    }
}

TEST_CASE("An agent hands back or vanishes: the customer is told who speaks (H2)", "[trees][retail]")
{
    auto chat = shop();
    chat.says("talk to a person");
    chat.agent_joins("Li Na");
    SECTION("handed back")
    {
        chat.agent_returns().expect_texts({"came_back", "in_writing", "how"}).expect_words("automated assistant");
        CHECK(chat.effect<record_promise>() != nullptr);
        chat.says("that's all").expect_said("closed").expect_ended();
    }
    SECTION("vanished")
    {
        chat.agent_vanishes().expect_texts({"agent_vanished"}).expect_human("orders");
        expect_priority(chat, 1);
    }
}
