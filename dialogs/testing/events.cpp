#include "dialogs/codec/names.hpp"
#include "dialogs/step.hpp"
#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/understand/understand.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace amends::dialogs {
namespace {

constexpr int most_timers = 100;
constexpr user_id somebody{3};

/// "image/jpeg 2MB"
std::optional<attachment> file_in(const std::string& text, std::size_t number)
{
    const auto words = parts(text, ' ');
    if (words.size() != 2 || words[0].find('/') == std::string::npos || words[1].size() < 3) return std::nullopt;
    const auto count = count_in(std::string_view{words[1]}.substr(0, words[1].size() - 2));
    const bool mega = words[1].ends_with("MB");
    if (!count || (!mega && !words[1].ends_with("KB"))) return std::nullopt;
    return attachment{"file" + std::to_string(number), words[0], std::int64_t{*count} * (mega ? 1024 * 1024 : 1024)};
}

/// The fields of a connector's answer as it hands them on.
std::optional<std::map<std::string, std::string>> fields_in(std::string_view text)
{
    const auto read = nlohmann::json::parse(text, nullptr, false);
    if (!read.is_object()) return std::nullopt;
    std::map<std::string, std::string> made;
    for (const auto& [name, value] : read.items()) {
        if (value.is_string())
            made[name] = value.get<std::string>();
        else if (value.is_boolean())
            made[name] = value.get<bool>() ? "yes" : "no";
        else if (value.is_number())
            made[name] = value.dump();
        else
            return std::nullopt;
    }
    return made;
}

} // namespace

player::player(tree_ptr tree) : tree_{std::move(tree)}
{
    facts_.zone = "Asia/Shanghai";
    facts_.now = from_unix_ms(1'795'762'800'000); // Friday, 2026-11-27 15:00 in Shanghai
    facts_.next_open = facts_.now + std::chrono::hours{18};
    facts_.seed = 7;
    facts_.agents_available = 2;
    facts_.case_number = "A-1001";
}

verdict player::play(const script_word& word, const std::string& value)
{
    if (word.kind == script_word::is::happening) begin_event();
    if (word.kind == script_word::is::expectation && !begun_)
        return mistaken({"还什么都没有发生；请先让客户写：“customer: 快递晚了”",
                         "nothing has happened yet; let the customer write first: \"customer: My parcel is late\""});
    return (this->*word.play)(value);
}

void player::begin_event()
{
    begun_ = true;
    effects_.clear();
    lines_.clear();
    seen_ = 0;
    unanswered_ = false;
}

void player::take(const event& e)
{
    auto taken = step(*tree_, state_, e, facts_, walked_);
    state_ = std::move(taken.state);
    for (const auto& each : taken.effects) carry_out(each);
    effects_.insert(effects_.end(), taken.effects.begin(), taken.effects.end());
    facts_.seed = facts_.seed * 6364136223846793005ULL + 1442695040888963407ULL;
}

void player::carry_out(const effect& each)
{
    if (const auto* line = std::get_if<say>(&each)) {
        auto rendered = render(*tree_, *line, facts_.zone);
        lines_.push_back({line->text, std::move(rendered.text), std::move(rendered.options), rendered.question});
        if (!lines_.back().options.empty()) questions_.push_back(lines_.back());
    } else if (const auto* timer = std::get_if<start_timer>(&each)) {
        timers_[timer->name] = timer->type == start_timer::kind::pause ? facts_.now + timer->wait : timer->due;
    } else if (const auto* cancelled = std::get_if<cancel_timer>(&each)) {
        timers_.erase(cancelled->name);
    } else if (const auto* asked = std::get_if<look_up>(&each)) {
        looking_ = *asked;
    }
}

void player::hear(customer_message message)
{
    message.meaning = understand(message.text, {state_.language, facts_.zone, facts_.now});
    const bool owed = state_.floor == floor_holder::bot;
    take(std::move(message));
    unanswered_ = owed && lines_.empty() && done<request_human>().empty();
}

verdict player::customer(const std::string& value)
{
    customer_message message;
    message.text = unescaped(value);
    hear(std::move(message));
    return {};
}

verdict player::press(const std::string& value)
{
    std::string shown;
    for (auto question = questions_.rbegin(); question != questions_.rend(); ++question)
        for (const auto& each : question->options) {
            if (each.value == value || each.label == value) {
                customer_message message;
                message.text = each.label;
                message.option = each.value;
                message.question = question->question;
                hear(std::move(message));
                return {};
            }
            if (question == questions_.rbegin()) shown += (shown.empty() ? "" : ", ") + each.value;
        }
    return {verdict::is::failed, told({"应有快捷回复“%1”；实际为 %2", "expected a quick reply \"%1\"; there were %2"},
                                      {value, shown.empty() ? "none" : shown})};
}

