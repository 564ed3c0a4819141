#include "random_walk.hpp"

#include "dialogs/codec/codec.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/understand/understand.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace amends::test {

using namespace dialogs;

namespace {

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

bool asks_for_person(const outcome& taken)
{
    return std::any_of(taken.effects.begin(), taken.effects.end(),
                       [](const auto& each) { return std::holds_alternative<request_human>(each); });
}

} // namespace

void random_walk::begin()
{
    state_ = {};
    facts_ = {};
    facts_.now = from_unix_ms(1'795'762'800'000);
    facts_.zone = roll(2) ? "Asia/Shanghai" : "Europe/Berlin";
    facts_.locale = roll(2) ? "zh-CN" : "en-GB";
    facts_.case_number = "A-" + std::to_string(steps_);
    offered_.clear();
    timers_ = {"wait", "remind:q1"};
}

void random_walk::pass_time()
{
    auto& f = facts_;
    f.seed = dice_();
    f.now += std::chrono::seconds{roll(200)};
    f.business_open = roll(4) != 0;
    f.next_open = f.business_open ? instant{} : f.now + std::chrono::hours{9};
    f.agents_available = static_cast<int>(roll(3));
    f.queue_length = static_cast<int>(roll(5));
    f.connectors = roll(3) ? std::set<std::string>{"order", "customer"} : std::set<std::string>{};
    f.attachments = roll(2) == 0;
    f.buttons = roll(4) != 0;
    f.remedy_budget = roll(3) ? std::nullopt : std::optional{static_cast<double>(roll(60))};
}

/// What a connector may answer, right or wrong.
fact_arrived random_walk::any_answer()
{
    fact_arrived fact{roll(5) ? state_.lookup : "l0", "order", static_cast<lookup_outcome>(roll(3)), {}};
    const char* const values[]{"320", "320.00 USD", "2026-11-20", "yes", "delivered", "", "\xff\xfe", "1e999"};
    for (const auto* field : {"total", "status", "bought_on", "vip", "delivered_on", "amount"})
        if (roll(3)) fact.fields[field] = values[roll(std::size(values))];
    return fact;
}

customer_message random_walk::any_message()
{
    customer_message m;
    m.text = messages()[roll(messages().size())];
    if (!offered_.empty() && roll(3) == 0) {
        m.option = offered_[roll(offered_.size())].value;
        m.question = roll(5) ? state_.question : "q1";
        m.text = m.option;
    }
    m.meaning = understand(m.text, {state_.language, facts_.zone, facts_.now});
    if (roll(8) == 0) m.meaning.objection = static_cast<objection_kind>(roll(4));
    if (roll(8) == 0) m.attachments = {{"f-" + std::to_string(steps_), "image/png", 1000}};
    return m;
}

event random_walk::next_event()
{
    const auto remedy = state_.remedies.empty() ? "none" : state_.remedies.begin()->first;
    if (!state_.lookup.empty() && roll(2) == 0) return any_answer();
    switch (roll(14)) {
    case 0:
        return agent_joined{user_id{2}, "Li Na"};
    case 1:
        return agent_left{user_id{2}, static_cast<leave_reason>(roll(3))};
    case 2:
        return timer_fired{timers_[roll(timers_.size())]};
    case 3:
        return remedy_decided{remedy, roll(2) == 0};
    case 4:
        return remedy_executed{remedy, roll(2) == 0};
    default:
        return any_message();
    }
}

void random_walk::check(const event& e, const outcome& taken)
{
    std::size_t spoken = 0;
    for (const auto& each : taken.effects) {
        if (const auto* line = std::get_if<say>(&each)) {
            ++spoken;
            const auto rendered = render(*tree_, *line, facts_.zone);
            CHECK_FALSE(rendered.text.empty());
            CHECK(rendered.text != "[" + line->text + "]");
            if (!rendered.options.empty()) offered_ = rendered.options;
        }
        if (const auto* defect = std::get_if<report_defect>(&each)) {
            ++defects_;
            UNSCOPED_INFO(defect->what);
        }
        if (const auto* timer = std::get_if<start_timer>(&each)) timers_.push_back(timer->name);
    }
    const bool answer_due = std::holds_alternative<customer_message>(e) && state_.floor == floor_holder::bot;
    if (taken.state.floor == floor_holder::agent) CHECK(spoken == 0); // I4
    if (answer_due) CHECK((spoken > 0 || asks_for_person(taken)));    // I5
    CHECK(taken.state.calls.size() <= 8);
    CHECK(taken.effects.size() < 200);
}

void random_walk::check_person_can_be_had()
{
    if (state_.floor != floor_holder::bot) return;
    auto open = facts_;
    open.business_open = true;
    open.agents_available = 1;
    customer_message m;
    m.text = state_.language.starts_with("en") ? "I want to talk to a person" : "转人工";
    m.meaning = understand(m.text, {state_.language, open.zone, open.now});
    CHECK(asks_for_person(step(*tree_, state_, m, open))); // H9
}

void random_walk::take(const event& e)
{
    const auto taken = step(*tree_, state_, e, facts_);
    CHECK(taken == step(*tree_, state_, e, facts_)); // I6
    check(e, taken);
    const auto bytes = encode(taken.state);
    CHECK(bytes.size() < 64 * 1024); // I10
    const auto stored = decode_state(bytes);
    REQUIRE(stored.has_value());
    CHECK(encode(*stored) == bytes);
    state_ = *stored;
    ++steps_;
    check_person_can_be_had();
}

void random_walk::conversation(int turns)
{
    begin();
    for (int turn = 0; turn < turns; ++turn) {
        pass_time();
        const auto e = next_event();
        const auto* message = std::get_if<customer_message>(&e);
        INFO(tree_->id() << ", step " << steps_ << ": " << (message ? message->text.substr(0, 60) : encode(e)));
        INFO("at " << state_.node << ", floor " << static_cast<int>(state_.floor));
        take(e);
    }
}

} // namespace amends::test
