#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;
using test::workshop;

namespace {

using names = std::vector<std::string>;

/// A conversation about a machine that cost `paid`, up to the question whether the wish is understood.
dialog_script agreed(const std::string& paid, const std::string& wish = "refund")
{
    dialog_script chat{workshop()};
    chat.facts.connectors = {"order"};
    chat.says("The coffee machine I bought leaks all over the kitchen").expect_case("complaint_class", "quality");
    chat.says("AB123456");
    chat.answers({{"total", paid}, {"status", "delivered"}}).expect_asking("wish");
    chat.presses(wish).expect_texts({"check"});
    return chat;
}

dialog_script offered(const std::string& paid, const std::string& wish = "refund")
{
    auto chat = agreed(paid, wish);
    chat.presses("yes").expect_node("settle");
    return chat;
}

std::vector<record_remedy> recorded(const dialog_script& chat)
{
    std::vector<record_remedy> all;
    for (const auto& each : chat.effects())
        if (const auto* remedy = std::get_if<record_remedy>(&each)) all.push_back(*remedy);
    return all;
}

} // namespace

TEST_CASE("nothing is offered before the wish is known and agreed on (F4, F7)", "[dialogs][remedy]")
{
    auto chat = agreed("120");
    REQUIRE(recorded(chat).size() == 1);
    CHECK(recorded(chat)[0].step == remedy_step::withheld);
    CHECK(recorded(chat)[0].reason == "not_confirmed");
    chat.expect_case("remedy_withheld", "not_confirmed").expect_not_said("offer");
    SECTION("no: the wish is asked for again") { chat.presses("no").expect_texts({"ask_wish"}); }
    SECTION("yes: the offers are made")
    {
        chat.presses("yes").expect_said("offer").expect_case("remedy_withheld", "(unset)");
    }
}

TEST_CASE("the customer chooses between what the policy has, the wish first, each with its terms (F5, F6, F9)",
          "[dialogs][remedy]")
{
    auto chat = offered("120");
    chat.expect_texts({"terms_refund", "terms_swap", "terms_part", "offer"})
        .expect_options({"money_back", "swap", "part_back", "none"})
        .expect_words("$120.00 back, all that you paid")
        .expect_words("get $12.00 back")
        .expect_case("remedy_status", "offered");
    CHECK(recorded(chat).size() == 3);
    auto other = offered("120", "exchange");
    other.expect_texts({"terms_swap", "terms_refund", "terms_part", "offer"});
}

TEST_CASE("an accepted remedy is on record before anything is done about it (F11)", "[dialogs][remedy]")
{
    auto chat = offered("120");
    SECTION("by button") { chat.presses("part_back"); }
    SECTION("by its name") { chat.says("keep it, part back"); }
    SECTION("by its place") { chat.says("the third one"); }
    chat.expect_texts({"granted", "contact.ask"})
        .expect_words("Agreed: $12.00")
        .expect_case("remedy", "partial_refund")
        .expect_case("remedy_amount", "12.00 USD")
        .expect_case("remedy_status", "accepted");
    const auto all = recorded(chat);
    REQUIRE(all.size() == 1);
    CHECK(all[0].step == remedy_step::accepted);
    CHECK(all[0].within_limit);
    CHECK(chat.state().remedies == std::map<std::string, std::string>{{"part_back", "12.00 USD"}});
    CHECK(chat.state().offers.empty());
}

TEST_CASE("what the law grants is offered in full beyond the bot's limit, and then needs a person's yes (F1, F7, I9)",
          "[dialogs][remedy]")
{
    auto chat = offered("900");
    chat.expect_words("$900.00 back");
    chat.presses("money_back").expect_said("needs_yes").expect_words("$900.00");
    const auto all = recorded(chat);
    REQUIRE(all.size() == 1);
    CHECK_FALSE(all[0].within_limit);
    CHECK(all[0].origin == "statutory");
}

TEST_CASE("a remedy without an amount is agreed on without one", "[dialogs][remedy]")
{
    auto chat = offered("120");
    chat.presses("swap").expect_said("granted").expect_words("Agreed.").expect_case("remedy_amount", "(unset)");
}

TEST_CASE("turning everything down is heard in plain words and leads on (C6)", "[dialogs][remedy]")
{
    for (const auto* line : {"none of these", "no", "neither", "no, I don't accept"}) {
        auto chat = offered("120");
        INFO(line);
        chat.says(line).expect_said("sorry_none").expect_case("remedy_status", "declined").expect_human("workshop");
    }
    auto chat = offered("120");
    chat.presses("none").expect_said("sorry_none");
}

