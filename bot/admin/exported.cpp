#include "bot/admin/exported.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace amends::bot {
namespace {

using nlohmann::json;

std::string utc(instant at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

json to_json(const sentence& words) { return {{"zh-Hans", words.chinese}, {"en", words.english}}; }

json to_json(const storage::case_record& c)
{
    return {{"number", c.number},
            {"status", name_of(c.status)},
            {"opened_at", utc(c.opened_at)},
            {"closed_at", c.closed_at ? json(utc(*c.closed_at)) : json(nullptr)},
            {"owner", c.owner.value},
            {"first_owner", c.first_owner.value},
            {"phase", c.phase},
            {"queue", c.queue},
            {"priority", c.priority},
            {"handoff_reason", to_json(c.handoff_reason)},
            {"fields", c.fields}};
}

json to_json(const storage::stored_line& line)
{
    const bool internal = line.audience == storage::audience::internal;
    json row{{"seq", line.sequence}, {"from", name_of(line.from)}, {"text", line.text}, {"at", utc(line.at)}};
    if (internal) row["internal"] = true;
    if (line.state == storage::line_state::withdrawn) row["withdrawn"] = true;
    if (!line.author.empty()) row["author"] = line.author;
    if (line.user) row["user"] = line.user.value;
    return row;
}

} // namespace

result<json_text> export_conversation(storage::reader& reader, conversation_id id)
{
    auto stored = reader.conversation(id);
    if (!stored) return stored.error();
    if (!*stored) return json_text{};
    auto lines = reader.transcript(id, std::numeric_limits<int>::max());
    if (!lines) return lines.error();
    auto promises = reader.promises(id);
    if (!promises) return promises.error();

    const auto& c = **stored;
    json out{{"conversation", id.value},
             {"customer", c.customer.value},
             {"channel", c.who.channel},
             {"started_at", utc(c.started_at)},
             {"locale", c.locale},
             {"zone", c.zone},
             {"case", c.open_case ? to_json(*c.open_case) : json(nullptr)},
             {"promises", json::array()},
             {"lines", json::array()}};
    for (const auto& each : *promises)
        out["promises"].push_back({{"what", to_json(each.what)}, {"owner", each.owner}, {"due", utc(each.due)}});
    for (const auto& each : *lines) out["lines"].push_back(to_json(each));
    return to_text(out);
}

} // namespace amends::bot
