#include "dialogs/text/fold.hpp"

#include <catch2/catch.hpp>

using namespace amends::dialogs;

TEST_CASE("folding makes what looks alike alike", "[dialogs][text]")
{
    CHECK(fold("ＡＢ１２３").text == "ab123");
    CHECK(fold("訂單號").text == "订单号");
    CHECK(fold("Don\xe2\x80\x99t").text == "don't");
    CHECK(fold("a \t\n\xe3\x80\x80 b").text == "a b");
    CHECK(fold("\xe2\x80\xae"
               "abc\xe2\x80\xac")
              .text == "abc"); // direction overrides
    CHECK(fold("a\xcc\x81\xcc\x82\xcc\x83"
               "b")
              .text == "ab"); // stacked marks
    CHECK(fold("a\xe2\x80\x8b"
               "b")
              .text == "ab"); // zero width space
    CHECK(fold(std::string_view{"a\0b", 3}).text == "ab");
    CHECK(fold("\xff").text == "\xef\xbf\xbd");
    CHECK(fold("￥100").text == "\xc2\xa5"
                                "100");
    CHECK(fold("ÄÖÜ").text == "äöü");
    CHECK(fold("").text.empty());
    CHECK(fold_words("  Money  Back ") == "money back");
}

TEST_CASE("folded text leads back to the source", "[dialogs][text]")
{
    const std::string source = "\xe2\x80\x8e訂單ＡＢ 12";
    const auto made = fold(source);
    CHECK(made.text == "订单ab 12");
    CHECK(made.origin.size() == made.text.size() + 1);
    const auto at = made.text.find("ab");
    const auto where = made.source(at, at + 2);
    CHECK(source.substr(where.begin, where.end - where.begin) == "ＡＢ");
    const auto all = made.source(0, 1000);
    CHECK(all.end == source.size());
}

TEST_CASE("folding stops at its limit and between characters cutting is safe", "[dialogs][text]")
{
    CHECK(fold(std::string(100'000, 'a')).text.size() == fold_limit);
    CHECK(cut("一二三", 7) == "一二");
    CHECK(cut("一二三", 9) == "一二三");
    CHECK(cut("abc", 2) == "ab");
    CHECK(cut("一", 0).empty());
    CHECK(trim(" \n一 二\xe3\x80\x80 ") == "一 二");
    CHECK(clean_utf8(std::string_view{"a\0\xff"
                                      "b",
                                      4}) == "a\xef\xbf\xbd"
                                             "b");
}
