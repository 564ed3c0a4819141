#include "tests/unit/bot/auth/account_world.hpp"

#include "bot/auth/secrets.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>

using namespace amends;
using namespace amends::testing;

namespace {

template <class T> std::string code(const result<T>& r) { return r ? "none" : r.error().code; }

bool any_starts_with(const std::vector<std::string>& all, const std::string& what)
{
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.starts_with(what); });
}

/// Counts calls, and can be waited for.
class bell {
public:
    std::function<void()> ring()
    {
        return [state = state_] {
            if (state->count++ == 0) state->rung.set_value();
        };
    }
    bool wait() { return rung_.wait_for(patience) == std::future_status::ready; }
    int count() const { return state_->count; }

private:
    struct state {
        std::atomic<int> count = 0;
        std::promise<void> rung;
    };
    std::shared_ptr<state> state_ = std::make_shared<state>();
    std::future<void> rung_ = state_->rung.get_future();
};

} // namespace

TEST_CASE("who signs in is known by the cookie's secret, which is not stored", "[auth]")
{
    account_world world;
    const auto id = world.add("li.na");
    auto in = world.sign_in("Li.Na");
    REQUIRE(in);
    CHECK(in->user == id);
    CHECK(in->role == bot::user_role::agent);
    CHECK(in->secret.size() == 43);
    CHECK(in->csrf_token.size() == 43);
    CHECK(in->csrf_token != in->secret);

    auto again = world.await(world.accounts->check(in->secret));
    REQUIRE(again);
    CHECK(again->user == id);
    CHECK(again->csrf_token == in->csrf_token);
    CHECK(again->session == in->session);
    CHECK(again->secret.empty());

    const auto hash = bot::hash_of_secret(in->secret);
    CHECK(bot::hex(hash) == in->session);
    auto stored = world.access->read_now([&](storage::reader& r) { return r.session(hash); });
    REQUIRE((stored && *stored));
    CHECK((*stored)->secret_hash == hash);
    CHECK(any_starts_with(world.audited(), "session.sign_in"));
    CHECK(world.metrics.value(bot::counter::sign_ins) == 1);
}

TEST_CASE("a wrong password, an unknown name and a disabled person are refused alike", "[auth]")
{
    account_world world;
    world.add("li.na");
    world.add("gone");
    REQUIRE(world.await(world.accounts->set_disabled("gone", true, {})));
    const auto wrong = world.sign_in("li.na", "not the password");
    const auto unknown = world.sign_in("nobody");
    const auto disabled = world.sign_in("gone");
    CHECK(code(wrong) == "bad_credentials");
    REQUIRE(!unknown);
    REQUIRE(!disabled);
    CHECK(unknown.error() == wrong.error());
    CHECK(disabled.error() == wrong.error());
    CHECK(world.metrics.value(bot::counter::sign_ins_refused) == 3);
    // Whom an attempt was made on is kept, what was typed as a name of nobody is not.
    world.settle();
    const auto audited = world.audited();
    CHECK(std::count_if(audited.begin(), audited.end(),
                        [](const auto& each) { return each.starts_with("session.refused"); }) == 2);
    CHECK_FALSE(std::any_of(audited.begin(), audited.end(),
                            [](const auto& each) { return each.find("nobody") != std::string::npos; }));
}

TEST_CASE("every sign-in makes a new session", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto first = world.sign_in("li.na");
    auto second = world.sign_in("li.na");
    REQUIRE((first && second));
    CHECK(first->secret != second->secret);
    CHECK(first->session != second->session);
    world.await(world.accounts->sign_out(first->secret));
    CHECK_FALSE(world.is_in(first->secret));
    CHECK(world.is_in(second->secret));
}

TEST_CASE("something that is no secret is signed out", "[auth]")
{
    account_world world;
    for (std::string secret : {std::string{}, std::string("short"), std::string(43, 'a'), std::string(43, '\0'),
                               std::string(1 << 20, 'a'), std::string("' OR 1=1 --")})
        CHECK(code(world.await(world.accounts->check(secret))) == "signed_out");
}

TEST_CASE("signing out ends the session at once and tells who watches it, once", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    REQUIRE(world.is_in(in->secret));
    bell rung;
    bell not_interested;
    auto ticket = world.accounts->on_session_end(in->session, rung.ring());
    world.accounts->on_session_end(in->session, not_interested.ring()).reset();
    world.await(world.accounts->sign_out(in->secret));
    CHECK(rung.count() == 1);
    CHECK(not_interested.count() == 0);
    CHECK_FALSE(world.is_in(in->secret));
    world.await(world.accounts->sign_out(in->secret));
    CHECK(rung.count() == 1);
    world.settle();
    CHECK(any_starts_with(world.audited(), "session.sign_out"));
}

