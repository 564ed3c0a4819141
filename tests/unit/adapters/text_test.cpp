#include "adapters/net/json_text.hpp"
#include "adapters/net/message_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <random>

using namespace amends::adapters;
using nlohmann::json;

namespace {

std::string json_of(std::string_view text)
{
    std::string out;
    append_json_string(out, text);
    return out;
}

} // namespace

TEST_CASE("text is escaped as JSON wants it and otherwise left alone", "[adapters]")
{
    CHECK(json_of("plain") == R"("plain")");
    CHECK(json_of("\"\\\n\r\t\x01\x1f") == R"("\"\\\n\r\t\u0001\u001f")");
    CHECK(json_of("汐里生活 😀 é") == "\"汐里生活 😀 é\"");
    CHECK(json_of(std::string_view("a\0b", 3)) == R"("a\u0000b")");
    CHECK(json_of("</script>") == R"("</script>")");
}

TEST_CASE("bytes that are not UTF-8 become replacement characters, never invalid text", "[adapters]")
{
    const std::string r = "\xEF\xBF\xBD";
    CHECK(json_of("\xFF") == '"' + r + '"');
    CHECK(json_of("a\xC3") == "\"a" + r + '"');                      // cut off
    CHECK(json_of("\xC0\x80") == '"' + r + r + '"');                 // overlong
    CHECK(json_of("\xED\xA0\x80") == '"' + r + r + r + '"');         // a surrogate
    CHECK(json_of("\xF4\x90\x80\x80") == '"' + r + r + r + r + '"'); // beyond U+10FFFF
    CHECK(json_of("\xE6\xB1\x90\x80") == "\"汐" + r + '"');          // a stray continuation
}

TEST_CASE("whatever the bytes, a JSON parser reads back the text or its replacement", "[adapters]")
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (auto n = random() % 40; n > 0; --n) bytes += static_cast<char>(random());
        const auto parsed = json::parse(json_of(bytes), nullptr, false);
        REQUIRE(parsed.is_string());
        // What was text already is left as it was.
        const auto again = parsed.get<std::string>();
        CHECK(json::parse(json_of(again)).get<std::string>() == again);
    }
}

TEST_CASE("objects are written member by member", "[adapters]")
{
    std::string out;
    {
        json_object object(out);
        object.text("a", "x").number("b", INT64_MIN).truth("c", true).null("d");
        append_json_list(object.key("e"), std::vector<int>{1, 2}, [&](int n) { json_object(out).number("n", n); });
        json_object(object.key("f"));
    }
    CHECK(out == R"({"a":"x","b":-9223372036854775808,"c":true,"d":null,"e":[{"n":1},{"n":2}],"f":{}})");
}

TEST_CASE("a message keeps its words and line breaks, not its control characters", "[adapters]")
{
    CHECK(clean_message("  坏了\r\n\tvery\x07 bad \x1b[31m!\n\n") == "坏了\n\tvery bad [31m!");
    CHECK(clean_message(" \n\t ").empty());
    CHECK(clean_message(" \u200B\n\uFEFF\u3000").empty());
    CHECK(clean_message("👨‍👩‍👧") == "👨‍👩‍👧");
    CHECK(clean_message(std::string_view("a\0b", 3)) == "ab");
    CHECK(characters("汐a😀é") == 4);
}

TEST_CASE("client ids are UUIDs", "[adapters]")
{
    CHECK(read_uuid("123e4567-e89b-42d3-a456-426614174000") == "123e4567-e89b-42d3-a456-426614174000");
    CHECK(read_uuid("123E4567-E89B-42D3-A456-426614174000") == "123e4567-e89b-42d3-a456-426614174000");
    CHECK_FALSE(read_uuid(""));
    CHECK_FALSE(read_uuid("123e4567-e89b-42d3-a456-42661417400"));
    CHECK_FALSE(read_uuid("123e4567-e89b-42d3-a456-4266141740000"));
    CHECK_FALSE(read_uuid("123e4567xe89b-42d3-a456-426614174000"));
    CHECK_FALSE(read_uuid("123e4567-e89b-42d3-a456-42661417400g"));
}

TEST_CASE("half a character in an escape is mended, whole ones and everything else are left alone", "[adapters]")
{
    CHECK(without_half_characters(R"("a\ud83d")") == R"("a\ufffd")");
    CHECK(without_half_characters(R"("\uDE00b")") == R"("\ufffdb")");
    CHECK(without_half_characters(R"("\ud83d\ud83d\ude00\ude00")") == R"("\ufffd\ud83d\ude00\ufffd")");
    CHECK(without_half_characters(R"("\ud83dx\ude00")") == R"("\ufffdx\ufffd")");
    for (const auto* whole : {R"("\ud83d\ude00")", R"("\\ud83d")", R"("\u00e9")", R"("\ud8")", R"("\)", ""})
        CHECK_FALSE(without_half_characters(whole));
}
