#include "adapters/http/trees_json.hpp"

#include "bot/ports/admin_command.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace amends::adapters::trees_json {

using nlohmann::json;

namespace {

constexpr std::array<const char*, 9> phases{"acknowledge", "apologise", "listen",    "collect", "assess",
                                            "propose",     "execute",   "follow_up", "close"};

const char* floor_name(floor_holder holder)
{
    switch (holder) {
    case floor_holder::bot:
        return "bot";
    case floor_holder::waiting:
        return "waiting";
    case floor_holder::agent:
        break;
    }
    return "agent";
}

json options_of(const std::vector<option>& options)
{
    auto rows = json::array();
    for (const auto& each : options) rows.push_back({{"value", each.value}, {"label", each.label}});
    return rows;
}

json step_of(const bot::simulated_step& step)
{
    auto lines = json::array();
    for (const auto& line : step.lines)
        lines.push_back({{"from", name_of(line.from)},
                         {"text", line.text},
                         {"id", line.id},
                         {"options", options_of(line.options)},
                         {"at", to_unix_ms(line.at)}});
    return {{"cause", step.cause},    {"at", to_unix_ms(step.at)},
            {"node", step.node},      {"phase", phases.at(static_cast<std::size_t>(step.phase))},
            {"path", step.path},      {"lines", std::move(lines)},
            {"effects", step.effects}};
}

std::optional<std::map<std::string, std::string>> texts_of(const json& object)
{
    if (!object.is_object()) return std::nullopt;
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : object.items()) {
        if (!value.is_string()) return std::nullopt;
        texts[name] = value.get<std::string>();
    }
    return texts;
}

std::optional<bot::simulated_input> parse_input(const json& input)
{
    if (!input.is_object()) return std::nullopt;
    const auto kind = bot::text_member(input, "kind");
    if (kind == "say") return bot::simulated_message{bot::text_member(input, "text"), {}};
    if (kind == "press") return bot::simulated_message{{}, bot::text_member(input, "option")};
    if (kind == "wait") return bot::simulated_wait{milliseconds{bot::integer_member(input, "ms", -1)}};
    if (kind == "agent") {
        const auto act = bot::text_member(input, "act");
        if (act == "joins") return bot::simulated_agent{bot::simulated_agent::act::joins};
        if (act == "returns") return bot::simulated_agent{bot::simulated_agent::act::returns};
        if (act == "resolves") return bot::simulated_agent{bot::simulated_agent::act::resolves};
        return std::nullopt;
    }
    if (kind != "answer") return std::nullopt;
    const auto outcome = bot::text_member(input, "outcome");
    if (outcome == "not_found") return bot::simulated_answer{lookup_outcome::not_found, {}};
    if (outcome == "failed") return bot::simulated_answer{lookup_outcome::failed, {}};
    auto fields = texts_of(input.value("fields", json::object()));
    if (outcome != "found" || !fields) return std::nullopt;
    return bot::simulated_answer{lookup_outcome::found, std::move(*fields)};
}

bool truth(const json& object, const char* member, bool otherwise)
{
    const auto found = object.find(member);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

constexpr std::int64_t year_3000 = 32'503'680'000'000; // beyond, zones and calendars know nothing

/// Who is at the desk and when, and what is known of the customer.
bool read_people(const json& from, bot::simulated_world& world)
{
    using hours = bot::simulated_world::hours;
    world.agents = static_cast<int>(std::clamp<std::int64_t>(bot::integer_member(from, "agents", 1), 0, 1000));
    const auto named = bot::text_member(from, "hours");
    if (named == "open") world.business = hours::open;
    if (named == "closed") world.business = hours::closed;
    const auto opens = bot::integer_member(from, "opens", 0);
    if (opens < 0 || opens > year_3000) return false;
    world.opens = from_unix_ms(opens);
    auto customer = texts_of(from.value("customer", json::object()));
    if (!customer) return false;
    world.customer = std::move(*customer);
    return true;
}

} // namespace

/// Both languages: the page switches at once.
json of(const bot::finding& finding)
{
    const auto& what = finding.what;
    const auto words = [&](const char* language) -> json {
        return {{"message", what.message.in(language)}, {"mend", finding.mend.in(language)}};
    };
    return {{"severity", finding.severity == bot::severity::error ? "error" : "warning"},
            {"code", what.code},
            {"line", what.line},
            {"column", what.column},
            {"node", what.node},
            {"zh-Hans", words("zh-Hans")},
            {"en", words("en")},
            {"test", finding.test},
            {"happened", finding.happened}};
}

