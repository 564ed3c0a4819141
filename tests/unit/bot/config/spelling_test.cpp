#include "bot/config/spelling.hpp"

#include <catch2/catch.hpp>

#include <array>

using amends::bot::closest;
using amends::bot::did_you_mean;

namespace {
constexpr std::array<std::string_view, 4> words{"server.port", "server.host", "chat.heartbeat", "log"};
}

TEST_CASE("a changed, missing, added or swapped letter is understood", "[config]")
{
    CHECK(closest("server.part", words) == "server.port");
    CHECK(closest("server.prt", words) == "server.port");
    CHECK(closest("server.porrt", words) == "server.port");
    CHECK(closest("server.prot", words) == "server.port");
    CHECK(closest("lgo", words) == "log");
}

TEST_CASE("a word that is nothing like any is not guessed", "[config]")
{
    CHECK(closest("database", words).empty());
    CHECK(closest("", words).empty());
    CHECK(closest(std::string(10000, 'x'), words).empty());
    CHECK(did_you_mean("database", words).empty());
    CHECK(did_you_mean("server.prot", words) == "; did you mean server.port?");
}
