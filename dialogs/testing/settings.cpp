#include "dialogs/testing/player.hpp"
#include "dialogs/testing/spelling.hpp"
#include "dialogs/text/zone.hpp"

#include <charconv>
#include <cmath>

namespace amends::dialogs {

verdict player::locale(const std::string& value)
{
    facts_.locale = value;
    return {};
}

verdict player::zone(const std::string& value)
{
    if (!is_zone(value))
        return mistaken(
            told({"没有时区“%1”；请写如 Asia/Shanghai", "there is no time zone \"%1\"; name one like Asia/Shanghai"},
                 {value}));
    facts_.zone = value;
    return {};
}

verdict player::now(const std::string& value)
{
    const auto at = moment_in(value, facts_.zone);
    if (!at)
        return mistaken({"不是时间；请按该时区的时钟写，如“now: 2026-11-27 15:00”",
                         "not a time; write it like \"now: 2026-11-27 15:00\", on the clock of the zone"});
    if (begun_)
        return mistaken(
            {"对话已经开始；请用“clock:”拨动时间", "the conversation has begun; let time pass with \"clock:\""});
    facts_.now = *at;
    return {};
}

verdict player::hours(const std::string& value)
{
    constexpr std::string_view closed = "closed until ";
    facts_.business_open = value == "open";
    if (facts_.business_open) return {};
    const auto opens = value.starts_with(closed) ? moment_in(value.substr(closed.size()), facts_.zone) : std::nullopt;
    if (!opens)
        return mistaken({"请写“hours: open”或“hours: closed until 2026-11-28 09:00”",
                         "write \"hours: open\" or \"hours: closed until 2026-11-28 09:00\""});
    facts_.next_open = *opens;
    return {};
}

verdict player::agents(const std::string& value)
{
    const auto count = count_in(value);
    if (!count)
        return mistaken(
            {"有几位客服在线？写法如“agents: 2”", "how many people are signed in? Write it like \"agents: 2\""});
    facts_.agents_available = *count;
    return {};
}

verdict player::queue(const std::string& value)
{
    const auto count = count_in(value);
    if (!count)
        return mistaken(
            {"前面有几位在等？写法如“queue: 3”", "how many wait before this customer? Write it like \"queue: 3\""});
    facts_.queue_length = *count;
    return {};
}

verdict player::channel(const std::string& value)
{
    bool buttons = false;
    bool attachments = false;
    for (const auto& each : parts(value, ',')) {
        buttons = buttons || each == "buttons";
        attachments = attachments || each == "attachments";
        if (each != "buttons" && each != "attachments" && each != "text")
            return mistaken(told({"渠道可以有“buttons”“attachments”或只有“text”，没有“%1”",
                                  "a channel can carry \"buttons\", \"attachments\" or only \"text\", not \"%1\""},
                                 {each}));
    }
    facts_.buttons = buttons;
    facts_.attachments = attachments;
    return {};
}

verdict player::connectors(const std::string& value)
{
    facts_.connectors.clear();
    if (value == "none") return {};
    for (auto& each : parts(value, ',')) facts_.connectors.insert(std::move(each));
    return {};
}

verdict player::known(const std::string& value)
{
    auto flag = assignment(value);
    if (!flag)
        return mistaken({"客户档案的标记写作“known: vip = yes”",
                         "a flag of the customer's record is written \"known: vip = yes\""});
    facts_.customer[flag->first] = flag->second;
    return {};
}

verdict player::budget(const std::string& value)
{
    double left = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), left);
    if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(left) || left < 0)
        return mistaken(
            {"助手还有多少额度？写法如“budget: 300”", "what may the bot still give? Write it like \"budget: 300\""});
    facts_.remedy_budget = left;
    return {};
}

verdict player::seed(const std::string& value)
{
    const auto number = count_in(value);
    if (!number) return mistaken({"种子是数字：“seed: 7”", "a seed is a number: \"seed: 7\""});
    facts_.seed = static_cast<std::uint64_t>(*number);
    return {};
}

} // namespace amends::dialogs
