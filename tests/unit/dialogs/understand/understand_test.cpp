#include "dialogs/understand/understand.hpp"

#include "dialogs/codec/names.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::dialogs;

namespace {

understanding read(std::string_view text, std::string_view so_far = "")
{
    return understand(text, {so_far, "Asia/Shanghai", from_unix_ms(1'795'762'800'000)});
}

const entity* found(const understanding& u, std::string_view type)
{
    for (const auto& each : u.entities)
        if (each.type == type) return &each;
    return nullptr;
}

} // namespace

TEST_CASE("the language of a message is told where the message tells it", "[dialogs][understand]")
{
    CHECK(read("我的快递还没到").language == "zh-Hans");
    CHECK(read("我的快遞還沒到").language == "zh-Hans");
    CHECK(read("My parcel is late").language == "en");
    CHECK(read("hello").language == "en");
    CHECK(read("我的iPhone坏了").language == "zh-Hans");
    for (const auto* neither : {"AB123456", "12", "😡", "", "iPhone 15 Pro", "???"}) {
        INFO(neither);
        CHECK(read(neither, "zh-Hans").language.empty());
    }
    CHECK(read("ok", "zh-Hans").language.empty());
}

TEST_CASE("complaints are recognised without the word (A1) and classed (A11)", "[dialogs][understand]")
{
    struct row {
        const char* text;
        const char* kind;
    };
    for (const auto& each : {row{"我买的杯子收到就碎了", "quality"},
                             row{"the kettle stopped working after two days", "quality"},
                             row{"酒店床单很脏，还有蟑螂", "quality"},
                             row{"快递都五天了还没到", "timeliness"},
                             row{"my parcel was supposed to arrive on Monday", "timeliness"},
                             row{"等了两个小时没人理我", "timeliness"},
                             row{"客服态度恶劣，还挂我电话", "attitude"},
                             row{"the receptionist was so rude to us", "attitude"},
                             row{"说好的今天退款，根本没做到", "promise"},
                             row{"You promised a call back and nobody called", "promise"},
                             row{"给我发错货了", "effectiveness"},
                             row{"I received the wrong item", "effectiveness"},
                             row{"多收了我一百块", "price_billing"},
                             row{"I was charged twice", "price_billing"},
                             row{"页面写的是纯棉，虚假宣传", "information"},
                             row{"the website was misleading about breakfast", "information"},
                             row{"充电器漏电，手被电到了", "safety"},
                             row{"the charger caught fire", "safety"},
                             row{"我要投诉", "other"},
                             row{"I want to make a complaint", "other"}}) {
        INFO(each.text);
        CHECK(read(each.text).complaint_class == each.kind);
        CHECK(read(each.text).intent == std::string{"complaint."} + each.kind);
    }
    for (const auto* none : {"你好", "怎么退货", "谢谢", "where is my order?", "AB123456", "昨天下午三点",
                             "我今天很高兴", "麻烦您查一下", "投诉处理得怎么样了"}) {
        INFO(none);
        CHECK(read(none).complaint_class.empty());
    }
}

TEST_CASE("emotion has a kind, a level and the words it rests on (A6)", "[dialogs][understand]")
{
    struct row {
        const char* text;
        emotion_kind kind;
        int level;
    };
    for (const auto& each :
         {row{"请帮我看看订单", emotion_kind::calm, 0}, row{"我不太满意，有点不爽", emotion_kind::anger, 1},
          row{"你们太差劲了", emotion_kind::anger, 2}, row{"气死我了", emotion_kind::anger, 3},
          row{"I am not angry", emotion_kind::calm, 0}, row{"我没生气", emotion_kind::calm, 0},
          row{"This is ridiculous", emotion_kind::anger, 2}, row{"I am furious", emotion_kind::anger, 3},
          row{"很着急，明天就要用", emotion_kind::anxiety, 2},
          row{"I am really worried about it", emotion_kind::anxiety, 2},
          row{"我对你们很失望", emotion_kind::disappointment, 2},
          row{"I'm very disappointed", emotion_kind::disappointment, 2}, row{"太差劲了！！！", emotion_kind::anger, 3},
          row{"😡", emotion_kind::anger, 3}, row{"WHERE IS MY ORDER, ANSWER ME NOW", emotion_kind::anger, 2},
          row{"？？？", emotion_kind::anger, 1}}) {
        INFO(each.text);
        const auto feeling = read(each.text).emotion;
        CHECK(name_of(feeling.kind) == name_of(each.kind));
        CHECK(static_cast<int>(feeling.level) == each.level);
    }
    const std::string text = "昨天等了一天，气死我了";
    const auto feeling = read(text).emotion;
    REQUIRE(feeling.evidence.size() == 1);
    CHECK(text.substr(feeling.evidence[0].begin, feeling.evidence[0].end - feeling.evidence[0].begin) == "气死我了");
}