json of(const std::vector<bot::finding>& findings)
{
    auto rows = json::array();
    for (const auto& each : findings) rows.push_back(of(each));
    return rows;
}

json of(const bot::tree_summary& summary)
{
    json row{{"id", summary.id}, {"active", nullptr}, {"draft", nullptr}};
    if (summary.active)
        row["active"] = {{"version", summary.active->version},
                         {"author", summary.active->author},
                         {"reason", summary.active->reason},
                         {"at", to_unix_ms(summary.active->at)}};
    if (summary.draft)
        row["draft"] = {{"revision", summary.draft->revision},
                        {"author", summary.draft->author},
                        {"at", to_unix_ms(summary.draft->at)}};
    return row;
}

json of(const bot::opened_tree& opened)
{
    json row{{"id", opened.id},
             {"active", nullptr},
             {"revision", opened.draft.revision},
             {"based_on", opened.draft.based_on},
             {"author", opened.draft.author},
             {"at", to_unix_ms(opened.draft.at)},
             {"changed", opened.changed},
             {"source", opened.draft.source}};
    if (opened.active) row["active"] = {{"version", opened.active->version}, {"source", opened.active->source}};
    return row;
}

json of(const std::vector<storage::published_version>& history)
{
    auto rows = json::array();
    for (const auto& each : history)
        rows.push_back(
            {{"version", each.version}, {"author", each.author}, {"reason", each.reason}, {"at", to_unix_ms(each.at)}});
    return rows;
}

json of(const bot::tree_test& test)
{
    return {{"name", test.name},         {"source", test.source}, {"shipped", test.shipped},
            {"revision", test.revision}, {"author", test.author}, {"at", to_unix_ms(test.at)}};
}

json of(const bot::played_tests& played)
{
    auto rows = json::array();
    for (const auto& each : played.tests)
        rows.push_back({{"name", each.name},
                        {"conversations", each.conversations},
                        {"expectations", each.expectations},
                        {"failures", of(each.failures)}});
    return {{"tests", std::move(rows)}, {"edges", played.edges}, {"edges_reached", played.edges_reached}};
}

json of(const bot::simulation& told)
{
    auto steps = json::array();
    for (const auto& each : told.steps) steps.push_back(step_of(each));
    auto slots = json::object();
    for (const auto& [name, value] : told.state.slots) slots[name] = value.value;
    auto timers = json::array();
    for (const auto& [name, due] : told.timers) timers.push_back({{"name", name}, {"due", to_unix_ms(due)}});
    json row{{"steps", std::move(steps)},
             {"now", to_unix_ms(told.now)},
             {"node", told.state.node},
             {"phase", phases.at(static_cast<std::size_t>(told.state.phase))},
             {"floor", floor_name(told.state.floor)},
             {"ended", told.state.ended},
             {"slots", std::move(slots)},
             {"case", told.state.case_fields},
             {"tags", told.state.tags},
             {"timers", std::move(timers)},
             {"asked", nullptr}};
    if (told.asked) row["asked"] = {{"connector", told.asked->connector}, {"arguments", told.asked->arguments}};
    return row;
}

std::optional<simulation_request> parse_simulation(const json& body)
{
    if (!body.is_object()) return std::nullopt;
    const auto world = body.find("world");
    const auto inputs = body.find("inputs");
    const auto source = body.find("source");
    if (source == body.end() || !source->is_string() || world == body.end() || !world->is_object() ||
        inputs == body.end() || !inputs->is_array())
        return std::nullopt;
    simulation_request request;
    request.source = source->get<std::string>();
    const auto now = bot::integer_member(*world, "now", -1);
    if (now < 0 || now > year_3000) return std::nullopt;
    request.world.now = from_unix_ms(now);
    request.world.zone = bot::text_member(*world, "zone");
    request.world.locale = bot::text_member(*world, "locale");
    if (!read_people(*world, request.world)) return std::nullopt;
    request.world.buttons = truth(*world, "buttons", true);
    request.world.connectors = truth(*world, "connectors", true);
    for (const auto& each : *inputs) {
        auto input = parse_input(each);
        if (!input) return std::nullopt;
        request.inputs.push_back(std::move(*input));
    }
    return request;
}

} // namespace amends::adapters::trees_json
