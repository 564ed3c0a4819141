#include "faulty_disk.hpp"
#include "fixture.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

problem refusal(const std::filesystem::path& directory)
{
    auto opened = open_sqlite({directory, 10});
    REQUIRE_FALSE(opened.has_value());
    return opened.error();
}

std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream{file, std::ios::binary} << bytes;
}

} // namespace

TEST_CASE("a new store makes its directory, for its user only, and is set up as the design says", "[storage]")
{
    const scratch directory;
    const auto home = directory.path() / "var" / "amends";
    const auto s = open_at(home);
    CHECK(sql(home, "PRAGMA application_id") == std::vector<std::string>{std::to_string(0x416d6e64)});
    CHECK(sql(home, "PRAGMA journal_mode") == std::vector<std::string>{"wal"});
    CHECK(sql(home, "PRAGMA auto_vacuum") == std::vector<std::string>{"2"});
    CHECK(sql(home, "PRAGMA user_version") == std::vector<std::string>{"2"});
    for (const auto& file : {home, home / "amends.db", home / "amends.lock", home / "amends.db-wal"}) {
        struct stat status = {};
        REQUIRE(::stat(file.c_str(), &status) == 0);
        INFO(file);
        CHECK((status.st_mode & 077U) == 0);
    }
    CHECK(s->generation().size() == 32);
    CHECK(s->secret().size() == 32);
}

TEST_CASE("generation and secret stay with the store and differ between stores", "[storage]")
{
    const scratch one;
    const scratch two;
    const auto other = open_at(two.path());
    std::string generation;
    std::string secret;
    {
        const auto s = open_at(one.path());
        generation = s->generation();
        secret = s->secret();
    }
    const auto s = open_at(one.path());
    CHECK(s->generation() == generation);
    CHECK(s->secret() == secret);
    CHECK(other->generation() != generation);
    CHECK(other->secret() != secret);
}

TEST_CASE("a second server on the same directory is told who holds the lock, and where", "[storage]")
{
    const scratch directory;
    auto s = open_at(directory.path());
    const auto refused = refusal(directory.path());
    CHECK(refused.code == "store.locked");
    CHECK(refused.message.find("amends.lock") != std::string::npos);
    CHECK(refused.message.find("process " + std::to_string(::getpid())) != std::string::npos);
    CHECK(commit(*s, first_turn(1, "k")).verdict == verdict::committed); // and the first is not disturbed
    s.reset();
    CHECK(open_at(directory.path()));
}

TEST_CASE("a file that is not ours is refused and left as it is", "[storage]")
{
    const scratch directory;
    SECTION("somebody's SQLite database")
    {
        sql(directory.path(), "CREATE TABLE theirs (x)");
        const auto before = bytes_of(directory / "amends.db");
        CHECK(refusal(directory.path()).code == "store.foreign");
        CHECK(bytes_of(directory / "amends.db") == before);
        CHECK_FALSE(std::filesystem::exists(directory / "amends.db-wal"));
    }
    SECTION("no database at all")
    {
        write_bytes(directory / "amends.db", "Dear diary");
        CHECK(refusal(directory.path()).code == "store.foreign");
        CHECK(bytes_of(directory / "amends.db") == "Dear diary");
    }
}

