#include "adapters/chat/visitor_token.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace amends::adapters;

TEST_CASE("a token is known by whoever has the secret, and by nobody else", "[chat]")
{
    const auto token = make_visitor_token("secret one");
    CHECK(token.size() == 43);
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    CHECK(valid_visitor_token("secret one", token));
    CHECK_FALSE(valid_visitor_token("secret two", token));
}

TEST_CASE("a token that was changed anywhere is refused", "[chat]")
{
    const auto token = make_visitor_token("secret");
    for (std::size_t i = 0; i + 1 < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(valid_visitor_token("secret", changed));
    }
    CHECK_FALSE(valid_visitor_token("secret", ""));
    CHECK_FALSE(valid_visitor_token("secret", token.substr(1)));
    CHECK_FALSE(valid_visitor_token("secret", token + "A"));
    CHECK_FALSE(valid_visitor_token("secret", std::string(43, '=')));
    CHECK_FALSE(valid_visitor_token("secret", std::string(43, '\0')));
}

TEST_CASE("tokens do not repeat, and a key tells nothing of its token", "[chat]")
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) CHECK(seen.insert(make_visitor_token("secret")).second);
    // SHA-256 of "abc", FIPS 180-2.
    CHECK(visitor_key("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
