#include "bot/cli/replay.hpp"

#include "bot/admin/admin.hpp"
#include "bot/admin/replayed.hpp"
#include "tests/support/bot_world.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace amends;
using namespace amends::testing;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

/// The way to a server that is in this process.
class link_to final : public bot::server_link {
public:
    explicit link_to(bot_world& world)
        : world_(world), admin_(bot::replay_commands(world.runtime(), world.access()), log_)
    {}
    result<std::string> request(const std::string& text) override
    {
        return {boost::system::in_place_value, world_.await(admin_.handle(text))};
    }

private:
    bot_world& world_;
    silent_log log_;
    bot::admin admin_;
};

struct run {
    int code = 0;
    std::string out;
    std::string err;
};

run replay(bot_world& world, const json& draft, bool as_json = false)
{
    temporary_directory directory;
    const auto file = directory.path() / "draft.json";
    std::ofstream(file, std::ios::binary) << draft.dump();
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    bot::console console{in, out, err, {}, false};
    link_to link(world);
    run done;
    done.code = bot::replay(file, link, console, as_json);
    done.out = out.str();
    done.err = err.str();
    return done;
}

json retail_tree()
{
    for (const auto& each : dialogs::shipped_trees())
        if (each.file == "retail-order.json") return json::parse(each.text);
    throw std::logic_error("no retail tree is shipped");
}

} // namespace

TEST_CASE("A replay tells both sides where they part, and the sums", "[cli][replay]")
{
    bot_world world;
    for (const auto* who : {"one", "two"}) {
        auto c = world.open(who);
        world.say(c, "m1", "上周买的耳机左边没有声音，我要退款");
        if (who == std::string("two")) world.say(c, "m2", "订单号 AB12345678");
    }
    const auto same = replay(world, retail_tree());
    CHECK(same.code == 0);
    CHECK_THAT(same.out, Catch::StartsWith("2 conversations: 2 the same, 0 different\n"));

    auto draft = retail_tree();
    draft["texts"]["when"] = {{"zh-Hans", "哪天收到的呢？"}, {"en", "Which day did it arrive?"}};
    const auto other = replay(world, draft);
    CHECK_THAT(other.out, Contains("== conversation 2\n") && Contains("  customer: 订单号 AB12345678\n") &&
                              Contains("    then [when] ") && Contains("    now  [when] 哪天收到的呢？\n") &&
                              Contains("2 conversations: 1 the same, 1 different\n"));

    const auto parsed = json::parse(replay(world, draft, true).out);
    CHECK(parsed.at("different") == 1);
    CHECK(parsed.at("sums").at("lines").at("new") == 1);
    CHECK(parsed.at("conversations").size() == 2);
}

TEST_CASE("A draft that cannot be read or loaded is told", "[cli][replay]")
{
    bot_world world;
    const auto wrong = replay(world, json::object());
    CHECK(wrong.code == 1);
    CHECK_THAT(wrong.err, Contains("draft.json"));
}
