#include "dialogs/slots/parse.hpp"

#include "dialogs/slots/numerals.hpp"
#include "dialogs/slots/order_id.hpp"
#include "dialogs/slots/pattern.hpp"
#include "dialogs/slots/phrases.hpp"
#include "dialogs/slots/yes_no.hpp"
#include "dialogs/understand/understand.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::dialogs;

namespace {

/// Friday, 2026-11-27 15:00 in Shanghai.
const message_surroundings around{"", "Asia/Shanghai", from_unix_ms(1'795'762'800'000)};

parsed_slot parse(const slot_definition& slot, std::string_view text)
{
    return parse_slot(slot, text, fold(text), understand(text, around));
}

slot_definition of(slot_type type)
{
    slot_definition slot;
    slot.name = "slot";
    slot.type = type;
    return slot;
}

struct row {
    const char* text;
    const char* value; ///< empty: does not fit
    bool sure = true;
};

void check(const slot_definition& slot, const std::vector<row>& rows)
{
    for (const auto& each : rows) {
        const auto found = parse(slot, each.text);
        INFO(each.text);
        CHECK(found.value == each.value);
        if (*each.value) {
            CHECK(found.how != fit::none);
            CHECK(found.sure == each.sure);
        } else {
            CHECK(found.how == fit::none);
        }
    }
}

} // namespace

TEST_CASE("numbers are read in digits, Chinese numerals and English words", "[dialogs][slots]")
{
    check(of(slot_type::number),
          {{"12", "12"},         {"１２", "12"},           {"十二", "12"},        {"twelve", "12"},
           {"两个", "2"},        {"三百二十", "320"},      {"三百二", "320"},     {"一万二", "12000"},
           {"一千零五", "1005"}, {"二十", "20"},           {"一百", "100"},       {"两千五", "2500"},
           {"1,299", "1299"},    {"3.5", "3.5"},           {"twenty-five", "25"}, {"three hundred and twenty", "320"},
           {"a hundred", "100"}, {"two thousand", "2000"}, {"壹佰", "100"},       {"none", ""},
           {"好多", ""},         {"3 or 4", "3", false},   {"大概5个吧", "5"}});
    auto bounded = of(slot_type::number);
    bounded.min = 1, bounded.max = 10, bounded.has_min = bounded.has_max = true;
    check(bounded, {{"10", "10"}, {"11", ""}, {"0", ""}});
}

TEST_CASE("money is read with its currency", "[dialogs][slots]")
{
    check(of(slot_type::money), {{"¥1,299.00", "1299.00 CNY"},
                                 {"￥1299", "1299.00 CNY"},
                                 {"三百二十块", "320.00 CNY"},
                                 {"三块五", "3.50 CNY"},
                                 {"320元", "320.00 CNY"},
                                 {"1.2万元", "12000.00 CNY"},
                                 {"20 quid", "20.00 GBP"},
                                 {"$5", "5.00 USD"},
                                 {"US$ 5.50", "5.50 USD"},
                                 {"19 euros", "19.00 EUR"},
                                 {"€19.99", "19.99 EUR"},
                                 {"twenty dollars", "20.00 USD"},
                                 {"大概三百块钱", "300.00 CNY"},
                                 {"１２９９元", "1299.00 CNY"},
                                 {"50港币", "50.00 HKD"},
                                 {"320", "320.00 CNY"},
                                 {"I paid £12 for it", "12.00 GBP"},
                                 {"3块5毛", "3.50 CNY"},
                                 {"rmb 88", "88.00 CNY"},
                                 {"a lot", ""},
                                 {"很多钱", ""}});
    auto pounds = of(slot_type::money);
    pounds.currency = "GBP";
    check(pounds, {{"45", "45.00 GBP"}, {"四十五", "45.00 GBP"}, {"$45", "45.00 USD"}});
}

