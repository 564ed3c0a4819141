#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace amends;
using namespace amends::dialogs;

namespace {

std::vector<tree_ptr> every_tree()
{
    std::vector<tree_ptr> trees{test::shop(), test::workshop()};
    for (const auto& source : shipped_trees()) {
        const auto loaded = load_tree(source.text, source.file);
        for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
        REQUIRE(loaded.tree != nullptr);
        trees.push_back(loaded.tree);
    }
    return trees;
}

std::string repeated(std::string_view part, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
}

/// What customers write, and what they should not.
const std::vector<std::string>& messages()
{
    static const std::string right_to_left = "\xe2\x80\xae";
    // clang-format off
    static const std::vector<std::string> list{
        "我要投诉", "我买的东西坏了，太气人了", "My order never arrived", "AB12345678", "订单号 AB12345678",
        "昨天", "last Tuesday", "退款", "refund", "换货", "2", "好的", "不是", "yes", "no", "不知道", "skip",
        "转人工", "I want a human", "不用转人工", "谢谢", "thanks", "再见", "我要去12315", "我会发微博曝光",
        "着火了", "我不想活了", "傻逼", "退订", "stop", "重新开始", "说中文", "speak English",
        "不对，是 AB87654321", "no, the number ends in 7", "处理进度", "any update?", "不等了继续", "320块",
        "$5", "13800138000", "a@b.co", "五星", "4", "另外还有一个问题", "第三次了", "???", "😡😡😡", "", " ",
        "\n\n", "{x}", "'{", "<script>alert(1)</script>", "%s%n", "\xff\xfe\xfd", "\xed\xa0\x80",
        std::string("a\0b", 3), right_to_left + "esrever", repeated("z\xcc\x81\xcc\xa7\xcd\x9b", 300),
        repeated("哈", 3000), repeated("no ", 65536), repeated("我", 65536), repeated("😡", 4096), "下午三点",
        "明天", "两个", "三百二", "地址是北京市海淀区1号", "你是机器人吗", "什么时候到", "为什么", "ok", "嗯",
        "随便", "没有", "I don't remember", "Either is fine", "就这样吧",
    };
    // clang-format on
    return list;
}

/// What a connector may answer, right or wrong.
template <class Dice> fact_arrived any_answer(const state& s, const Dice& roll)
{
    fact_arrived fact{roll(5) ? s.lookup : "l0", "order", static_cast<lookup_outcome>(roll(3)), {}};
    const char* const values[]{"320", "320.00 USD", "2026-11-20", "yes", "delivered", "", "\xff\xfe", "1e999"};
    for (const auto* field : {"total", "status", "bought_on", "vip", "delivered_on", "amount"})
        if (roll(3)) fact.fields[field] = values[roll(std::size(values))];
    return fact;
}

} // namespace

