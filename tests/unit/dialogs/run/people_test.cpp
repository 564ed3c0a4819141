#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::shop;

TEST_CASE("a customer who waits is told so at most once a minute", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工").expect_floor(floor_holder::waiting);
    chat.says("快一点").expect_silence();
    chat.waits(std::chrono::seconds{61}).says("还在吗").expect_texts({"waiting"});
    chat.says("喂").expect_silence();
    chat.says("转人工").expect_texts({"waiting"}); // asked for directly, answered directly
}

TEST_CASE("when nobody comes in time the wait ends honestly with a promise", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工");
    chat.waits(std::chrono::seconds{180})
        .expect_texts({"nobody_there", "promise_line", "ask_happy"})
        .expect_floor(floor_holder::bot);
    CHECK(std::holds_alternative<withdraw_request>(chat.effects().front()));
    CHECK(chat.timers().empty());
}

TEST_CASE("outside hours nobody is asked for and the time is told", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.facts.business_open = false;
    chat.says("转人工").expect_said("closed").expect_words("11月28日").expect_floor(floor_holder::bot);
    CHECK(chat.effect<request_human>() == nullptr);
    const auto* promised = chat.effect<record_promise>();
    REQUIRE(promised != nullptr);
    CHECK(promised->due == chat.facts.next_open + std::chrono::hours{4}); // business hours begin when people are there
}

TEST_CASE("with nobody signed in nobody is asked for", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.facts.agents_available = 0;
    chat.says("转人工").expect_said("nobody_there").expect_floor(floor_holder::bot);
}

TEST_CASE("while an agent speaks the bot is silent, and still keeps what is said (I4, C4)", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工").agent_joins().expect_silence().expect_floor(floor_holder::agent).expect_node("with_agent");
    CHECK(chat.timers().empty());
    chat.says("订单号是AB123456，气死我了")
        .expect_silence()
        .expect_slot("order_number", "AB123456")
        .expect_case("emotion_level", "3");
    chat.fires("wait").expect_silence();
    chat.fires("remind:q1").expect_silence();
}

TEST_CASE("an agent may take over in the middle of a question, whose quick replies are then void", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉");
    const auto open = chat.state().question;
    chat.agent_joins().expect_silence();
    CHECK(chat.state().question.empty());
    chat.fires("remind:" + open).expect_silence();
    chat.agent_returns().expect_texts({"back_to_me", "tell_me"}).expect_floor(floor_holder::bot);
}

TEST_CASE("a resolved conversation goes on with the survey, by the agent's name", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工")
        .agent_joins("李娜")
        .agent_resolves()
        .expect_texts({"agent_done", "survey_intro", "ask_outcome"})
        .expect_words("李娜");
}

TEST_CASE("an agent who vanishes is replaced from the front of the queue", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工")
        .agent_joins("李娜")
        .agent_vanishes()
        .expect_texts({"vanished"})
        .expect_floor(floor_holder::waiting);
    REQUIRE(chat.effect<request_human>() != nullptr);
    CHECK(chat.effect<request_human>()->priority == 1);
    chat.waits(std::chrono::minutes{4}).expect_said("nobody_there");
}

TEST_CASE("a customer may go back to the bot instead of waiting", "[dialogs]")
{
    for (const auto* line : {"不等了，我们继续吧", "I don't want to wait, let's continue"}) {
        dialog_script chat{shop()};
        chat.says("转人工").says(line).expect_said("back_to_me").expect_floor(floor_holder::bot);
        CHECK(chat.effect<withdraw_request>() != nullptr);
        CHECK(chat.effect<cancel_timer>() != nullptr);
    }
}

TEST_CASE("a new danger is answered also while a person is on the way (E3)", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("转人工").says("我不想活了").expect_said("keep_safe").expect_human("shop");
    CHECK(chat.effect<request_human>()->priority == 1);
    chat.says("我不想活了").expect_not_said("connecting"); // the wait does not begin anew with every line
}

TEST_CASE("an agent who leaves without having the floor changes nothing", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.says("我要投诉").agent_resolves().expect_silence().expect_floor(floor_holder::bot).expect_asking("story");
}

TEST_CASE("an agent who comes before the first message is not spoken over (I4)", "[dialogs]")
{
    dialog_script chat{shop()};
    chat.agent_joins().says("我要投诉").expect_silence().expect_floor(floor_holder::agent).expect_case("severity", "3");
    chat.agent_returns().expect_texts({"back_to_me", "tell_me"});
}
