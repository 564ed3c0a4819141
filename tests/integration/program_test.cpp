// The real program: what it says and how it ends.
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

#include <boost/asio/buffers_iterator.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using amends::testing::program;
using amends::testing::temporary_directory;
using nlohmann::json;

namespace {

using strings = program::strings;

strings amends_with(strings arguments)
{
    arguments.insert(arguments.begin(), AMENDS_BINARY);
    return arguments;
}

/// A directory of the test's own for data and configuration.
class place {
public:
    std::string data() const { return (directory_.path() / "data").string(); }
    std::filesystem::path file(const std::string& name) const { return directory_.path() / name; }
    program serve(strings more = {}) const
    {
        strings all{"serve", "--data", data(), "--port", "0"};
        all.insert(all.end(), more.begin(), more.end());
        return program(amends_with(all));
    }
    /// A command on this data; `typed` is its standard input.
    program run(strings arguments, const std::string& typed = {}) const
    {
        arguments.insert(arguments.end(), {"--data", data()});
        return program(amends_with(arguments), {}, typed);
    }

private:
    temporary_directory directory_;
};

std::string contents(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string after(const std::string& text, const std::string& mark, const std::string& end)
{
    const auto at = text.find(mark);
    if (at == std::string::npos) return {};
    const auto from = at + mark.size();
    return text.substr(from, text.find_first_of(end, from) - from);
}

std::string port_of(const program& server) { return after(server.out(), "http://127.0.0.1:", "/"); }

/// The whole answer to GET.
std::string get(const std::string& port, const std::string& target)
{
    namespace asio = boost::asio;
    asio::io_context io;
    asio::ip::tcp::socket socket(io);
    socket.connect({asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(std::stoi(port))});
    asio::write(socket, asio::buffer("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    asio::streambuf answer;
    boost::system::error_code end;
    asio::read(socket, answer, end);
    return {asio::buffers_begin(answer.data()), asio::buffers_end(answer.data())};
}

void sql(const std::filesystem::path& database, const std::string& statement)
{
    program sqlite({"/usr/bin/sqlite3", database.string(), statement});
    REQUIRE(sqlite.wait() == 0);
}

} // namespace

TEST_CASE("a first start prints its URLs and the admin password, a second no password", "[program]")
{
    place at;
    std::string password;
    {
        auto server = at.serve();
        REQUIRE(server.says("/desk\n"));
        REQUIRE(server.says("password"));
        REQUIRE(server.says("user passwd admin"));
        password = after(server.out(), "with the password ", " ");
        CHECK(password.size() == 23);
        CHECK(get(port_of(server), "/healthz").starts_with("HTTP/1.1 200"));
        CHECK(get(port_of(server), "/readyz").starts_with("HTTP/1.1 200"));
        CHECK(get(port_of(server), "/metrics").find("amends_store_commits_total") != std::string::npos);
        server.send(SIGTERM);
        CHECK(server.wait() == 0);
        CHECK(server.err().find(password) == std::string::npos);
        CHECK(server.err().find("\"event\":\"server.stopped\"") != std::string::npos);
    }
    auto server = at.serve();
    REQUIRE(server.says("/desk\n"));
    server.send(SIGINT);
    CHECK(server.wait() == 0);
    CHECK(server.out().find("password") == std::string::npos);
    struct ::stat info {};
    REQUIRE(::stat(at.data().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
}

TEST_CASE("a port in use and data in use are told, with exit code 3, and disturb nobody", "[program]")
{
    place at;
    auto server = at.serve();
    REQUIRE(server.says("/desk\n"));
    const auto port = port_of(server);

    place elsewhere;
    program same_port(amends_with({"serve", "--data", elsewhere.data(), "--port", port}));
    CHECK(same_port.wait() == 3);
    CHECK(same_port.out().empty());
    CHECK(same_port.err().find(port) != std::string::npos);

    auto same_data = at.serve();
    CHECK(same_data.wait() == 3);
    CHECK(same_data.out().empty());
    CHECK(same_data.err().find(at.data()) != std::string::npos);

    CHECK(get(port, "/readyz").starts_with("HTTP/1.1 200"));
    server.send(SIGTERM);
    CHECK(server.wait() == 0);
}

TEST_CASE("a configuration with a typo starts nothing", "[program]")
{
    place at;
    std::ofstream(at.file("amends.toml")) << "[server]\nprot = 9000\n[log]\nlevel = 3\n";
    auto server = at.serve({"--config", at.file("amends.toml").string()});
    CHECK(server.wait() == 2);
    CHECK(server.out().empty());
    CHECK(server.err() == "amends: " + at.file("amends.toml").string() +
                              ":2: server.prot: there is no such key; did you mean server.port?\namends: " +
                              at.file("amends.toml").string() +
                              ":4: log.level: must be debug, info, warning or error, not an integer\n");
    CHECK_FALSE(std::filesystem::exists(at.data()));
}

TEST_CASE("a default tree that does not exist is a mistake of the configuration", "[program]")
{
    place at;
    auto server = at.serve({"--set", "chat.default_tree=retial-order"});
    CHECK(server.wait() == 2);
    CHECK(server.err().find("chat.default_tree") != std::string::npos);
    auto check = at.run({"config", "check", "--set", "chat.default_tree=retial-order"});
    CHECK(check.wait() == 2);
    CHECK(check.err().find("did you mean retail-order?") != std::string::npos);
    auto good = at.run({"config", "check", "--set", "chat.default_tree=hotel-stay"});
    CHECK(good.wait() == 0);
}

TEST_CASE("what is wrong on the command line is told with what to write or to read", "[program]")
{
    place at;
    const auto told = [&](const strings& arguments) {
        auto run = at.run(arguments);
        CHECK(run.wait() == 2);
        return run.err();
    };
    CHECK(told({"status", "--set", "foo"}).find("must be KEY=VALUE, such as chat.heartbeat=20s, not \"foo\"") !=
          std::string::npos);
    CHECK(told({"serve", "--port", "many"}).find("--port: server.port: must be an integer") != std::string::npos);
    CHECK(told({"user", "add"}).find("See `amends user add --help`") != std::string::npos);
}

TEST_CASE("another user is told who may ask the server", "[program]")
{
    if (::geteuid() != 0) return; // only root can become somebody else
    place at;
    auto server = at.serve();
    REQUIRE(server.says("/desk\n"));
    REQUIRE(::chmod(at.file("").c_str(), 0755) == 0); // so that the data directory itself refuses
    program nobody({"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", AMENDS_BINARY, "status",
                    "--data", at.data()});
    CHECK(nobody.wait() == 1);
    CHECK(nobody.err().find("belongs to the user root; run this command as that user") != std::string::npos);
}

TEST_CASE("other machines are not served without encryption", "[program]")
{
    place at;
    auto server = at.serve({"--host", "0.0.0.0"});
    CHECK(server.wait() == 2);
    CHECK(server.err().find("tls.certificate") != std::string::npos);
}

TEST_CASE("a store of a later version, a foreign database and a file that is none are left as they are", "[program]")
{
    place at;
    {
        auto server = at.serve();
        REQUIRE(server.says("/desk\n"));
        server.send(SIGTERM);
        REQUIRE(server.wait() == 0);
    }
    const auto file = std::filesystem::path(at.data()) / "amends.db";
    auto refused = [&](const std::string& because) {
        const auto before = contents(file);
        auto server = at.serve();
        CHECK(server.wait() == 1);
        CHECK(server.out().empty());
        CAPTURE(server.err());
        CHECK(server.err().find(because) != std::string::npos);
        CHECK(server.err().find(file.string()) != std::string::npos);
        auto list = at.run({"user", "list"});
        CHECK(list.wait() == 1);
        CHECK(contents(file) == before);
    };
    sql(file, "PRAGMA user_version = 9999");
    refused("later version");

    std::filesystem::remove(file);
    sql(file, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x')");
    refused("not an Amends store");

    std::filesystem::remove(file);
    std::ofstream(file) << "These are not the bytes of a database, but somebody may need them.\n";
    refused("not an Amends store");
}

TEST_CASE("a data directory that cannot be made is told", "[program]")
{
    program server(amends_with({"serve", "--port", "0", "--data", "/proc/amends/data"}));
    CHECK(server.wait() == 1);
    CHECK(server.out().empty());
    CHECK(server.err().find("/proc/amends") != std::string::npos);
}

TEST_CASE("the command line works on a running server and without one alike", "[program]")
{
    place at;
    auto commands = [&](const std::string& name) {
        auto add =
            at.run({"user", "add", name, "--display", "李娜", "--password-stdin", "--json"}, "seven green parcels\n");
        CAPTURE(add.err());
        CHECK(add.wait() == 0);
        auto again = at.run({"user", "add", name, "--password-stdin"}, "seven green parcels\n");
        CHECK(again.wait() == 1);
        CHECK(again.err().find("already") != std::string::npos);
        auto weak = at.run({"user", "passwd", name, "--password-stdin"}, "short\n");
        CHECK(weak.wait() == 1);
        auto passwd = at.run({"user", "passwd", name, "--password-stdin"}, "eight yellow parcels\n");
        CHECK(passwd.wait() == 0);
        auto disable = at.run({"user", "disable", name});
        CHECK(disable.wait() == 0);
        auto list = at.run({"user", "list", "--json"});
        CHECK(list.wait() == 0);
        const auto users = json::parse(list.out());
        CHECK(users.back()["name"] == name);
        CHECK(users.back()["display"] == "李娜");
        CHECK(users.back()["disabled"] == true);
        auto exported = at.run({"export"});
        CHECK(exported.wait() == 0);
        auto replay = at.run({"replay", AMENDS_SOURCE_DIR "/dialogs/trees/retail-order.json"});
        CAPTURE(replay.err());
        CHECK(replay.wait() == 0);
        CHECK(replay.out().rfind("0 conversations", 0) == 0);
        auto verify = at.run({"verify"});
        CHECK(verify.wait() == 0);
        auto backup = at.run({"backup", "--to", at.file(name + ".db").string()});
        CAPTURE(backup.err());
        CHECK(backup.wait() == 0);
        CHECK(std::filesystem::file_size(at.file(name + ".db")) > 0);
        auto status = at.run({"status", "--json"});
        CHECK(status.wait() == 0);
        CHECK(json::parse(status.out())["messages"] == 0);
    };
    {
        auto server = at.serve();
        REQUIRE(server.says("/desk\n"));
        commands("li.na");
        struct ::stat info {};
        REQUIRE(::stat((at.data() + "/admin.sock").c_str(), &info) == 0);
        CHECK((info.st_mode & 0777) == 0600);
        server.send(SIGTERM);
        CHECK(server.wait() == 0);
    }
    CHECK_FALSE(std::filesystem::exists(at.data() + "/admin.sock"));
    commands("wang.wei");

    // A backup is a store.
    std::filesystem::create_directory(at.file("restored"));
    std::filesystem::copy_file(at.file("wang.wei.db"), at.file("restored") / "amends.db");
    program list(amends_with({"user", "list", "--json", "--data", at.file("restored").string()}));
    CHECK(list.wait() == 0);
    CHECK(json::parse(list.out()).size() == 3);
}

TEST_CASE("after a server was killed, the next one and the command line go on", "[program]")
{
    place at;
    {
        auto server = at.serve();
        REQUIRE(server.says("/desk\n"));
        server.send(SIGKILL);
        CHECK(server.wait() == 128 + SIGKILL);
    }
    // Its socket is still there, but nobody listens.
    CHECK(std::filesystem::exists(at.data() + "/admin.sock"));
    auto list = at.run({"user", "list", "--json"});
    CHECK(list.wait() == 0);
    CHECK(json::parse(list.out()).size() == 1);
    auto server = at.serve();
    REQUIRE(server.says("/desk\n"));
    auto again = at.run({"status"});
    CHECK(again.wait() == 0);
    server.send(SIGTERM);
    CHECK(server.wait() == 0);
}

TEST_CASE("there is no data directory to work on", "[program]")
{
    place at;
    auto list = at.run({"user", "list"});
    CHECK(list.wait() == 1);
    CHECK(list.err().find("--data") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(at.data()));
}

TEST_CASE("without a terminal a password is not asked for", "[program]")
{
    place at;
    std::filesystem::create_directory(at.data());
    {
        auto server = at.serve();
        REQUIRE(server.says("/desk\n"));
        // A session of its own has no terminal to open.
        program add({"/usr/bin/setsid", "--wait", AMENDS_BINARY, "user", "add", "x", "--data", at.data()});
        CHECK(add.wait() == 2);
        CHECK(add.err().find("--password-stdin") != std::string::npos);
    }
}

TEST_CASE("a complaint can be piped through the terminal chat", "[program]")
{
    program en(amends_with({"chat", "--tree", "parcel-delivery"}), {"LANG=en_GB.UTF-8"}, "my parcel never arrived\n");
    CHECK(en.wait() == 0);
    CHECK(en.err().empty());
    CHECK(en.out().find("You: my parcel never arrived\nAssistant: ") != std::string::npos);
    program zh(amends_with({"chat"}), {"LANG=zh_CN.UTF-8"}, "我的快递一直没到\n");
    CHECK(zh.wait() == 0);
    CHECK(zh.out().find("您：我的快递一直没到\n助手：") != std::string::npos);
}

TEST_CASE("interrupting the terminal chat leaves nothing behind", "[program]")
{
    for (int signal : {SIGINT, SIGTERM}) {
        temporary_directory scratch;
        program chat(amends_with({"chat"}), {"LANG=en_GB.UTF-8", "TMPDIR=" + scratch.path().string()},
                     "my order is late\n", program::input::stays_open);
        REQUIRE(chat.says("Assistant: "));
        CHECK_FALSE(std::filesystem::is_empty(scratch.path()));
        chat.send(signal);
        CHECK(chat.wait() == 128 + signal);
        CHECK(std::filesystem::is_empty(scratch.path()));
    }
}
