#include "dialogs/tree/shown.hpp"

#include "../fixture.hpp"
#include "spoiled.hpp"

#include <catch2/catch.hpp>

using namespace amends;

TEST_CASE("an agent reads a grade with its scale and its reasons in words, and no empty field (E1)", "[tree]")
{
    const auto tree = test::shop();
    const auto shown = [&](const std::map<std::string, std::string>& fields, std::string_view language) {
        std::map<std::string, std::string> all;
        for (const auto& each : dialogs::shown_fields(*tree, fields, language)) all[each.label] = each.value;
        return all;
    };
    const std::map<std::string, std::string> graded{{"severity", "2"}, {"severity_factors", "media"}};
    CHECK(shown(graded, "en") == std::map<std::string, std::string>{{"Severity", "2 (1 most urgent, 4 least)"},
                                                                    {"Severity because of", "mentions publicity"}});
    CHECK(shown(graded, "zh-Hans") ==
          std::map<std::string, std::string>{{"严重程度", "2（1 最急，4 最缓）"}, {"定级依据", "提到媒体曝光"}});
    CHECK(shown({{"severity_factors", ""}}, "zh-Hans").empty());
}

TEST_CASE("an agent reads money and dates as people write them in the agent's language", "[tree]")
{
    const auto tree = test::shop();
    const auto value = [&](const std::string& name, const std::string& canonical, std::string_view language) {
        const auto shown = dialogs::shown_fields(*tree, {{name, canonical}}, language);
        return shown.empty() ? std::string{} : shown.front().value;
    };
    CHECK(value("paid", "320.00 CNY", "zh-Hans") == "¥320.00");
    CHECK(value("paid", "320.00 CNY", "en") == "CN¥320.00");
    CHECK(value("paid", "1320.50 USD", "en") == "$1,320.50");
    CHECK(value("paid", "1320.50 USD", "zh-Hans") == "US$1,320.50");
    CHECK(value("remedy_amount", "80.00 CNY", "zh-Hans") == "¥80.00");
    CHECK(value("paid", "a fortune", "en") == "a fortune");
}

TEST_CASE("a queue has a name in each language, its own where the tree gives none", "[tree]")
{
    const auto loaded =
        dialogs::load_tree(test::replaced(test::read_fixture("data/shop.json"), R"("start":)",
                                          R"("queues": { "shop": { "zh-Hans": "门店", "en": "The shop" } }, "start":)"),
                           "shop.json");
    REQUIRE(loaded.tree);
    CHECK(loaded.tree->queue_name("shop", "zh-Hans") == "门店");
    CHECK(loaded.tree->queue_name("shop", "en") == "The shop");
    CHECK(loaded.tree->queue_name("elsewhere", "en") == "elsewhere");
    CHECK(test::shop()->queue_name("shop", "zh-Hans") == "shop");
}