TEST_CASE("a store of a later version is refused, whether its log was written back or not", "[storage]")
{
    const scratch directory;
    open_at(directory.path());
    sql(directory.path(), "PRAGMA user_version = 999");
    const auto refused = refusal(directory.path());
    CHECK(refused.code == "store.newer");
    CHECK(refused.message.find("999") != std::string::npos);
    sql(directory.path(), "PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(refusal(directory.path()).code == "store.newer");
}

TEST_CASE("a damaged store is refused and the mend is named", "[storage]")
{
    const scratch directory;
    open_at(directory.path());
    auto bytes = bytes_of(directory / "amends.db");
    SECTION("cut off") { bytes.resize(bytes.size() / 4096 / 2 * 4096); }
    SECTION("overwritten where the schema is") { std::fill_n(bytes.begin() + 100, 3000, '\x5a'); }
    write_bytes(directory / "amends.db", bytes);
    const auto refused = refusal(directory.path());
    CHECK(refused.code == "store.corrupt");
    CHECK(refused.message.find("backup") != std::string::npos);
}

TEST_CASE("a directory that cannot be used is named with the reason", "[storage]")
{
    const scratch directory;
    write_bytes(directory / "file", "x");
    const auto refused = refusal(directory / "file" / "below");
    CHECK(refused.code == "store.io");
    CHECK(refused.message.find((directory / "file").string()) != std::string::npos);
    const auto nowhere = refusal("/proc/nowhere");
    CHECK(nowhere.code == "store.io");
}

TEST_CASE("a database that another program is writing to cannot be opened meanwhile", "[storage]")
{
    const scratch directory;
    open_at(directory.path());
    sql(directory.path(), "DELETE FROM meta WHERE name = 'generation'"); // so that opening must write
    {
        const foreign_writer shell{directory.path()};
        const auto refused = refusal(directory.path());
        CHECK(refused.code == "store.locked");
        CHECK(refused.message.find((directory / "amends.db").string()) != std::string::npos);
        CHECK(refused.message.find("Close it") != std::string::npos);
    }
    CHECK(open_at(directory.path()));
}

TEST_CASE("what was committed is there when the process ends without closing", "[storage]")
{
    const scratch directory;
    const scratch after;
    const auto s = open_at(directory.path());
    for (std::int64_t i = 1; i <= 20; ++i)
        REQUIRE(commit(*s, first_turn(i, std::to_string(i))).verdict == verdict::committed);
    // The files as a kill would leave them: the log not written back, no shared memory.
    for (const auto* name : {"amends.db", "amends.db-wal"}) std::filesystem::copy_file(directory / name, after / name);
    const auto again = open_at(after.path());
    CHECK(reader_of(*again)->message_count().value() == 40);
    CHECK(again->generation() == s->generation());
}

TEST_CASE("opening a store reads a few pages, however much is in it", "[storage]")
{
    const scratch directory;
    const auto reads_at_open = [&] {
        faulty_disk disk;
        disk.break_at(fault::failed_read, faulty_disk::never, 1);
        const auto s = open_at(directory.path());
        return disk.seen();
    };
    open_at(directory.path());
    const int empty = reads_at_open();
    {
        const auto s = open_at(directory.path());
        std::vector<std::future<commit_result>> answers;
        for (std::int64_t i = 1; i <= 5000; ++i) {
            auto t = first_turn(i, std::to_string(i));
            t.push = true;
            t.timers = {{{i}, 1, "silence", timer_kind::pause, at(300), milliseconds{300'000}, false}};
            answers.push_back(commit_later(*s, std::move(t)));
        }
        for (auto& answer : answers) REQUIRE(answer.get().verdict == verdict::committed);
    }
    REQUIRE(std::filesystem::file_size(directory / "amends.db") > 3'000'000); // many hundreds of pages
    CHECK(reads_at_open() <= empty + 10);
}

TEST_CASE("reserved ids are consecutive and never given twice, also after a restart", "[storage]")
{
    const scratch directory;
    {
        const auto s = open_at(directory.path());
        CHECK(s->reserve(id_kind::conversation, 10).value() == 1);
        CHECK(s->reserve(id_kind::conversation, 1).value() == 11);
        CHECK(s->reserve(id_kind::customer, 5).value() == 1);
        CHECK(s->reserve(id_kind::case_number, 1).value() == 1);
    }
    const auto s = open_at(directory.path());
    CHECK(s->reserve(id_kind::conversation, 1).value() == 12);
    CHECK(s->reserve(id_kind::customer, 1).value() == 6);
}
