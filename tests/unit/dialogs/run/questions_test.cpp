#include "../fixture.hpp"
#include "tests/support/dialog_script.hpp"

using namespace amends;
using test::dialog_script;

TEST_CASE("a number alone tells no story; a word that a slot looks out for does (C4)", "[dialogs][question]")
{
    auto text = test::read_fixture("data/workshop.json");
    const std::string number = "[A-Z]{2}[0-9]{6}";
    text.replace(text.find(number), number.size(), number + "|RATTLES");
    const auto loaded = dialogs::load_tree(text, "workshop.json");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);

    dialog_script chat{loaded.tree};
    chat.says("hello").expect_asking("story");
    SECTION("a number") { chat.says("AB123456").expect_asking("story").expect_unfilled("story"); }
    SECTION("a word") { chat.says("rattles").expect_slot("story", "rattles"); }
}
