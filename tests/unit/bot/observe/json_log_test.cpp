#include "bot/observe/json_log.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>
#include <thread>
#include <vector>

using namespace amends;
using bot::log_level;

namespace {

class fixed_clock final : public bot::clock {
public:
    instant now() const override { return from_unix_ms(1795781234567); }
};

/// What a log that lived through `writing` has written.
template <class Writing> std::string logged(log_level least, Writing writing)
{
    std::ostringstream out;
    fixed_clock clock;
    {
        auto log = bot::make_json_log(least, out, clock);
        writing(*log);
    }
    return out.str();
}

std::vector<nlohmann::json> lines_of(const std::string& text)
{
    std::vector<nlohmann::json> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(nlohmann::json::parse(line));
    return all;
}

} // namespace

TEST_CASE("an event is one line of JSON with its fields in order", "[observe]")
{
    auto text = logged(log_level::info, [](bot::log_sink& log) {
        log.write(log_level::warning, "conversation.poison_turn",
                  {{"conversation", std::int64_t{42}}, {"code", "step.threw"}, {"handed_over", true}});
    });
    CHECK(text == R"({"t":"2026-11-27T12:07:14.567Z","level":"warning","event":"conversation.poison_turn",)"
                  R"("conversation":42,"code":"step.threw","handed_over":true})"
                  "\n");
}

TEST_CASE("what is below the level is not written", "[observe]")
{
    CHECK(logged(log_level::warning, [](bot::log_sink& log) {
              log.write(log_level::info, "a");
              log.write(log_level::debug, "b");
          }).empty());
    CHECK(bot::parse_log_level("warning") == log_level::warning);
    CHECK_FALSE(bot::parse_log_level("WARN"));
}

TEST_CASE("no value can forge a line, colour a terminal or break the JSON", "[observe]")
{
    const std::string hostile[] = {"a\nb",
                                   "a\r\n{\"level\":\"error\"}",
                                   "\x1b[31mred\x1b[0m",
                                   "\x1b]0;title\x07",
                                   std::string("nul\0nul", 7),
                                   "quote\" back\\slash",
                                   "\xff\xfe not UTF-8",
                                   "\xc2\x9b"
                                   "31m",
                                   "\xe2\x80\xa8line",
                                   "\xe2\x80\xae"
                                   "rtl",
                                   "\x7f",
                                   "投诉"};
    for (const auto& value : hostile) {
        auto text = logged(log_level::info, [&](bot::log_sink& log) {
            log.write(log_level::info, value, {{value, std::string_view(value)}});
        });
        CAPTURE(text);
        REQUIRE(lines_of(text).size() == 1);
        REQUIRE(text.back() == '\n');
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            REQUIRE((byte >= 0x20 && byte < 0x7f));
        }
    }
}

TEST_CASE("a value without end is cut", "[observe]")
{
    auto text = logged(log_level::info, [](bot::log_sink& log) {
        log.write(log_level::info, "a", {{"v", std::string_view(std::string(1 << 20, 'x'))}});
    });
    CHECK(text.size() < 4096);
    CHECK(lines_of(text).size() == 1);
}

TEST_CASE("lines of many threads stay whole, and those that do not fit are counted", "[observe]")
{
    constexpr int threads = 4;
    constexpr int each = 20000;
    auto text = logged(log_level::info, [](bot::log_sink& log) {
        std::vector<std::thread> writers;
        for (int t = 0; t < threads; ++t)
            writers.emplace_back([&log] {
                for (int i = 0; i < each; ++i) log.write(log_level::info, "tick", {{"i", std::int64_t{i}}});
            });
        for (auto& writer : writers) writer.join();
    });
    std::int64_t written = 0;
    std::int64_t dropped = 0;
    for (const auto& line : lines_of(text)) {
        if (line["event"] == "tick")
            ++written;
        else
            dropped += line["lines"].get<std::int64_t>();
    }
    // A report of dropped lines may itself be dropped, but is then in the next one's count.
    CHECK(written + dropped >= threads * each);
    CHECK(written > 0);
}
