#include "bot/config/config.hpp"

#include "bot/config/settings.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

using namespace amends;
using namespace std::chrono_literals;
using bot::load_config;

namespace {

/// A configuration file that goes when the test ends.
class file {
public:
    explicit file(std::string_view text)
    {
        char name[] = "/tmp/amends-config-XXXXXX";
        const int descriptor = ::mkstemp(name);
        REQUIRE(descriptor >= 0);
        ::close(descriptor);
        path_ = name;
        std::ofstream(path_) << text;
    }
    ~file() { std::filesystem::remove(path_); }

    const std::filesystem::path& path() const { return path_; }
    /// What is wrong with it, one problem a line, the file called "f".
    std::string problems() const { return problems_of(load_config(path_, {}, {})); }

    std::string problems_of(const bot::loaded_config& loaded) const
    {
        std::string all;
        for (auto each : loaded.problems) {
            if (each.source == path_.string()) each.source = "f";
            all += to_string(each) + "\n";
        }
        return all;
    }

private:
    std::filesystem::path path_;
};

} // namespace

TEST_CASE("a key of half a million parts is refused, not followed", "[config]")
{
    std::string text = "[log]\n";
    for (int i = 0; i < 500'000; ++i) text += "a.";
    CHECK(file(text + "a = 1").problems() ==
          "f:2: is longer than 4096 bytes; give each item of a list a line of its own\n");
}

TEST_CASE("nothing configured is a usable configuration on loopback", "[config]")
{
    auto loaded = load_config({}, {}, {});
    CHECK(loaded.problems.empty());
    CHECK(loaded.config.host == "127.0.0.1");
    CHECK(loaded.config.hours.always);
}

TEST_CASE("every key of a file arrives in its place", "[config]")
{
    file f(R"(
[server]
host = "::1"
port = 9000
threads = 3
data = "/var/lib/amends"
public_url = "https://chat.shop.example"
trusted_proxies = ["127.0.0.1", "::1"]
allowed_origins = ["https://shop.example", "http://localhost:5173"]
web_root = "/tmp"
max_connections = 100
max_connections_per_address = 10
[chat]
default_tree = "hotel-stay"
heartbeat = "10s"
max_hot_conversations = 1000
[desk]
agent_grace = 90
session_idle = "15m"
session_absolute = "8h"
[hours]
zone = "Asia/Shanghai"
monday = ["13:00-18:00", "09:00-12:00"]
sunday = []
[log]
level = "debug"
)");
    auto loaded = load_config(f.path(), {}, {});
    CHECK(f.problems_of(loaded).empty());
    const auto& c = loaded.config;
    CHECK(c.host == "::1");
    CHECK(c.port == 9000);
    CHECK(c.threads == 3);
    CHECK(c.data == "/var/lib/amends");
    CHECK(c.public_url == "https://chat.shop.example");
    CHECK(c.trusted_proxies == std::vector<std::string>{"127.0.0.1", "::1"});
    CHECK(c.allowed_origins == std::vector<std::string>{"https://shop.example", "http://localhost:5173"});
    CHECK(c.web_root == "/tmp");
    CHECK(c.max_connections == 100);
    CHECK(c.max_connections_per_address == 10);
    CHECK(c.default_tree == "hotel-stay");
    CHECK(c.heartbeat == 10s);
    CHECK(c.max_hot_conversations == 1000);
    CHECK(c.agent_grace == 90s);
    CHECK(c.session_idle == 15min);
    CHECK(c.session_absolute == 8h);
    CHECK_FALSE(c.hours.always);
    CHECK(c.hours.zone == "Asia/Shanghai");
    REQUIRE(c.hours.days[0].size() == 2);
    CHECK(c.hours.days[0][0].from == 540);
    CHECK(c.hours.days[0][1].to == 1080);
    CHECK(c.hours.days[6].empty());
    CHECK(c.log_level == "debug");
}

TEST_CASE("flags win over the environment, the environment over the file", "[config]")
{
    file f("[server]\nport = 1000\nthreads = 1\nhost = \"127.0.0.1\"\n");
    auto loaded = load_config(f.path(), {{"AMENDS_SERVER_PORT", "2000"}, {"AMENDS_SERVER_THREADS", "2"}},
                              {{"server.port", "3000"}});
    CHECK(f.problems_of(loaded).empty());
    CHECK(loaded.config.port == 3000);
    CHECK(loaded.config.threads == 2);
    CHECK(loaded.config.host == "127.0.0.1");
}

TEST_CASE("lists and lengths of time can be written in the environment", "[config]")
{
    auto loaded = load_config({},
                              {{"AMENDS_SERVER_ALLOWED_ORIGINS", "https://a.example, https://b.example"},
                               {"AMENDS_HOURS_MONDAY", "09:00-12:00,13:00-18:00"},
                               {"AMENDS_DESK_SESSION_IDLE", "20m"}},
                              {});
    CHECK(loaded.problems.empty());
    CHECK(loaded.config.allowed_origins == std::vector<std::string>{"https://a.example", "https://b.example"});
    CHECK(loaded.config.hours.days[0].size() == 2);
    CHECK(loaded.config.session_idle == 20min);
}

TEST_CASE("all mistakes of a file are told at once, each with line, key and mend", "[config]")
{
    file f(R"([server]
prot = 9000
port = 99999
threads = "two"
host = "chat.example"
trusted_proxies = ["10.0.0.0/8"]
allowed_origins = ["https://shop.example/"]
public_url = "shop.example"

[chta]
heartbeat = "10s"

[chat]
heartbeat = "10 seconds"
default_tree = "Retail Order"

[hours]
zone = "Shanghai"
monday = ["9-12"]
tuesday = ["09:00-13:00", "12:00-18:00"]
friday = "09:00-18:00"

[log]
level = "verbose"
)");
    const auto expected = R"(f:2: server.prot: there is no such key; did you mean server.port?
f:3: server.port: must be from 0 to 65535, not 99999
f:4: server.threads: must be an integer from 0 to 256, not "two"
f:5: server.host: must be the IP address to listen on, such as 127.0.0.1 or ::1, not "chat.example"
f:6: server.trusted_proxies: "10.0.0.0/8" is not an IP address; write each proxy's own, such as "10.0.0.2"
f:7: server.allowed_origins: "https://shop.example/" is not an origin; write scheme and host in lower case, without a path or a slash at the end, such as "https://shop.example"
f:8: server.public_url: must be the address that browsers see, in lower case and without a path, such as https://chat.shop.example, not "shop.example"
f:10: chta: there is no such section; did you mean chat?
f:14: chat.heartbeat: must be a length of time such as "30s", "15m" or "12h", not "10 seconds"
f:15: chat.default_tree: must be the id of a dialog tree, such as "retail-order", not "Retail Order"
f:18: hours.zone: must be the IANA name of a time zone, such as "Asia/Shanghai" or "Europe/London", not "Shanghai"
f:19: hours.monday: "9-12" is not a span of hours; write "09:00-18:00", at most to "24:00" (a night shift goes on from "00:00" the next day)
f:20: hours.tuesday: has spans that overlap; write them apart or as one
f:21: hours.friday: must be a list of hours such as ["09:00-12:00", "13:00-18:00"]; [] is a closed day, not "09:00-18:00"
f:24: log.level: must be debug, info, warning or error, not "verbose"
)";
    CHECK(f.problems() == expected);
}

