#include "dialogs/lint/wording.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace amends::dialogs;

namespace {

struct sample {
    const char* rule;
    std::vector<const char*> zh;
    std::vector<const char*> en;
};

// clang-format off
const std::vector<sample> samples{
    {"wording/makes-light",
     {"这不是什么大问题", "其实没什么大不了的", "一点小问题而已", "没那么严重吧", "这算不上大事", "何必小题大做"},
     {"It's not a big deal", "That isn't such a huge problem", "It's just a small scratch", "I think you are overreacting",
      "No need to make such a fuss", "it’s really not that bad"}},
    {"wording/you-get-what-you-pay",
     {"你要知道一分钱一分货", "便宜没好货嘛", "这个价位只能这样", "这个价格还想要什么", "便宜的东西就是这样", "一分价钱一分货"},
     {"You get what you pay for", "What do you expect at that price", "for this price it's fine", "well, it's cheap",
      "At such a low price nobody complains", "what did you expect"}},
    {"wording/cannot-be",
     {"绝对不可能有这种事情发生", "我们店里从来没出过这种事", "不会有这样的情况", "怎么可能呢", "我们的快递不可能弄丢", "不可能是这样的"},
     {"That's impossible", "This can't have happened", "That never happens here", "It is simply not possible",
      "We never lose parcels", "There is no way that happened"}},
    {"wording/not-my-job",
     {"这不关我的事", "这个跟我们没关系", "不归我们部门管", "这不是我的责任", "不属于我们的范围", "与我无关"},
     {"That's not my job", "It's not our department", "That has nothing to do with us", "I'm not responsible for that",
      "This is not up to me", "you need a different department"}},
    {"wording/never-said-that",
     {"我绝对没说过这种话", "我们没承诺过退款", "谁告诉你可以退的", "您是不是听错了", "没有人答应过您", "您记错了吧"},
     {"I never said that", "We didn't promise you anything", "Nobody told you that", "You must have misheard",
      "I did not say so", "no one said that"}},
    {"wording/no-idea",
     {"我也不知道该怎么办", "我们也没办法", "实在无能为力", "我帮不了您", "这个没法处理", "我不知道怎么处理"},
     {"I don't know what to do", "There's nothing I can do", "I can't help you with that", "My hands are tied",
      "We do not know what else to try", "there is not much we can do"}},
    {"wording/bare-policy",
     {"公司就是这么规定的", "这是公司规定。", "规定就是规定", "按规定就是不能退", "平台有规定，不能退", "我们就是这样的政策"},
     {"That's company policy", "It's our policy", "Rules are rules", "The policy doesn't allow refunds",
      "this is against our rules", "Our policy says no"}},
    {"wording/read-the-manual",
     {"你自己不认识说明书上的字吗", "说明书上都写了", "您没看清楚页面吧", "您自己没看", "是不是没看说明", "你不识字吗"},
     {"Can't you read the manual", "Please read the instructions", "It clearly says so", "did you even read it",
      "as clearly stated on the page", "read the small print"}},
    {"wording/vague",
     {"我们会尽快处理", "稍后给您答复", "相关部门会联系您", "马上就好", "会适当补偿", "近期会有结果"},
     {"We'll get back to you soon", "as soon as possible", "The relevant team will call", "shortly", "right away",
      "in due course"}},
    {"wording/conditional-apology",
     {"如果给您造成困扰，我们很抱歉", "很抱歉，如果让您不高兴了", "要是有不满意的地方，向您道歉", "若有不周，深感歉意",
      "假如伤害了您，对不起", "万一影响了您，我们道歉"},
     {"I'm sorry if you feel that way", "We apologise for any upset", "If this caused trouble, we are sorry",
      "If you were offended, I apologize", "sorry should you have been affected", "My apologies if it was late"}},
    {"wording/boilerplate",
     {"给您带来不便，敬请谅解", "对造成的不便", "深表歉意", "感谢您的理解", "您的意见对我们很重要", "祝您生活愉快"},
     {"Sorry for the inconvenience", "Thank you for your patience", "We value your business",
      "Your feedback is very important to us", "We take all complaints seriously", "sorry for the trouble"}},
    {"wording/fault-before-facts",
     {"这是我们的错", "我们搞错了", "是我们的责任", "我们没做好", "我们失职了", "是我方责任"},
     {"It was our fault", "we made a mistake", "We let you down", "we are to blame", "that was our error",
      "We failed you"}},
    {"wording/doubt",
     {"您确定收到的是坏的吗", "真的吗", "您证明一下", "您是不是弄错了", "您误会了", "请拿出证据"},
     {"Are you sure it was broken?", "Really?", "Can you prove it", "You may be mistaken", "do you have any proof",
      "you claim it was late"}},
    {"wording/blames-customer",
     {"您应该早点说", "这是您的问题", "您没有按要求操作", "是你自己没注意", "您早该先检查", "这是您自己的责任"},
     {"You should have checked", "It's your own fault", "You failed to sign", "You didn't follow the steps",
      "that was your mistake", "you should've called"}},
    {"wording/blames-others",
     {"是快递员的问题", "都是供应商的错", "同事弄错了", "是第三方的责任", "是仓库那边没发", "都怪厂家的责任"},
     {"It's the courier's fault", "My colleague messed up", "a third party mistake", "the warehouse forgot",
      "The supplier is to blame", "blame the manufacturer"}},
    {"wording/others-first",
     {"还有很多客户在等", "其他顾客也都等着", "先来后到", "不止您一个", "别的客人都没说什么，都在等", "又不是只有您"},
     {"There are other customers waiting", "You're not the only one", "three people are ahead of you",
      "we're busy with others", "other guests come first", "other people have problems too"}},
    {"wording/mocks",
     {"说了多少遍了", "您到底想怎么样", "随便您吧", "您有完没完", "爱买不买", "听不懂吗"},
     {"How many times do I have to say it", "As I already told you", "Calm down", "suit yourself",
      "Take it or leave it", "what do you want"}},
};

const std::vector<const char*> harmless_zh{
    "您等了两个小时，换谁都会着急，抱歉。", "11月28日 18:20 之前，会有同事在这里答复您。", "请问订单号是多少？", "您是哪天收到的？",
    "我已经把情况转给负责退款的同事了。", "发票需要您的税号，用来开具抬头。", "问题大不大，我们看过照片再说。", "您希望退款还是换货？",
    "我帮您查到了，订单昨天已经发出。", "如果您方便，请把照片发在这里。", "我们知道这件事对您很重要。", "维修需要三天。",
    "您说的我都记下了。", "这笔钱今天 18:00 前退回原卡。", "要是换货更合适，也可以换。", "请您看一下这样写对不对。",
};
const std::vector<const char*> harmless_en{
    "You waited two hours for it, and I'm sorry.", "One of us will answer you here by Saturday, 18:20.",
    "What is your order number?", "Which day did it arrive?", "I have passed this to our refunds team.",
    "Would you like a refund or a replacement?", "The small box arrived on Monday.", "If you have a photo, send it here.",
    "Your order left the warehouse yesterday.", "The policy covers water damage until May.", "I can read your whole chat.",
    "Thank you for telling us.", "It can be repaired in three days.", "Is there anything you would like to add?",
    "We will call you at 10:00 tomorrow.", "I know this matters to you.",
};
// clang-format on

std::set<std::string> found_in(const char* text, const char* language)
{
    std::set<std::string> ids;
    for (const auto& each : check_wording(text, language)) ids.emplace(each.rule->id);
    return ids;
}

} // namespace

