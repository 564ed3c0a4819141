#include "dialogs/tree/tree.hpp"

#include "../fixture.hpp"
#include "spoiled.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using test::mistake;

namespace {

const mistake mistakes[]{
    // look-ups
    {"tree.value", R"("connector": "order",)", R"("connector": "orders",)", R"("orders",)", "find"},
    {"tree.missing-edge", R"("not_found": "unknown",)", "", R"("find": {)", "find"},
    {"tree.missing-edge", R"("failure": "offline")", R"("note": "no way on")", R"("find": {)", "find"},
    {"tree.unknown-slot", R"("order_number": "{order_number}", "language")",
     R"("order_number": "{order_numbr}", "language")", R"("{order_numbr}")", "find"},
    {"tree.unknown-slot", R"("slots": { "paid": "total",)", R"("slots": { "payed": "total",)",
     R"("total", "bought_on")", "find"},
    {"tree.slot-type", R"("slots": { "paid": "total",)", R"("slots": { "photo": "total",)", R"({ "photo": "total")",
     "find"},
    {"tree.empty-argument", R"("slots": { "paid": "total",)", R"("slots": { "paid": "total?",)", R"(["found"])",
     "found"},
    {"tree.value", R"("timeout": 8)", R"("timeout": 800)", R"(800)", "find"},
    // remedies
    {"tree.missing-field", R"("refusal": "cannot_offer",)", "", R"("settle": {)", "settle"},
    {"tree.missing-edge", R"("not_yet": "sure",)", "", R"("settle": {)", "settle"},
    {"tree.missing-edge", R"("refused": "promise",)", "", R"("settle": {)", "settle"},
    {"tree.missing-edge", R"("approval": "needs_yes",)", "", R"({
      "node": "remedy")",
     "settle"},
    {"tree.unknown-remedy", R"("text": "offer",)", R"("rules": ["money_bak"], "text": "offer",)", R"("money_bak")",
     "settle"},
    {"tree.unknown-slot", R"("wish": "wish",)", R"("wish": "wishes",)", R"("wishes",)", "settle"},
    {"tree.duplicate-remedy", R"("id": "swap")", R"("id": "money_back")", R"("money_back", "kind": "exchange")", ""},
    {"tree.remedy", R"("most": 60, "percent")", R"("most": 6, "percent")", R"(6, "percent")", ""},
    {"tree.remedy", R"("percent": 10, "of": "paid")", R"("percent": 10)",
     R"({ "least": 10, "most": 60, "percent": 10 })", ""},
    {"tree.remedy", R"("terms": "terms_card", "class")", R"("terms": "terms_swap", "class")",
     R"("terms_swap", "class": ["attitude"])", ""},
    {"tree.remedy", R"("band": { "least": 5, "most": 5 })", R"("improvements": 1, "band": { "least": 5, "most": 5 })",
     R"(1, "band")", ""},
    {"tree.slot-type", R"("percent": 100, "of": "paid")", R"("percent": 100, "of": "wish")", R"("wish" },
        "limit")",
     ""},
    {"tree.value", R"("kind": "voucher")", R"("kind": "money")", R"("money", "label": "label_card")", ""},
    {"tree.value", R"("class": ["attitude"])", R"("class": ["rudeness"])", R"("rudeness")", ""},
    {"tree.empty-argument", R"({ "en": "Agreed{remedy_amount_known, select, yes {: {remedy_amount}} other {}}." })",
     R"({ "en": "Agreed: {remedy_amount}." })", R"(["granted"])", "granted"},
    {"tree.no-remedies", R"("rules": [
      {)",
     R"("rules": "none", "old": [
      {)",
     R"({
      "node": "remedy")",
     "settle"},
    // sections
    {"tree.unknown-section", R"("section": "contact",)", R"("section": "contacts",)", R"("contacts",)", "reach"},
    {"tree.missing-field", R"("section": "contact",)", R"("section": "contact", "tree": "x",)", R"({
      "node": "call")",
     "reach"},
    {"tree.unknown-tree", R"("section": "contact",)", R"("tree": "contact",)", R"("contact",)", "reach"},
    {"tree.unknown-slot", R"("take": { "phone": "phone" })", R"("take": { "phone": "story" })", R"("story" },)",
     "reach"},
    {"tree.unknown-slot", R"("pass": { "phone": "{phone}" })", R"("pass": { "wish": "{phone}" })", R"("{phone}" })",
     "reach"},
    {"tree.unknown-value", R"("unreachable": "promise")", R"("gone": "promise")", R"("reach": {)", "reach"},
    {"tree.unknown-node", R"("next": "got", "give_up": "none")", R"("next": "goodbye", "give_up": "none")",
     R"("goodbye", "give_up")", "contact.ask_phone"},
    {"tree.unknown-node", R"("next": "got", "give_up": "none")", R"("next": "bye", "give_up": "none")",
     R"("bye", "give_up")", "contact.ask_phone"},
    {"tree.return-outside", R"("bye": { "node": "end", "phase": "close", "texts": ["goodbye"] })",
     R"("bye": { "node": "return", "phase": "close" })", R"("bye": { "node": "return")", "bye"},
    {"tree.endless", R"("done": { "node": "return", "phase": "follow_up", "as": "reachable" })",
     R"("done": { "node": "call", "phase": "follow_up", "section": "contact", "next": "none" })",
     R"("done": { "node": "call")", "contact.done"},
    {"tree.unreachable", R"("none": { "node": "return")", R"("lost": { "node": "return", "phase": "close" },
        "none": { "node": "return")",
     R"("lost")", "contact.lost"},
    {"tree.missing-field", R"("favour": {
      "start": "own",)",
     R"("favour": {)", R"("favour": {)", ""},
    {"tree.empty-argument", R"("thanks": { "en": "We call {phone}." })",
     R"("thanks": { "en": "We call {phone} for {paid}." })", R"(["thanks"])", "contact.thank"},
    // listeners
    {"tree.unknown-signal", R"("on": "objection.doubt")", R"("on": "objection.doubts")", R"("objection.doubts")", ""},
    {"tree.unknown-signal", R"("on": "remedy_denied")", R"("on": "remedy_offered")", R"("remedy_offered")", ""},
    {"tree.objection", R"({ "on": "objection.doubt", "call": "doubt" })",
     R"({ "on": "objection.doubt", "texts": ["status"] })", R"({ "on": "objection.doubt", "texts")", ""},
    {"tree.objection", R"("texts": ["books_say"], "source": "law:sales-9",)", R"("texts": ["books_say"],)",
     R"("doubt" })", ""},
    {"tree.objection", R"("on": "objection.special_request", "call": "favour")",
     R"("on": "objection.special_request", "call": "doubt")", R"("doubt" },
    { "on": "remedy_approved")",
     ""},
    {"tree.listener", R"("texts": ["denied"], "goto": "to_person")",
     R"("texts": ["denied"], "goto": "to_person", "call": "doubt")", R"({ "on": "remedy_denied")", ""},
    {"tree.unknown-text", R"("ladder": ["calm_1",)", R"("ladder": ["calm",)", R"("calm",)", ""},
    // attachments, conditions
    {"tree.wrong-field", R"("phone": { "type": "phone", "label": { "en": "Phone" },)",
     R"("phone": { "type": "phone", "accept": ["image/*"], "label": { "en": "Phone" },)",
     R"("accept": ["image/*"], "label")", ""},
    {"tree.argument-type", R"("en": "Changed.")", R"("en": "Changed {photo_known, select, yes {{photo}} other {}}.")",
     R"("Changed {photo_known)", ""},
    {"tree.value", R"({ "promised": true })", R"({ "channel": "voice" })", R"("voice")", ""},
    {"tree.condition", R"({ "promised": true })", R"({ "customer": "vip" })", R"({ "customer": "vip" })", ""},
};

} // namespace

TEST_CASE("the test workshop has nothing wrong with it", "[dialogs][tree]")
{
    const auto loaded = dialogs::load_tree(test::read_fixture("data/workshop.json"), "workshop.json");
    CHECK_THAT(test::all(loaded.problems), Catch::Equals(""));
    CHECK(loaded.tree != nullptr);
}

TEST_CASE("every mistake in look-ups, remedies, sections and listeners is reported with its place", "[dialogs][tree]")
{
    const auto good = test::read_fixture("data/workshop.json");
    for (const auto& each : mistakes) test::expect_mistake(good, each);
}

TEST_CASE("a tree of many sections that call one another too deep is refused", "[dialogs][tree]")
{
    auto text = test::read_fixture("data/workshop.json");
    std::string sections = R"("sections": {)";
    for (int i = 0; i < 12; ++i) {
        const auto own = "s" + std::to_string(i);
        const auto next = "s" + std::to_string(i + 1);
        sections += "\"" + own +
                    R"(": { "start": "go", "nodes": { "go": { "node": "call", "phase": "listen", "section": ")" +
                    (i < 11 ? next : "contact") +
                    R"(", "next": "back" }, "back": { "node": "return", "phase": "listen" } } },)";
    }
    text = test::replaced(text, R"("sections": {)", sections);
    text = test::replaced(text, R"("section": "contact",
      "pass": { "phone": "{phone}" },
      "take": { "phone": "phone" },
      "edges": { "unreachable": "promise" },)",
                          R"("section": "s0",)");
    const auto loaded = dialogs::load_tree(text, "deep.json");
    CHECK(loaded.tree == nullptr);
    CHECK(std::any_of(loaded.problems.begin(), loaded.problems.end(),
                      [](const auto& p) { return p.code == "tree.too-deep" && p.node == "s0.go"; }));
}

TEST_CASE("any part of a tree with sections and remedies may be of another type without a crash", "[dialogs][tree]")
{
    const auto good = test::read_fixture("data/workshop.json");
    const char* const wrong[]{"null", "7", "[[]]", "{}", "\"\"", "-1"};
    std::size_t turn = 0;
    for (auto at = good.find(": "); at != std::string::npos; at = good.find(": ", at + 1)) {
        if (++turn % 5 != 0) continue;
        const auto end = good.find_first_of(",}\n", at + 2);
        auto text = good;
        text.replace(at + 2, end - at - 2, wrong[turn / 5 % std::size(wrong)]);
        const auto loaded = dialogs::load_tree(text, "wrong.json");
        CHECK((loaded.tree != nullptr || !loaded.problems.empty()));
    }
}
