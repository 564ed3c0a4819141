#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

audit_record trail(std::string action) { return {at(1), {}, std::move(action), "{}"}; }

user_record li_na() { return {{}, "li.na", "李娜", role::agent, "$argon2id$v=19$x", false}; }

session_record session_of(user_id user, char fill, instant expires)
{
    return {std::string(32, fill), user, "csrf", at(1), at(1), expires};
}

result<user_id> add(store& s, const user_record& user)
{
    return wait_for<user_id>([&](auto done) { s.add_user(user, trail("user.add"), done); });
}

} // namespace

TEST_CASE("users are added, changed and found; names stay unique", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    const auto id = add(*s, li_na()).value();
    auto expected = li_na();
    expected.id = id;
    CHECK(r->user(id).value()->display == "李娜");
    CHECK(r->user_named("li.na").value()->id == id);
    CHECK(add(*s, li_na()).error().code == "user.exists");
    CHECK(r->audit(10).value().size() == 1); // what was refused leaves no trail

    auto other = li_na();
    other.name = "wang";
    other.id = add(*s, other).value();
    const auto change = [&](const user_record& u) {
        return wait_for<done>([&](auto done) { s->change_user(u, trail("user.change"), done); });
    };
    other.disabled = true;
    other.storage::user_record::role = role::admin;
    REQUIRE(change(other));
    CHECK(r->user(other.id).value()->disabled);
    CHECK(r->user(other.id).value()->role == role::admin);
    other.name = "li.na";
    CHECK(change(other).error().code == "user.exists");
    other.id = {99};
    other.name = "nobody";
    CHECK(change(other).error().code == "user.unknown");
    CHECK(r->users().value().size() == 2);
    CHECK(r->audit(10).value().at(0).action == "user.change");
}

TEST_CASE("sessions are found by their hash, end alone or with their user, and are forgotten when expired", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    const auto r = reader_of(*s);
    const auto id = add(*s, li_na()).value();
    const auto sign_in = [&](const session_record& session) {
        return wait_for<done>([&](auto done) { s->add_session(session, trail("session.sign_in"), done); });
    };
    REQUIRE(sign_in(session_of(id, 'a', at(1000))));
    CHECK(sign_in(session_of({99}, 'x', at(1000))).error().code == "user.unknown");
    const auto hash = std::string(32, 'a');
    CHECK(r->session(hash).value()->csrf_token == "csrf");
    CHECK_FALSE(r->session("no such").value());

    const auto touch = [&](const std::string& h) {
        return wait_for<done>([&](auto done) { s->touch_session(h, at(77), done); });
    };
    REQUIRE(touch(hash));
    CHECK(r->session(hash).value()->seen_at == at(77));
    CHECK(touch("no such").error().code == "session.unknown");

    auto late = session_of(id, 'b', at(5000));
    late.created_at = at(1001); // by now the first has expired
    REQUIRE(sign_in(late));
    CHECK_FALSE(r->session(hash).value());
    REQUIRE(sign_in(session_of(id, 'c', at(5000))));
    REQUIRE(wait_for<done>([&](auto done) { s->end_session(std::string(32, 'b'), done); }));
    CHECK_FALSE(r->session(std::string(32, 'b')).value());
    CHECK(r->session(std::string(32, 'c')).value());
    REQUIRE(wait_for<done>([&](auto done) { s->end_sessions_of(id, done); }));
    CHECK_FALSE(r->session(std::string(32, 'c')).value());
}