TEST_CASE("a wrong type is named as what it is", "[config]")
{
    file f("[server]\nport = \"9000\"\nthreads = 1.5\nhost = 127\ndata = [1]\nmax_connections = { a = 1 }\n"
           "public_url = 2026-11-27\n");
    CHECK(f.problems() == R"(f:2: server.port: must be an integer from 0 to 65535, not "9000"
f:3: server.threads: must be an integer from 0 to 256, not a number with a fraction
f:4: server.host: must be the IP address to listen on, such as 127.0.0.1 or ::1, not an integer
f:5: server.data: must be a path, not a list of something else than strings
f:6: server.max_connections: must be an integer from 1 to 1000000, not a table
f:7: server.public_url: must be a string, not a date or time
)");
}

TEST_CASE("a file that is not TOML says where it stops being so", "[config]")
{
    file f("[server]\nport = 1\nhost = \n");
    auto loaded = load_config(f.path(), {{"AMENDS_SERVER_PORT", "x"}}, {});
    REQUIRE(loaded.problems.size() == 2); // the environment is looked at all the same
    CHECK(loaded.problems[0].line == 3);
    CHECK(loaded.problems[0].message.starts_with("is not TOML: "));
    CHECK(loaded.problems[1].source == "environment");
    CHECK(loaded.problems[1].key == "AMENDS_SERVER_PORT");
}

TEST_CASE("a file that cannot be read says why", "[config]")
{
    auto missing = load_config("/nonexistent/amends.toml", {}, {});
    REQUIRE(missing.problems.size() == 1);
    CHECK(to_string(missing.problems[0]) == "/nonexistent/amends.toml: cannot be read (No such file or directory); "
                                            "check its name and who may read it");
    auto directory = load_config("/tmp", {}, {});
    REQUIRE(directory.problems.size() == 1);
    CHECK(directory.problems[0].message == "is a directory; name the file");
}

TEST_CASE("keys outside a section and sections written as keys are explained", "[config]")
{
    file f("port = 1\nserver = 2\n");
    CHECK(
        f.problems() ==
        R"(f:1: port: stands outside a section; write it under one of [server], [tls], [chat], [desk], [hours], [connectors.order], [connectors.customer], [log]
f:2: server: is a section; write [server] on a line of its own
)");
}

