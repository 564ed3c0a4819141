#include "dialogs/codec/names.hpp"
#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"

namespace amends::dialogs {
namespace {

std::string told(const record_remedy& step)
{
    const auto what = step.step == remedy_step::withheld ? step.reason
                      : step.amount.empty()              ? step.remedy
                                                         : step.remedy + " " + step.amount;
    return std::string{name_of(step.step)} + ": " + what + "\n";
}

std::string told(const look_up& asked)
{
    auto made = "asked: " + asked.connector;
    for (const auto& [name, value] : asked.arguments) made.append(" ").append(name).append("=").append(value);
    return made + "\n";
}

std::string told(const request_human& asked)
{
    const auto reason = asked.reason.empty() ? std::string{} : " reason " + asked.reason;
    return "handoff: " + asked.queue + " priority " + std::to_string(asked.priority) + reason + "\n";
}

} // namespace

sentence player::broken() const
{
    for (const auto* each : done<report_defect>())
        return dialogs::told({"对话树中断：%1", "the tree broke off: %1"}, {each->what});
    for (const auto& line : lines_)
        if (line.words.empty() || line.words.find("[" + line.text + "]") != std::string::npos)
            return dialogs::told({"文本 %1 无法写出", "the text %1 could not be spelled"}, {line.text});
    return unanswered_ ? sentence{"没有回答客户的消息", "the customer's message was not answered"} : sentence{};
}

std::string player::happened(telling how) const
{
    const bool in_full = how == telling::in_full;
    std::string made;
    std::string offered;
    for (const auto& each : lines_) {
        made += "bot: " + each.text + (in_full ? " \"" + escaped(each.words) + "\"" : "") + "\n";
        if (each.options.empty()) continue;
        offered.clear();
        for (const auto& one : each.options) offered += (offered.empty() ? "" : ", ") + one.value;
    }
    if (!in_full) made += lines_.empty() ? "bot: nothing\n" : "bot: nothing more\n";
    if (!offered.empty()) made += "options: " + offered + "\n";
    if (!done<open_case>().empty()) made += "case: opened\n";
    for (const auto* each : done<record_promise>())
        made += "promise: " + each->what + " owner " + each->owner + " by " + moment_of(each->due, facts_.zone) + "\n";
    for (const auto* each : done<request_human>()) made += told(*each);
    for (const auto* each : done<record_remedy>())
        if (in_full || each->step <= remedy_step::withheld) made += told(*each);
    for (const auto* each : done<look_up>()) made += told(*each);
    if (!done<end_dialog>().empty()) made += "ended: yes\n";
    return made + "node: " + state_.node + "\n";
}

} // namespace amends::dialogs