TEST_CASE("signals are heard, and what denies them too (E3, H9)", "[dialogs][understand]")
{
    struct row {
        const char* text = nullptr;
        signal heard{};
        bool is = true;
    };
    for (const auto& each : {row{"转人工", signal::human_wanted},
                             row{"我要找你们经理", signal::human_wanted},
                             row{"人工", signal::human_wanted},
                             row{"能不能换个真人来", signal::human_wanted},
                             row{"不想跟机器人说话", signal::human_wanted},
                             row{"为什么不能转人工", signal::human_wanted},
                             row{"轉人工", signal::human_wanted},
                             row{"let me talk to a real person", signal::human_wanted},
                             row{"I want to speak with your manager", signal::human_wanted},
                             row{"agent", signal::human_wanted},
                             row{"Human please!", signal::human_wanted},
                             row{"get me someone who can help", signal::human_wanted},
                             row{"不用转人工", signal::human_wanted, false},
                             row{"我不需要人工客服", signal::human_wanted, false},
                             row{"先不转人工了", signal::human_wanted, false},
                             row{"I don't need a person", signal::human_wanted, false},
                             row{"no need to talk to a human", signal::human_wanted, false},
                             row{"your manager was rude", signal::human_wanted, false},
                             row{"客服态度差", signal::human_wanted, false},
                             row{"你是真人吗", signal::human_wanted, false},
                             row{"我要去12315投诉", signal::regulator_threat},
                             row{"法院见，我会起诉你们", signal::regulator_threat},
                             row{"see you in court", signal::regulator_threat},
                             row{"I'll call the police", signal::regulator_threat},
                             row{"the food court was closed", signal::regulator_threat, false},
                             row{"我要发到小红书曝光你们", signal::media_threat},
                             row{"I will post this on Twitter", signal::media_threat},
                             row{"在小红书看到你们的广告", signal::media_threat, false},
                             row{"电池爆炸了", signal::safety_threat},
                             row{"my son got food poisoning", signal::safety_threat},
                             row{"我要砸了你们店", signal::safety_threat},
                             row{"我不想活了", signal::self_harm},
                             row{"I want to kill myself", signal::self_harm},
                             row{"累死了", signal::self_harm, false},
                             row{"气死我了", signal::self_harm, false},
                             row{"你们这些傻逼", signal::abuse},
                             row{"fuck you", signal::abuse},
                             row{"太差了", signal::abuse, false},
                             row{"退订", signal::stop},
                             row{"STOP", signal::stop},
                             row{"stop sending me the wrong size", signal::stop, false},
                             row{"stop sending me messages", signal::stop},
                             row{"重新开始", signal::start_over},
                             row{"start over", signal::start_over},
                             row{"说中文", signal::language_switch},
                             row{"can we switch to English", signal::language_switch},
                             row{"my English book is torn", signal::language_switch, false},
                             row{"不对，订单号是AB123456", signal::correction},
                             row{"sorry, it's AB123456", signal::correction},
                             row{"我说错了，是周三", signal::correction},
                             row{"还有一个问题要反映，另一个订单", signal::new_complaint},
                             row{"I have another complaint", signal::new_complaint},
                             row{"这是第三次联系你们了", signal::repeat_contact},
                             row{"I have called three times already", signal::repeat_contact},
                             row{"说了多少遍了", signal::repeat_contact},
                             row{"我怀孕八个月了", signal::vulnerable},
                             row{"my mother is 85 years old", signal::vulnerable},
                             row{"处理进度怎么样了", signal::status_asked},
                             row{"any update on my case?", signal::status_asked}}) {
        INFO(each.text << " / " << name_of(each.heard));
        CHECK(read(each.text).has(each.heard) == each.is);
    }
    CHECK(found(read("please speak English"), "language")->value == "en");
    CHECK(found(read("do you speak Chinese"), "language")->value == "zh-Hans");
}