TEST_CASE("whatever happens in whatever order, a customer is answered, an agent is not spoken over, and it happens "
          "twice the same (I4, I5, I6)",
          "[dialogs][property]")
{
    std::mt19937_64 dice{20261127};
    const auto roll = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
    for (const auto& tree : every_tree()) {
        INFO(tree->id());
        std::size_t defects = 0;
        for (int conversation = 0; conversation < 60; ++conversation) {
            state s;
            facts f;
            f.now = from_unix_ms(1'795'762'800'000);
            f.zone = roll(2) ? "Asia/Shanghai" : "Europe/Berlin";
            f.locale = roll(2) ? "zh-CN" : "en-GB";
            f.case_number = "A-" + std::to_string(conversation);
            std::vector<std::string> story;
            std::vector<option> offered;
            std::vector<std::string> timers{"wait", "remind:q1"};
            for (int turn = 0; turn < 24; ++turn) {
                f.seed = dice();
                f.now += std::chrono::seconds{roll(200)};
                f.business_open = roll(4) != 0;
                f.next_open = f.business_open ? instant{} : f.now + std::chrono::hours{9};
                f.agents_available = static_cast<int>(roll(3));
                f.queue_length = static_cast<int>(roll(5));
                f.connectors = roll(3) ? std::set<std::string>{"order", "customer"} : std::set<std::string>{};
                f.attachments = roll(2) == 0;
                f.buttons = roll(4) != 0;
                f.remedy_budget = roll(3) ? std::nullopt : std::optional{static_cast<double>(roll(60))};
                event e = timer_fired{timers[roll(timers.size())]};
                const auto kind = roll(14);
                if (!s.lookup.empty() && roll(2) == 0)
                    e = any_answer(s, roll);
                else if (kind == 12)
                    e = remedy_decided{s.remedies.empty() ? "none" : s.remedies.begin()->first, roll(2) == 0};
                else if (kind == 13)
                    e = remedy_executed{s.remedies.empty() ? "none" : s.remedies.begin()->first, roll(2) == 0};
                else if (kind == 0)
                    e = agent_joined{user_id{2}, "Li Na"};
                else if (kind == 1)
                    e = agent_left{user_id{2}, static_cast<leave_reason>(roll(3))};
                else if (kind > 2) {
                    customer_message m;
                    m.text = messages()[roll(messages().size())];
                    if (!offered.empty() && roll(3) == 0) {
                        m.option = offered[roll(offered.size())].value;
                        m.question = roll(5) ? s.question : "q1";
                        m.text = m.option;
                    }
                    m.meaning = understand(m.text, {s.language, f.zone, f.now});
                    if (roll(8) == 0) m.meaning.objection = static_cast<objection_kind>(roll(4));
                    if (roll(8) == 0) m.attachments = {{"f-" + std::to_string(turn), "image/png", 1000}};
                    e = m;
                }
                const auto* message = std::get_if<customer_message>(&e);
                story.push_back(message ? message->text.substr(0, 60) : encode(e));
                INFO("turn " << turn << ": " << story.back());
                const auto taken = step(*tree, s, e, f);
                CHECK(taken == step(*tree, s, e, f)); // I6
                std::size_t spoken = 0;
                bool person = false;
                for (const auto& each : taken.effects) {
                    if (const auto* line = std::get_if<say>(&each)) {
                        ++spoken;
                        const auto rendered = render(*tree, *line, f.zone);
                        CHECK_FALSE(rendered.text.empty());
                        CHECK(rendered.text != "[" + line->text + "]");
                        if (!rendered.options.empty()) offered = rendered.options;
                    }
                    if (std::holds_alternative<request_human>(each)) person = true;
                    if (const auto* defect = std::get_if<report_defect>(&each)) {
                        ++defects;
                        UNSCOPED_INFO(defect->what);
                    }
                    if (const auto* timer = std::get_if<start_timer>(&each)) timers.push_back(timer->name);
                }
                if (taken.state.floor == floor_holder::agent) CHECK(spoken == 0);           // I4
                if (message && s.floor == floor_holder::bot) CHECK((spoken > 0 || person)); // I5
                CHECK(taken.state.calls.size() <= 8);
                CHECK(taken.effects.size() < 200);
                const auto stored = decode_state(encode(taken.state));
                REQUIRE(stored.has_value());
                CHECK(encode(*stored) == encode(taken.state));
                CHECK(encode(taken.state).size() < 64 * 1024); // I10
                s = *stored;
            }
        }
        CHECK(defects == 0);
    }
}

TEST_CASE("a person can be had in every shipped tree from the first message on (H9)", "[dialogs][property]")
{
    for (const auto& tree : every_tree())
        for (const auto* wish : {"转人工", "I want to talk to a person", "我要找你们经理"}) {
            INFO(tree->id() << ": " << wish);
            facts f;
            f.now = from_unix_ms(1'795'762'800'000);
            f.agents_available = 1;
            f.case_number = "A-1";
            customer_message m;
            m.text = wish;
            m.meaning = understand(wish, {"", f.zone, f.now});
            const auto taken = step(*tree, {}, m, f);
            const bool person = std::any_of(taken.effects.begin(), taken.effects.end(),
                                            [](const auto& e) { return std::holds_alternative<request_human>(e); });
            CHECK(person);
            CHECK(taken.state.case_number == "A-1");
        }
}
