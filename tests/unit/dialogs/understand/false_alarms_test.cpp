#include "dialogs/understand/understand.hpp"

#include <catch2/catch.hpp>

#include <initializer_list>
#include <utility>

using namespace amends;

namespace {

using sayings = std::initializer_list<std::pair<const char*, const char*>>; ///< language, text

void check_none(signal alarm, sayings all)
{
    for (const auto& [language, text] : all) {
        INFO(text);
        CHECK_FALSE(dialogs::understand(text, {language, "UTC", from_unix_ms(1'795'762'800'000)}).has(alarm));
    }
}

} // namespace

TEST_CASE("plain wishes and figures of speech are no cry for help (E3)", "[understand]")
{
    check_none(signal::self_harm, {{"en", "I want to exchange them"},
                                   {"en", "I want to swap them"},
                                   {"en", "I want to keep them"},
                                   {"en", "I want to sell it"},
                                   {"en", "I want to try another one"},
                                   {"en", "I don't want them any more"},

                                   {"en", "I want to die laughing"},
                                   {"en", "the waiter was so slow we could have died of boredom"},

                                   {"zh-Hans", "我不想活在等待里"},
                                   {"zh-Hans", "我不想等了"},
                                   {"zh-Hans", "我不想再用了"},

                                   {"zh-Hans", "我想死你们了"},
                                   {"zh-Hans", "跳楼价买的"}});
}

TEST_CASE("a charge taken twice is no threat, and what is late is heard as late", "[understand]")
{
    check_none(signal::regulator_threat, {{"en", "You charged me twice, order number #12345"},
                                          {"en", "charged twice, number 55512345"},
                                          {"zh-Hans", "你们扣了我两次钱，订单号88888"}});
    for (const auto& [language, text] : sayings{{"en", "My order is late"},
                                                {"en", "my package is late"},
                                                {"en", "it's late"},
                                                {"zh-Hans", "快递慢死了"}}) {
        INFO(text);
        CHECK(dialogs::understand(text, {language, "UTC", {}}).complaint_class == "timeliness");
    }
}

TEST_CASE("a number of an order, a room or a price is no hotline", "[understand]")
{
    check_none(signal::regulator_threat, {{"en", "My order number is 12345"},
                                          {"en", "order 12345"},
                                          {"en", "It is booking no. 12315, room 315"},
                                          {"zh-Hans", "订单号是12345"},
                                          {"zh-Hans", "单号：12315"},
                                          {"zh-Hans", "我付了315元，房间110"},
                                          {"zh-Hans", "尾号12345"}});
    for (const auto* text : {"再不退钱我打12345", "12315见", "我已经打了12345"}) {
        INFO(text);
        CHECK(dialogs::understand(text, {"zh-Hans", "UTC", {}}).has(signal::regulator_threat));
    }
    for (const auto* text : {"我不想活了", "我不想活在这个世上了", "活着没意思", "我不想活"}) {
        INFO(text);
        CHECK(dialogs::understand(text, {"zh-Hans", "UTC", {}}).has(signal::self_harm));
    }
}

TEST_CASE("what breaks, blocks or hurts things is no danger to people", "[understand]")
{
    check_none(signal::safety_threat, {{"en", "and now you have blocked my card because of it"},
                                       {"en", "The rice was hard"},
                                       {"en", "The waitress rolled her eyes at us"},
                                       {"en", "The salad leaves were brown"},
                                       {"en", "Our waiter forgot us for half an hour"},
                                       {"en", "Your engineer never turned up and I lost a day at work"},
                                       {"en", "A letter from the guide would do"},
                                       {"en", "The shower in our room was broken and the sheets had not been changed"},
                                       {"zh-Hans", "骑手放错门口"},
                                       {"zh-Hans", "房间里有股霉味，马桶还漏水"}});
}

TEST_CASE("waiting, dates and numbers are no threat of an authority", "[understand]")
{
    check_none(signal::regulator_threat,
               {{"en", "1234, and you have blocked my card"},
                {"en", "the tracking page shows wrong information, it says Leeds"},
                {"en", "I have complained three times about this trip and nobody has answered"}});
}

TEST_CASE("who speaks of staff does not ask for them", "[understand]")
{
    check_none(signal::human_wanted, {{"zh-Hans", "不方便说"}, {"zh-Hans", "把当时放在哪儿拍张照发给我"}});
}