TEST_CASE("acts and intents", "[dialogs][understand]")
{
    CHECK(read("谢谢").act == dialogue_act::thanks);
    CHECK(read("Thanks a lot!").act == dialogue_act::thanks);
    CHECK(read("谢谢，不过我的快递还没到").act == dialogue_act::answer);
    CHECK(read("再见").act == dialogue_act::bye);
    CHECK(read("你好").act == dialogue_act::greeting);
    CHECK(read("是的").act == dialogue_act::yes);
    CHECK(read("no").act == dialogue_act::no);
    CHECK(read("为什么还没到").act == dialogue_act::question);
    CHECK(read("When will it come?").act == dialogue_act::question);
    CHECK(read("快递到哪了").intent == "question.order_status");
    CHECK(read("怎么退款").intent == "question.how_to");
    CHECK(read("怎么投诉").intent == "question.how_to"); // A10
    CHECK(read("请问怎么投诉").intent == "question.how_to");
    CHECK(read("how do I complain?").intent == "question.how_to");
    CHECK(read("are you a bot?").intent == "question.bot");
    CHECK(read("我要退款").intent == "request.refund");
    CHECK(read("please exchange it").intent == "request.exchange");
    CHECK(read("不等了，继续吧").intent == "request.resume_bot");
    CHECK(read("let's just continue with the bot").intent == "request.resume_bot");
}

TEST_CASE("what is wanted and the whole story are found in an opening (C4, D1)", "[dialogs][understand]")
{
    const auto zh = read("我11月20日买的手机屏幕碎了，订单号AB123456，付了1299元，打13800138000找我，我要求退款");
    REQUIRE(found(zh, "desired_outcome"));
    CHECK(found(zh, "desired_outcome")->value == "refund");
    CHECK(found(zh, "desired_outcome")->confidence >= 0.8);
    CHECK(found(zh, "date")->value == "2026-11-20");
    CHECK(found(zh, "order_id")->value == "AB123456");
    CHECK(found(zh, "money")->value == "1299.00 CNY");
    CHECK(found(zh, "phone")->value == "13800138000");
    REQUIRE(found(zh, "story"));
    CHECK(found(zh, "story")->value.empty()); // the words stay in the transcript
    CHECK(found(read("不要退款"), "desired_outcome") == nullptr);
    CHECK(found(read("I don't want a refund"), "desired_outcome") == nullptr);
    CHECK(found(read("我要投诉"), "story") == nullptr);
    CHECK(found(read("你好，请问有人吗，我想问一下你们几点关门呀"), "story") == nullptr);
}

TEST_CASE("spans point into the customer's own bytes", "[dialogs][understand]")
{
    const std::string text = "\xe2\x80\x8f付了１２９９元，订单ＡＢ１２３４５６";
    const auto u = read(text);
    const auto* money = found(u, "money");
    REQUIRE(money);
    CHECK(text.substr(money->where.begin, money->where.end - money->where.begin) == "１２９９元");
    const auto* order = found(u, "order_id");
    REQUIRE(order);
    CHECK(text.substr(order->where.begin, order->where.end - order->where.begin) == "ＡＢ１２３４５６");
}

TEST_CASE("any bytes are understood in bounded time and space", "[dialogs][understand]")
{
    const auto many = [](std::string_view part, std::size_t bytes) {
        std::string text;
        while (text.size() < bytes) text += part;
        return text;
    };
    for (const auto& text :
         {many("a", 65536), many("我", 65536), many("12 ", 65536), many("1,", 65536), many("三百", 65536),
          many("\xe2\x80\xae", 65536), many("a\xcc\x81\xcc\x82", 65536), many("😡", 65536), many("\xff\xfe", 65536),
          std::string(65536, '\0'), many("\xed\xa0\x80", 65536), many("转人工", 65536), many("refund ", 65536),
          many("a@b.c ", 65536), many("昨天三点", 65536), many("no ", 65536), many("!?", 65536),
          many("https://x.y/?q= ", 65536)}) {
        const auto u = read(text);
        CHECK(u.entities.size() <= 80);
        CHECK(u.emotion.evidence.size() <= 64);
        CHECK(u.emotion.level <= 3);
        for (const auto& each : u.entities) {
            CHECK(each.where.begin <= each.where.end);
            CHECK(each.where.end <= text.size());
        }
    }
}
