#include "dialogs/testing/play.hpp"

#include "dialogs/testing/coverage.hpp"
#include "dialogs/testing/record.hpp"
#include "dialogs/tree/document.hpp"
#include "tests/unit/dialogs/fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace amends;
using namespace amends::test;

namespace {

/// The first conversation of a script with the small shop.
dialogs::played_conversation play(const std::string& text, const dialogs::tree_ptr& tree = shop())
{
    const auto loaded = dialogs::load_script(text, "late.dialog");
    for (const auto& each : loaded.problems) UNSCOPED_INFO(to_string(each));
    REQUIRE(loaded.problems.empty());
    return dialogs::play(tree, loaded.script, loaded.script.conversations.front());
}

/// What the first line of a script is told that does not hold.
std::string complaint_about(const std::string& lines)
{
    const auto played = play("== One\n" + lines);
    REQUIRE_FALSE(played.failures.empty());
    return std::to_string(played.failures.front().line) + ": " + played.failures.front().message.english;
}

} // namespace

TEST_CASE("a script's mistakes of form are all told with their line and the mend", "[dialog-tests]")
{
    const auto loaded = dialogs::load_script("customer: hello\n"
                                             "== One\n"
                                             "costumer: hello\n"
                                             "just words\n"
                                             "== One\n"
                                             "==\n"
                                             "tree: shop\n",
                                             "late.dialog");
    std::vector<int> lines;
    for (const auto& each : loaded.problems) {
        CHECK(each.file == "late.dialog");
        lines.push_back(each.line);
    }
    CHECK(lines == std::vector<int>{1, 3, 4, 5, 6, 7});
    CHECK(loaded.problems[1].message.english.find("there is no \"costumer:\"; there are tree, locale, zone") == 0);
    CHECK(dialogs::load_script("# nothing\n", "x").problems.front().code == "script.empty");
    CHECK(dialogs::load_script(std::string(2 << 20, ' '), "x").problems.front().code == "script.too-long");
}

