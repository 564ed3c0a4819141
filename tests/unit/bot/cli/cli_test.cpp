#include "tests/support/temporary_directory.hpp"
#include "tests/unit/bot/cli/command_line.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace amends;
using namespace amends::tests;

TEST_CASE("help leads with examples and tells the exit codes", "[cli]")
{
    line line;
    for (const auto& arguments : std::vector<std::vector<std::string>>{{}, {"--help"}, {"-h"}}) {
        auto done = line.run(arguments);
        CHECK(done.code == 0);
        CHECK(done.err.empty());
        CHECK(done.out.find("Examples:") < done.out.find("Usage:"));
        CHECK(done.out.find("Exit codes: 0 done, 1 failed, 2") != std::string::npos);
        for (auto command : {"serve", "chat", "user", "export", "backup", "verify", "config"})
            CHECK(done.out.find(std::string("\n  ") + command) != std::string::npos);
    }
    auto help = line.run({"export", "--help"});
    CHECK(help.code == 0);
    CHECK(help.out.find("amends export --format text") != std::string::npos);
    CHECK(line.run({"user", "add", "-h"}).code == 0);
    CHECK(line.run({"user"}).code == 0);
    CHECK(line.run({"--version"}).out == "amends " AMENDS_VERSION "\n");
}

TEST_CASE("a misspelt command or flag is answered with the right one", "[cli]")
{
    line line;
    auto said = [&](const std::vector<std::string>& arguments) {
        auto done = line.run(arguments);
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        return done.err;
    };
    CHECK(said({"sevre"}) == "amends: \"sevre\" is not known; did you mean serve?\nSee `amends --help`.\n");
    CHECK(said({"user", "lst"}) == "amends: \"lst\" is not known; did you mean list?\nSee `amends user --help`.\n");
    CHECK(said({"serve", "--prot", "1"}) ==
          "amends: \"--prot\" is not known; did you mean --port?\nSee `amends serve --help`.\n");
    CHECK(said({"serve", "--prot=1"}) ==
          "amends: \"--prot\" is not known; did you mean --port?\nSee `amends serve --help`.\n");
    CHECK(said({"--data", "sevre", "sevre"}).find("did you mean serve?") != std::string::npos);
    CHECK(said({"nothing-like-it"}).find("did you mean") == std::string::npos);
    CHECK(said({"backup"}).find("--to is required") != std::string::npos);
    CHECK(said({"user", "add"}).find("name is required") != std::string::npos);
    CHECK(said({"user", "add", "x", "--role", "boss"}).find("boss") != std::string::npos);
    CHECK(said({"\x1b[31m"}).find('\x1b') == std::string::npos);
}

TEST_CASE("there is no flag that takes a password", "[cli]")
{
    line line;
    CHECK(line.run({"user", "add", "li.na", "--password", "seven green parcels"}).code == 2);
    CHECK(line.run({"user", "passwd", "li.na", "--password=seven green parcels"}).code == 2);
    CHECK(line.script.asked.empty());
}

TEST_CASE("serve gets the configuration of file, environment and flags", "[cli]")
{
    testing::temporary_directory directory;
    const auto file = directory.path() / "amends.toml";
    std::ofstream(file) << "[server]\nport = 1000\nthreads = 1\nmax_connections = 11\n";
    line line;
    line.environment = {{"AMENDS_SERVER_PORT", "2000"}, {"AMENDS_SERVER_THREADS", "2"}};
    auto done = line.run({"serve", "--config", file.string(), "--port", "3000", "--data", "/srv/a", "--set",
                          "chat.heartbeat=20s", "--set", "desk.agent_grace=90s"});
    CHECK(done.err.empty());
    CHECK(done.code == 42);
    REQUIRE(done.served);
    CHECK(done.served->port == 3000);
    CHECK(done.served->threads == 2);
    CHECK(done.served->max_connections == 11);
    CHECK(done.served->data == "/srv/a");
    CHECK(done.served->heartbeat == std::chrono::seconds(20));
    CHECK(done.served->agent_grace == std::chrono::seconds(90));

    line.environment = {{"AMENDS_CONFIG", file.string()}};
    CHECK(line.run({"--data", "/srv/b", "serve"}).served->port == 1000);
}

