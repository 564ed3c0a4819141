#include "dialogs/codec/codec.hpp"
#include "dialogs/step.hpp"
#include "dialogs/text/render.hpp"
#include "dialogs/trees/shipped.hpp"
#include "dialogs/understand/understand.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace amends;
using namespace amends::dialogs;

namespace {

std::string repeated(std::string_view part, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
}

std::string mail_thread()
{
    std::string text = "Hi team,\r\n\r\nSTILL not solved!!\r\n";
    for (std::size_t depth = 1; depth < 40; ++depth)
        for (const auto* line : {"On Tue, 3 Nov 2026 at 10:00, Support <help@shop.example> wrote:", "您的工单已受理。",
                                 "-- ", "This e-mail is confidential."})
            text.append("\r\n").append(depth, '>').append(" ").append(line);
    return text;
}

/// By what each is.
std::vector<std::pair<std::string, std::string>> hostile_messages()
{
    constexpr std::size_t long_message = 64 * 1024;
    return {
        {"64 KB of characters", repeated("我", long_message)},
        {"64 KB of words", repeated("no, refund ", long_message)},
        {"64 KB of digits", repeated("1", long_message)},
        {"64 KB of numerals", repeated("一百", long_message)},
        {"64 KB of dates", repeated("2026-11-03/", long_message)},
        {"64 KB of amounts", repeated("320元", long_message)},
        {"64 KB of order numbers", repeated("AB123456 ", long_message)},
        {"64 KB of addresses", repeated("a@b.co", long_message)},
        {"right-to-left overrides", repeated("\u202e\u2067AB12345678\u2069\u200f退款", 4000)},
        {"zalgo", repeated("z\u0301\u0327\u035b\u0489\u0336退\u033f", 4000)},
        {"NUL", std::string("退\0款\0refund\0", 15)},
        {"half a surrogate", "broken \xed\xa0\xbd AB12345678"},
        {"only emoji", repeated("😡👎🏽👨‍👩‍👧🏳️‍🌈🇨🇳", 4000)},
        {"only what cannot be seen", repeated("\u200b\u200d\u2060\ufeff", 4000)},
        {"an e-mail thread", mail_thread()},
        {"not UTF-8", repeated("\xff\xfe\xc0\x80 refund ", 4000)},
    };
}

/// What the bot makes of a message from the customer, within a bound that a build with sanitizers keeps.
outcome answer_to(const std::string& text, const tree& tree, const state& s)
{
    facts f;
    f.now = from_unix_ms(1'795'762'800'000);
    f.case_number = "A-1";
    customer_message m;
    const auto begin = std::chrono::steady_clock::now();
    m.text = text;
    m.meaning = understand(m.text, {s.language, f.zone, f.now});
    auto taken = step(tree, s, m, f);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{5});
    return taken;
}

} // namespace

TEST_CASE("a hostile message is answered as any other, at once, and little of it is kept", "[dialogs][hostile]")
{
    std::vector<tree_ptr> trees{test::shop(), test::workshop()};
    for (const auto& each : shipped_trees()) trees.push_back(load_tree(each.text, each.file).tree);
    for (const auto& tree : trees)
        for (const auto& [what, text] : hostile_messages()) {
            INFO(tree->id() << ": " << what);
            state s;
            for (int turn = 0; turn < 4; ++turn) {
                const auto taken = answer_to(text, *tree, s);
                const bool owed = s.floor == floor_holder::bot;
                std::size_t answers = 0;
                for (const auto& each : taken.effects) {
                    if (std::holds_alternative<request_human>(each)) ++answers;
                    const auto* line = std::get_if<say>(&each);
                    if (!line) continue;
                    ++answers;
                    CHECK_FALSE(render(*tree, *line, "UTC").text.empty());
                }
                CHECK((!owed || answers > 0));
                CHECK(encode(taken.state).size() < 64 * 1024);
                s = taken.state;
            }
        }
}