TEST_CASE("dates are read against the customer's calendar", "[dialogs][slots]")
{
    check(of(slot_type::date), {{"昨天", "2026-11-26"},
                                {"前天", "2026-11-25"},
                                {"大前天", "2026-11-24"},
                                {"今天", "2026-11-27"},
                                {"昨晚", "2026-11-26"},
                                {"上周二", "2026-11-17"},
                                {"上上周二", "2026-11-10"},
                                {"这周二", "2026-11-24"},
                                {"上个星期天", "2026-11-22"},
                                {"周二", "2026-11-24", false},
                                {"三天前", "2026-11-24"},
                                {"3天前", "2026-11-24"},
                                {"两周前", "2026-11-13"},
                                {"11月3日", "2026-11-03"},
                                {"十一月三号", "2026-11-03"},
                                {"3号", "2026-11-03", false},
                                {"2026年11月3日", "2026-11-03"},
                                {"2026-11-03", "2026-11-03"},
                                {"2026/11/3", "2026-11-03"},
                                {"12月1日", "2026-12-01"},
                                {"5月1日", "2026-05-01"},
                                {"11/3", "2026-11-03", false},
                                {"yesterday", "2026-11-26"},
                                {"the day before yesterday", "2026-11-25"},
                                {"last Tuesday", "2026-11-24", false},
                                {"last Saturday", "2026-11-21"},
                                {"on Tuesday", "2026-11-24", false},
                                {"3 days ago", "2026-11-24"},
                                {"three days ago", "2026-11-24"},
                                {"a week ago", "2026-11-20"},
                                {"Nov 3", "2026-11-03"},
                                {"November 3rd, 2025", "2025-11-03"},
                                {"3 November", "2026-11-03"},
                                {"the 3rd of November", "2026-11-03"},
                                {"03/04", "2026-03-04", false},
                                {"25/12", "2026-12-25"},
                                {"2月30日", ""},
                                {"2026-13-01", ""},
                                {"sometime", ""},
                                {"不记得", ""},
                                {"几天前", ""}});
}

TEST_CASE("times are read with their day", "[dialogs][slots]")
{
    check(of(slot_type::time), {{"昨天下午三点", "2026-11-26T15:00"},
                                {"昨天下午3点半", "2026-11-26T15:30"},
                                {"今天早上八点一刻", "2026-11-27T08:15"},
                                {"前天晚上十一点", "2026-11-25T23:00"},
                                {"昨天15:30", "2026-11-26T15:30"},
                                {"11月3日上午10点20分", "2026-11-03T10:20"},
                                {"昨天中午十二点", "2026-11-26T12:00"},
                                {"三点", "2026-11-27T03:00", false},
                                {"yesterday at 3 pm", "2026-11-26T15:00"},
                                {"3:30pm yesterday", "2026-11-26T15:30"},
                                {"15:30", "2026-11-27T15:30", false},
                                {"Nov 3 at 9 am", "2026-11-03T09:00"},
                                {"yesterday at noon", "2026-11-26T12:00"},
                                {"刚才", "2026-11-27T15:00"},
                                {"just now", "2026-11-27T15:00"},
                                {"25:00", ""},
                                {"later", ""}});
}

TEST_CASE("phones and e-mail addresses are read as people write them", "[dialogs][slots]")
{
    check(of(slot_type::phone), {{"13800138000", "13800138000"},
                                 {"138-0013-8000", "13800138000"},
                                 {"１３８００１３８０００", "13800138000"},
                                 {"+44 20 7946 0958", "+442079460958"},
                                 {"我的手机号是 138 0013 8000", "13800138000"},
                                 {"(020) 7946-0958", "02079460958"},
                                 {"call 555-1234", "5551234", false},
                                 {"12345", ""},
                                 {"没有电话", ""}});
    check(of(slot_type::email), {{"li.na@example.com", "li.na@example.com"},
                                 {"Li.Na@Example.COM", "Li.Na@example.com"},
                                 {"发到 a_b+c@mail.example.cn 吧", "a_b+c@mail.example.cn"},
                                 {"not@mail", ""},
                                 {"li.na at example", ""}});
}

