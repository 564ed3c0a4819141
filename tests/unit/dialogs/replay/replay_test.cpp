#include "dialogs/replay/replay.hpp"
#include "dialogs/step.hpp"
#include "dialogs/understand/understand.hpp"
#include "tests/unit/dialogs/fixture.hpp"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <functional>

using namespace amends;
using namespace amends::dialogs;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A conversation that takes place, kept as a store keeps it.
class recorded {
public:
    explicit recorded(tree_ptr tree) : tree_{std::move(tree)}
    {
        facts.now = from_unix_ms(1'795'762'800'123);
        facts.zone = "Asia/Shanghai";
        facts.locale = "en";
        facts.agents_available = 2;
        facts.case_number = "C-7";
    }

    amends::facts facts;

    recorded& says(const std::string& text)
    {
        customer_message message{text, {}, {}, {}};
        message.meaning = understand(text, {state_.language, facts.zone, facts.now});
        return happens(std::move(message));
    }
    recorded& presses(const std::string& option)
    {
        customer_message message{option, option, state_.question, {}};
        message.meaning = understand(option, {state_.language, facts.zone, facts.now});
        return happens(std::move(message));
    }
    recorded& happens(event what)
    {
        state_ = step(*tree_, state_, what, facts).state;
        all.push_back({std::move(what), facts, tree_});
        facts.now += 20s;
        ++facts.seed;
        return *this;
    }

    const dialogs::state& state() const { return state_; }
    std::vector<happening> all;

private:
    tree_ptr tree_;
    dialogs::state state_;
};

recorded complaint()
{
    recorded made{test::shop()};
    made.says("My new lamp does not work at all").says("AB123456").says("skip").presses("exchange").presses("yes");
    return made;
}

/// The shop's tree with something changed.
tree_ptr shop_with(const std::function<void(json&)>& change)
{
    auto text = json::parse(test::read_fixture("data/shop.json"));
    change(text);
    auto loaded = load_tree(text.dump(), "draft.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    return loaded.tree;
}

} // namespace

TEST_CASE("Against the tree that led it a conversation is the same, people and timers included (I6)",
          "[dialogs][replay]")
{
    auto talk = complaint();
    talk.says("let me talk to a person").happens(timer_fired{"wait"});
    talk.says("let me talk to a person").happens(agent_joined{user_id{3}, "Li Na"});
    talk.says("thanks").happens(agent_left{user_id{3}, leave_reason::vanished}).happens(timer_fired{"wait"});
    const auto same = replay(talk.all, *test::shop());
    CHECK(same.same());
    CHECK(same.turns.size() == talk.all.size());
    CHECK(same.lines.gone + same.lines.added == 0);
    CHECK(same.promises.kept >= 2);
    CHECK(same.calls.kept == 3);
}

TEST_CASE("Another wording differs in what is said, not in where the conversation goes", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) { tree["texts"]["ask_date"]["en"] = "Which day did you buy it?"; });
    const auto other = replay(complaint().all, *draft);
    REQUIRE(other.first_difference() == std::size_t{1});
    CHECK(other.turns[1].then.said[0].shown.text == "When did you buy it?");
    CHECK(other.turns[1].now.said[0].shown.text == "Which day did you buy it?");
    CHECK(other.turns[1].then.node == other.turns[1].now.node);
    CHECK(other.turns[2].same());
    CHECK(other.lines.gone == 1);
    CHECK(other.lines.added == 1);
    CHECK(other.promises == replay_count{1, 0, 0});
}

TEST_CASE("Another promise is one that is gone and one that is new", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) { tree["nodes"]["promise"]["within"] = {{"business_hours", 8}}; });
    const auto other = replay(complaint().all, *draft);
    CHECK(other.promises == replay_count{0, 1, 1});
    const auto& turn = other.turns.at(3);
    CHECK(turn.now.promises.at(0).due - turn.then.promises.at(0).due == 4h);
}

TEST_CASE("A reply is pressed where the draft offers it too, whatever its questions are numbered", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) {
        tree["nodes"]["details"]["slots"] = {"order_number"};
        tree["nodes"]["details"]["prompts"].erase("bought_on");
    });
    recorded talk{test::shop()};
    talk.says("My new lamp does not work at all").says("AB123456").says("skip").presses("exchange");
    const auto other = replay(talk.all, *draft);
    CHECK(other.turns[1].now.node == "wish");
    CHECK(other.turns[3].now.node == other.turns[3].then.node);
    CHECK(other.promises.kept == 1);
}

TEST_CASE("A conversation that would end elsewhere, or with a person, is told so", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) {
        tree["nodes"]["large"]["cases"][0]["if"] = {{"slot", "wish"}, {"known", true}};
    });
    auto talk = complaint();
    talk.presses("5").says("no");
    const auto other = replay(talk.all, *draft);
    CHECK(other.ended_then);
    CHECK_FALSE(other.ended_now);
    CHECK(other.calls == replay_count{0, 0, 1});
    CHECK(other.turns.at(3).now.node == "to_person");
}

TEST_CASE("A case that the draft opens later has the number that there was", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) {
        tree["start"] = "first";
        tree["nodes"]["first"] = {{"node", "choose"},    {"phase", "acknowledge"}, {"slot", "happy"},
                                  {"text", "ask_happy"}, {"next", "welcome"},      {"give_up", "welcome"}};
        for (const auto* text : {"goodbye", "status"}) tree["texts"][text] = {{"zh-Hans", "好"}, {"en", "Well"}};
    });
    recorded talk{test::shop()};
    talk.says("My new lamp does not work at all");
    talk.facts.case_number.clear();
    talk.says("no").says("AB123456");
    const auto other = replay(talk.all, *draft);
    REQUIRE_FALSE(other.turns.at(1).now.said.empty());
    CHECK(other.turns[1].now.said.front().shown.text == "I am an automated assistant. Your case is C-7.");
}

TEST_CASE("A timer that only the draft started fires at its time", "[dialogs][replay]")
{
    const auto draft = shop_with([](json& tree) {
        tree["nodes"]["details"]["remind_after"] = 10;
        tree["nodes"]["details"]["reminder"] = "still_there";
    });
    const auto other = replay(complaint().all, *draft);
    REQUIRE(other.turns.size() > 1);
    REQUIRE_FALSE(other.turns[1].now.said.empty());
    CHECK(other.turns[1].now.said.front().text == "still_there");
    CHECK(other.turns[1].now.said.size() == other.turns[1].then.said.size() + 1);
}

TEST_CASE("A connector's answer reaches the draft when it asks the same", "[dialogs][replay]")
{
    recorded talk{test::workshop()};
    talk.facts.connectors = {"order"};
    talk.says("The coffee machine I bought leaks all over the kitchen").says("AB123456");
    talk.happens(
        fact_arrived{talk.state().lookup, "order", lookup_outcome::found, {{"total", "12"}, {"status", "sent"}}});
    CHECK(replay(talk.all, *test::workshop()).same());
    auto text = json::parse(test::read_fixture("data/workshop.json"));
    text["nodes"]["known"]["cases"][0]["if"] = {
        {"all", {{{"slot", "order_number"}, {"known", true}}, {{"language", "fr"}}}}};
    const auto source = text.dump();
    const auto draft = load_tree(source, "draft.json");
    for (const auto& each : draft.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(draft.tree != nullptr);
    const auto other = replay(talk.all, *draft.tree);
    CHECK(other.turns.at(2).now.said.empty());
    CHECK(other.turns.at(2).now.node == "wish");
}
