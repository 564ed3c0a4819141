#include "tests/unit/dialogs/trees/shipped_tree.hpp"

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;

namespace {

using fields = std::map<std::string, std::string>;

dialog_script with_records(std::string_view tree)
{
    auto chat = chat_with(tree);
    chat.facts.connectors = {"order"};
    return chat;
}

} // namespace

TEST_CASE("A first message that says everything leads to the offers within three customer turns, in Chinese (C4, F2)",
          "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，订单号 AB12345678，我要退款")
        .expect_texts({"hello", "sorry_quality", "looking"})
        .expect_words("订单 AB12345678");
    chat.answers({{"status", "delivered"}, {"total", "129"}, {"delivered_on", "2026-11-20"}})
        .expect_texts({"recorded", "check"})
        .expect_words("实付 ¥129.00，已签收（11月20日）")
        .expect_case("fact_status", "recorded")
        .expect_case("order_status", "delivered");
    chat.says("对")
        .expect_texts({"terms_refund", "terms_replace", "terms_part", "choose"})
        .expect_options({"refund_all", "replace", "part_back", "none"})
        .expect_words("¥129.00 原路退回");
    chat.says("退款").expect_texts({"agreed", "how"}).expect_words("¥129.00").expect_case("remedy", "refund");
    expect_promise(chat, chat.facts.now + 4h);
    chat.presses("chat").expect_texts({"more"});
    chat.says("处理进度怎么样了").expect_said("status_promised").expect_words("11月27日周五 19:00"); // G2
}

TEST_CASE("A first message that says everything leads to the offers within three customer turns, in English (C4, F2)",
          "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says(
            "The headphones I bought last week have no sound on the left side, order AB12345678, I want my money back")
        .expect_texts({"hello", "sorry_quality", "looking"});
    chat.answers({{"status", "delivered"}, {"total", "129"}, {"delivered_on", "2026-11-20"}})
        .expect_texts({"recorded", "check"})
        .expect_words("CN¥129.00 paid, delivered on November 20");
    chat.says("Yes, that's right").expect_texts({"terms_refund", "terms_replace", "terms_part", "choose"});
    chat.says("a refund please").expect_said("agreed");
}

TEST_CASE("More than the bot may give is agreed on, and signed for by a person (F1, I9)", "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，订单号 AB12345678，我要退款");
    chat.answers({{"status", "delivered"}, {"total", "1299"}, {"delivered_on", "2026-11-20"}}).says("对");
    chat.presses("refund_all").expect_said("agreed_above").expect_words("¥1,299.00").expect_words("签字");
    SECTION("signed")
    {
        chat.happens(remedy_decided{"refund_all", true}).expect_said("remedy_signed").expect_words("¥1,299.00");
        chat.happens(remedy_executed{"refund_all", true}).expect_said("remedy_done");
    }
    SECTION("not signed: a person explains and looks further (F5)")
    {
        chat.happens(remedy_decided{"refund_all", false}).expect_said("remedy_refused").expect_human("orders");
    }
}

TEST_CASE("An order that is not found, or cannot be asked about, costs the customer nothing", "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，我要退款").expect_texts({"hello", "sorry_quality", "order"});
    chat.says("AB12345678").expect_texts({"looking"});
    SECTION("not found")
    {
        chat.finds_nothing().expect_texts({"unrecorded", "when"});
        chat.says("三天前收到的").expect_texts({"check"});
        chat.says("对").expect_texts({"offer"}); // nothing is offered on what nobody has looked up (B5, C5)
    }
    SECTION("no answer")
    {
        chat.waits(10s).expect_texts({"out_of_reach", "when"}); // M11
        chat.says("三天前收到的").says("对").expect_texts({"offer"});
    }
}

