#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace amends::test {

std::string read_fixture(std::string_view name)
{
    std::ifstream file{std::string{AMENDS_SOURCE_DIR} + "/tests/unit/dialogs/" + std::string{name}, std::ios::binary};
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

namespace {

dialogs::tree_ptr load_good(const std::string& name)
{
    auto loaded = dialogs::load_tree(read_fixture("data/" + name), name);
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.tree != nullptr);
    return loaded.tree;
}

} // namespace

dialogs::tree_ptr shop()
{
    static const auto tree = load_good("shop.json");
    return tree;
}

dialogs::tree_ptr workshop()
{
    static const auto tree = load_good("workshop.json");
    return tree;
}

} // namespace amends::test
