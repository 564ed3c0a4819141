#include "bot/cli/chat.hpp"

#include "bot/cli/chat_screen.hpp"
#include "bot/cli/dialog_tests.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace amends;

namespace {

struct talk {
    int code = 0;
    std::string out;
    std::string err;
};

/// A chat whose temporary files must be gone afterwards.
talk chat(const std::string& typed, bot::chat_options options)
{
    testing::temporary_directory directory;
    std::istringstream in(typed);
    std::ostringstream out;
    std::ostringstream err;
    bot::console console{in, out, err, {{"TMPDIR", directory.path().string()}, {"TZ", "Asia/Shanghai"}}, false};
    talk done;
    done.code = bot::chat(options, {}, console);
    done.out = out.str();
    done.err = err.str();
    CHECK(std::filesystem::is_empty(directory.path()));
    return done;
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("a complaint in the terminal is answered in its language, each line once and in order", "[cli]")
{
    auto en = chat("my order arrived broken and I am very unhappy\n\n", {"en", "retail-order", {}});
    CAPTURE(en.out);
    CHECK(en.code == 0);
    CHECK(en.err.empty());
    CHECK(count(en.out, "You: my order arrived broken") == 1);
    const auto said = en.out.find("You: ");
    CHECK(en.out.find("Assistant: ", said) != std::string::npos);

    auto zh = chat("我买的杯子收到就是碎的，太失望了\n", {"zh-Hans", "", {}});
    CAPTURE(zh.out);
    CHECK(zh.code == 0);
    CHECK(count(zh.out, "您：我买的杯子") == 1);
    CHECK(count(zh.out, "助手：") >= 1);
}

TEST_CASE("the number of an option offered last presses it, until it is answered", "[cli]")
{
    std::istringstream in;
    std::ostringstream out;
    bot::console console{in, out, out, {}, false};
    bot::chat_screen screen(console, "en");
    auto line = [](std::int64_t sequence, speaker from, std::string text, std::vector<option> options) {
        auto made = std::make_shared<bot::spoken_line>();
        made->sequence = sequence;
        made->from = from;
        made->text = std::move(text);
        made->options = std::move(options);
        made->question = "q7";
        return made;
    };
    auto typed = [&](const std::string& text) { return screen.chosen("k", text); };
    CHECK(typed("1").option.empty());
    screen.on_line(
        line(1, speaker::bot, "What is wrong?", {{"late", "It is late"}, {"broken", "It is \x1b[31mbroken"}}));
    screen.on_line(line(2, speaker::bot, "Just pick one.", {}));
    CHECK(out.str() == "Assistant: What is wrong?\n  1  It is late\n  2  It is broken\nAssistant: Just pick one.\n");
    CHECK(typed("2").option == "broken");
    CHECK(typed("2").question == "q7");
    CHECK(typed("1").text == "It is late");
    for (auto text : {"0", "3", "-1", "1.", " 1", "99999999999999999999", "broken"}) {
        CHECK(typed(text).option.empty());
        CHECK(typed(text).text == text);
    }
    screen.on_line(line(3, speaker::customer, "It is late", {}));
    CHECK(typed("1").option.empty());
    CHECK(screen.wait_for(3));
}

TEST_CASE("what is typed cannot drive the terminal", "[cli]")
{
    auto done = chat("\x1b[2J\x1b]0;owned\x07 my parcel is late\n", {"en", "parcel-delivery", {}});
    CHECK(done.code == 0);
    CHECK(done.out.find('\x1b') == std::string::npos);
    CHECK(done.out.find('\x07') == std::string::npos);
}

TEST_CASE("a tree that does not exist is a mistake of the command line", "[cli]")
{
    auto done = chat("hello\n", {"en", "retial-order", {}});
    CHECK(done.code == 2);
    CHECK(done.err.find("hotel-stay") != std::string::npos);
}

TEST_CASE("a chat is kept as a dialog test that holds, and no file is written over", "[cli][dialog-tests]")
{
    testing::temporary_directory directory;
    const auto file = directory.path() / "kept.dialog";
    bot::chat_options options{"en", "parcel-delivery", {}};
    options.save_test = file;
    const auto done = chat("my parcel \\ is late\nI want to speak to a person\n1\nno\n", options);
    CAPTURE(done.out, done.err);
    CHECK(done.code == 0);
    std::ifstream in(file);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CAPTURE(text);
    CHECK(text.starts_with("tree: parcel-delivery\n\n== A chat on "));
    CHECK(text.find("\nzone: Asia/Shanghai\n") != std::string::npos);
    CHECK(text.find("\ncustomer: my parcel \\\\ is late\n") != std::string::npos);
    CHECK(text.find("\npress: ") != std::string::npos);
    bot::dialog_test_options asked;
    asked.what = {file.string()};
    const auto report = bot::run_dialog_tests(asked);
    REQUIRE(report.has_value());
    for (const auto& each : report->scripts.front().problems) FAIL_CHECK(to_string(each));
    for (const auto& failure : report->scripts.front().conversations.front().failures)
        FAIL_CHECK(failure.line << ": " << failure.message.english << "\n" << failure.happened);

    const auto again = chat("hello\n", options);
    CHECK(again.code == 2);
    CHECK(again.err.find("is there already") != std::string::npos);
    options.save_test = directory.path() / "missing" / "kept.dialog";
    CHECK(chat("hello\n", options).code == 1);
    options.save_test = directory.path() / "empty.dialog";
    CHECK(chat("", options).code == 1);
    CHECK_FALSE(std::filesystem::exists(options.save_test));
}

TEST_CASE("a chat without a word ends well", "[cli]") { CHECK(chat("", {"en", "", {}}).code == 0); }
