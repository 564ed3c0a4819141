#include "dialogs/recovery/remedies.hpp"

#include "../fixture.hpp"

#include "dialogs/slots/money.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace amends;
using namespace amends::dialogs;

namespace {

const tree::graph& policy() { return test::workshop()->compiled(); }

const remedy_node& table()
{
    const auto& graph = policy();
    return std::get<remedy_node>(graph.nodes[graph.find_node("settle")].body);
}

state complaint(const std::string& about, const std::string& wish, const std::string& paid)
{
    state s;
    s.case_fields = {{"complaint_class", about}};
    s.slots["wish"] = {wish, {}, true};
    if (!paid.empty()) s.slots["paid"] = {paid, {}, true};
    return s;
}

const auto agreed = [](const condition&) { return true; };
const auto disagreed = [](const condition&) { return false; };

} // namespace

TEST_CASE("each gate has a name of its own, and the first closed one is told (F4)", "[dialogs][remedy]")
{
    facts now;
    now.connectors = {"order"};
    CHECK(propose(policy(), table(), state{}, now, agreed).withheld == "need_unknown");
    auto s = complaint("attitude", "refund", "120.00 USD");
    CHECK(propose(policy(), table(), s, now, disagreed).withheld == "not_confirmed");
    s.case_fields["complaint_class"] = "nothing the table knows";
    auto without = table();
    without.rules = {policy().find_remedy("card")};
    CHECK(propose(policy(), without, s, now, agreed).withheld == "not_covered");
    without.rules = {policy().find_remedy("swap")};
    CHECK(propose(policy(), without, complaint("quality", "refund", ""), facts{}, agreed).withheld == "not_operable");
    without.rules = {policy().find_remedy("card")};
    now.remedy_budget = 4.99;
    CHECK(propose(policy(), without, complaint("attitude", "refund", ""), now, agreed).withheld == "over_budget");
    now.remedy_budget = 5;
    CHECK(propose(policy(), without, complaint("attitude", "refund", ""), now, agreed).withheld.empty());
}

TEST_CASE("a question that the customer declined to answer is an answer (D1)", "[dialogs][remedy]")
{
    CHECK(propose(policy(), table(), complaint("quality", "", "100.00 USD"), facts{}, agreed).withheld.empty());
}

TEST_CASE("compensation follows the class and the harm, within its band (F8)", "[dialogs][remedy]")
{
    struct row {
        const char* paid;
        const char* amount;
    };
    for (const auto& each :
         {row{"40.00 USD", "10.00 USD"}, row{"100.00 USD", "10.00 USD"}, row{"250.00 USD", "25.00 USD"},
          row{"333.33 USD", "33.33 USD"}, row{"5000.00 USD", "50.00 USD"}, row{"", "10.00 USD"}}) {
        auto node = table();
        node.rules = {policy().find_remedy("part_back")};
        const auto made = propose(policy(), node, complaint("timeliness", "refund", each.paid), facts{}, agreed);
        INFO(each.paid);
        REQUIRE(made.offers.size() == 1);
        CHECK(made.offers[0].amount == each.amount);
    }
}

TEST_CASE("all of something is not made smaller to fit a limit: it needs approval, or is not offered (F1)",
          "[dialogs][remedy]")
{
    const auto text = test::read_fixture("data/workshop.json");
    const std::string statutory = R"("origin": "statutory",)";
    auto requested = text;
    requested.replace(requested.find(statutory), statutory.size(), "");
    const auto loaded = load_tree(requested, "workshop.json");
    REQUIRE(loaded.tree != nullptr);
    const auto& graph = loaded.tree->compiled();
    auto node = std::get<remedy_node>(graph.nodes[graph.find_node("settle")].body);
    node.rules = {graph.find_remedy("money_back")};
    facts now;
    auto poor = propose(graph, node, complaint("quality", "refund", "50.00 USD"), now, agreed);
    REQUIRE(poor.offers.size() == 1);
    CHECK(within_limit(graph.remedies.rules[node.rules[0]], poor.offers[0].amount));
    auto rich = complaint("quality", "refund", "900.00 USD");
    const auto large = propose(graph, node, rich, now, agreed);
    REQUIRE(large.offers.size() == 1);
    CHECK(large.offers[0].amount == "900.00 USD");
    CHECK_FALSE(within_limit(graph.remedies.rules[node.rules[0]], large.offers[0].amount));
    node.approval = nowhere;
    CHECK(propose(graph, node, rich, now, agreed).withheld == "not_covered");
}

TEST_CASE("money in another currency than the policy's limits is not weighed against them", "[dialogs][remedy]")
{
    auto node = table();
    node.rules = {policy().find_remedy("part_back")};
    CHECK(propose(policy(), node, complaint("quality", "refund", "90000.00 JPY"), facts{}, agreed).withheld ==
          "not_covered");
}

TEST_CASE("no offer that the bot may settle itself is above its grant, whatever happens (F1, I9)",
          "[dialogs][remedy][property]")
{
    std::mt19937 dice{20261127};
    const char* const classes[]{"quality", "effectiveness", "timeliness", "attitude", "other"};
    const char* const wishes[]{"refund", "exchange", "apology"};
    for (int i = 0; i < 3000; ++i) {
        auto s = complaint(classes[dice() % 5], wishes[dice() % 3],
                           canonical_money(static_cast<double>(dice() % 3000), "USD"));
        facts now;
        if (dice() % 2) now.connectors = {"order"};
        if (dice() % 2) now.remedy_budget = static_cast<double>(dice() % 100);
        if (dice() % 3 == 0) s.remedies["card"] = canonical_money(static_cast<double>(dice() % 60), "USD");
        auto made = propose(policy(), table(), s, now, agreed);
        CHECK(made.offers.empty() != made.withheld.empty());
        double given = s.remedies.empty() ? 0 : *amount_in(s.remedies.begin()->second);
        for (auto offer : made.offers) {
            const auto& rule = policy().remedies.rules[policy().find_remedy(offer.remedy)];
            for (s.improvements = 0; s.improvements < 4; ++s.improvements) {
                const auto amount = amount_in(offer.amount).value_or(0);
                if (!rule.entitled()) {
                    CHECK(within_limit(rule, offer.amount));
                    CHECK(amount <= now.remedy_budget.value_or(amount));
                    CHECK(given + amount <= policy().remedies.per_case);
                } else {
                    CHECK(amount == amount_in(s.slots["paid"].value)); // F7: in full
                }
                const auto better = improved(policy(), offer, s, now, static_cast<double>(dice() % 200));
                if (!better) break;
                CHECK(*amount_in(better->amount) > amount);
                CHECK(s.improvements < rule.improvements);
                offer = *better;
            }
        }
    }
}
