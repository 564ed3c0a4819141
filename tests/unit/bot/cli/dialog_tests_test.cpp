#include "bot/cli/cli.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace amends;

namespace {

struct ran {
    int code = 0;
    std::string out;
    std::string err;
};

/// A folder of scripts for the retail tree, and `amends test` over it.
class scripts {
public:
    std::string write(const std::string& name, const std::string& text)
    {
        const auto folder = directory_.path() / "retail-order";
        std::filesystem::create_directories(folder);
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }

    std::string folder() const { return directory_.path().string(); }

    ran run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), "test");
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        bot::console console{in, out, err, {}, false};
        const auto code = bot::run_command_line(arguments, console, {});
        return {code, out.str(), err.str()};
    }

private:
    testing::temporary_directory directory_;
};

constexpr auto passing = "== Hello\nlocale: en\ncustomer: I want to speak to a person\nbot: to_person\n";
constexpr auto failing = "== <Wrong>\nlocale: en\ncustomer: I want to speak to a person\nbot: closed\n";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("scripts that hold end well, and what they did not walk is listed by file and line", "[cli][dialog-tests]")
{
    scripts here;
    here.write("a.dialog", passing);
    const auto done = here.run({here.folder()});
    CAPTURE(done.out, done.err);
    CHECK(done.code == 0);
    CHECK(has(done.out, "1 conversations, 1 expectations: all hold.\n"));
    CHECK(has(done.out, "retail-order: "));
    CHECK(has(done.out, ": not reached: node closed\n"));
}

TEST_CASE("a script that does not hold is told by file, line, what was expected and what happened",
          "[cli][dialog-tests]")
{
    scripts here;
    const auto file = here.write("a.dialog", failing);
    const auto done = here.run({file});
    CAPTURE(done.out);
    CHECK(done.code == 1);
    CHECK(has(done.out, file + ":4: [<Wrong>] expected the bot to say closed\n  what happened:\n    bot: hello \""));
    CHECK(has(done.out, "1 conversations, 1 expectations: 1 failed.\n"));
}

TEST_CASE("less walked than asked for fails, and says so", "[cli][dialog-tests]")
{
    scripts here;
    here.write("a.dialog", passing);
    CHECK(here.run({here.folder(), "--min-coverage", "0"}).code == 0);
    const auto done = here.run({here.folder(), "--min-coverage", "100"});
    CHECK(done.code == 1);
    CHECK(has(done.out, "less than the 100 % asked for"));
    CHECK(here.run({here.folder(), "--min-coverage", "101"}).code == 2);
}

TEST_CASE("test runners and build servers get TAP and JUnit XML", "[cli][dialog-tests]")
{
    scripts here;
    const auto good = here.write("a.dialog", passing);
    const auto bad = here.write("b.dialog", failing);
    const auto broken = here.write("c.dialog", "no form\n");
    const auto tap = here.run({good, bad, broken, "--format", "tap"});
    CAPTURE(tap.out);
    CHECK(tap.code == 1);
    CHECK(has(tap.out,
              "TAP version 13\nok 1 - retail-order: Hello\nnot ok 2 - retail-order: <Wrong>\n# " + bad + ":4: "));
    CHECK(has(tap.out, "not ok 3 - " + broken + "\n# " + broken + ":1:"));
    CHECK(has(tap.out, "\n1..3\n"));
    const auto xml = here.run({good, bad, broken, "--format", "junit"});
    CAPTURE(xml.out);
    CHECK(has(xml.out, "<testcase classname=\"retail-order\" name=\"Hello\"/>"));
    CHECK(has(xml.out, "name=\"&lt;Wrong&gt;\"><failure message=\"expected the bot to say closed\">"));
    CHECK(has(xml.out, "tests=\"1\" failures=\"0\" errors=\"1\""));
}

TEST_CASE("a tree is taken from the folder that is named, then from beside the script, then from the program",
          "[cli][dialog-tests]")
{
    scripts here;
    const auto file = here.write("a.dialog", "tree: no-such-tree\n== One\ncustomer: hello\nbot: hello\n");
    const auto missing = here.run({file});
    CHECK(missing.code == 1);
    CHECK(has(missing.out, "there is no tree \"no-such-tree\""));
    here.write("no-such-tree.json", "{ not json");
    CHECK(has(here.run({file}).out, "no-such-tree.json:1:4: not JSON"));
    testing::temporary_directory other;
    std::filesystem::copy_file(std::string{AMENDS_SOURCE_DIR} + "/dialogs/trees/retail-order.json",
                               other.path() / "no-such-tree.json");
    CHECK(here.run({file, "--trees", other.path().string()}).code == 0);
}

TEST_CASE("no scripts where they are looked for is a mistake of the command line", "[cli][dialog-tests]")
{
    scripts here;
    const auto done = here.run({here.folder()});
    CHECK(done.code == 2);
    CHECK(has(done.err, "There are no scripts (*.dialog) at"));
}
