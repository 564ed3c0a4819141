#include "bot/cli/console.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using amends::bot::console;
using amends::bot::console_language;
using amends::bot::printable;

namespace {

/// A control character of either set is in what would be shown.
bool has_control(const std::string& shown)
{
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto byte = static_cast<unsigned char>(shown[i]);
        if ((byte < 0x20 && byte != '\n') || byte == 0x7f) return true;
        if (byte == 0xc2 && static_cast<unsigned char>(shown[i + 1]) < 0xa0) return true;
    }
    return false;
}

} // namespace

TEST_CASE("words, line feeds and tabs pass, everything that drives a terminal does not", "[cli]")
{
    CHECK(printable("Where is my parcel?\n\t投诉 é 😀") == "Where is my parcel?\n\t投诉 é 😀");
    CHECK(printable("\x1b[31mred\x1b[0m") == "red");
    CHECK(printable("a\x1b[2J\x1b[1;1Hb") == "ab");
    CHECK(printable("a\x1b]0;title\x07"
                    "b") == "ab");
    CHECK(printable("a\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\b") == "alinkb");
    CHECK(printable("a\x1bPq#0;sixel\x1b\\b") == "ab");
    CHECK(printable("a\x1b"
                    "cb") == "ab");
    CHECK(printable("a\rb\bc\a\x7f\v\f") == "abc");
    CHECK(printable("a\xc2\x9b"
                    "31mb") == "a31mb");
    CHECK(printable("a\xe2\x80\xae"
                    "b\xe2\x81\xa6"
                    "c\xe2\x80\x8f") == "abc");
    CHECK(printable("a\x1b") == "a");
    CHECK(printable("a\x1b[") == "a");
    CHECK(printable("a\x1b投") == "a投");
    CHECK(printable("\xff\xfe").find('\xff') == std::string::npos);
}

TEST_CASE("no sequence of bytes lets a control character through", "[cli]")
{
    // Every triple of the bytes that begin, continue or end sequences.
    const std::string bytes("\x1b[]P\\mcX0;\x07\x18\x9b\xc2\xe2\x80\xae\xff\n"
                            "a",
                            20);
    std::vector<std::string> let_through;
    for (char a : bytes)
        for (char b : bytes)
            for (char c : bytes)
                if (const std::string text{a, b, c, 'x', a}; has_control(printable(text))) let_through.push_back(text);
    CHECK(let_through.empty());
    CHECK(has_control("a\x1b[31m")); // the check itself sees one
}

TEST_CASE("the language is the one asked for, else the locale's", "[cli]")
{
    CHECK(console_language("zh", {{"LANG", "en_GB.UTF-8"}}) == "zh-Hans");
    CHECK(console_language("en", {{"LANG", "zh_CN.UTF-8"}}) == "en");
    CHECK(console_language("", {{"LANG", "zh_CN.UTF-8"}}) == "zh-Hans");
    CHECK(console_language("", {{"LC_ALL", "en_US.UTF-8"}, {"LANG", "zh_CN.UTF-8"}}) == "en");
    CHECK(console_language("", {{"LC_ALL", ""}, {"LC_MESSAGES", "zh_TW"}, {"LANG", "C"}}) == "zh-Hans");
    CHECK(console_language("", {}) == "en");
}

TEST_CASE("a password on standard input is its first line", "[cli]")
{
    std::istringstream in("seven green parcels\r\nmore\n");
    std::ostringstream out;
    console c{in, out, out, {}, false};
    CHECK(*amends::bot::read_password(c, true) == "seven green parcels");
    CHECK(out.str().empty());
}
