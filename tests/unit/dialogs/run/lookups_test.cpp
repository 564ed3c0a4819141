#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::workshop;

namespace {

/// A conversation in which the order's number has just been told.
dialog_script looking()
{
    dialog_script chat{workshop()};
    chat.facts.connectors = {"order"};
    chat.says("The coffee machine I bought leaks all over the kitchen").expect_asking("order_number");
    chat.says("AB123456");
    return chat;
}

} // namespace

TEST_CASE("a look-up asks the connector with what the slots hold, and the customer is told", "[dialogs][lookup]")
{
    auto chat = looking();
    chat.expect_texts({"looking"}).expect_words("AB123456").expect_node("find").expect_asking("");
    const auto* asked = chat.effect<look_up>();
    REQUIRE(asked != nullptr);
    CHECK(asked->connector == "order");
    CHECK(asked->limit == std::chrono::seconds{8});
    CHECK(asked->arguments == std::map<std::string, std::string>{{"language", "en"}, {"order_number", "AB123456"}});
    CHECK(chat.timers().size() == 1);
}

TEST_CASE("an answer fills slots, case fields and flags of the customer, each in its type (C4, C5)",
          "[dialogs][lookup]")
{
    auto chat = looking();
    chat.answers({{"total", "320.5"}, {"bought_on", "2026-11-20T09:30"}, {"status", "delivered"}, {"vip", "yes"}})
        .expect_texts({"found", "ask_wish"})
        .expect_slot("paid", "320.50 USD")
        .expect_slot("bought_on", "2026-11-20")
        .expect_case("order_status", "delivered")
        .expect_words("$320.50 on Nov 20, 2026, it is delivered");
    CHECK(chat.state().customer == std::map<std::string, std::string>{{"vip", "yes"}});
    CHECK(chat.timers().empty());
    const auto* filed = chat.effect<update_case>();
    REQUIRE(filed != nullptr);
    CHECK(filed->fields.at("order_status") == "delivered");
}

TEST_CASE("an answer without a field that may be missing is an answer all the same", "[dialogs][lookup]")
{
    auto chat = looking();
    chat.answers({{"total", "20 EUR"}, {"status", "on its way"}})
        .expect_texts({"found", "ask_wish"})
        .expect_slot("paid", "20.00 EUR")
        .expect_unfilled("bought_on");
}

TEST_CASE("an answer that lacks what it must tell, or tells it in another type, is a failure and keeps nothing",
          "[dialogs][lookup]")
{
    for (const auto& fields :
         std::vector<std::map<std::string, std::string>>{{},
                                                         {{"total", "320"}},
                                                         {{"total", "much"}, {"status", "sent"}},
                                                         {{"total", "1e300"}, {"status", "sent"}}}) {
        auto chat = looking();
        chat.answers(fields).expect_texts({"offline", "ask_wish"}).expect_unfilled("paid");
        chat.expect_case("order_status", "(unset)");
    }
}

TEST_CASE("not found and failure have edges of their own", "[dialogs][lookup]")
{
    auto chat = looking();
    SECTION("not found") { chat.finds_nothing().expect_texts({"unknown", "ask_wish"}); }
    SECTION("failure") { chat.fails_to_answer().expect_texts({"offline", "ask_wish"}); }
    SECTION("no answer within the limit")
    {
        chat.waits(std::chrono::seconds{7}).expect_node("find");
        chat.waits(std::chrono::seconds{1}).expect_texts({"offline", "ask_wish"});
    }
    CHECK(chat.timers().empty());
}

TEST_CASE("an answer that nobody waits for any more changes nothing", "[dialogs][lookup]")
{
    auto chat = looking();
    const auto late = chat.asked().id;
    SECTION("after the time limit") { chat.waits(std::chrono::seconds{9}); }
    SECTION("after another answer") { chat.finds_nothing(); }
    SECTION("while a person is called") { chat.says("let me talk to a person").expect_human("workshop"); }
    SECTION("while a person speaks") { chat.agent_joins(); }
    const auto before = chat.state();
    chat.happens(fact_arrived{late, "order", lookup_outcome::found, {{"total", "1"}, {"status", "x"}}})
        .expect_silence();
    CHECK(chat.state() == before);
    chat.happens(fact_arrived{"", "order", lookup_outcome::found, {}}).expect_silence();
}

TEST_CASE("a timer of an earlier look-up does not end a later one", "[dialogs][lookup]")
{
    auto chat = looking();
    chat.fires("lookup:l1").expect_node("find").expect_silence();
}

TEST_CASE("what a customer writes during a look-up is kept and answered, and the look-up goes on (I5, C4)",
          "[dialogs][lookup]")
{
    auto chat = looking();
    chat.says("I want my money back").expect_texts({"amends.still_looking"}).expect_slot("wish", "refund");
    chat.says("any update?").expect_texts({"status"}).expect_node("find");
    chat.answers({{"total", "320"}, {"status", "sent"}}).expect_texts({"found", "check"});
}

TEST_CASE("a person is given at once also during a look-up (H9)", "[dialogs][lookup]")
{
    auto chat = looking();
    chat.says("I want to talk to a human").expect_human("workshop").expect_floor(floor_holder::waiting);
    CHECK(chat.state().lookup.empty());
    CHECK(chat.timers().count("wait") == 1);
    CHECK(chat.timers().size() == 1);
}

TEST_CASE("a connector that is not set up fails at once and in silence", "[dialogs][lookup]")
{
    dialog_script chat{workshop()};
    chat.says("The coffee machine I bought leaks all over the kitchen");
    chat.says("AB123456").expect_texts({"offline", "ask_wish"});
    CHECK(chat.effect<look_up>() == nullptr);
}

TEST_CASE("what the customer said stays as it was said (M1)", "[dialogs][lookup]")
{
    auto text = test::read_fixture("data/workshop.json");
    const std::string own = R"("entity": "none", "label": { "en": "Price paid" })";
    text.replace(text.find(own), own.size(), R"("label": { "en": "Price paid" })");
    const auto loaded = dialogs::load_tree(text, "workshop.json");
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.facts.connectors = {"order"};
    chat.says("The coffee machine I bought for $300 leaks all over the kitchen");
    chat.says("AB123456");
    chat.answers({{"total", "320"}, {"status", "sent"}}).expect_slot("paid", "300.00 USD");
}