TEST_CASE("what must not be said is found in paraphrases too, in both languages (N1-N8, NA4)", "[lint]")
{
    for (const auto& rule : wording_rules()) {
        INFO(rule.id);
        const auto known =
            std::find_if(samples.begin(), samples.end(), [&](const auto& s) { return s.rule == rule.id; });
        REQUIRE(known != samples.end());
        for (const auto* text : known->zh) {
            INFO(text);
            CHECK(found_in(text, "zh-Hans").contains(std::string(rule.id)));
        }
        for (const auto* text : known->en) {
            INFO(text);
            CHECK(found_in(text, "en-GB").contains(std::string(rule.id)));
        }
    }
}

TEST_CASE("what may be said is left alone", "[lint]")
{
    for (const auto* text : harmless_zh) {
        INFO(text);
        CHECK(found_in(text, "zh-Hans").empty());
    }
    for (const auto* text : harmless_en) {
        INFO(text);
        CHECK(found_in(text, "en").empty());
    }
    CHECK(check_wording("This is not a big deal", "fr").empty());
    CHECK(check_wording("", "en").empty());
}

TEST_CASE("a vague time is no finding where the exact one stands beside it (M6)", "[lint]")
{
    CHECK(found_in("我们会尽快处理，最晚 18:20", "zh-Hans").empty());
    CHECK(found_in("As soon as possible, by {promise_due, date} at the latest", "en").empty());
}

TEST_CASE("a finding points at the words in the text as it was written", "[lint]")
{
    const std::string text = "唉，这不是什么大问题！";
    const auto found = check_wording(text, "zh-Hans");
    REQUIRE(found.size() == 1);
    CHECK(text.substr(found[0].where.begin, found[0].where.end - found[0].where.begin) == "不是什么大问题");
}