TEST_CASE("nothing starts with a wrong configuration, and all of it is told", "[cli]")
{
    testing::temporary_directory directory;
    const auto file = directory.path() / "amends.toml";
    std::ofstream(file) << "[server]\nprot = 1000\nthreads = true\n";
    line line;
    line.environment = {{"AMENDS_LOG_LEVEL", "loud"}};
    const auto expected = "amends: " + file.string() +
                          ":2: server.prot: there is no such key; did you mean server.port?\n"
                          "amends: " +
                          file.string() +
                          ":3: server.threads: must be an integer from 0 to 256, not a boolean\n"
                          "amends: environment: AMENDS_LOG_LEVEL: must be debug, info, warning or error, not \"loud\"\n"
                          "amends: FLAG: server.port: must be an integer from 0 to 65535, not \"many\"\n";
    const auto by = [&](const std::string& flag) {
        auto text = expected;
        return text.replace(text.find("FLAG"), 4, flag);
    };
    auto done = line.run({"serve", "--config", file.string(), "--port", "many"});
    CHECK(done.code == 2);
    CHECK(done.err == by("--port"));
    CHECK_FALSE(done.served);
    for (const auto& command :
         std::vector<std::vector<std::string>>{{"config", "check"}, {"user", "list"}, {"verify"}}) {
        auto arguments = command;
        arguments.insert(arguments.end(), {"--config", file.string(), "--set", "server.port=many"});
        auto other = line.run(arguments);
        CHECK(other.code == 2);
        CHECK(other.err == by("--set"));
    }
    auto as_json = line.run({"config", "check", "--json", "--config", file.string()});
    CHECK(as_json.code == 2);
    CHECK(json::parse(as_json.out).size() == 3);
    CHECK(json::parse(as_json.out)[0]["line"] == 2);
    line.environment.clear();
    CHECK(line.run({"config", "check", "--set", "server.port=1"}).code == 0);
    CHECK(line.run({"config", "check", "--json"}).out == "[]\n");
}

TEST_CASE("a default tree is one that comes with Amends or is published", "[cli]")
{
    line line;
    const auto check = [&](const std::string& tree) {
        return line.run({"config", "check", "--set", "chat.default_tree=" + tree});
    };
    CHECK(check("hotel-stay").code == 0);
    CHECK(line.script.asked.empty());
    line.no_link = problem{"store.none", "Nothing there."};
    auto misspelt = check("hotel-stya");
    CHECK(misspelt.code == 2);
    CHECK(misspelt.err == "amends: --set: chat.default_tree: there is no tree \"hotel-stya\" among "
                          "appliance-aftersales, billing, general, hotel-stay, parcel-delivery, restaurant, "
                          "retail-order, travel; did you mean hotel-stay?\n");
    line.no_link = problem{"link.forbidden", "It belongs to somebody else."};
    CHECK(check("our-shop").code == 0); // what cannot be seen is not called wrong
    line.no_link.reset();
    const json trees = json::array({{{"tree", "our-shop"}, {"version", "1"}}});
    line.script.answers = {ok({{"trees", trees}}), ok({{"trees", trees}})};
    CHECK(check("our-shop").code == 0);
    auto unknown = check("elsewhere");
    CHECK(unknown.code == 2);
    CHECK(unknown.err.find(
              "our-shop, parcel-delivery, restaurant, retail-order, travel; name one of them, or publish it first") !=
          std::string::npos);
}

TEST_CASE("people are added with the password from standard input", "[cli]")
{
    line line;
    line.in = "seven green parcels\n";
    line.script.answers = {ok({{"id", 7}})};
    auto done =
        line.run({"user", "add", "li.na", "--display", "李娜", "--role", "admin", "--password-stdin", "--json"});
    CHECK(done.code == 0);
    CHECK(json::parse(done.out) == json{{"id", 7}});
    REQUIRE(line.script.asked.size() == 1);
    CHECK(line.script.asked[0] == json{{"command", "user.add"},
                                       {"name", "li.na"},
                                       {"display", "李娜"},
                                       {"role", "admin"},
                                       {"password", "seven green parcels"}});
}

