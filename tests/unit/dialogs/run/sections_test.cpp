#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::workshop;

namespace {

/// A conversation in which a remedy was just accepted and the section "contact" was called.
dialog_script called(const std::string& opening = "The man at the counter was rude and shouted at me")
{
    dialog_script chat{workshop()};
    chat.says(opening);
    chat.says("none");
    chat.presses("refund").presses("yes");
    chat.presses("card");
    return chat;
}

std::string with(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("a section asks with slots of its own and hands back what is taken from it", "[dialogs][section]")
{
    auto chat = called();
    chat.expect_texts({"granted", "contact.ask"}).expect_asking("contact.phone").expect_node("contact.ask_phone");
    CHECK(chat.state().calls == std::vector<dialogs::call_frame>{{"reach", false}});
    SECTION("returned as reachable")
    {
        chat.says("+1 202 555 0143")
            .expect_texts({"contact.thanks", "promise_line", "goodbye"})
            .expect_slot("phone", "+12025550143")
            .expect_case("phone", "+12025550143")
            .expect_unfilled("contact.phone");
    }
    SECTION("returned as unreachable")
    {
        chat.says("skip").expect_texts({"promise_line", "goodbye"}).expect_unfilled("phone");
    }
    CHECK(chat.state().calls.empty());
}

TEST_CASE("what was told before is passed to a section, not asked for there (C4)", "[dialogs][section]")
{
    auto chat = called("The man at the counter was rude and shouted at me, call me on +1 202 555 0143");
    chat.expect_texts({"granted", "contact.thanks", "promise_line", "goodbye"});
}

TEST_CASE("an answer in a section is corrected in plain words", "[dialogs][section]")
{
    auto text = test::read_fixture("data/workshop.json");
    text = with(
        text, R"("thank": { "node": "say", "phase": "follow_up", "texts": ["thanks"], "next": "done" },)",
        R"("thank": { "node": "ask", "phase": "follow_up", "slots": ["when"], "text": "thanks", "next": "done", "give_up": "done" },)");
    text = with(text, R"("slots": { "phone": { "type": "phone", "label": { "en": "Number to call" } } })",
                R"("slots": { "phone": { "type": "phone", "label": { "en": "Number to call" } },
                              "when": { "type": "time", "label": { "en": "Time to call" } } })");
    const auto loaded = dialogs::load_tree(text, "workshop.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("The man at the counter was rude and shouted at me").says("none");
    chat.presses("refund").presses("yes").presses("card");
    chat.says("+1 202 555 0143").expect_asking("contact.when");
    chat.says("no, the number ends in 9").expect_slot("contact.phone", "+12025550149").expect_said("corrected");
}

TEST_CASE("a person is given at once inside a section as well, and the section is left (H9)", "[dialogs][section]")
{
    auto chat = called();
    chat.says("let me talk to a person").expect_human("workshop");
    CHECK(chat.state().calls.empty());
    chat.agent_joins();
    chat.agent_resolves().expect_ended();
}

TEST_CASE("a state whose section nobody called is a defect, not a crash", "[dialogs][section]")
{
    auto chat = called();
    for (int broken = 0; broken < 3; ++broken) {
        auto state = chat.state();
        if (broken == 0) state.calls.clear();
        if (broken == 1) state.calls = {{"long_gone", false}};
        if (broken == 2) state.calls = {{"welcome", false}};
        customer_message message;
        message.text = "skip";
        const auto taken = dialogs::step(*workshop(), state, message, chat.facts);
        const bool reported = std::any_of(taken.effects.begin(), taken.effects.end(),
                                          [](const auto& e) { return std::holds_alternative<report_defect>(e); });
        CHECK(reported);
        CHECK(taken.state.floor == floor_holder::waiting);
    }
}

TEST_CASE("another tree is called like a section, and is part of the version", "[dialogs][section]")
{
    const auto own = with(test::read_fixture("data/workshop.json"), R"({ "on": "correction", "texts": ["corrected"] })",
                          R"({ "on": "vulnerable", "call": "contact" })");
    const auto caller = with(own, R"("section": "contact",
      "pass": { "phone": "{phone}" },
      "take": { "phone": "phone" },
      "edges": { "unreachable": "promise" },)",
                             R"("tree": "test-goodwill", "take": { "phone": "number" },)");
    const auto other = [](const std::string& thanks) {
        return R"({ "format": 1, "id": "test-goodwill", "title": { "en": "Goodwill" }, "languages": ["en"],
            "greeting": { "en": "Hello." }, "start": "ask",
            "slots": { "number": { "type": "phone", "label": { "en": "Number" } } },
            "texts": { "ask": { "en": "Your number?" }, "welcome": { "en": ")" +
               thanks + R"(" } },
            "nodes": {
              "ask": { "node": "ask", "phase": "follow_up", "slots": ["number"], "text": "ask", "skippable": true, "next": "bye", "give_up": "bye" },
              "bye": { "node": "end", "phase": "close", "texts": ["welcome"] } },
            "listeners": [], "after_resolved": "bye", "after_return": "bye", "agent_vanished": "welcome",
            "on_defect": "welcome", "while_waiting": "welcome" })";
    };
    const auto good = other("We will call.");
    const auto loaded = dialogs::load_tree(caller, "workshop.json", {{"goodwill.json", good}});
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("The man at the counter was rude and shouted at me").says("none");
    chat.presses("refund").presses("yes").presses("card").expect_asking("test-goodwill.number");
    chat.says("+1 202 555 0143")
        .expect_texts({"test-goodwill.welcome", "promise_line", "goodbye"})
        .expect_words("We will call.")
        .expect_slot("phone", "+12025550143");

    const auto changed = other("We shall call.");
    const auto again = dialogs::load_tree(caller, "workshop.json", {{"goodwill.json", changed}});
    REQUIRE(again.tree != nullptr);
    CHECK(again.tree->version() != loaded.tree->version());

    const auto missing = dialogs::load_tree(caller, "workshop.json");
    REQUIRE(missing.tree == nullptr);
    CHECK(std::any_of(missing.problems.begin(), missing.problems.end(),
                      [](const auto& p) { return p.code == "tree.unknown-tree" && p.node == "reach"; }));

    const auto spoiled = with(good, R"("next": "bye")", R"("next": "by")");
    const auto wrong = dialogs::load_tree(caller, "workshop.json", {{"goodwill.json", spoiled}});
    REQUIRE(wrong.tree == nullptr);
    CHECK(std::any_of(wrong.problems.begin(), wrong.problems.end(), [](const auto& p) {
        return p.code == "tree.unknown-node" && p.file == "goodwill.json" && p.node == "ask";
    }));
}

