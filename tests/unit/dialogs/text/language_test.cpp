#include "dialogs/text/language.hpp"

#include <catch2/catch.hpp>

using namespace amends::dialogs;

namespace {

const std::vector<std::string> both{"zh-Hans", "en"};

} // namespace

TEST_CASE("a language tag is read by script and language, whatever its case", "[text]")
{
    CHECK(supported_language("zh-CN", both) == "zh-Hans");
    CHECK(supported_language("ZH", both) == "zh-Hans");
    CHECK(supported_language("zh_SG", both) == "zh-Hans");
    CHECK(supported_language("zh-TW", both) == "zh-Hans");
    CHECK(supported_language("zh-TW", {"zh-Hans", "zh-Hant"}) == "zh-Hant");
    CHECK(supported_language("EN-us", both) == "en");
    CHECK(supported_language("en-GB", both) == "en");
    CHECK(supported_language("fr", both).empty());
    CHECK(supported_language("english", both).empty());
    CHECK(supported_language("", both).empty());
}

TEST_CASE("who speaks neither language is greeted in English, who says nothing in the first", "[text]")
{
    for (const auto tag : {"fr", "de-AT", "ja-JP", "pt_BR", "x-unknown", "C"}) CHECK(first_language(tag, both) == "en");
    CHECK(first_language("", both) == "zh-Hans");
    CHECK(first_language("zh-HK", both) == "zh-Hans");
    CHECK(first_language("fr", {"zh-Hans"}) == "zh-Hans");
    CHECK(first_language("fr", {}).empty());
}