TEST_CASE("a list of people is a table, or JSON", "[cli]")
{
    line line;
    const json users =
        json::array({{{"id", 1}, {"name", "admin"}, {"display", "Admin"}, {"role", "admin"}, {"disabled", false}},
                     {{"id", 2}, {"name", "li.na"}, {"display", "L\x1b[31mi"}, {"role", "agent"}, {"disabled", true}}});
    line.script.answers = {ok({{"users", users}}), ok({{"users", users}})};
    CHECK(line.run({"user", "list"}).out == "admin  admin  active    Admin\nli.na  agent  disabled  Li\n");
    CHECK(json::parse(line.run({"user", "list", "--json"}).out) == users);
}

TEST_CASE("a refusal is told on standard error with its exit code", "[cli]")
{
    line line;
    line.script.answers = {
        json{{"ok", false}, {"code", "no_such_user"}, {"message", "There is no user \"x\"."}}.dump()};
    auto done = line.run({"user", "disable", "x"});
    CHECK(done.code == 1);
    CHECK(done.out.empty());
    CHECK(done.err == "amends: There is no user \"x\".\n");
    line.script.answers = {"garbage"};
    CHECK(line.run({"user", "list"}).code == 1);
    line.no_link = problem{"store.locked", "Another server holds it."};
    CHECK(line.run({"user", "list"}).code == 3);
    line.no_link = problem{"store.none", "Nothing there."};
    CHECK(line.run({"user", "list"}).code == 1);
}

TEST_CASE("an export asks for page after page and writes a line a conversation", "[cli]")
{
    testing::temporary_directory directory;
    line line;
    const json one = {
        {"conversation", 1},
        {"channel", "web"},
        {"started_at", "2026-11-27T08:00:00.000Z"},
        {"case", {{"number", "AM-1"}, {"status", "open"}}},
        {"lines",
         {{{"seq", 1}, {"from", "customer"}, {"text", "a\x1b[31mb\nc"}, {"at", "2026-11-27T08:00:00.000Z"}},
          {{"seq", 1},
           {"from", "agent"},
           {"author", "李娜"},
           {"internal", true},
           {"text", "check"},
           {"at", "2026-11-27T08:01:00.000Z"}}}}};
    const json two = {{"conversation", 2}, {"lines", json::array()}};
    auto pages = [&] {
        line.script.asked.clear();
        line.script.answers = {ok({{"conversations", {one}}, {"next", 1}}),
                               ok({{"conversations", {two}}, {"next", nullptr}})};
    };
    pages();
    auto done = line.run({"export"});
    CHECK(done.code == 0);
    CHECK(done.out == one.dump() + "\n" + two.dump() + "\n");
    CHECK(done.err == "2 conversations.\n");
    REQUIRE(line.script.asked.size() == 2);
    CHECK(line.script.asked[0]["after"] == 0);
    CHECK(line.script.asked[1]["after"] == 1);

    pages();
    const auto file = (directory.path() / "all.txt").string();
    CHECK(line.run({"export", "--format", "text", "--to", file}).code == 0);
    std::ifstream in(file);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK(text.starts_with("== conversation 1 · web · 2026-11-27T08:00:00.000Z · AM-1 open\n"
                           "2026-11-27T08:00:00.000Z customer: ab\n    c\n"
                           "2026-11-27T08:01:00.000Z agent 李娜 (note): check\n"));
    CHECK(line.run({"export", "--to", file}).code == 1);
    CHECK(line.run({"export", "--to", "/nonexistent/x"}).code == 1);
}

TEST_CASE("an export that could not be written whole fails", "[cli]")
{
    line line;
    line.script.answers = {ok({{"conversations", json::array({json{{"conversation", 1}}})}, {"next", nullptr}})};
    CHECK(line.run({"export", "--to", "/dev/full"}).code == 1);
}

TEST_CASE("verify fails when a chain is broken", "[cli]")
{
    line line;
    line.script.answers = {ok({{"checked", 3}, {"broken", json::array()}, {"next", nullptr}})};
    auto whole = line.run({"verify"});
    CHECK(whole.code == 0);
    CHECK(whole.err == "3 conversations: every chain holds.\n");
    const json link = {{"conversation", 2}, {"sequence", 5}};
    line.script.answers = {ok({{"checked", 3}, {"broken", {link}}, {"next", nullptr}})};
    auto broken = line.run({"verify"});
    CHECK(broken.code == 1);
    CHECK(broken.out == "conversation 2: the chain breaks at line 5\n");
}
