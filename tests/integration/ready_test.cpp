// The real program while another program holds its database.
#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

using amends::testing::program;
using amends::testing::temporary_directory;
using amends::tests::raw_client;
using nlohmann::json;

namespace {

std::uint16_t port_of(const program& server)
{
    const std::string mark = "http://127.0.0.1:";
    return static_cast<std::uint16_t>(std::stoi(server.out().substr(server.out().find(mark) + mark.size())));
}

int status_of(std::uint16_t port, const std::string& path) { return raw_client(port).get(path).status; }

/// Asks again until the server answers so; false after 30 s.
bool comes_to(int status, std::uint16_t port, const std::string& path)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (status_of(port, path) != status) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(100)); // between two questions
    }
    return true;
}

class visitor {
public:
    explicit visitor(std::uint16_t port) : socket_(port)
    {
        REQUIRE(socket_.upgrade("/chat", "amends.chat.v1").status == 101);
        socket_.text(
            R"({"type":"hello","token":"","after":0,"generation":"","locale":"en-GB","zone":"Europe/London"})");
        greeting_ = next("welcome")["greeting"];
    }
    const std::string& greeting() const { return greeting_; }
    void say(const std::string& text)
    {
        socket_.text(json{{"type", "say"}, {"id", "3b1f8b7e-7a50-4d3e-9d0c-2f1f6f3c9a01"}, {"text", text}}.dump());
    }
    json next(const std::string& type)
    {
        for (;;) {
            auto frame = json::parse(socket_.read_text());
            if (frame["type"] == type) return frame;
        }
    }

private:
    raw_client socket_;
    std::string greeting_;
};

} // namespace

TEST_CASE("while another program holds the database the server is alive, not ready, and stores nothing half",
          "[program]")
{
    temporary_directory place;
    const auto data = (place.path() / "data").string();
    program server({AMENDS_BINARY, "serve", "--data", data, "--port", "0"});
    REQUIRE(server.says("/desk\n"));
    const auto port = port_of(server);
    REQUIRE(comes_to(200, port, "/readyz"));
    visitor customer(port);
    INFO(customer.greeting());
    CHECK(customer.greeting().find("automated") != std::string::npos); // a British visitor is greeted in English
    {
        program shell({"/usr/bin/sqlite3", data + "/amends.db"}, {}, "BEGIN IMMEDIATE;\nSELECT 'held';\n",
                      program::input::stays_open);
        REQUIRE(shell.says("held"));
        customer.say("My headphones arrived broken");
        CHECK(customer.next("error")["code"] == "unavailable");
        CHECK(status_of(port, "/readyz") == 503);
        CHECK(status_of(port, "/healthz") == 200);
    }
    CHECK(comes_to(200, port, "/readyz"));
    customer.say("My headphones arrived broken");
    CHECK(customer.next("ack")["seq"] == 1);
    server.send(SIGTERM);
    CHECK(server.wait() == 0);
    CHECK(server.err().find("store.failed") != std::string::npos);
    CHECK(server.err().find("Close it") != std::string::npos);
    CHECK(server.err().find("store.recovered") != std::string::npos);
}
