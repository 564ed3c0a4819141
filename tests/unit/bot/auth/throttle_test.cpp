#include "bot/auth/throttle.hpp"

#include <catch2/catch.hpp>

using amends::bot::throttle;
using amends::bot::throttle_key;
using namespace std::chrono_literals;

TEST_CASE("a key has its burst, then one attempt every refill", "[auth]")
{
    throttle limit(10, 3, 5s);
    const throttle::time start{};
    for (int i = 0; i < 3; ++i) CHECK_FALSE(limit.take("a", start));
    CHECK(limit.take("a", start) == 5s);
    CHECK(limit.take("a", start + 4s) == 1s);
    CHECK_FALSE(limit.take("a", start + 5s));
    CHECK(limit.take("a", start + 5s));
    CHECK_FALSE(limit.take("b", start + 5s));
    for (int i = 0; i < 3; ++i) CHECK_FALSE(limit.take("a", start + 1h));
    CHECK(limit.take("a", start + 1h));
    limit.forgive("a");
    CHECK_FALSE(limit.take("a", start + 1h));
}

TEST_CASE("keys are forgotten in the order of last use when there are too many", "[auth]")
{
    throttle limit(3, 1, 10s);
    const throttle::time now{};
    for (auto key : {"a", "b", "c"}) CHECK_FALSE(limit.take(key, now));
    CHECK(limit.take("a", now));
    CHECK_FALSE(limit.take("d", now)); // b goes
    CHECK(limit.size() == 3);
    CHECK(limit.take("a", now));
    CHECK_FALSE(limit.take("b", now));
    for (int i = 0; i < 10000; ++i) limit.take(std::to_string(i), now);
    CHECK(limit.size() == 3);
}

TEST_CASE("one customer's addresses of IPv6 count as one", "[auth]")
{
    CHECK(throttle_key("2001:db8:1:2:3:4:5:6") == throttle_key("2001:db8:1:2::1"));
    CHECK(throttle_key("2001:db8:1:2::1") != throttle_key("2001:db8:1:3::1"));
    CHECK(throttle_key("192.0.2.1") == "192.0.2.1");
    CHECK(throttle_key("::ffff:192.0.2.1") == "192.0.2.1");
    CHECK(throttle_key("not an address") == "not an address");
}