TEST_CASE("a script of thousands of conversations is read in time, and its mistakes are not told without end",
          "[dialog-tests]")
{
    std::string one_name;
    std::string many_names;
    for (int i = 0; i < 2'000; ++i) one_name += "== One\n";
    for (int i = 0; i < 100'000; ++i) many_names += "== " + std::to_string(i) + "\n";
    CHECK(dialogs::load_script(one_name, "x").problems.size() == dialogs::most_problems);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(dialogs::load_script(many_names, "x").script.conversations.size() == 100'000);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{10});
}

TEST_CASE("a colon may be a wide one, lines may end as on Windows, and settings above hold for every conversation",
          "[dialog-tests]")
{
    const auto loaded = dialogs::load_script(
        "\xef\xbb\xbftree： shop\r\nlocale：zh-CN\r\n== 一\r\ncustomer：你好\r\n== 二 ==\r\n", "x");
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.script.tree == "shop");
    REQUIRE(loaded.script.settings.size() == 1);
    REQUIRE(loaded.script.conversations.size() == 2);
    CHECK(loaded.script.conversations[0].lines.front().value == "你好");
    CHECK(loaded.script.conversations[1].name == "二");
}

TEST_CASE("a line that was not said fails with what was said instead", "[dialog-tests]")
{
    const auto played =
        play("== One\ncustomer: hello\nbot: no_such_text\nbot: nothing\ncustomer: hello\nbot: nothing\n");
    REQUIRE(played.failures.size() == 2); // those of the first event, not of the second
    CHECK(played.failures[0].line == 3);
    CHECK(played.failures[0].message == sentence{"应为助手说 no_such_text", "expected the bot to say no_such_text"});
    CHECK(played.failures[0].happened.find("bot: ") == 0);
    CHECK_FALSE(played.failures[0].mistake);
    CHECK(played.failures[1].line == 4);
}

TEST_CASE("a value that cannot be meant is told with the mend", "[dialog-tests]")
{
    CHECK(complaint_about("bot: hello\n") ==
          "2: nothing has happened yet; let the customer write first: \"customer: My parcel is late\"");
    CHECK(complaint_about("zone: Mars/Olympus\n").find("2: there is no time zone \"Mars/Olympus\"") == 0);
    CHECK(complaint_about("now: tomorrow\n").find("2: not a time") == 0);
    CHECK(complaint_about("hours: closed\n").find("2: write \"hours: open\"") == 0);
    CHECK(complaint_about("channel: smoke\n").find("2: a channel can carry") == 0);
    for (const auto* no_amount : {"nan", "inf", "-1", "much"})
        CHECK(complaint_about("budget: " + std::string{no_amount} + "\n").find("2: what may the bot still give?") == 0);
    CHECK(complaint_about("customer: hello\nclock: later\n").find("3: a clock goes on by") == 0);
    CHECK(complaint_about("customer: hello\nclock: 2026-11-27 14:00\n").find("3: a clock goes on by") == 0);
    CHECK(complaint_about("customer: hello\nslot: no_such = 1\n") == "3: the tree has no slot \"no_such\"");
    CHECK(complaint_about("customer: hello\nagent: dances\n").find("3: an agent \"joins NAME\"") == 0);
    CHECK(complaint_about("customer: hello\npress: no_such\n").find("3: expected a quick reply \"no_such\"") == 0);
    CHECK(complaint_about("customer: hello\nlookup: failed\n") == "3: expected a connector to be asked; none is");
    CHECK(complaint_about("customer: hello\n") == "1: nothing is expected of it; add a line such as \"bot: welcome\"");
}

TEST_CASE("coverage counts each edge once and names what was missed with its line", "[dialog-tests]")
{
    const auto text = read_fixture("data/shop.json");
    const auto none = dialogs::measure(*shop(), text, {});
    CHECK(none.nodes_reached == 0);
    CHECK(none.missed.size() == none.nodes + none.edges);
    CHECK(std::all_of(none.missed.begin(), none.missed.end(), [](const auto& each) { return each.line > 0; }));

    const auto played = play("== One\ncustomer: hello\nended: no\n");
    REQUIRE(played.passed());
    const std::set<dialogs::stretch> walked(played.walked.begin(), played.walked.end());
    const auto some = dialogs::measure(*shop(), text, walked);
    CHECK(some.nodes_reached > 0);
    CHECK(some.missed.size() == none.missed.size() - walked.size()); // every stretch walked is one of the tree's
    CHECK(some.percent() < 100);

    std::set<dialogs::stretch> all;
    for (const auto& each : none.missed) all.insert(each.where);
    CHECK(dialogs::measure(*shop(), text, all).percent() == 100);
}

namespace {

/// Every conversation of a script with the small workshop.
void check_workshop(const std::string& text)
{
    const auto loaded = dialogs::load_script(text, "workshop.dialog");
    for (const auto& each : loaded.problems) FAIL_CHECK(to_string(each));
    REQUIRE(loaded.script.conversations.size() == 3);
    for (const auto& each : loaded.script.conversations)
        for (const auto& failure : dialogs::play(workshop(), loaded.script, each).failures)
            FAIL_CHECK(each.name << ", line " << failure.line << ": " << failure.message.english << "\n"
                                 << failure.happened);
}

} // namespace

TEST_CASE("everything that can happen and be expected can be scripted", "[dialog-tests]")
{
    check_workshop(read_fixture("data/workshop.dialog"));
}

TEST_CASE("what a conversation comes to can be written down, and holds when it is played", "[dialog-tests]")
{
    const auto loaded = dialogs::load_script(read_fixture("data/workshop.dialog"), "workshop.dialog");
    const auto written = dialogs::recorded(workshop(), loaded.script);
    CAPTURE(written);
    CHECK(written.find("\nlookup: timed out\nbot: offline\nbot: ask_photo\nbot: nothing more\nnode: photo\n") !=
          std::string::npos);
    check_workshop(written);
}

TEST_CASE("each expectation fails when it does not hold", "[dialog-tests]")
{
    for (const std::string wrong : {"bot: nothing",
                                    "bot: nothing more",
                                    "bot: \"no such words\"",
                                    "unsaid: welcome",
                                    "options: yes, no",
                                    "case: remedy = refund",
                                    "slot: story = nothing",
                                    "tag: vip",
                                    "offered: swap",
                                    "accepted: swap",
                                    "declined: swap",
                                    "countered: swap",
                                    "withheld: not_covered",
                                    "promise: promise_what",
                                    "handoff: workshop",
                                    "timer: wait",
                                    "timer: wait 3m",
                                    "asked: order",
                                    "survey: outcome = 4",
                                    "floor: agent",
                                    "node: bye",
                                    "asking: nothing",
                                    "speaks: zh-Hans",
                                    "ended: yes"}) {
        const auto played = play(
            "== One\ncustomer: The coffee machine I bought leaks all over the kitchen\n" + wrong + "\n", workshop());
        INFO(wrong);
        REQUIRE(played.failures.size() == 1);
        CHECK(played.failures.front().message.english.starts_with("expected "));
        CHECK_FALSE(played.failures.front().mistake);
    }
}