TEST_CASE("What is on record is not changed by what the customer says of it (C5, F1)", "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，订单号 AB12345678，我要退款");
    chat.answers({{"status", "delivered"}, {"total", "129"}, {"delivered_on", "2026-11-20"}})
        .expect_texts({"recorded", "check"});
    SECTION("another price")
    {
        chat.says("不对，是 190 元").expect_slot("paid", "129.00 CNY").expect_case("paid", "129.00 CNY");
    }
    SECTION("what only sounds like a price")
    {
        chat.says("对").says("你误会了，我不是这个意思");
        chat.says("我说的是白色那一副").expect_slot("paid", "129.00 CNY");
    }
    SECTION("what the customer told is still the customer's to correct")
    {
        chat.says("不对，我要换货").expect_slot("desired_outcome", "exchange").expect_said("corrected");
    }
}

TEST_CASE("Who declines says what does not fit, and a person goes on from there (C6)", "[trees][remedy]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，订单号 AB12345678，我要退款");
    chat.answers({{"status", "delivered"}, {"total", "129"}, {"delivered_on", "2026-11-20"}}).says("对");
    SECTION("declined")
    {
        chat.presses("none").expect_texts({"not_these"});
        chat.says("我急着用，等不了三天").expect_texts({"offer"}).expect_case("missing", "我急着用，等不了三天");
    }
    SECTION("countered, raised once, then a person's to decide (F7)")
    {
        chat.says("给我 500 块").expect_said("terms_part").expect_words("退您 ¥50.00");
        chat.says("500 块").expect_case("remedy_status", "countered").expect_said("passed_on");
    }
}

TEST_CASE("Doubt about an offer is answered with what it rests on, and the offer stays (C7)", "[trees][objection]")
{
    auto chat = with_records("retail-order");
    chat.says("上周买的耳机左边没有声音，订单号 AB12345678，我要退款");
    chat.answers({{"status", "delivered"}, {"total", "129"}, {"delivered_on", "2026-11-20"}}).says("对");
    chat.objects("这个数对吗", objection_kind::doubt)
        .expect_texts({"doubt.see", "doubt.shown", "doubt.settled"})
        .expect_words("订单记录（实付 ¥129.00）");
    SECTION("settled") { chat.says("清楚了，是的").expect_said("choose"); }
    SECTION("not settled: marked for a person")
    {
        chat.says("没有").expect_texts({"doubt.marked", "choose"}).expect_tag("in_doubt");
    }
}

TEST_CASE("A misunderstanding and a special request are heard at any time after the summary (C8, C9)",
          "[trees][objection]")
{
    for (const auto* tree : {"retail-order", "hotel-stay", "parcel-delivery"}) {
        auto chat = chat_with(tree);
        with_nobody_there(chat);
        chat.says("转人工").expect_said("nobody");
        chat.objects("我不是这个意思", objection_kind::misunderstanding).expect_texts({"misread.point"});
        chat.says("我指的是那副白色的，不是黑色的").expect_said("misread.fact");
        chat.objects("能不能周末送到我妈那里", objection_kind::special_request).expect_said("request.own");
        expect_promise(chat, chat.facts.now + 4h);
    }
}

TEST_CASE("A stay and a parcel are settled on what is on record too (F2, F8)", "[trees][remedy]")
{
    auto hotel = with_records("hotel-stay");
    hotel.says("房间空调坏了，整晚没法睡，预订号 HT20261120，已经离店了").expect_said("hello");
    for (int i = 0; i < 6 && hotel.state().lookup.empty(); ++i) {
        if (hotel.state().asking == "where")
            hotel.presses("left");
        else if (hotel.state().asking == "booking_number")
            hotel.says("HT20261120");
        else
            hotel.says("空调整晚都没有冷气，前台也没人管");
    }
    hotel.answers({{"status", "checked_out"}, {"total", "800"}, {"check_in", "2026-11-20"}})
        .expect_said("recorded")
        .expect_slot("paid", "800.00 CNY")
        .expect_slot("checked_in", "2026-11-20");
    hotel.presses("discount").expect_texts({"check"});
    hotel.presses("yes").expect_said("terms_rate").expect_words("¥120.00");

    auto parcel = with_records("parcel-delivery");
    parcel.says("My parcel is late, it has been two weeks, number YT1234567890123").expect_said("looking");
    parcel.answers({{"status", "moving"}, {"freight", "18"}})
        .expect_said("recorded")
        .expect_slot("freight", "18.00 CNY");
}
