#include "fixture.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

TEST_CASE("a backup under load is one moment of the store, whole, and opens as a store of another generation",
          "[storage]")
{
    const scratch directory;
    const scratch copies;
    const auto s = open_at(directory.path());
    auto big = first_turn(1, "big");
    big.lines[0].text.assign(2'000'000, 'x');
    REQUIRE(commit(*s, big).verdict == verdict::committed);

    std::atomic<bool> enough = false;
    std::atomic<std::int64_t> written = 1;
    std::thread load{[&] {
        while (!enough) {
            const auto n = written + 1;
            if (commit(*s, first_turn(n, std::to_string(n))).verdict != verdict::committed) break;
            written = n;
        }
    }};
    std::int64_t at_least = 0;
    std::int64_t at_most = 0;
    result<backup_report> report = problem{};
    // Until the writer has committed during one: that it does not wait is the point.
    for (int tries = 0; tries < 100 && at_most - at_least < 2; ++tries) {
        std::filesystem::remove(copies / "amends.db");
        at_least = written;
        report = s->backup(copies / "amends.db");
        at_most = written + 1; // one more may be under way
    }
    enough = true;
    load.join();
    REQUIRE(report);
    CHECK(report->pages > 480);
    CHECK(report->wal_growth_bytes >= 0);
    CHECK(at_most - at_least >= 2);
    CHECK_FALSE(std::filesystem::exists(copies / "amends.db.part"));
    CHECK_FALSE(std::filesystem::exists(copies / "amends.db-wal"));

    std::string first_restore;
    {
        const auto restored = open_at(copies.path());
        first_restore = restored->generation();
        CHECK(first_restore != s->generation());
        CHECK(restored->secret() == s->secret()); // visitors stay known
        const auto r = reader_of(*restored);
        const auto conversations = r->conversations({0}, 1'000'000).value();
        CHECK(std::ssize(conversations) >= at_least);
        CHECK(std::ssize(conversations) <= at_most);
        for (std::size_t i = 0; i < conversations.size(); ++i) {
            CHECK(conversations[i].value == static_cast<std::int64_t>(i) + 1);
            CHECK_FALSE(r->first_broken_link(conversations[i]).value());
        }
    }
    CHECK(open_at(copies.path())->generation() == first_restore); // once its own, it stays
}

TEST_CASE("one backup restored twice makes two generations", "[storage]")
{
    const scratch directory;
    const scratch once;
    const scratch twice;
    const auto s = open_at(directory.path());
    REQUIRE(s->backup(once / "amends.db"));
    std::filesystem::copy_file(once / "amends.db", twice / "amends.db");
    CHECK(open_at(once.path())->generation() != open_at(twice.path())->generation());
}

TEST_CASE("a backup overwrites nothing, and one that fails leaves nothing behind", "[storage]")
{
    const scratch directory;
    const scratch copies;
    const auto s = open_at(directory.path());
    std::ofstream{copies / "taken.db"} << "precious";
    CHECK(s->backup(copies / "taken.db").error().code == "backup.exists");
    std::string kept;
    std::ifstream{copies / "taken.db"} >> kept;
    CHECK(kept == "precious");
    CHECK(s->backup(copies / "no" / "where.db").error().code == "store.io");

    SECTION("a damaged store shows before the copy gets its name")
    {
        REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
        sql(directory.path(), "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'messages_place'");
        CHECK(s->backup(copies / "bad.db").error().code == "store.corrupt");
        CHECK_FALSE(std::filesystem::exists(copies / "bad.db"));
        CHECK_FALSE(std::filesystem::exists(copies / "bad.db.part"));
    }
}
