#include "tests/unit/dialogs/trees/shipped_tree.hpp"

using namespace amends;
using namespace amends::test;
using namespace std::chrono_literals;

namespace {

dialog_script parcel() { return chat_with("parcel-delivery"); }

} // namespace

TEST_CASE("A parcel that is needed by a day has priority (D4, E2, G3)", "[trees][parcel]")
{
    auto chat = parcel();
    SECTION("in Chinese")
    {
        chat.says("快递五天没动了，里面是给老人的药，一直没到").expect_texts({"hello", "sorry_late", "tracking"});
        chat.says("YT1234567890123").expect_texts({"hurry"}).expect_options({"yes", "no"});
        chat.says("急用").expect_texts({"needed"}).expect_case("ongoing", "yes");
        chat.says("后天").expect_texts({"want"}).expect_slot("needed_by", "2026-11-29");
        chat.says("查清楚送过来").expect_texts({"check"}).expect_words("运单 YT1234567890123").expect_words("一直没到");
        chat.says("对").expect_texts({"offer"});
        chat.presses("later")
            .expect_texts({"before_then", "how"})
            .expect_words("11月27日周五 17:00")
            .expect_words("哪天能到");
        expect_promise(chat, chat.facts.now + 2h);
        chat.presses("chat").expect_texts({"more"});
        chat.presses("no").expect_texts({"closed"}).expect_ended();
    }
    SECTION("in English, said to be delivered")
    {
        chat.says("my parcel says delivered but I never got it").expect_texts({"hello", "sorry_missing", "tracking"});
        chat.says("EA123456789CN").expect_texts({"hurry"});
        chat.says("no").expect_texts({"want"});
        chat.says("deliver it again").expect_texts({"address"});
        chat.says("12 Elm Street, Leeds LS1 4AB")
            .expect_texts({"check"})
            .expect_case("address", "12 Elm Street, Leeds LS1 4AB");
        chat.says("No, the tracking number ends in 8CN")
            .expect_texts({"corrected", "check"})
            .expect_slot("tracking_number", "EA123456788CN");
        chat.says("yes").expect_texts({"offer"});
        chat.says("answer me later").expect_texts({"in_writing", "how"});
    }
}

TEST_CASE("Damage is asked about with the reason, and the value only roughly (M7)", "[trees][parcel]")
{
    auto chat = parcel();
    chat.says("包裹送来的时候箱子都压扁了，杯子碎了，我要赔偿")
        .expect_texts({"hello", "sorry_damaged", "tracking"})
        .expect_slot("desired_outcome", "compensation");
    chat.says("YT1234567890123").expect_texts({"worth"}).expect_words("赔付要按价值算");
    chat.says("说不准").expect_texts({"worth_again"});
    chat.says("200块左右").expect_texts({"check"}).expect_slot("amount", "200.00 CNY");
}

TEST_CASE("The courier's manners, the door and the charge each have their question (A11, B2)", "[trees][parcel]")
{
    auto chat = parcel();
    chat.says("hello").expect_texts({"hello", "sorry_first", "listen"});
    chat.says("it is about a parcel from my sister").expect_texts({"kind"});
    SECTION("late") { chat.presses("timeliness").expect_texts({"sorry_late", "tracking"}); }
    SECTION("missing") { chat.presses("effectiveness").expect_texts({"sorry_missing", "tracking"}); }
    SECTION("damaged") { chat.presses("quality").expect_texts({"sorry_damaged", "tracking"}); }
    SECTION("door")
    {
        chat.presses("promise").expect_texts({"sorry_door", "tracking"});
        chat.says("SF1234567890123").expect_texts({"when"});
        chat.says("yesterday afternoon").expect_texts({"want"}).expect_slot("happened_on", "2026-11-26");
    }
    SECTION("charge")
    {
        chat.presses("price_billing").expect_texts({"sorry_fee", "tracking"});
        chat.says("SF1234567890123").expect_texts({"fee"});
        chat.says("$12").expect_texts({"want"});
    }
    SECTION("treatment") { chat.presses("attitude").expect_texts({"sorry_treatment", "tracking"}); }
    SECTION("something else, without the number")
    {
        chat.presses("other").expect_texts({"tracking"});
        chat.says("I don't have the tracking number").expect_texts({"tracking_phone"});
        chat.says("+44 20 7946 0000").expect_texts({"want"});
        chat.says("hm").expect_texts({"want_again"});
        chat.says("hmm").expect_texts({"wish"});
        chat.says("I would like my sister to be told").expect_texts({"check"});
    }
}

TEST_CASE("A second visit is noticed and an angry customer is not questioned (C10, E1)", "[trees][parcel]")
{
    auto chat = parcel();
    SECTION("repeat") { chat.says("催了三次了，包裹还是没到").expect_texts({"hello", "sorry_repeat", "tracking"}); }
    SECTION("angry")
    {
        chat.says("包裹丢了！！！气死我了，你们怎么送的")
            .expect_said("sorry_missing")
            .expect_words("您生气我完全理解")
            .expect_tag("angry");
        chat.says("没有").expect_texts({"tracking_phone"});
        chat.says("13800138000").expect_texts({"want"});
        chat.presses("compensation").expect_texts({"to_person"}).expect_human("parcels");
    }
}

TEST_CASE("A parcel complaint outside hours and with nobody there has its time (G3, H9)", "[trees][parcel]")
{
    auto chat = parcel();
    SECTION("outside hours")
    {
        outside_hours(chat);
        chat.says("my parcel has not arrived, I need to talk to a person now")
            .expect_texts({"hello", "after_hours", "how"});
        chat.expect_words("Sat, November 28 at 9:00").expect_words("Sat, November 28 at 1:00");
    }
    SECTION("nobody there")
    {
        with_nobody_there(chat);
        chat.says("包裹送来的时候箱子都压扁了，我要赔偿");
        chat.says("YT1234567890123");
        chat.says("80元");
        chat.presses("yes").expect_texts({"in_writing", "how"});
        chat.says("投诉到邮政局去").expect_texts({"official", "urgent", "how"}).expect_words("12305");
    }
}

TEST_CASE("Two languages in one conversation: the slots stay, the words change", "[trees][parcel]")
{
    auto chat = parcel();
    chat.says("my parcel says delivered but I never got it").expect_language("en");
    chat.says("运单号是 YT1234567890123，我用中文说吧")
        .expect_language("zh-Hans")
        .expect_slot("tracking_number", "YT1234567890123");
    chat.says("不急").expect_texts({"want"}).expect_words("您希望这件事怎么处理？");
    chat.says("in English please").expect_texts({"switched", "want"}).expect_language("en");
    chat.says("compensation").expect_texts({"worth"});
    chat.says("about $40").expect_texts({"check"}).expect_words("parcel YT1234567890123");
}