TEST_CASE("a counter offer raises the offer at most as often as the table says, and never lowers it (F7)",
          "[dialogs][remedy]")
{
    auto chat = offered("100", "apology");
    // Without a wish for it the refund is still due; what is haggled about is the first offer with an amount.
    auto text = test::read_fixture("data/workshop.json");
    const std::string statutory = R"("class": ["quality", "effectiveness"],)";
    text.replace(text.find(statutory), statutory.size(), R"("class": ["safety"],)");
    const auto loaded = dialogs::load_tree(text, "workshop.json");
    REQUIRE(loaded.tree != nullptr);
    dialog_script mean{loaded.tree};
    mean.facts.connectors = {"order"};
    mean.says("The coffee machine I bought leaks all over the kitchen").says("AB123456");
    mean.answers({{"total", "100"}, {"status", "delivered"}}).presses("exchange").presses("yes");
    mean.expect_texts({"terms_swap", "terms_part", "offer"}).expect_words("$10.00 back");
    SECTION("a sum within reach is met")
    {
        mean.says("what about $25?").expect_texts({"terms_part", "offer"}).expect_words("$25.00 back");
        mean.says("$40").expect_texts({"terms_part", "offer"}).expect_words("$40.00 back");
        mean.says("$45").expect_human("workshop"); // two improvements and no more
    }
    SECTION("a sum beyond reach brings one step, then the next, then a person")
    {
        mean.says("I want $500").expect_words("$30.00 back").expect_case("remedy_status", "offered");
        mean.says("that is not enough").expect_words("$50.00 back");
        mean.says("$500").expect_human("workshop").expect_case("remedy_status", "countered");
    }
    SECTION("another kind of remedy goes to a person at once")
    {
        mean.says("I want a full refund").expect_human("workshop");
        const auto all = recorded(mean);
        REQUIRE(all.size() == 1);
        CHECK(all[0].reason == "refund");
    }
}

TEST_CASE("a gate that is closed keeps the offer back with its reason and a way on (F4, F5, F12)", "[dialogs][remedy]")
{
    auto chat = agreed("120", "apology");
    chat.facts.connectors.clear(); // the books have gone since
    SECTION("what cannot be carried out is not offered")
    {
        chat.presses("yes").expect_options({"sorry", "money_back", "part_back", "none"});
    }
    SECTION("nothing left in the budget: only what the law grants, and what costs nothing")
    {
        chat.facts.remedy_budget = 3;
        chat.presses("yes").expect_options({"sorry", "money_back", "none"});
    }
}

TEST_CASE("a refusal says its reason, what else there is and who decides (F5)", "[dialogs][remedy]")
{
    dialog_script chat{workshop()};
    chat.says("The man at the counter was rude and shouted at me").expect_case("complaint_class", "attitude");
    chat.says("none");
    chat.presses("refund").expect_texts({"check"});
    chat.facts.remedy_budget = 1;
    chat.presses("yes")
        .expect_said("cannot_offer")
        .expect_words("beyond what I may give")
        .expect_said("promise_line")
        .expect_case("remedy_withheld", "over_budget");
}

TEST_CASE("an answer that fits no offer is asked once more and then given up", "[dialogs][remedy]")
{
    auto chat = offered("120");
    chat.says("hm, well").expect_texts({"offer_again"});
    chat.says("yes").expect_human("workshop"); // to which of the three?
    CHECK(chat.state().offers.empty());
}

TEST_CASE("yes is enough where there is one offer", "[dialogs][remedy]")
{
    dialog_script chat{workshop()};
    chat.says("The man at the counter was rude and shouted at me");
    chat.says("none");
    chat.presses("refund").presses("yes").expect_options({"card", "none"});
    chat.says("yes, please").expect_said("granted").expect_words("Agreed: $5.00");
}

TEST_CASE("a digression leaves the offers on the table, without their terms again", "[dialogs][remedy]")
{
    auto chat = offered("120");
    chat.says("any update?")
        .expect_texts({"status", "offer"})
        .expect_options({"money_back", "swap", "part_back", "none"});
    chat.says("I want to talk to a human").expect_human("workshop");
    chat.agent_joins();
    chat.agent_returns().answers({{"total", "120"}, {"status", "delivered"}});
    chat.expect_said("offer").expect_said("terms_refund"); // after a person it is said afresh
}

TEST_CASE("the verdict on a remedy and its execution reach the customer, and the open question stays (G1, G2)",
          "[dialogs][remedy]")
{
    auto chat = offered("900");
    chat.presses("money_back").expect_asking("contact.phone");
    chat.happens(remedy_decided{"money_back", true})
        .expect_texts({"approved", "contact.ask"})
        .expect_words("$900.00")
        .expect_case("remedy_status", "approved");
    chat.happens(remedy_executed{"money_back", true})
        .expect_texts({"paid_out", "contact.ask"})
        .expect_case("remedy_status", "executed");
    SECTION("one that was never accepted here changes nothing")
    {
        const auto before = chat.state();
        chat.happens(remedy_decided{"swap", true}).expect_silence();
        chat.happens(remedy_executed{"no_such", true}).expect_silence();
        CHECK(chat.state() == before);
    }
    SECTION("an agent is not spoken over (I4)")
    {
        chat.agent_joins();
        chat.happens(remedy_executed{"money_back", true}).expect_silence();
    }
    SECTION("a refusal leads to a person")
    {
        chat.happens(remedy_decided{"money_back", false}).expect_said("denied").expect_human("workshop");
        CHECK(chat.state().remedies.empty());
    }
}

TEST_CASE("a remedy is given once in a case, and all together no more than the case's limit (F1)", "[dialogs][remedy]")
{
    auto chat = offered("300");
    chat.presses("part_back").expect_words("Agreed: $30.00");
    auto state = chat.state();
    CHECK(state.remedies.size() == 1);
    chat.says("I want to talk to a human");
    chat.agent_joins();
    chat.agent_returns().answers({{"total", "300"}, {"status", "delivered"}});
    chat.expect_options({"money_back", "swap", "none"});
}
