#include "dialogs/tree/shown.hpp"

#include "../fixture.hpp"

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
