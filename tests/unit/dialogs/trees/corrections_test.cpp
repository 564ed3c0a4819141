#include "tests/unit/dialogs/trees/shipped_tree.hpp"

using namespace amends;
using namespace amends::test;

TEST_CASE("an order number alone tells no story: it is kept, and what happened is asked again (C4)", "[trees][retail]")
{
    const auto [opening, number] = GENERATE(table<std::string, std::string>(
        {{"杯子碎了", "AB12345678"}, {"My mug arrived broken", "AB12345678"}, {"杯子碎了", "ab12345678。"}}));
    auto chat = chat_with("retail-order");
    chat.says(opening);
    REQUIRE(chat.state().asking == "story");
    chat.says(number).expect_slot("order_number", "AB12345678");
    CHECK(chat.state().asking == "story");
    chat.says(opening + ", 打开盒子就是碎的，里面全是碎片");
    CHECK(chat.state().asking != "order_number");
}

TEST_CASE("a parcel's number alone tells no story either (C4)", "[trees][parcel]")
{
    auto chat = chat_with("parcel-delivery");
    chat.says("有个问题");
    REQUIRE(chat.state().asking == "story");
    chat.says("SF1234567890");
    CHECK(chat.state().asking == "story");
    chat.says("包裹被压坏了，里面的东西全湿了");
    CHECK(chat.state().asking != "tracking_number");
}

TEST_CASE("who has no number and gives another way to find it is not asked for the number again (C4)",
          "[trees][retail]")
{
    const auto [opening, answer, phone] = GENERATE(table<std::string, std::string, std::string>(
        {{"You sent me the wrong item, it is not what I ordered", "I don't have it, my phone is +44 20 7946 0000",
          "+442079460000"},
         {"发错货了，不是我买的那个颜色", "没有订单号，手机号是13800138000", "13800138000"}}));
    auto chat = chat_with("retail-order");
    chat.says(opening).expect_said("order");
    chat.says(answer).expect_slot("phone", phone).expect_texts({"want"});
}

TEST_CASE("the end of a number is corrected whatever else is known (C4)", "[trees][retail]")
{
    const auto [opening, correction] = GENERATE(table<std::string, std::string>(
        {{"The left side of my headphones has no sound, order AB12345678, I paid $30 and want a refund",
          "no, the number ends in 7"},
         {"耳机左边没有声音，订单AB12345678，花了三百二十元，我要退款", "不对，尾号是7"}}));
    auto chat = chat_with("retail-order");
    chat.says(opening).expect_slot("order_number", "AB12345678");
    chat.says(correction).expect_slot("order_number", "AB12345677");
}

TEST_CASE("another wish in plain words replaces the first (C4, D1)", "[trees][retail]")
{
    const auto [opening, correction] = GENERATE(table<std::string, std::string>(
        {{"The left side of my headphones has no sound, order AB12345678, I want my money back",
          "Actually I want a replacement"},
         {"The left side of my headphones has no sound, order AB12345678, I want my money back",
          "no, I want a replacement"},
         {"The left side of my headphones has no sound, order AB12345678, I want my money back",
          "I would rather have a replacement instead of a refund"},
         {"耳机左边没有声音，订单AB12345678，我要退款", "我改主意了，还是换货吧"},
         {"耳机左边没有声音，订单AB12345678，我要退款", "算了，我想换货，不要退款了"}}));
    auto chat = chat_with("retail-order");
    chat.says(opening).expect_slot("desired_outcome", "refund");
    chat.says(correction).expect_slot("desired_outcome", "exchange");
    CHECK(chat.state().slots.at("order_number").value == "AB12345678");
}

TEST_CASE("another wish replaces the first also when everything is being checked (C4, D1)", "[trees][retail]")
{
    const auto [opening, when, correction] = GENERATE(table<std::string, std::string, std::string>(
        {{"The left side of my headphones has no sound, order AB12345678, I want my money back", "three days ago",
          "Actually, a replacement"},
         {"耳机左边没有声音，订单AB12345678，我要退款", "三天前", "还是换货吧"}}));
    auto chat = chat_with("retail-order");
    chat.says(opening);
    chat.says(when).expect_texts({"check"});
    chat.says(correction).expect_slot("desired_outcome", "exchange");
}
