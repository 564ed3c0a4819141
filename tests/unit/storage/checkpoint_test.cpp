#include "faulty_disk.hpp"
#include "fixture.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>

using namespace amends;
using namespace amends::storage;
using namespace amends::storage::testing;

namespace {

constexpr std::size_t large = std::size_t{20} << 20U; // bytes: more log than is let grow

turn large_turn(const std::string& key)
{
    auto t = next_turn(1, key);
    t.lines[0].text.assign(large, 'x');
    return t;
}

/// How many times the log of a store has been started anew (sqlite.org/fileformat2.html#walformat).
std::uint32_t log_number(const scratch& directory)
{
    std::ifstream log{directory / "amends.db-wal", std::ios::binary};
    std::array<unsigned char, 16> header{};
    log.read(reinterpret_cast<char*>(header.data()), header.size());
    std::uint32_t number = 0;
    for (std::size_t i = 12; i < 16; ++i) number = number << 8U | header[i];
    return number;
}

/// The writer looks at its log when it has written something.
bool log_starts_anew(const scratch& directory, store& s, const std::string& key)
{
    const auto before = log_number(directory);
    return comes_true([&, n = 0]() mutable {
        commit(s, next_turn(1, key + std::to_string(n++)));
        return log_number(directory) != before;
    });
}

} // namespace

TEST_CASE("turns are stored while the log is copied into the database file", "[storage]")
{
    const scratch directory;
    faulty_disk disk;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    disk.hang_at_sync(2); // after the commit's own flush
    REQUIRE(commit(*s, large_turn("k2")).verdict == verdict::committed);
    REQUIRE(comes_true([&] { return disk.hangs(); }));
    for (int i = 0; i < 20; ++i)
        CHECK(commit(*s, next_turn(1, "meanwhile-" + std::to_string(i))).verdict == verdict::committed);
    CHECK(disk.hangs());
    disk.mend();
    CHECK(commit(*s, next_turn(1, "after")).verdict == verdict::committed);
    CHECK(reader_of(*s)->events({1}).value().size() == 23);
    CHECK_FALSE(reader_of(*s)->first_broken_link({1}).value());
    CHECK(s->stats().failed_checkpoints == 0);
}

TEST_CASE("a log that was copied starts anew", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k")).verdict == verdict::committed);
    for (int i = 1; i <= 4; ++i) {
        const auto key = std::to_string(i);
        INFO("large turn " << key);
        REQUIRE(commit(*s, large_turn("large-" + key)).verdict == verdict::committed);
        REQUIRE(log_starts_anew(directory, *s, "small-" + key + "-"));
        CHECK(std::filesystem::file_size(directory / "amends.db") > large * static_cast<std::size_t>(i));
    }
    CHECK(s->stats().wal_bytes < 2 * large);
    CHECK_FALSE(reader_of(*s)->first_broken_link({1}).value());
}

TEST_CASE("a log that somebody reads is kept, and starts anew when they have done", "[storage]")
{
    const scratch directory;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k")).verdict == verdict::committed);
    const auto before = log_number(directory);
    {
        const foreign_reader shell{directory.path()};
        for (int i = 1; i <= 3; ++i)
            REQUIRE(commit(*s, large_turn("held-" + std::to_string(i))).verdict == verdict::committed);
        CHECK(log_number(directory) == before);
        CHECK(s->stats().wal_bytes > 3 * large);
    }
    REQUIRE(commit(*s, large_turn("free")).verdict == verdict::committed);
    CHECK(log_starts_anew(directory, *s, "small-"));
    CHECK_FALSE(reader_of(*s)->first_broken_link({1}).value());
}

TEST_CASE("a checkpoint that fails loses nothing and is counted", "[storage]")
{
    const scratch directory;
    faulty_disk disk;
    const auto s = open_at(directory.path());
    REQUIRE(commit(*s, first_turn(1, "k1")).verdict == verdict::committed);
    // After the commit's own flush comes the checkpoint's.
    disk.break_at(fault::failed_sync, 2, faulty_disk::lasting);
    REQUIRE(commit(*s, large_turn("k2")).verdict == verdict::committed);
    REQUIRE(comes_true([&] { return disk.has_failed(); }));
    CHECK(commit(*s, next_turn(1, "k3")).verdict == verdict::failed);
    disk.mend();
    CHECK(commit(*s, next_turn(1, "k4")).verdict == verdict::committed);
    CHECK(comes_true([&, n = 0]() mutable {
        commit(*s, next_turn(1, "later-" + std::to_string(n++)));
        return s->stats().failed_checkpoints == 1;
    }));
    CHECK_FALSE(reader_of(*s)->first_broken_link({1}).value());
    CHECK(reader_of(*s)->lines_after({1}, 2, 1).value()[0].text.size() == large);
}
