#include "bot/auth/passwords.hpp"

#include "bot/auth/secrets.hpp"
#include "tests/unit/bot/auth/account_world.hpp"

#include <catch2/catch.hpp>

#include <latch>
#include <set>

using namespace amends;
using namespace amends::testing;

TEST_CASE("passwords are stored with Argon2id, 64 MiB and three passes", "[auth]")
{
    const auto hash = bot::hash_password("seven green parcels", {});
    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    CHECK(bot::hash_password("seven green parcels", cheap) != bot::hash_password("seven green parcels", cheap));
}

TEST_CASE("of a flood of passwords no more than 64 wait", "[auth]")
{
    boost::asio::io_context io;
    boost::asio::thread_pool workers(1);
    bot::password_desk desk(workers, cheap);
    std::latch release(1);
    boost::asio::post(workers, [&] { release.wait(); });
    std::vector<std::future<result<std::string>>> hashes;
    for (int i = 0; i < 70; ++i)
        hashes.push_back(boost::asio::co_spawn(io, desk.hash("seven green parcels"), boost::asio::use_future));
    std::thread runner([&] {
        auto work = boost::asio::make_work_guard(io);
        io.run_for(patience);
    });
    // Those that are refused do not need a worker: the last ones answer while it is blocked.
    for (std::size_t i = 64; i < hashes.size(); ++i) REQUIRE(hashes[i].wait_for(patience) == std::future_status::ready);
    release.count_down();
    int hashed = 0;
    int refused = 0;
    for (auto& each : hashes) {
        auto answer = each.get();
        if (answer)
            ++hashed;
        else if (answer.error().code == "too_many")
            ++refused;
    }
    CHECK(hashed == 64);
    CHECK(refused == 6);
    auto later = boost::asio::co_spawn(io, desk.hash("seven green parcels"), boost::asio::use_future);
    CHECK(later.get().has_value());
    io.stop();
    runner.join();
}

TEST_CASE("a password is checked against its own hash only", "[auth]")
{
    account_world world;
    boost::asio::thread_pool workers(2);
    bot::password_desk desk(workers, cheap);
    const auto stored = bot::hash_password("seven green parcels", cheap);
    auto matches = [&](const std::string& password, const std::string& hash) {
        return world.await(desk.check(password, hash))->matches;
    };
    CHECK(matches("seven green parcels", stored));
    CHECK_FALSE(matches("seven green parcel", stored));
    CHECK_FALSE(matches("", stored));
    CHECK_FALSE(matches("seven green parcels", ""));
    CHECK_FALSE(matches("seven green parcels", "not a hash"));
    workers.join();
}

TEST_CASE("tokens and first passwords do not repeat and keep their form", "[auth]")
{
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        CHECK(seen.insert(bot::random_token()).second);
        const auto password = bot::random_password();
        CHECK(seen.insert(password).second);
        CHECK(password.find_first_not_of("abcdefghijkmnpqrstuvwxyz23456789-") == std::string::npos);
        CHECK(bot::password_weakness(password, "admin").empty());
    }
    CHECK(bot::unhex(bot::hex("\x01\xff")) == "\x01\xff");
    CHECK(bot::unhex("0g").empty());
    CHECK(bot::unhex("012").empty());
}