TEST_CASE("an order number is found anywhere by its pattern", "[dialogs][slots]")
{
    auto slot = of(slot_type::order_id);
    slot.pattern = *compile_order_pattern("[A-Z]{2}[0-9]{6}");
    check(slot, {{"AB123456", "AB123456"},
                 {"ab123456", "AB123456"},
                 {"ＡＢ１２３４５６", "AB123456"},
                 {"我的订单号是AB123456，谢谢", "AB123456"},
                 {"order AB123456 or CD654321", "AB123456", false},
                 {"AB1234567", ""},
                 {"XAB123456", ""},
                 {"123456", ""}});
    CHECK(parse(slot, "订单号：AB123456").how == fit::exact);
    CHECK(parse(slot, "AB123456 转人工").how == fit::inside);
    CHECK_FALSE(compile_order_pattern("(").has_value());
    CHECK(corrected_tail(fold("不对，尾号是78"), "AB123456") == "AB123478");
    CHECK(corrected_tail(fold("it ends in 7"), "AB123456") == "AB123457");
    CHECK_FALSE(corrected_tail(fold("nothing of the kind"), "AB123456").has_value());
}

TEST_CASE("signs and spaces within an order number do not hide it; what only may be one is confirmed",
          "[dialogs][slots]")
{
    auto slot = of(slot_type::order_id);
    slot.pattern = *compile_order_pattern("\\b(?:[A-Za-z]{2}[0-9]{8}|[0-9]{12,20})\\b");
    check(slot, {{"AB-12345678", "AB12345678"},
                 {"my order: ab-1234-5678.", "AB12345678"},
                 {"1234-5678-9012-3456", "1234567890123456"},
                 {"ＡＢ－１２３４５６７８", "AB12345678"},
                 {"It's AB 12345678", "AB12345678", false},
                 {"单号 1234 5678 9012 3456", "1234567890123456", false},
                 {"+86 138 0013 8000", ""},
                 {"it is 12345678", ""},
                 {"order no 55512345", ""},
                 {"AB-1234567", ""},
                 {"2026-11-27 15:30", ""},
                 {"write to ab-12345678@example.com", ""}});
}

TEST_CASE("yes and no have many words", "[dialogs][slots]")
{
    const auto slot = of(slot_type::yes_no);
    for (const auto* yes : {"是", "是的", "好的", "对", "对的。", "没错", "可以", "行吧", "嗯", "yes", "Yep!",
                            "yes please", "OK", "sure", "是的，谢谢", "👍", "that's right"}) {
        INFO(yes);
        CHECK(parse(slot, yes) == parsed_slot{fit::exact, "yes", "", true});
    }
    for (const auto* no : {"不是", "不", "不对", "不用了，谢谢", "没有", "不行", "no", "Nope", "no thanks",
                           "not really", "算了", "no, thank you"}) {
        INFO(no);
        CHECK(parse(slot, no) == parsed_slot{fit::exact, "no", "", true});
    }
    CHECK(parse(slot, "是的，就是上周买的").how == fit::inside);
    CHECK(parse(slot, "no, it was Tuesday").value == "no");
    for (const auto* neither : {"也许", "maybe", "什么时候", "你们是骗子", "note", "yesterday"}) {
        INFO(neither);
        CHECK(parse(slot, neither).how == fit::none);
    }
}

TEST_CASE("a choice is made by value, label, number or synonym", "[dialogs][slots]")
{
    auto slot = of(slot_type::choice);
    slot.entity = "desired_outcome";
    slot.choices = {{"refund", "a", {"refund", "退款", "退钱", "money back"}},
                    {"exchange", "b", {"exchange", "换一个", "换货"}},
                    {"explanation", "c", {"explanation", "给个说法"}}};
    check(slot, {{"refund", "refund"},
                 {"退款", "refund"},
                 {"我要退款！", "refund"},
                 {"1", "refund"},
                 {"２", "exchange"},
                 {"第二个", "exchange"},
                 {"三", "explanation"},
                 {"the first one", "refund"},
                 {"option 3", "explanation"},
                 {"last one", "explanation"},
                 {"I want my money back please", "refund"},
                 {"不要退款，要换货", "exchange"},
                 {"not a refund, an exchange", "exchange"},
                 {"退款或者换货", ""},
                 {"4", ""},
                 {"whatever", ""},
                 {"随便", ""},
                 {"给我解释一下", "explanation"}});
    CHECK(parse(slot, "第二个").how == fit::exact);
    CHECK(parse(slot, "退款，转人工").how == fit::inside);
}

