#include "tests/unit/dialogs/trees/shipped_tree.hpp"

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;

namespace {

dialog_script hotel() { return chat_with("hotel-stay"); }

} // namespace

TEST_CASE("A guest who is in the hotel gets the failure stopped first (E2)", "[trees][hotel]")
{
    auto chat = hotel();
    SECTION("in Chinese")
    {
        chat.says("房间里有蟑螂，马桶还堵了，根本没法住")
            .expect_texts({"hello", "sorry_room", "where"})
            .expect_options({"in", "left", "before"});
        chat.says("还住着").expect_texts({"room"}).expect_case("ongoing", "yes");
        chat.says("1208房").expect_texts({"want"}).expect_case("room", "1208");
        chat.says("换个房间").expect_texts({"to_manager"}).expect_human("guests").expect_words("值班的同事");
        expect_priority(chat, 2);
        chat.agent_joins().expect_silence();
    }
    SECTION("in English, and nobody comes")
    {
        chat.says("There are cockroaches in my room and it is filthy").expect_texts({"hello", "sorry_room", "where"});
        chat.presses("in").expect_texts({"room"});
        chat.says("rather not say").expect_texts({"want"});
        chat.presses("repair").expect_texts({"to_manager"});
        chat.waits(4min).expect_texts({"tonight", "how"}).expect_words("front desk").expect_words("A-1001");
        expect_promise(chat, chat.facts.now - 1min + 1h);
        chat.presses("chat").expect_texts({"more"});
    }
    SECTION("at night, with nobody on duty online")
    {
        outside_hours(chat);
        chat.says("房间没有热水，空调也不制冷");
        chat.presses("in");
        chat.says("806").expect_texts({"want"});
        chat.presses("exchange").expect_texts({"tonight", "how"}).expect_words("11月28日周六 10:00");
    }
}

TEST_CASE("A guest who has left tells the booking, the day and the wish (C4, D1, D4, F4)", "[trees][hotel]")
{
    auto chat = hotel();
    SECTION("in English")
    {
        chat.says("The room was dirty and the shower was broken").expect_texts({"hello", "sorry_room", "where"});
        chat.presses("left").expect_texts({"booking"});
        chat.says("my booking is HT20261120").expect_texts({"when"}).expect_slot("booking_number", "HT20261120");
        chat.says("23 November").expect_texts({"want"}).expect_slot("checked_in", "2026-11-23");
        chat.says("some money off")
            .expect_texts({"check"})
            .expect_words("booking HT20261120")
            .expect_words("something off the bill");
        chat.says("yes").expect_texts({"offer"});
        chat.says("later").expect_texts({"in_writing", "how"}).expect_words("Fri, November 27 at 7:00");
        chat.presses("email").expect_texts({"email"});
        chat.says("jo@example.com").expect_texts({"more"});
        chat.presses("no").expect_texts({"closed"}).expect_ended();
    }
    SECTION("in Chinese, without the number")
    {
        chat.says("入住的时候前台让我们等了两个小时，孩子都睡着了").expect_texts({"hello", "sorry_wait", "where"});
        chat.presses("left").expect_texts({"booking"});
        chat.says("没有预订号").expect_texts({"booking_phone"});
        chat.says("13912345678").expect_texts({"when"});
        chat.says("上周五").expect_texts({"want"});
        chat.says("道歉").expect_texts({"check"}).expect_words("您希望得到一个道歉");
        chat.presses("yes").expect_texts({"offer"});
        chat.presses("now").expect_texts({"to_person"}).expect_human("guests");
    }
}

TEST_CASE("A bill is asked about as a bill (A11, M7)", "[trees][hotel]")
{
    auto chat = hotel();
    chat.says("退房半个月了，押金一直没退，账单也不对")
        .expect_said("sorry_bill")
        .expect_said("booking")
        .expect_not_said("where");
    chat.says("HT20261120").expect_texts({"amount"}).expect_words("查账");
    chat.says("三百块").expect_texts({"want"}).expect_slot("amount", "300.00 CNY");
    chat.presses("refund").expect_texts({"check"}).expect_words("账目不对");
}

TEST_CASE("Each kind of failure is named in the apology (A11, B2, B10)", "[trees][hotel]")
{
    auto chat = hotel();
    chat.says("hello").expect_texts({"hello", "sorry_first", "listen"});
    chat.says("we came for our anniversary").expect_texts({"kind"});
    SECTION("room") { chat.presses("quality").expect_texts({"sorry_room", "where"}); }
    SECTION("wait") { chat.presses("timeliness").expect_texts({"sorry_wait", "where"}); }
    SECTION("booking") { chat.presses("promise").expect_texts({"sorry_booking", "where"}); }
    SECTION("bill") { chat.presses("price_billing").expect_texts({"sorry_bill", "booking"}); }
    SECTION("treatment") { chat.presses("attitude").expect_texts({"sorry_treatment", "where"}); }
    SECTION("asked in vain") { chat.presses("effectiveness").expect_texts({"sorry_repeat", "where"}); }
    SECTION("something else") { chat.presses("other").expect_texts({"where"}); }
    SECTION("no fitting answer twice")
    {
        chat.says("well").expect_texts({"kind_again"});
        chat.says("well well").expect_texts({"where"});
        chat.says("perhaps").expect_texts({"where_again"});
        chat.says("perhaps not").expect_texts({"booking"});
        chat.says("xyz").expect_texts({"booking_again"});
        chat.says("xyz").expect_texts({"booking_phone"});
    }
}

TEST_CASE("A room that was not there is apologised for as unsettled, a second visit as a repeat (E1)", "[trees][hotel]")
{
    auto chat = hotel();
    SECTION("overbooked")
    {
        chat.says("I arrived at midnight and the hotel was overbooked, there was no room for us")
            .expect_said("sorry_unsettled");
    }
    SECTION("repeat")
    {
        chat.says("空调坏了，我都打了三次电话了还是没人来修").expect_said("sorry_repeat").expect_tag("repeat_contact");
    }
}

TEST_CASE("An angry guest reaches a person after two or three answers (C10)", "[trees][hotel]")
{
    auto chat = hotel();
    chat.says("房间又脏又臭，气死我了，什么破酒店！！！")
        .expect_said("sorry_room")
        .expect_words("您生气我完全理解")
        .expect_tag("angry");
    chat.presses("left").expect_texts({"booking"});
    chat.says("HT20261120").expect_texts({"want"});
    chat.presses("refund").expect_texts({"to_person"});
}

TEST_CASE("What the guest takes back is put right, also in the middle of another language (F4)", "[trees][hotel]")
{
    auto chat = hotel();
    chat.says("The room was dirty and the shower was broken");
    chat.presses("left");
    chat.says("HT20261120").expect_texts({"when"});
    chat.says("no, the booking number is HT20261121")
        .expect_texts({"corrected", "when"})
        .expect_slot("booking_number", "HT20261121");
    chat.says("请说中文").expect_texts({"switched", "when"}).expect_language("zh-Hans").expect_words("入住是哪一天？");
    chat.says("11月20日").expect_texts({"want"});
    chat.presses("other").expect_texts({"wish"});
    chat.says("希望经理能当面道个歉").expect_texts({"check"}).expect_case("wish", "希望经理能当面道个歉");
}
