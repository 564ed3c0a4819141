#include "bot/authoring/simulator.hpp"
#include "dialogs/trees/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::bot;

namespace {

dialogs::tree_ptr retail()
{
    for (const auto& each : dialogs::shipped_trees())
        if (each.file == "retail-order.json") return dialogs::load_tree(each.text, each.file).tree;
    throw std::logic_error("no retail tree is shipped");
}

business_hours always_open()
{
    config settings;
    return settings.hours;
}

simulated_world friday()
{
    simulated_world world;
    world.now = from_unix_ms(1'795'762'800'000); // Friday, 2026-11-27 15:00 in Shanghai
    world.zone = "Asia/Shanghai";
    world.locale = "zh-CN";
    return world;
}

std::vector<std::string> texts(const simulation& told)
{
    std::vector<std::string> all;
    for (const auto& step : told.steps)
        for (const auto& line : step.lines) all.push_back(line.text);
    return all;
}

} // namespace

TEST_CASE("a simulation tells what would be said, where the dialog stands and what comes of it", "[bot][authoring]")
{
    const auto tree = retail();
    const auto told = simulate(*tree, always_open(), friday(), {simulated_message{"耳机左边没有声音", {}}});
    REQUIRE(told.has_value());
    REQUIRE(told->steps.size() == 1);
    const auto& step = told->steps.front();
    REQUIRE(step.lines.size() > 1);
    CHECK(step.lines.front().from == speaker::customer);
    CHECK(step.lines.at(1).from == speaker::bot);
    CHECK_FALSE(step.lines.at(1).id.empty());
    CHECK_FALSE(step.node.empty());
    CHECK(step.node == told->state.node);
    REQUIRE(step.path.size() > 1);
    CHECK(step.path.front() == "acknowledge");
    CHECK(step.path.back() == step.node);
    CHECK(std::find(step.effects.begin(), step.effects.end(), "case AM-0000001-0") != step.effects.end());
}

TEST_CASE("the same start and inputs give the same simulation, whatever the real time is (I6)", "[bot][authoring]")
{
    const auto tree = retail();
    const std::vector<simulated_input> inputs{simulated_message{"耳机坏了", {}}, simulated_wait{std::chrono::hours{2}},
                                              simulated_message{"AB12345678", {}}};
    const auto first = simulate(*tree, always_open(), friday(), inputs);
    const auto again = simulate(*tree, always_open(), friday(), inputs);
    REQUIRE(first.has_value());
    REQUIRE(again.has_value());
    CHECK(texts(*first) == texts(*again));
    CHECK(first->state == again->state);
    CHECK(first->now == friday().now + std::chrono::hours{2});
}

TEST_CASE("timers that fall due during a wait fire in order, at their own time", "[bot][authoring]")
{
    const auto tree = retail();
    simulated_world world = friday();
    world.agents = 1;
    const auto told =
        simulate(*tree, always_open(), world, {simulated_message{"转人工", {}}, simulated_wait{std::chrono::hours{1}}});
    REQUIRE(told.has_value());
    REQUIRE(told->steps.size() >= 2);
    CHECK(told->steps.at(1).cause.starts_with("timer:"));
    CHECK(told->steps.at(1).at > world.now);
    CHECK(told->steps.at(1).at <= world.now + std::chrono::hours{1});
    CHECK(told->now == world.now + std::chrono::hours{1});
}

TEST_CASE("a person takes the simulated chat and hands it back", "[bot][authoring]")
{
    const auto tree = retail();
    const auto told = simulate(*tree, always_open(), friday(),
                               {simulated_message{"转人工", {}}, simulated_agent{simulated_agent::act::joins},
                                simulated_message{"在吗", {}}, simulated_agent{simulated_agent::act::returns}});
    REQUIRE(told.has_value());
    REQUIRE(told->steps.size() == 4);
    CHECK(told->steps.at(2).lines.size() == 1); // the bot is silent while a person speaks (I4)
    CHECK(told->steps.at(3).lines.size() > 0);
}

TEST_CASE("a simulation has an end: too many inputs, too long a message or wait are refused", "[bot][authoring]")
{
    const auto tree = retail();
    const auto code = [&](const std::vector<simulated_input>& inputs) {
        const auto told = simulate(*tree, always_open(), friday(), inputs);
        return told ? std::string("ok") : told.error().code;
    };
    CHECK(code(std::vector<simulated_input>(most_inputs + 1, simulated_message{"x", {}})) == "simulation.too_long");
    CHECK(code({simulated_message{std::string(longest_simulated_message + 1, 'x'), {}}}) == "simulation.too_long");
    CHECK(code({simulated_wait{longest_simulated_wait + milliseconds{1}}}) == "simulation.too_long");
    CHECK(code({simulated_wait{milliseconds{-1}}}) == "simulation.too_long");
    CHECK(code({simulated_wait{longest_simulated_wait}}) == "ok");
}

TEST_CASE("what is known of the customer, the hours and the people at the desk are what the trial says they are",
          "[bot][authoring]")
{
    using hours = simulated_world::hours;
    nlohmann::json tree;
    for (const auto& each : dialogs::shipped_trees())
        if (each.file == "retail-order.json") tree = nlohmann::json::parse(each.text);
    const auto after = [](const char* condition, const char* next) {
        return nlohmann::json{{"node", "branch"},
                              {"phase", "acknowledge"},
                              {"cases", {{{"if", nlohmann::json::parse(condition)}, {"next", next}}}},
                              {"default", "opening"}};
    };
    tree["nodes"]["acknowledge"]["next"] = "vip";
    tree["nodes"]["vip"] = after(R"({"customer": "vip", "is": "yes"})", "shut");
    tree["nodes"]["shut"] = after(R"({"business_open": false})", "nobody");
    tree["nodes"]["nobody"] = after(R"({"agents_available": false})", "opening");
    const auto loaded = dialogs::load_tree(tree.dump(), "probe.json");
    REQUIRE(loaded.tree);
    const auto walked = [&](const simulated_world& world) {
        const auto told = simulate(*loaded.tree, always_open(), world, {simulated_message{"你好", {}}});
        const auto& path = told->steps.front().path;
        return std::vector<std::string>(path.begin() + 1, std::find(path.begin(), path.end(), "opening"));
    };
    auto world = friday();
    CHECK(walked(world) == std::vector<std::string>{"vip"});
    world.customer = {{"vip", "yes"}};
    CHECK(walked(world) == std::vector<std::string>{"vip", "shut"});
    world.business = hours::closed;
    world.opens = world.now + std::chrono::hours{18};
    CHECK(walked(world) == std::vector<std::string>{"vip", "shut", "nobody"});
    world.opens = world.now - std::chrono::hours{1}; // has opened since
    CHECK(walked(world) == std::vector<std::string>{"vip", "shut"});
}