TEST_CASE("a rating is read in digits, words and stars", "[dialogs][slots]")
{
    check(of(slot_type::rating), {{"4", "4"},
                                  {"四分", "4"},
                                  {"五星", "5"},
                                  {"★★★★", "4"},
                                  {"⭐⭐", "2"},
                                  {"5/5", ""},
                                  {"five stars", "5"},
                                  {"打3分", "3"},
                                  {"6", ""},
                                  {"0", ""},
                                  {"说不准", ""}});
    check(of(slot_type::rating), {{"非常满意", "5"},
                                  {"我很满意！", "5"},
                                  {"还行吧", "3"},
                                  {"不满意", "2"},
                                  {"非常不满意", "1"},
                                  {"I'm very satisfied", "5"},
                                  {"not happy", "2"},
                                  {"Not bad.", "3"},
                                  {"terrible", "1"}});
    auto ten = of(slot_type::rating);
    ten.max = 10, ten.has_max = true;
    check(ten, {{"9", "9"}, {"十分", "10"}, {"11", ""}});
}

TEST_CASE("a text is kept as written, trimmed and cut at a character", "[dialogs][slots]")
{
    auto slot = of(slot_type::text);
    check(slot, {{"  杯子碎了  ", "杯子碎了"},
                 {"\xe3\x80\x80两头有空格\xe3\x80\x80", "两头有空格"},
                 {"???", ""},
                 {"😡😡", ""},
                 {"", ""},
                 {"no", "no"}});
    slot.max = 10, slot.has_max = true;
    CHECK(parse(slot, "一二三四五六").value == "一二三");
    CHECK(parse(slot, "ab\xff\xfe"
                      "cd\0ef")
              .value.find('\xff') == std::string::npos);
    CHECK(parse(of(slot_type::address), "北京市海淀区中关村大街1号").value == "北京市海淀区中关村大街1号");
}

TEST_CASE("passing a question has its words", "[dialogs][slots]")
{
    for (const auto* words : {"不知道", "不记得了", "没有", "忘了。", "I don't know", "skip", "can't remember"}) {
        INFO(words);
        CHECK(passes(fold(words)));
    }
    for (const auto* words : {"AB123456", "我不知道为什么还没到", "昨天"}) {
        INFO(words);
        CHECK_FALSE(passes(fold(words)));
    }
}

TEST_CASE("a question can be passed before something else is told", "[dialogs][slots]")
{
    CHECK(passes_first(fold("没有订单号，手机号是13800138000")));
    CHECK(passes_first(fold("忘了。手机号是13800138000")));
    CHECK(passes_first(fold("I don't have it, my phone is +44 20 7946 0000")));
    CHECK_FALSE(passes_first(fold("没有")));
    CHECK_FALSE(passes_first(fold("AB12345678，手机号是13800138000")));
    CHECK_FALSE(passes_first(fold("昨天买的，没有订单号")));
}

TEST_CASE("negation reaches the word after it and not over a clause", "[dialogs][slots]")
{
    const auto at = [](std::string_view text, std::string_view word) { return negated(text, text.find(word)); };
    CHECK(at("我不要退款", "退款"));
    CHECK(at("别给我退款", "退款"));
    CHECK(at("i don't want a refund", "refund"));
    CHECK(at("no refund", "refund"));
    CHECK_FALSE(at("不行,退款", "退款"));
    CHECK_FALSE(at("no, refund", "refund"));
    CHECK_FALSE(at("我要退款", "退款"));
}