TEST_CASE("who begins to watch a session that has just ended is told", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    world.await(world.accounts->sign_out(in->secret));
    bell rung;
    auto ticket = world.accounts->on_session_end(in->session, rung.ring());
    CHECK(rung.wait());
}

TEST_CASE("a session without a request for too long ends, one in use goes on to its absolute end", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto idle = world.sign_in("li.na");
    auto used = world.sign_in("li.na");
    REQUIRE((idle && used));
    for (int minutes = 0; minutes < 700; minutes += 20) {
        REQUIRE(world.is_in(used->secret));
        world.clock.advance(20min);
    }
    CHECK_FALSE(world.is_in(idle->secret));
    world.clock.advance(20min); // twelve hours
    CHECK_FALSE(world.is_in(used->secret));
    auto stored =
        world.access->read_now([&](storage::reader& r) { return r.session(bot::hash_of_secret(used->secret)); });
    REQUIRE(stored);
    CHECK_FALSE(*stored);
}

TEST_CASE("activity outlives a restart, and costs at most a write a minute", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    for (int second = 0; second < 25 * 60; second += 10) {
        world.clock.advance(10s);
        REQUIRE(world.is_in(in->secret));
    }
    CHECK(world.store->touches >= 24);
    CHECK(world.store->touches <= 25);
    world.settle();
    world.start(cheap);
    world.clock.advance(25min);
    CHECK(world.is_in(in->secret));
    world.clock.advance(31min);
    CHECK_FALSE(world.is_in(in->secret));
}

TEST_CASE("a watched session that expires unused is noticed", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    bell rung;
    auto ticket = world.accounts->on_session_end(in->session, rung.ring());
    world.clock.advance(31min);
    CHECK(rung.wait());
}

TEST_CASE("disabling a person ends every session at once, enabling lets the person in again", "[auth]")
{
    account_world world;
    world.add("li.na");
    world.add("wang.wei");
    auto one = world.sign_in("li.na");
    auto two = world.sign_in("li.na");
    auto other = world.sign_in("wang.wei");
    REQUIRE((one && two && other));
    REQUIRE(world.is_in(one->secret)); // the second was never checked: it is in no cache
    bell rung_one;
    bell rung_two;
    bell rung_other;
    auto tickets = std::vector{world.accounts->on_session_end(one->session, rung_one.ring()),
                               world.accounts->on_session_end(two->session, rung_two.ring()),
                               world.accounts->on_session_end(other->session, rung_other.ring())};
    REQUIRE(world.await(world.accounts->set_disabled("LI.NA", true, {})));
    CHECK(rung_one.count() == 1);
    CHECK(rung_two.wait());
    CHECK(rung_other.count() == 0);
    CHECK_FALSE(world.is_in(one->secret));
    CHECK_FALSE(world.is_in(two->secret));
    CHECK(world.is_in(other->secret));
    REQUIRE(world.await(world.accounts->set_disabled("li.na", false, {})));
    CHECK_FALSE(world.is_in(one->secret));
    CHECK(world.sign_in("li.na"));
    CHECK(code(world.await(world.accounts->set_disabled("nobody", true, {}))) == "no_such_user");
}

TEST_CASE("another password ends the sessions of the old one", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    CHECK(code(world.await(world.accounts->set_password("li.na", "short", {}))) == "weak_password");
    CHECK(world.is_in(in->secret));
    REQUIRE(world.await(world.accounts->set_password("li.na", "eight yellow parcels", {})));
    CHECK_FALSE(world.is_in(in->secret));
    CHECK(code(world.sign_in("li.na")) == "bad_credentials");
    CHECK(world.sign_in("li.na", "eight yellow parcels"));
    CHECK(code(world.await(world.accounts->set_password("nobody", "eight yellow parcels", {}))) == "no_such_user");
}

TEST_CASE("a hash of another cost is renewed when its owner signs in", "[auth]")
{
    account_world world;
    world.add("li.na");
    const auto before = world.user("li.na").password_hash;
    REQUIRE(world.sign_in("li.na"));
    CHECK(world.user("li.na").password_hash == before);
    world.start({2, 16384});
    CHECK(code(world.sign_in("li.na", "not the password")) == "bad_credentials");
    CHECK(world.user("li.na").password_hash == before);
    auto in = world.sign_in("li.na");
    REQUIRE(in);
    CHECK(world.is_in(in->secret));
    const auto after = world.user("li.na").password_hash;
    CHECK(after != before);
    CHECK(after.find("$m=16,t=2,p=1$") != std::string::npos);
    CHECK(world.sign_in("li.na"));
    CHECK(world.user("li.na").password_hash == after);
}

