#include "dialogs/step.hpp"
#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

#include "fixture.hpp"
#include "random_walk.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace amends;
using namespace amends::dialogs;

namespace {

std::vector<tree_ptr> every_tree()
{
    std::vector<tree_ptr> trees{test::shop(), test::workshop()};
    for (const auto& source : shipped_trees()) {
        const auto loaded = load_tree(source.text, source.file);
        for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
        REQUIRE(loaded.tree != nullptr);
        trees.push_back(loaded.tree);
    }
    return trees;
}

} // namespace

TEST_CASE("whatever happens in whatever order, a customer is answered, an agent is not spoken over, a person can be "
          "had, and it happens twice the same (I4, I5, I6, H9)",
          "[dialogs][property]")
{
    for (const auto& tree : every_tree()) {
        test::random_walk walk(tree, 20261127);
        for (int conversation = 0; conversation < 60; ++conversation) walk.conversation(24);
        CHECK(walk.defects() == 0);
    }
}

TEST_CASE("a million steps of random conversations end nowhere and break nothing", "[.][walks]")
{
    constexpr std::size_t all = 1'000'000;
    const auto trees = every_tree();
    for (std::size_t i = 0; i < trees.size(); ++i) {
        test::random_walk walk(trees[i], 71 + i);
        while (walk.steps() < all / trees.size() + 1) walk.conversation(40);
        CHECK(walk.defects() == 0);
    }
}

TEST_CASE("a person can be had in every shipped tree from the first message on (H9)", "[dialogs][property]")
{
    for (const auto& tree : every_tree())
        for (const auto* wish : {"转人工", "I want to talk to a person", "我要找你们经理"}) {
            INFO(tree->id() << ": " << wish);
            facts f;
            f.now = from_unix_ms(1'795'762'800'000);
            f.agents_available = 1;
            f.case_number = "A-1";
            customer_message m;
            m.text = wish;
            m.meaning = understand(wish, {"", f.zone, f.now});
            const auto taken = step(*tree, {}, m, f);
            const bool person = std::any_of(taken.effects.begin(), taken.effects.end(),
                                            [](const auto& e) { return std::holds_alternative<request_human>(e); });
            CHECK(person);
            CHECK(taken.state.case_number == "A-1");
        }
}