verdict player::send(const std::string& value)
{
    constexpr std::string_view with = " with ";
    const auto words = value.find(with);
    customer_message message;
    if (words != std::string::npos) message.text = unescaped(value.substr(words + with.size()));
    for (const auto& each : parts(value.substr(0, words), ',')) {
        auto file = file_in(each, message.attachments.size() + 1);
        if (!file)
            return mistaken(told({"“%1”不是文件；写法如“send: image/jpeg 2MB with 照片在这里”",
                                  "\"%1\" is no file; write it like \"send: image/jpeg 2MB with 照片在这里\""},
                                 {each}));
        message.attachments.push_back(std::move(*file));
    }
    hear(std::move(message));
    return {};
}

verdict player::clock(const std::string& value)
{
    const auto span = value.starts_with('+') ? span_in(value.substr(1)) : std::nullopt;
    const auto until = span ? facts_.now + *span : moment_in(value, facts_.zone).value_or(instant::min());
    if (until < facts_.now)
        return mistaken({"时钟这样拨：“+2h”“+1h30m”“+45s”，或更晚的时间“2026-11-28 09:00”",
                         "a clock goes on by \"+2h\", \"+1h30m\", \"+45s\", or to a later time, \"2026-11-28 09:00\""});
    for (int fired = 0; fired < most_timers; ++fired) {
        const auto next = std::min_element(timers_.begin(), timers_.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (next == timers_.end() || next->second > until) break;
        facts_.now = std::max(facts_.now, next->second);
        const auto name = next->first;
        timers_.erase(next);
        take(timer_fired{name});
    }
    facts_.now = until;
    return {};
}

verdict player::lookup(const std::string& value)
{
    constexpr std::string_view found = "found ";
    if (state_.lookup.empty())
        return {verdict::is::failed, {"应有查询在等；实际没有", "expected a connector to be asked; none is"}};
    fact_arrived answer{state_.lookup, looking_.connector, lookup_outcome::failed, {}};
    if (value == "timed out") return clock("+" + span_of(looking_.limit));
    if (value.starts_with(found)) {
        auto fields = fields_in(value.substr(found.size()));
        if (!fields)
            return mistaken({R"(查到的内容写成一行 JSON：lookup: found {"amount": "320.00 CNY"})",
                             R"(what was found is JSON on one line: lookup: found {"amount": "320.00 CNY"})"});
        answer.outcome = lookup_outcome::found;
        answer.fields = std::move(*fields);
    } else if (value == "not found") {
        answer.outcome = lookup_outcome::not_found;
    } else if (value != "failed") {
        return mistaken({"查询的返回写作“found {…}”“not found”“failed”或“timed out”",
                         "a look-up is answered by \"found {…}\", \"not found\", \"failed\" or \"timed out\""});
    }
    take(answer);
    return {};
}

verdict player::remedy(const std::string& value)
{
    const auto words = parts(value, ' ');
    const auto came = words.size() == 2 ? named<remedy_step>(words[0]) : std::nullopt;
    if (came == remedy_step::approved || came == remedy_step::denied)
        take(remedy_decided{words[1], came == remedy_step::approved});
    else if (came == remedy_step::executed || came == remedy_step::failed)
        take(remedy_executed{words[1], came == remedy_step::executed});
    else
        return mistaken({"请写“remedy: approved RULE”“denied RULE”“executed RULE”或“failed RULE”",
                         "write \"remedy: approved RULE\", \"denied RULE\", \"executed RULE\" or \"failed RULE\""});
    return {};
}

verdict player::agent(const std::string& value)
{
    constexpr std::string_view joins = "joins";
    if (value.starts_with(joins)) {
        const auto name = trimmed(std::string_view{value}.substr(joins.size()));
        take(agent_joined{somebody, name.empty() ? std::string{"李娜"} : std::string{name}});
    } else if (value == "returns") {
        take(agent_left{somebody, leave_reason::returned_to_bot});
    } else if (value == "vanishes") {
        take(agent_left{somebody, leave_reason::vanished});
    } else if (value == "resolves") {
        take(agent_left{somebody, leave_reason::resolved});
    } else {
        return mistaken({"客服的动作写作“joins 姓名”“returns”（交还助手）“vanishes”或“resolves”",
                         "an agent \"joins NAME\", \"returns\" (to the bot), \"vanishes\" or \"resolves\""});
    }
    return {};
}

} // namespace amends::dialogs
