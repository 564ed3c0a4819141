#include "adapters/chat/frames.hpp"
#include "adapters/net/limits.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace amends;
using namespace amends::adapters::chat;
using nlohmann::json;

namespace {

const std::string id = "123e4567-e89b-42d3-a456-426614174000";

std::string error_of(std::string_view text)
{
    const auto frame = parse_frame(text);
    const auto* error = std::get_if<frame_error>(&frame);
    return error ? error->code : "";
}

std::string say_with(const std::string& text) { return json{{"type", "say"}, {"id", id}, {"text", text}}.dump(); }

} // namespace

TEST_CASE("each frame of the protocol is read", "[chat]")
{
    auto h = std::get<hello>(parse_frame(
        R"({"type":"hello","token":"t","after":7,"generation":"g","locale":"zh-CN","zone":"Asia/Shanghai","tree":"hotel-stay","new":1})"));
    CHECK(h.token == "t");
    CHECK(h.after == 7);
    CHECK(h.generation == "g");
    CHECK(h.zone == "Asia/Shanghai");
    CHECK(h.tree == "hotel-stay");
    CHECK(std::get<hello>(parse_frame(R"({"type":"hello"})")).after == 0);

    auto s = std::get<say>(parse_frame(
        json{{"type", "say"}, {"id", id}, {"text", " 坏了 "}, {"option", "yes"}, {"question", "q1"}}.dump()));
    CHECK(s.text == "坏了");
    CHECK(s.option == "yes");
    CHECK(s.question == "q1");

    CHECK(std::get<typing>(parse_frame(R"({"type":"typing","on":true})")).on);
    CHECK(std::get<seen>(parse_frame(R"({"type":"seen","seq":3})")).sequence == 3);
    CHECK(std::get<history>(parse_frame(R"({"type":"history","before":50,"limit":100})")).limit == 100);
    CHECK(std::get<ping>(parse_frame(R"({"type":"ping","n":-1})")).n == -1);
}

TEST_CASE("half an emoji does not cost the customer the message", "[chat]")
{
    const auto frame = parse_frame(R"({"type":"say","id":")" + std::string{id} + R"(","text":"broken \ud83d"})");
    CHECK(std::get<say>(frame).text == "broken \xEF\xBF\xBD");
}

TEST_CASE("what is not a frame is told apart from a frame with a mistake", "[chat]")
{
    for (auto text :
         {"", "nonsense", "{", "[]", "7", "null", R"({})", R"({"type":7})", R"({"type":"say",})", R"("\ud800")"})
        CHECK(error_of(text) == "malformed");
    CHECK(error_of(R"({"type":"dance"})") == "unknown_type");
    CHECK(error_of(R"({"type":"typing"})") == "bad_member");
    CHECK(error_of(R"({"type":"typing","on":1})") == "bad_member");
    CHECK(error_of(R"({"type":"seen","seq":-1})") == "bad_member");
    CHECK(error_of(R"({"type":"seen","seq":1.5})") == "bad_member");
    CHECK(error_of(R"({"type":"seen","seq":18446744073709551615})") == "bad_member");
    CHECK(error_of(R"({"type":"history","before":5,"limit":101})") == "bad_member");
    CHECK(error_of(R"({"type":"history","before":5,"limit":0})") == "bad_member");
    CHECK(error_of(R"({"type":"history","limit":5})") == "bad_member");
    CHECK(error_of(R"({"type":"hello","token":7})") == "bad_member");
    CHECK(error_of(R"({"type":"hello","locale":")" + std::string(201, 'x') + "\"}") == "bad_member");
}

TEST_CASE("a say is checked before anybody sees it", "[chat]")
{
    CHECK(error_of(R"({"type":"say","text":"a"})") == "bad_id");
    CHECK(error_of(R"({"type":"say","id":"1","text":"a"})") == "bad_id");
    CHECK(error_of(json{{"type", "say"}, {"id", id}}.dump()) == "empty");
    CHECK(error_of(say_with(" \n ")) == "empty");
    CHECK(error_of(say_with("\x01")) == "empty");
    CHECK(error_of(json{{"type", "say"}, {"id", id}, {"text", 7}}.dump()) == "bad_member");
    std::string longest;
    for (int i = 0; i < 4000; ++i) longest += "汐";
    CHECK(error_of(say_with(longest)).empty());
    CHECK(error_of(say_with(longest + "里")) == "too_long");
    std::string faces;
    for (int i = 0; i < 4000; ++i) faces += "😀";
    const auto escaped = json{{"type", "say"}, {"id", id}, {"text", faces}}.dump(-1, ' ', true);
    CHECK(error_of(escaped).empty());
    CHECK(escaped.size() < amends::adapters::limits{}.message_bytes);
    // The error names the message it is about, so that the page can mark it.
    CHECK(std::get<frame_error>(parse_frame(say_with(""))).id == id);
}

TEST_CASE("deep nesting is no way in", "[chat]")
{
    CHECK(error_of(std::string(32'000, '[')) == "malformed");
    CHECK(error_of(R"({"type":)" + std::string(16'000, '[') + std::string(16'000, ']') + "}") == "malformed");
}

TEST_CASE("lines are written as the protocol says", "[chat]")
{
    bot::spoken_line line;
    line.sequence = 3;
    line.from = speaker::agent;
    line.text = "您好";
    line.author = "李娜";
    line.at = from_unix_ms(1234);
    line.options = {{"yes", "是"}};
    line.question = "q";
    line.client_id = "theirs";
    std::string out;
    append_line(out, line);
    CHECK(json::parse(out) == json{{"type", "line"},
                                   {"seq", 3},
                                   {"from", "agent"},
                                   {"text", "您好"},
                                   {"at", 1234},
                                   {"author", "李娜"},
                                   {"question", "q"},
                                   {"options", json::array({json{{"value", "yes"}, {"label", "是"}}})}});

    line.withdrawn = true; // invariant I4: the number without the text
    out.clear();
    append_line(out, line);
    CHECK(json::parse(out) == json{{"type", "line"}, {"seq", 3}, {"from", "agent"}, {"withdrawn", true}});
}