TEST_CASE("a check under way cannot bring back a session that ends", "[auth]")
{
    account_world world;
    world.add("li.na");
    for (int round = 0; round < 60; ++round) {
        auto in = world.sign_in("li.na");
        REQUIRE(in);
        std::vector<std::future<result<bot::signed_in>>> checks;
        for (int i = 0; i < 4; ++i) checks.push_back(world.begin(world.accounts->check(in->secret)));
        world.await(world.accounts->sign_out(in->secret));
        for (auto& each : checks) REQUIRE(each.wait_for(patience) == std::future_status::ready);
        REQUIRE_FALSE(world.is_in(in->secret));
    }
}

TEST_CASE("nobody comes in while being disabled", "[auth]")
{
    account_world world;
    world.add("li.na");
    for (int round = 0; round < 30; ++round) {
        std::vector<std::future<result<bot::signed_in>>> attempts;
        for (int i = 0; i < 3; ++i)
            attempts.push_back(world.begin(world.accounts->sign_in("li.na", world.good_password, "192.0.2.1")));
        REQUIRE(world.await(world.accounts->set_disabled("li.na", true, {})));
        for (auto& each : attempts)
            if (auto in = each.get()) REQUIRE_FALSE(world.is_in(in->secret));
        REQUIRE(world.await(world.accounts->set_disabled("li.na", false, {})));
    }
}

TEST_CASE("guessing is slowed by name and by address, and forgiven who knows the password", "[auth]")
{
    account_world world;
    world.add("li.na");
    world.add("wang.wei");
    for (int i = 0; i < 9; ++i) REQUIRE(code(world.sign_in("li.na", "guess")) == "bad_credentials");
    REQUIRE(world.sign_in("li.na"));
    for (int i = 0; i < 10; ++i) REQUIRE(code(world.sign_in("li.na", "guess")) == "bad_credentials");
    // Not even with the right password, and from nowhere: the wait is for the name.
    auto slowed = world.sign_in("li.na", world.good_password, "198.51.100.7");
    REQUIRE(code(slowed) == "too_many");
    CHECK(std::stoi(slowed.error().message) >= 1);
    CHECK(std::stoi(slowed.error().message) <= 10);
    // The address has used 10 of its 20 since.
    for (int i = 0; i < 10; ++i) REQUIRE(code(world.sign_in("name" + std::to_string(i), "guess")) == "bad_credentials");
    CHECK(code(world.sign_in("wang.wei")) == "too_many");
    CHECK(world.sign_in("wang.wei", world.good_password, "198.51.100.8"));
}

TEST_CASE("names and passwords are what they must be", "[auth]")
{
    account_world world;
    world.add("li.na");
    auto add = [&](const std::string& name, const std::string& display, const std::string& password) {
        return code(world.await(world.accounts->add_user(name, display, bot::user_role::agent, password, {})));
    };
    CHECK(add("LI.NA", "Li Na", world.good_password) == "user_exists");
    for (const auto* name : {"", "li na", "李娜", "li/na", "li\nna"})
        CHECK(add(name, "x", world.good_password) == "bad_name");
    CHECK(add(std::string(65, 'a'), "x", world.good_password) == "bad_name");
    for (const auto* display : {"\x1b[31mred", "a\nb", "\xff"})
        CHECK(add("new", display, world.good_password) == "bad_name");
    for (const auto* password : {"", "elevenchars", "aaaaaaaaaaaaaaaa", "Password1234", "longername123"})
        CHECK(add("longername", "x", password) == "weak_password");
    CHECK(add("longername", "x", std::string(257, 'x') + "abcdef") == "weak_password");
    CHECK(add("longername", "李娜", "密码是一句很长的话") == "none");
    CHECK(world.user("longername").display == "李娜");
    CHECK(any_starts_with(world.audited(), "user.add {\"name\":\"longername\"}"));
}

TEST_CASE("the first start makes one admin, whose password is told once", "[auth]")
{
    account_world world;
    auto first = bot::ensure_admin(*world.store, world.clock, cheap);
    REQUIRE((first && *first));
    CHECK((**first).size() == 23);
    auto second = bot::ensure_admin(*world.store, world.clock, cheap);
    REQUIRE(second);
    CHECK_FALSE(*second);
    auto in = world.sign_in("admin", **first);
    REQUIRE(in);
    CHECK(in->role == bot::user_role::admin);
}