TEST_CASE("doubt is met with evidence and a question, then the open question comes back (C7)", "[dialogs][objection]")
{
    dialog_script chat{workshop()};
    chat.says("The man at the counter was rude and shouted at me").says("none");
    chat.presses("refund").presses("yes").expect_options({"card", "none"});
    chat.objects("I doubt that this is all you can do", objection_kind::doubt)
        .expect_texts({"doubt.i_see", "doubt.books_say", "doubt.ask_ok"})
        .expect_asking("doubt.ok");
    chat.says("yes").expect_texts({"offer"}).expect_options({"card", "none"}).expect_unfilled("doubt.ok");
    // A second doubt is answered again: what the section asked is not there any more.
    chat.objects("hm, is that true", objection_kind::doubt).expect_asking("doubt.ok");
    chat.presses("no").expect_texts({"offer"});
    chat.presses("card").expect_said("granted");
}

TEST_CASE("a special request gets an owner and a time, and the dialog goes on (C9)", "[dialogs][objection]")
{
    dialog_script chat{workshop()};
    chat.says("The man at the counter was rude and shouted at me").expect_asking("order_number");
    chat.objects("could you deliver it to my mother's address instead", objection_kind::special_request)
        .expect_texts({"promise_line", "ask_number"})
        .expect_asking("order_number");
    CHECK(chat.effect<record_promise>() != nullptr);
}

TEST_CASE("an objection during a survey does not start the survey again", "[dialogs][objection]")
{
    auto text = test::read_fixture("data/workshop.json");
    text = with(text, R"("after_resolved": "bye")", R"("after_resolved": "rate")");
    text = with(text, R"("bye": { "node": "end")",
                R"("rate": { "node": "survey", "phase": "close", "questions": [
                     { "id": "one", "slot": "first", "text": "offer" }, { "id": "two", "slot": "second", "text": "offer_again" } ],
                     "next": "bye", "give_up": "bye" },
                   "bye": { "node": "end")");
    text = with(
        text, R"("photo": { "type": "attachment")",
        R"("first": { "type": "rating", "label": { "en": "First" } }, "second": { "type": "rating", "label": { "en": "Second" } },
                   "photo": { "type": "attachment")");
    const auto loaded = dialogs::load_tree(text, "workshop.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    dialog_script chat{loaded.tree};
    chat.says("let me talk to a person").agent_joins();
    chat.agent_resolves().expect_asking("first");
    chat.says("4").expect_asking("second");
    chat.objects("is that so", objection_kind::doubt).expect_asking("doubt.ok");
    chat.says("yes").expect_texts({"offer_again"}).expect_asking("second").expect_slot("first", "4");
}