TEST_CASE("a misspelt variable is found, a foreign one is left alone", "[config]")
{
    auto loaded = load_config({},
                              {{"AMENDS_SEVER_PORT", "1"},
                               {"AMENDS_LOG_COLOUR_OF_LINES", "1"},
                               {"AMENDS_PORT", "1"},
                               {"AMENDS_CONFIG", "x"},
                               {"AMENDS_ACCEPT", "1"},
                               {"PATH", "/bin"}},
                              {});
    REQUIRE(loaded.problems.size() == 3);
    CHECK(to_string(loaded.problems[0]) == "environment: AMENDS_LOG_COLOUR_OF_LINES: there is no such setting");
    CHECK(to_string(loaded.problems[1]) ==
          "environment: AMENDS_PORT: there is no such setting; did you mean AMENDS_SERVER_PORT?");
    CHECK(to_string(loaded.problems[2]) ==
          "environment: AMENDS_SEVER_PORT: there is no such setting; did you mean AMENDS_SERVER_PORT?");
}

TEST_CASE("other machines are not served without encryption", "[config]")
{
    file f("[server]\nhost = \"0.0.0.0\"\n");
    auto loaded = load_config(f.path(), {}, {});
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].key == "server.host");
    CHECK(loaded.problems[0].line == 2);
    CHECK(load_config(f.path(), {{"AMENDS_SERVER_TRUSTED_PROXIES", "10.0.0.2"}}, {}).problems.empty());
    CHECK(load_config({}, {}, {{"server.host", "localhost"}}).config.host == "127.0.0.1");
}

TEST_CASE("settings that contradict each other are told at the one to change", "[config]")
{
    file f("[tls]\nkey = \"/nonexistent/key.pem\"\n[desk]\nsession_idle = \"2h\"\nsession_absolute = \"1h\"\n"
           "[hours]\nmonday = []\n[server]\nweb_root = \"/nonexistent\"\n");
    CHECK(f.problems() == R"(f:2: tls.key: needs the other of tls.certificate and tls.key too
f:2: tls.key: /nonexistent/key.pem cannot be read; check its name and who may read it
f:4: desk.session_idle: is longer than desk.session_absolute (3600 s); make it the shorter of the two
f:7: hours.monday: leaves no hour of the week open; give at least one day, or leave all days out to be open always
f:9: server.web_root: /nonexistent is not a directory; build the front ends or leave the key out to use those in the binary
)");
}

TEST_CASE("no input makes the loader fail otherwise than by a problem", "[config]")
{
    for (std::string text : {std::string("\xff\xfe[server]"), std::string("[server]\nhost=\"\xc3\x28\""),
                             std::string(2 << 20, 'a'), std::string("[server\nport=1"), std::string("\0[a]", 4),
                             std::string("[server]\nport=1\nport=2"), std::string("[[server]]\nport=1"),
                             std::string("[server]\nport=9223372036854775807\n"), std::string(5000, '[')}) {
        file f(text);
        CHECK_FALSE(f.problems().empty());
    }
}

TEST_CASE("a connector is a section of its own and needs its address and its secret", "[config]")
{
    file secret("0123456789abcdef0123456789abcdef");
    file good("[connectors.order]\nurl = \"https://erp.shop.example/order\"\nsecret_file = \"" +
              secret.path().string() + "\"\n");
    CHECK(good.problems().empty());
    const auto loaded = load_config(good.path(), {}, {});
    CHECK(loaded.config.order_connector.url == "https://erp.shop.example/order");
    CHECK(loaded.config.order_connector.secret_file == secret.path());
    CHECK(loaded.config.customer_connector.url.empty());

    CHECK(file("[connectors.order]\nurl = \"https://erp.shop.example/\"\n").problems() ==
          "f:2: connectors.order.url: needs the other of connectors.order.url and connectors.order.secret_file too\n");
    CHECK(file("[connectors.orders]\nurl = \"https://a/\"\n").problems().find("there is no such key") !=
          std::string::npos);
    CHECK(file("[connectors]\norder = \"https://a/\"\n").problems().find("there is no such key") != std::string::npos);
    CHECK(file("[connectors.order]\nurl = \"ftp://a/\"\n").problems().find("must be a URL") != std::string::npos);
}

TEST_CASE("every key that the loader knows is in the operator's manual, and no other", "[config]")
{
    std::ifstream in(AMENDS_SOURCE_DIR "/docs/operations.md");
    REQUIRE(in);
    std::set<std::string> documented;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| `")) continue;
        const auto key = line.substr(3, line.find('`', 3) - 3);
        const auto dot = key.find('.');
        if (dot != std::string::npos && key.find(' ') == std::string::npos) documented.insert(key);
    }
    std::set<std::string> known;
    for (const auto& each : bot::settings()) known.emplace(each.key);
    CHECK(documented == known);
}
