#include "dialogs/codec/names.hpp"
#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"
#include "dialogs/tree/graph.hpp"

#include <algorithm>
#include <array>

namespace amends::dialogs {
namespace {

/// "expected the X to be WANTED; it is FOUND"
verdict compared(const sentence& what, const std::string& wanted, const std::string& found)
{
    const auto shown = [](const std::string& value) -> sentence {
        return value.empty() ? sentence{"空", "empty"} : as_it_is(value);
    };
    const auto in = [&](const char* language) {
        return std::array{what.in(language), shown(wanted).in(language), shown(found).in(language)};
    };
    const auto zh = in("zh");
    const auto en = in("en");
    return held_if(wanted == found, {zh[0] + "应为 " + zh[1] + "；实际为 " + zh[2],
                                     "expected " + en[0] + " to be " + en[1] + "; it is " + en[2]});
}

/// What stands behind `name` in "ID name VALUE name VALUE"; VALUE goes on for `words` words.
std::optional<std::string> behind(const std::vector<std::string>& all, std::string_view name, std::size_t words = 1)
{
    for (std::size_t i = 1; i + words < all.size(); ++i)
        if (all[i] == name) return words == 1 ? all[i + 1] : all[i + 1] + " " + all[i + 2];
    return std::nullopt;
}

} // namespace

verdict player::case_is(const std::string& value)
{
    if (value == "opened") return held_if(!done<open_case>().empty(), {"应已建单", "expected a case to be opened"});
    const auto wanted = assignment(value);
    if (!wanted)
        return mistaken(
            {"请写“case: opened”或“case: severity = 2”", "write \"case: opened\" or \"case: severity = 2\""});
    const auto at = state_.case_fields.find(wanted->first);
    return compared(told({"工单字段 %1 ", "the case field %1"}, {wanted->first}), wanted->second,
                    at == state_.case_fields.end() ? std::string{} : at->second);
}

verdict player::slot_is(const std::string& value)
{
    const auto wanted = assignment(value);
    if (!wanted)
        return mistaken({"请写“slot: order_number = AB12345678”，= 后面不写表示空",
                         "write \"slot: order_number = AB12345678\", or nothing behind = for an empty one"});
    if (tree_->compiled().find_slot(wanted->first) == nowhere)
        return mistaken(told({"对话树没有槽位“%1”", "the tree has no slot \"%1\""}, {wanted->first}));
    const auto at = state_.slots.find(wanted->first);
    return compared(told({"槽位 %1 ", "the slot %1"}, {wanted->first}), wanted->second,
                    at == state_.slots.end() ? std::string{} : at->second.value);
}

verdict player::tag(const std::string& value)
{
    return held_if(state_.tags.contains(value), told({"应有标记 %1", "expected the tag %1"}, {value}));
}

verdict player::remedy_took(remedy_step took, const std::string& value)
{
    const auto steps = done<record_remedy>();
    const auto is = [&](const record_remedy* each) {
        if (each->step != took) return false;
        if (took == remedy_step::withheld) return each->reason == value;
        return value == each->remedy || value == each->remedy + " " + each->amount;
    };
    return held_if(std::any_of(steps.begin(), steps.end(), is),
                   told({"方案应为 %1：%2", "expected to be %1: %2"}, {name_of(took), value}));
}

verdict player::promise(const std::string& value)
{
    const auto words = parts(value, ' ');
    const auto by = behind(words, "by", 2);
    const auto in = behind(words, "in");
    const auto owner = behind(words, "owner");
    instant due{};
    bool timed = false; // beside `due`: GCC 12 takes an optional here for uninitialized
    const auto set = [&](instant moment) {
        due = moment;
        timed = true;
    };
    if (by)
        if (const auto moment = moment_in(*by, facts_.zone)) set(*moment);
    if (in)
        if (const auto span = span_in(*in)) set(facts_.now + *span);
    const auto understood = 1 + (by ? 3U : 0U) + (in ? 2U : 0U) + (owner ? 2U : 0U);
    if (words.size() != understood || ((by || in) && !timed))
        return mistaken(
            {"请写“promise: WHAT”，后面可加“owner desk”“by 2026-11-28 09:00”或“in 4h”",
             "write \"promise: WHAT\", with \"owner desk\", \"by 2026-11-28 09:00\" or \"in 4h\" behind it"});
    const auto made = done<record_promise>();
    const auto meant = [&](const auto* each) {
        return each->what == words[0] && (!owner || each->owner == *owner) && (!timed || each->due == due);
    };
    return held_if(std::any_of(made.begin(), made.end(), meant),
                   told({"应有承诺 %1", "expected the promise %1"}, {value}));
}

verdict player::handoff(const std::string& value)
{
    const auto asked = done<request_human>();
    if (value == "none") return held_if(asked.empty(), {"不应转人工", "expected no person to be asked for"});
    const auto words = parts(value, ' ');
    const auto priority = behind(words, "priority");
    const auto reason = behind(words, "reason");
    const auto understood = 1 + (priority ? 2U : 0U) + (reason ? 2U : 0U);
    if (words.size() != understood || (priority && !count_in(*priority)))
        return mistaken(
            {"请写“handoff: QUEUE”，后面可加“priority 2”和“reason TEXT”，或写“handoff: none”",
             "write \"handoff: QUEUE\", with \"priority 2\" and \"reason TEXT\" behind it, or \"handoff: none\""});
    return held_if(std::any_of(asked.begin(), asked.end(),
                               [&](const auto* each) {
                                   return each->queue == words[0] &&
                                          (!priority || each->priority == count_in(*priority)) &&
                                          (!reason || each->reason == *reason);
                               }),
                   told({"应转人工：%1", "expected a person to be asked for: %1"}, {value}));
}

verdict player::timer(const std::string& value)
{
    const auto words = parts(value, ' ');
    const auto span = words.size() == 2 ? span_in(words[1]) : std::nullopt;
    if (words.empty() || words.size() > 2 || (words.size() == 2 && !span))
        return mistaken({"请写“timer: wait 3m”“timer: remind”“timer: lookup 5s”或“timer: none”",
                         "write \"timer: wait 3m\", \"timer: remind\", \"timer: lookup 5s\" or \"timer: none\""});
    if (value == "none") return held_if(timers_.empty(), {"不应有计时器", "expected no timer to run"});
    return held_if(std::any_of(timers_.begin(), timers_.end(),
                               [&](const auto& each) {
                                   const bool named = each.first == words[0] || each.first.starts_with(words[0] + ":");
                                   return named && (!span || each.second - facts_.now == *span);
                               }),
                   told({"应有计时器 %1", "expected the timer %1"}, {value}));
}

verdict player::asked(const std::string& value)
{
    const auto asked = done<look_up>();
    if (value == "none") return held_if(asked.empty(), {"不应有查询", "expected no connector to be asked"});
    auto wanted = parts(value, ' ');
    if (wanted.empty())
        return mistaken({"请写“asked: order number=AB12345678”或“asked: none”",
                         "write \"asked: order number=AB12345678\" or \"asked: none\""});
    const auto is = [&](const look_up* each) {
        return each->connector == wanted[0] && std::all_of(wanted.begin() + 1, wanted.end(), [&](const auto& word) {
                   const auto argument = assignment(word);
                   if (!argument) return false;
                   const auto at = each->arguments.find(argument->first);
                   return at != each->arguments.end() && at->second == argument->second;
               });
    };
    return held_if(std::any_of(asked.begin(), asked.end(), is),
                   told({"应有查询：%1", "expected a connector to be asked: %1"}, {value}));
}

verdict player::survey(const std::string& value)
{
    const auto wanted = assignment(value);
    if (!wanted) return mistaken({"请写“survey: outcome = 4”", "write \"survey: outcome = 4\""});
    const auto records = done<record_survey>();
    if (records.empty()) return {verdict::is::failed, {"回访应已记录", "expected the survey to be recorded"}};
    const auto& answers = records.back()->answers;
    const auto at = answers.find(wanted->first);
    return compared(told({"回访的 %1 ", "the survey's %1"}, {wanted->first}), wanted->second,
                    at == answers.end() ? std::string{} : at->second);
}

verdict player::floor(const std::string& value)
{
    if (!named<floor_holder>(value))
        return mistaken({"发言权属于“bot”“waiting”或“agent”", "the floor is with \"bot\", \"waiting\" or \"agent\""});
    return compared({"发言权", "the floor"}, value, std::string{name_of(state_.floor)});
}

verdict player::node(const std::string& value) { return compared({"节点", "the node"}, value, state_.node); }

verdict player::asking(const std::string& value)
{
    return compared({"正在问的槽位", "the slot asked for"}, value == "nothing" ? std::string{} : value, state_.asking);
}

verdict player::speaks(const std::string& value) { return compared({"语言", "the language"}, value, state_.language); }

verdict player::ended(const std::string& value)
{
    if (value != "yes" && value != "no")
        return mistaken({"请写“ended: yes”或“ended: no”", "write \"ended: yes\" or \"ended: no\""});
    return compared({"结束", "the end"}, value, state_.ended ? "yes" : "no");
}

} // namespace amends::dialogs
